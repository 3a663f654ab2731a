"""A vault of every format version opens for ever. These files are never made anew.

tests/data/vaults/v1 was made once with format 1 at the lowest cost allowed (64 MiB, 3, 1) and
made-up content; its passphrase and recovery identity are below.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyrage
import pytest

from debrief.vault import Vault, read_header, read_sealed

VAULTS = Path(__file__).parents[1] / "data" / "vaults"
WORDS = "frozen words that open for ever"
IDENTITY = "AGE-SECRET-KEY-160S76QHHGXKF58046PCY9SCC52AULCT3KGA887E52399SMJM5XLSNFPAF5"
RECORD = "7372da571e4547989dd58e53d5a34032"
HEAD = (4, "59a9b31b6dfacfba93675ba674fbb9db755691c8f2827ee9fe8ca87338230a7f")
PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJYDNbc8Y9nWrYSvULGMlhyGlFszoF5GjuZxWX87id8F"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VAULTS / "v1", tmp_path / "v1"))


def holds_what_it_held(vault: Vault) -> None:
    assert vault.head == HEAD
    assert vault.debriefs() == [RECORD]
    assert vault.read(RECORD) == [
        {"type": "made-up", "n": 1, "words": "Đặng · دریا · e\u0301"},
        {"type": "made-up", "n": 2, "list": [None, True, {"deep": -5}]},
        {"type": "made-up", "n": 3, "words": "x" * 700},
    ]
    assert vault.journal() == [{"type": "made-up-setting", "value": "uk-2011"}]
    assert vault.stub(RECORD) is None
    assert vault.public_key() == PUBLIC
    assert not vault.for_tests


def test_format_1_opens_with_its_passphrase(folder: Path) -> None:
    with Vault.unlock(folder, WORDS, user="interviewer") as vault:
        holds_what_it_held(vault)
        assert vault.append(RECORD, [{"n": 4}]) == 5


def test_format_1_opens_with_the_recovery_key(folder: Path) -> None:
    header = read_header(folder).header
    identity = pyrage.x25519.Identity.from_str(IDENTITY)
    assert header.recovery.recipients == [str(identity.to_public())]
    key = pyrage.decrypt(bytes.fromhex(header.recovery.blob), [identity])
    with Vault.recover(folder, key) as vault:
        assert vault.read(RECORD)[0]["n"] == 1
        assert vault.public_key() == PUBLIC


# tests/data/vaults/v1-changed, made once too: a new epoch, one de-brief sealed, a user gone, a new
# vault key, one de-brief erased. Its two identities are the recovery key's and the recipient's.
CHANGED_WORDS = "frozen words after every change"
CHANGED_HEAD = (16, "fd3498a957801e5cb793f241069e82e5d0f6da3bccf537957f7c9f518ba4d74d")
KEPT, SEALED, ERASED = (
    "e96917082b4643d2b618092c80aa7646",
    "c68895043685477ca921c3cb48fbec07",
    "e91716ccf49a4bc8a99f77d5e16298e4",
)
SEALED_TO = (
    "AGE-SECRET-KEY-16HA76P62EHSDPALDSZ6X3NT4RZUCFH2NZNQKQA5YVY6RKMXUHAES0H2FL6",
    "AGE-SECRET-KEY-19NR9JV0FGNQ79FXWR5FLPKXCXQ6ZW8AH2QGVYMQ4FXYSKG84DN9ST2H8NX",
)


def test_format_1_after_every_change_of_keys(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(VAULTS / "v1-changed", tmp_path / "v1"))
    with Vault.unlock(folder, CHANGED_WORDS) as vault:
        assert (vault.head, vault.epoch, vault.user) == (CHANGED_HEAD, 6, "stays")
        assert vault.debriefs() == [KEPT]
        assert [event["n"] for event in vault.read(KEPT)] == [1, 2, 3, 4]
        assert list(vault.sealed()) == [SEALED, ERASED]
        assert vault.stub(SEALED) == vault.stub(ERASED) == {"made-up": "outline"}
        assert vault.sealed_key(ERASED) == []
        (sealed,) = vault.sealed_key(SEALED)
    for secret in SEALED_TO:
        key = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(secret)])
        assert read_sealed(folder, key) == [
            {"type": "made-up", "n": 1, "words": "Đặng"},
            {"type": "made-up", "n": 2},
        ]
