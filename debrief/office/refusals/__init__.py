"""Everything the office can refuse."""

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
    "NotAQuarter",
    "NotInThatState",
    "NothingToRelease",
    "RevealsByDifference",
    "RevealsByItself",
    "TooFine",
    "WasTouched",
]
