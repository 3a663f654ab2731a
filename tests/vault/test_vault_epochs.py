"""The format is ready for a new vault key: rows of earlier epochs stay readable."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from vault_making import WORDS, Maker

from debrief.vault import KdfCost, Vault, read_header
from debrief.vault.head import Head, HeadFile
from debrief.vault.header import Elder, write_header
from debrief.vault.keys import VaultKeys, seal, unseal
from debrief.vault.refusals import RowsDamaged, WrongPassphrase
from debrief.vault.slots import make_slot, open_slots


def rekeyed(folder: Path, new_words: str, *, keep_elder: bool = True) -> None:
    """What a change of the vault key writes: epoch 2, wraps and head under the new key."""
    old_header = read_header(folder).header
    old, _ = open_slots(old_header, WORDS, user=None, token=None)
    new = VaultKeys(os.urandom(32), old.vault_id)
    elders = [Elder(through=1, key=new.wrap_elder(old, 1).hex())] if keep_elder else []
    signing = unseal(old.signing, bytes.fromhex(old_header.signing), old.bind(b"signing"))
    slot = make_slot(new, new_words, user="u", token=None, cost=KdfCost.for_tests())
    update = {
        "epoch": 2,
        "slots": [slot],
        "elders": elders,
        "signing": seal(new.signing, signing, new.bind(b"signing")).hex(),
    }
    with closing(sqlite3.connect(folder / "log.sqlite", isolation_level=None)) as db:
        for number, sealed in db.execute("SELECT number, sealed FROM wrap").fetchall():
            place = [old.bind(b"wrap", str(number).encode(), str(e).encode()) for e in (1, 2)]
            plain = unseal(old.record_kek(1), sealed, place[0])
            row = (seal(new.record_kek(2), plain, place[1]), number)
            db.execute("UPDATE wrap SET epoch=2, sealed=? WHERE number=?", row)
    head = HeadFile(folder / "head", old).read()
    HeadFile(folder / "head", new).write(Head(*head))
    write_header(folder, old_header.model_copy(update=update), new)


def test_rows_of_an_earlier_key_stay_readable(maker: Maker) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
        vault.append(rid, [{"n": 1}, {"n": 2}])
        public = vault.public_key()
    rekeyed(vault.folder, "newer words")
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, WORDS)
    with Vault.unlock(vault.folder, "newer words") as vault:
        vault.append(rid, [{"n": 3}])
        other = vault.new_debrief()
        vault.append(other, [{"n": 4}])
    with Vault.unlock(vault.folder, "newer words") as vault:
        assert vault.read(rid) == [{"n": 1}, {"n": 2}, {"n": 3}]
        assert vault.debriefs() == [rid, other]
        assert vault.public_key() == public


def test_without_the_earlier_key_they_are_not(maker: Maker) -> None:
    with maker.make() as vault:
        vault.append(vault.new_debrief(), [{"n": 1}])
    rekeyed(vault.folder, "newer words", keep_elder=False)
    with pytest.raises(RowsDamaged):
        Vault.unlock(vault.folder, "newer words")
