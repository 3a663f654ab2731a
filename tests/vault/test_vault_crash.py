"""Power cuts, full disks and folders that cannot be written: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import vault_workers
from vault_making import WORDS, Maker

from debrief.vault import Vault
from debrief.vault.disk import Ballast
from debrief.vault.refusals import DiskFull, HeadNotWritten, NotWritable
from debrief.vault.store import Store, save


def test_no_acknowledged_event_is_lost_when_killed(maker: Maker) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
    folder, acknowledged, unacknowledged = vault.folder, 0, 0
    chance = random.Random(7)
    for _ in range(20):
        with vault_workers.started(vault_workers.append_for_ever, str(folder), WORDS, rid) as (
            process,
            pipe,
        ):
            heard = [pipe.recv() for _ in range(chance.randint(3, 12))]
            time.sleep(chance.uniform(0, 0.005))  # anywhere between two appends
            process.kill()
            last = max(count for _, count in [*heard, *vault_workers.received(pipe)])
        acknowledged = max(acknowledged, last)
        with Vault.unlock(folder, WORDS) as again:
            kept = [event["n"] for event in again.read(rid)]
            assert kept == list(range(len(kept)))
            assert len(kept) >= acknowledged
            assert again.head[0] == len(kept)
            assert again.journal() == []  # nothing had to be acknowledged by anybody
            unacknowledged += len(kept) - acknowledged
            acknowledged = len(kept)
    assert acknowledged > 40
    assert unacknowledged <= 20 * 4


@pytest.mark.parametrize("limit", [256 * 1024, 400 * 1024])
def test_a_disk_that_takes_no_more(maker: Maker, limit: int) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
    with vault_workers.started(vault_workers.append_until_refused, str(vault.folder), WORDS, rid, limit) as (
        _,
        pipe,
    ):
        *numbers, refusal, readable = vault_workers.received(pipe)
    assert refusal == (DiskFull.code, False)
    assert readable == len(numbers) > 5
    with Vault.unlock(vault.folder, WORDS) as again:
        assert len(again.read(rid)) == len(numbers)
        assert again.append(rid, [{"a": "room again"}]) == len(numbers) + 1


def test_the_ballast_makes_room_once(tmp_path: Path) -> None:
    """SQLite's own "full", by a page limit that stands for the disk until the ballast is gone."""
    ballast = Ballast(tmp_path / "ballast")
    ballast.load()
    assert ballast.path.stat().st_size == 2**20
    connection = sqlite3.connect(tmp_path / "db")
    connection.execute("CREATE TABLE t (b BLOB)")
    store = Store.create(tmp_path / "log.sqlite")

    def insert() -> None:
        connection.execute(f"PRAGMA max_page_count={10 if ballast.path.exists() else 100}")
        with store.guarded(), connection:
            connection.execute("INSERT INTO t VALUES (zeroblob(120000))")

    save(insert, ballast.drop)
    assert not ballast.path.exists()
    save(insert, ballast.drop)
    save(insert, ballast.drop)
    with pytest.raises(DiskFull):
        save(insert, ballast.drop)
    connection.close()
    store.close()


def test_a_missing_ballast_is_laid_again(maker: Maker) -> None:
    with maker.make() as vault:
        (vault.folder / "ballast").unlink()
    assert (vault.folder / "ballast").stat().st_size == 2**20


def test_nothing_is_saved_while_the_head_cannot_be(maker: Maker) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
        head = vault.folder / "head"
        kept = head.read_bytes()
        head.unlink()
        head.mkdir()
        with pytest.raises(HeadNotWritten):
            vault.append(rid, [{"n": 1}])
        with pytest.raises(NotWritable):
            vault.append(rid, [{"n": 2}])
        with pytest.raises(NotWritable):
            vault.erase(rid, {"outline": 1})  # its key is not dropped without the entry that says so
        assert vault.read(rid) == [{"n": 1}]  # the first was committed, the others never began
        head.rmdir()
        head.write_bytes(kept)
        assert vault.append(rid, [{"n": 3}]) == 2
    with Vault.unlock(vault.folder, WORDS) as again:
        assert again.read(rid) == [{"n": 1}, {"n": 3}]


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that another user may enter (the test's own folder is private)."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(place)


@pytest.mark.parametrize("files", [0o400, 0o600])
def test_a_read_only_folder(maker: Maker, open_place: Path, files: int) -> None:
    with maker.make() as vault:
        vault.append(vault.new_debrief(), [{"n": 1}])
    folder = Path(shutil.copytree(vault.folder, open_place / "vault"))
    for path in [*folder.iterdir(), folder]:
        if hasattr(os, "chown") and os.geteuid() == 0:
            os.chown(path, 65534, 65534)
        path.chmod(0o500 if path == folder else files)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with vault_workers.started(vault_workers.unlock_without_rights, str(folder), WORDS) as (
        _,
        pipe,
    ):
        assert list(vault_workers.received(pipe)) == ["VAULT-19"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    folder.chmod(0o700)


def test_files_are_private(maker: Maker) -> None:
    with maker.make() as vault:
        vault.append(vault.new_debrief(), [{"n": 1}])
        vault.folder.chmod(0o755)
        modes = {path.name: path.stat().st_mode & 0o777 for path in vault.folder.iterdir()}
    assert set(modes) >= {"head", "header.json", "lock", "log.sqlite", "log.sqlite-wal", "ballast"}
    assert set(modes.values()) == {0o600}
    Vault.unlock(vault.folder, WORDS).close()
    assert vault.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("read_only", [False, True])
def test_sqlite_is_asked_for_durability(tmp_path: Path, read_only: bool) -> None:
    """A power cut cannot be made here, so what was asked of SQLite is looked at instead."""
    Store.create(tmp_path / "log.sqlite").close()
    store = Store(tmp_path / "log.sqlite", read_only=read_only)
    asked = ("synchronous", "secure_delete", "temp_store", "trusted_schema", "cell_size_check")
    with store._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    store.close()
    assert found == [2, 1, 2, 0, 1]
    assert journal == "wal"
