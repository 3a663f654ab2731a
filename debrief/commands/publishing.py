"""``debrief ukhtc publish …``: drafts of publications. Another analyst checks them (``ukhtc release``).

A draft is entered under the name of the account at the machine, as what is decided about it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from debrief.commands.clock import now
from debrief.commands.repository_access import Purpose, Where, account, open_at, plain, stoppable

What = Literal["nrm", "brief", "indicators", "gaps", "money", "overlap", "suspects"]
_ABOUT: dict[str, frozenset[str]] = {
    "nrm": frozenset({"prosecutions", "rounded"}),
    "brief": frozenset({"country", "carrier", "sector"}),
    "indicators": frozenset({"port"}),
    "gaps": frozenset({"agency"}),
}
"""Options that a publication takes beside those of all of them."""


def publish(
    what: Annotated[What, typer.Argument(help="Which publication: docs/publications.md describes each.")],
    repository: Where,
    quarter: Annotated[str, typer.Option("--quarter", help="A calendar quarter that is over: 2011-Q1.")],
    cumulative: Annotated[bool, typer.Option("--cumulative", help="Everything until it ends.")] = False,
    language: Annotated[str, typer.Option("--language", help="Any of the catalogues: en, vi, ar …")] = "en",
    edition: Annotated[str, typer.Option(help="Whose names and markings: uk-2011 or uk-current.")] = "uk-2011",
    marking: Annotated[str, typer.Option(help="A code of the list MARKING; the usual one if left out.")] = "",
    country: Annotated[list[str] | None, typer.Option(help="brief: VN; several times for a post.")] = None,
    carrier: Annotated[str, typer.Option(help="brief: the carrier's name.")] = "",
    sector: Annotated[str, typer.Option(help="brief: a code of the list SECTOR.")] = "",
    port: Annotated[str, typer.Option(help="indicators: a code of the list UK_PORT; all if left out.")] = "",
    agency: Annotated[str, typer.Option(help="gaps: an agency's id in the trust list; all if left out.")] = "",
    prosecutions: Annotated[Path | None, typer.Option(help="nrm: the prosecutions row, a YAML file.")] = None,
    rounded: Annotated[bool, typer.Option("--rounded", help="nrm: round the two-way table too.")] = False,
    to: Annotated[Path | None, typer.Option("--to", help="Write the draft to this folder as well.")] = None,
    purpose: Purpose = "publication",
) -> None:
    """Drafts a publication. Another analyst checks it, and then it leaves: `debrief ukhtc release`."""
    from debrief.bank import load_bank
    from debrief.language import speaking
    from debrief.office import publications
    from debrief.office.publishing import publication, written
    from debrief.office.release import draft, write_out
    from debrief.places import shipped

    about = {
        "country": country, "carrier": carrier, "sector": sector, "port": port, "agency": agency,
        "prosecutions": prosecutions, "rounded": rounded,
    }  # fmt: skip
    _only_its_own(what, about)
    by, at = account(), now()
    with plain(), speaking(language), open_at(repository) as opened:
        bank = load_bank(shipped("questionnaires"))
        bank.edition(edition)
        period = publications.quarter(quarter, at.date(), up_to=cumulative)
        asked = publications.Asked(period, by, purpose, at.date(), edition, marking)
        with stoppable():
            made = draft(opened, publication(opened, bank, asked, what, about), written, user=by, now=at)
        typer.echo(f"Draft {made.release}: {made.title}")
        if to is not None:
            typer.echo(str(write_out(made, to)))
        typer.echo(f"Next, by another analyst: debrief ukhtc release check {made.release} --repository …")


def returns(paths: list[Path], repository: Where) -> None:
    """Takes in what ports found by a profile of indicators: their sealed returns."""
    from debrief.office.port_returns import take_returns

    with plain(), open_at(repository, now=now()) as opened:
        for path in paths:
            made = take_returns(opened, path, now=now())
            typer.echo(f"{made.port}, {made.quarter}: {len(made.indicators)} of profile {made.release}")


def _only_its_own(what: str, about: Mapping[str, object]) -> None:
    own = _ABOUT.get(what, frozenset())
    for name, value in about.items():
        if value and name not in own:
            raise typer.BadParameter(f"it says nothing about {what}", param_hint=f"--{name}")
