"""The manuals name commands and options that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from debrief import cli

DOCS = Path(__file__).parents[1] / "docs"
SNIPPET = re.compile(r"`(debrief [^`]+)`|^ {4}(debrief .+)$", re.MULTILINE)


def snippets(manual: str) -> list[str]:
    text = (DOCS / manual).read_text("utf-8")
    return [(ticked or indented).replace("\n", " ") for ticked, indented in SNIPPET.findall(text)]


def complaint(snippet: str, command: Any) -> str:
    """What is not there of a command as the manual writes it."""
    words = snippet.partition("#")[0].split()[1:]
    while words and hasattr(command, "commands"):
        if words[0].startswith("-"):
            break
        if words[0] not in command.commands:
            return f"{snippet}: there is no {words[0]}"
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    missing = [word for word in words if word.startswith("--") and word.strip(",.;:)") not in known]
    return f"{snippet}: {missing}" if missing else ""


MANUALS = (
    "disseminations.md", "groups.md", "keys-and-people.md", "publications.md", "releases.md", "repository.md",
    "sharing.md",
)  # fmt: skip


@pytest.mark.parametrize("manual", MANUALS)
def test_every_command_of_a_manual_is_there(manual: str) -> None:
    whole, found = typer.main.get_command(cli.app), snippets(manual)
    assert len(found) >= 5
    assert not [said for said in (complaint(each, whole) for each in found) if said]


def test_a_command_that_is_not_there_would_be_named() -> None:
    whole = typer.main.get_command(cli.app)
    assert complaint("debrief trust enrol FILE --replaces X", whole) == ""
    assert "no add" in complaint("debrief trust add FILE", whole)
    assert "--passphrase" in complaint("debrief vault rekey --passphrase x", whole)
