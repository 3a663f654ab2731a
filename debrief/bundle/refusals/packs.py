"""Refusals of update packs."""

from __future__ import annotations

from debrief.errors import Refusal


class PackTooLarge(Refusal):
    """A pack is at most {limit} MiB.

    Do not use it; ask UKHTC. What is in use stays."""

    code = "BUNDLE-95"


class PackSignatures(Refusal):
    """Fewer than {expected} of the root holders who are trusted here signed this pack.

    Put every signature (.sig) beside it. If they are there, do not use it; ask UKHTC."""

    code = "BUNDLE-96"


class PackContent(Refusal):
    """The pack does not hold what it has to hold: {name}.

    Do not use it; ask UKHTC. What is in use stays."""

    code = "BUNDLE-97"


class PackRollback(Refusal):
    """The pack has version {found}; {expected} or later is needed.

    A newer one is in use. Ask UKHTC for the newest pack; what is in use stays."""

    code = "BUNDLE-98"
