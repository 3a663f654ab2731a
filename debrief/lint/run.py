"""All of it together, with the lines of what the bank itself does not remember."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from debrief.bank import Bank
from debrief.bank.specification import Specification
from debrief.bank.yaml_source import Mapping, read
from debrief.lint.finding import Finding
from debrief.lint.structure import structure
from debrief.lint.translations import translations
from debrief.lint.wording import wording


def lint(bank: Bank, folder: Path, locales: Path | None, spec: Specification | None) -> list[Finding]:
    """Every finding about the bank in ``folder`` and its catalogues, in the order of the files."""
    lines = _lines(folder)
    found = [*wording(bank, lines), *structure(bank, spec, lines)]
    if locales is not None:
        found += translations(bank, locales)
    return sorted(set(found))


def _lines(folder: Path) -> dict[str, int]:
    """The line of each spoken text, state, choice list and choice."""
    lines: dict[str, int] = {}
    for file, key, name in (("texts.yaml", "texts", "id"), ("states.yaml", "states", "code")):
        lines |= {str(each[name]): each.line for each in _mappings(read(folder, file).get(key))}
    for path in sorted((folder / "choices").glob("*.yaml")):
        for name, listed in read(folder, f"choices/{path.name}")["lists"].items():
            lines[name] = listed.line
            lines |= {f"{name}.{each['code']}": each.line for each in _mappings(listed.get("choices"))}
    return lines


def _mappings(data: Any) -> list[Mapping]:
    return [each for each in data or [] if isinstance(each, Mapping)]
