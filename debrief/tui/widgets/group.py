"""Several fields that belong together, one below the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult

from debrief.tui.widgets.field import Field
from debrief.tui.widgets.part import Part, Words
from debrief.tui.widgets.spec import FieldSpec


class GroupField(Field):
    """``group``: its value is a mapping of field name to that field's value."""

    DEFAULT_CSS = "GroupField > Field { margin-left: 1; }"

    def __init__(self, spec: FieldSpec, field_for: Callable[[FieldSpec], Field], **kwargs: Any) -> None:
        self.fields = [field_for(each) for each in spec.fields]
        super().__init__(spec, **kwargs)

    def make_parts(self) -> list[Part]:
        return []

    def compose(self) -> ComposeResult:
        yield from self.heading()
        yield from self.fields

    @property
    def value(self) -> Any:
        values = {field.spec.name: field.value for field in self.fields}
        return {name: value for name, value in values.items() if value is not None} or None

    @value.setter
    def value(self, value: Any) -> None:
        for field in self.fields:
            field.value = (value or {}).get(field.spec.name)

    def draft(self) -> Any:
        return {field.spec.name: field.draft() for field in self.fields}

    def restore(self, draft: Any) -> None:
        for field in self.fields:
            if field.spec.name in draft:
                field.restore(draft[field.spec.name])

    def reads(self) -> dict[str, Words]:
        return {}  # each field says its own

    def problem(self) -> str | None:
        return next((said for field in self.fields if (said := field.problem())), None)

    @property
    def pasted(self) -> bool:
        return any(field.pasted for field in self.fields)

    def relabel(self, spec: FieldSpec) -> None:
        by_name = {each.name: each for each in spec.fields}
        for field in self.fields:
            field.relabel(by_name.get(field.spec.name, field.spec))
        super().relabel(spec)

    @on(Field.Changed)
    def _inner_changed(self, event: Field.Changed) -> None:
        if event.field is not self:
            event.stop()
            self.post_message(self.Changed(self, self.pasted))

    @on(Field.Done)
    def _inner_done(self, event: Field.Done) -> None:
        if event.field is self:
            return
        event.stop()
        after = self.fields[self.fields.index(event.field) + 1 :]
        if after:
            after[0].focus_first()
        else:
            self.action_done()
