"""What a guess costs: the bounds, the calibration, and that nothing runs outside the bounds."""

from __future__ import annotations

import pytest

from debrief.vault import KdfCost, calibrate
from debrief.vault.kdf import derive, normalised
from debrief.vault.refusals import CostOutOfBounds, MemoryShort

MIB = 1024


@pytest.mark.parametrize(
    ("seconds_at_floor", "memory", "mib"),
    [
        (0.05, 2**36, 1024),
        (0.1, 2**36, 512),
        (0.2, 2**36, 256),
        (0.3, 2**36, 128),
        (5.0, 2**36, 64),
        (0.05, 2**31, 256),
        (0.05, 2**28, 64),
    ],
)
def test_calibration(seconds_at_floor: float, memory: int, mib: int) -> None:
    cost = calibrate(memory=memory, timer=lambda _: seconds_at_floor)
    assert cost == KdfCost(memory_kib=mib * MIB, passes=3, lanes=4)
    assert cost.check() is cost


def test_calibration_times_the_floor() -> None:
    timed: list[KdfCost] = []
    calibrate(timer=lambda cost: timed.append(cost) or 0.1)  # type: ignore[func-returns-value]
    assert timed == [KdfCost(memory_kib=64 * MIB)]


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(memory_kib=64 * MIB - 1),
        KdfCost(memory_kib=1024 * MIB + 1),
        KdfCost(passes=2),
        KdfCost(passes=17),
        KdfCost(lanes=0),
        KdfCost(lanes=17),
        KdfCost(memory_kib=2**40, below_floor=True),
    ],
)
def test_nothing_runs_outside_the_bounds(cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debrief.vault.kdf.Argon2id", None)  # would raise TypeError if reached
    with pytest.raises(CostOutOfBounds):
        derive("words", bytes(16), cost, b"")


def test_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(**_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("debrief.vault.kdf.Argon2id", starved)
    with pytest.raises(MemoryShort) as refused:
        derive("words", bytes(16), KdfCost(), b"")
    assert refused.value.facts == {"count": "256"}


def test_every_input_changes_the_key() -> None:
    cost = KdfCost.for_tests()
    keys = {
        derive("words", bytes(16), cost, b""),
        derive("Words", bytes(16), cost, b""),
        derive("words", b"1" * 16, cost, b""),
        derive("words", bytes(16), cost, b"slot"),
        derive("words", bytes(16), cost, b"", b"token"),
        derive("words", bytes(16), KdfCost(128, 1, 1, True), b""),
    }
    assert len(keys) == 6


def test_the_same_words_typed_elsewhere() -> None:
    assert normalised(" caf\u00e9\u3000 words ") == normalised("cafe\u0301 words")
    assert normalised("Words") != normalised("words")
    assert normalised("\ud800") != normalised("\ud801")  # never an exception
