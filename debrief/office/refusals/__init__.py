"""Everything the office can refuse."""

from .publications import NoSuchValue, NothingAskedAbout, PublicationRefusal, QuarterNotOver
from .releases import (
    CheckedByTheSame,
    NoReason,
    NoSuchRelease,
    NotAQuarter,
    NothingToRelease,
    NotInThatState,
    RevealsByDifference,
    RevealsByItself,
    TooFine,
    WasTouched,
)

__all__ = [
    "CheckedByTheSame",
    "NoReason",
    "NoSuchRelease",
    "NoSuchValue",
    "NotAQuarter",
    "NotInThatState",
    "NothingAskedAbout",
    "NothingToRelease",
    "PublicationRefusal",
    "QuarterNotOver",
    "RevealsByDifference",
    "RevealsByItself",
    "TooFine",
    "WasTouched",
]
