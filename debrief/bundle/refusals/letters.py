"""Refusals of disseminations and of what answers them."""

from __future__ import annotations

from debrief.errors import Refusal


class NotALetter(Refusal):
    """This is no dissemination of UKHTC to you, or no answer to one, but “{found}”.

    Do not use it. If it came as one, tell UKHTC."""

    code = "BUNDLE-84"


class LetterOfficers(Refusal):
    """The dissemination does not bear the signatures of two officers.

    Do not use it; tell UKHTC."""

    code = "BUNDLE-85"


class LetterExpired(Refusal):
    """The dissemination {name} has expired.

    Destroy every copy; ask UKHTC if it is still needed."""

    code = "BUNDLE-86"
