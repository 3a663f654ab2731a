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
    """Hands on the keyboard of one running app.

    Keys gather in ``_keys`` and are posted together, an answer at a time;
    ``_at`` is where the focus will be when they have been dealt with.
    """

    def __init__(self, app: DebriefApp) -> None:
        self.app = app
        self._keys: list[events.Key] = []
        self._at: Widget | None = None

    # -- the keyboard -------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Named keys, not yet posted."""
        self._keys += [events.Key(key, key if len(key) == 1 else None) for key in keys]

    def type(self, text: str) -> None:
        """A text, not yet posted."""
        for character in text:
            if character == "\n":
                self._keys.append(events.Key("enter", "\r"))
            else:
                self._keys.append(events.Key(_character_to_key(character), character))

    def post(self) -> None:
        """Hands what was pressed to the driver's queue, as one read of a terminal does."""
        driver = self.app._driver
        assert driver is not None  # the app runs
        for event in self._keys:
            event.set_sender(self.app)
            driver.send_message(event)
        self._keys, self._at = [], None

    async def send(self, *keys: str) -> None:
        """Posts what was pressed, and ``keys``; returns when all of it has been dealt with."""
        self.press(*keys)
        self.post()
        await self.app.keys_done()

    def _focus(self, widget: Widget) -> None:
        """To a part of the field by Tab."""
        chain, focused = self.app.screen.focus_chain, self._at or self.app.focused
        self._at = widget
        if widget in chain and focused in chain:
            by = chain.index(widget) - chain.index(focused)
            self.press(*(["tab"] * by if by > 0 else ["shift+tab"] * -by))

    # -- fields -----------------------------------------------------------------------------

    async def fill(self, field: Field, value: Any) -> None:
        """Types a value. Where no keys bring the field to hold just that, types nothing."""
        wanted = field_for(field.spec)
        wanted.value = value
        again = field_for(field.spec)
        again.restore(wanted.draft())
        if again.value != value:
            return
        if isinstance(field, CodedMultiField) and isinstance(wanted, CodedMultiField):
            await self._coded(field, wanted)
        else:
            for leaf in _leaves(field, wanted):
                await self._leaf(leaf)

    async def _coded(self, field: CodedMultiField, wanted: CodedMultiField) -> None:
        """Each code, and then the passage that supports it, in the line that it opens."""
        passages, choices = wanted.passages.value or {}, field.choose.choices
        chosen: list[str] = list(choices.chosen)
        for code in wanted.choose.choices.chosen:
            self._choices(choices, [code], chosen)
            chosen.append(code)
            if code in passages:
                codes = [option.code for option in choices.options()]
                first = min(codes.index(each) for each in chosen)
                self.press(*["down"] * (1 + codes.index(code) - first))  # to its own passage
                await self.send()
                self._focus(field.passages.line)
                self.type(passages[code])

    async def _leaf(self, leaf: Leaf) -> None:
        match leaf.widget:
            case Line() as line if line.value != leaf.wanted:
                if line not in self.app.screen.focus_chain:
                    await self.send()  # a line for the words of a choice comes with the choice
                self._focus(line)
                self.press(*(("end", "shift+home", "backspace") if line.value else ()))
                self.type(leaf.wanted)
            case Page() as page if page.text != leaf.wanted:
                self._focus(page)
                self.type(leaf.wanted)
            case Choices() as choices:
                self._choices(choices, leaf.wanted)
            case Pick() as pick if pick.picked != leaf.wanted:
                self._pick(pick, leaf.wanted)
            case Grid() as grid:
                self._grid(grid, leaf.wanted)

    def _choices(self, choices: Choices, codes: list[str], held: list[str] | None = None) -> None:
        """Chooses what is not chosen yet; ``held`` is what will be chosen by then."""
        chosen = list(choices.chosen if held is None else held)
        for code in codes:
            if code in chosen:
                continue
            self._focus(choices)
            if choices.numbered:
                self.type(str([o.code for o in choices.options()].index(code) + 1))
            else:
                self._find(choices, chosen, code)
            chosen = [*chosen, code] if choices.many else [code]

    def _find(self, choices: Choices, chosen: list[str], code: str) -> None:
        """Types a choice's name until the list shows it, goes down to it and takes it."""
        trial = Choices(choices._options, choices._say, choices.many)
        trial.chosen = chosen
        trial.find = choices.option(code).label[:_LONGEST_FIND].strip()
        codes = [option.code for option in trial.matching()]
        self.type(trial.find)
        self.press("enter", *(["down"] * codes.index(code) + ["enter"] if len(codes) > 1 else []))

    def _pick(self, pick: Pick, code: str | None) -> None:
        self._focus(pick)
        codes = [None, *(option.code for option in pick._options())]
        self.press(*["right"] * ((codes.index(code) - codes.index(pick.picked)) % len(codes)))

    def _grid(self, grid: Grid, marked: dict[str, str]) -> None:
        rows = [row.code for row in grid.rows()]
        marks = [mark.code for mark in grid._mark_options()]
        at = grid.at
        for code, mark in marked.items():
            if grid.marked.get(code) == mark:
                continue
            self._focus(grid)
            by = rows.index(code) - at
            self.press(*(["down"] * by if by > 0 else ["up"] * -by), str(marks.index(mark) + 1))
            at = min(rows.index(code) + 1, len(rows) - 1)  # a mark goes on to the next row


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
