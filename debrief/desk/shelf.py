"""The shelf: questionnaires and catalogues kept beside the vault, each under its SHA-256.

A de-brief stays on the questionnaire it was begun with, also when the app itself brings a newer
one; so every questionnaire that a de-brief stands on is kept here. There is nothing about a person
in it, and it is not sealed. What is read from it counts only where its digest is the one that the
vault holds: whoever changes a file here has only made it unreadable.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from debrief.vault.disk import make_private_folder, replace, writing

FOLDER = "packs"
_LIMIT = 64 * 1024 * 1024


class Shelf:
    """The folder ``packs`` of a vault."""

    def __init__(self, vault: Path) -> None:
        self.folder = vault / FOLDER

    def keep(self, content: bytes) -> str:
        """Keeps bytes, whole or not at all, and gives back their digest. ``NotWritable`` where it cannot."""
        digest = hashlib.sha256(content).hexdigest()
        if self.get(digest) is None:
            with writing(self.folder):
                make_private_folder(self.folder)
                replace(self._path(digest), content)
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes of a digest; ``None`` where they are not here or were changed."""
        try:
            with self._path(digest).open("rb") as file:
                content = file.read(_LIMIT + 1)
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

    def copy_to(self, vault: Path) -> None:
        """Keeps everything that is whole here beside another vault, a backup for one."""
        other = Shelf(vault)
        for path in sorted(self.folder.glob("*.kept")):
            content = self.get(path.stem)
            if content is not None:
                other.keep(content)

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.kept"
