"""What is known of one group, and of one person in it, as papers: group card, timeline, dossier.

The fields of the card are those that are typed into the forms of organised crime group mapping; none is
a score, and none is worked out from others but by counting. People who may be victims are a number that
is floored, or none at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debrief.exchange.chart import Chart, Node
from debrief.exchange.chart_page import short
from debrief.exchange.chart_words import JOINTS, KINDS, STANDINGS, fact_lines, shown
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.language import country, say


@dataclass(frozen=True, repr=False)
class Member:
    """``node`` on the chart; ``role`` and ``grade`` as the analyst gave them, who, on which day, and the
    number of that entry."""

    node: Node
    role: str
    grade: str
    by: str
    at: str
    entry: int


@dataclass(frozen=True, repr=False)
class GroupCard:
    """A group as it is kept. ``activity``: kinds of exploitation in the accounts, in words. ``victims``:
    a floored number in words. ``kept``: by whom, on which day, and why. ``left_out``: entries and things
    that are not shown because of who they are, or may belong to; for the analyst alone, else nought."""

    chart: Chart
    number: str
    kept: str
    members: tuple[Member, ...]
    activity: tuple[str, ...]
    first: str
    last: str
    victims: str
    left_out: int


@dataclass(frozen=True, repr=False)
class Mention:
    """One account's word on a person: when they were seen, who said it, how it is known, how graded.
    ``lines``: label and words."""

    account: str
    agency: str
    opened: str
    first: str
    last: str
    grade: str
    known: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class Dossier:
    """Every mention of one suspect, by ``first``; ``groups`` they are kept in; ``chart`` of what they use."""

    title: str
    marking: str
    made: str
    mentions: tuple[Mention, ...]
    groups: tuple[str, ...]
    chart: Chart


def group_sheet(card: GroupCard) -> Sheet:
    """The card in the language in use, with the fields of the mapping form at its end."""
    chart = card.chart
    parts = [
        Part(say("Group"), tuple(_about(card))),
        Part(say("Members and roles"), tuple(line for each in card.members for line in _member(each))),
        Part(say("What they use"), tuple(_things(chart))),
        Part(say("Links"), tuple(_links(chart))),
        Part(say("How it is known"), tuple(_sources(chart))),
        Part(say("For the mapping form"), tuple(_worksheet(card))),
    ]
    return sheet(chart.title, parts, (chart.marking,))


def timeline_sheet(dossier: Dossier) -> Sheet:
    """When somebody was seen, in order; what has no date stands last."""
    dated = sorted(dossier.mentions, key=lambda each: (each.first or "9", each.last))
    lines = [Line(_when_words(each), _seen(each)) for each in dated]
    return sheet(dossier.title, [Part(say("Timeline"), tuple(lines))], (dossier.marking,))


def dossier_sheet(dossier: Dossier) -> Sheet:
    """Everything said of one person, account by account, and which agency knows what."""
    by_agency: dict[str, set[str]] = {}
    for each in dossier.mentions:
        by_agency.setdefault(each.agency, set()).update(label for label, _ in each.lines)
    known = [Line(", ".join(sorted(labels)), agency) for agency, labels in sorted(by_agency.items())]
    parts = [
        Part(say("Groups"), tuple(Line(group) for group in dossier.groups)),
        Part(say("Which agency knows what"), tuple(known)),
        *(_mention(each) for each in dossier.mentions),
        Part(say("What they use"), tuple(_things(dossier.chart))),
        Part(say("Links"), tuple(_links(dossier.chart))),
    ]
    return sheet(dossier.title, parts, (dossier.marking,))


# -- lines ----------------------------------------------------------------------------------------


def _about(card: GroupCard) -> Iterator[Line]:
    yield Line(card.number, say("Number"))
    yield Line(card.kept, say("Kept by"))
    yield Line(_seen_words(card.first, card.last) or say("not known"), say("First and last seen"))
    yield Line(card.victims, say("People who were exploited, floored"))
    for kind in card.activity:
        yield Line(kind, say("Activity"))
    if card.left_out:
        words = say("Not shown, because they are or may be a victim's: {count}", count=card.left_out)
        yield Line(words, kind="note")


def _member(each: Member) -> Iterator[Line]:
    node = each.node
    said = [each.role, _seen_words(node.first, node.last), *(f"{a}: {b}" for a, b in fact_lines(node))]
    yield Line("; ".join(filter(None, said)), node.label)
    graded = [each.grade, *node.grades]
    words = say("Entry {number}, by {who} on {day}", number=each.entry, who=each.by, day=each.at)
    yield Line("; ".join(filter(None, [words, ", ".join(graded), short(node.accounts)])), kind="note")


def _things(chart: Chart) -> Iterator[Line]:
    for kind, label in KINDS.items():
        for node in chart.nodes:
            if node.kind == kind != "person":
                said = [shown(node.label), *(f"{a}: {b}" for a, b in fact_lines(node)), short(node.accounts)]
                yield Line("; ".join(filter(None, said)), say(label))


def _links(chart: Chart) -> Iterator[Line]:
    for edge, one, other in chart.joined():
        ends = f"{shown(one.label)} – {shown(other.label)}"
        words = f"{ends} ({say(STANDINGS[edge.standing])}) {short(edge.accounts)}"
        yield Line(words, say(JOINTS[edge.kind]))


def _sources(chart: Chart) -> Iterator[Line]:
    for each in chart.accounts:
        said = (each.agency, each.opened, each.grade or say("not graded"))
        yield Line(", ".join(said), say("Account {name}", name=short((each.id,))))


def _worksheet(card: GroupCard) -> Iterator[Line]:
    """What the form of group mapping asks for, as counted or said; its score is the form's own business."""
    nodes = card.chart.nodes
    countries = {code for node in nodes for code in (*node.said("country"), *node.said("nationality"))}
    towns = {town for node in nodes for town in node.said("town")}
    fields = (
        (say("Name of the group"), card.chart.title),
        (say("Known members"), str(len(card.members))),
        (say("Roles"), ", ".join(dict.fromkeys(m.role for m in card.members if m.role))),
        (say("Countries"), ", ".join(sorted(country(code) or code for code in countries))),
        (say("Where it works"), ", ".join(sorted(towns))),
        (say("Criminal activity"), ", ".join(card.activity)),
        (say("First and last seen"), _seen_words(card.first, card.last)),
        (say("Agencies that know of it"), ", ".join(sorted({each.agency for each in card.chart.accounts}))),
        (say("Grades of the accounts"), _grades(card.chart)),
    )
    yield from (Line(words or say("not known"), label) for label, words in fields)
    yield Line("", say("Officer in charge"), kind="write")
    yield Line("", say("Next review"), kind="write")


def _grades(chart: Chart) -> str:
    found = [each.grade or say("not graded") for each in chart.accounts]
    return ", ".join(f"{grade}: {found.count(grade)}" for grade in sorted(set(found)))


def _mention(each: Mention) -> Part:
    head = say("Account {name}", name=short((each.account,)))
    lines = [Line(words, label) for label, words in each.lines]
    return Part(head, (Line(_when_words(each), _seen(each)), *lines))


def _when_words(each: Mention) -> str:
    graded = each.grade or say("not graded")
    said = (short((each.account,)), each.agency, each.opened, graded, each.known)
    return "; ".join(filter(None, said))


def _seen(each: Mention) -> str:
    return _seen_words(each.first, each.last) or say("not dated")


def _seen_words(first: str, last: str) -> str:
    if not first and not last:
        return ""
    return first if first == last else f"{first or '?'} – {last or '?'}"
