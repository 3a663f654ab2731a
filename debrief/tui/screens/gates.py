"""The safeguards: what each wants, why, and the way to the item that meets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.interview import GateResult
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.screens.flow import first_left
from debrief.tui.screens.steps import Step, StepsScreen
from debrief.tui.waiting import BEFORE, EFFECT, meeting, part_wanted, still_wanted, unmet
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class GatesScreen(CalmScreen[None]):
    """Unmet safeguards of this record, those that withhold questions first."""

    may_find = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "override", show=False),
        Binding("a", "acknowledge", show=False),
        Binding("s", "sign", show=False),
    ]
    _unsigned: frozenset[str] = frozenset()

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Safeguards")

    def body(self) -> Iterable[Widget]:
        yield Said(self._top, phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")
        yield Said(self._detail, phrases.drawer, classes="detail")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("go and meet it")),
            ("o", marked("override")),
            ("a", marked("read it")),
            *((("s", marked("the lead signs")),) if self._unsigned else ()),
            ("Esc", marked("back")),
        )

    async def arrive(self) -> None:
        self.look()
        rows = self.query_one(Rows)
        self.set_focus(rows)
        self.watch(rows, "at", lambda: self.relabel_detail(), init=False)

    def relabel_detail(self) -> None:
        self.query_one(".detail", Said).refresh(layout=True)

    def look(self) -> None:
        """Verifies the leads' signatures: an event that says it is signed is not believed."""
        from debrief.tui.decisions import unsigned

        self._unsigned = frozenset(each.id for each in unsigned(self.calm.desk, self.working))
        self.relabel()

    def unmet(self) -> list[GateResult]:
        """What is waited for, stage by stage; what was read comes last."""
        return unmet(self.working.interview)

    def _top(self) -> str:
        if not self.unmet():
            return say("Nothing is waited for: every safeguard of this record is met.")
        return say("A safeguard withholds our questions. It never stops a person speaking, or you protecting.")

    def _rows(self) -> list[Row]:
        return [
            Row(
                gate.check.id,
                phrases.check_wants(gate.check),
                mark="!" if gate.blocks else "-",
                aside=self._aside(gate),
                quiet=gate.acknowledged,
            )
            for gate in self.unmet()
        ]

    def _aside(self, gate: GateResult) -> str:
        if gate.override is not None:
            signed = gate.check.id not in self._unsigned
            return say("overridden, signed") if signed else say("overridden, not signed")
        if gate.acknowledged:
            return say("read")
        return say(BEFORE[gate.check.stage])

    def _here(self) -> GateResult | None:
        here = self.query_one(Rows).here
        return next((gate for gate in self.unmet() if gate.check.id == here), None)

    def _detail(self) -> str:
        gate = self._here()
        if gate is None:
            return ""
        effect = EFFECT.get(gate.check.effect) if gate.override is None else None
        parts = [phrases.check_wants(gate.check), phrases.check_why(gate.check), say(effect) if effect else ""]
        if gate.check.id in self._unsigned and gate.override is not None:
            lead = gate.override.lead
            parts[2] = say(
                "Asserted, not signed. s: {lead} signs it here, with their own passphrase.", lead=lead
            )
        left = [f"! {name}" for name in still_wanted(self.working, gate)] if gate.blocks else []
        rule = say("Rule {code}", code=gate.check.id)
        return "\n".join(part for part in (*parts[:1], *left, *parts[1:], rule) if part)

    @on(Rows.Chosen)
    def _meet(self, event: Rows.Chosen) -> None:
        gate = self._here()
        if gate is not None:
            flow = first_left(self.working, gate.check.id)
            if flow is not None:
                self.app.push_screen(flow)
                return
            spot = meeting(self.working, gate)
            if spot is None:
                self.tell(plain(marked("This one is met by what is done, not by an item.")))
            else:
                self.calm.go_to(spot, part_wanted(self.working, gate, spot))

    def action_acknowledge(self) -> None:
        gate = self._here()
        if gate is None or gate.check.effect != "WARN":
            return
        if not self.refuse(self.working.file.do("acknowledged", check=gate.check.id)):
            self.working.heard()
            self.relabel()

    def action_override(self) -> None:
        gate = self._here()
        if gate is None:
            return
        if gate.check.effect != "LEAD":
            self.tell(plain(marked("This safeguard cannot be overridden.")), warn=True)
            return
        self.app.push_screen(OverrideScreen(self.working, gate), self._overridden)

    def action_sign(self) -> None:
        from debrief.tui.screens.lead_signs import LeadSignsScreen

        gate = self._here()
        if gate is None or gate.check.id not in self._unsigned:
            self.tell(plain(marked("There is no decision of a lead here to sign.")))
            return
        self.app.push_screen(LeadSignsScreen(self.working, gate.check.id), self._overridden)

    def _overridden(self, done: Any) -> None:
        if done:
            self.working.heard()
            self.look()


class OverrideScreen(StepsScreen):
    """Who overrides, in what role, and why. Without their signature it is asserted, and says so."""

    def __init__(self, working: Working, gate: GateResult) -> None:
        self.working, self.gate = working, gate
        super().__init__()

    def title_words(self) -> str:
        return say("Override a safeguard")

    def steps(self) -> Iterable[Step]:
        yield Step(
            "lead",
            lambda: say("Who decides it?"),
            lambda: phrases.check_wants(self.gate.check) + "\n" + phrases.check_why(self.gate.check),
            type="short_text",
        )
        yield Step("role", lambda: say("Their role"), type="short_text")
        yield Step(
            "reason",
            lambda: say("Their reason"),
            lambda: say(
                "It stands on the face of every export, until they sign it, marked: asserted, not signed."
            ),
            type="note",
        )

    async def finish(self) -> None:
        refused = self.working.file.do("overridden", check=self.gate.check.id, **self.values)
        if not self.refuse(refused):
            self.dismiss(True)
