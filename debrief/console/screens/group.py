"""One group: its members with roles and grades, what is known of them, and files that leave by an act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from debrief.console import leaving
from debrief.console.listing import Column
from debrief.console.screens.handing_out import HandingOutScreen
from debrief.console.screens.paper import PaperScreen
from debrief.console.screens.tables import TableScreen
from debrief.exchange.chart_words import JOINTS, STANDINGS, fact_lines
from debrief.exchange.group_card import Dossier, GroupCard, Member, dossier_sheet, group_sheet, timeline_sheet
from debrief.language import marked, say, say_many
from debrief.office.dossiers import dossier
from debrief.office.groups import Said, enter, group_card
from debrief.repository.groups import members_of, mention_of, take_back


class GroupScreen(TableScreen):
    """``suggested``: mentions to enter, one after the other, where a proposal led here."""

    NAME = "group"
    NOTHING = marked("No member is entered. m enters one.")
    ABOUT = marked(
        "The group card. m enters a suspect with a role, a grade and what it rests on; z takes the entry "
        "pointed at back. c lets the chart out as a file: sealed to an agency, or in clear by an explicit act."
    )
    OWN_KEYS = (
        ("Enter", marked("the member’s dossier and timeline")),
        ("m", marked("enter a member")),
        ("z", marked("take this entry back")),
        ("w", marked("the whole card")),
        ("c", marked("let the chart out as a file")),
    )
    COLUMNS = (
        Column(marked("Entry"), lambda each: str(each.entry), lambda each: each.entry, figures=True),
        Column(marked("Member"), lambda each: each.node.label),
        Column(marked("Role"), lambda each: each.role),
        Column(marked("Grade"), lambda each: each.grade),
        Column(marked("First seen"), lambda each: each.node.first),
        Column(marked("Last seen"), lambda each: each.node.last),
        Column(marked("Entered by"), lambda each: each.by),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "enter_member", show=False),
        Binding("z", "undo", show=False),
        Binding("w", "whole", show=False),
        Binding("c", "chart", show=False),
    ]

    def __init__(self, number: str, suggested: Sequence[str] = ()) -> None:
        super().__init__()
        self.number, self.suggested = number, list(suggested)
        self.card: GroupCard | None = None

    def title_words(self) -> str:
        return say("Group {number}", number=self.number)

    def key_of(self, line: Member) -> str:
        return str(line.entry)

    def read(self) -> Iterable[Member]:
        who = self.analyst
        self.card = group_card(who.repository, who.bank, self.number, who.asked())
        entered = set(members_of(who.repository, self.number))
        self.suggested = [each for each in self.suggested if each not in entered]
        return self.card.members

    def top(self) -> str:
        card = self.card
        if card is None:
            return ""
        lines = [card.chart.title, card.kept]
        if card.activity:
            lines.append(say("Activity: {found}", found=", ".join(card.activity)))
        lines.append(f"{say('People who were exploited, floored')}: {card.victims}")
        if card.left_out:
            lines.append(
                say_many(
                    "{count} entry or thing is not shown",
                    "{count} entries or things are not shown",
                    card.left_out,
                )
            )
        return "\n".join(lines)

    def detail(self, line: Member) -> str:
        facts = [f"{name}: {said}" for name, said in fact_lines(line.node)]
        return "\n".join(filter(None, ("; ".join(facts), "; ".join(self._joined(line)))))

    def _joined(self, line: Member) -> Iterator[str]:
        """What hangs on a member in the chart; what is only suggested says so."""
        chart = self.card.chart if self.card else None
        for edge in chart.edges if chart else ():
            ends = {edge.left, edge.right}
            if chart and line.node.id in ends:
                other = next(node.label for node in chart.nodes if node.id in ends - {line.node.id})
                sure = "" if edge.standing == "confirmed" else f" ({say(STANDINGS[edge.standing])})"
                yield f"{say(JOINTS[edge.kind])}: {other}{sure}"

    def objects(self, line: Member) -> Sequence[str]:
        return (self.number, *line.node.accounts)

    def own_keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter", marked("dossier")), ("m", marked("member")), ("z", marked("take back")),
            ("w", marked("whole card")), ("c", marked("chart file")),
        )  # fmt: skip

    def action_enter_member(self) -> None:
        from debrief.console.screens.member import MemberScreen

        self.app.push_screen(MemberScreen(self.suggested), self._given)

    def _given(self, given: tuple[Said, str] | None) -> None:
        if given is None:
            return
        who, (said, reason) = self.analyst, given
        call = partial(
            enter, who.repository, who.bank, self.number, said, user=who.name, reason=reason, now=who.clock()
        )
        self.work(call, lambda seq: self.look_and_tell(lambda: say("Entered: {number}", number=seq)))

    def action_undo(self) -> None:
        if (line := self.here()) is not None:
            self.ask(marked("Take this entry back? Why, in a few words?"), partial(self._undo, line.entry))

    def _undo(self, seq: int, reason: str) -> None:
        who = self.analyst
        self.work(
            lambda: take_back(who.repository, seq, user=who.name, reason=reason, now=who.clock()),
            lambda _: self.action_look(),
        )

    def action_whole(self) -> None:
        """The card as the command line shows it; it was read for this screen."""
        if (card := self.card) is not None:
            papers = [lambda: group_sheet(card)]
            self.app.push_screen(PaperScreen(self.title_words, papers, [leaving.card(self.number)]))

    def open(self, line: Any) -> None:
        """One suspect: every account's word on them, and when they were seen."""
        who = self.analyst

        def read() -> tuple[str, Dossier]:
            mention = mention_of(who.repository, line.entry)
            return mention, dossier(who.repository, who.bank, mention, who.asked())

        self.work(read, lambda made: self._show(*made))

    def _show(self, mention: str, found: Dossier) -> None:
        papers = [lambda: dossier_sheet(found), lambda: timeline_sheet(found)]
        self.app.push_screen(PaperScreen(lambda: say("Dossier"), papers, leaving.about(mention)))

    def action_chart(self) -> None:
        self.app.push_screen(HandingOutScreen(leaving.chart(self.number)), self.handed_out)
