"""Exploitation by child and adult, in the form of the strategy's para 6 (docs/nrm-table.md)."""

from __future__ import annotations

from debrief.bank import Bank
from debrief.exchange.page_values import Text
from debrief.language import say
from debrief.office.cells import Cell, Publication, Table
from debrief.office.publications.counting import TOTAL, Asked, Counting, counting
from debrief.office.publications.periods import Period
from debrief.office.publications.words import STRATEGY_ROWS
from debrief.repository.prosecutions import Prosecutions
from debrief.repository.store import Repository

_AGES = ("child", "adult")


def nrm(
    repository: Repository,
    bank: Bank,
    asked: Asked,
    *,
    prosecutions: Prosecutions | None = None,
    exact: bool = True,
) -> Publication:
    """The quarter's table, the cumulative one (alone, where that is asked for), and all kinds. Audited.

    ``exact``: the two-way tables may be exact where every cell is at least ten; never the others."""
    whole = asked.period.cumulative()
    with counting(repository, bank, asked, "nrm", since=whole) as (made, _):
        tables = [_two_way(made, asked.period, prosecutions, exact), _kinds(made)]
        if not asked.period.up_to:
            tables.insert(1, _two_way(made, whole, None, exact))
        if prosecutions is not None and not _whole(prosecutions):
            tables.insert(1, _prosecutions(asked.period, prosecutions))
        return made.publication(
            "nrm",
            say("Exploitation by child and adult"),
            tables,
            _texts(prosecutions),
            _method(),
            marking=("not_protectively_marked", "official"),
        )


def _two_way(made: Counting, period: Period, given: Prosecutions | None, exact: bool) -> Table:
    code = "nrm-cumulative" if period.up_to else "nrm"
    title = say("People by main exploitation, {period}", period=period.words())
    table = made.cross(code, title, ("exploitation", STRATEGY_ROWS), ("age", _AGES), period=period, exact=exact)
    if given is None or not _whole(given):
        return table
    row = (*table.rows, ("prosecutions", given.label))
    return Table(code, title, row, table.columns, (*table.cells, *_given(period, given)), exact=exact)


def _kinds(made: Counting) -> Table:
    """A person counts once in each row; the last row says how many have several kinds."""
    values = made.values("kind")
    rows = [(("kind", value),) for value in values] + [(("several", "yes"),)]
    ages = [*((("age", age),) for age in _AGES), ()]
    return Table(
        "kinds",
        say("All kinds of exploitation"),
        (*made.labelled("kind", values), ("several", say("People with several kinds"))),
        (*made.labelled("age", _AGES), (TOTAL, say("Total"))),
        tuple(made.cell(*row, *age) for row in rows for age in ages),
        say("A person counts once in each row. What was only intended, or is not clear, is counted too."),
    )


def _whole(given: Prosecutions) -> bool:
    return given.child is not None and given.adult is not None


def _given(period: Period, given: Prosecutions) -> tuple[Cell, ...]:
    """Figures from outside, as cells: they pass through the same floor."""
    known = (("child", given.child), ("adult", given.adult), (TOTAL, given.total))
    return tuple(
        Cell((("period", period.code), ("prosecutions", age)), count)
        for age, count in known
        if count is not None
    )


def _prosecutions(period: Period, given: Prosecutions) -> Table:
    """Where the age of the victims is not given, prosecutions have a table of their own."""
    cells = _given(period, given)
    names = {"child": say("Child"), "adult": say("Adult"), TOTAL: say("Total")}
    columns = tuple((cell.definition[-1][1], names[cell.definition[-1][1]]) for cell in cells)
    return Table("prosecutions", given.label, (("prosecutions", given.label),), columns, cells)


def _texts(given: Prosecutions | None) -> list[Text]:
    if given is None:
        return []
    words = say(
        "Prosecutions are of {period}, as counted by {source}.", period=given.period, source=given.source
    )
    return [Text(say("Prosecutions"), (words,))]


def _method() -> tuple[str, ...]:
    return (
        say(
            "A table by exploitation and age alone is exact where each of its figures is ten or more;"
            " otherwise all of it is rounded."
        ),
        say(
            "A person stands in one row: what happened before what was intended, the United Kingdom before"
            " elsewhere, then sexual exploitation, domestic servitude, labour. The order is no ranking of harm."
        ),
        say("Child: under 18, or perhaps under 18, at the time of exploitation."),
    )
