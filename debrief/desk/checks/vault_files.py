"""Whether the vault's folder is fit: room, ballast, and whose eyes can reach it."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from debrief.desk.checks.finding import Finding, act, look, ok

_MIB = 2**20
_LEAST_FREE = 64 * _MIB
_EASY_FREE = 1024 * _MIB


@dataclass(frozen=True)
class Files:
    """What stands on the disk; ``None`` where the system does not say."""

    there: bool
    free: int | None = None
    """Bytes."""
    ballast: bool = True
    open_to_others: tuple[str, ...] = ()
    """Names of files that somebody else may read or write."""


def files_of(folder: Path) -> Files:
    """Looks at the folder; no passphrase is needed for that."""
    there = (folder / "header.json").is_file()
    place = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        free: int | None = shutil.disk_usage(place).free
    except OSError:
        free = None
    paths = [folder, *sorted(folder.iterdir())] if there else []
    return Files(
        there=there,
        free=free,
        ballast=not there or (folder / "ballast").is_file(),
        open_to_others=tuple(path.name for path in paths if _open(path)),
    )


def look_at_files(files: Files) -> list[Finding]:
    """The findings on room, ballast and modes."""
    if not files.there:
        return [
            _room(files.free),
            look("vault", "There is no vault here.", "Open the app to make one, or name it: --vault"),
        ]
    return [_room(files.free), _ballast(files), _modes(files.open_to_others)]


def _open(path: Path) -> bool:
    if os.name == "nt":  # rights are not in the mode there
        return False
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _room(free: int | None) -> Finding:
    if free is None:
        return look("room", "This computer does not say how much room the disk has.", "Look yourself.")
    said = f"The disk has {free // _MIB:,} MiB left."
    if free < _LEAST_FREE:
        return act("room", said, "Make room before the next sitting: answers could not be saved.")
    if free < _EASY_FREE:
        return look("room", said, "Make room soon.")
    return ok("room", said)


def _ballast(files: Files) -> Finding:
    if files.ballast:
        return ok("ballast", "The reserve for a full disk is there.")
    return look(
        "ballast",
        "The reserve for a full disk was used up.",
        "Make room, then unlock the vault once: it is laid again.",
    )


def _modes(names: tuple[str, ...]) -> Finding:
    if not names:
        return ok("modes", "Nobody else on this computer may read the vault's files.")
    return act(
        "modes",
        f"Others on this computer may read: {', '.join(names)}.",
        "Take their rights away: chmod -R go= on the vault's folder.",
    )
