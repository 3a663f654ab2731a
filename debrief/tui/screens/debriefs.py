"""The de-briefs of this vault: by reference, never by name; how they stand, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.desk import Listing
from debrief.desk.overdue import days_without_receipt
from debrief.errors import Refusal
from debrief.language import marked, say, say_many
from debrief.tui import phrases
from debrief.tui.edition_words import day_of, outside
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.widgets import Said

if TYPE_CHECKING:
    from debrief.desk.outline import SealedLine

_STATUS = {
    "open": marked("open"),
    "signed": marked("signed off"),
    "withdrawn": marked("withdrawn by the person"),
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
        return self.calm.desk.settings.interviewer if self.calm.desk else ""

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("open")),
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

    def _rows(self) -> list[Row]:
        lines = [Row(line.rid, line.reference, aside=self._standing(line)) for line in self._lines]
        return lines + [
            Row(gone.rid, gone.reference, aside=gone_words(gone), quiet=True) for gone in self._sealed
        ]

    def _standing(self, line: Listing) -> str:
        desk = self.calm.desk
        waited = days_without_receipt(desk.bank, line, self.calm.last_key) if desk is not None else None
        return standing(line, waited)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if self.calm.desk is not None:
            try:
                open_debrief(self, self.calm.desk.open(event.key))
            except Refusal as refusal:
                self.refuse(refusal)

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

    def _taken(self, reference: str | None) -> None:
        if reference:
            self.tell(lambda: say("Receipt taken in for {record}.", record=reference))
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


def gone_words(gone: SealedLine) -> str:
    """How a de-brief left this laptop, and when."""
    day = gone.sealed[:10]
    return say("erased {date}", date=day) if gone.erased else say("sealed {date}", date=day)


def standing(line: Listing, waited: int | None = None) -> str:
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
    if line.status == "signed" and not line.exported:
        parts.append(say("due: export"))
    if waited is not None:
        parts.append(say_many("NO RECEIPT for {count} day", "NO RECEIPT for {count} days", waited))
    elif line.receipts_missing:
        parts.append(say("due: receipt"))
    return " · ".join(parts)
