"""How many, how long, how much."""

from __future__ import annotations

from typing import Any

from debrief.tui.few import PERIODS, UNITS
from debrief.tui.reading import SUMS, WHOLES, count_words, plain, read_count, read_sum
from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import BareText, Part, TextPart
from debrief.tui.widgets.pick import PickPart
from debrief.tui.widgets.spec import marked

_AMOUNT = marked("How much")
_HOW_LONG = marked("How long")
_UNIT = marked("Unit")
_CURRENCY = marked("Currency")
_PER = marked("For")
_WORDS = marked("In their words")
_BACKWARDS = marked("The range runs backwards. It is kept as words.")
_KEPT = marked("Kept as words.")


class CountPart(TextPart):
    """A count under a label."""

    @property
    def value(self) -> Any:
        return read_count(self.line.text)

    @value.setter
    def value(self, value: Any) -> None:
        self.restore(count_words(value))


class BareCount(CountPart, BareText):
    """A count the field's own label is enough for."""


class CountField(Field):
    """``count``: 5, 5-7, or words such as "many"; the words said beside a number."""

    def make_parts(self) -> list[Part]:
        self.count = BareCount("count", str)
        return [self.count, TextPart("words", self.word(_WORDS))]

    def gather(self, parts: dict[str, Any]) -> Any:
        found = dict(parts.get("count") or {})
        said = [words for words in (found.pop("words", None), parts.get("words")) if words]
        return {**found, **({"words": "; ".join(said)} if said else {})} or None

    def spread(self, value: Any) -> dict[str, Any]:
        """Words alone stand in the first line, as they were typed."""
        return {"count": value, "words": value.get("words") if value.keys() & {"from", "to"} else None}

    def understood(self) -> str:
        return self.say(_KEPT) if "words" in (self.count.value or {}) else ""

    def problem(self) -> str | None:
        match = WHOLES.match(self.count.draft().strip())
        backwards = match is not None and int(match[1]) > int(match[2])
        return self.say(_BACKWARDS) if backwards else super().problem()


class DurationField(Field):
    """``duration``: an amount, its unit, and the words said."""

    def make_parts(self) -> list[Part]:
        return [
            CountPart("amount", self.word(_HOW_LONG)),
            PickPart("unit", self.word(_UNIT), lambda: self.few(UNITS)),
            TextPart("words", self.word(_WORDS)),
        ]


class SumPart(TextPart):
    """An amount of money as typed."""


class MoneyField(Field):
    """``money``: an amount or a range, currency, period, and the words said."""

    def make_parts(self) -> list[Part]:
        return [
            SumPart("amount", self.word(_AMOUNT)),
            ChoosePart("currency", self.word(_CURRENCY), lambda: self.listed("currency"), self.say),
            PickPart("per", self.word(_PER), lambda: self.few(PERIODS)),
            TextPart("words", self.word(_WORDS)),
        ]

    def gather(self, parts: dict[str, Any]) -> Any:
        """An amount that is not a number goes with the words; nothing is lost."""
        amount = parts.pop("amount", None)
        if amount is None:
            return super().gather(parts)
        found = read_sum(amount)
        if found is None:
            said = [amount, *([parts["words"]] if "words" in parts else [])]
            return super().gather({**parts, "words": "; ".join(said)})
        return super().gather({**found, **parts})

    def _unshown(self) -> dict[str, Any]:
        return {}

    def spread(self, value: Any) -> dict[str, Any]:
        amount = count_words({end: value[end] for end in ("from", "to") if end in value})
        return {**value, "amount": amount}

    def understood(self) -> str:
        amount = self.parts[0].value
        return self.say(_KEPT) if amount and read_sum(amount) is None else ""

    def problem(self) -> str | None:
        match = SUMS.match(self.parts[0].value or "")
        backwards = match is not None and plain(match[1]) > plain(match[2])
        return self.say(_BACKWARDS) if backwards else super().problem()
