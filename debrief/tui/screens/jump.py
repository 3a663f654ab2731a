"""Jump: a letter over every line and field of the screen; typing it goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from textual import events
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from debrief.tui import phrases
from debrief.tui.panes import Rows
from debrief.tui.widgets import Field

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


@dataclass(frozen=True)
class Target:
    """Where a letter stands on the screen, and what typing it does."""

    x: int
    y: int
    go: Callable[[], None]


class JumpScreen(ModalScreen[Target]):
    """Lies over the screen and leaves at the first key that is no letter of its own. Nothing is set by it."""

    AUTO_FOCUS = None
    DEFAULT_CSS = """
    JumpScreen > Static { position: absolute; width: auto; height: 1; text-style: bold reverse; }
    """

    def __init__(self, targets: Iterable[Target]) -> None:
        super().__init__()
        found = sorted(targets, key=lambda target: (target.y, target.x))
        self._labelled = dict(zip(labels(len(found)), found, strict=True))
        self._typed = ""

    def compose(self) -> Iterable[Widget]:
        for letters, target in self._labelled.items():
            label = Static(letters, markup=False)
            label.styles.offset = (target.x, target.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self._typed += (event.character or "\0").lower()
        if self._typed in self._labelled:
            self.dismiss(self._labelled[self._typed])
        elif not any(letters.startswith(self._typed) for letters in self._labelled):
            self.dismiss(None)


def labels(count: int) -> list[str]:
    """So many labels of one letter, or of two where one is not enough; none begins another."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair, _ in zip(product(_LETTERS, repeat=2), range(count), strict=False)]


def targets_of(screen: Screen[Any]) -> Iterator[Target]:
    """Every line of every list that is in sight, and every part of a field one can type in."""
    for widget in screen.query("*"):
        if not (widget.can_focus and widget.focusable and widget.region.overlaps(screen.region)):
            continue
        corner = widget.content_region
        if isinstance(widget, Rows):
            left = corner.right - 2 if phrases.mirrored() else corner.x
            for line, row in enumerate(widget.in_sight()):
                yield Target(left, corner.y + line, partial(_choose, widget, row.key))
        elif any(isinstance(each, Field) for each in widget.ancestors) and _in_sight(screen, widget):
            yield Target(max(0, corner.x - 2), corner.y, partial(screen.set_focus, widget))


def _in_sight(screen: Screen[Any], widget: Widget) -> bool:
    return bool(screen.find_widget(widget).visible_region)


def _choose(rows: Rows, key: str) -> None:
    rows.at = key
    rows.screen.set_focus(rows)
    rows.action_choose()
