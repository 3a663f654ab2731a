"""A vault whose keys were changed, a de-brief sealed and one erased, in an enemy's hands.

Whatever is done to its files: refused with a code, or exactly what was there. Never other content,
never a de-brief that was sealed, never a traceback. ``DEBRIEF_ATTACK=40`` does forty times as much.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from debrief.bundle import encrypt, generate
from debrief.errors import Refusal
from debrief.vault import KdfCost, Sealed, Secret, Vault, read_header
from debrief.vault.header import canonical

SCALE = int(os.environ.get("DEBRIEF_ATTACK", "1"))
MUTATIONS = 120 * SCALE
WORDS, LEAVER = "made up words of one who stays", "made up words of one who left"
FILES = ("header.json", "head", "log.sqlite")


class Case:
    """The vault, its content, and copies of it from before each change."""

    def __init__(self, root: Path) -> None:
        self.folder, self.root, self.copies = root / "vault", root, 0
        recovery = str(generate().recipient)
        with Vault.create(
            self.folder,
            WORDS,
            user="stays",
            recovery=[recovery],
            wrap_for_recovery=encrypt,
            kdf=KdfCost.for_tests(),
        ) as vault:
            self.kept, self.sealed, self.erased = (vault.new_debrief() for _ in range(3))
            for rid in (self.kept, self.sealed, self.erased):
                vault.append(rid, [{"n": n, "of": rid} for n in range(3)])
            leaver = vault.add_slot(LEAVER, user="leaves", kdf=KdfCost.for_tests())
            self.before = self.copy("before")
            vault.rekey()
            vault.seal(self.sealed, lambda key: [encrypt(key, [recovery])], {"stub": 1})
            self.between = self.copy("between")
            vault.leave(leaver, {vault.slot: Secret(WORDS)}, encrypt)
            vault.erase(self.erased, {"stub": 2})
            vault.append(self.kept, [{"n": 3, "of": self.kept}])
            self.head = vault.head
        self.content = self.read(self.folder)

    def copy(self, name: str = "") -> Path:
        self.copies += 1
        return Path(shutil.copytree(self.folder, self.root / (name or f"copy-{self.copies}")))

    def read(self, folder: Path) -> tuple[Any, ...]:
        with Vault.unlock(folder, WORDS) as vault:
            for gone in (self.sealed, self.erased):
                with pytest.raises(Sealed):
                    vault.read(gone)
            return vault.head, vault.read(self.kept), vault.debriefs(), vault.journal(), vault.slots()

    def same_or_refused(self, folder: Path) -> bool:
        """Whether it was refused; anything but that or the same content fails."""
        try:
            found = self.read(folder)
        except Refusal:
            return True
        assert found == self.content
        return False


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("case"))


def changed(content: bytes, chance: random.Random) -> bytes:
    """A byte flipped, a piece cut out, repeated, blanked, or the end lost."""
    at = chance.randrange(len(content))
    length = chance.choice([1, 16, 76, 512, 4096])
    piece = content[at : at + length]
    return chance.choice(
        [
            content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :],
            content[:at] + content[at + length :],
            content[:at] + piece + content[at:],
            content[:at] + bytes(len(piece)) + content[at + length :],
            content[:at],
        ]
    )


@pytest.mark.parametrize("name", FILES)
def test_any_damage_is_refused_or_changes_nothing(case: Case, name: str) -> None:
    chance, refused = random.Random(name), 0
    for _ in range(MUTATIONS):
        folder = case.copy()
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(changed(content, chance))
        refused += case.same_or_refused(folder)
        shutil.rmtree(folder)
    assert refused > MUTATIONS * (0.2 if name == "log.sqlite" else 0.95)


@pytest.mark.parametrize("older", ["before", "between"])
@pytest.mark.parametrize(
    "names", [("header.json",), ("head",), ("log.sqlite",), ("head", "log.sqlite"), FILES[:2]]
)
def test_older_files_beside_newer_ones_are_refused(case: Case, older: str, names: tuple[str, ...]) -> None:
    folder = case.copy()
    for name in names:
        shutil.copy(case.root / older / name, folder / name)
    for words in (WORDS, LEAVER):
        with pytest.raises(Refusal):
            Vault.unlock(folder, words)


def rows(folder: Path) -> list[Any]:
    with closing(sqlite3.connect(folder / "log.sqlite")) as base:
        return base.execute("SELECT number, epoch, sealed FROM wrap ORDER BY number").fetchall()


def put(folder: Path, wraps: list[Any]) -> None:
    with closing(sqlite3.connect(folder / "log.sqlite")) as base, base:
        base.executemany("UPDATE wrap SET epoch = ?2, sealed = ?3 WHERE number = ?1", wraps)


def swapped(wraps: list[Any]) -> Iterator[Any]:
    one, two = wraps[1], wraps[2]
    yield from ((one[0], *two[1:]), (two[0], *one[1:]))


@pytest.mark.parametrize("older", ["before", "between"])
def test_a_dropped_key_put_back_opens_nothing(case: Case, older: str) -> None:
    """One row, as it was wrapped before the vault had its present key."""
    folder = case.copy()
    put(folder, [row for row in rows(case.root / older) if row[0] in (3, 4)])
    case.same_or_refused(folder)
    with Vault.unlock(folder, WORDS) as vault:
        assert vault.debriefs() == [case.kept]


def test_a_key_dropped_in_this_epoch_put_back_is_dropped_again(tmp_path: Path) -> None:
    """Under the same vault key an older row still opens; the journal says that it may not."""
    case = Case(tmp_path)
    with Vault.unlock(case.folder, WORDS) as vault:
        fresh = vault.new_debrief()
        vault.append(fresh, [{"n": 1}])
    older = rows(case.folder)
    with Vault.unlock(case.folder, WORDS) as vault:
        vault.erase(fresh)
        epoch = vault.epoch
    put(case.folder, older)
    with Vault.unlock(case.folder, WORDS) as vault:
        with pytest.raises(Sealed):
            vault.read(fresh)
        assert vault.epoch > epoch
        assert vault.read(case.kept) == case.content[1]
    assert not set(older) & set(rows(case.folder))


def test_record_keys_swapped(case: Case) -> None:
    folder = case.copy()
    put(folder, list(swapped(rows(folder))))
    assert case.same_or_refused(folder)


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda h: h.update(epoch=h["epoch"] - 1),
        lambda h: h.update(epoch=h["epoch"] + 1),
        lambda h: h.update(epoch=h["elders"][-1]["through"] + 1),
        lambda h: h.update(elders=[]),
        lambda h: h["elders"].append(h["elders"][-1]),
        lambda h: h["elders"][-1].update(through=h["elders"][-1]["through"] + 5),
        lambda h: h["recovery"].update(recipients=[str(generate().recipient)]),
    ],
)
def test_a_header_that_says_something_else(case: Case, change: Change) -> None:
    """In particular: that a change of keys is not finished, so that the former key would count again."""
    folder = case.copy()
    signed = read_header(folder).model_dump()
    change(signed["header"])
    (folder / "header.json").write_bytes(canonical(signed))
    with pytest.raises(Refusal):
        Vault.unlock(folder, WORDS)


def test_the_leavers_own_copy_says_nothing_of_today(case: Case) -> None:
    with Vault.unlock(case.before, LEAVER) as vault:
        former = vault._open_keys().raw()
    with pytest.raises(Refusal, match="VAULT-25"):
        Vault.recover(case.folder, former)
    with pytest.raises(Refusal, match="VAULT-01"):
        Vault.unlock(case.folder, LEAVER)
    assert former not in b"".join(path.read_bytes() for path in case.folder.iterdir())
