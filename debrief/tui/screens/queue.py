"""What waits for a supervisor: by reference, with no word of what was said, and no score of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from debrief.desk.overrides import decisions
from debrief.desk.queue import Waiting, queue
from debrief.errors import Refusal
from debrief.language import marked, say, say_many
from debrief.tui import phrases
from debrief.tui.decisions import decision_words
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.screens.debriefs import open_debrief
from debrief.tui.widgets import Said

_SIGNED = {
    "no": marked("not signed off"),
    "interviewer": marked("signed by the interviewer, waits for the lead"),
    "lead": marked("signed by the lead, waits for the interviewer"),
    "yes": marked("signed off"),
}


_MOST_UNMET = 2


class QueueScreen(CalmScreen[None]):
    """One line a de-brief that asks for a look; Enter opens it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Waiting] = []

    def title_words(self) -> str:
        return say("For a supervisor")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")
        yield Said(self._detail, phrases.drawer, classes="detail")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("open it")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        desk = self.calm.desk
        assert desk is not None
        try:
            self._waiting = list(queue(desk))
        except Refusal as refusal:
            self.refuse(refusal)
        rows = self.query_one(Rows)
        self.set_focus(rows)
        self.watch(rows, "at", lambda: self.relabel(), init=False)
        self.relabel()

    def _top(self) -> str:
        if not self._waiting:
            return say("Nothing waits for a supervisor.")
        return say("What is unmet, unsigned, or another sitting. For help and training, not for discipline.")

    def _rows(self) -> list[Row]:
        return [Row(each.rid, each.reference, aside=_standing(each)) for each in self._waiting]

    def _detail(self) -> str:
        here = self.query_one(Rows).here
        found = next((each for each in self._waiting if each.rid == here), None)
        return "\n".join(self._lines(found)) if found else ""

    def _lines(self, each: Waiting) -> Iterable[str]:
        desk = self.calm.desk
        assert desk is not None
        checks = {check.id: check for check in desk.bank.checks()}
        route = say("child route") if each.route == "child" else say("adult route")
        yield f"{route} · {say(_SIGNED[each.signed])}"
        yield say("Closed questions about what happened: {closed} of {put}.", closed=each.closed, put=each.put)
        file = desk.open(each.rid)
        found = {decision.id: decision for decision in decisions(file)}
        for decision, lead, signed in each.decisions:
            what = decision_words(file.interview, found[decision])
            words = say("signed by {lead}", lead=lead) if signed else say("asserted by {lead}", lead=lead)
            reason = getattr(found[decision].event, "reason", "")
            yield " · ".join(part for part in (what, words, reason) if part)
        for unmet in each.unmet[:_MOST_UNMET]:
            yield f"! {phrases.check_wants(checks[unmet])}"
        if (more := len(each.unmet) - _MOST_UNMET) > 0:
            yield say_many("and {count} more: F8 in the record", "and {count} more: F8 in the record", more)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        desk = self.calm.desk
        assert desk is not None
        self.dismiss()
        below = self.app.screen
        if isinstance(below, CalmScreen):
            try:
                open_debrief(below, desk.open(event.key))
            except Refusal as refusal:
                below.refuse(refusal)


def _standing(each: Waiting) -> str:
    """Sittings, other interviewers, what is unmet and unsigned."""
    parts = [say_many("{count} sitting", "{count} sittings", each.sittings)]
    if each.training:
        parts.insert(0, say("TRAINING"))
    if each.changes:
        parts.append(say_many("{count} other lead", "{count} other leads", each.changes))
    if each.unmet:
        parts.append(say_many("{count} unmet", "{count} unmet", len(each.unmet)))
    if each.unsigned:
        parts.append(say_many("{count} unsigned", "{count} unsigned", each.unsigned))
    return " · ".join(parts)
