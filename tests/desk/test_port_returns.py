"""A port's laptop seals what it found; only the central repository can open it."""

from __future__ import annotations

from pathlib import Path

import pytest

from debrief import bundle
from debrief.desk.port_returns import send_returns
from debrief.errors import Refusal

from .neighbours import Neighbours

PORT = "border"
GOOD = """release: 0123456789abcdef
port: dover
quarter: 2026-Q1
indicators:
- {indicator: "visa:domestic_worker+entry:aeroplane", checked: 120, found: 4}
"""


def test_counts_go_to_the_central_repository_and_nobody_else(neighbours: Neighbours, tmp_path: Path) -> None:
    desk = neighbours.desk(PORT)
    path = tmp_path / "returns.yaml"
    path.write_text(GOOD, encoding="utf-8")
    sealed = send_returns(desk, path, tmp_path)
    with neighbours.repository() as repository:
        identities, trust = repository.place.identities(), repository.trust
    data, signature = bundle.read_pair(sealed)
    opened = bundle.open_bundle(data, signature, identities=identities, trust=trust, now=neighbours.clock())
    returns = bundle.read_returns(opened)
    assert (returns.release, returns.port, returns.quarter) == ("0123456789abcdef", "dover", "2026-Q1")
    assert [tuple(row.model_dump().values()) for row in returns.indicators] == [
        ("visa:domestic_worker+entry:aeroplane", 120, 4)
    ]
    assert {each.role for each in opened.statement.recipients} <= {"ukhtc", "ukhtc-recovery"}
    again = send_returns(desk, path, tmp_path)
    data, signature = bundle.read_pair(again)
    second = bundle.open_bundle(data, signature, identities=identities, trust=trust, now=neighbours.clock())
    assert second.statement.export_seq == 2
    assert second.statement.prev_bundle_digest == opened.digest


WRONG = {
    "release": ("0123456789abcdef", "0123"),
    "port": ("dover", "atlantis"),
    "quarter": ("2026-Q1", "soon"),
    "checked": ("checked: 120", "checked: canary"),
    "indicators": ("found: 4", "found: 400"),
    "YAML": ("{", "[[["),
    "its top level": ("port:", "canary: 1\nport:"),
}


def test_a_file_that_is_not_filled_in_is_refused_by_its_field(neighbours: Neighbours, tmp_path: Path) -> None:
    desk, path = neighbours.desk(PORT), tmp_path / "returns.yaml"
    for field, changed in WRONG.items():
        path.write_text(GOOD.replace(*changed), encoding="utf-8")
        with pytest.raises(Refusal, match="BUNDLE-88") as refused:
            send_returns(desk, path, tmp_path)
        assert field in str(refused.value)
        assert "canary" not in str(refused.value)
    with pytest.raises(Refusal, match="BUNDLE-88"):
        send_returns(desk, tmp_path / "nothing.yaml", tmp_path)
