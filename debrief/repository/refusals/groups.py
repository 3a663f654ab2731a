"""What keeping groups refuses."""

from __future__ import annotations

from typing import ClassVar

from debrief.errors import Refusal, Words

from ..words import FIELDS


class NoSuchGroup(Refusal):
    """There is no group {number}.

    debrief ukhtc group list names those that are kept."""

    code = "UKHTC-70"


class NoSuchMembership(Refusal):
    """There is no entry {number} of a member that could be taken back.

    debrief ukhtc group card shows the entries; one that was taken back stays so."""

    code = "UKHTC-71"


class NotASuspect(Refusal):
    """{found} is nobody who can be a member: not held, or not a suspect, or perhaps a victim.

    Whoever may need help, may be under 18 or must not be named is never a member of a group."""

    code = "UKHTC-72"


class MemberAlready(Refusal):
    """{found} is entered in this group already.

    Take that entry back first if it is to say something else."""

    code = "UKHTC-73"


class GroupNeedsWords(Refusal):
    """A group, an entry and its taking back need a {name}.

    Say it in a few words."""

    code = "UKHTC-74"
    words: ClassVar[Words] = {"name": FIELDS}
