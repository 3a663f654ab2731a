"""What each agency still lacks: one de-brief serves them all, or says what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from debrief.language import marked, say
from debrief.tui import phrases
from debrief.tui.agencies import agency_name
from debrief.tui.outline import Spot, next_instance
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen, plain
from debrief.tui.widgets import Said
from debrief.tui.working import Working


class CoverageScreen(CalmScreen[None]):
    """Agencies; Enter opens the list of what one of them lacks."""

    may_find = True

    def __init__(self) -> None:
        super().__init__()
        self._opened = ""

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("What each agency still lacks")

    def body(self) -> Iterable[Widget]:
        yield Said(
            plain(marked("Held · accounted for without an answer · lacking.")), phrases.drawer, classes="top"
        )
        yield Rows(self._rows, classes="list")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("open it")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _rows(self) -> list[Row]:
        interview, rows = self.working.interview, []
        for each in interview.coverage():
            counts = f"{len(each.held)} · {len(each.accounted)} · {len(each.lacking)}"
            opened = each.agency == self._opened
            name = agency_name(each.agency)
            rows.append(Row(f"@{each.agency}", name, mark="▾" if opened else "▸", aside=counts))
            if opened:
                for item in each.lacking:
                    label = phrases.item_label(interview.bank.items[item])
                    rows.append(Row(item, label, mark="·", depth=1))
        return rows

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if event.key.startswith("@"):
            agency = event.key[1:]
            self._opened = "" if self._opened == agency else agency
            event.rows.refresh()
            return
        interview = self.working.interview
        repeat = interview.bank.repeat_of(event.key)
        made = interview.instances(repeat) if repeat else ()
        number = made[0] if made else next_instance(interview, repeat) if repeat else 0
        self.calm.go_to(Spot(event.key, number))
