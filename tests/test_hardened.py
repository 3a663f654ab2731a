"""Every command's process is closed to core files and to other readers before it holds a key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ASKED = """
import atexit, ctypes, os, resource, sys
def tell():
    dumpable = ctypes.CDLL(None).prctl(3) if sys.platform == "linux" else 0
    names = [name for name in os.environ if name.startswith("TEXTUAL")]
    core = resource.getrlimit(resource.RLIMIT_CORE)
    print("PROCESS", core, dumpable, oct(os.umask(0o77)), names, file=sys.stderr)
atexit.register(tell)
from debrief.cli import main
sys.argv = ["debrief", *sys.argv[1:]]
main()
"""
COMMANDS = [
    ["version"],
    ["vault", "users"],
    ["export", "REF"],
    ["trust", "show"],
    ["ukhtc", "status", "--repository", "none"],
    ["doctor", "--locked"],
]


def run(code: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        input="",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder), "TEXTUAL_LOG": str(folder / "log")},
    )


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: "-".join(words[:2]))
def test_the_process_of_a_command_is_hardened(words: list[str], tmp_path: Path) -> None:
    done = run(ASKED, *words, folder=tmp_path)
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("PROCESS")]
    assert line == "PROCESS (0, 0) 0 0o77 []", done.stderr
    assert not list(tmp_path.rglob("log"))


def test_a_fault_in_a_command_is_one_sentence_without_values(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom debrief import cli\n"
        "def broken():\n    said = 'kestrelcanary'\n    raise ValueError(said)\n"
        "cli.app.command('broken')(broken)\nsys.argv = ['debrief', 'broken']\ncli.main()\n"
    )
    done = run(code, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("APP-01: ")
    assert len(done.stderr.splitlines()) == 1
    assert "kestrel" not in done.stdout + done.stderr
