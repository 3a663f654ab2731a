"""The next open question of this section, or of those one agency needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from debrief.bank.schema import Item
from debrief.interview.coverage import needed_by
from debrief.language import marked
from debrief.tui.agencies import AGENCY_NAMES, agency_name
from debrief.tui.cues import wants_cue
from debrief.tui.outline import Mark, Spot, all_spots, mark_of
from debrief.tui.panes import Choice
from debrief.tui.screens.calm import plain
from debrief.tui.working import Working

if TYPE_CHECKING:
    from debrief.tui.screens.question import QuestionScreen

_SECTION = "section"


def ask_whose_next(screen: QuestionScreen) -> None:
    """One letter or number: this section, or an agency. Escape stays."""
    section = Choice("s", plain(marked("of this section")), _SECTION)
    keys = "1234567890"
    agencies = [Choice(keys[n], partial(agency_name, code), code) for n, code in enumerate(AGENCY_NAMES)]
    screen.strip.ask(
        plain(marked("The next open question:")),
        [section, *agencies],
        lambda code, _: _go(screen, str(code)),
    )


def next_of(working: Working, after: Spot, wanted: Callable[[Item], bool]) -> Spot | None:
    """The next place after ``after`` whose question may be put now; round by the beginning.

    A question that waits for a child's own cue is not one of them.
    """
    interview = working.interview
    spots = all_spots(interview)
    start = spots.index(after) + 1 if after in spots else 0
    for spot in (*spots[start:], *spots[:start]):
        if spot == after or not wanted(interview.bank.items[spot.item]):
            continue
        if mark_of(interview, spot) not in (Mark.OPEN, Mark.PARTLY):
            continue
        if interview.offered(spot.item, spot.instance) and not wants_cue(working, spot):
            return spot
    return None


def _go(screen: QuestionScreen, code: str) -> None:
    here = screen.working.interview.bank.items[screen.spot.item].section

    def wanted(item: Item) -> bool:
        return item.section == here if code == _SECTION else needed_by(item, code)

    found = next_of(screen.working, screen.spot, wanted)
    if found is None:
        screen.tell(plain(marked("No question of that kind is open now. F8 shows what is waited for.")))
    else:
        screen.go(found)
