"""The upstream brief: for a country or the countries of a post, by carrier, or by sector (para 53, 67-75)."""

from __future__ import annotations

from collections.abc import Sequence

from debrief.bank import Bank
from debrief.language import countries, country, fold, say
from debrief.office.cells import Definition, Publication, Table
from debrief.office.publications.counting import TOTAL, Asked, Counting, checked, counting
from debrief.office.publications.words import STRATEGY_ROWS
from debrief.office.refusals import NoSuchValue, NothingAskedAbout
from debrief.repository.store import Repository

_AGES = ("child", "adult")
_NOT_UPSTREAM = frozenset({"GB"})


def brief(
    repository: Repository,
    bank: Bank,
    asked: Asked,
    *,
    of: Sequence[str] = (),
    carrier: str = "",
    sector: str = "",
) -> Publication:
    """What is known of people who came from, or through, these countries (ISO 3166-1); who were carried by
    this carrier; or who were made to work in this sector. One of the three. Audited."""
    base, subject = _about(bank, asked, of, carrier, sector)
    before = None if asked.period.up_to else asked.period.before()
    with counting(repository, bank, asked, "brief", base=base, since=before) as (made, _):
        subject = subject or made.words.of("sector", sector)
        tables = [*_exploited(made), *_journey(made, set(of)), *_held(made, sector), *_changes(made)]
        title = say("Upstream brief: {subject}", subject=subject)
        return made.publication("brief", title, tables, (), _method(bool(of)))


def _about(bank: Bank, asked: Asked, of: Sequence[str], carrier: str, sector: str) -> tuple[Definition, str]:
    if sum(map(bool, (of, carrier, sector))) != 1:
        raise NothingAskedAbout
    if sector:
        return (("sector", checked(bank, "SECTOR", sector)),), ""
    if carrier:
        return (("carrier", fold(carrier)),), carrier
    known = {each.code for each in countries()}
    for code in of:
        if code not in known:
            raise NoSuchValue(found=code[:40], name="COUNTRY")
    named = sorted({country(code) or code for code in of})
    return (("country", "+".join(sorted(set(of)))),), ", ".join(named)


def _exploited(made: Counting) -> list[Table]:
    return [
        *_by_exploitation(made),
        made.bars("recruitment", say("How they were recruited"), "recruitment"),
        made.bars("offer", say("What they were offered"), "offer"),
    ]


def _by_exploitation(made: Counting) -> list[Table]:
    """With age beside it for countries. A carrier or a sector is a dimension itself: then the two are apart."""
    if dict(made.base).keys() <= {"country"}:
        title = say("Exploitation, and age at the time")
        return [made.cross("exploitation", title, ("exploitation", STRATEGY_ROWS), ("age", _AGES))]
    return [
        made.bars("exploitation", say("Exploitation"), "exploitation"),
        made.bars("age", say("Age at the time"), "age"),
    ]


def _journey(made: Counting, of: set[str]) -> list[Table]:
    return [
        made.bars(
            "ways",
            say("Ways from country to country"),
            "way",
            most=25,
            shape="map",
            note=say("A line is drawn for each way. A person is counted on each way they were taken."),
        ),
        made.bars("passed", say("Countries on the way"), "passed", without=of | _NOT_UPSTREAM),
        made.bars("documents", say("Documents"), "document"),
        made.bars("document_state", say("What the documents were"), "document_state"),
        made.bars("ports", say("Where they came into the United Kingdom"), "port"),
        made.bars("entry", say("By what means they came in"), "entry"),
        made.bars("manner", say("How the border was passed"), "manner"),
    ]


def _held(made: Counting, sector: str) -> list[Table]:
    """How they were controlled, and in which trades; a brief of one sector has no table of sectors."""
    control = made.bars("control", say("How they were controlled"), "control")
    trades = [] if sector else [made.bars("sector", say("In which trades"), "sector")]
    return [control, *trades]


def _changes(made: Counting) -> list[Table]:
    """This quarter beside the one before; a cumulative brief has nothing before it."""
    now = made.asked.period
    if now.up_to:
        return []
    periods = (now.before(), now)
    ports = made.values("port", 6)
    rows = [("exploitation", row) for row in STRATEGY_ROWS] + [("port", port) for port in ports]
    labels = [(f"{dimension}:{value}", made.words.of(dimension, value)) for dimension, value in rows]
    everybody = [made.cell(period=period) for period in periods]
    return [
        Table(
            "changes",
            say("Changes since the quarter before"),
            ((TOTAL, say("Everybody counted here")), *labels),
            tuple((period.code, period.short()) for period in periods),
            (*everybody, *(made.cell(row, period=period) for row in rows for period in periods)),
            say("A change of less than twenty may be due to rounding alone."),
            derived="change",
        )
    ]


def _method(by_country: bool) -> tuple[str, ...]:
    own = (say("Counted are people of this nationality, recruited there, or whose journey touched it."),)
    return (
        *(own if by_country else ()),
        say("A brief names no person, no address, and no place below a country but a port of entry."),
    )
