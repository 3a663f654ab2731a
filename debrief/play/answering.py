"""From an item, a value as written and the options beside it to the fields of an ``answered`` event."""

from __future__ import annotations

from typing import Any

from debrief.bank import Bank
from debrief.interview import Address, Interview
from debrief.play.forms import Forms, Misfit
from debrief.play.names import Names

_FORM_NAMES = {"O": "open", "F": "focused", "C": "closed"}
_PLAIN = ("speaker", "source", "dated", "knows", "before", "interpreter")


class Answering:
    """``type`` is the answer type last worked on, for the sentence of a refusal."""

    def __init__(self, bank: Bank, names: Names, forms: Forms, interview: Interview) -> None:
        self.bank, self.names, self.forms, self.interview = bank, names, forms, interview
        self.type = ""

    def event(self, at: tuple[str, int, str | None], raw: Any, options: dict[str, Any]) -> dict[str, Any]:
        """The fields of the event. Raises ``Misfit``, ``NoSuchName`` or a refusal of the bank."""
        address = Address(*at)
        state = str(options.get("state") or self.interview.default_state(address))
        data: dict[str, Any] = {"address": str(address), "state": state}
        spec = self.bank.spec(address.item, address.field)
        if raw is not None and spec is not None:
            self.type = spec.type
            data["value"] = self.forms.value(spec, raw, str(address))
        if provenance := self._provenance(address, options):
            data["provenance"] = provenance
        for key in ("reason", "certainty", "note", "corrected_by"):
            if options.get(key) is not None:
                data[key] = str(options[key])
        if restricted := options.get("restricted_to"):
            data["restricted_to"] = restricted if isinstance(restricted, list) else [restricted]
        return data

    def _provenance(self, address: Address, options: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {key: str(options[key]) for key in _PLAIN if options.get(key) is not None}
        if options.get("told_by"):
            made["told_by"] = self.names.link("person", str(options["told_by"]))
        if options.get("from_document"):
            made["document"] = self.names.link("document", str(options["from_document"]))
        if options.get("made_up"):
            made["made_up"] = True
        if options.get("asked") is not None:
            made["asked"] = self._asked(address, options["asked"])
        return made

    def _asked(self, address: Address, asked: Any) -> dict[str, Any]:
        """The question that was put: words of one’s own, or the number of the item’s prompt."""
        if isinstance(asked, str):
            return {"item": address.item, "words": asked, "form": "other", "language": self.forms.words}
        for prompt in self.interview.prompts(address.item, address.instance):
            if prompt.n == asked:
                words = prompt.child if self.interview.route == "child" else prompt.adult
                form = _FORM_NAMES.get(self.bank.items[address.item].form, "other")
                return {
                    "item": address.item, "n": asked, "words": words, "form": form,
                    "language": "eng", "bank": self.bank.digest, "translation": "original",
                }  # fmt: skip
        self.type = "asked"
        raise Misfit("the number of a question that this person is asked, or the words of the question")
