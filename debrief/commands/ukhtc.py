"""`debrief ukhtc …`: the central repository on the command line."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from debrief.commands import auditing, console, databases, disseminating, groups, linking, publishing, releasing
from debrief.commands.clock import now
from debrief.commands.import_report import lines, progress
from debrief.commands.repository_access import (
    Purpose,
    User,
    Where,
    account,
    folder_at,
    open_at,
    passphrase_of,
    plain,
)

if TYPE_CHECKING:
    from debrief.repository.intake import Report
    from debrief.repository.place import Place

app = typer.Typer(
    help="The central repository: intake, tables, audit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
table = typer.Typer(help="Tables from what is held.", no_args_is_help=True)
app.add_typer(table, name="table")
app.add_typer(auditing.app, name="audit")
app.add_typer(releasing.app, name="release")
app.add_typer(disseminating.app, name="disseminate")
app.add_typer(linking.app, name="link")
app.add_typer(linking.analyst, name="analyst")
app.add_typer(groups.app, name="group")
app.command()(publishing.publish)
app.command()(publishing.returns)
app.command()(console.console)
for _command in (databases.grants, databases.upgrade):
    app.command()(_command)


@app.command()
def init(
    folder: Path,
    name: Annotated[str, typer.Option(help="The name in the trust list.")] = ("UK Human Trafficking Centre"),
    training: Annotated[bool, typer.Option("--training", help="For exercises only.")] = False,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help="No key file: the database opens with words.")
    ] = False,
    root: Annotated[
        list[Path] | None, typer.Option("--root", help="A root holder's .pub file; three are usual.")
    ] = None,
    threshold: Annotated[int, typer.Option(help="How many root holders sign a list.")] = 2,
    gateway: Annotated[
        Path | None, typer.Option("--gateway", help="Make a gateway, by this trust.json; it can read nothing.")
    ] = None,
) -> None:
    """Makes a repository in FOLDER: keys, trust list, empty database; or a gateway before it."""
    from debrief.commands.key_files import read_public
    from debrief.repository.opening import init_repository

    with plain():
        if gateway is not None:
            _make_gateway(folder, gateway)
            return
        place = init_repository(
            folder,
            now=now(),
            name=name,
            training=training,
            passphrase=passphrase_of(twice=True) if passphrase else None,
            roots=[read_public(each) for each in root or ()],
            threshold=threshold,
        )
        _made(place)


def _made(place: Place) -> None:
    """What was made, what belongs in the handbook, and what comes next."""
    from debrief.bundle import recipient_words
    from debrief.commands.trust import next_steps
    from debrief.repository.refusals import NoDraft
    from debrief.repository.trust import read_draft, read_list

    age = place.identity().recipient
    typer.echo(f"Repository made in {place.folder}")
    typer.echo(f"Sealed to:  {age}\nIts words:  {recipient_words(age)}")
    try:
        draft = read_draft(place)
    except NoDraft:
        typer.echo(f"For the handbook, the root holders' words: {read_list(place).anchor_words()}")
        typer.echo(
            f"Trust list: {place.folder / 'trust' / 'trust.json'} (carry it and its .sig files to the laptops)"
        )
        typer.echo(
            "For a demonstration: all three root keys lie in keys/. A service names its own with --root."
        )
    else:
        typer.echo(f"For the handbook, the root holders' words: {draft.trust.anchor_words()}")
        typer.echo(next_steps(draft))
    typer.echo("Move keys/recovery.identity to a place of its own.")


def _make_gateway(folder: Path, path: Path) -> None:
    from debrief.bundle import read_enrolment, request_enrolment
    from debrief.commands.asking import compare
    from debrief.desk.trust import read_trust, words_of
    from debrief.repository.opening import init_gateway
    from debrief.repository.place import GATEWAY_KEY
    from debrief.repository.trust import read_list

    data, signatures = read_trust(path)
    compare(words_of(data), "the handbook")
    place = init_gateway(folder, data, signatures, now=now())
    agency = place.agency(read_list(place))
    made = request_enrolment(agency, place.log, place.signing_key(GATEWAY_KEY))
    asked = made.write(folder)
    typer.echo(f"Gateway made in {folder}. It holds no key to read with.\n{asked}")
    typer.echo(f"Read out: {read_enrolment(made.json_bytes, made.sig_bytes).words()}")
    typer.echo("Next, at the vault room: debrief trust enrol FILE --gateway --repository DIR")


@app.command("import")
def import_(paths: list[Path], repository: Where) -> None:
    """Takes in bundles: files, or folders with all bundles below them. A gateway passes them on, unread."""
    from debrief.repository.refusals import IntakeRefused

    with plain():
        report, seconds = _take_in(paths, repository)
        for line in lines(report, seconds):
            typer.echo(line)
        if report.refused:
            raise IntakeRefused(count=report.refused, number=len(report.outcomes))


def _take_in(paths: list[Path], repository: str) -> tuple[Report, float]:
    """What became of each, and the seconds that it took once the repository was open."""
    from debrief.repository.gateway import pass_on
    from debrief.repository.intake import import_paths
    from debrief.repository.place import read_place
    from debrief.repository.trust import read_list

    place = read_place(folder_at(repository))
    if place.gateway:
        report = pass_on(place, read_list(place, now()), paths, now=now(), progress=progress)
        typer.echo(f"Next: carry {place.part('forward')} to the vault room, and import it there.")
        return report, 0.0
    with open_at(repository, now=now()) as opened:
        begun = time.perf_counter()
        return import_paths(opened, paths, now=now(), progress=progress), time.perf_counter() - begun


@app.command()
def answer(
    path: Path,
    repository: Where,
    to: Annotated[Path, typer.Option("--to", help="The folder the answer is written to.")] = Path(),
    match: Annotated[
        list[str] | None, typer.Option("--match", help="A record an analyst decided is of this person.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show whom the inquiry is about, and stop.")] = False,
    user: User = "",
) -> None:
    """Answers an agency that asks whether a person was de-briefed before."""
    from debrief.bank import load_bank
    from debrief.places import shipped
    from debrief.repository.answering import answer as make
    from debrief.repository.answering import read_inquiry

    with plain(), open_at(repository, now=now()) as opened:
        asked = read_inquiry(opened, path, now=now())
        if show:
            said = asked.inquiry.model_dump(mode="json", exclude_none=True, exclude={"format"})
            said["candidates"] = linking.offered(opened, asked, user or account())
            typer.echo(json.dumps({"agency": asked.agency, **said}, ensure_ascii=False, indent=1))
            return
        bank = load_bank(shipped("questionnaires"))
        made = make(opened, bank, asked, user=user or account(), now=now(), chosen=match or ())
        typer.echo(f"{made.sealed.write(to)}\nEarlier accounts named: {made.accounts}")


@table.command("nrm")
def table_nrm(
    repository: Where,
    first: Annotated[str | None, typer.Option("--from", help="First day, 2011-01-31.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day.")] = None,
    prosecutions: Annotated[Path | None, typer.Option(help="The prosecutions row, a YAML file.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    user: User = "",
    purpose: Purpose = "statistics",
) -> None:
    """Exploitation by child and adult, in the form of the strategy (para 6)."""
    from debrief.repository.nrm_table import nrm_table
    from debrief.repository.prosecutions import read_prosecutions

    with plain():
        given = read_prosecutions(prosecutions) if prosecutions else None
        with open_at(repository) as opened:
            made = nrm_table(
                opened, user=user or account(), purpose=purpose, first=first, last=last,
                prosecutions=given,
            )  # fmt: skip
        typer.echo(made.csv() if csv else made.text(), nl=not csv)


@table.command("routes")
def table_routes(
    repository: Where,
    everything: Annotated[bool, typer.Option("--all", help="Every line of every list.")] = False,
    user: User = "",
    purpose: Purpose = "statistics",
) -> None:
    """Legs, entry ports, manners, and each way by reference."""
    from debrief.bank import load_bank
    from debrief.places import shipped
    from debrief.repository.routes_table import routes_table

    with plain(), open_at(repository) as opened:
        bank = load_bank(shipped("questionnaires"))
        typer.echo(routes_table(opened, bank, user=user or account(), purpose=purpose, everything=everything))


@app.command()
def facts(
    repository: Where,
    record: Annotated[str, typer.Option(help="The record's number, as on its receipt.")],
    purpose: Purpose,
    user: User = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Every fact of one de-brief, field by field."""
    from debrief.repository.facts_listing import facts_of_record, facts_text

    with plain(), open_at(repository) as opened:
        found = facts_of_record(opened, record, user=user or account(), purpose=purpose)
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else facts_text(found))


@app.command()
def status(repository: Where) -> None:
    """What is held, in numbers, and which bundles ask for a look."""
    with plain(), open_at(repository) as opened:
        for name, count in opened.counts().items():
            typer.echo(f"{name:<16}{count:>10,}")
        for digest, flags in opened.flags().items():
            typer.echo(f"{digest[:16]}  {', '.join(flags)}")
        typer.echo(f"digest {opened.digest()}")
        opened.check_summaries()
