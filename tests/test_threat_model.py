"""docs/threat-model.md is true to the tests: each promise has its class and names tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
CLASSES = {"C", "S", "P", "C+S", "C+P"}


def rows() -> list[list[str]]:
    found = [line.strip("|").split("|") for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)]
    return [[cell.strip() for cell in row] for row in found]


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_promise_has_a_number_a_class_and_a_test() -> None:
    assert len(rows()) > 20
    assert [int(row[0]) for row in rows()] == list(range(1, len(rows()) + 1))
    for number, who, _, promise, _, kind, held in rows():
        assert who, number
        assert promise, number
        assert kind in CLASSES, number
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", held), number


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_every_test_it_names_exists(path: str, name: str) -> None:
    assert name in names_in(path)


def test_no_test_is_named_in_another_way() -> None:
    assert len(re.findall(r"tests/", PAGE)) == len(NAMED)
