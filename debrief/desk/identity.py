"""This laptop's own age identity: what others seal to it. In the vault's journal, made when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief.bundle import Identity, generate, identity
from debrief.desk.debrief_file import stamp

if TYPE_CHECKING:
    from debrief.desk.desk import Desk

IDENTITY = "identity"


def own_identity(desk: Desk) -> Identity:
    """The newest identity; what it opens is listed under ``agency`` in the trust list."""
    held = own_identities(desk)
    if held:
        return held[-1]
    made = generate()
    desk.vault.log({"type": IDENTITY, "at": stamp(desk.clock()), "secret": made.secret()})
    return made


def own_identities(desk: Desk) -> list[Identity]:
    """Every identity this laptop has had; a bundle may have been sealed to an earlier one."""
    return [identity(entry["secret"]) for entry in desk.vault.journal() if entry.get("type") == IDENTITY]
