"""The border risk-indicator profile: what could be seen at a port, of people who were later found (para 67-75).

Everybody counted was a victim. There are no others to set beside them, so that no figure here is the
likelihood that a traveller is one; and nothing is made of nationality, sex or age alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from debrief.bank import Bank
from debrief.exchange.page_rates import lift
from debrief.exchange.page_values import Text
from debrief.language import day, marked, say
from debrief.office.cells import Cell, Publication, Table
from debrief.office.publications.counting import LEAST, Asked, Counting, checked, counting
from debrief.repository.port_returns import yields
from debrief.repository.store import Repository

VISIBLE = (
    "entry", "manner", "hidden", "visa", "document", "document_state",
    "seen", "sponsor", "told_to_say", "ticket_by_other",
)  # fmt: skip
"""What an officer can see or ask at a port."""
SIGNS = ("manner", "hidden", "document_state", "seen", "told_to_say", "ticket_by_other")
"""Of these, what is out of the ordinary by itself. A means of travel, a visa or a paper that thousands
have is not."""
PERSONAL = ("age", "gender", "nationality")
"""May stand beside a sign, and never alone, with each other, or beside how everybody travels: a nationality
on an ordinary train is a nationality alone."""
_SAYS_NOTHING = frozenset(
    {
        "none", "none_seen", "none_held", "none_needed", "not_known", "other", "no", "not_sure",
        "own_genuine", "genuine_own", "not_checked", "not_examined", "not_hidden",
    }
)  # fmt: skip
_REVIEW, _EXPIRY = timedelta(days=91), timedelta(days=182)
_MOST = 30
_KINDS = {
    "document": marked("Document: {value}"),
    "document_state": marked("Documents: {value}"),
    "nationality": marked("Nationality: {value}"),
    "port": marked("Port: {value}"),
    "visa": marked("Visa: {value}"),
}

Pair: TypeAlias = tuple[str, str]
"""A dimension and a value of it."""


def indicators(repository: Repository, bank: Bank, asked: Asked, *, port: str = "") -> Publication:
    """Pairs of what can be seen, over all ports; or at one ``port``, one by one. Audited."""
    if port:
        checked(bank, "UK_PORT", port)
    with counting(repository, bank, asked, "indicators") as (made, _):
        subject = made.words.of("port", port) if port else say("All ports")
        pairs = _at(made, port) if port else _together(made)
        title = say("Border risk indicators: {subject}", subject=subject)
        texts = _texts(asked.issued)
        tables = [_table(made, pairs), *_returned(made, yields(repository, asked.period.quarter), port)]
        return made.publication("indicators", title, tables, texts, _method())


def _seen(made: Counting, dimensions: Iterable[str]) -> list[Pair]:
    """Values that say something and fit ten people or more."""
    return [(d, v) for d in dimensions for v in made.values(d, without=_SAYS_NOTHING)]


def _at(made: Counting, port: str) -> Iterator[tuple[Pair, Pair]]:
    """What is seen at one port, against all ports."""
    yield from ((("port", port), seen) for seen in _seen(made, VISIBLE))


def _together(made: Counting) -> Iterator[tuple[Pair, Pair]]:
    """Two things seen together, one of them perhaps about the person."""
    visible = _seen(made, VISIBLE)
    yield from (pair for pair in combinations(visible, 2) if pair[0][0] != pair[1][0])
    signs = [pair for pair in visible if pair[0] in SIGNS]
    yield from ((about, sign) for about in _seen(made, PERSONAL) for sign in signs)


def _table(made: Counting, pairs: Iterable[tuple[Pair, Pair]]) -> Table:
    """The pairs whose interval lies above one, the surest first; ranked by rounded figures alone."""
    rows = ((pair, _cells(made, *pair)) for pair in pairs)
    ranked = sorted((-low, pair, cells) for pair, cells in rows if (low := _low(cells)) > 1)[:_MOST]
    return Table(
        "indicators",
        say("Seen more often together than apart"),
        tuple((_code(pair), _label(made, pair)) for _, pair, _ in ranked),
        (
            ("both", say("Both")),
            ("first", say("The first")),
            ("second", say("The second")),
            ("everybody", say("Everybody")),
        ),
        tuple(cell for *_, cells in ranked for cell in cells),
        derived="lift",
    )


def _returned(made: Counting, found: Mapping[str, tuple[int, int]], port: str) -> list[Table]:
    """What ports reported of the quarter. Travellers are counted here, and no de-brief."""
    shown = {code: pair for code, numbers in found.items() if numbers[0] >= LEAST and (pair := _pair(code))}
    if port or not shown:
        return []
    ranked = sorted(shown, key=lambda code: (-(found[code][0] // LEAST), code))
    heads = (("checked", say("Looked at")), ("found", say("Victims or traffickers found")))
    return [
        Table(
            "returned",
            say("What ports found by earlier profiles"),
            tuple((code, _label(made, shown[code])) for code in ranked),
            heads,
            tuple(
                Cell(made.define(("returned", column), ("indicator", code)), found[code][nth])
                for code in ranked
                for nth, (column, _) in enumerate(heads)
            ),
            say("Travellers whom ports looked at because they fitted, as the ports counted them."),
        )
    ]


def _pair(code: str) -> tuple[Pair, Pair] | None:
    """An indicator from its code; None for what is none."""
    parts = [tuple(part.split(":")) for part in code.split("+")]
    match parts:
        case [(first, one), (second, two)]:
            return (first, one), (second, two)
    return None


def _cells(made: Counting, first: Pair, second: Pair) -> tuple[Cell, ...]:
    return (made.cell(first, second), made.cell(first), made.cell(second), made.cell())


def _low(cells: Iterable[Cell]) -> float:
    tens = (cell.count // LEAST * LEAST for cell in cells)
    found = lift(*tens)
    return found.low if found else 0.0


def _code(pair: tuple[Pair, Pair]) -> str:
    return "+".join(f"{dimension}:{value}" for dimension, value in pair)


def _label(made: Counting, pair: tuple[Pair, Pair]) -> str:
    """Each by its kind where its name alone would not say what it is."""
    first, second = (
        say(_KINDS[dimension], value=made.words.of(dimension, value)) if dimension in _KINDS
        else made.words.of(dimension, value)
        for dimension, value in pair
    )  # fmt: skip
    return f"{first} + {second}"


def _texts(issued: date) -> list[Text]:
    return [
        Text(
            say("For how long this holds"),
            (
                say("Issued on {date}.", date=day(issued)),
                say("To be reviewed by {date}.", date=day(issued + _REVIEW)),
                say("Not to be used after {date}.", date=day(issued + _EXPIRY)),
            ),
        ),
        Text(
            say("What this is not"),
            (
                say(
                    "Only people who were found to be victims are counted. Nobody else was, so that no figure"
                    " says how likely a traveller is to be one."
                ),
                say(
                    "No indicator is made of nationality, sex or age alone. None of them is a ground by itself."
                ),
                say("Somebody who shows none of this may be a victim; somebody who shows all of it may not."),
            ),
        ),
    ]


def _method() -> tuple[str, ...]:
    return (
        say(
            "Share: of those with the first, those with the second too. Lift: that share, divided by the share"
            " of the second among everybody; with the 95 % interval of the share (Wilson)."
        ),
        say(
            "Everybody: all de-briefs of the period, those too that say nothing of a border. Nationality, sex"
            " and age stand only beside a sign that is out of the ordinary by itself."
        ),
        say(
            "A pair is shown where ten people or more fit it and the whole interval of its lift lies above one."
        ),
        say(
            "Many pairs are looked at, and some of them stand here by chance. Ports report what they found, and"
            " a pair that finds nobody is taken out."
        ),
    )
