"""Reading what another agency sealed to this laptop: an explicit act, noted in the vault's journal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from debrief.desk.debrief_file import stamp
from debrief.desk.desk import Desk
from debrief.desk.receiving import open_shared
from debrief.desk.refusals import NotForReading

READ = "read"


def read_shared(desk: Desk, path: Path) -> dict[str, Any]:
    """An extract as plain values: its face, and its records. Nothing of it is kept but that it was read."""
    opened = open_shared(desk, path)
    said = opened.statement
    if said.purpose not in ("extract", "protection"):
        raise NotForReading(found=said.purpose)
    desk.vault.log({"type": READ, "at": stamp(desk.clock()), "digest": opened.digest})
    return {
        "from": said.sender.agency,
        "purpose": said.purpose,
        "created": said.created,
        "unmet": list(said.unmet),
        "asserted": list(said.asserted_overrides),
        "withheld": list(said.withheld),
        "records": [dict(record) for record in opened.records.values()],
    }
