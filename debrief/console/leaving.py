"""Papers and charts that may leave: what each is called, in which forms, and whose accounts it draws on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from debrief.bank import Bank
from debrief.exchange.group_card import Dossier, dossier_sheet, group_sheet, timeline_sheet
from debrief.exchange.sheet import Sheet
from debrief.language import marked
from debrief.office.dossiers import dossier
from debrief.office.group_files import Form, PaperForm, chart_files, paper_files
from debrief.office.groups import Asked, group_card
from debrief.repository import Repository
from debrief.repository.groups import members_of

_CHART: dict[str, str] = {
    "page": marked("a page to print"),
    "ftm": marked("FollowTheMoney"),
    "gexf": marked("GEXF, for network programs"),
    "csv": marked("CSV, nodes and edges"),
    "anx": marked("i2"),
}
_PAPER: dict[str, str] = {"page": _CHART["page"], "text": marked("plain text")}


@dataclass(frozen=True)
class Leaving:
    """``title`` is not yet translated, ``what`` is the audit's word for it. ``make``: its files in one of
    ``forms``, read anew for the recipient. ``of``: the mentions it is about."""

    title: str
    what: str
    forms: Mapping[str, str]
    make: Callable[[Repository, Bank, Asked, str], Mapping[str, bytes]]
    of: Callable[[Repository], Sequence[str]]


def chart(number: str) -> Leaving:
    """The chart of a group."""

    def make(repository: Repository, bank: Bank, asked: Asked, form: str) -> Mapping[str, bytes]:
        return chart_files(group_card(repository, bank, number, asked).chart, cast(Form, form))

    title = marked("Let the chart out")
    return Leaving(title, f"chart of group {number}", _CHART, make, partial(members_of, number=number))


def card(number: str) -> Leaving:
    """The card of a group."""

    def make(repository: Repository, bank: Bank, asked: Asked, form: str) -> Mapping[str, bytes]:
        return paper_files(group_sheet(group_card(repository, bank, number, asked)), cast(PaperForm, form))

    title = marked("Let the card out")
    return Leaving(title, f"card of group {number}", _PAPER, make, partial(members_of, number=number))


def about(mention: str) -> tuple[Leaving, Leaving]:
    """The dossier of a suspect, and the timeline."""

    def on(title: str, what: str, sheet_of: Callable[[Dossier], Sheet]) -> Leaving:
        def make(repository: Repository, bank: Bank, asked: Asked, form: str) -> Mapping[str, bytes]:
            return paper_files(sheet_of(dossier(repository, bank, mention, asked)), cast(PaperForm, form))

        return Leaving(title, what, _PAPER, make, lambda repository: [mention])

    return (
        on(marked("Let the dossier out"), "dossier", dossier_sheet),
        on(marked("Let the timeline out"), "timeline", timeline_sheet),
    )
