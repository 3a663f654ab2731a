"""The way back from what was hidden. Pure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from debrief.errors import Refusal


def opens(folder: Path, passphrase: str, token: Path | None) -> bool:
    """Whether a passphrase opens the vault that is open already; the vault itself is not touched."""
    from debrief.desk.tokens import read_token
    from debrief.vault import read_header
    from debrief.vault.slots import open_slots

    try:
        header: Any = read_header(folder).header
        open_slots(header, passphrase, user=None, token=read_token(token))
    except Refusal:
        return False
    return True
