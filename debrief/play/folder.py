"""The folder of a demonstration: what lies where, and clearing it for the next."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from debrief.play.refusals import FolderTaken

MARK = "DEMONSTRATION.txt"
PARTS = ("laptop", "bundle", "ukhtc", "keys", "screens")

_README = """\
This folder was made by `debrief demo`. Nothing in it concerns a real person.

laptop/   the interviewer's vault
bundle/   the sealed bundle (<uuid>.debrief.age), its signature (.sig), and the receipt that came back
ukhtc/    the central repository
keys/     the demonstration's own keys, made for this run and published with it: never use them
screens/  text pictures of the screens, where the account was played through them

To open the bundle with standard tools:
{commands}
The next demonstration in this folder clears it first.
"""


@dataclass(frozen=True)
class DemoFolder:
    """``out`` with its five parts."""

    out: Path

    def part(self, name: str) -> Path:
        return self.out / name

    def clear(self) -> None:
        """Makes the parts anew. Raises ``FolderTaken`` where somebody else's things lie."""
        if self.out.exists() and (not self.out.is_dir() or any(self.out.iterdir())):
            if not (self.out / MARK).is_file():
                raise FolderTaken(path=str(self.out))
            for name in PARTS:
                if self.part(name).exists():
                    shutil.rmtree(self.part(name))
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / MARK).write_text(_README.format(commands="(not finished)"), encoding="utf-8")
        for name in ("bundle", "keys", "screens"):
            self.part(name).mkdir(exist_ok=True)

    def explain(self, commands: str) -> None:
        """Writes what lies here, with the commands that open the bundle of this run."""
        (self.out / MARK).write_text(_README.format(commands=commands), encoding="utf-8")
