"""Codes given by the interviewer, each tied to the words that support it."""

from __future__ import annotations

from typing import Any

from textual import on

from debrief.tui.reading import passage_written, read_passage
from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import Part
from debrief.tui.widgets.row_note import RowNote
from debrief.tui.widgets.spec import marked

_PASSAGE = marked("Passage")
_WORDS = marked("In words")
_NOT_A_PASSAGE = marked("A passage is an item, and from which to which character: rcr_open 10-52")


class CodedMultiField(Field):
    """``coded_multi``: Down to a code shows its passage; the app may also ``tie`` one."""

    def make_parts(self) -> list[Part]:
        self.choose = ChoosePart("codes", None, lambda: self.spec.options, self.say, many=True)
        self.passages = RowNote("passages", self.word(_PASSAGE))
        self.others = RowNote("others", self.word(_WORDS))
        return [self.choose, self.passages, self.others]

    def on_mount(self) -> None:
        self.choose.other.display = False

    @on(Choices.Changed)
    def _turn(self) -> None:
        self.choose.other.display = False  # each code has a line of its own
        chosen, at = self.choose.choices.chosen, self.choose.choices.at
        code = at if at in chosen else self.passages.code
        code = code if code in chosen else (chosen[-1] if chosen else None)
        self.passages.turn_to(code)
        needs = code is not None and self.choose.choices.option(code).needs_text
        self.others.turn_to(code if needs else None)

    def gather(self, parts: dict[str, Any]) -> Any:
        passages, others = parts.get("passages") or {}, parts.get("others") or {}
        codes = []
        for code in parts.get("codes") or []:
            one: dict[str, Any] = {"code": code}
            if passage := read_passage(passages.get(code, "")):
                one["passage"] = passage
            if code in others:
                one["other"] = others[code]
            codes.append(one)
        return codes or None

    def spread(self, value: Any) -> dict[str, Any]:
        return {
            "codes": [one["code"] for one in value],
            "passages": {o["code"]: passage_written(o["passage"]) for o in value if o.get("passage")},
            "others": {o["code"]: o["other"] for o in value if o.get("other")},
        }

    def problem(self) -> str | None:
        texts = self.passages.value or {}
        if any(read_passage(text) is None for text in texts.values()):
            return self.say(_NOT_A_PASSAGE)
        return super().problem()
