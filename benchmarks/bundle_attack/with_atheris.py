"""Changes chosen by atheris, which keeps those that reach lines no other has reached.

It ends its process when it is done, asking nobody, so it runs in one of its own and writes what it counted
to a file before.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.bundle_attack.tally import Tally, peak_megabytes


class Stopped(AssertionError):
    """atheris found something; its own words say what."""


def by_atheris(depth: int, count: int) -> Tally:
    """``count`` changes at ``depth``."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "tally.json"
        words = [sys.executable, "-m", __name__, str(depth), str(count), str(told)]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", errors="replace")
        if done.returncode or not told.exists():
            raise Stopped(f"depth {depth}: {done.stderr[-3000:]}")
        found = json.loads(told.read_text(encoding="utf-8"))
    codes = Counter(found["codes"])
    return Tally(f"depth {depth}, atheris", codes, found["seconds"], found["megabytes"])


def _main(depth: int, count: int, told: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["debrief.bundle"]):
        from benchmarks.bundle_attack.depths import DEPTHS
        from benchmarks.bundle_attack.draw import Draw
        from benchmarks.bundle_attack.judge import judged
    tally = Tally("")

    def one(program: bytes) -> None:
        tally.add(judged(DEPTHS[depth](Draw(program))))
        if tally.count >= count:
            tell()

    def tell() -> None:
        tally.megabytes = peak_megabytes()
        found = {"codes": tally.codes, "seconds": tally.seconds, "megabytes": tally.megabytes}
        told.write_text(json.dumps(found), encoding="utf-8")

    one(bytes(48))
    tally.codes.clear()
    folder = str(told.parent) + "/"
    flags = [
        f"-runs={count + 8}",
        "-max_len=400",
        "-len_control=0",
        "-verbosity=0",
        f"-artifact_prefix={folder}",
    ]
    atheris.Setup([sys.argv[0], *flags], one)
    atheris.Fuzz()


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
