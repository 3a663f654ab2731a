"""One of a few short words, on one line, stepped through with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from debrief.tui.typing import without_controls
from debrief.tui.widgets.order import InOrder
from debrief.tui.widgets.part import Part, Words
from debrief.tui.widgets.pointed import Pointed
from debrief.tui.widgets.said import Said, drawing
from debrief.tui.widgets.settled import Settled
from debrief.tui.widgets.spec import Option


class Pick(Settled, InOrder, Pointed, Widget):
    """``‹ day ›``: Left and Right step, Delete makes it blank again. Letters do nothing."""

    can_focus = True
    cell = Offset(2, 0)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("delete,backspace", "blank", show=False),
        Binding("enter", "go_on", show=False),
    ]
    DEFAULT_CSS = """
    Pick { height: 1; width: 1fr; background: $boost; }
    Pick:focus { background: $surface; text-style: underline; }
    """

    class Changed(Message):
        """Another word was picked."""

    class GoOn(Message):
        """Enter."""

    def __init__(self, options: Callable[[], Iterable[Option]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._options = options
        self.picked: str | None = None

    def render(self) -> Content:
        label = next((o.label for o in self._options() if o.code == self.picked), self.picked)
        shown = without_controls(label or "–")
        if draw := drawing(self):
            shown = " ".join(draw(shown, max(8, self.size.width - 4))).strip()
        return Content(f"‹ {shown} ›")

    def action_step(self, by: int) -> None:
        codes = [None, *(option.code for option in self._options())]
        at = codes.index(self.picked) if self.picked in codes else 0
        self._pick(codes[(at + by) % len(codes)])

    def action_blank(self) -> None:
        self._pick(None)

    def action_go_on(self) -> None:
        self.post_message(self.GoOn())

    def _pick(self, code: str | None) -> None:
        self.picked = code
        self.refresh()
        self.post_message(self.Changed())


class PickPart(Part):
    """A label and a pick."""

    DEFAULT_CSS = """
    PickPart { layout: horizontal; }
    PickPart > .part-label { width: 18; padding-right: 1; }
    """

    def __init__(self, part: str, label: Words, options: Callable[[], Iterable[Option]], **kwargs: Any) -> None:
        super().__init__(part, label, **kwargs)
        self.pick = Pick(options)

    def compose(self) -> ComposeResult:
        yield Said(self.label, classes="part-label")
        yield self.pick

    @property
    def value(self) -> Any:
        return self.pick.picked

    @value.setter
    def value(self, value: Any) -> None:
        self.pick.picked = value
        self.pick.refresh()
