"""A vault of every format version opens for ever. These files are never made anew.

tests/data/vaults/v1 was made once with format 1 at the lowest cost allowed (64 MiB, 3, 1) and
made-up content; its passphrase and recovery identity are below.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyrage
import pytest

from debrief.vault import Vault, read_header

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
