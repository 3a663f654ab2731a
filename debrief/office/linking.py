"""Links at UKHTC: proposals from what is held, both sides beside each other, and what stands.

    report = propose(repository, user="ann", now=now)              # by rules; with a model where given
    for each in review(repository, user="ann", limit=20): …        # fields side by side, audited
    decide(repository, each.pair, "same", user="ann", reason="…", now=now)

A proposal is nothing but an invitation to look. Pairs that analysts judged different are not proposed
again; what they confirmed stays confirmed whatever a later run proposes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Literal, TypeAlias

from debrief.language import marked
from debrief.linking import (
    RULES,
    Cluster,
    Pair,
    Person,
    Reason,
    Role,
    Standing,
    by_rules,
    clusters,
    compare,
    may_be_one,
    pair,
)
from debrief.linking.refusals import CannotBeOne, NoSuchPair, NotAMention
from debrief.linking.suggesting import Held, Suggested, Suggestion
from debrief.process import stopping
from debrief.repository.link_reading import Sides, people_in, sides_of
from debrief.repository.proposals import (
    Model,
    Proposal,
    keep_proposals,
    last_model,
    last_run,
    proposals,
    taken_in_since,
)
from debrief.repository.scope import Scope
from debrief.repository.store import Repository
from debrief.repository.verdicts import Link, confirmed, different, links

from .words import READING, WRITING

PURPOSE = "linking (strategy paras 47, 86, 107)"
_STEPS = 3
"""Reading, comparing by the rules, writing."""
_BY_MODEL: dict[Role, str] = {
    "victim": marked("Comparing victims by the model"),
    "suspect": marked("Comparing suspects by the model"),
}
SURE: frozenset[str] = frozenset({"reference", "name_born_nationality"})
"""Rules whose proposals are shown among the strong ones."""
Suggest: TypeAlias = Callable[[Sequence[Person], Role, Held | None, Collection[str]], Suggested]
"""A proposer by a model: people of one role, the last model if there is one, and who is new
(``linking.model``)."""


@dataclass
class Report:
    """What a run found: how many people were compared, pairs by role and band, keys left out."""

    people: dict[str, int] = field(default_factory=dict)
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    too_common: dict[str, int] = field(default_factory=dict)
    trained: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ToReview:
    """A proposed pair as an analyst sees it. ``why`` is said by ``linking.reason_words``."""

    pair: str
    band: str
    methods: tuple[str, ...]
    probability: str | None
    waterfall: str | None
    standing: Standing
    why: tuple[Reason, ...]
    sides: tuple[Sides, Sides]


def propose(
    repository: Repository,
    *,
    user: str,
    now: datetime,
    suggest: Suggest | None = None,
    anew: bool = False,
) -> Report:
    """Looks for links among everybody held, and puts the proposals in the place of the last ones.

    The rules compare everybody. A model that is kept compares those of whom something came since it
    proposed last with everybody; with ``anew``, or when it is trained, everybody with everybody. What is
    proposed is kept at the end, all of it or nothing.
    """
    report = Report()
    stopping.planned(_STEPS if suggest is None else _STEPS + len(_BY_MODEL))
    stopping.step(READING)
    apart = set(different(links(repository)))
    with repository.scope(user, PURPOSE, "propose links", Scope()) as read:
        everybody = list(people_in(read))
    roles = _by_role(everybody)
    stopping.step(marked("Comparing by the rules"))
    found = {"rules": [each for people in roles.values() for each in _by_rules(people, apart, report)]}
    trained: list[Model] = []
    if suggest is not None:
        run = _ModelRun(repository, suggest, report, anew=anew)
        found["model"] = [each for role, people in roles.items() for each in run.proposals(role, people, apart)]
        trained = run.trained
    report.people = {role: len(people) for role, people in roles.items()}
    _count(report, everybody, [each for own in found.values() for each in own])
    stopping.step(WRITING)
    keep_proposals(repository, found, trained, now=now)
    return report


def propose_pair(repository: Repository, left: str, right: str, *, user: str, now: datetime) -> str:
    """Proposes two mentions by hand; the short name of the pair."""
    uids = sorted({left.partition(":")[0], right.partition(":")[0]})
    with repository.reader(user, PURPOSE, "propose a pair", uids) as read:
        held = {person.id: person for person in people_in(read)}
    for each in (left, right):
        if each not in held:
            raise NotAMention(found=each)
    if not may_be_one(held[left], held[right]):
        raise CannotBeOne
    role = "victim" if held[left].role == "victim" else "suspect"
    made = Proposal(*pair(left, right), method="hand", role=role)
    keep_proposals(repository, {"hand": [made]}, now=now)
    return made.pair


def review(
    repository: Repository,
    *,
    user: str,
    limit: int = 20,
    role: Literal["victim", "suspect"] | None = None,
    pair_name: str = "",
    purpose: str = PURPOSE,
) -> list[ToReview]:
    """Pairs that await an analyst's word, the strongest first; or one pair, whatever stands.

    ``role``: only victims, or only everybody else. Pairs that lost a side since are left out.
    """
    decided = {each.pair: each for each in links(repository)}
    by_pair: dict[str, list[Proposal]] = {}
    for each in stopping.watched(proposals(repository)):
        by_pair.setdefault(each.pair, []).append(each)
    if pair_name:
        wanted = _one(by_pair, decided, pair_name)
    else:
        waiting = (
            (name, own)
            for name, own in by_pair.items()
            if _open(decided.get(name)) and role in (None, own[0].role)
        )
        wanted = dict(islice(waiting, max(limit, 0)))
    return _seen(repository, list(wanted.items()), decided, user, purpose)


def standing(repository: Repository, *, user: str, purpose: str = PURPOSE) -> tuple[list[Link], list[Cluster]]:
    """Every pair that was decided on, and who is one person by that. Audited."""
    found = links(repository)
    uids = sorted({side.partition(":")[0] for each in found for side in each.sides})
    with repository.reader(user, purpose, "show links", uids):
        return found, clusters(confirmed(found), different(found))


def _one(by_pair: dict[str, list[Proposal]], decided: dict[str, Link], name: str) -> dict[str, list[Proposal]]:
    if name in by_pair:
        return {name: by_pair[name]}
    if name in decided:
        link = decided[name]
        role = "victim" if link.victim else "suspect"
        return {name: [Proposal(*link.sides, method="verdict", role=role)]}
    raise NoSuchPair(found=name[:12])


def _open(link: Link | None) -> bool:
    return link is None or link.standing in ("open", "unsure", "awaits_second", "disputed")


def _seen(
    repository: Repository,
    wanted: Sequence[tuple[str, list[Proposal]]],
    decided: dict[str, Link],
    user: str,
    purpose: str,
) -> list[ToReview]:
    """Both sides of these pairs, read in one audited read; pairs that lost a side are left out."""
    mentions = {name for _, own in wanted for name in (own[0].left, own[0].right)}
    uids = sorted({name.partition(":")[0] for name in mentions})
    with repository.reader(user, purpose, "review links", uids) as read:
        sides = sides_of(read, mentions)
    found = []
    for name, own in wanted:
        left, right = sides.get(own[0].left), sides.get(own[0].right)
        if left and right:
            found.append(_to_review(name, own, decided.get(name), left, right))
    return found


def _to_review(name: str, own: list[Proposal], link: Link | None, left: Sides, right: Sides) -> ToReview:
    model = next((each for each in own if each.method == "model"), None)
    methods = tuple(each.rules or each.method for each in own)
    return ToReview(
        pair=name,
        band=own[0].band,
        methods=methods,
        probability=model.probability if model else None,
        waterfall=model.waterfall if model else None,
        standing=link.standing if link else "open",
        why=compare(left.person, right.person),
        sides=(left, right),
    )


# -- a run --------------------------------------------------------------------------------------


def _by_role(people: Iterable[Person]) -> dict[Role, list[Person]]:
    """Victims by themselves; suspects with those of whom no role is known."""
    found: dict[Role, list[Person]] = {"victim": [], "suspect": []}
    for each in stopping.watched(people):
        found["victim" if each.role == "victim" else "suspect"].append(each)
    return found


def _by_rules(people: list[Person], apart: set[Pair], report: Report) -> list[Proposal]:
    made = by_rules(people, RULES)
    for rule, count in made.too_common.items():
        report.too_common[rule] = report.too_common.get(rule, 0) + count
    return [
        Proposal(
            *two,
            method="rules",
            role="victim" if people[0].role == "victim" else "suspect",
            band="strong" if SURE & set(rules) else "review",
            rules=" ".join(rules),
            people=len(people),
        )
        for two, rules in stopping.watched(made.proposals.items())
        if two not in apart
    ]


class _ModelRun:
    """One run of a model over each role, with what it proposed before. ``trained``: models to be kept."""

    def __init__(self, repository: Repository, suggest: Suggest, report: Report, *, anew: bool) -> None:
        self.repository, self.suggest, self.report = repository, suggest, report
        self.trained: list[Model] = []
        since = None if anew else last_run(repository)
        self.fresh = None if since is None else taken_in_since(repository, since)
        self.before = [each for each in proposals(repository) if each.method == "model"]

    def proposals(self, role: Role, people: list[Person], apart: set[Pair]) -> list[Proposal]:
        stopping.step(_BY_MODEL[role])
        last = last_model(self.repository, role)
        held = Held(last.people, last.document) if last else None
        fresh = None if self.fresh is None else {p.id for p in people if p.debrief in self.fresh}
        if held is not None and fresh is not None and not fresh:
            return self._standing(people, fresh, apart)
        made = self.suggest(people, role, held, fresh or ())
        model = Model(role, made.model.people, made.model.document)
        if made.model != held:
            self.trained.append(model)
            self.report.trained.append(role)
        kept = self._standing(people, fresh, apart) if made.model == held and fresh is not None else []
        return kept + [
            _guessed(each, model, len(people))
            for each in stopping.watched(made.suggestions)
            if each.pair not in apart
        ]

    def _standing(self, people: list[Person], fresh: set[str], apart: set[Pair]) -> list[Proposal]:
        """Earlier proposals of people of whom nothing came since."""
        known = {each.id for each in people} - fresh
        own = stopping.watched(self.before)
        return [p for p in own if {p.left, p.right} <= known and Pair(p.left, p.right) not in apart]


def _guessed(each: Suggestion, model: Model, people: int) -> Proposal:
    return Proposal(
        *each.pair,
        method="model",
        role=model.role,
        band=each.band,
        probability=f"{each.probability:.6f}",
        waterfall=each.waterfall,
        model=model.id,
        people=people,
    )


def _count(report: Report, people: list[Person], made: list[Proposal]) -> None:
    role = {each.id: "victim" if each.role == "victim" else "suspect" for each in people}
    best: dict[Pair, str] = {}
    for each in stopping.watched(made):
        two = Pair(each.left, each.right)
        best[two] = "strong" if "strong" in (each.band, best.get(two)) else each.band
    for two, band in best.items():
        key = (role[two.left], band)
        report.pairs[key] = report.pairs.get(key, 0) + 1
