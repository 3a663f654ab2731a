"""From an act as written to the fields of its event or events."""

from __future__ import annotations

from typing import Any

from debrief.bank import Bank
from debrief.bank.schema import AnswerSpec
from debrief.interview import Interview
from debrief.play.acts import VERBS
from debrief.play.forms import Forms, Misfit, NoSuchName
from debrief.play.names import Names, card_items

_OF_THE_STEP = frozenset({"at", "by", "fact", "expect"})
_ADDRESSES = ("address", "first", "second")


class Doing:
    def __init__(self, bank: Bank, names: Names, forms: Forms, interview: Interview, interviewer: str) -> None:
        self.bank, self.names, self.forms = bank, names, forms
        self.interview, self.interviewer = interview, interviewer
        self.repeats = {**card_items(bank), **{repeat: repeat for repeat in bank.repeats}}

    def events(self, verb: str, data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """(kind, fields) for each event of an act. Raises ``Misfit`` or ``NoSuchName``."""
        rule, value = VERBS[verb], data[verb]
        values = value if rule.many and isinstance(value, list) else [value]
        if verb == "say":
            values = [text for each in values for text in self._texts(each)]
        beside = {k: v for k, v in data.items() if k not in _OF_THE_STEP and k != verb}
        made = []
        for each in values:
            if isinstance(each, dict):
                fields = dict(each)
            elif each is None:
                fields = {}
            elif rule.main is None:
                raise Misfit("a mapping of its parts")
            else:
                fields = {rule.main: each}
            by = str(data.get("by") or self.interviewer)
            made.append((rule.kind, self._filled(verb, {**fields, **beside}, by)))
        return made

    def _texts(self, value: Any) -> list[Any]:
        """A text by its id, or every text of a use (opening, ground_rule, practice, closing) on this route."""
        route = self.interview.route
        found = [t.id for t in self.bank.texts.values() if t.use == value and t.who in (route, "all")]
        if not found and not isinstance(value, dict) and value not in self.bank.texts:
            raise NoSuchName("text")
        return found or [value]

    def _filled(self, verb: str, fields: dict[str, Any], by: str) -> dict[str, Any]:
        if verb == "sitting":
            fields.setdefault("lead", self.interviewer)
        if verb == "sign_off":
            fields.setdefault("name", by)
        if verb == "noted":
            spec = AnswerSpec("verbatim_text")
            fields["words"] = self.forms.value(spec, fields.get("words"), "noted")
        if verb == "strike":
            fields = self._struck(fields)
        if verb == "order":
            fields = self._order(fields)
        for key in _ADDRESSES:
            if isinstance(fields.get(key), str):
                fields[key] = self.names.address(fields[key])
        if "passage" in fields:
            passage = fields["passage"]
            passage = {"at": passage} if isinstance(passage, str) else dict(passage)
            fields["passage"] = passage | {"at": self._passage(str(passage.get("at")))}
        return fields

    def _passage(self, at: str) -> str:
        return at if at.startswith("note:") else self.names.address(at)

    def _group(self, fields: dict[str, Any]) -> tuple[str, Any]:
        """The group or card that an act is about, and what is said of it."""
        for key in fields:
            if key in self.repeats:
                return self.repeats[key], fields[key]
            if self.bank.is_repeat(key):
                return key, fields[key]
        raise Misfit("a mapping with a card or group, such as leg: first")

    def _struck(self, fields: dict[str, Any]) -> dict[str, Any]:
        repeat, name = self._group(fields)
        kept = {k: v for k, v in fields.items() if k == "reason"}
        return {"repeat": repeat, "instance": self.names.number(repeat, str(name)), **kept}

    def _order(self, fields: dict[str, Any]) -> dict[str, Any]:
        repeat, listed = self._group(fields)
        if not isinstance(listed, list):
            raise Misfit("a list of local names in their order")
        return {"repeat": repeat, "order": [self.names.number(repeat, str(name)) for name in listed]}
