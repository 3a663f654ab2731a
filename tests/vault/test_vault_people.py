"""Several users, tokens, a new epoch, a new vault key, and a user who leaves."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from vault_making import WORDS, Maker, everything, wrap

from debrief.vault import KdfCost, Secret, Vault, WrongPassphrase, read_header
from debrief.vault.header import MOST_ELDERS
from debrief.vault.refusals import SlotRefused

OTHER = "other made up words"
TEST_COST = KdfCost.for_tests()


def with_events(vault: Vault, count: int = 3) -> str:
    rid = vault.new_debrief()
    vault.append(rid, [{"n": n} for n in range(count)])
    return rid


def test_a_new_epoch_wraps_every_key_anew_and_everything_still_reads(maker: Maker) -> None:
    with maker.make() as vault:
        rid = with_events(vault)
        before = read_header(vault.folder).header
        vault.rekey()
        assert vault.read(rid) == [{"n": n} for n in range(3)]
        vault.append(rid, [{"n": 3}])
        later = with_events(vault)
    header = read_header(vault.folder).header
    assert (header.epoch, header.slots) == (before.epoch + 1, before.slots)
    with Vault.unlock(vault.folder, WORDS) as again:
        assert again.read(rid) == [{"n": n} for n in range(4)]
        assert again.debriefs() == [rid, later]
        assert [entry["type"] for entry in again.journal()] == ["vault.epoch"]


def test_a_new_vault_key_is_a_new_key_everywhere(maker: Maker, copy_of: Callable[[Path], Path]) -> None:
    with maker.make() as vault:
        rid = with_events(vault)
        public, former = vault.public_key(), vault._open_keys().raw()
        earlier = copy_of(vault.folder)
        vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap)
        vault.append(rid, [{"n": 3}])
        assert vault.public_key() == public
        assert vault.slots() == [(vault.slot, "interviewer")]
    blob = bytes.fromhex(read_header(vault.folder).header.recovery.blob)
    fresh = pyrage.decrypt(blob, [maker.identity])
    assert fresh != former
    with pytest.raises(Exception, match="VAULT-25"):
        Vault.recover(vault.folder, former)
    with Vault.recover(vault.folder, fresh) as again:
        assert again.read(rid) == [{"n": n} for n in range(4)]
    # files of the earlier key do not fit beside the new header
    (vault.folder / "head").write_bytes((earlier / "head").read_bytes())
    with pytest.raises(Exception, match="VAULT-14"):
        Vault.unlock(vault.folder, WORDS)


def test_key_after_key_every_row_still_opens(maker: Maker) -> None:
    with maker.make() as vault:
        rid = vault.new_debrief()
        for n in range(6):
            vault.append(rid, [{"n": n}])
            if n % 2:
                vault.rekey()
            else:
                vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap)
    with Vault.unlock(vault.folder, WORDS) as again:
        assert again.read(rid) == [{"n": n} for n in range(6)]
        assert again.damaged == []


def test_a_record_key_of_the_earlier_vault_key_is_not_taken(maker: Maker) -> None:
    """Who knows the earlier key cannot plant record keys under it."""
    with maker.make() as vault:
        rid = with_events(vault)
        rows = list(vault._log.store.wraps())
        vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap)
        vault._log.store.put_wraps([dict(zip(("number", "epoch", "sealed"), row, strict=True)) for row in rows])
    with pytest.raises(Exception, match="VAULT-17"):
        Vault.unlock(vault.folder, WORDS)
    assert rid


def test_who_leaves_cannot_open_the_vault_of_today(maker: Maker, copy_of: Callable[[Path], Path]) -> None:
    with maker.make() as vault:
        rid = with_events(vault)
        leaver = vault.add_slot(OTHER, user="B2", kdf=TEST_COST)
        earlier = copy_of(vault.folder)
        wrapped = next(s.key for s in read_header(vault.folder).header.slots if s.id == leaver)
        vault.leave(leaver, {vault.slot: Secret(WORDS)}, wrap)
        assert [user for _, user in vault.slots()] == ["interviewer"]
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, OTHER)
    assert wrapped.encode() not in everything(vault.folder)  # not in the header's copy either
    with Vault.unlock(earlier, OTHER) as copied:
        former = copied._open_keys().raw()
    with pytest.raises(Exception, match="VAULT-25"):
        Vault.recover(vault.folder, former)
    with Vault.unlock(vault.folder, WORDS) as again:
        assert len(again.read(rid)) == 3
        kinds = [entry["type"] for entry in again.journal()]
        assert kinds == ["vault.slot-added", "vault.key-changed", "vault.slot-removed"]


def test_all_who_stay_keep_their_passphrases(maker: Maker) -> None:
    token = os.urandom(32)
    with maker.make() as vault:
        with_events(vault)
        second = vault.add_slot(OTHER, user="B2", token=token, kdf=TEST_COST)
        third = vault.add_slot("third words here", user="C3", kdf=TEST_COST)
        secrets = {vault.slot: Secret(WORDS), second: Secret(OTHER, token)}
        with pytest.raises(WrongPassphrase):
            vault.new_vault_key({**secrets, second: Secret(OTHER, os.urandom(32))}, wrap)
        vault.leave(third, secrets, wrap)
    with pytest.raises(WrongPassphrase):
        Vault.unlock(vault.folder, OTHER)
    with Vault.unlock(vault.folder, OTHER, user="B2", token=token) as again:
        assert again.user == "B2"
    with Vault.unlock(vault.folder, WORDS, user="interviewer") as again:
        assert again.user == "interviewer"


def test_a_change_that_may_not_be_changes_nothing(maker: Maker) -> None:
    with maker.make() as vault:
        other = vault.add_slot(OTHER, user="B2", kdf=TEST_COST)
        before = read_header(vault.folder)
        for refused in (
            lambda: vault.new_vault_key({}, wrap),
            lambda: vault.new_vault_key({other: Secret(OTHER)}, wrap),
            lambda: vault.leave(vault.slot, {vault.slot: Secret(WORDS)}, wrap),
            lambda: vault.leave("00" * 16, {vault.slot: Secret(WORDS)}, wrap),
            lambda: vault.new_vault_key({vault.slot: Secret(WORDS)}, lambda key, _: key),
        ):
            with pytest.raises(Exception, match=r"VAULT-(10|26)"):
                refused()
        with pytest.raises(WrongPassphrase):
            vault.new_vault_key({vault.slot: Secret("wrong words")}, wrap)
        assert read_header(vault.folder) == before
        assert vault.append(vault.new_debrief(), [{"n": 1}])


def test_a_new_signing_key_only_when_asked(maker: Maker) -> None:
    with maker.make() as vault:
        public = vault.public_key()
        vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap, new_signing_key=True)
        assert vault.public_key() != public


def test_a_new_vault_key_after_recovery(maker: Maker) -> None:
    maker.make().close()
    folder = maker.folder / "vault"
    key = pyrage.decrypt(bytes.fromhex(read_header(folder).header.recovery.blob), [maker.identity])
    with Vault.recover(folder, key) as vault:
        fresh = vault.add_slot(OTHER, user="C3", kdf=TEST_COST)
        vault.new_vault_key({fresh: Secret(OTHER)}, wrap)
        assert [user for _, user in vault.slots()] == ["C3"]
    with pytest.raises(WrongPassphrase):
        Vault.unlock(folder, WORDS)
    Vault.unlock(folder, OTHER).close()


def test_keys_are_not_changed_without_end(maker: Maker) -> None:
    """The header has a bound; the change beyond it is refused while the vault still opens."""
    with maker.make() as vault:
        held = vault._header
        elder = {"through": 1, "key": "00"}
        vault._header = held.model_copy(update={"elders": [elder] * MOST_ELDERS})
        with pytest.raises(SlotRefused):
            vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap)
        vault._header = held
    Vault.unlock(vault.folder, WORDS).close()


def test_the_headers_copy_is_as_new_as_the_header(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who left could put an older copy back; one that cannot be renewed is said, and renewed later."""
    with maker.make() as vault:
        leaver = vault.add_slot(OTHER, user="B2", kdf=TEST_COST)
        with monkeypatch.context() as patch:
            patch.setattr("debrief.vault.header.keep_copy", failing)
            vault.leave(leaver, {vault.slot: Secret(WORDS)}, wrap)
        copy = vault.folder / "header.copy.json"
        assert copy.read_bytes() == (vault.folder / "header.json").read_bytes()


