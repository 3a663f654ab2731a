"""Asking the computer. Whatever it does not answer, or answers in an unknown way, is ``None``."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from debrief.desk.checks.linux import Linux
from debrief.desk.checks.machine import Machine, Swap

Run = Callable[..., "Said | None"]
_PATIENCE = 20


@dataclass(frozen=True)
class Said:
    """What a program of the system answered."""

    status: int
    text: str


def probe(folder: Path, run: Run | None = None, system: str = sys.platform) -> Machine:
    """The machine that ``folder`` lies on."""
    ask = run or _run
    if system.startswith("linux"):
        return _linux(Linux(), folder)
    if system == "darwin":
        return _macos(ask)
    if system == "win32":
        return _windows(ask, folder)
    return Machine(versions=versions())


def versions() -> dict[str, str]:
    """What the app runs on."""
    import cryptography
    from cryptography.hazmat.backends.openssl import backend

    return {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "OpenSSL": backend.openssl_version_text().removeprefix("OpenSSL ").partition(" ")[0],
        "cryptography": cryptography.__version__,
    }


def _linux(linux: Linux, folder: Path) -> Machine:
    return Machine(
        disk_encrypted=linux.encrypted(folder),
        swap=linux.swap(),
        hibernates=linux.hibernates(),
        core_limit=_core_limit(),
        core_handler=linux.core_handler(),
        everything=_everything(),
        programs_above=linux.programs_above(str(os.getpid())),
        versions=versions(),
    )


def _macos(run: Run) -> Machine:
    vault = run("fdesetup", "status")
    encrypted = None
    if vault is not None and vault.text.startswith("FileVault is "):
        encrypted = {"On": True, "Off": False}.get(vault.text[13:].partition(".")[0])
    swap = run("sysctl", "-n", "vm.swapusage")
    return Machine(
        disk_encrypted=encrypted,
        swap="encrypted" if swap and "(encrypted)" in swap.text else None,
        hibernates=None,
        core_limit=_core_limit(),
        everything=_everything(),
        versions=versions(),
    )


def _windows(run: Run, folder: Path) -> Machine:
    """The status is asked for, because the text is in the language of the computer."""
    drive = folder.absolute().drive or "C:"
    said = run("manage-bde", "-status", drive, "-protectionaserrorlevel")
    encrypted = None
    if said is not None and "%" in said.text:  # without the rights to know there is no percentage
        encrypted = {0: True, 1: False}.get(said.status)
    swap: Swap | None = "encrypted" if encrypted else None
    return Machine(disk_encrypted=encrypted, swap=swap, versions=versions())


def _everything() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _core_limit() -> int | None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, _ = resource.getrlimit(resource.RLIMIT_CORE)
        return soft
    return None


def _run(*words: str) -> Said | None:
    program = shutil.which(words[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, by its path, with fixed words
            [program, *words[1:]],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Said(done.returncode, done.stdout)
