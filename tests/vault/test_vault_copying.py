"""A whole copy at one moment, and a look through everything on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from vault_making import WORDS, Maker, everything

from debrief.vault import Report, Vault
from debrief.vault.refusals import AlreadyThere, Loss


def test_a_backup_is_the_vault_of_that_moment(maker: Maker, tmp_path: Path) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
        vault.append(rid, [{"n": 1}, {"n": 2}])  # not yet in the database itself, but in the log beside it
        copy = vault.backup(tmp_path / "copy")
        head = vault.head
        vault.append(rid, [{"n": 3}])
    assert {path.name for path in copy.iterdir()} == {"header.json", "header.copy.json", "head", "log.sqlite"}
    assert {path.stat().st_mode & 0o777 for path in copy.iterdir()} == {0o600}
    with Vault.unlock(copy, WORDS) as again:
        assert again.head == head
        assert [event["n"] for event in again.read(rid)] == [1, 2]
        assert again.append(rid, [{"n": "the copy works too"}])
    with Vault.unlock(vault.folder, WORDS) as still:
        assert [event["n"] for event in still.read(rid)] == [1, 2, 3]
        assert [entry["type"] for entry in still.journal()] == ["vault.backed-up"]


def test_a_backup_never_goes_over_something(maker: Maker, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a file").write_text("mine")
    with maker.make() as vault:
        vault.append(vault.new_debrief(), [{"n": 1}])
        for place in (tmp_path / "full", vault.folder):
            before = everything(place)
            with pytest.raises(AlreadyThere):
                vault.backup(place)
            assert everything(place) == before


def test_a_look_through_counts_and_finds_damage(maker: Maker) -> None:
    with maker.make() as vault:
        one, other = vault.new_debrief(), vault.new_debrief()
        vault.append(one, [{"n": 1}, {"n": 2}])
        vault.append(other, [{"n": 3}])
        vault.erase(other)
        assert vault.check() == Report(entries=4, debriefs=1, sealed=1, damaged=[])
        with (vault.folder / "log.sqlite").open("r+b") as file:
            content = file.read()
            (row,) = vault._log.store.events_at([1])
            file.seek(content.index(row.body) + 40)
            file.write(b"\0" * 8)
        with pytest.raises(Loss):
            vault.check()
