"""After a lock nothing is left in the process, looked at from outside.

The whole app in a terminal: unlocked, a de-brief opened, an answer typed; then the panic key. The
process keeps its number and is another program: neither the passphrase, nor a key, nor a word of what
was said is in its memory. The same look before the lock finds them all, so the look is a good one.

Only root may read the memory of an app that has forbidden it to others. For anybody else that one
line is taken out of the app, before and after the lock alike.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from debrief.desk import Desk
from debrief.vault import Vault

from .whole_app import BANK, WORDS, WholeApp, forms, made_vault

SAID, TYPED = "Kanarienvogel Đặng in the attic", "Zeisig on the roof"
READABLE = """
import debrief.tui.process as process
process._not_traceable = lambda: None
"""


def keys_of(vault: Vault, rid: str) -> dict[str, bytes]:
    """The vault key, what is derived from it, and the key of one de-brief."""
    keys, record = vault._open_keys(), bytes.fromhex(rid)
    key = vault._log.ring.key_of(record, vault._log.store.wraps())
    assert key is not None
    return {"vault key": keys.raw(), "record key": key}


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, bytes]:
    """A vault with one de-brief in it, and what must not be found."""

    def clock() -> datetime:
        return datetime.now(UTC)

    made_vault(tmp_path / "vault", clock)
    with Vault.unlock(tmp_path / "vault", WORDS) as vault:
        file = Desk(vault, BANK, clock).new("LA-2011-17")
        for kind, data in (
            ("sitting_started", {"lead": "A12"}),
            ("noted", {"words": {"original": SAID}}),
        ):
            assert file.do(kind, **data) is None
        found = keys_of(vault, file.rid)
    for text in (WORDS, SAID, TYPED):
        found |= {f"{text} ({form})": data for form, data in forms(text).items()}
    return found


def held(memory: bytes, secrets: dict[str, bytes]) -> set[str]:
    return {name for name, data in secrets.items() if data in memory}


def begun(app: WholeApp) -> None:
    """Unlocked, the de-brief open, a note half typed."""
    app.unlock("LA-2011-17")
    app.press("Enter")
    app.until("LA-2011-17", gone="De-briefs")
    app.press("F2")
    app.until("ote")
    app.type(TYPED)
    app.until(TYPED)


def test_after_the_panic_key_nothing_is_in_memory(tmp_path: Path, secrets: dict[str, bytes]) -> None:
    allowed = os.geteuid() == 0
    with WholeApp(tmp_path, tmp_path / "vault", always="" if allowed else READABLE) as app:
        begun(app)
        before, pid = held(app.memory(), secrets), app.pid
        assert {"vault key", "record key", f"{WORDS} (utf-8)", f"{SAID} (utf-16-le)"} <= before
        assert any(name.startswith(TYPED) for name in before)
        app.press("C-l")
        app.until("Passphrase", gone=TYPED)
        assert Path(f"/proc/{pid}/cmdline").exists(), "it is the same process"
        assert held(app.memory(), secrets) == set()
        assert held(app.files(), secrets) == set()
        app.unlock("LA-2011-17")  # and what was typed was kept
