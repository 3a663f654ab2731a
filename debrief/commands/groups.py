"""``debrief ukhtc group …``: organised crime groups, their cards and charts, and what leaves of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import Purpose, User, Where, account, open_at, plain, stoppable

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from debrief.bank import Bank
    from debrief.exchange import Sheet
    from debrief.language import Language
    from debrief.office.group_proposals import Proposed
    from debrief.office.groups import Asked
    from debrief.repository.groups import Group
    from debrief.repository.store import Repository

app = typer.Typer(help="Organised crime groups: members, charts, files.", no_args_is_help=True)

Form = Literal["ftm", "gexf", "csv", "anx"]
Number = Annotated[str, typer.Argument(metavar="GROUP", help="The group's number, as the list names it.")]
MentionName = Annotated[
    str, typer.Argument(metavar="MENTION", help="A suspect, as propose and link review name them.")
]
Reason = Annotated[str, typer.Option("--reason", help="What it rests on, in a few words.")]
InLanguage = Annotated[str, typer.Option("--language", help="The language: en, vi …")]
Marking = Annotated[str, typer.Option("--marking", help="Its protective marking.")]
To = Annotated[Path, typer.Option("--to", help="The folder it is written to.")]
ToOrScreen = Annotated[
    Path | None, typer.Option("--to", help="The folder it is written to; the screen where left out.")
]
Who = Annotated[str, typer.Option("--who", help="Who gets it: a person, and where they work.")]
For = Annotated[
    str | None, typer.Option("--for", help="The agency it is sealed to, by its id in the trust list.")
]
Keys = Annotated[list[str] | None, typer.Option("--key", help="Who alone is to open it: their key, age1…")]
Clear = Annotated[bool, typer.Option("--clear", help="A clear file, to print at once and destroy.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")]
Text = Annotated[bool, typer.Option("--text", help="Plain text instead of a page to print.")]


@app.command()
def propose(
    repository: Where,
    purpose: Purpose,
    accounts: Annotated[int, typer.Option("--accounts", help="Told of in so many accounts at least.")] = 2,
    user: User = "",
) -> None:
    """Suspects who hang together by accounts and numbers. It decides nothing."""
    from debrief.office.group_proposals import propose as found
    from debrief.office.groups import Asked

    with plain(), open_at(repository) as opened:
        asked = Asked(user or account(), purpose, now())
        with stoppable():
            made = found(opened, asked, accounts=accounts)
        for each in made:
            typer.echo("\n".join(_proposed(each)))


@app.command()
def keep(
    name: str,
    repository: Where,
    reason: Reason,
    group: Annotated[str, typer.Option("--group", help="Name this one anew instead of a new one.")] = "",
) -> None:
    """Keeps a group under NAME, and says its number."""
    from debrief.repository.groups import keep_group

    with plain(), open_at(repository) as opened:
        typer.echo(keep_group(opened, name, user=account(), reason=reason, now=now(), number=group))


@app.command()
def member(
    group: Number,
    mention: MentionName,
    repository: Where,
    role: Annotated[str, typer.Option("--role", help="The part they play in the group.")],
    grade: Annotated[str, typer.Option("--grade", help="Source, information, handling: B21, or 2BP.")],
    reason: Reason,
) -> None:
    """Enters a suspect as a member, and says the number of the entry."""
    from debrief.office.groups import Said, enter

    with plain(), open_at(repository) as opened:
        said = Said(mention, role, grade)
        typer.echo(enter(opened, _bank(), group, said, user=account(), reason=reason, now=now()))


@app.command()
def undo(entry: int, repository: Where, reason: Reason) -> None:
    """Takes the ENTRY of a member back. Both stay on record."""
    from debrief.repository.groups import take_back

    with plain(), open_at(repository) as opened:
        take_back(opened, entry, user=account(), reason=reason, now=now())


@app.command("list")
def list_(repository: Where, purpose: Purpose, user: User = "") -> None:
    """Every group that is kept, with its entries."""
    from debrief.office.groups import Asked, kept

    with plain(), open_at(repository) as opened:
        for each in kept(opened, Asked(user or account(), purpose, now())):
            typer.echo("\n".join(_kept(each)))


# -- on the screen, or as a file --------------------------------------------------------------------


@app.command()
def card(
    group: Number,
    repository: Where,
    purpose: Purpose,
    to: ToOrScreen = None,
    who: Who = "",
    agency: For = None,
    key: Keys = None,
    clear: Clear = False,
    marking: Marking = "",
    language: InLanguage = "en",
    text: Text = False,
    yes: Yes = False,
    user: User = "",
) -> None:
    """A group's card: members and roles, what they use, activity, and how each is known."""
    from debrief.exchange.group_card import group_sheet
    from debrief.office.groups import group_card

    with plain(), open_at(repository, now=now()) as opened, _speaking(language):
        out = _Leaving(opened, to, who, purpose, agency, key, clear, yes)
        with stoppable():
            made = group_card(opened, _bank(), group, out.asked(user, marking))
        out.paper(group_sheet(made), f"card of group {group}", _entered(opened, group), text=text)


