"""survey-core (SurveyJS) as a peer: installed by npm into a scratch folder, played by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FORMS = HERE.parent / "forms"
POLICY = "onComplete"
"""survey-core's default: the answer of a question that closes is kept until the end, and counts."""

INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


class Missing(Exception):
    """survey-core cannot be played here; says why in one sentence."""


@dataclass(frozen=True)
class Played:
    """``spent``: microseconds of CPU time of each answer, by stage; ``visible`` after scramble."""

    spent: dict[str, list[float]]
    visible: int


class SurveyCore:
    """survey-core in a scratch folder, which is gone afterwards. Raises ``Missing``."""

    def __enter__(self) -> SurveyCore:
        self.node, npm = _command("node"), _command("npm")
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.folder = Path(self._scratch.name)
        for file in HERE.iterdir():
            if file.suffix in (".mjs", ".json"):
                shutil.copy(file, self.folder)
        try:
            self._call("Installing survey-core with npm did not work", npm, *INSTALL)
        except Missing:
            self._scratch.cleanup()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._scratch.cleanup()

    def play(self, form: str, sample: list[int]) -> Played:
        """Plays the answers, the updates at the numbers of ``sample``, and the scramble of a form."""
        files = (FORMS / f"{form}.json", FORMS / f"{form}.script.json")
        why = "Node could not run survey-core"
        answer = json.loads(
            self._call(why, self.node, "answers.mjs", *map(str, files), POLICY, json.dumps(sample))
        )
        spent = {stage: [each * 1000 for each in taken] for stage, taken in answer["spent"].items()}
        return Played(spent, answer["visible"])

    def _call(self, why: str, *words: str) -> str:
        done = subprocess.run(words, cwd=self.folder, capture_output=True, encoding="utf-8")
        if done.returncode:
            raise Missing(f"{why}, so nothing is compared with it.")
        return done.stdout


def _command(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(f"There is no command '{name}' here, so nothing is compared with survey-core.")
    return found
