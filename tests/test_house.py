"""Rules of the house that no other tool checks, held over the source itself."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "debrief").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60

CLOCKS = {
    "debrief/commands/clock.py",
    "debrief/play/command.py",
    "debrief/repository/store.py",
    "debrief/vault/session.py",
}
"""Who may read the clock: commands; the vault for its own journal, the repository for its audit."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield name_of(path), ast.parse(path.read_text(encoding="utf-8"))


def test_modules_and_functions_stay_small() -> None:
    long = [name_of(p) for p in SOURCES if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE]
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                    long.append(f"{name}:{node.lineno} {node.name}")
    assert not long


def test_every_module_says_what_it_is() -> None:
    assert not [name for name, tree in trees() if not ast.get_docstring(tree)]


def test_only_the_command_line_reads_the_clock() -> None:
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("now", "utcnow", "today")
                and getattr(node.value, "id", "") in ("datetime", "date")
                and name not in CLOCKS
            ):
                found.append(f"{name}:{node.lineno}")
    assert not found


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [n for n in listed.stdout.split("\0") if n] if listed.returncode == 0 else []
    return [ROOT / n for n in names] or SOURCES


ADDRESS = re.compile(
    r"https?://[^ /]*(?:pypi|pythonhosted|npmjs|debian)[^ /]*/|(?<![\w.])/(?:root|home/\w+|work)/[\w.]"
)


@pytest.mark.parametrize(
    "ending", [".py", ".md", ".yaml", ".toml", ".lock", ".json", ".po", ".pot", ".txt", ""]
)
def test_no_registry_and_no_machine_is_named(ending: str) -> None:
    found = []
    for path in tracked():
        if path.suffix == ending and path.is_file() and path != Path(__file__):
            text = path.read_bytes()[:2_000_000].decode("utf-8", "replace")
            found += [f"{name_of(path)}: {m[0]}" for m in ADDRESS.finditer(text)][:1]
    assert not found