def _of_one(paper: Literal["timeline", "dossier"]) -> Callable[..., None]:
    """A command about one suspect."""

    def command(
        mention: MentionName,
        repository: Where,
        purpose: Purpose,
        to: ToOrScreen = None,
        who: Who = "",
        agency: For = None,
        key: Keys = None,
        clear: Clear = False,
        marking: Marking = "",
        language: InLanguage = "en",
        text: Text = False,
        yes: Yes = False,
        user: User = "",
    ) -> None:
        from debrief.exchange.group_card import dossier_sheet, timeline_sheet
        from debrief.office.dossiers import dossier

        sheet_of = {"timeline": timeline_sheet, "dossier": dossier_sheet}[paper]
        with plain(), open_at(repository, now=now()) as opened, _speaking(language):
            out = _Leaving(opened, to, who, purpose, agency, key, clear, yes)
            with stoppable():
                made = dossier(opened, _bank(), mention, out.asked(user, marking))
            out.paper(sheet_of(made), paper, [mention], text=text)

    return command


_TIMELINE = "When a suspect was seen, by whose account, and how that is graded."
_DOSSIER = "Every mention of one suspect, with its source and grade, and which agency knows what."
app.command("timeline", help=_TIMELINE)(_of_one("timeline"))
app.command("dossier", help=_DOSSIER)(_of_one("dossier"))


@app.command()
def chart(
    group: Number,
    repository: Where,
    purpose: Purpose,
    to: To,
    who: Who,
    agency: For = None,
    key: Keys = None,
    clear: Clear = False,
    marking: Marking = "",
    language: InLanguage = "en",
    yes: Yes = False,
    user: User = "",
) -> None:
    """A group's chart as a page: solid lines confirmed, dashed ones suggested only."""
    from debrief.office.group_files import chart_files
    from debrief.office.groups import group_card

    with plain(), open_at(repository, now=now()) as opened, _speaking(language):
        out = _Leaving(opened, to, who, purpose, agency, key, clear, yes)
        with stoppable():
            made = group_card(opened, _bank(), group, out.asked(user, marking)).chart
        out.files(chart_files(made, "page"), f"chart of group {group}", _entered(opened, group))


@app.command()
def export(
    group: Number,
    repository: Where,
    purpose: Purpose,
    form: Annotated[Form, typer.Option("--form", help="FollowTheMoney, GEXF, CSV, or i2.")],
    to: To,
    who: Who,
    agency: For = None,
    key: Keys = None,
    clear: Clear = False,
    marking: Marking = "",
    yes: Yes = False,
    user: User = "",
) -> None:
    """A group's chart for other programs; a victim is in none of them."""
    from debrief.office.group_files import chart_files
    from debrief.office.groups import group_card

    with plain(), open_at(repository, now=now()) as opened:
        out = _Leaving(opened, to, who, purpose, agency, key, clear, yes)
        with stoppable():
            made = group_card(opened, _bank(), group, out.asked(user, marking)).chart
        out.files(chart_files(made, form), f"{form} of group {group}", _entered(opened, group))


