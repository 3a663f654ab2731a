"""The de-briefs of this vault: by reference, never by name; how they stand, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.desk import Due, Listing
from debrief.desk.due import due
from debrief.errors import Refusal
from debrief.language import marked, say, say_many
from debrief.process.rubbish import settle
from debrief.tui import phrases
from debrief.tui.edition_words import day_of, outside
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.widgets import Said

if TYPE_CHECKING:
    from debrief.desk import DebriefFile, Desk
    from debrief.desk.outline import SealedLine

_STATUS = {
    "open": marked("under way"),
    "signed": marked("signed off"),
    "withdrawn": marked("withdrawn by the person"),
}

_DUE = {
    "export": marked("due: export"),
    "receipt": marked("due: receipt"),
    "purge": marked("due: seal or erase"),
}


class DebriefsScreen(CalmScreen[None]):
    """The first screen after the vault is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("r", "receipt", show=False),
        Binding("s", "supervisor", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Listing] = []
        self._sealed: list[SealedLine] = []

    def title_words(self) -> str:
        return say("De-briefs")

    def aside_words(self) -> str:
        return self.calm.desk.staff if self.calm.desk else ""

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("open it")),
            ("n", marked("new")),
            ("r", marked("receipt")),
            ("s", marked("supervisor")),
            ("F9", marked("menu")),
        )

    def _top(self) -> str:
        if self._lines or self._sealed:
            top = say("By reference, the last one first.")
        else:
            top = say("There is no de-brief yet. n begins the first.")
        return "\n".join(filter(None, (self._edition(), top)))

    def _edition(self) -> str:
        desk = self.calm.desk
        if desk is None:
            return ""
        return outside(desk.bank, desk.settings.edition, day_of(self.calm.last_key))

    async def arrive(self) -> None:
        self.look()
        self.set_focus(self.query_one(Rows))

    def on_screen_resume(self) -> None:
        if self.is_mounted and self.calm.desk is not None:
            self.look()

    def look(self) -> None:
        """Reads the list again."""
        if self.calm.desk is None:
            return
        try:
            self._lines = self.calm.desk.listing()
            self._sealed = self.calm.desk.sealed()
        except Refusal as refusal:
            self.refuse(refusal)
        self.relabel()
        for notice in self.calm.desk.library.notices:
            self.refuse(notice)

    def _rows(self) -> list[Row]:
        lines = [Row(line.rid, line.reference, aside=self._standing(line)) for line in self._lines]
        return lines + [
            Row(gone.rid, gone.reference, aside=gone_words(gone), quiet=True) for gone in self._sealed
        ]

    def _standing(self, line: Listing) -> str:
        return standing(line, due(line, self.calm.last_key))

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if self.calm.desk is not None:
            try:
                self._open_or_move(self.calm.desk, self.calm.desk.open(event.key))
            except Refusal as refusal:
                self.refuse(refusal)

    def _open_or_move(self, desk: Desk, file: DebriefFile) -> None:
        """A talk that is under way goes on as it is; else somebody decides on the newer questionnaire."""
        if desk.may_move(file) and file.interview.state.sitting is None:
            from debrief.tui.screens.bank_moved import BankMovedScreen

            self.app.push_screen(BankMovedScreen(file), self._made)
        else:
            open_debrief(self, file)

    def action_new(self) -> None:
        from debrief.tui.screens.new import NewScreen

        self.app.push_screen(NewScreen(), self._made)

    def _made(self, file: Any) -> None:
        if file is not None:
            open_debrief(self, file)

    def action_receipt(self) -> None:
        from debrief.tui.screens.receipts import ReceiptScreen

        self.app.push_screen(ReceiptScreen(), self._taken)

    def action_supervisor(self) -> None:
        """What waits for a supervisor."""
        from debrief.tui.screens.queue import QueueScreen

        self.app.push_screen(QueueScreen())

    def _taken(self, taken: bool | None) -> None:
        if taken:
            self.look()

    def leave(self) -> None:
        """Ctrl+Q ends, Ctrl+L locks; Escape does neither by mistake."""
        self.tell(plain(marked("Ctrl+L locks, Ctrl+Q ends.")))


def open_debrief(screen: CalmScreen[Any], file: Any) -> None:
    """On to the question screen of a de-brief."""
    from debrief.tui.screens.question import QuestionScreen
    from debrief.tui.working import Working

    screen.calm.working = Working(file)
    screen.app.push_screen(QuestionScreen(screen.calm.working))
    screen.app.call_after_refresh(settle)


def gone_words(gone: SealedLine) -> str:
    """How a de-brief left this laptop, and when."""
    day = gone.sealed[:10]
    return say("erased {date}", date=day) if gone.erased else say("sealed {date}", date=day)


def standing(line: Listing, waiting: Sequence[Due] = ()) -> str:
    """Route, sittings, status and what is due, in words."""
    parts = [
        say("child route") if line.route == "child" else say("adult route"),
        say_many("{count} sitting", "{count} sittings", line.sittings),
        say(_STATUS[line.status]),
    ]
    if line.training:
        parts.append(say("TRAINING"))
    if line.missing:
        parts.append(say("PERSON MISSING"))
    return " · ".join((*parts, *map(_due_words, waiting)))


def _due_words(each: Due) -> str:
    if each.days:
        return say_many("NO RECEIPT for {count} day", "NO RECEIPT for {count} days", each.days)
    return say(_DUE[each.kind])