def failing(_: Path) -> None:
    raise OSError


def test_the_recovery_key_is_replaced_by_the_header_alone(
    maker: Maker, copy_of: Callable[[Path], Path]
) -> None:
    fresh = pyrage.x25519.Identity.generate()
    with maker.make() as vault:
        rid = with_events(vault)
        earlier, before = copy_of(vault.folder), read_header(vault.folder).header
        vault.change_recovery([str(fresh.to_public())], wrap)
        assert vault.recovery_recipients == [str(fresh.to_public())]
        with pytest.raises(Exception, match="VAULT-09"):
            vault.change_recovery([" "], wrap)
        with pytest.raises(Exception, match="VAULT-10"):
            vault.change_recovery([str(fresh.to_public())], lambda key, _: key)
    header = read_header(vault.folder).header
    assert header.model_copy(update={"recovery": before.recovery}) == before
    blob = bytes.fromhex(header.recovery.blob)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(blob, [maker.identity])
    with Vault.recover(vault.folder, pyrage.decrypt(blob, [fresh])) as again:
        assert len(again.read(rid)) == 3
    # what is not promised: a copy from before and the former key still give the vault's key away …
    former = pyrage.decrypt(bytes.fromhex(read_header(earlier).header.recovery.blob), [maker.identity])
    with Vault.recover(vault.folder, former) as again:
        again.add_slot(OTHER, user="C3", kdf=TEST_COST)
    # … until the vault's key is replaced as well
    with Vault.unlock(vault.folder, WORDS) as vault:
        vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap)
    with pytest.raises(Exception, match="VAULT-25"):
        Vault.recover(vault.folder, former)
    Vault.recover(
        vault.folder,
        pyrage.decrypt(bytes.fromhex(read_header(vault.folder).header.recovery.blob), [fresh]),
    ).close()
