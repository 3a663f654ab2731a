"""Answers that are chosen from lists: one, several, codes with passages, rows with marks, things linked to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from debrief.bank.answers import LINK_TYPES
from debrief.language import marked, say
from debrief.plain.choosing import Chooser, Missed
from debrief.plain.prompts import Given, Prompts
from debrief.tui.few import ROW_ANSWERS, YES_NO
from debrief.tui.reading import read_passage
from debrief.tui.widgets.spec import FieldSpec, Option

_NOT_A_PASSAGE = marked("A passage is an item, and from which to which character: rcr_open 10-52")
_NEW = {"new": marked("makes a new one; a name may stand behind it")}
_ROW_END = "."
Make = Callable[[str, str], "str | None"]
"""Makes a thing of a kind with a name; gives its code, such as ``person:3``."""


class Listed:
    """Asks for values that are codes. ``missed`` is told what was in no list."""

    def __init__(self, prompts: Prompts, make: Make, missed: Missed) -> None:
        self.prompts, self.make, self.missed = prompts, make, missed
        self._of: dict[str, Callable[[FieldSpec, str], Any]] = {
            "single": self._single,
            "country": self._single,
            "yes_no_not_sure": self._yes_no,
            "multi": self._multi,
            "coded_multi": self._coded,
            "item_list": self._items,
            "checklist": lambda spec, prompt: self._rows(spec, prompt, ("lines", "notes")),
            "matrix": lambda spec, prompt: self._rows(spec, prompt, ("marks", "sources")),
            **dict.fromkeys(LINK_TYPES, self._links),
        }

    def has(self, spec: FieldSpec) -> bool:
        """Whether values of this type are asked for here."""
        return spec.type in self._of

    def value(self, spec: FieldSpec, prompt: str) -> Any:
        return self._of[spec.type](spec, prompt)

    # -- one -------------------------------------------------------------------------------

    def _single(self, spec: FieldSpec, prompt: str) -> Any:
        options = spec.options or spec.lists.get("country", ())
        chooser = Chooser(self.prompts, options, missed=self.missed)
        chooser.read_out()
        found = chooser.one(prompt)
        if not isinstance(found, Option):
            return None
        return {"choice": found.code, **self.words_of([found])}

    def words_of(self, options: Sequence[Option]) -> dict[str, str]:
        """The words of a choice that asks for them."""
        if not any(option.needs_text for option in options):
            return {}
        words = self.prompts.ask_line(say("In words"))
        return {"other": words} if words else {}

    def _yes_no(self, spec: FieldSpec, prompt: str) -> Any:
        options = [Option(code, say(label)) for code, label in YES_NO.items()]
        chooser = Chooser(self.prompts, options, missed=self.missed)
        chooser.read_out()
        found = chooser.one(prompt)
        return found.code if isinstance(found, Option) else None

    # -- several ---------------------------------------------------------------------------

    def _several(self, chooser: Chooser, prompt: str, each: Callable[[Option], None]) -> list[Option]:
        """Choices one at a time, until a blank line; the same again takes it out."""
        chosen: list[Option] = []
        chooser.read_out()
        while isinstance(found := chooser.one(say("Another; Enter when done") if chosen else prompt), Option):
            if found in chosen:
                chosen.remove(found)
                self.prompts.put(say("Taken out: {choice}", choice=found.label))
                continue
            chosen = [] if found.exclusive else [option for option in chosen if not option.exclusive]
            chosen.append(found)
            self.prompts.put(say("Chosen: {choice}", choice=found.label))
            each(found)
        return chosen

    def _multi(self, spec: FieldSpec, prompt: str) -> Any:
        chosen = self._several(
            Chooser(self.prompts, spec.options, missed=self.missed), prompt, lambda option: None
        )
        if not chosen:
            return None
        return {"choices": [option.code for option in chosen], **self.words_of(chosen)}

    def _coded(self, spec: FieldSpec, prompt: str) -> Any:
        beside: dict[str, dict[str, Any]] = {}

        def each(option: Option) -> None:
            passage = self._passage()
            beside[option.code] = {**({"passage": passage} if passage else {}), **self.words_of([option])}

        chosen = self._several(Chooser(self.prompts, spec.options, missed=self.missed), prompt, each)
        return [{"code": option.code, **beside[option.code]} for option in chosen] or None

    def _passage(self) -> dict[str, Any] | None:
        while text := self.prompts.ask_line(
            say("Passage that supports it; Enter for none"), say(_NOT_A_PASSAGE)
        ):
            if passage := read_passage(text):
                return passage
            self.prompts.put(say(_NOT_A_PASSAGE))
        return None

    def _items(self, spec: FieldSpec, prompt: str) -> Any:
        reasons: dict[str, str] = {}

        def each(option: Option) -> None:
            if reason := self.prompts.ask_line(say("Reason; Enter for none")):
                reasons[option.code] = reason

        chosen = self._several(Chooser(self.prompts, spec.options, missed=self.missed), prompt, each)
        return [
            {"item": option.code, **({"reason": reasons[option.code]} if option.code in reasons else {})}
            for option in chosen
        ] or None

    # -- rows ------------------------------------------------------------------------------

    def _rows(self, spec: FieldSpec, prompt: str, names: tuple[str, str]) -> Any:
        """Each row: a mark, and words behind it; Enter leaves the row, a dot alone the rest."""
        options = spec.marks or tuple(Option(code, say(label)) for code, label in ROW_ANSWERS.items())
        chooser, marks, notes = Chooser(self.prompts, options), {}, {}
        self.prompts.put(prompt)
        self.prompts.put(say("For each line a number, and a note behind it if there is one. A dot alone ends."))
        chooser.read_out()
        for row in spec.options:
            found = self._row(chooser, row.label)
            if found is None:
                break
            mark, note = found
            if mark is not None:
                marks[row.code] = mark.code
                notes.update({row.code: note} if note else {})
        return {names[0]: marks, **({names[1]: notes} if notes else {})} if marks else None

    def _row(self, chooser: Chooser, label: str) -> tuple[Option | None, str] | None:
        while True:
            reply = self.prompts.ask_line(label)
            if reply == _ROW_END:
                return None
            if not reply:
                return None, ""
            mark, _, note = reply.partition(" ")
            found = chooser.matching(mark)
            if len(found) == 1:
                return found[0], note
            self.missed(reply)
            self.prompts.put(say("Nothing in the list has this in it."))

    # -- things ----------------------------------------------------------------------------

    def _links(self, spec: FieldSpec, prompt: str) -> Any:
        kind = LINK_TYPES[spec.type]
        many = spec.type.endswith("_links") or spec.type == "persons_link"
        chosen: list[str] = []
        while True:
            asked = say("Another; Enter when done") if chosen else prompt
            code = self._thing(spec, kind, asked, first=not chosen)
            if code is None:
                break
            chosen = [each for each in chosen if each != code] if code in chosen else [*chosen, code]
            if not many:
                return code
        return chosen or None

    def _thing(self, spec: FieldSpec, kind: str, prompt: str, *, first: bool) -> str | None:
        things = spec.links() if spec.links else ()
        numbers = [int(thing.code.partition(":")[2]) for thing in things]
        chooser = Chooser(self.prompts, things, numbers=numbers, missed=self.missed)
        if first:
            chooser.read_out()
            self.prompts.put(say("A number or a part of the name; .new and a name makes one."))
        while True:
            found = chooser.one(prompt, _NEW)
            if isinstance(found, Given):
                if code := self.make(kind, found.rest):
                    return code
                continue
            return found.code if found is not None else None
