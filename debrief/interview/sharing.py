"""Which parts of a record a recipient may hold, and what is withheld, by category."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from debrief.bank.answers import read_value
from debrief.bank.schema import AnswerSpec, Item
from debrief.interview.address import Address
from debrief.interview.events import Answered
from debrief.interview.recipients import CENTRAL, ground_for, may_hold_restricted, serves, sharing_with
from debrief.interview.refusals import RestrictedNotFor
from debrief.interview.state import Entry
from debrief.interview.view import View

_FREE_TEXT = frozenset({"verbatim_text", "note", "short_text", "contact"})
_REFERENCES = frozenset({"identifier", "phone", "signature"})
_WORDS = frozenset({"words", "other", "notes", "sources", "dialect", "reason", "in_calendar"})
"""Parts of values that hold what somebody typed."""
_BIRTH = frozenset({"per_dob_stated", "card_document.d_dob_shown"})


@dataclass
class Filter:
    """Decides for one recipient; counts what it leaves out in ``withheld``."""

    view: View
    recipient: str
    protection: bool = False
    """A protection extract: the one bundle that may hold S4 values."""
    anonymous: bool = False
    """Without a name whatever was agreed: a notification that must not identify anybody."""
    withheld: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ground = ground_for(self.view, self.recipient)
        if self.protection and not may_hold_restricted(self.view, self.ground):
            raise RestrictedNotFor(agency=self.recipient)
        # A child's wish counts too: the name goes only by a recorded decision (who, why, basis).
        overridden = self.recipient in self.view.state.sharing_overridden
        without_name = sharing_with(self.view, self.recipient) == "without_name" and not overridden
        self.nameless = self.anonymous or without_name
        # A card that was struck is protected still: its events are in the history.
        self.protected = {
            address.instance
            for address, entries in self.view.state.entries.items()
            if (address.item, address.field) == ("card_person", "p_protect_source")
            and entries[-1].value == "yes"
        }

    def keeps(self, address: Address, entry: Entry) -> bool:
        """Whether an answer goes to the recipient."""
        category = self.category(address, entry.event)
        if category:
            self.withheld[category] = self.withheld.get(category, 0) + 1
        return not category

    def category(self, address: Address, event: Answered) -> str | None:
        """Why an answer is withheld: a category, or ``None`` when it is not."""
        item = self.view.item_of(address.item)
        spec = self.view.bank.spec(address.item, address.field) or item.answer
        if item.sensitivity == "S4" and not self.protection:
            return "restricted"
        restricted = event.state == "restricted" or bool(event.restricted_to)
        if restricted and self.recipient not in event.restricted_to:
            return "not_shared_by_wish"
        if not self.goes(item):
            return "other_agencies"
        apart = item.id == "card_person" and address.instance in self.protected
        if apart and not self.protection:
            return "protected_source"
        if self.protection and item.sensitivity != "S4" and not apart:
            return "in_the_extract"
        return self._nameless(item, address, spec, event.value) if self.nameless else None

    def goes(self, item: Item) -> bool:
        """Whether the recipient is one of the agencies that need the item."""
        return serves(self.view.bank, self.view.state.edition, item.agencies, self.recipient)

    def _nameless(self, item: Item, address: Address, spec: AnswerSpec, value: Any) -> str | None:
        name = f"{item.id}.{address.field}" if address.field else item.id
        if spec.type == "name":
            return "names"
        if name in _BIRTH:
            return "birth_date"
        if spec.type in _REFERENCES:
            return "references"
        only_words = value is not None and self.without_words(spec, value) is None
        return "free_text" if spec.type in _FREE_TEXT or only_words else None

    def without_words(self, spec: AnswerSpec, value: Any) -> Any:
        """A value for a recipient who gets no free text; ``None`` where it was nothing but words."""
        if not self.nameless or value is None:
            return value
        try:
            return read_value(spec.type, _wordless(value))
        except ValueError:
            return None


def _wordless(value: Any) -> Any:
    if isinstance(value, list):
        return [left for each in value if (left := _wordless(each)) not in ({}, [])]
    if not isinstance(value, dict):
        return value
    left = {k: _wordless(v) for k, v in value.items() if k not in _WORDS}
    return {k: v for k, v in left.items() if v not in ({}, [])}


__all__ = ["CENTRAL", "Filter", "sharing_with"]
