"""The gap report: of each question, how often it was answered, declined, not asked, or told already."""

from __future__ import annotations

from collections.abc import Sequence

from debrief.bank import Bank
from debrief.exchange.labels import item_label, section_title
from debrief.language import marked, say
from debrief.office.cells import Cell, Publication, Table
from debrief.office.publications.counting import LEAST, TOTAL, Asked, Counting, counting
from debrief.office.refusals import AgencyNotListed
from debrief.repository.statistics import Population
from debrief.repository.store import Repository

_STANDINGS = {
    "answered": marked("Answered"),
    "already_told": marked("Already told"),
    "not_known": marked("Not known"),
    "declined": marked("Declined"),
    "not_asked": marked("Not asked"),
    "not_reached": marked("Not reached"),
}
"""How an item stands in a de-brief: the first of these that fits one of its answers."""
_NOT_KNOWN = frozenset({"unknown", "not_remembered", "not_understood"})
_OPEN = "open"
_MOST = 15


def gaps(repository: Repository, bank: Bank, asked: Asked, *, agency: str = "") -> Publication:
    """Over all agencies, with the widest gaps by agency; or of one ``agency`` (its id in the trust list)."""
    if agency and agency not in {each.id for each in repository.trust.agencies}:
        raise AgencyNotListed(agency=agency[:40])
    base = (("agency", agency),) if agency else ()
    with counting(repository, bank, asked, "gaps", base=base) as (made, _):
        _stand(made.people, bank)
        tables = [_section(made, bank, code) for code in bank.sections]
        if not agency:
            tables = [*_by_agency(made, bank), *tables]
        subject = made.words.of("agency", agency) if agency else say("All agencies")
        title = say("Gaps in what was asked: {subject}", subject=subject)
        kept = [table for table in tables if table.rows]
        return made.publication("gaps", title, kept, (), _method())


def _items(bank: Bank, section: str) -> list[str]:
    """Items that are put to a person; what is only recorded, and cards, cannot be a gap."""
    return [
        name
        for name in bank.sections[section].items
        if bank.items[name].asked and not bank.items[name].answer.card
    ]


def _stand(people: Population, bank: Bank) -> None:
    """Adds a dimension for each standing; within an item no person fits two of them."""
    found: dict[str, dict[str, int]] = {standing: {} for standing in (*_STANDINGS, _OPEN)}
    by_state = people.by("item_state")
    for item in (name for section in bank.sections for name in _items(bank, section)):
        left = people.everyone
        for standing in _STANDINGS:
            fits = left if standing == "not_reached" else 0
            for state in bank.states:
                if _standing(bank, state) == standing:
                    fits |= by_state.get(f"{item}:{state}", 0)
            found[standing][item] = fits & left
            left &= ~fits
        found[_OPEN][item] = found["not_asked"][item] | found["not_reached"][item]
    for standing, groups in found.items():
        people.add(standing, groups)


def _standing(bank: Bank, state: str) -> str:
    if state in ("already_told", "declined"):
        return state
    if bank.states[state].has_value:
        return "answered"
    return "not_known" if state in _NOT_KNOWN else "not_asked"


def _section(made: Counting, bank: Bank, section: str) -> Table:
    items = _items(bank, section)
    return Table(
        f"section-{section}",
        section_title(bank, section),
        tuple((item, item_label(bank.items[item])) for item in items),
        tuple((standing, say(label)) for standing, label in _STANDINGS.items()),
        tuple(made.cell((standing, item)) for item in items for standing in _STANDINGS),
    )


def _by_agency(made: Counting, bank: Bank) -> list[Table]:
    """De-briefs of each agency, and the questions most often left open, by agency."""
    sent = made.bars("agencies", say("De-briefs by agency"), "agency", most=None)
    agencies = made.values("agency")
    widest = _widest(made)
    if not agencies or not widest:
        return [sent]
    return [
        sent,
        Table(
            "open",
            say("Most often not asked or not reached, by agency"),
            tuple((item, item_label(bank.items[item])) for item in widest),
            (*made.labelled("agency", agencies), (TOTAL, say("All agencies"))),
            _open_cells(made, widest, agencies),
            say("A question is often not asked because it does not apply (docs/branching.md)."),
        ),
    ]


def _open_cells(made: Counting, items: Sequence[str], agencies: Sequence[str]) -> tuple[Cell, ...]:
    columns = [*((("agency", agency),) for agency in agencies), ()]
    return tuple(made.cell(*column, (_OPEN, item)) for item in items for column in columns)


def _widest(made: Counting) -> list[str]:
    counts = made.people.values(_OPEN, made.people.people(made.define()))
    tens = {item: count // LEAST for item, count in counts.items() if count >= LEAST}
    return sorted(tens, key=lambda item: (-tens[item], item))[:_MOST]


def _method() -> tuple[str, ...]:
    return (
        say(
            "A question that may be answered several times counts once: as answered where any answer was given."
        ),
        say(
            "Already told: another agency had asked. Not asked: with a reason on record."
            " Not reached: nothing is on record."
        ),
        say(
            "To decline is everybody’s right. No share of answers is a mark of an interviewer, or of a person."
        ),
    )
