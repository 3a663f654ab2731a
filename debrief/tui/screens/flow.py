"""After words said unasked: the steps that follow, each with its why, done or left for later.

Nothing here waits for an answer. Escape leaves; what is left stands with the safeguards (F8) and at
sign-off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.interview import Address, FlowState, StepState, flow_of, raised_flows
from debrief.language import contexts, marked, say, say_many
from debrief.tui import phrases
from debrief.tui.outline import Mark, Spot
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.spoken import spoken, spoken_language
from debrief.tui.volunteered import flow_title
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class FlowScreen(CalmScreen[None]):
    """One kind of words, over one place of stay or one urgent action."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "done", show=False)]

    def __init__(self, working: Working, kind: str, instance: int) -> None:
        super().__init__()
        self.working, self.kind, self.instance = working, kind, instance

    @property
    def flow(self) -> FlowState:
        """The steps as they stand now."""
        return flow_of(self.working.interview.view, self.kind, self.instance)

    def title_words(self) -> str:
        return flow_title(self.working, self.kind)

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")
        yield Said(self._detail, phrases.drawer, classes="detail")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("d", marked("done")), ("Enter", marked("go there")), ("Esc", marked("later")))

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        rows.at = next((each.step.id for each in self.flow.left), None)
        self.set_focus(rows)
        self.watch(rows, "at", self._turned, init=False)

    def _turned(self) -> None:
        self.query_one(".detail", Said).refresh(layout=True)

    def _top(self) -> str:
        left = self.flow.left
        if not left:
            return say("The words are kept. Every step is done.")
        waits = say_many("{count} step is left.", "{count} steps are left.", len(left))
        stands = waits + " " + say("The words are kept as they were said. Nothing here stops the talk.")
        return "\n".join((*(self._aloud(each.says) for each in left if each.says), stands))

    def _aloud(self, text: str) -> str:
        """What the person hears now, until it is marked as said."""
        words = spoken(self.working, self.working.interview.bank.texts[text]).text
        return say("Say: “{words}”", words=words)

    def _rows(self) -> list[Row]:
        return [
            Row(
                each.step.id,
                say(each.step.wants, contexts.step(each.step.id, "wants")),
                (Mark.HELD if each.done else Mark.TO_RECORD).value,
                say("done") if each.done else "",
                quiet=each.done,
            )
            for each in self.flow.steps
        ]

    def _here(self) -> StepState | None:
        here = self.query_one(Rows).here
        return next((each for each in self.flow.steps if each.step.id == here), None)

    def _detail(self) -> str:
        here = self._here()
        if here is None:
            return ""
        return say(here.step.why, contexts.step(here.step.id, "why"))

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        here = self._here()
        if here is not None:
            self.calm.go_to(Spot(here.address.item, here.address.instance))

    def action_done(self) -> None:
        """A step of a checklist is done: on record at once, with the words that were said for it."""
        here = self._here()
        if here is None or here.done:
            return
        if here.line is None:
            self.tell(plain(marked("This one needs more than a mark: Enter goes to where it is recorded.")))
            return
        if self.refuse(self.working.file.do_all(list(self._marking(here, here.line)))):
            return
        self.quiet()
        self.working.heard()
        self.query_one(Rows).action_walk(1)
        self.relabel()

    def _marking(self, here: StepState, line: str) -> Iterable[dict[str, Any]]:
        interview = self.working.interview
        held = (interview.value(here.address) or {}).get("lines", {})
        state = interview.default_state(Address(here.address.item, here.address.instance, here.address.field))
        value = {"lines": {**held, line: "yes"}}
        yield {"kind": "answered", "address": str(here.address), "state": state, "value": value}
        if here.says:
            yield {"kind": "text_said", "text": here.says, **spoken_language(self.working)}


def first_left(working: Working, check: str) -> FlowScreen | None:
    """The screen of the first flow of a safeguard with a step left; ``None`` where there is none."""
    flow = working.interview.bank.flow_of_check(check)
    states = [each for each in raised_flows(working.interview.view) if flow and each.flow.id == flow.id]
    found = next((each for each in states if each.left), None)
    return FlowScreen(working, found.flow.id, found.instance) if found else None
