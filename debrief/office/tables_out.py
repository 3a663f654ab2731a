"""A table of the console as a file: an explicit act with a purpose, in the audit before the file is there.

path = table_out(repository, Sheet("links", heads, lines, objects), folder, user="ann", purpose="…", now=now)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from debrief.bundle import instant
from debrief.exchange.table_csv import table_csv
from debrief.process import stopping
from debrief.repository import Repository
from debrief.repository.files import make_folder, write_file


@dataclass(frozen=True)
class Sheet:
    """``lines`` as they are shown, figures floored; ``objects`` are what the audit names."""

    name: str
    heads: tuple[str, ...]
    lines: Sequence[Sequence[str]] = field(repr=False)
    objects: Sequence[str] = ()


def table_out(
    repository: Repository, sheet: Sheet, folder: Path, *, user: str, purpose: str, now: datetime
) -> Path:
    """Writes the table in clear; the path of the CSV. Nothing is written that the audit does not name."""
    stopping.last_chance()  # the entry and the file are one act
    with repository.reader(user, purpose, f"export table {sheet.name}", list(sheet.objects)):
        content = table_csv(sheet.heads, sheet.lines)
    make_folder(folder)
    path = folder / f"{sheet.name}-{instant(now).replace(':', '')}.csv"
    write_file(path, content.encode())
    return path