class _Leaving:
    """How a file leaves: where to, for whom, why, and how it is closed. Without a folder it is shown."""

    def __init__(
        self,
        opened: Repository,
        to: Path | None,
        who: str,
        why: str,
        agency: str | None,
        keys: list[str] | None,
        clear: bool,
        yes: bool,
    ) -> None:
        from debrief.office.handing_out import sealing_to

        self.opened, self.to, self.who, self.why, self.yes = opened, to, who, why, yes
        self.sealing = (
            sealing_to(opened, agency=agency, keys=keys or (), clear=clear, now=now()) if to else None
        )

    def asked(self, user: str, marking: str) -> Asked:
        """A reading for the analyst's own eyes, or for those of the recipient."""
        from debrief.office.groups import Asked
        from debrief.office.handing_out import LAW_ENFORCEMENT

        self.user = account() if self.to else user or account()
        kind = (self.sealing.kind if self.sealing else LAW_ENFORCEMENT) if self.to else None
        return Asked(self.user, self.why, now(), self._marked(marking), kind)

    def _marked(self, marking: str) -> str:
        from debrief.language import say

        parts = (marking, say("For {who}", who=self.who) if self.to else "")
        return " · ".join(filter(None, parts))

    def paper(self, sheet: Sheet, what: str, mentions: list[str], *, text: bool) -> None:
        from debrief.exchange import as_text
        from debrief.office.group_files import paper_files

        if self.to is None:
            typer.echo(as_text(sheet), nl=False)
        else:
            self.files(paper_files(sheet, "text" if text else "page"), what, mentions)

    def files(self, files: dict[str, bytes], what: str, mentions: list[str]) -> None:
        from debrief.office.groups import objects
        from debrief.office.handing_out import Act, hand_out

        assert self.to is not None
        self._meant()
        act = Act(self.user, what, self.who, self.why, objects(self.opened, mentions))
        with stoppable():
            paths = hand_out(self.opened, files, self.to, act, self.sealing)
        for path in paths:
            typer.echo(path)
        if self.sealing is None:
            typer.echo("It is in clear: use it, then destroy the file.")

    def _meant(self) -> None:
        for words in self.sealing.words if self.sealing else ():
            typer.echo(words)
        asked = "Are these the words of the recipient's key?" if self.sealing else None
        asked = asked or "This writes a clear file about people. Write it?"
        if not self.yes and not typer.confirm(asked):
            raise typer.Exit(1)


def _entered(opened: Repository, group: str) -> list[str]:
    from debrief.repository.groups import members_of

    return members_of(opened, group)


def _proposed(each: Proposed) -> Iterator[str]:
    kept = f"   in {' '.join(each.kept)}" if each.kept else ""
    yield (
        f"{each.name}  people {len(each.people)}   accounts {each.accounts}   numbers shared {each.shared}"
        f"   evidence {each.strength}{kept}"
    )
    yield from (f"  {mention}" for mention in each.people)


def _kept(group: Group) -> Iterator[str]:
    yield f"{group.number}  {group.name}   {group.by}, {group.at}: {group.reason}"
    for each in group.members:
        entry = each.entry
        graded = f"{entry.scheme} {entry.grade}"
        yield f"  entry {each.seq}  {entry.mention}  {entry.role}  {graded}  {each.by}, {each.at}"


def _speaking(tag: str) -> AbstractContextManager[Language]:
    from debrief.language import speaking

    return speaking(tag)


def _bank() -> Bank:
    from debrief.bank import load_bank
    from debrief.places import shipped

    return load_bank(shipped("questionnaires"))
