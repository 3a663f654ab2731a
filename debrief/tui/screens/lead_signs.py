"""A lead signs a decision on this laptop, with the passphrase of their own slot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.decisions import decision_words, unsigned
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.act import tell_below
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.talk_words import LEADS_TOKEN
from debrief.tui.widgets import Line, Said
from debrief.tui.working import Working

if TYPE_CHECKING:
    from debrief.desk import Desk
    from debrief.desk.overrides import Decision


class DecisionsScreen(CalmScreen[None]):
    """Decisions that count already and stand as asserted, not signed, until their lead signs."""

    def __init__(self) -> None:
        super().__init__()
        self._unsigned: list[Decision] = []

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Decisions for a lead to sign")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("sign")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.look()
        self.set_focus(self.query_one(Rows))

    def on_screen_resume(self) -> None:
        if self.is_mounted:
            self.look()

    def look(self) -> None:
        """Verifies the signatures again."""
        self._unsigned = unsigned(self.calm.desk, self.working)
        self.relabel()

    def _top(self) -> str:
        if not self._unsigned:
            return say("Every decision of this record is signed.")
        return say("Asserted, not signed. They count all the same, and every export says so.")

    def _rows(self) -> list[Row]:
        return [Row(d.id, decision_words(self.working.interview, d), "!", d.lead) for d in self._unsigned]

    @on(Rows.Chosen)
    def _sign(self, event: Rows.Chosen) -> None:
        self.app.push_screen(LeadSignsScreen(self.working, event.key))


class LeadSignsScreen(CalmScreen[Any]):
    """One line for the lead's passphrase, and one for their token where anybody here has one.

    Escape leaves the decision asserted, not signed.
    """

    def __init__(self, working: Working, decision: str) -> None:
        super().__init__()
        self.working, self.decision = working, decision

    def title_words(self) -> str:
        return say("The lead signs")

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            Said(self._what, phrases.drawer, classes="step-title"),
            Said(self._whose, phrases.drawer, classes="step-text"),
            Line(password=True, id="passphrase"),
            *self._token(),
            classes="page",
        )

    def _token(self) -> Iterable[Widget]:
        from debrief.desk.overrides import has_tokens

        if has_tokens(self._desk):
            yield Said(plain(LEADS_TOKEN), phrases.drawer, classes="step-text")
            yield Line(id="token")

    @property
    def _desk(self) -> Desk:
        assert self.calm.desk is not None
        return self.calm.desk

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("sign")), ("Esc", marked("not now")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one("#passphrase", Line))

    def _decision(self) -> Decision:
        from debrief.desk.overrides import decision

        return decision(self.working.file, self.decision)

    def _what(self) -> str:
        return decision_words(self.working.interview, self._decision())

    def _whose(self) -> str:
        found = self._decision()
        lines = [say("Lead: {lead}", lead=found.lead)]
        if reason := getattr(found.event, "reason", ""):
            lines.append(say("because: {reason}", reason=reason))
        lines.append(
            say(
                "Asserted, not signed. Hand the laptop to {lead}: their own passphrase signs it here. "
                "Nothing waits for it.",
                lead=found.lead,
            )
        )
        return "\n".join(lines)

    @on(Line.GoOn)
    def _typed(self, event: Line.GoOn) -> None:
        event.stop()
        further = self.query("#token")
        if further and self.focused is not further.first():
            self.set_focus(further.first())
        else:
            self.in_turn(self._sign())

    def _path(self) -> Path | None:
        """Where the lead's token lies."""
        path = "".join(line.text for line in self.query("#token").results(Line))
        return Path(path).expanduser() if path else None

    async def _sign(self) -> None:
        from debrief.desk.overrides import sign_here
        from debrief.desk.tokens import read_token

        line = self.query_one("#passphrase", Line)
        passphrase, line.value = line.value, ""
        self.set_focus(line)
        if not passphrase.strip():
            return
        self.tell(plain(marked("Signing…")))
        try:
            token = read_token(self._path())
            await asyncio.to_thread(
                sign_here, self._desk, self.working.file, self.decision, passphrase, token=token
            )
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.working.heard()
        self.dismiss(True)
        tell_below(self.app, plain(marked("Signed by the lead.")))
