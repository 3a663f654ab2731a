"""Lists answered row by row: checklist, matrix."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult

from debrief.tui.few import ROW_ANSWERS
from debrief.tui.widgets.field import Field
from debrief.tui.widgets.grid import Grid
from debrief.tui.widgets.part import Part
from debrief.tui.widgets.row_note import RowNote
from debrief.tui.widgets.spec import Option, marked

_KEYS = {"y": "yes", "n": "no", "a": "not_applicable", "-": "not_applicable"}
_NOTE = marked("Note to this line")
_SOURCE = marked("Source")


class GridPart(Part):
    """The rows and their marks."""

    def __init__(self, part: str, grid: Grid, **kwargs: Any) -> None:
        super().__init__(part, str, **kwargs)
        self.grid = grid

    def compose(self) -> ComposeResult:
        yield self.grid

    @property
    def value(self) -> Any:
        order = [row.code for row in self.grid.rows()]
        return {code: self.grid.marked[code] for code in order if code in self.grid.marked} or None

    @value.setter
    def value(self, value: Any) -> None:
        self.grid.marked = dict(value or {})
        self.grid.refresh(layout=True)


class ChecklistField(Field):
    """Each line yes, no or does not apply, by one key; a note to each."""

    lines, notes, note_label = "lines", "notes", _NOTE

    def make_parts(self) -> list[Part]:
        grid = Grid(lambda: self.spec.options, self.marks, self.keys())
        self.note = RowNote(self.notes, self.word(self.note_label))
        self.grid_part = GridPart(self.lines, grid)
        return [self.grid_part, self.note]

    def marks(self) -> tuple[Option, ...]:
        """What a line can be marked with."""
        return self.few(ROW_ANSWERS)

    def keys(self) -> dict[str, str]:
        """A letter to the mark it sets."""
        return _KEYS

    @on(Grid.Changed)
    def _turn_note(self) -> None:
        row = self.grid_part.grid.row
        self.note.turn_to(row.code if row else None)

    def gather(self, parts: dict[str, Any]) -> Any:
        """A note counts only for a line that is marked."""
        lines = parts.get(self.lines)
        if not lines:
            return None
        texts = parts.get(self.notes) or {}
        notes = {code: text for code, text in texts.items() if code in lines}
        return {self.lines: lines, **({self.notes: notes} if notes else {})}

    def problem(self) -> str | None:
        texts = self.note.value or {}
        if set(texts) - set(self.grid_part.grid.marked):
            return self.say(_UNMARKED)
        return super().problem()


class MatrixField(ChecklistField):
    """Each line with a mark of the second list; a source to each."""

    lines, notes, note_label = "marks", "sources", _SOURCE

    def marks(self) -> tuple[Option, ...]:
        return self.spec.marks

    def keys(self) -> dict[str, str]:
        return {}


_UNMARKED = marked("A line has a note but no mark yet; its note is not part of the answer.")
