"""Items of the questionnaire, with the reason where one is due."""

from __future__ import annotations

from typing import Any

from textual import on

from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import Part
from debrief.tui.widgets.row_note import RowNote
from debrief.tui.widgets.spec import marked

_REASON = marked("Reason")


class ItemListField(Field):
    """``item_list``: codes of ``options`` are item ids."""

    def make_parts(self) -> list[Part]:
        self.choose = ChoosePart("items", None, lambda: self.spec.options, self.say, many=True)
        self.reasons = RowNote("reasons", self.word(_REASON))
        return [self.choose, self.reasons]

    @on(Choices.Changed)
    def _turn(self) -> None:
        chosen, at = self.choose.choices.chosen, self.choose.choices.at
        code = at if at in chosen else self.reasons.code
        self.reasons.turn_to(code if code in chosen else (chosen[-1] if chosen else None))

    def gather(self, parts: dict[str, Any]) -> Any:
        reasons = parts.get("reasons") or {}
        return [
            {"item": item, **({"reason": reasons[item]} if item in reasons else {})}
            for item in parts.get("items") or []
        ] or None

    def spread(self, value: Any) -> dict[str, Any]:
        return {
            "items": [one["item"] for one in value],
            "reasons": {one["item"]: one["reason"] for one in value if one.get("reason")},
        }
