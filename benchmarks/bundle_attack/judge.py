"""What must hold of every attack, whatever made it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks.bundle_attack.depths import Attack
from debrief import bundle
from debrief.bundle import bag, canonical
from debrief.bundle.refusals import Unforeseen
from tests.bundle import world

WITNESSED = (
    "open",
    "os.",
    "shutil.",
    "socket.",
    "subprocess.",
    "exec",
    "compile",
    "import",
    "tempfile.",
    "ctypes.",
)
"""Audit events (PEP 578) of which reading a bundle may cause none: it is done in memory."""


HYBRID = bundle.generate(post_quantum=True)
"""A second identity of the receiver, so that both kinds of stanza are tried."""


@dataclass(frozen=True)
class Judged:
    """``code`` is empty where the bundle was taken; ``seconds`` of CPU."""

    code: str
    seconds: float
    changed: bool


class Broken(AssertionError):
    """Something that must never happen; says what, and nothing of the content."""


class Witness:
    """Sees every file that is opened, every process and socket, while it is asked to look."""

    def __init__(self) -> None:
        self._looking, self.seen = False, list[str]()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._looking and event.startswith(WITNESSED):
            self.seen.append(event)

    @contextmanager
    def looking(self) -> Iterator[None]:
        self.seen, self._looking = [], True
        try:
            yield
        finally:
            self._looking = False


@cache
def _witness() -> Witness:
    """One for all, once Python has imported what the first bundle needs."""
    world.examined(world.made())
    return Witness()


def judged(attack: Attack) -> Judged:
    """Take it in as UKHTC would. Raises `Broken` when anything is as it must not be."""
    witness = _witness()
    with witness.looking():
        began = time.process_time()
        verdict = world.examined(attack.sealed, identities=[world.UKHTC, HYBRID])
        seconds = time.process_time() - began
    if witness.seen:
        raise Broken(f"reading it did {witness.seen[0]}")
    if verdict.refusal is None:
        _taken(attack, verdict)
        return Judged("", seconds, attack.changed)
    _refused(verdict.refusal)
    return Judged(verdict.refusal.code, seconds, attack.changed)


def _refused(refusal: Exception) -> None:
    if isinstance(refusal, Unforeseen):
        raise Broken("it was refused by the catch-all")
    if "made up" in str(refusal) + repr(refusal):
        raise Broken("the refusal repeats what was said")


def _taken(attack: Attack, verdict: bundle.Verdict) -> None:
    if attack.depth < 3:
        if attack.changed:
            raise Broken("an altered bundle was taken")
        return
    assert attack.signed is not None
    assert verdict.opened is not None
    found = {bag.record_path(name): canonical.encode(value) for name, value in verdict.opened.records.items()}
    found[bag.STATEMENT] = verdict.opened.statement.encode()
    signed = {name: data for name, data in attack.signed.items() if name.startswith("data/")}
    if found != signed:
        raise Broken("what was taken is not what was signed")
