"""A questionnaire examined: wording and structure, then the witnesses, then every proof."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from debrief.bank import Bank
from debrief.bank.schema import Where
from debrief.bank.specification import FILE, Specification, read_specification, specification
from debrief.lint import Finding, lint
from debrief.proof.refusals import NoSolver, NoSpecification
from debrief.proof.witnesses import missed

if TYPE_CHECKING:
    from debrief.proof.prover import Result


def specification_of(bank: Bank, folder: Path) -> Specification:
    """The shipped specification for a bank of that name, and its own for any other."""
    shipped = specification()
    if bank.id == shipped.bank:
        return shipped
    if not (folder / FILE).is_file():
        raise NoSpecification(name=bank.id)
    return read_specification(folder)


def findings(bank: Bank, folder: Path, spec: Specification, locales: Path | None) -> Iterator[Finding]:
    """What lint and the witnesses say."""
    yield from lint(bank, folder, locales, spec)
    for witness, says in missed(bank, spec):
        yield Finding(FILE, 1, witness.name, "witness", says)


def proofs(bank: Bank, spec: Specification) -> Iterator[Result]:
    """Every property of every state, proved or broken. Raises ``NoSolver`` without z3."""
    try:
        from debrief.proof.prover import Prover
    except ModuleNotFoundError as missing:
        if missing.name != "z3":
            raise
        raise NoSolver from None
    return Prover(bank, spec).results()


def where(bank: Bank, result: Result) -> Where:
    """The line an author looks at first."""
    named = result.breach.item if result.breach else ""
    gate = result.name.removeprefix("gate ")
    for check in bank.checks():
        if check.id in (named, gate):
            return check.at
    return bank.items[named].at if named in bank.items else Where("rules.yaml", 1)


def said(bank: Bank, result: Result) -> str:
    """A broken property, and the fewest answers that break it."""
    at = where(bank, result)
    head = f"{at.file}:{at.line}: this does not hold: {result.says}"
    lines = result.breach.lines if result.breach else ()
    return "\n".join([head, *(f"    {line}" for line in lines)])
