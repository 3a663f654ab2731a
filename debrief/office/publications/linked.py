"""What is counted across de-briefs, from confirmed links alone: one person once, whoever asked them.

Two publications: victims known to combinations of agencies, and how many victims name one suspect. A
suspect's card and a victim's record never stand in one table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from debrief.bank import Bank
from debrief.language import marked, say
from debrief.office.cells import Cell, Publication, Table
from debrief.office.publications.counting import LEAST, TOTAL, Asked, Counting, counting
from debrief.process import stopping
from debrief.repository.mention_tables import MENTIONS
from debrief.repository.reader import FactReader
from debrief.repository.store import Repository
from debrief.repository.verdicts import people

_DEBRIEFED = "debriefed"
_HOW_MANY = {
    "1": marked("One agency"),
    "2": marked("Two agencies"),
    "3": marked("Three agencies"),
    "4+": marked("Four agencies or more"),
}
_VICTIMS = {
    "1": marked("One victim"),
    "2": marked("Two victims"),
    "3-5": marked("3 to 5 victims"),
    "6-10": marked("6 to 10 victims"),
    "11+": marked("11 victims or more"),
}


def overlap(repository: Repository, bank: Bank, asked: Asked) -> Publication:
    """Victims by the agencies that de-briefed them, each person once. Audited."""
    joined = _joined(repository)
    with counting(repository, bank, asked, "overlap") as (made, _):
        agency_of = _agencies(made)
        known: dict[str, set[str]] = {}
        for uid in stopping.watched(agency_of):
            known.setdefault(joined.get(f"{uid}:{_DEBRIEFED}:0", uid), set()).add(agency_of[uid])
        groups = [tuple(sorted(agencies)) for agencies in known.values()]
        tables = [_how_many(made, groups), _combinations(made, groups)]
        title, unit = (
            say("Victims known to several agencies"),
            say("A person is counted once, whoever asked them."),
        )
        return made.publication("overlap", title, tables, (), _overlap_method(), unit=unit)


def suspects(repository: Repository, bank: Bank, asked: Asked) -> Publication:
    """Suspects by the number of victims who told of them, each suspect and each victim once. Audited."""
    joined = _joined(repository)
    with counting(repository, bank, asked, "suspects") as (made, read):
        victims: dict[str, set[str]] = {}
        for mention in _suspects(read):
            uid = mention.partition(":")[0]
            victim = joined.get(f"{uid}:{_DEBRIEFED}:0", uid)
            victims.setdefault(joined.get(mention, mention), set()).add(victim)
        counts = Counter(_band(len(named)) for named in victims.values())
        table = _single(
            made, "suspects", say("Suspects by how many victims told of them"), "victims", _VICTIMS, counts
        )
        title, unit = say("Victims to a suspect"), say("A suspect is counted once, whoever told of them.")
        return made.publication("suspects", title, [table], (), _suspects_method(), unit=unit)


def _joined(repository: Repository) -> dict[str, str]:
    """Each mention of a confirmed person, and the first of them, which stands for all. A person whose
    links contradict each other stands as several."""
    return {
        mention: cluster.mentions[0]
        for cluster in people(repository)
        if not cluster.contested
        for mention in cluster.mentions
    }


def _agencies(made: Counting) -> dict[str, str]:
    groups = made.people.by("agency")
    return {uid: agency for agency, bits in groups.items() for uid in made.people.numbers(bits)}


def _suspects(read: FactReader) -> Iterable[str]:
    own = MENTIONS.c
    rows = read.values_of((own.card, own.instance), (own.kind == "person", own.role == "suspect"))
    return (f"{uid}:{card}:{instance}" for uid, card, instance in rows)


def _how_many(made: Counting, groups: Sequence[tuple[str, ...]]) -> Table:
    counts = Counter(str(len(group)) if len(group) < 4 else "4+" for group in groups)
    return _single(made, "how-many", say("Victims by the number of agencies"), "agencies", _HOW_MANY, counts)


def _single(
    made: Counting, code: str, title: str, dimension: str, rows: dict[str, str], counts: Counter[str]
) -> Table:
    """One dimension of a fixed form, everybody first."""
    cells = [Cell(made.define((dimension, value)), counts[value]) for value in rows]
    return Table(
        code,
        title,
        ((TOTAL, say("Everybody counted here")), *((value, say(label)) for value, label in rows.items())),
        (("people", say("People")),),
        (Cell(made.define((dimension, "any")), counts.total()), *cells),
        shape="bars",
        derived="share",
    )


def _combinations(made: Counting, groups: Sequence[tuple[str, ...]]) -> Table:
    """Agencies together; combinations of fewer than ten people have no row."""
    counts = Counter(group for group in groups if len(group) > 1)
    shown = sorted((-(n // LEAST), group) for group, n in counts.items() if n >= LEAST)
    return Table(
        "combinations",
        say("Victims known to the same agencies"),
        tuple((" & ".join(group), " + ".join(_names(made, group))) for _, group in shown),
        (("people", say("People")),),
        tuple(Cell(made.define(("known_to", " & ".join(group))), counts[group]) for _, group in shown),
    )


def _names(made: Counting, group: Iterable[str]) -> list[str]:
    return [made.words.of("agency", agency) for agency in group]


def _band(victims: int) -> str:
    """The row of a suspect of whom so many victims told."""
    lows = {1: "1", 2: "2", 3: "3-5", 6: "6-10", 11: "11+"}
    return lows[max(low for low in lows if low <= victims)]


def _overlap_method() -> tuple[str, ...]:
    return (
        say("De-briefs are of one person where two analysts confirmed it. No link is a guess."),
        say(
            "Such tables have been used to estimate how many victims nobody knows of (multiple systems"
            " estimation: Silverman, 2014). The method has been called unreliable for data like these"
            " (Whitehead and others, 2019 and 2021): lists depend on one another, and referral makes them"
            " overlap. No estimate is made here."
        ),
        say("Links that nobody has found yet make every overlap too small."),
    )


def _suspects_method() -> tuple[str, ...]:
    return (
        say("A suspect is somebody whom at least one person told of, in a part in what was done to them."),
        say(
            "Cards are of one suspect where an analyst confirmed it; links not found yet make one suspect many."
        ),
        say("Nobody counted here has been found guilty of anything by being counted."),
    )
