"""Organised crime groups: those that are kept, and those that hang together by what was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console.listing import Column
from debrief.console.screens.tables import TableScreen
from debrief.language import marked, say
from debrief.office.group_proposals import Proposed, propose
from debrief.office.groups import kept
from debrief.repository.groups import Group, keep_group

_NAME = marked("Under which name?")
_REASON = marked("What does it rest on, in a few words?")


class GroupsScreen(TableScreen):
    """Groups with their entries: reading them is entered in the audit."""

    NAME = "groups"
    NOTHING = marked("No group is kept. n keeps one, p shows who hangs together.")
    ABOUT = marked(
        "Groups that analysts keep, of suspects alone. A victim is never a member, and how many there are is "
        "floored. p shows suspects who hang together by accounts and numbers; it decides nothing."
    )
    OWN_KEYS = (
        ("Enter", marked("the group card")),
        ("n", marked("keep a group under a name")),
        ("p", marked("who hangs together")),
    )
    COLUMNS = (
        Column(marked("Number"), lambda each: each.number),
        Column(marked("Name"), lambda each: each.name),
        Column(
            marked("Members"), lambda each: str(len(each.members)), lambda each: len(each.members), figures=True
        ),
        Column(marked("Kept by"), lambda each: each.by),
        Column(marked("Day"), lambda each: each.at),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "keep", show=False),
        Binding("p", "propose", show=False),
    ]

    def title_words(self) -> str:
        return say("Groups")

    def key_of(self, line: Group) -> str:
        return line.number

    def read(self) -> Iterable[Group]:
        return kept(self.analyst.repository, self.analyst.asked())

    def detail(self, line: Group) -> str:
        return line.reason

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("card")), ("n", marked("keep one")), ("p", marked("proposals")))

    def open(self, line: Any) -> None:
        from debrief.console.screens.group import GroupScreen

        self.go_to(GroupScreen(line.number))

    def action_keep(self) -> None:
        ask_to_keep(self, lambda number: self.action_look())

    def action_propose(self) -> None:
        self.go_to(ProposalsScreen())


class ProposalsScreen(TableScreen):
    """The largest first. Every suspect held is read for it."""

    NAME = "proposed-groups"
    NOTHING = marked("Nobody hangs together by two accounts.")
    ABOUT = marked(
        "Suspects who hang together by what was told: an account that names both, or a number that both have. "
        "Enter keeps a group under a name; its members are then entered one by one."
    )
    OWN_KEYS = (("Enter", marked("keep a group under a name")),)
    COLUMNS = (
        Column(marked("Proposal"), lambda each: each.name),
        Column(
            marked("People"), lambda each: str(len(each.people)), lambda each: len(each.people), figures=True
        ),
        Column(marked("Accounts"), lambda each: str(each.accounts), lambda each: each.accounts, figures=True),
        Column(marked("Numbers shared"), lambda each: str(each.shared), lambda each: each.shared, figures=True),
        Column(marked("Evidence"), lambda each: str(each.strength), lambda each: each.strength, figures=True),
        Column(marked("In groups"), lambda each: " ".join(each.kept)),
    )

    def title_words(self) -> str:
        return say("Who hangs together")

    def key_of(self, line: Proposed) -> str:
        return line.name

    def read(self) -> Iterable[Proposed]:
        return propose(self.analyst.repository, self.analyst.asked())

    def detail(self, line: Proposed) -> str:
        return "\n".join(line.people)

    def objects(self, line: Proposed) -> Sequence[str]:
        return [mention.partition(":")[0] for mention in line.people]

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("keep as a group")),)

    def open(self, line: Any) -> None:
        from debrief.console.screens.group import GroupScreen

        ask_to_keep(self, lambda number: self.go_to(GroupScreen(number, line.people)))


def ask_to_keep(screen: TableScreen, then: Callable[[str], None]) -> None:
    """A name and a reason, then the group is kept; ``then`` has its number."""
    screen.ask(_NAME, lambda name: screen.ask(_REASON, partial(_keep, screen, then, name)))


def _keep(screen: TableScreen, then: Callable[[str], None], name: str, reason: str) -> None:
    who = screen.analyst
    screen.work(lambda: keep_group(who.repository, name, user=who.name, reason=reason, now=who.clock()), then)
