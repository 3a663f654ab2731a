"""Between a field on the screen and what is being typed: each address its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.widget import Widget

from debrief.interview import Address
from debrief.tui.outline import Spot
from debrief.tui.specs import Specs
from debrief.tui.widgets import Field, field_for
from debrief.tui.widgets.choice import SingleField
from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.group import GroupField
from debrief.tui.working import Working

_LEADING = "set_lead_agency"


class Answering:
    """The field of the place one is in, filled from the record and from what was typed."""

    def __init__(self, working: Working) -> None:
        self.working = working
        self.field: Field | None = None
        self.spot: Spot | None = None
        self._specs: Specs | None = None
        self._seen: dict[Address, Any] = {}
        self._left_over: list[str] = []

    def show(self, spot: Spot, now: Callable[[], datetime]) -> Field:
        """A new field for a place: the value on record, and over it what was typed there."""
        self._specs = Specs(self.working.interview, now)
        self.spot = spot
        field = field_for(self._specs.of(spot.item))
        self.field = field
        interview = self.working.interview
        for address, each in self._fields():
            each.value = interview.value(address)
            draft = self.working.draft_of(address)
            if draft is not None:
                each.restore(draft)
                held = self.working.typed.get(address)
                self.working.type(address, draft, each.value, bool(held and held.pasted))
                self.working.typed[address].drafted = held.drafted if held else True
        self._seen = {address: each.draft() for address, each in self._fields()}
        self._offer_own_agency(field)
        return field

    def _offer_own_agency(self, field: Field) -> None:
        """The agency known from set-up is pointed at: Enter takes it, and nothing is recorded by itself,
        since another may lead."""
        opened, spot = self.working.interview.state.opened, self.spot
        if spot is None or spot.item != _LEADING or opened is None or not isinstance(field, SingleField):
            return
        choices = field.choose.choices
        if not choices.chosen and not choices.find:
            choices.at = opened.agency

    def _fields(self) -> list[tuple[Address, Field]]:
        """Each address of the place and the field it is typed in."""
        if self.field is None or self.spot is None:
            return []
        here = self.spot.address
        if isinstance(self.field, GroupField):
            return [(here._replace(field=each.spec.name), each) for each in self.field.fields]
        return [(here, self.field)]

    def half_typed(self) -> str | None:
        """The part that was being typed when the app was locked, by its name: what is left is said."""
        half = [field.spec.name for at, field in self._fields() if self.working.draft_of(at) is not None]
        return half[-1] if half and isinstance(self.field, GroupField) else None

    def focus(self, part: str | None) -> None:
        """The focus goes to a part of the answer by its name, else to the first."""
        inner = {field.spec.name: field for _, field in self._fields()}
        if found := inner.get(part or "", self.field):
            found.focus_first()

    def typed(self) -> None:
        """Something changed: what is new is kept beside the record."""
        for address, field in self._fields():
            draft = field.draft()
            if draft != self._seen.get(address):
                self._seen[address] = draft
                self.working.type(address, draft, field.value, field.pasted)

    def not_chosen(self) -> bool:
        """Whether letters stand in a list and nothing was chosen by them: told once, and shown, then one may go
        on."""
        found = self.field.query(Choices) if self.field is not None else ()
        lists = [each for each in found if each.find]
        left = [each.find for each in lists]
        told, self._left_over = self._left_over, left
        if not left or left == told:
            return False
        screen = lists[0].screen
        screen.set_focus(screen.focused if screen.focused in lists else lists[0])
        return True

    def address_of(self, widget: Widget | None) -> Address | None:
        """The address a widget belongs to; ``None`` outside the fields."""
        if widget is None:
            return None
        around = set(widget.ancestors_with_self)
        return next((address for address, field in self._fields() if field in around), None)

    def relabel(self) -> None:
        """The same field in another language."""
        if self.field is not None and self._specs is not None and self.spot is not None:
            self.field.relabel(self._specs.of(self.spot.item))
