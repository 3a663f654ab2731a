"""Killed at any moment of anything: nothing acknowledged is lost, and every act is done or not done.

A laptop appends, checkpoints, exports, takes receipts in, changes its keys and purges; a central
repository imports. One after the other is killed in the middle of each. ``DEBRIEF_ATTACK=40`` kills
a thousand times.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import time
from pathlib import Path

import pytest

from debrief import repository as ukhtc
from debrief.bundle import encrypt, examine, generate, read_pair
from debrief.desk import Desk
from debrief.vault import KdfCost, Sealed, Vault
from tests.repository.world import NOW, Laptop, Told, admitted, opened, take

from .crash_worker import ACTS, BANK, WORDS, Central, Said, at_work, clock, heard, killed, started

SCALE = int(os.environ.get("DEBRIEF_ATTACK", "1"))
KILLS = 2 if SCALE == 1 else 4 * SCALE
FRESH_AFTER = 40
"""Kills on one vault, before another is taken."""

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


class Scene:
    """A vault, its central repository, a stick, and what was acknowledged so far."""

    def __init__(self, place: Path) -> None:
        self.folder, self.stick = place / "vault", place / "stick"
        self.stick.mkdir(parents=True)
        with Vault.create(
            self.folder,
            WORDS,
            user="A1",
            recovery=[str(generate().recipient)],
            wrap_for_recovery=encrypt,
            kdf=KdfCost.for_tests(),
        ) as vault:
            desk = Desk(vault, BANK, clock)
            desk.set(agency="police", agency_id="met-police", interviewer="A1")
            self.central, self.rid = Central(desk), desk.new("LA-17").rid
        self.done: dict[str, set[str]] = {act: set() for act in ACTS}
        self.may_go: set[str] = set()
        self.seen_receipts = self.in_the_middle = 0

    def kill_in(self, act: str, chance: random.Random) -> None:
        """Killed a moment after the act began (it is done over and over); what was said is noted."""
        with started(at_work, self.folder, self.central, self.rid, self.stick, act) as (pid, pipe):
            said: list[Said] = []
            while ("begins", act) not in said:
                said.append(pipe.recv())
            time.sleep(chance.uniform(0, 0.1))
            killed(pid)
            said += heard(pipe)
        self.in_the_middle += said[-1] == ("begins", act)
        for what, *more in said:
            if what == "done":
                self.done[more[0]].add(more[1])
            elif what == "goes":
                self.may_go.add(more[0])

    def look(self) -> None:
        """What must hold after any kill; unlocking asks nobody about a loss."""
        with Vault.unlock(self.folder, WORDS) as vault:
            desk = Desk(vault, BANK, clock)
            assert vault.damaged == []
            assert "vault.loss-accepted" not in {entry["type"] for entry in vault.journal()}
            notes = [note.words.original for _, note in desk.open(self.rid).interview.state.notes]
            assert notes == [f"n{n}" for n in range(len(notes))]
            assert {int(n) for n in self.done["append"]} <= set(range(len(notes)))
            assert vault.epoch >= max(map(int, self.done["rekey"]), default=0)
            self._look_at_bundles(desk)
            self._look_at_purged(vault)

    def _look_at_bundles(self, desk: Desk) -> None:
        """Every bundle there is whole; of those acknowledged the vault knows, and so of receipts."""
        journal = desk.vault.journal()
        exported = {f"{e['bundle']}.debrief.age": e["digest"] for e in journal if e["type"] == "exported"}
        assert self.done["export"] <= set(exported)
        receipts = {e["digest"] for e in journal if e["type"] == "receipt"}
        assert self.done["receipt"] <= {path.name for path in self.stick.glob("*.receipt.json")}
        for path in self.stick.glob("*.debrief.age"):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            assert exported.get(path.name, digest) == digest
            verdict = examine(
                *read_pair(path), identities=[self.central.identity], trust=self.central.list, now=clock()
            )
            assert verdict.opened is not None
            if f"{verdict.opened.statement.bundle_id}.receipt.json" in self.done["receipt"]:
                assert digest in receipts
                self.seen_receipts += 1
        assert set(exported) <= {path.name for path in self.stick.glob("*.debrief.age")}

    def _look_at_purged(self, vault: Vault) -> None:
        gone = vault.sealed()
        assert {name.removesuffix(".erased.json") for name in self.done["purge"]} <= set(gone)
        assert set(gone) <= self.may_go
        for rid in self.may_go:
            if rid in gone:
                assert gone[rid]["certificate"]
                assert vault.stub(rid)
                with pytest.raises(Sealed):
                    vault.read(rid)
            else:
                assert len(vault.read(rid)) >= 3


@pytest.mark.parametrize("act", ACTS)
def test_a_laptop_killed_in(act: str, tmp_path: Path) -> None:
    chance, scene = random.Random(act), Scene(tmp_path / "0")
    for nth in range(KILLS):
        if nth and nth % FRESH_AFTER == 0:
            shutil.rmtree(scene.folder.parent)
            scene = Scene(tmp_path / str(nth))
        scene.kill_in(act, chance)
        scene.look()
    assert scene.may_go or act != "purge"
    assert scene.seen_receipts or not scene.done["receipt"]


def import_all(pipe: object, folder: Path, stick: Path) -> None:
    with opened(ukhtc.read_place(folder)) as repository:
        pipe.send(("begins",))  # type: ignore[attr-defined]
        take(repository, stick)


def test_a_central_repository_killed_in_an_import(tmp_path: Path) -> None:
    """Killed, and killed again while it goes on; in the end it is as if nothing had happened."""
    place, laptop, stick = ukhtc.init_repository(tmp_path / "base", now=NOW), Laptop(1), tmp_path / "stick"
    admitted(place, laptop)
    stick.mkdir()
    for seed in range(4):
        laptop.sealed(place, [Told(seed).adult().exploited("labour").json()]).write(stick)
    shutil.copytree(place.folder, tmp_path / "whole")
    with opened(ukhtc.read_place(tmp_path / "whole")) as repository:
        take(repository, stick)
        expected = repository.digest()
    chance = random.Random("import")
    for nth in range(KILLS):
        folder = tmp_path / "killed"
        if nth % 3 == 0:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(place.folder, folder)
        with started(import_all, folder, stick) as (pid, pipe):
            pipe.recv()
            time.sleep(chance.uniform(0, 0.4))
            killed(pid)
        if nth % 3 == 2 or nth == KILLS - 1:
            with opened(ukhtc.read_place(folder)) as repository:
                report = take(repository, stick)
                assert report.refused == 0
                assert repository.digest() == expected
            assert len(list((folder / "receipts").glob("*.json"))) == 4
