"""What analysts' verdicts on one pair come to.

    standing([Verdict(1, "ann", "same"), Verdict(2, "bob", "same")], victim=True) == "confirmed"

Each analyst has one voice: their last verdict that was not undone. Two who were never asked to
agree must both say the same before two victims count as one; for suspects one is enough. Where one
says same and another different, nothing is carried along the pair until they agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Word = Literal["same", "different", "unsure"]
Standing = Literal["open", "unsure", "awaits_second", "confirmed", "different", "disputed"]
WORDS: tuple[Word, ...] = ("same", "different", "unsure")


class Verdict(NamedTuple):
    """``word`` is None in a row that takes another one back (``undoes``)."""

    seq: int
    by: str
    word: Word | None
    undoes: int | None = None


def voices(verdicts: Iterable[Verdict]) -> dict[str, Word]:
    """The verdict that each analyst stands by now."""
    rows = sorted(verdicts)
    undone = {row.undoes for row in rows}
    return {row.by: row.word for row in rows if row.word is not None and row.seq not in undone}


def standing(verdicts: Iterable[Verdict], *, victim: bool) -> Standing:
    """Of one pair. ``victim``: whether either side is one."""
    said = list(voices(verdicts).values())
    if "same" in said and "different" in said:
        return "disputed"
    if "different" in said:
        return "different"
    if said.count("same") >= (2 if victim else 1):
        return "confirmed"
    if "same" in said:
        return "awaits_second"
    return "unsure" if said else "open"
