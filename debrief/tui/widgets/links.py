"""Things of this record, linked to by number or name."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.field import Field, OnePart
from debrief.tui.widgets.part import Part
from debrief.tui.widgets.spec import FieldSpec, Option, marked

_NONE_YET = marked("None yet. Ctrl+N makes one and links it.")


class LinkField(OnePart):
    """``person_link``, ``vehicle_links`` …: among this record's things; Ctrl+N for a new one.

    Only this record's: names of others are never suggested.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "new_thing", show=False)]

    class NewThing(Message):
        """The app should make a new thing of ``kind``, then call ``link`` with its code."""

        def __init__(self, field: LinkField, kind: str) -> None:
            super().__init__()
            self.field = field
            self.kind = kind

        @property
        def control(self) -> Field:
            return self.field

    def __init__(self, spec: FieldSpec, **kwargs: Any) -> None:
        self.kind = re.sub(r"s?_links?$", "", spec.type)
        self.many = spec.type.endswith("_links") or spec.type == "persons_link"
        super().__init__(spec, **kwargs)

    def make_parts(self) -> list[Part]:
        self.choose = ChoosePart("links", None, self.things, self.say, self.many)
        self.choose.choices.when_empty = _NONE_YET
        return [self.choose]

    def things(self) -> list[Option]:
        """What there is to link to, each with its number before its name."""
        found = self.spec.links() if self.spec.links else ()
        return [
            Option(one.code, f"{one.code.partition(':')[2]} {one.label}", searchable=one.searchable)
            for one in found
        ]

    def action_new_thing(self) -> None:
        self.post_message(self.NewThing(self, self.kind))

    def link(self, code: str) -> None:
        """Link to a thing, as if it had been chosen."""
        chosen = self.choose.choices.chosen
        if code not in chosen:
            self.choose.choices.chosen = [*chosen, code] if self.many else [code]
            self.choose.choices.tell()
