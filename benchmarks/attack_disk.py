"""A disk that fails at every write of everything a laptop does, made by ``strace``.

    python -m benchmarks.attack_disk [--acts append export …]

One process at work (``tests/hostile/crash_worker.py``) is traced while it does one act, and one call to
the system fails: the first, the second, and so on until there are none left; once alone, once with every
one after it. It must be done, or refused in words; afterwards the vault opens without asking about a loss
and holds everything that was acknowledged. Linux, with the package ``strace``.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from debrief.desk import Desk
from debrief.errors import Refusal
from debrief.vault import Vault
from tests.hostile.crash_worker import ACTS, BANK, WORDS, Work, clock
from tests.hostile.test_crash_kills import Scene

CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
ERRORS = {"pwrite64": ("EIO", "ENOSPC", "EROFS"), "write": ("EIO", "ENOSPC", "EROFS")}
_MOST = 400
_ENDS = {"done", "refused", "raised"}
_PTRACER, _ANY = 0x59616D61, -1


def one_act(pipe: Any, go: Any, folder: Path, central: Any, rid: str, stick: Path, act: str) -> None:
    """Does one act once it is traced; says how it went. Then one append more, on the same disk."""
    ctypes.CDLL(None).prctl(_PTRACER, _ANY, 0, 0, 0)
    try:
        with Vault.unlock(folder, WORDS) as vault:
            work = Work(pipe, Desk(vault, BANK, clock), central, rid, stick)
            work.say = pipe_to(pipe)  # type: ignore[method-assign]
            ready = work.ready_for(act)
            work.say("ready")
            go.recv()
            try:
                done = str(work.acts[act](*ready))
                work.say("done", act, done)
            except Refusal as refusal:
                work.say("refused", act, refusal.code)
            work.say("done", "append", str(work.do_append()))
    except (Refusal, AssertionError):  # the append was refused, which ``do`` returns
        pass
    except OSError as problem:
        work.say("raised", act, type(problem).__name__)
    os._exit(0)


def pipe_to(pipe: Any) -> Any:
    """Says something, or ends: the pipe is not the disk that is attacked."""

    def say(*words: str) -> None:
        try:
            pipe.send(words)
        except OSError:
            os._exit(0)

    return say


class Attempt:
    """One scene, one act, one failing call."""

    def __init__(self, place: Path, act: str) -> None:
        self.scene, self.act, self.trace = Scene(place), act, place / "trace"

    def run(self, rule: str) -> tuple[bool, str]:
        """(whether the call came at all, how it went)."""
        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        waits, go = context.Pipe(duplex=False)
        scene = self.scene
        process = context.Process(
            target=one_act,
            args=(theirs, waits, scene.folder, scene.central, scene.rid, scene.stick, self.act),
        )
        process.start()
        theirs.close()
        said = [ours.recv()]
        while said[-1] != ("ready",):
            said.append(ours.recv())
        words = ["strace", "-f", "-p", str(process.pid), "-o", str(self.trace), "-e", f"inject={rule}"]
        tracer = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert tracer.stderr is not None
        while "attached" not in tracer.stderr.readline():
            time.sleep(0.01)
        go.send("go")
        try:
            while True:
                said.append(ours.recv())
        except EOFError:
            pass
        process.join()
        tracer.wait()
        tracer.stderr.close()
        return "INJECTED" in self.trace.read_text(), self._judged(said)

    def _judged(self, said: list[tuple[str, ...]]) -> str:
        for what, *more in said:
            if what == "done":
                self.scene.done[more[0]].add(more[1])
            elif what == "goes":
                self.scene.may_go.add(more[0])
        self.scene.look()
        outcomes = [f"{each[0]} {each[2]}" for each in said if each[1:2] == (self.act,) and each[0] in _ENDS]
        way = outcomes[-1] if outcomes else "ended without a word"
        return "done" if way.startswith("done") else way


def attack(acts: list[str]) -> int:
    """Every act, every call, every error; prints what came of it, returns the number of faults."""
    ways: Counter[tuple[str, str]] = Counter()
    faults = 0
    for act in acts:
        for call in CALLS:
            for error in ERRORS.get(call, ("EIO",)):
                for onward in ("", "+"):
                    faults += _every(ways, act, call, error, onward)
        for (each, way), count in sorted(ways.items()):
            if each == act:
                print(f"{count:5}  {act:10} {way}", flush=True)
    print(f"{sum(ways.values())} failing calls, {faults} faults")
    return faults


def _every(ways: Counter[tuple[str, str]], act: str, call: str, error: str, onward: str) -> int:
    faults = 0
    for nth in range(1, _MOST):
        place = Path(tempfile.mkdtemp(prefix="disk"))
        try:
            came, way = Attempt(place / "0", act).run(f"{call}:error={error}:when={nth}{onward}")
        except Exception as problem:  # whatever it is, it is a fault
            came, way = True, f"FAULT {type(problem).__name__}: {problem}"[:300]
        finally:
            shutil.rmtree(place)
        if not came:
            break
        ways[act, way.split()[0] if way.startswith("FAULT") else way] += 1
        if way.startswith(("FAULT", "raised")):
            faults += 1
            print(f"FAULT  {act} {call} {error} {nth}{onward}: {way}", flush=True)
    return faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--acts", nargs="*", default=list(ACTS), choices=ACTS)
    if shutil.which("strace") is None:
        sys.exit("This needs the command strace (Debian and Ubuntu: the package strace).")
    sys.exit(1 if attack(parser.parse_args().acts) else 0)


if __name__ == "__main__":
    main()
