"""What is being typed: kept beside the record until it is said, and never only in a widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from debrief.bank import Bank
from debrief.desk import DebriefFile
from debrief.errors import Refusal
from debrief.interview import Address, Interview
from debrief.interview.events import Added, Drafted
from debrief.interview.refusals import EventRefusal
from debrief.language import current
from debrief.tui import phrases
from debrief.tui.outline import Spot, exists, next_instance
from debrief.tui.telling import Telling

_CHOSEN = frozenset({"choice", "choices", "lines", "marks"})
"""What a value holds that nobody said in words of their own."""
_WIPED = "begun, and wiped again before anything was said"
"""Why the app strikes one out by itself. Kept in English, whatever the screen's language."""


@dataclass
class Typed:
    """What stands in one field: all that was typed, and the value it makes, if it makes one."""

    draft: Any
    value: Any
    pasted: bool = False
    drafted: bool = False
    """It stands in the history as a draft, just so."""
    refused: bool = False
    """It was refused, and the refusal told: it is tried again when one comes back, not at every step."""


@dataclass
class Manner:
    """How the next answer of a place counts: its state, where it comes from, how sure."""

    state: str | None = None
    reason: str | None = None
    certainty: str | None = None
    note: str | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    prompt: int = 1
    """The wording that was put."""
    corrected_by: str | None = None
    """Who asked for the next correction, where that was said."""


