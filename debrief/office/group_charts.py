"""A chart of some suspects: they, whoever was named with them, what they use, and what is only suggested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from debrief.exchange.chart import Chart, Edge, Node
from debrief.language import say
from debrief.linking import Pair, pair
from debrief.repository.mention_names import account_of
from debrief.repository.proposals import proposals
from debrief.repository.store import Repository
from debrief.repository.verdicts import Link

from .refusals import ChartTooLarge
from .scene import Scene

LARGEST = 120
"""Nodes of a drawing."""
_OPEN = ("open", "unsure", "awaits_second", "disputed")


def suggested(repository: Repository, links: Sequence[Link]) -> list[Pair]:
    """Pairs that may be one person, by a proposal or a verdict that did not settle it."""
    standing = {each.sides: each.standing for each in links}
    named = [Pair(each.left, each.right) for each in proposals(repository)]
    pairs = dict.fromkeys([*named, *standing])
    return [two for two in pairs if standing.get(two, "open") in _OPEN]


def chart_of(
    scene: Scene,
    members: Iterable[str],
    maybe: Iterable[Pair],
    *,
    title: str,
    marking: str,
    now: datetime,
) -> Chart:
    """The chart. ``members`` and both sides of ``maybe`` are mentions; who is no suspect is left out."""
    own = [each for each in dict.fromkeys(map(scene.one, members)) if scene.is_suspect(each)]
    beside = _beside(scene, own)
    same = _same(scene, {*own, *beside}, maybe)
    shown = list(dict.fromkeys([*own, *beside, *(each for two in same for each in two)]))
    people = {each: node for each in shown if (node := scene.person(each, member=each in own))}
    things, edges = scene.things(people)
    edges += scene.between(people)
    edges += [_may_be(scene, people[a], people[b]) for a, b in same if a in people and b in people]
    nodes = (*people.values(), *things)
    told = {account for node in nodes for account in node.accounts}
    return Chart(title, marked_with(marking), f"{now:%Y-%m-%d}", nodes, tuple(edges), scene.accounts(told))


def drawable(chart: Chart) -> Chart:
    """The same, or ``ChartTooLarge``."""
    if len(chart.nodes) > LARGEST:
        raise ChartTooLarge(count=len(chart.nodes), limit=LARGEST)
    return chart


def marked_with(marking: str) -> str:
    """What stands on everything that is made of suspects."""
    said = say("Intelligence, not evidence: nobody named here is guilty by it")
    return f"{marking} · {said}" if marking else said


def _beside(scene: Scene, own: Sequence[str]) -> list[str]:
    """Suspects who are no members and were named in an account that names one."""
    accounts = {account_of(mention) for person in own for mention in scene.mentions(person)}
    return [
        person
        for person in scene.suspects()
        if person not in own and any(account_of(m) in accounts for m in scene.mentions(person))
    ]


def _same(scene: Scene, near: set[str], maybe: Iterable[Pair]) -> list[Pair]:
    """Pairs of suspects one of whom is near; who is held to be one person already is no pair."""
    found = {pair(scene.one(a), scene.one(b)) for a, b in maybe}
    return sorted(
        two for two in found if two.left != two.right and near & {*two} and all(map(scene.is_suspect, two))
    )


def _may_be(scene: Scene, one: Node, other: Node) -> Edge:
    accounts = tuple(dict.fromkeys([*one.accounts, *other.accounts]))
    return Edge(one.id, other.id, "same", "suggested", accounts)
