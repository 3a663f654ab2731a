"""A screen with one table on it: found, put in order, read anew, given out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from debrief.console.listing import Column, Listing
from debrief.console.screens.base import AtConsole
from debrief.console.table import Table, TableHead
from debrief.language import marked, say, say_many
from debrief.office.tables_out import Sheet, table_out
from debrief.tui import phrases
from debrief.tui.panes import Rows
from debrief.tui.widgets import Line, Said

TABLE_KEYS: tuple[tuple[str, str], ...] = (
    ("/", marked("find in the table; Escape takes the words away")),
    ("o", marked("order by the next column")),
    ("O", marked("the other way round")),
    ("x", marked("give the table out as CSV, with a purpose")),
    ("F9", marked("read anew")),
)


class TableScreen(AtConsole):
    """A subclass gives ``COLUMNS``, ``key_of``, ``read`` and what is said of a line."""

    NAME: ClassVar[str] = "table"
    """What an exported file and the audit call it."""
    COLUMNS: ClassVar[tuple[Column[Any], ...]] = ()
    NOTHING: ClassVar[str] = marked("Nothing is here.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("o", "order", show=False),
        Binding("O", "turn", show=False),
        Binding("x", "export", show=False),
        Binding("f9", "look", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing[Any] = Listing(self.COLUMNS, self.key_of)
        self.table = Table(self.listing)

    # -- for each table to say ---------------------------------------------------------

    def key_of(self, line: Any) -> str:
        return str(line)

    def read(self) -> Iterable[Any]:
        """The lines, read beside the screen."""
        return ()

    def nothing(self) -> str:
        """What is said of an empty table."""
        return say(self.NOTHING)

    def top(self) -> str:
        """What stands above the table beside how many lines there are."""
        return ""

    def detail(self, line: Any) -> str:
        """More of the line pointed at."""
        return ""

    def objects(self, line: Any) -> Sequence[str]:
        """What the audit names when this line leaves."""
        return (self.key_of(line),)

    # -- the screen --------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        line = Line(id="find")
        line.display = False
        yield line
        yield TableHead(self.table)
        yield self.table
        yield Said(self._detail, phrases.drawer, classes="detail")

    async def arrive(self) -> None:
        self.set_focus(self.table)
        self.watch(self.table, "at", lambda: self.query_one(".detail", Said).again(), init=False)
        self.action_look()

    def action_look(self) -> None:
        """Reads the table again."""
        self.work(lambda: list(self.read()), self.came)

    def look_and_tell(self, words: Callable[[], str], *, warn: bool = False) -> None:
        """Reads the table again, then says what happened."""

        def then(lines: list[Any]) -> None:
            self.came(lines)
            self.tell(words, warn=warn)

        def left() -> None:
            self.tell(lambda: " ".join((words(), say("The table was not read anew: F9 reads it."))), warn=warn)

        self.work(lambda: list(self.read()), then, left=left)

    def came(self, lines: list[Any]) -> None:
        self.listing.fill(lines)
        self.relabel()

    def relabel(self) -> None:
        super().relabel()
        self.query_one(TableHead).refresh()

    def here(self) -> Any:
        """The line pointed at, or None."""
        return self.listing.at(self.table.here)

    def _top(self) -> str:
        shown, held = len(self.listing.shown()), len(self.listing)
        count = say_many("{count} line", "{count} lines", held) if held else self.nothing()
        if self.listing.sought:
            count = say(
                "{count} of {number} lines: “{found}”", count=shown, number=held, found=self.listing.sought
            )
        return "\n".join(part for part in (self.top(), count) if part)

    def _detail(self) -> str:
        line = self.here()
        return self.detail(line) if line is not None else ""

    # -- finding -----------------------------------------------------------------------

    def action_find(self) -> None:
        line = self.query_one("#find", Line)
        line.display = True
        self.set_focus(line)

    @on(Input.Changed, "#find")
    def _sought(self, event: Input.Changed) -> None:
        self.listing.sought = self.query_one("#find", Line).text
        self.relabel()

    @on(Line.GoOn, "#find")
    def _found(self, event: Line.GoOn) -> None:
        event.stop()
        self.set_focus(self.table)

    def action_leave(self) -> None:
        """Escape: out of the words that are looked for, then as everywhere."""
        line = self.query_one("#find", Line)
        if line.display and not self.strip.asking:
            line.value, line.display = "", False
            self.set_focus(self.table)
        else:
            super().action_leave()

    # -- order -------------------------------------------------------------------------

    def action_order(self) -> None:
        self.listing.next_order()
        self.relabel()

    def action_turn(self) -> None:
        if self.listing.order is not None:
            self.listing.turned = not self.listing.turned
            self.relabel()

    # -- giving out --------------------------------------------------------------------

    def action_export(self) -> None:
        """The lines that are shown, in clear: what for, and where to."""
        if self.listing.shown():
            self.ask(
                marked("The lines shown leave in clear as CSV. What for, and for whom? The audit keeps it."),
                lambda purpose: self.ask(
                    marked("To which folder?"), lambda folder: self._export(purpose, Path(folder).expanduser())
                ),
            )

    def _export(self, purpose: str, folder: Path) -> None:
        analyst, shown = self.analyst, self.listing.shown()
        lines = [self.listing.at(key) for key, _ in shown]
        named = list(dict.fromkeys(name for line in lines for name in self.objects(line)))
        sheet = Sheet(self.NAME, self.listing.heads(), [cells for _, cells in shown], named)
        self.work(
            lambda: table_out(
                analyst.repository, sheet, folder, user=analyst.name, purpose=purpose, now=analyst.clock()
            ),
            self.written,
        )

    # -- keys --------------------------------------------------------------------------

    def own_keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this table alone."""
        return ()

    def keys(self) -> Sequence[tuple[str, str]]:
        return (*self.own_keys(), ("/", marked("find")), ("o", marked("order")), ("x", marked("CSV")))

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        if (line := self.here()) is not None:
            self.open(line)

    def open(self, line: Any) -> None:
        """Enter on a line."""

    def go_to(self, screen: TableScreen) -> None:
        """On to another table; coming back, this one is read anew."""
        self.app.push_screen(screen, lambda _: self.action_look())
