"""What the release ledger refuses."""

from __future__ import annotations

from typing import ClassVar

from debrief.errors import Refusal, Words

from ..words import STATES


class RevealsByDifference(Refusal):
    """Laid beside the earlier release {name}, these figures would give away a group of fewer than ten.

    Leave out what the two differ by, or publish by the same dimensions and periods as before."""

    code = "OFFICE-01"


class RevealsByItself(Refusal):
    """These figures give away a group of fewer than ten, even floored and with totals kept back.

    Publish fewer tables together, or by one dimension less."""

    code = "OFFICE-02"


class TooFine(Refusal):
    """A figure is broken down by {count} dimensions besides period and country; {limit} is the most.

    Leave dimensions out."""

    code = "OFFICE-03"


class NotAQuarter(Refusal):
    """“{found}” is not made of calendar quarters.

    Give periods as 2011-Q1, 2010-Q1..2011-Q1 or ..2011-Q1."""

    code = "OFFICE-04"


class NoSuchRelease(Refusal):
    """There is no release {name} in the ledger.

    See which there are: debrief ukhtc release list."""

    code = "OFFICE-05"


class CheckedByTheSame(Refusal):
    """{name} drafted this, and cannot check it as well.

    Have another analyst look at it."""

    code = "OFFICE-06"


class NotInThatState(Refusal):
    """{name} is {state}, so this cannot be done with it.

    The order is: drafted, checked by another, then given out; what was given out is replaced or withdrawn."""

    code = "OFFICE-07"
    words: ClassVar[Words] = {"state": STATES}


class NoReason(Refusal):
    """A withdrawal needs its reason.

    Say in a few words why; it stands in the ledger."""

    code = "OFFICE-08"


class NothingToRelease(Refusal):
    """There is no figure in this publication.

    Choose a period in which something was recorded."""

    code = "OFFICE-09"


class WasTouched(Refusal):
    """The file kept for {name} is not the one that was checked.

    Keep the database as it is and tell the security officer."""

    code = "OFFICE-10"
