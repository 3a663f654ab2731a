"""What sealing costs: an append, and reading a record of 400 answers, against the same unsealed.

Both sides use the same SQLite settings and the same SQLAlchemy Core statements, in turn, in one
run, on the same disk. Figures are ratios of medians; the head file is measured apart, because the
unsealed side has nothing like it.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from debrief.vault import KdfCost, Vault
from debrief.vault.store import Store

ANSWERS = 400
ROUNDS = 400
_WORDS = "words for a benchmark"


def run() -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    with tempfile.TemporaryDirectory() as place:
        return _figures(Path(place))


def _figures(place: Path) -> list[dict[str, Any]]:
    plain = Plain(place / "plain.sqlite")
    with vault_with(place / "bare") as bare, vault_with(place / "whole") as whole:
        bare._ledger._log.head_file.write = lambda head: None  # type: ignore[method-assign]
        rids = [bare.new_debrief(), whole.new_debrief()]
        base, sealed, with_head = _medians(
            plain.append,
            lambda said: bare.append(rids[0], [said]),
            lambda said: whole.append(rids[1], [said]),
        )
        rows, read = _medians(lambda _: plain.read(), lambda _: whole.read(rids[1]), rounds=15)
        assert len(plain.read()) == len(whole.read(rids[1])) == ANSWERS
    unlock, again = _medians(lambda _: plain.read(), lambda _: vault_open(place / "whole"), rounds=15)
    plain.store.close()
    return [
        figure("append, sealed / unsealed (head file apart)", sealed / base, 1.3),
        figure("append with head file / unsealed", with_head / base, None),
        figure(f"read {ANSWERS} answers, sealed / unsealed", read / rows, None),
        figure(f"unlock {ANSWERS} answers (no KDF) / read them unsealed", again / unlock, None),
    ]


class Plain:
    """The same insert and select with nothing sealed, padded or chained."""

    def __init__(self, path: Path) -> None:
        self.store = Store.create(path)
        self.seq = 0

    def append(self, *events: dict[str, Any]) -> None:
        rows = []
        for each in events:
            self.seq += 1
            body = json.dumps(each, ensure_ascii=False).encode()
            rows.append({"seq": self.seq, "epoch": 1, "prev": b"", "address": b"", "body": body})
        self.store.append(rows)

    def read(self) -> list[dict[str, Any]]:
        rows = self.store.events_at(list(range(1, self.seq + 1)))
        return [json.loads(row.body) for row in rows]


def _medians(*acts: Callable[[dict[str, Any]], object], rounds: int = ROUNDS) -> list[float]:
    times: list[list[float]] = [[] for _ in acts]
    for n in range(rounds):
        for act, taken in zip(acts, times, strict=True):
            begun = time.perf_counter()
            act(event(n))
            taken.append(time.perf_counter() - begun)
    return [statistics.median(taken) for taken in times]


def event(n: int) -> dict[str, Any]:
    """An answer of ordinary length."""
    return {
        "type": "answered",
        "item": f"journey.leg.{n}",
        "state": "answered",
        "value": "made-up words " * 12,
        "at": "2026-01-01T00:00:00Z",
    }


def vault_with(folder: Path) -> Vault:
    """A new vault whose passphrase costs nothing to try."""
    return Vault.create(
        folder,
        _WORDS,
        user="benchmark",
        recovery=["age1benchmark"],
        wrap_for_recovery=lambda key, _: bytes(64) + bytes(b ^ 1 for b in key),
        kdf=KdfCost.for_tests(),
    )


def vault_open(folder: Path) -> None:
    """Unlock it and lock it again."""
    Vault.unlock(folder, _WORDS).close()


def figure(name: str, ratio: float, goal: float | None) -> dict[str, Any]:
    """A row of the table of figures."""
    return {"name": name, "ratio": round(ratio, 2), "goal": goal}


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