class Working:
    """The half-said answers of one de-brief. Every way out of a field goes through ``say``."""

    def __init__(self, file: DebriefFile) -> None:
        self.file = file
        self.typed: dict[Address, Typed] = {}
        self.manners: dict[Spot, Manner] = {}
        self.account = Telling(file)
        self.reading_back = ""
        """The answer that is being corrected while the record is read back."""
        self.texts_left: set[str] = set()
        """Words before the account that the interviewer left out for now."""
        self.heard: Callable[[], None] = lambda: None
        """Called after something was saved."""

    @property
    def interview(self) -> Interview:
        return self.file.interview

    def manner(self, spot: Spot) -> Manner:
        """How what is typed at a place will count."""
        return self.manners.setdefault(spot, Manner())

    # -- typing ----------------------------------------------------------------------

    def type(self, address: Address, draft: Any, value: Any, pasted: bool = False) -> None:
        """What stands in a field now."""
        self.typed[address] = Typed(draft, value, pasted)

    def draft_of(self, address: Address) -> Any:
        """What was typed and not said: here, or in an earlier run of the app."""
        held = self.typed.get(address)
        return held.draft if held else self.file.interview.state.drafts.get(address)

    def pause(self) -> Refusal | None:
        """A pause in typing: what is new goes into the history as a draft."""
        new = [(a, t) for a, t in self.typed.items() if not t.drafted]
        for address, typed in new:
            if refused := self._make_room(address):
                return refused
            refused = self.file.do("drafted", address=str(address), draft=typed.draft)
            if typed.refused and isinstance(refused, EventRefusal):
                continue  # told when it was said
            if refused is not None:
                return refused
            typed.drafted = True
        if new:
            self.heard()
        return self.account.pause()

    # -- saying ----------------------------------------------------------------------

    def say(self, address: Address) -> Refusal | None:
        """The field is left: what it holds is said, if it is new and makes a value."""
        typed = self.typed.get(address)
        if typed is None or typed.refused:
            return None
        refused = self._say(address, typed)
        if isinstance(refused, EventRefusal):  # any other may pass: what is typed is said again
            self._stays(address, typed)
        return refused

    def _stays(self, address: Address, typed: Typed) -> None:
        """What was refused: words stay as they were typed; a choice goes back to what is on record."""
        typed.refused = True
        if isinstance(typed.value, Mapping) and typed.value.keys() <= _CHOSEN:
            self._as_on_record(address)

    def _as_on_record(self, address: Address) -> Refusal | None:
        """What was typed is given up, and so is the draft of it: it would come back and be said."""
        self.typed.pop(address, None)
        if self.interview.state.drafts.get(address) is None:
            return None
        return self.file.do("drafted", address=str(address))

    def _say(self, address: Address, typed: Typed) -> Refusal | None:
        if typed.value is None or typed.value == self.file.interview.value(address):
            return self._not_a_value(address, typed)
        spot = Spot(address.item, address.instance)
        if state := self._as_state(address, typed.value):
            return self.set_state(spot, state)
        manner = self.manner(spot)
        state = self._state(address, manner)
        return self._answer(address, state, typed.value, manner, typed.pasted)

    def _not_a_value(self, address: Address, typed: Typed) -> Refusal | None:
        """Half typed stays typed; what was cleared or is already on record needs nothing."""
        if typed.value is not None:
            return self._as_on_record(address)
        return None if typed.drafted else self.pause()

    def say_all(self) -> Refusal | None:
        """Leaving altogether: every field is left."""
        for address in list(self.typed):
            if refused := self.say(address):
                return refused
        return self.account.say() or self.pause()

    def leave(self, spot: Spot, onward: Spot | None) -> Refusal | None:
        """A place is left: all is said, and one more of a question, begun and wiped again, is struck out."""
        if refused := self.say_all():
            return refused
        if self.reading_back and (onward is None or Address.parse(self.reading_back).whole != onward.address):
            self.reading_back = ""
        bank, made = self.interview.bank, exists(self.interview, spot)
        alone = bank.repeat_of(spot.item) == spot.item and not bank.items[spot.item].answer.card
        if spot == onward or not (alone and made and self._begun(spot)) or self._holds(spot):
            return None
        for address in self.addresses(spot):
            self.typed.pop(address, None)
        return self.file.do("struck", repeat=spot.item, instance=spot.instance, reason=_WIPED)

    def _begun(self, spot: Spot) -> bool:
        """Whether it was made by typing in it, and not by hand."""
        events = self.interview.state.events
        return any(
            isinstance(one, Added) and (one.repeat, one.instance) == (spot.item, spot.instance)
            and isinstance(then, Drafted) and Address.parse(then.address).whole == spot.address
            for one, then in pairwise(events)
        )  # fmt: skip

    def _holds(self, spot: Spot) -> bool:
        """Whether anything is on record there, tagged to it, or still written in it."""
        addresses = {spot.address, *self.addresses(spot)}
        said = any(self.interview.status(address) != "blank" for address in addresses)
        return said or bool(self.passages(spot.address)) or any(_written(self.draft_of(a)) for a in addresses)

    def set_state(self, spot: Spot, state: str, reason: str | None = None) -> Refusal | None:
        """A response state by hand: with the value that is there, or without any."""
        known = self.interview.bank.states[state]
        manner = self.manner(spot)
        if known.has_value and state != "already_told":
            manner.state, manner.reason = state, reason
            return self._restate(spot, manner)
        for address in self.addresses(spot):
            self.typed.pop(address, None)
        return self._answer(spot.address, state, None, manner, reason=reason)

    def _restate(self, spot: Spot, manner: Manner) -> Refusal | None:
        """The answers of a place again, under another state; typed or on record."""
        for address in self.addresses(spot):
            typed = self.typed.get(address)
            held = self.interview.entry(address)
            value = typed.value if typed and typed.value is not None else held and held.value
            if value is not None:
                pasted = bool(typed and typed.pasted)
                refused = self._answer(address, str(manner.state), value, manner, pasted)
                if refused is not None:
                    return refused
        return None

    def again(self, spot: Spot) -> Refusal | None:
        """What is on record at a place once more, with what is now known of how it counts."""
        manner = self.manner(spot)
        kept = manner.state
        for address in self.addresses(spot):
            entry = self.interview.entry(address)
            if entry is not None and entry.value is not None:
                manner.state = kept or entry.event.state
                refused = self._answer(address, manner.state, entry.value, manner)
                manner.state = kept
                if refused is not None:
                    return refused
        return None

    def addresses(self, spot: Spot) -> list[Address]:
        """The addresses of a place: the item, or each field of a group."""
        spec = self.interview.bank.spec(spot.item)
        if spec is not None and spec.fields:
            return [spot.address._replace(field=name) for name in spec.fields]
        return [spot.address]

    def _as_state(self, address: Address, value: Any) -> str | None:
        """A choice such as "not known" is a state and no value, where the item was asked."""
        spec = self.interview.bank.spec(address.item, address.field)
        asked = self.interview.bank.items[address.item].asked and address.field is None
        if not asked or spec is None or spec.type not in ("single", "country") or not spec.choices:
            return None
        choice = self.interview.bank.lists[spec.choices].choices.get(value["choice"])
        return choice.as_state if choice else None

    def _state(self, address: Address, manner: Manner) -> str:
        """The state set by hand; the one on record, when it holds a value; else what fits."""
        if manner.state:
            return manner.state
        entry = self.interview.entry(address)
        if entry is not None and entry.value is not None and entry.state != "corrected":
            return str(entry.event.state)
        if self.interview.bank.items[address.item].asked and self.passages(address):
            return "volunteered"  # the account held it, and nobody asked
        return str(self.interview.default_state(address))

    def passages(self, address: Address) -> list[dict[str, Any]]:
        """The passages of the account that were tagged to a place."""
        tags = self.interview.state.tags
        here = [t.passage for t in tags if Address.parse(t.address).whole == address.whole]
        return [passage.model_dump(exclude_none=True) for passage in here]

    def _answer(
        self,
        address: Address,
        state: str,
        value: Any,
        manner: Manner,
        pasted: bool = False,
        reason: str | None = None,
    ) -> Refusal | None:
        if refused := self._make_room(address):
            return refused
        data: dict[str, Any] = {
            "address": str(address),
            "state": state,
            "value": value,
            "reason": reason or manner.reason,
            "certainty": manner.certainty,
            "note": manner.note,
            "provenance": self._provenance(address, state, manner, pasted),
        }
        held = self.interview.entry(address)
        if held is not None and held.value is not None and value is not None:
            fits = "person" if self._spoken(state) else "interviewer"
            data["corrected_by"] = manner.corrected_by or fits
        refused = self.file.do("answered", **{k: v for k, v in data.items() if v is not None})
        if refused is None:
            self.typed.pop(address, None)
            manner.corrected_by = None  # it was asked for this once
            self.heard()
        return refused

    def _spoken(self, state: str) -> bool:
        return state in ("answered", "volunteered", "partial", "restricted")

    def _provenance(self, address: Address, state: str, manner: Manner, pasted: bool) -> dict[str, Any]:
        given: dict[str, Any] = dict(manner.provenance)
        if pasted:
            given["pasted"] = True
        if passages := self.passages(address):
            given.setdefault("passages", passages)
        if self._spoken(state):
            given.setdefault("speaker", "person")
        item = self.interview.bank.items[address.item]
        prompts = self.interview.prompts(address.item, address.instance)
        put = next((p for p in prompts if p.n == manner.prompt), prompts[0] if prompts else None)
        if self.interview.bank.states[state].asked and item.asked and put is not None:
            shown = phrases.prompt_words(put, item.id, self.interview.route)
            status = {"translated": "reviewed"}.get(shown.status.value, shown.status.value)
            given["asked"] = {
                "item": item.id,
                "n": put.n,
                "words": shown.text,
                "language": iso_639_3(shown.language, self.interview.bank),
                "form": {"O": "open", "F": "focused", "C": "closed"}.get(item.form, "other"),
                "bank": self.interview.state.bank_digest,
                "translation": "original" if current().tag == "en" else status,
            }
        return given

    def _make_room(self, address: Address) -> Refusal | None:
        """The instance is made with the first word said in it."""
        spot = Spot(address.item, address.instance)
        if exists(self.interview, spot):
            return None
        repeat = self.interview.bank.repeat_of(address.item)
        if address.instance != next_instance(self.interview, str(repeat)):
            return None  # the record will say that there is no such instance
        return self.file.do("added", repeat=repeat, instance=address.instance)


def _written(draft: Any) -> bool:
    """Whether anything stands in what was typed, whatever parts it has."""
    if isinstance(draft, Mapping):
        return any(_written(part) for part in draft.values())
    if isinstance(draft, list | tuple):
        return any(_written(part) for part in draft)
    return bool(draft.strip()) if isinstance(draft, str) else draft not in (None, False)


def iso_639_3(tag: str, bank: Bank) -> str:
    """The ISO 639-3 code of a language of the screen, as answers carry it; ours where we list it."""
    from babel.core import get_global

    short = tag.partition("_")[0]
    if len(short) == 3:
        return short
    aliases = get_global("language_aliases")
    codes = [long for long, alias in aliases.items() if alias == short and len(long) == 3]
    listed = [code for code in codes if code in bank.lists["LANG"].choices]
    return next(iter([*listed, *codes]), "cmn" if short == "zh" else "und")
