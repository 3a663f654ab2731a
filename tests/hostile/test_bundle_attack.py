"""A seeded sample of what `make attack` does to bundles; the bounds of time and memory are checked there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.bundle_attack import judge
from benchmarks.bundle_attack.bombs import BOMBS
from benchmarks.bundle_attack.depths import DEPTHS, Attack
from benchmarks.bundle_attack.draw import Draw
from debrief.bundle import canonical, ustar
from tests.bundle import world

HEAVY = {"200,000 members", "110,000 members, nearly all that fit"}
SAMPLE = 250


def attacks(depth: int, count: int = SAMPLE) -> list[Attack]:
    return [DEPTHS[depth](Draw(random.Random(f"{depth}-{n}").randbytes(400))) for n in range(count)]


def judged(depth: int) -> list[judge.Judged]:
    return [judge.judged(attack) for attack in attacks(depth)]


@pytest.mark.parametrize("depth", DEPTHS)
def test_nothing_that_must_not_happen_happens(depth: int) -> None:
    found = judged(depth)
    assert sum(each.changed for each in found) > SAMPLE * 0.8
    assert len({each.code for each in found}) > 6, "too few steps of the import were reached"


def test_what_a_listed_key_signs_is_sometimes_taken() -> None:
    """Else the third depth would prove nothing about what is taken."""
    assert sum(each.changed and not each.code for each in judged(3)) > 10


@pytest.mark.parametrize("name", sorted(set(BOMBS) - HEAVY))
def test_a_bomb(name: str) -> None:
    make, code = BOMBS[name]
    assert judge.judged(Attack(1, make(), changed=True)).code == code


def test_an_altered_bundle_that_is_taken_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge itself: without the comparison of the whole archive, slack in it would be taken."""
    monkeypatch.setattr(ustar, "_compared", lambda archive, end, files, roots: (roots.pop(), files))
    with pytest.raises(judge.Broken, match="altered"):
        judged(2)


def test_a_file_that_is_opened_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = canonical.loads

    def leaky(data: bytes, *, name: str = "") -> object:
        (tmp_path / "leak").write_bytes(data)
        return real(data, name=name)

    monkeypatch.setattr(canonical, "loads", leaky)
    with pytest.raises(judge.Broken, match="open"):
        judge.judged(Attack(1, world.made(), changed=False))


def test_what_is_taken_otherwise_than_signed_is_noticed() -> None:
    sealed = world.made()
    _, files = world.opened_files(sealed)
    other = {**files, "data/statement.json": b"{}"}
    with pytest.raises(judge.Broken, match="not what was signed"):
        judge.judged(Attack(3, sealed, changed=True, signed=other))
