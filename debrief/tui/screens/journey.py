"""What is told in parts: the journey, the crossings, the places of work and stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from debrief.interview import Address, Interview, doubt
from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.outline import Spot, next_instance
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.screens.cards import ask_strike
from debrief.tui.things import shortened, thing_label, time_words, words
from debrief.tui.widgets import Said
from debrief.tui.working import Working

_BESIDE = {
    "leg": ("leg_mode", "leg_when", "leg_documents"),
    "entry": ("ent_when", "ent_manner"),
    "exp": ("exp_kind", "exp_when"),
}
_DOUBTS = {
    "overlaps": ("≈", marked("≈ may have been at the same time as the part before it.")),
    "before": ("◂", marked("◂ by its dates it was over before the part before it.")),
}
_ADD = {"a": "leg", "c": "entry", "w": "exp"}


class JourneyScreen(CalmScreen[None]):
    """A strip of the whole way above; below every part, to open, add, strike and put in order."""

    may_find = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"add('{repeat}')", show=False) for key, repeat in _ADD.items()),
        Binding("x", "strike", show=False),
        Binding("minus,ctrl+up", "move(-1)", show=False),
        Binding("plus,ctrl+down", "move(1)", show=False),
    ]

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("The journey, in parts")

    def body(self) -> Iterable[Widget]:
        yield Said(lambda: strip_of(self.working.interview), phrases.drawer, classes="top")
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("open it")),
            ("a", marked("add a part")),
            ("c", marked("a crossing")),
            ("w", marked("a place")),
            ("- +", marked("order")),
            ("x", marked("strike out")),
        )

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _rows(self) -> list[Row]:
        interview = self.working.interview
        rows = []
        for repeat in interview.bank.repeats:
            rows.append(Row(f"{repeat}/", phrases.repeat_label(interview.bank, repeat), mark="▾"))
            for n in interview.instances(repeat):
                rows.append(
                    Row(
                        f"{repeat}/{n}",
                        f"{n} {thing_label(interview, repeat, n)}",
                        aside=beside(interview, repeat, n),
                        depth=1,
                    )
                )
        return rows

    def _here(self) -> tuple[str, int]:
        repeat, _, number = str(self.query_one(Rows).here).partition("/")
        return repeat, int(number or 0)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        repeat, number = self._here()
        if number:
            first = self.working.interview.bank.items_in_repeat(repeat)[0]
            self.calm.go_to(Spot(first, number))
        else:
            self.action_add(repeat)

    def action_add(self, repeat: str) -> None:
        number = next_instance(self.working.interview, repeat)
        if not self.refuse(self.working.file.do("added", repeat=repeat, instance=number)):
            self.working.heard()
            self.calm.go_to(Spot(self.working.interview.bank.items_in_repeat(repeat)[0], number))

    def action_strike(self) -> None:
        repeat, number = self._here()
        if number:
            ask_strike(self, self.working, repeat, number)

    def action_move(self, by: int) -> None:
        """One place earlier or later in the telling."""
        repeat, number = self._here()
        order = list(self.working.interview.instances(repeat))
        if number not in order:
            return
        at = order.index(number)
        to = max(0, min(len(order) - 1, at + by))
        if to != at:
            order.insert(to, order.pop(at))
            if not self.refuse(self.working.file.do("moved", repeat=repeat, order=order)):
                self.working.heard()
                self.relabel()


def beside(interview: Interview, repeat: str, number: int) -> str:
    """A few words about a part: how, when, on what papers."""
    found = (time_words(interview, Address(item, number)) for item in _BESIDE[repeat])
    return shortened(", ".join(part for part in found if part), 40)


def strip_of(interview: Interview) -> str:
    """``Hanoi → Moscow  air, June 2020, false passport → …``: the whole way, in the order it stands.

    An end that is not known is ``?``; where one part does not begin where the last one ended
    there is a gap; a mark before a part says what its times say against that order.
    """
    parts: list[str] = []
    before = 0
    for n in interview.instances("leg"):
        parts.append(_part(interview, before, n))
        before = n
    if not parts:
        return say("No part of the journey has been told yet.")
    legend = [say(words) for mark, words in _DOUBTS.values() if any(f"{mark} " in part for part in parts)]
    return "\n".join(("".join(parts), *legend))


def _part(interview: Interview, before: int, n: int) -> str:
    start, end = (words(interview, Address(f"leg_{side}", n)) or "?" for side in ("from", "to"))
    how = beside(interview, "leg", n)
    text = f"{end}  {how}" if how else end
    doubted = doubt(interview.view, Address("leg_when", before), Address("leg_when", n)) if before else None
    mark = f"{_DOUBTS[doubted][0]} " if doubted else ""
    follows = before and start != "?" and words(interview, Address("leg_to", before)) == start
    if follows:
        return f" → {mark}{text}"
    gap = "  …  " if before else ""
    return f"{gap}{mark}{start} → {text}"
