"""``debrief check`` as an author runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.proof import command, examine
from debrief.proof.refusals import NoSolver, NoSpecification
from tests.bank.small import write_bank
from tests.lint.copies import broken_copy


def _check(*arguments: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(command.check)
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_what_is_wrong_has_its_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine, "proofs", lambda bank, spec: iter(()))
    folder = broken_copy(tmp_path, "questionnaires/texts.yaml", "Where was that?", "Why was that?")
    status, output = _check("--bank", str(folder))
    assert status == 1
    assert "texts.yaml:" in output
    assert "follow_where: asks why" in output


def test_a_witness_who_is_not_offered_what_she_should_be(
    tmp_path: Path, bank: Bank, spec: Specification
) -> None:
    folder = broken_copy(tmp_path, "questionnaires/paths.yaml", "need_open, ", "")
    changed = bank.__class__(**{**vars(bank), "rules": {}})
    found = {each.rule for each in examine.findings(changed, folder, spec, None)}
    assert "witness" in found


def test_without_the_solver_it_says_so(
    bank: Bank, spec: Specification, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    for name in [each for each in sys.modules if each.startswith("debrief.proof.") and "prover" in each]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("symbolic", "breach", "induction"):
        monkeypatch.delitem(sys.modules, f"debrief.proof.{name}", raising=False)
    with pytest.raises(NoSolver):
        examine.proofs(bank, spec)


def test_another_questionnaire_needs_its_own_specification(tmp_path: Path) -> None:
    from debrief.bank import load_bank

    folder = write_bank(tmp_path)
    with pytest.raises(NoSpecification):
        examine.specification_of(load_bank(folder), folder)
