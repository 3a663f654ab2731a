"""`debrief ukhtc link …` and `debrief ukhtc analyst …`: who may be one person, and who decides it.

What an analyst decides is entered under the name of the account at the machine; there is no option to
decide for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import User, Where, account, open_at, plain, stoppable

if TYPE_CHECKING:
    from debrief.office.linking import Report, ToReview
    from debrief.repository.answering import Asked
    from debrief.repository.store import Repository
    from debrief.repository.verdicts import Link

app = typer.Typer(help="Who may be one person: proposals, and what analysts decide.", no_args_is_help=True)
analyst = typer.Typer(help="Who may do what.", no_args_is_help=True)

Reason = Annotated[str, typer.Option("--reason", help="What it rests on, in a few words.")]
PairName = Annotated[str, typer.Argument(metavar="PAIR", help="The pair's name, as the review shows it.")]
Of = Literal["victim", "suspect"]
_WIDTH = 34


@app.command()
def propose(
    repository: Where,
    rules: Annotated[bool, typer.Option("--rules", help="By the rules alone, without a model.")] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Everybody once more, not only those of whom something came.")
    ] = False,
    pair: Annotated[tuple[str, str] | None, typer.Option("--pair", help="These two mentions, by hand.")] = None,
    user: User = "",
) -> None:
    """Looks for mentions that may be one person. It decides nothing."""
    from debrief.linking.model import suggest
    from debrief.office import linking

    with plain(), open_at(repository) as opened:
        name = user or account()
        if pair is not None:
            typer.echo(linking.propose_pair(opened, *pair, user=name, now=now()))
            return
        model = None if rules else suggest
        with stoppable():
            report = linking.propose(opened, user=name, now=now(), suggest=model, anew=anew)
        typer.echo("\n".join(_report(report)))


@app.command()
def review(
    repository: Where,
    limit: Annotated[int, typer.Option(help="How many pairs.")] = 10,
    of: Annotated[Of | None, typer.Option("--of", help="Only victims, or only the others.")] = None,
    why: Annotated[bool, typer.Option("--why", help="With the model's weights, field by field.")] = False,
    user: User = "",
) -> None:
    """Pairs that await an analyst's word, both sides beside each other, the strongest first."""
    from debrief.office import linking

    with plain(), open_at(repository) as opened:
        with stoppable():
            found = linking.review(opened, user=user or account(), limit=limit, role=of)
        for each in found:
            typer.echo("\n".join(_sides(each, why=why)) + "\n")
        typer.echo(f"Pairs shown: {len(found)}. Next: debrief ukhtc link decide PAIR same|different|unsure")


@app.command()
def decide(
    pair: PairName,
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    repository: Where,
    reason: Reason,
) -> None:
    """Gives your verdict on a pair: a victim's link takes two analysts, a suspect's one."""
    from debrief.repository.verdicts import decide as decided

    with plain(), open_at(repository) as opened:
        typer.echo(_stands(decided(opened, pair, verdict, user=account(), reason=reason, now=now())))


@app.command()
def undo(number: int, repository: Where, reason: Reason) -> None:
    """Takes verdict NUMBER back. Both stay on record."""
    from debrief.repository.verdicts import undo as undone

    with plain(), open_at(repository) as opened:
        typer.echo(_stands(undone(opened, number, user=account(), reason=reason, now=now())))


@app.command()
def show(
    repository: Where,
    pair: Annotated[str, typer.Argument(metavar="[PAIR]", help="One pair, with its verdicts.")] = "",
    user: User = "",
) -> None:
    """What stands: every pair that was decided on; or one pair in full."""
    from debrief.office import linking
    from debrief.repository.verdicts import reasons

    with plain(), open_at(repository) as opened:
        if pair:
            for each in linking.review(opened, user=user or account(), pair_name=pair):
                typer.echo("\n".join(_sides(each, why=True)))
                typer.echo("\n".join(_verdict(row) for row in reasons(opened, pair)))
            return
        with stoppable():
            found, people = linking.standing(opened, user=user or account())
        for link in found:
            typer.echo(f"{link.pair}  {link.standing:<14}{link.sides.left}  {link.sides.right}")
        for cluster in people:
            torn = "  (contested: some of them were judged different)" if cluster.contested else ""
            typer.echo(f"one person: {' '.join(cluster.mentions)}{torn}")


@analyst.command()
def add(
    name: str,
    repository: Where,
    may: Annotated[
        str, typer.Option("--may", help="Commas between: analysts, disseminate, groups, link, publish.")
    ],
) -> None:
    """Gives NAME (an account) these rights, and no others."""
    _keep(repository, name, {each.strip() for each in may.split(",") if each.strip()})


@analyst.command()
def remove(name: str, repository: Where) -> None:
    """Takes every right from NAME; what they decided stays."""
    _keep(repository, name, set())


@analyst.command("list")
def list_(repository: Where) -> None:
    """Every analyst and their rights."""
    from debrief.repository.analysts import analysts

    with plain(), open_at(repository) as opened:
        for name, rights in sorted(analysts(opened).items()):
            typer.echo(f"{name:<24}{', '.join(sorted(rights))}")


def _keep(repository: str, name: str, rights: set[str]) -> None:
    from debrief.repository.analysts import keep_analyst

    with plain(), open_at(repository) as opened:
        keep_analyst(opened, name, rights, by=account(), now=now())
        typer.echo(f"{name}: {', '.join(sorted(rights)) or 'no rights'}")


def offered(opened: Repository, asked: Asked, user: str) -> list[dict[str, object]]:
    """Records that may be of the person an agency asks about, with reasons, for ``answer --show``."""
    from debrief.linking import reason_words
    from debrief.repository.answering import candidates

    return [
        {"record": each.record, "agency": each.agency, "why": list(reason_words(each.why))}
        for each in candidates(opened, asked, user=user)
    ]


# -- in words -------------------------------------------------------------------------------------


def _report(report: Report) -> Iterator[str]:
    for role, count in report.people.items():
        own = {band: number for (of, band), number in report.pairs.items() if of == role}
        strong, rest = own.get("strong", 0), own.get("review", 0)
        yield f"{role:<8}{count:>9,} compared   strong {strong:,}   review {rest:,}"
    for rule, count in report.too_common.items():
        yield f"left out  {count:,} keys of the rule {rule}: too many people have them"
    if report.trained:
        yield f"trained anew: {', '.join(report.trained)}"


def _sides(each: ToReview, *, why: bool) -> Iterator[str]:
    from debrief.linking import reason_words

    sure = f"  p {each.probability}" if each.probability else ""
    yield f"{each.pair}  {each.band}  {', '.join(each.methods)}{sure}  {each.standing}"
    for side in each.sides:
        yield f"  {side.person.id}  {side.agency}, {side.opened}, record {side.record}"
    kinds = list(dict.fromkeys(kind for side in each.sides for kind, _ in side.said))
    for kind in kinds:
        left, right = (" / ".join(raw for own, raw in side.said if own == kind) for side in each.sides)
        yield f"  {kind:<12}{left:<{_WIDTH}} | {right}"
    yield f"  {'; '.join(reason_words(each.why))}"
    if why and each.waterfall:
        yield from (f"    {line}" for line in each.waterfall.splitlines())


def _verdict(row: dict[str, str | int | None]) -> str:
    what = row["verdict"] or f"takes back {row['undoes']}"
    return f"  verdict {row['seq']}  {row['at']}  {row['by']}: {what}. {row['reason']}"


def _stands(link: Link | None) -> str:
    if link is None:
        return "Entered. One of the two is no longer held."
    return f"{link.pair}  {link.standing.replace('_', ' ')}"
