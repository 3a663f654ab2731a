"""What every field of a question can do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from debrief.text import put_in
from debrief.tui.widgets.choices import Choices
from debrief.tui.widgets.grid import Grid
from debrief.tui.widgets.line import Line
from debrief.tui.widgets.order import InOrder
from debrief.tui.widgets.page import Page
from debrief.tui.widgets.part import Part, TextPart, Words
from debrief.tui.widgets.pick import Pick
from debrief.tui.widgets.said import Said, runs_left
from debrief.tui.widgets.settled import Settled
from debrief.tui.widgets.spec import FieldSpec, Option, marked

_TOO_LONG = marked("Too long for one line: {count} characters, at most {limit}.")


class Field(Settled, InOrder, Widget):
    """A field: label, parts, and what is wrong with what was typed.

    A subclass makes its parts once (``make_parts``) and says how a value is put
    together from them (``gather``) and taken apart (``spread``). As long as nothing was
    typed, ``value`` gives back exactly what it was given. Nothing typed is ever lost:
    ``draft`` holds it all, half-typed too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g,ctrl+enter", "done", show=False),
    ]
    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; layout: vertical; }
    Field > .field-label { text-style: bold; }
    Field > .field-hint { color: $text-muted; }
    Field > .field-echo { color: $text-muted; }
    Field > .field-understood { color: $text-success; }
    Field > .field-problem { color: $text-warning; }
    """

    class Changed(Message):
        """What is typed changed. ``pasted``: some of it was not typed by hand."""

        def __init__(self, field: Field, pasted: bool) -> None:
            super().__init__()
            self.field = field
            self.pasted = pasted

        @property
        def control(self) -> Field:
            return self.field

    class Done(Message):
        """Enter in the last line, or Ctrl+G anywhere: go on."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> Field:
            return self.field

    def __init__(self, spec: FieldSpec, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spec = spec
        self.parts: list[Part] = self.make_parts()
        self._given: Any = None
        self._given_as = self._seen = self.draft()
        self._readings: Sequence[Said] = ()

    # --- for each type to say ---

    def make_parts(self) -> list[Part]:
        """The parts, in their order on the screen."""
        raise TypeError(f"{type(self).__name__} has no parts")

    def gather(self, parts: dict[str, Any]) -> Any:
        """The value from those parts that have one; None when blank."""
        return {**self._unshown(), **parts} if parts else None

    def spread(self, value: Any) -> dict[str, Any]:
        """A value by the names of the parts."""
        return dict(value)

    def _unshown(self) -> dict[str, Any]:
        """What the value had that no part shows."""
        names = {part.part for part in self.parts}
        given = self._given if isinstance(self._given, dict) else {}
        return {name: value for name, value in given.items() if name not in names}

    # --- the value ---

    @property
    def value(self) -> Any:
        """Canonical JSON as in ``debrief.bank.answers``, or None when blank."""
        if self.draft() == self._given_as:
            return self._given
        values = {part.part: part.value for part in self.parts}
        return self.gather({name: value for name, value in values.items() if value is not None})

    @value.setter
    def value(self, value: Any) -> None:
        self._given = value
        spread = {} if value is None else self.spread(value)
        for part in self.parts:
            part.value = spread.get(part.part)
        self._given_as = self._seen = self.draft()
        for part in self.parts:
            part.forget_paste()
        self.redraw()

    def draft(self) -> Any:
        """All that was typed, as JSON; put it back with ``restore``."""
        return {part.part: part.draft() for part in self.parts}

    def restore(self, draft: Any) -> None:
        """Put back what was typed. Set ``value`` first where there was one."""
        for part in self.parts:
            if part.part in draft:
                part.restore(draft[part.part])
        self._seen = self.draft()
        self.redraw()

    def problem(self) -> str | None:
        """Why what was typed is not a value (yet), in the screen's language; else None."""
        for part in self.walk_children(TextPart):
            if (count := len(part.line.text)) > part.limit:
                return put_in(self.say(_TOO_LONG), {"count": count, "limit": part.limit})
        return next((said for part in self.parts if (said := part.problem())), None)

    def understood(self) -> str:
        """What was made of the words typed, in the screen's language; empty when plain."""
        return ""

    @property
    def pasted(self) -> bool:
        """Some of what it holds came from a paste."""
        return any(part.pasted() for part in self.parts)

    # --- the screen ---

    def compose(self) -> ComposeResult:
        yield from self.heading()
        yield from self.parts
        yield from self._new_readings()

    def heading(self) -> Iterable[Said]:
        """Its label, and the hint if there is one."""
        yield Said(lambda: self.spec.label, lambda: self.spec.draw, classes="field-label")
        if self.spec.hint:
            yield Said(lambda: self.spec.hint, lambda: self.spec.draw, classes="field-hint")

    def relabel(self, spec: FieldSpec) -> None:
        """The same field in another language: text, cursor and focus stay as they are."""
        self.spec = spec
        self.redraw()

    def redraw(self) -> None:
        """Draw every word again."""
        if not self.is_mounted:
            return
        self._show_reading()
        for widget in self.query("Said, Choices, Pick, Grid"):
            widget.refresh(layout=True)

    def reads(self) -> dict[str, Words]:
        """By class: what is being typed, what was understood, and what is wrong."""
        return {
            "field-echo": self._echo,
            "field-understood": self.understood,
            "field-problem": lambda: self.problem() or "",
        }

    def _new_readings(self) -> Sequence[Said]:
        """Lines for what is read from the parts; none as long as there is nothing to read."""
        reads = self.reads()
        if not self._readings and any(words() for words in reads.values()):
            self._readings = [self._reading(name, words) for name, words in reads.items()]
            return self._readings
        return ()

    def _reading(self, name: str, words: Words) -> Said:
        echo = name == "field-echo"
        said = Said(words, lambda: self.spec.draw_typed if echo else self.spec.draw, classes=name)
        said.display = bool(said.words)
        return said

    def _show_reading(self) -> None:
        if new := self._new_readings():
            self.mount(*new)
        for said in self._readings:
            said.display = bool(said.words)
            said.again()

    def _echo(self) -> str:
        """What is being typed, when it runs from right to left: no terminal shows that well."""
        typed = self.screen.focused if self.is_mounted else None
        if not isinstance(typed, Line | Page) or self not in typed.ancestors:
            return ""
        return typed.here if runs_left(typed.here) and self.spec.draw_typed else ""

    def on_descendant_focus(self) -> None:
        self._show_reading()

    def on_descendant_blur(self) -> None:
        self._show_reading()

    def focus_first(self) -> None:
        """Give the focus to its first part at once."""
        if stops := self.stops():
            self.screen.set_focus(stops[0])

    def stops(self) -> list[Widget]:
        """What Tab stops at, in order."""
        return [widget for widget in self.screen.focus_chain if self in widget.ancestors]

    def action_done(self) -> None:
        self.post_message(self.Done(self))

    @on(Line.GoOn)
    @on(Choices.GoOn)
    @on(Pick.GoOn)
    @on(Grid.GoOn)
    def _go_on(self, event: Message) -> None:
        event.stop()
        stops = self.stops()
        at = stops.index(self.screen.focused) if self.screen.focused in stops else -1
        if at + 1 < len(stops):
            self.screen.set_focus(stops[at + 1])
        else:
            self.action_done()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choices.Changed)
    @on(Pick.Changed)
    @on(Grid.Changed)
    def _something_changed(self, event: Message) -> None:
        event.stop()
        self._check()

    def _check(self) -> None:
        draft = self.draft()
        if draft != self._seen:
            self._seen = draft
            self._show_reading()
            self.post_message(self.Changed(self, self.pasted))

    # --- short ways ---

    def say(self, words: str) -> str:
        """This package's own words in the screen's language."""
        return self.spec.say(words)

    def word(self, words: str) -> Words:
        """The same, looked up at each drawing."""
        return lambda: self.spec.say(words)

    def few(self, words: dict[str, str]) -> tuple[Option, ...]:
        """Options of the fields' own: code to words."""
        return tuple(Option(code, self.spec.say(label)) for code, label in words.items())

    def listed(self, name: str) -> tuple[Option, ...]:
        """One of the lists the app gave (country, language, currency, calendar)."""
        return self.spec.lists.get(name, ())


class OnePart(Field):
    """A field whose value is that of its only part."""

    def gather(self, parts: dict[str, Any]) -> Any:
        return next(iter(parts.values()), None)

    def spread(self, value: Any) -> dict[str, Any]:
        return {self.parts[0].part: value}
