"""Typing an answer into its field with real keys, as a terminal would deliver them.

What each line, list and grid of a field has to hold is worked out by a second
field of the same kind that was given the value; the keys that bring it there
are then posted to the driver's queue, one part of the answer at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.widget import Widget

from debrief.tui.app import DebriefApp
from debrief.tui.widgets import Field, field_for
from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.choose import ChoosePart
from debrief.tui.widgets.coded import CodedMultiField
from debrief.tui.widgets.date_part import DatePart
from debrief.tui.widgets.grid import Grid
from debrief.tui.widgets.group import GroupField
from debrief.tui.widgets.line import Line
from debrief.tui.widgets.page import Page
from debrief.tui.widgets.part import PagePart, Part, TextPart
from debrief.tui.widgets.pick import Pick, PickPart
from debrief.tui.widgets.row_note import RowNote
from debrief.tui.widgets.rows import GridPart

_LONGEST_FIND = 24


@dataclass(frozen=True)
class Leaf:
    """One widget of a field, and what it has to hold."""

    widget: Widget
    wanted: Any


class Typist:
    """Hands on the keyboard of one running app."""

    def __init__(self, app: DebriefApp) -> None:
        self.app = app

    async def press(self, *keys: str) -> None:
        """Named keys, posted together."""
        for key in keys:
            self._send(events.Key(key, key if len(key) == 1 else None))
        await self.app.keys_done()

    async def type(self, text: str, *after: str) -> None:
        """A text, and named keys after it, posted together."""
        for character in text:
            self._send(
                events.Key("enter", "\r")
                if character == "\n"
                else events.Key(_character_to_key(character), character)
            )
        await self.press(*after)

    def _send(self, event: events.Key) -> None:
        driver = self.app._driver
        assert driver is not None  # the app runs
        event.set_sender(self.app)
        driver.send_message(event)

    async def focus(self, widget: Widget) -> None:
        """To a part of the field by Tab."""
        chain, focused = self.app.screen.focus_chain, self.app.focused
        if focused is widget or widget not in chain or focused not in chain:
            if focused is not widget:
                self.app.screen.set_focus(widget)
            return
        by = chain.index(widget) - chain.index(focused)
        await self.press(*(["tab"] * by if by > 0 else ["shift+tab"] * -by))

    # -- fields -----------------------------------------------------------------------------

    async def fill(self, field: Field, value: Any) -> bool:
        """Types a value; False where it could not be typed so that the field holds just that."""
        wanted = field_for(field.spec)
        wanted.value = value
        again = field_for(field.spec)
        again.restore(wanted.draft())
        if again.value != value:
            return False
        if isinstance(field, CodedMultiField) and isinstance(wanted, CodedMultiField):
            await self._coded(field, wanted)
        else:
            for leaf in _leaves(field, wanted):
                await self._leaf(leaf)
        return bool(field.value == value)

    async def _coded(self, field: CodedMultiField, wanted: CodedMultiField) -> None:
        """Each code, and then the passage that supports it."""
        passages = wanted.passages.value or {}
        for code in wanted.choose.choices.chosen:
            await self._choices(field.choose.choices, [code])
            if code in passages:
                await self.focus(field.passages.line)
                await self.type(passages[code])

    async def _leaf(self, leaf: Leaf) -> None:
        match leaf.widget:
            case Line() as line if line.value != leaf.wanted:
                await self.focus(line)
                await self.press(*(("end", "ctrl+u") if line.value else ()))
                await self.type(leaf.wanted)
            case Page() as page if page.text != leaf.wanted:
                await self.focus(page)
                await self.type(leaf.wanted)
            case Choices() as choices:
                await self._choices(choices, leaf.wanted)
            case Pick() as pick if pick.picked != leaf.wanted:
                await self._pick(pick, leaf.wanted)
            case Grid() as grid:
                await self._grid(grid, leaf.wanted)

    async def _choices(self, choices: Choices, codes: list[str]) -> None:
        for code in codes:
            if code in choices.chosen:
                continue
            await self.focus(choices)
            if choices.numbered:
                await self.type(str([o.code for o in choices.options()].index(code) + 1))
            else:
                find, downs = _narrowed(choices, code)
                await self.type(find, *_enters(downs))

    async def _pick(self, pick: Pick, code: str | None) -> None:
        await self.focus(pick)
        codes = [None, *(option.code for option in pick._options())]
        by = (codes.index(code) - codes.index(pick.picked)) % len(codes)
        await self.press(*["right"] * by)

    async def _grid(self, grid: Grid, marked: dict[str, str]) -> None:
        rows = [row.code for row in grid.rows()]
        marks = [mark.code for mark in grid._mark_options()]
        for code, mark in marked.items():
            if grid.marked.get(code) != mark:
                await self.focus(grid)
                by = rows.index(code) - grid.at
                await self.press(*(["down"] * by if by > 0 else ["up"] * -by), str(marks.index(mark) + 1))


def _narrowed(choices: Choices, code: str) -> tuple[str, int | None]:
    """What to type so that a list shows the choice, and how far down it then stands (None: alone)."""
    trial = Choices(choices._options, choices._say, choices.many)
    trial.chosen = list(choices.chosen)
    trial.find = choices.option(code).label[:_LONGEST_FIND].strip()
    codes = [option.code for option in trial.matching()]
    return trial.find, None if len(codes) == 1 else codes.index(code)


def _enters(downs: int | None) -> list[str]:
    return ["enter"] if downs is None else ["enter", *["down"] * downs, "enter"]


def _leaves(field: Field, wanted: Field) -> Iterator[Leaf]:
    if isinstance(field, GroupField) and isinstance(wanted, GroupField):
        for inner, inner_wanted in zip(field.fields, wanted.fields, strict=True):
            yield from _leaves(inner, inner_wanted)
        return
    for part, part_wanted in zip(field.parts, wanted.parts, strict=True):
        yield from _of_part(part, part_wanted)


def _of_part(part: Part, wanted: Part) -> Iterator[Leaf]:
    match part, wanted:
        case (RowNote(), RowNote()):
            return
        case (TextPart(), TextPart()):
            yield Leaf(part.line, wanted.line.value)
        case (PagePart(), PagePart()):
            yield Leaf(part.page, wanted.page.text)
        case (ChoosePart(), ChoosePart()):
            yield Leaf(part.choices, list(wanted.choices.chosen))
            if wanted.other.line.value:
                yield Leaf(part.other.line, wanted.other.line.value)
        case (PickPart(), PickPart()):
            yield Leaf(part.pick, wanted.pick.picked)
        case (GridPart(), GridPart()):
            yield Leaf(part.grid, dict(wanted.grid.marked))
        case (DatePart(), DatePart()):
            for mine, its in (
                (part.date, wanted.date),
                (part.calendar, wanted.calendar),
                (part.said, wanted.said),
            ):
                yield from _of_part(mine, its)
