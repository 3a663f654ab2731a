"""Every byte of the vault's files, flipped and cut, in an enemy's hands or a dying disk's.

The vault lies as a power cut leaves it: part of it in the write-ahead log. Whatever is done to one
byte, opening it refuses with a code, or finds exactly what was there. Who accepts the loss then finds
entries that were there and no others, and the journal says that some are lost. ``make test`` tries
one byte in so many; ``DEBRIEF_ATTACK`` set to anything else than 1 tries every one.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from debrief.bundle import encrypt, generate
from debrief.errors import Refusal
from debrief.vault import KdfCost, Loss, Vault

WHOLE = os.environ.get("DEBRIEF_ATTACK", "1") != "1"
SLICES = 8 if WHOLE else 1
WORDS = "made up words for a sweep"
CANARY = "kanari-in-a-sweep"
FILES = {"header.json": 29, "header.copy.json": 401, "head": 3, "log.sqlite": 401, "log.sqlite-wal": 401}
"""Each file, and one byte in how many is tried in the fast sample."""


class Vaulted:
    """A vault's files as bytes; they are laid out anew for every attempt."""

    def __init__(self, root: Path) -> None:
        recovery, source = str(generate().recipient), root / "source"
        with Vault.create(
            source, WORDS, user="A1", recovery=[recovery], wrap_for_recovery=encrypt, kdf=KdfCost.for_tests()
        ) as vault:
            self.records = [vault.new_debrief() for _ in range(2)]
            for n in range(8):
                vault.append(self.records[n % 2], [{"n": n, "words": CANARY}])
            vault.checkpoint()
            vault.append(self.records[0], [{"n": 8, "words": CANARY}, {"n": 9}])
            vault.log({"type": "made up"})
            self.files = {name: (source / name).read_bytes() for name in FILES}
        self.place = root / "place"
        self.right = self.read()
        assert self.right[0] == 11

    def read(self, changed: dict[str, bytes] | None = None, **how: Any) -> tuple[Any, ...]:
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        for name, content in {**self.files, **(changed or {})}.items():
            (self.place / name).write_bytes(content)
        (self.place / "ballast").touch()  # it is not laid anew each time
        with Vault.unlock(self.place, WORDS, **how) as vault:
            return vault.head[0], list(vault.read_all()), vault.journal(), vault.slots()

    def found(self, changed: dict[str, bytes]) -> str:
        """What a change led to: ``same``, or the code it was refused with. Anything else fails."""
        try:
            assert self.read(changed) == self.right
            return "same"
        except Refusal as refusal:
            found = refusal
        assert CANARY not in f"{found}{found!r}{found.facts}"
        if isinstance(found, Loss):
            self._nothing_else_is_found(changed)
        return found.code

    def _nothing_else_is_found(self, changed: dict[str, bytes]) -> None:
        try:
            _, events, journal, slots = self.read(changed, accept_loss=True)
        except Refusal:
            return
        assert [entry for entry in events if entry not in self.right[1]] == []
        assert slots == self.right[3]
        assert journal[-1]["type"] == "vault.loss-accepted"
        assert [entry for entry in journal[:-1] if entry not in self.right[2]] == []


@pytest.fixture(scope="module")
def vaulted(tmp_path_factory: pytest.TempPathFactory) -> Vaulted:
    return Vaulted(tmp_path_factory.mktemp("sweep"))


def places(name: str, size: int, part: int) -> Iterator[int]:
    """The bytes of a file that are tried in this part of the sweep."""
    step = 1 if WHOLE else FILES[name]
    return iter(range(part * step, size, step * SLICES))


def flipped(content: bytes, at: int, chance: random.Random) -> bytes:
    return content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :]


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("name", FILES)
def test_every_byte_flipped(vaulted: Vaulted, name: str, part: int) -> None:
    content, chance, same = vaulted.files[name], random.Random(f"{name} {part}"), 0
    tried = list(places(name, len(content), part))
    for at in tried:
        same += vaulted.found({name: flipped(content, at, chance)}) == "same"
    if name in ("header.json", "head"):
        assert same == 0
    elif name == "header.copy.json":
        assert same == len(tried)  # it is not read; the next opening writes it anew
    else:
        assert same < len(tried)  # rows and frames are sealed; free room in a page is not


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("name", FILES)
def test_cut_after_every_byte(vaulted: Vaulted, name: str, part: int) -> None:
    """What the write-ahead log holds anew may be missing from the database; nothing else may."""
    content = vaulted.files[name]
    least = {"header.copy.json": 0, "log.sqlite": len(content) // 2}.get(name, len(content))
    for at in places(name, len(content), part):
        same = vaulted.found({name: content[:at]}) == "same"
        assert same <= (at >= least), at
