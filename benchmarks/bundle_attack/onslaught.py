"""All attacks on the bundle, each in a process of its own, so that its memory is known."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context

from benchmarks.bundle_attack.bombs import BOMBS
from benchmarks.bundle_attack.depths import DEPTHS, Attack
from benchmarks.bundle_attack.judge import Broken, judged
from benchmarks.bundle_attack.tally import Tally, peak_megabytes
from benchmarks.bundle_attack.with_atheris import by_atheris
from benchmarks.bundle_attack.with_hypothesis import by_hypothesis

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300
NO_ATHERIS = "There is no atheris here, so Hypothesis makes every change."


def bomb(name: str) -> Tally:
    """One bomb, in a process of its own, so that its memory is known."""
    make, code = BOMBS[name]
    tally = Tally(name)
    sealed, before = make(), peak_megabytes()
    found = judged(Attack(1, sealed, changed=True))
    tally.add(found)
    tally.megabytes = peak_megabytes()
    if before > MOST_MEGABYTES:
        tally.megabytes -= before  # making it took more than reading it
    if found.code != code:
        raise Broken(f"{name}: refused with {found.code}, and should be with {code}")
    return tally


def attack(count: int, workers: int) -> int:
    """Runs all; the number of bounds broken. Raises `Broken` for anything worse."""
    each = count // len(DEPTHS)
    ways: list[Callable[[int, int], Tally]] = [by_hypothesis, by_atheris]
    if importlib.util.find_spec("atheris") is None:
        print(NO_ATHERIS)
        ways = [by_hypothesis]
    parts = {way: each // len(ways) for way in ways}
    work = [partial(bomb, name) for name in BOMBS]
    work += [partial(way, depth, part) for depth in DEPTHS for way, part in parts.items()]
    tallies = []
    with get_context("spawn").Pool(workers, maxtasksperchild=1) as pool:
        for tally in pool.imap(_run, work, chunksize=1):
            print(tally.said(), flush=True)
            tallies.append(tally)
    over = [t for t in tallies if t.seconds > MOST_SECONDS or t.megabytes > MOST_MEGABYTES]
    changes = sum(t.changes for t in tallies) - len(BOMBS)
    print(
        f"{len(BOMBS)} bombs, {changes} changes, {len(over)} over {MOST_SECONDS:.0f} s or {MOST_MEGABYTES} MB"
    )
    return len(over)


def _run(work: Callable[[], Tally]) -> Tally:
    return work()
