"""A copy of the real questionnaire with one mistake in it, and what is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from debrief.bank import load_bank
from debrief.bank.specification import specification
from debrief.errors import Refusal
from debrief.lint import lint
from debrief.proof.examine import said
from debrief.proof.prover import Prover
from tests.bank.real import ROOT


def broken_copy(to: Path, file: str, old: str, new: str) -> Path:
    """``questionnaires`` and one language under ``to``, with ``old`` in ``file`` replaced once."""
    others = shutil.ignore_patterns("accounts")
    shutil.copytree(ROOT / "questionnaires", to / "questionnaires", ignore=others)
    shutil.copytree(ROOT / "locales" / "vi", to / "locales" / "vi")
    shutil.copy(ROOT / "locales" / "languages.yaml", to / "locales")
    path = to / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return to / "questionnaires"


def complaint(folder: Path, *, prove: bool = False) -> str:
    """The refusal, the findings, or the first property that does not hold, as one text."""
    try:
        bank = load_bank(folder)
    except Refusal as refusal:
        return str(refusal)
    spec = specification()
    found = [str(each) for each in lint(bank, folder, folder.parent / "locales", spec)]
    if prove:
        found += [
            said(bank, result)
            for result in Prover(bank, spec).reached(conditions_only=True)
            if not result.proved
        ]
    return "\n".join(found)
