"""``debrief doctor``: whether this laptop is fit for the work, each finding in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from debrief.desk.checks import (
    Files,
    Finding,
    Level,
    Machine,
    files_of,
    look_at_files,
    look_at_machine,
    look_at_vault,
    probe,
)
from debrief.desk.checks.finding import look
from debrief.desk.checks.vault_state import look_at_clock

if TYPE_CHECKING:
    from debrief.desk.desk import Desk


def examine(
    folder: Path,
    now: datetime,
    desk: Desk | None = None,
    *,
    machine: Callable[[Path], Machine] = probe,
    files: Callable[[Path], Files] = files_of,
) -> list[Finding]:
    """Every finding, the most urgent first. ``desk`` is the unlocked vault, where there is one.

    ``machine`` and ``files`` ask the computer; a test gives its own answers.
    """
    held = files(folder)
    found = look_at_machine(machine(folder)) + look_at_files(held)
    if desk is not None:
        found += look_at_vault(desk)
    else:
        found.append(look_at_clock(now, None))
        if held.there:
            sentence = "Receipts, trust list and the time of the last entry were not looked at."
            found.append(look("locked", sentence, "Run it again with the passphrase."))
    return sorted(found, key=lambda finding: -finding.level)


def must_act(found: list[Finding]) -> bool:
    """Whether something must be done before the next sitting."""
    return any(finding.level is Level.act for finding in found)
