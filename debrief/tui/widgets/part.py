"""The parts fields are made of: each holds one value under one label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from debrief.tui.typing import Typed
from debrief.tui.widgets.line import Line
from debrief.tui.widgets.order import InOrder
from debrief.tui.widgets.page import Page
from debrief.tui.widgets.said import Said
from debrief.tui.widgets.settled import Settled

LONGEST_LINE, LONGEST_TEXT = 1_000, 200_000
"""Characters, as in the answer types."""

Words = Callable[[], str]


class Part(Settled, InOrder, Widget):
    """One value of a field. ``value`` is JSON or None; ``draft`` is what was typed."""

    DEFAULT_CSS = """
    Part { height: auto; layout: vertical; }
    Part > .part-label { color: $text-muted; }
    """

    def __init__(self, part: str, label: Words, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.part = part
        self.label = label

    @property
    def value(self) -> Any:
        raise AttributeError(f"{type(self).__name__} has no value")

    @value.setter
    def value(self, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} takes no value")

    def draft(self) -> Any:
        """What was typed, half-typed too, as JSON."""
        return self.value

    def restore(self, draft: Any) -> None:
        """Take back what ``draft`` gave."""
        self.value = draft

    def problem(self) -> str | None:
        """Why what was typed is not (yet) a value, in the screen's language."""
        return None

    def pasted(self) -> bool:
        """Something in it came from a paste."""
        return any(each.pasted for each in self.walk_children() if isinstance(each, Typed))

    def forget_paste(self) -> None:
        """What it holds now was given, not pasted."""
        for each in self.walk_children():
            if isinstance(each, Typed):
                each.pasted = False


class TextPart(Part):
    """A label and one line."""

    DEFAULT_CSS = """
    TextPart { layout: horizontal; }
    TextPart > .part-label { width: 18; padding-right: 1; }
    TextPart > Line { width: 1fr; }
    """

    def __init__(self, part: str, label: Words, **kwargs: Any) -> None:
        super().__init__(part, label, **kwargs)
        self.line = Line()
        self.limit = LONGEST_TEXT if part in ("words", "other") else LONGEST_LINE

    def compose(self) -> ComposeResult:
        yield Said(self.label, classes="part-label")
        yield self.line

    @property
    def value(self) -> Any:
        return self.line.text or None

    @value.setter
    def value(self, value: Any) -> None:
        self.restore(value or "")

    def draft(self) -> Any:
        return self.line.value

    def restore(self, draft: Any) -> None:
        self.line.value = str(draft)
        self.line.cursor_position = len(self.line.value)


class BareText(TextPart):
    """One line the field's own label is enough for."""

    def compose(self) -> ComposeResult:
        yield self.line


class PagePart(Part):
    """A label and a page."""

    def __init__(self, part: str, label: Words, **kwargs: Any) -> None:
        super().__init__(part, label, **kwargs)
        self.page = Page()

    def compose(self) -> ComposeResult:
        yield Said(self.label, classes="part-label")
        yield self.page

    @property
    def value(self) -> Any:
        return self.page.words or None

    @value.setter
    def value(self, value: Any) -> None:
        self.restore(value or "")

    def draft(self) -> Any:
        return self.page.text

    def restore(self, draft: Any) -> None:
        self.page.show(str(draft))


class BarePage(PagePart):
    """One page the field's own label is enough for."""

    def compose(self) -> ComposeResult:
        yield self.page
