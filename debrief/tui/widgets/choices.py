"""A list one narrows by typing and chooses from with Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget

from debrief.language import has_word
from debrief.text import cleaned, folded
from debrief.tui import phrases
from debrief.tui.typing import Typed, as_typed, without_controls
from debrief.tui.widgets.marks import beside, dot, pointer, tick
from debrief.tui.widgets.order import InOrder
from debrief.tui.widgets.pointed import Pointed
from debrief.tui.widgets.said import Draw, drawing, set_in
from debrief.tui.widgets.settled import Settled
from debrief.tui.widgets.spec import Option, marked

_SHOWN = 8
_SHORT = 4
_CARET = "▏"


class Choices(Settled, Typed, InOrder, Pointed, Widget):
    """Typing narrows and never chooses; Down points; Enter (or Space) chooses.

    Enter with nothing typed and nothing pointed at goes on. Delete takes the choice
    away. Without the focus a long list shows only what is chosen.
    """

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "point(-1)", show=False),
        Binding("down", "point(1)", show=False),
        Binding("pageup", f"point(-{_SHOWN})", show=False),
        Binding("pagedown", f"point({_SHOWN})", show=False),
        Binding("backspace", "unfind", show=False),
        Binding("ctrl+u", "unfind(True)", show=False),
        Binding("delete", "clear", show=False),
    ]
    DEFAULT_CSS = """
    Choices { height: auto; background: $boost; }
    Choices:focus { background: $surface; }
    """

    class Changed(Message):
        """The choice, the pointer or what is typed changed."""

    class GoOn(Message):
        """Enter: nothing more to choose."""

    def __init__(
        self,
        options: Callable[[], Iterable[Option]],
        say: Callable[[str], str],
        many: bool = False,
        numbered: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._options = options
        self._say = say
        self.many = many
        self.numbered = numbered
        self.chosen: list[str] = []
        self.find = ""
        self.at: str | None = None
        self.when_empty = _EMPTY

    # --- what there is ---

    def options(self) -> list[Option]:
        """The list, and whatever was chosen from an earlier one."""
        listed = list(self._options())
        known = {option.code for option in listed}
        return listed + [Option(code, code) for code in self.chosen if code not in known]

    def matching(self) -> list[Option]:
        """The part of the list that holds every word typed, best first."""
        words = folded(cleaned(self.find)).split()
        found = [o for o in self.options() if all(has_word(_haystack(o), word) for word in words)]
        start = " ".join(words)
        return sorted(found, key=lambda o: (folded(o.label) != start, not folded(o.label).startswith(start)))

    def option(self, code: str) -> Option:
        """The option of a code."""
        return next((o for o in self.options() if o.code == code), Option(code, code))

    @property
    def needs_text(self) -> bool:
        """A chosen option asks for words of its own."""
        return any(self.option(code).needs_text for code in self.chosen)

    # --- keys ---

    async def _on_key(self, event: events.Key) -> None:
        character = as_typed(event)
        if event.key == "enter":
            self._enter()
        elif event.key == "escape" and self.find:
            self.action_unfind(whole=True)  # first the search, then the screen
        elif character == " " and not self.find:
            self._choose(self.at)
        elif self.numbered and not self.find and (character or "").isdecimal():
            self._by_number(str(character))
        elif character:
            self._type(character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._type(" ".join(cleaned(event.text).split())[:80])

    def _type(self, text: str) -> None:
        self.find, self.at = without_controls(self.find + text), None
        self.tell()

    def _by_number(self, character: str) -> None:
        options = self.options()
        if 0 < int(character) <= len(options):
            self._choose(options[int(character) - 1].code)
            self.at = None  # Enter goes on

    def _enter(self) -> None:
        matching = self.matching()
        if self.at is None and not self.find:
            self.post_message(self.GoOn())
        elif self.at is not None or len(matching) == 1 or self._is_all_of(matching):
            self._choose(self.at or matching[0].code)
            self.at = None
            self.tell()
        elif matching:
            self.at = matching[0].code
            self.tell()

    def _is_all_of(self, matching: list[Option]) -> bool:
        """What is typed is the whole of the first: "yes" is not "yes, but …"."""
        wanted = folded(cleaned(self.find)).split()
        return bool(matching) and folded(matching[0].label).split() == wanted

    def action_point(self, by: int) -> None:
        codes = [option.code for option in self.matching()]
        if not codes:
            return
        chosen = [code for code in codes if code in self.chosen]
        stands_at = self.at if self.at in codes else next(iter(chosen), None)
        if stands_at is None:
            self.at = codes[0 if by > 0 else -1]
        elif self.many and stands_at != self.at:
            self.at = stands_at  # the first of several: Enter there takes it away
        else:  # the cursor is on what is chosen already
            self.at = codes[max(0, min(len(codes) - 1, codes.index(stands_at) + by))]
        self.tell()

    def action_unfind(self, whole: bool = False) -> None:
        self.find, self.at = "" if whole else self.find[:-1], None
        self.tell()

    def action_clear(self) -> None:
        self.chosen = [] if not self.many else [c for c in self.chosen if c != self.at]
        self.tell()

    def _choose(self, code: str | None) -> None:
        if code is None:
            return
        if not self.many:
            self.chosen = [code]
        elif code in self.chosen:
            self.chosen.remove(code)
        else:
            alone = self.option(code).exclusive
            kept = [] if alone else [c for c in self.chosen if not self.option(c).exclusive]
            self.chosen = [*kept, code]
        self.find, self.at = "", code
        self.tell()

    def tell(self) -> None:
        """Draw again and say that something changed."""
        self.refresh(layout=True)
        self.follow()
        self.post_message(self.Changed())

    # --- drawing ---

    def _on_focus(self, event: events.Focus) -> None:
        self.refresh(layout=True)

    def _on_blur(self, event: events.Blur) -> None:
        self.at = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._content().wrap(width, drawing(self))) if width else 1

    def render(self) -> Content:
        lines, width = self._content(), self.size.width or 80
        drawn = lines.wrap(width, drawing(self))
        typed = bool(self.find) and self.at is None
        begins = width - 1 if phrases.mirrored() else 0
        at_find = Content(drawn[0].plain.partition(_CARET)[0]).cell_length
        self.cell = Offset(at_find, 0) if typed else Offset(begins, lines.pointed)
        return Content("\n").join(drawn)

    def _content(self) -> _Lines:
        lines = _Lines()
        if not self.has_focus and len(self.options()) > _SHORT:
            return self._shut(lines)
        matching = self.matching()
        if self.find:
            lines.add(Content.styled(f"{self._say(_FIND)} {self.find}{_CARET}", "bold"))
        first = self._first(matching)
        if first:
            lines.add(Content(f"  ↑ {first}"))
        for option in matching[first : first + _SHOWN]:
            self._row(lines, option)
        if (more := len(matching) - first - _SHOWN) > 0:
            lines.add(Content(f"  ↓ {more}"))
        if not matching:
            lines.add(Content(self._say(_NOTHING if self.find else self.when_empty)))
        return lines

    def _shut(self, lines: _Lines) -> _Lines:
        for code in self.chosen:
            self._row(lines, self.option(code))
        if not self.chosen:
            lines.add(Content("  –"))
        return lines

    def _first(self, matching: list[Option]) -> int:
        codes = [option.code for option in matching]
        here = self.at if self.at in codes else next((c for c in codes if c in self.chosen), None)
        at = codes.index(here) if here else 0
        return max(0, min(at - _SHOWN // 2, len(codes) - _SHOWN))

    def _row(self, lines: _Lines, option: Option) -> None:
        here = option.code == self.at
        acts = here or (self.at is None and option.code in self.chosen)
        mark = (tick if self.many else dot)(option.code in self.chosen)
        number = (f"{self.options().index(option) + 1} ",) if self.numbered else ()
        label = Content(without_controls(option.label))
        lines.add(label.stylize("reverse") if here else label, (pointer(here), *number, f"{mark} "), acts)


class _Lines:
    """Rows with a head; what does not fit goes on under the row's words."""

    def __init__(self) -> None:
        self._rows: list[tuple[Sequence[str], Content]] = []
        self._acts = 0
        self.pointed = 0
        """The line that the row begins on which the keys act on, once wrapped."""

    def add(self, content: Content, head: Sequence[str] = (), acts: bool = False) -> None:
        """``acts``: the keys act on this row."""
        if acts:
            self._acts = len(self._rows)
        self._rows.append((head, content))

    def wrap(self, width: int, draw: Draw | None) -> list[Content]:
        lines: list[Content] = []
        for row, (head, content) in enumerate(self._rows):
            self.pointed = len(lines) if row == self._acts else self.pointed
            indent = Content("".join(head)).cell_length
            for n, part in enumerate(set_in(content, max(8, width - indent), draw)):
                lines.append(beside(head if n == 0 else (" " * indent,), part))
        return lines or [Content("")]


def _haystack(option: Option) -> str:
    return folded(f"{option.label} {option.searchable}")


_FIND = marked("Find:")
_NOTHING = marked("Nothing in the list has this in it.")
_EMPTY = marked("There is nothing to choose here yet.")
