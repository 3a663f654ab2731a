"""Where the language list and the catalogues come from: shipped with the app, or a newer set taken in.

A set that was taken in replaces the shipped one whole: what a named person has vouched for, and the
texts this was said of, stay together.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from debrief.places import shipped

LIST = "languages.yaml"


class Source(NamedTuple):
    """One file as it stands now; equal only while its content is the same."""

    name: str
    path: Path | None
    stamp: tuple[int, int]

    def read(self) -> bytes:
        """The content. ``OSError`` where it cannot be read."""
        return _taken[self.name] if self.path is None else self.path.read_bytes()


def find(name: str) -> Source:
    """``languages.yaml`` or ``<tag>.po``. ``OSError`` where there is none."""
    if _taken:
        if name not in _taken:
            raise FileNotFoundError(name)
        return Source(name, None, (_number, 0))
    path = file_in(shipped("locales"), name)
    stat = path.stat()
    return Source(name, path, (stat.st_mtime_ns, stat.st_size))


def file_in(folder: Path, name: str) -> Path:
    """Where a file lies in a folder laid out as ``locales/`` is."""
    if name == LIST:
        return folder / LIST
    return folder / name.removesuffix(".po") / "LC_MESSAGES" / "debrief.po"


def install(files: Mapping[str, bytes]) -> None:
    """From now on these files, looked through before; the shipped ones where there are none."""
    global _taken, _number
    _taken, _number = dict(files), _number + 1


_taken: dict[str, bytes] = {}
_number = 0
