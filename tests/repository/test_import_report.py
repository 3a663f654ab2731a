"""What an import shows while it runs, on a real terminal, and at its end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from debrief import bundle
from debrief import repository as ukhtc

from .world import Laptop, Told

BUNDLES = 3


def test_a_terminal_sees_the_bundles_counted(place: ukhtc.Place, laptop: Laptop, stick: Path) -> None:
    made = bundle.instant(datetime.now(UTC))
    for n in range(BUNDLES):
        laptop.sealed(place, [Told(n).adult().json()], created=made).write(stick)
    words = [sys.executable, "-m", "debrief", "ukhtc", "import", str(stick), "--repository", str(place.folder)]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=theirs, env=environment) as running:
        os.close(theirs)
        seen = _all_of(ours)
        assert running.stdout is not None
        said = running.stdout.read().decode()
    os.close(ours)
    assert running.returncode == 0, seen
    assert f"{BUNDLES}/{BUNDLES}" in seen
    assert f"0/{BUNDLES}" in seen
    assert said.count("accepted") == BUNDLES
    last = said.splitlines()[-1]
    assert last.startswith(f"Bundles: {BUNDLES}. Records: {BUNDLES}, ")
    assert last.endswith(" a second.")


def _all_of(terminal: int) -> str:
    """Until the other side is closed, which Linux says with an error."""
    found = b""
    while True:
        try:
            some = os.read(terminal, 4096)
        except OSError:
            some = b""
        if not some:
            return found.decode()
        found += some
