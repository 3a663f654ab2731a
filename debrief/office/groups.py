"""Organised crime groups at UKHTC (strategy paras 86-87): entered by analysts, shown as cards and charts.

    number = keep_group(repository, "Canary group", user="ann", reason="…", now=now)
    said = Said("<uid>:card_person:1", "driver", "B21")
    enter(repository, bank, number, said, user="ann", reason="…", now=now)
    card = group_card(repository, bank, number, Asked("ann", "organised crime mapping", now))

Nothing is scored. Victims are never members; how many there are is floored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from debrief.bank import Bank
from debrief.exchange.chart import Chart, Node
from debrief.exchange.group_card import GroupCard, Member
from debrief.exchange.labels import choice_label
from debrief.linking import Cluster, Pair
from debrief.repository.analysts import require
from debrief.repository.groups import RIGHT, Entry, Group, add_member, group_in, members_of, numbers
from debrief.repository.mention_names import account_of, accounts_of, whole
from debrief.repository.reader import Reader
from debrief.repository.refusals import NotASuspect
from debrief.repository.store import Repository
from debrief.repository.verdicts import links, people

from .faces import face
from .floor import KEPT_BACK, STEP
from .grading import grade
from .group_charts import chart_of, suggested
from .refusals import NothingToShow, VictimInside
from .scene import Scene


@dataclass(frozen=True)
class Asked:
    """Who reads and what for. ``recipient``: the kind of agency a file is made for; None: nobody."""

    user: str
    purpose: str
    now: datetime
    marking: str = ""
    recipient: str | None = None


@dataclass(frozen=True, repr=False)
class Said:
    """What an analyst says of a member: the mention, the role in the group, the grade's three codes."""

    mention: str
    role: str
    codes: str


def enter(
    repository: Repository, bank: Bank, number: str, said: Said, *, user: str, reason: str, now: datetime
) -> int:
    """Enters a suspect as a member, graded by the scheme of their account; the number of the entry."""
    require(repository, user, RIGHT)
    known = people(repository)
    uids = accounts_of([said.mention], known)
    members_of(repository, number)
    with repository.reader(user, reason, "enter a member of a group", [*uids, number]) as read:
        scene = _scene(repository, bank, read.narrowed(uids), known)
        if scene.person(said.mention) is None or said.mention not in scene.mentions(said.mention):
            raise NotASuspect(found=said.mention[:100])
        edition = scene.debriefs[account_of(said.mention)]["edition"]
    given = grade(bank, edition, said.codes)
    entry = Entry(said.mention, said.role.strip(), given.scheme, said.codes, reason.strip())
    return add_member(repository, number, entry, user=user, now=now)


def kept(repository: Repository, asked: Asked) -> list[Group]:
    """Every group with its entries, in one audited read."""
    named = numbers(repository)
    if not named:
        return []
    with repository.reader(asked.user, asked.purpose, "list groups", named) as read:
        return [group_in(read, number) for number in named]


def group_card(repository: Repository, bank: Bank, number: str, asked: Asked) -> GroupCard:
    """All that is known of a group, with its chart, in the language in use."""
    asked = replace(asked, marking=face(repository, asked.marking))
    known, decided = people(repository), links(repository)
    own = accounts_of(members_of(repository, number), known)
    maybe = [two for two in suggested(repository, decided) if _touches(two, own)]
    uids = whole({*own, *(account_of(each) for two in maybe for each in two)}, known)
    with repository.reader(asked.user, asked.purpose, "group", [*uids, number]) as read:
        group = group_in(read, number)
        scene = _scene(repository, bank, read.narrowed(uids), known, asked.recipient)
        chart = _chart(scene, group, maybe, asked)
        held = read.narrowed([uid for uid in own if uid in scene.uids])
        return _card(bank, held, scene, group, chart, own_eyes=asked.recipient is None)


def objects(repository: Repository, mentions: Iterable[str]) -> list[str]:
    """The de-briefs that say anything of these people: what an audit entry of a file names."""
    return accounts_of(mentions, people(repository))


def _chart(scene: Scene, group: Group, maybe: Iterable[Pair], asked: Asked) -> Chart:
    entered = [each.entry.mention for each in group.members]
    chart = chart_of(scene, entered, maybe, title=group.name, marking=asked.marking, now=asked.now)
    if asked.recipient is not None:
        _may_leave(scene, group, chart)
    return chart


def _may_leave(scene: Scene, group: Group, chart: Chart) -> None:
    """There is something in it, and what analysts wrote names no victim either."""
    if not chart.nodes:
        raise NothingToShow(number=group.number)
    if scene.names_a_victim([group.name, *(each.entry.role for each in group.members)]):
        raise VictimInside(card="group_words", record=group.number)


def _scene(
    repository: Repository, bank: Bank, read: Reader, known: list[Cluster], recipient: str | None = None
) -> Scene:
    return Scene(bank, read, known, name=repository.bodies.pseudonym, recipient=recipient)


def _touches(two: Pair, accounts: Iterable[str]) -> bool:
    return not {account_of(each) for each in two}.isdisjoint(accounts)


def _card(bank: Bank, read: Reader, scene: Scene, group: Group, chart: Chart, *, own_eyes: bool) -> GroupCard:
    members = tuple(_members(scene, group, chart))
    return GroupCard(
        chart=chart,
        number=group.number,
        kept=f"{group.by}, {group.at}" + (f": {group.reason}" if own_eyes else ""),
        members=members,
        activity=tuple(_activity(bank, read, scene)),
        first=min((each.node.first for each in members if each.node.first), default=""),
        last=max((each.node.last for each in members if each.node.last), default=""),
        victims=_floored(len({scene.one(f"{row['debrief_uid']}:debriefed:0") for row in read.debriefs()})),
        left_out=len(group.members) - len(members) + scene.left_out if own_eyes else 0,
    )


def _members(scene: Scene, group: Group, chart: Chart) -> Iterable[Member]:
    """Entries in their order. Who may be a victim by now is no member any more, whatever was entered."""
    nodes: dict[str, Node] = {node.id: node for node in chart.nodes}
    for each in group.members:
        node = nodes.get(scene.id_of(each.entry.mention))
        if node is not None:
            grade_words = f"{each.entry.scheme} {each.entry.grade}"
            yield Member(node, each.entry.role, grade_words, each.by, each.at, each.seq)


def _activity(bank: Bank, read: Reader, scene: Scene) -> list[str]:
    """Kinds of exploitation in the accounts that name a member; not how often: that would count people."""
    spec = bank.spec("exp_kind", "kinds")
    assert spec is not None
    assert spec.choices
    edition = {uid: row["edition"] for uid, row in scene.debriefs.items()}
    found = {
        choice_label(bank, spec.choices, row["kind"], edition[row["debrief_uid"]])
        for row in read.facts()["fact_kind"]
    }
    return sorted(found)


def _floored(count: int) -> str:
    return str(count // STEP * STEP) if count >= STEP else KEPT_BACK
