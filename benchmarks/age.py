"""The age layer alone: 256 MiB in pieces, against the program `age` on the same file.

Both read the same file and write to nowhere, in turn, in one run. A ratio is our speed divided by
that of `age` (more is better), once by CPU time and once by the clock on the wall, of medians. Memory is
the most that Python held while sealing and opening 256 MiB, against 16 MiB.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from debrief.bundle import generate, identity
from debrief.bundle.age import opening, sealing

MEBIBYTES = 256
SMALL = 16
ROUNDS = 7
_ME = generate()
Figures = list[dict[str, Any]]


def run() -> Figures:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    rows = [_memory("seal"), _memory("open")]
    program = shutil.which("age")
    if program is None or os.name == "nt":
        print("There is no command 'age' here whose CPU time can be read, so nothing is compared with it.")
        return rows
    with tempfile.TemporaryDirectory() as folder:
        return [*_against(program, Path(folder)), *rows]


def _against(program: str, folder: Path) -> Figures:
    plain, sealed, key = folder / "plain", folder / "sealed", folder / "key"
    plain.write_bytes(os.urandom(2**20) * MEBIBYTES)
    key.write_text(_ME.secret() + "\n", encoding="ascii")
    subprocess.run([program, "-r", _ME.recipient, "-o", str(sealed), str(plain)], check=True)
    ours = {
        "seal": lambda: _through("seal", plain),
        "open": lambda: _through("open", sealed),
    }
    theirs = {
        "seal": [program, "-r", _ME.recipient, str(plain)],
        "open": [program, "-d", "-i", str(key), str(sealed)],
    }
    goals = {"seal": 0.6, "open": 0.9}
    return [row for verb, goal in goals.items() for row in _compared(verb, ours[verb], theirs[verb], goal)]


def _compared(verb: str, ours: Callable[[], object], theirs: list[str], goal: float) -> Figures:
    spent: dict[str, list[tuple[float, float]]] = {"ours": [], "theirs": []}
    for _ in range(ROUNDS):
        spent["ours"].append(_timed(ours))
        spent["theirs"].append(_timed(lambda: subprocess.run(theirs, stdout=subprocess.DEVNULL, check=True)))
    cpu, wall = (
        statistics.median(t[n] for t in spent["theirs"]) / statistics.median(t[n] for t in spent["ours"])
        for n in (0, 1)
    )
    name = f"{verb} {MEBIBYTES} MiB in pieces / age"
    return [
        {"name": f"{name}, speed by CPU time", "ratio": cpu, "goal": goal},
        {"name": f"{name}, speed by the wall clock", "ratio": wall, "goal": goal},
    ]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU, ours and our children's, and of the clock on the wall."""
    before, began = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - began, os.times()
    return sum(after[:4]) - sum(before[:4]), wall


def _through(verb: str, path: Path) -> None:
    with path.open("rb") as file:
        _spend(sealing(file, [_ME.recipient]) if verb == "seal" else opening(file, [identity(_ME.secret())]))


def _spend(pieces: Iterable[bytes]) -> None:
    with Path(os.devnull).open("wb", buffering=0) as nowhere:
        for piece in pieces:
            nowhere.write(piece)


def _memory(verb: str) -> dict[str, Any]:
    """The most that was held, of 256 MiB against 16: flat is 1."""
    large, small = (_most(verb, size) for size in (MEBIBYTES, SMALL))
    return {"name": f"{verb} in pieces, memory {MEBIBYTES} / {SMALL} MiB", "ratio": large / small, "goal": 1.1}


def _most(verb: str, mebibytes: int) -> int:
    with tempfile.TemporaryFile() as file:
        _write(file, verb, mebibytes)
        file.seek(0)
        tracemalloc.start()
        try:
            _spend(sealing(file, [_ME.recipient]) if verb == "seal" else opening(file, [_ME]))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def _write(file: BinaryIO, verb: str, mebibytes: int) -> None:
    with tempfile.TemporaryFile() as plain:
        for _ in range(mebibytes):
            plain.write(bytes(2**20))
        plain.seek(0)
        file.writelines(sealing(plain, [_ME.recipient]) if verb == "open" else plain)
