"""A de-brief that was sealed or erased: its key is nowhere, its outline stays, the others read on."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pyrage
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from vault_making import WORDS, Maker, everything, wrap

from debrief.bundle import encrypt, generate
from debrief.vault import Sealed, Secret, Vault, read_sealed
from debrief.vault.keys import Unsealable, VaultKeys
from debrief.vault.refusals import NotASealedKey, NotSealed, UnknownRecord
from debrief.vault.rows import Row, open_address, open_body

STUB = {"reference": "LA-17", "items": {"leg_from": ["answered", "2011-07-19"]}}
ONE, OTHER = 2, 3  # the rows of their keys, after the journal's
CANARY = "kanari-in-a-sealed-one"


def two(vault: Vault) -> tuple[str, str]:
    one, other = vault.new_debrief(), vault.new_debrief()
    for n in range(4):
        vault.append(one, [{"n": n, "words": CANARY}, {"n": -n}])
        vault.append(other, [{"n": n}])
    return one, other


def to(*recipients: str) -> object:
    return lambda secret: [encrypt(secret, recipients)]


def keys_found(folder: Path, keys: VaultKeys, number: int) -> int:
    """How often a record key of row ``number`` lies anywhere in the files, for one with every vault key."""
    data, found = everything(folder), 0
    for epoch in (1, 2):
        cipher, place = keys.record_kek(epoch), keys.bind(b"wrap", b"%d" % number, b"%d" % epoch)
        for at in range(len(data) - 75):
            with contextlib.suppress(InvalidTag):
                piece = data[at : at + 76]
                found += cipher.decrypt(piece[:12], piece[12:], place)[:16] != bytes(16)
    return found


@pytest.mark.parametrize("how", ["seal", "erase"])
def test_the_key_is_nowhere_and_the_others_still_read(maker: Maker, how: str) -> None:
    ukhtc = generate()
    with maker.make() as vault:
        one, other = two(vault)
        vault.checkpoint()
        held = VaultKeys(vault._open_keys().raw(), vault._open_keys().vault_id)
        raw = vault._log.ring.key_of(bytes.fromhex(one), vault._log.store.wraps())
        (vault.folder / "ballast").unlink()  # random bytes; only makes the search longer
        assert raw is not None
        assert keys_found(vault.folder, held, ONE) == 1
        if how == "seal":
            vault.seal(one, to(str(ukhtc.recipient)), STUB)  # type: ignore[arg-type]
        else:
            vault.erase(one, STUB, {"format": "made-up"})
        for _ in range(2):  # at once, and after the vault was locked
            assert keys_found(vault.folder, held, ONE) == 0
            assert keys_found(vault.folder, held, OTHER) == 1
            files = everything(vault.folder)
            assert raw not in files
            assert raw.hex().encode() not in files
            with pytest.raises(Sealed):
                vault.read(one)
            with pytest.raises(Sealed):
                vault.append(one, [{"n": 9}])
            assert [event["n"] for event in vault.read(other)] == [0, 1, 2, 3]
            assert vault.debriefs() == [other]
            assert {rid for _, rid, _ in vault.read_all()} == {other}
            assert vault.stub(one) == STUB
            assert list(vault.sealed()) == [one]
            assert vault.damaged == []
            vault.close()
            vault = Vault.unlock(vault.folder, WORDS)
            (vault.folder / "ballast").unlink(missing_ok=True)
        assert bool(vault.sealed_key(one)) == (how == "seal")
        vault.close()


def test_the_age_program_opens_what_was_sealed(maker: Maker, tmp_path: Path) -> None:
    ukhtc = generate()
    with maker.make() as vault:
        one, other = two(vault)
        expected = vault.read(one)
        vault.seal(one, to(str(ukhtc.recipient), str(maker.identity.to_public())))  # type: ignore[arg-type]
        vault.append(other, [{"n": 9}])
        (sealed,) = vault.sealed_key(one)
    (tmp_path / "sealed.age").write_bytes(sealed)
    for nth, identity in enumerate((ukhtc.secret(), str(maker.identity))):
        (tmp_path / f"id{nth}").write_text(identity + "\n")
        command = ["age", "-d", "-i", str(tmp_path / f"id{nth}"), str(tmp_path / "sealed.age")]
        opened = subprocess.run(command, check=True, capture_output=True).stdout
        assert read_sealed(vault.folder, opened) == expected
    # that key opens this de-brief of this vault and nothing else
    secret = json.loads(opened)
    for wrong in (
        {"record": other},
        {"vault_id": "00" * 16},
        {"key": "00" * 32},
        {"runs": [[1, 2, 1]]},
        {"x": 1},
    ):
        with pytest.raises(NotASealedKey):
            read_sealed(vault.folder, json.dumps(secret | wrong).encode())
    with pytest.raises(NotASealedKey):
        read_sealed(vault.folder, b"not this")


def test_a_sealed_one_reads_after_the_vault_key_changed(maker: Maker) -> None:
    with maker.make() as vault:
        one, other = two(vault)
        expected = vault.read(one)
        vault.seal(one, lambda secret: [wrap(secret, [str(maker.identity.to_public())])], STUB)
        vault.new_vault_key({vault.slot: Secret(WORDS)}, wrap)
        (sealed,) = vault.sealed_key(one)
        assert read_sealed(vault.folder, pyrage.decrypt(sealed, [maker.identity])) == expected
        assert len(vault.read(other)) == 4


@pytest.mark.parametrize("bad", [lambda key: [key], lambda key: [], lambda key: 1 / 0])
def test_what_cannot_be_sealed_stays_open(maker: Maker, bad: object) -> None:
    with maker.make() as vault:
        one, _ = two(vault)
        with pytest.raises(NotSealed):
            vault.seal(one, bad)  # type: ignore[arg-type]
        assert len(vault.read(one)) == 8
        assert vault.sealed() == {}


def test_only_what_is_there_can_be_sealed(maker: Maker) -> None:
    with maker.make() as vault:
        one, _ = two(vault)
        with pytest.raises(UnknownRecord):
            vault.erase("00" * 15 + "01")
        with pytest.raises(UnknownRecord):
            vault.sealed_key(one)
        vault.erase(one)
        with pytest.raises(Sealed):
            vault.erase(one)


def test_an_older_database_does_not_bring_it_back_unseen(maker: Maker, tmp_path: Path) -> None:
    """Only the database is put back: the head says that something is missing."""
    with maker.make() as vault:
        one, _ = two(vault)
        vault.checkpoint()
        shutil.copy(vault.folder / "log.sqlite", tmp_path / "older")
        vault.erase(one)
    shutil.copy(tmp_path / "older", vault.folder / "log.sqlite")
    with pytest.raises(Exception, match="VAULT-12"):
        Vault.unlock(vault.folder, WORDS)


def test_nothing_of_it_opens_with_any_key_that_is_left(maker: Maker) -> None:
    with maker.make() as vault:
        one, _ = two(vault)
        keys, rows = vault._open_keys(), vault._log.survey.index[bytes.fromhex(one)]
        held = [Row(*raw) for raw in vault._log.store.events_at(rows)]
        before = list(vault._log.ring._ciphers.values())
        vault.erase(one)
        left = list(vault._log.ring._ciphers.values())
        for row in held:
            assert opens(keys, row, before)
            assert not opens(keys, row, left)
        assert CANARY.encode() not in everything(vault.folder)


def opens(keys: VaultKeys, row: Row, ciphers: Sequence[ChaCha20Poly1305]) -> bool:
    for cipher in ciphers:
        with contextlib.suppress(Unsealable):
            return bool(open_body(keys, cipher, row, open_address(keys, row)))
    return False
