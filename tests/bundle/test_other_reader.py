"""The page on the format is complete: a reader written from it alone comes to the same verdict as ours."""

from __future__ import annotations

import ast
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.bundle_attack.depths import DEPTHS
from benchmarks.bundle_attack.draw import Draw
from debrief import bundle
from tests.hostile.test_import_matrix import EXAMINED

from . import other_reader
from .test_frozen import BUNDLES, RECEIVED, V1
from .world import NOW, RECOVERY, UKHTC, code, examined, made, records, trust_value

PAGE = Path(__file__).parents[2] / "docs" / "bundle-format.md"


def verdict(sealed: bundle.Sealed, *identities: bundle.Identity) -> str:
    secrets = [each.secret() for each in identities or (UKHTC,)]
    try:
        other_reader.read(sealed.age_bytes, sealed.sig_bytes, trust_value(), secrets, NOW)
    except other_reader.Refused as refused:
        return f"BUNDLE-{refused.args[0]:02}"
    return ""


def test_it_knows_nothing_of_ours() -> None:
    tree = ast.parse(Path(other_reader.__file__).read_text(encoding="utf-8"))
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    modules = {(n.module if isinstance(n, ast.ImportFrom) else n.names[0].name) or "." for n in imports}
    assert not [name for name in modules if name.split(".")[0] in ("debrief", "tests", "benchmarks", "")]
    assert all(not isinstance(n, ast.ImportFrom) or n.level == 0 for n in imports)


@pytest.mark.parametrize("name", EXAMINED)
def test_it_comes_to_the_same_verdict(name: str) -> None:
    sealed = EXAMINED[name][0]()
    assert verdict(sealed) == code(sealed) == EXAMINED[name][1]


@pytest.mark.parametrize("depth", [1, 2])
def test_it_comes_to_the_same_verdict_on_what_an_enemy_changed(depth: int) -> None:
    found = set()
    for n in range(400):
        sealed = DEPTHS[depth](Draw(random.Random(f"other {depth} {n}").randbytes(400))).sealed
        assert verdict(sealed) == code(sealed), n
        found.add(code(sealed))
    assert len(found) > 6


def test_it_reads_what_we_seal() -> None:
    hybrid = bundle.generate(post_quantum=True)
    to_hybrid = [bundle.Recipient(age=hybrid.recipient, role="ukhtc")]
    for sealed, who in ((made(records=records(9)), RECOVERY), (made(recipients=to_hybrid), hybrid)):
        found = other_reader.read(sealed.age_bytes, sealed.sig_bytes, trust_value(), [who.secret()], NOW)
        ours = examined(sealed, identities=[who]).opened
        assert ours is not None
        assert found.pop("data/statement.json") == ours.statement.model_dump(mode="json")
        assert {path[13:-5]: value for path, value in found.items()} == ours.records


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.name[:8])
def test_it_reads_the_frozen_ones(path: Path) -> None:
    trust = json.loads((V1 / "trust.json").read_bytes())
    lines = (V1 / "ukhtc.key").read_text().splitlines()
    secrets = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    found = other_reader.read(*bundle.read_pair(path), trust, secrets, RECEIVED.astimezone(UTC))
    assert "made up – نرگس" in [value.get("said") for value in found.values()]


def test_the_page_names_every_code_of_taking_in() -> None:
    """Each code the other reader gives stands in the table of steps."""
    table = PAGE.read_text(encoding="utf-8").split("## Taking one in")[1].split('"Now" is')[0]
    tree = ast.parse(Path(other_reader.__file__).read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "need"]
    codes = {n.args[1].value for n in calls if isinstance(n.args[1], ast.Constant)}
    assert len(codes) > 30
    assert not [code for code in codes if f"{code:02}" not in table]


def test_the_bounds_of_the_page_are_ours() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for fact in ("64 MiB", "10,000", "64 KiB and 64 stanzas", "4 MiB, 64 levels and 500,000", "4,000,000"):
        assert fact in text
    assert datetime(2026, 6, 1, 12, tzinfo=UTC) == NOW
