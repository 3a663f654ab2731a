"""A whole copy of the vault at one moment, and a look through everything on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .disk import sync_file, sync_folder, writing
from .head import HeadFile
from .header import Header, write_header
from .keys import VaultKeys
from .ledger import Ledger
from .opening import DATABASE, HEAD, look


@dataclass(frozen=True)
class Report:
    """What a look through the files found. Everything else would have been refused."""

    entries: int
    debriefs: int
    sealed: int
    damaged: list[int]
    """Entries whose loss was acknowledged earlier."""


def copy_files(folder: Path, header: Header, keys: VaultKeys, ledger: Ledger) -> None:
    """Database, head and header; the header last, because without it the folder is no vault."""
    with writing(folder):
        head = ledger.copy_to(folder / DATABASE)
        sync_file(folder / DATABASE)
        file = HeadFile(folder / HEAD, keys)
        file.create()
        file.write(head)
        sync_folder(folder)
    write_header(folder, header, keys)


def look_through(folder: Path, keys: VaultKeys, header: Header) -> Report:
    """Every row of the vault in ``folder``, read only; the first loss is raised."""
    seen = look(folder, keys, header)
    if seen.losses:
        raise seen.losses[0]
    return Report(
        entries=seen.survey.head.seq,
        debriefs=len(seen.ring.records()),
        sealed=len(seen.sealed),
        damaged=sorted(seen.survey.damaged),
    )
