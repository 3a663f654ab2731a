"""Whether the computer itself is fit: what lies on its disk in clear, and what it runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from debrief.desk.checks.finding import Finding, act, look, ok

Swap = Literal["off", "encrypted", "clear"]

LEAST = {"Python": (3, 11), "SQLite": (3, 37), "OpenSSL": (3, 0), "cryptography": (48, 0)}
"""The versions this app is tested with reach down to these."""

RECORDERS = frozenset({"script", "scriptlive", "asciinema", "ttyrec", "termrec", "tlog-rec-session", "rec"})
HOLDERS = frozenset({"tmux", "screen", "SCREEN", "zellij", "byobu"})


@dataclass(frozen=True)
class Machine:
    """What the computer says of itself; ``None`` where it does not say."""

    disk_encrypted: bool | None = None
    """The disk that the vault lies on."""
    swap: Swap | None = None
    hibernates: bool | None = None
    """Memory can be written to the disk when the computer is laid to rest."""
    core_limit: int | None = None
    """Bytes of memory that a crash may leave on the disk."""
    core_handler: str = ""
    """The program that is given the memory of a crashed one."""
    everything: bool = False
    """This is the system's own user, to whom everything is open (root)."""
    programs_above: tuple[str, ...] = ()
    """The programs that this one was started from, the nearest first."""
    versions: Mapping[str, str] = field(default_factory=dict)


def look_at_machine(machine: Machine) -> list[Finding]:
    """The findings on disk, swap, hibernation, crashes, user, terminal and versions."""
    return [
        _disk(machine),
        _swap(machine),
        _hibernation(machine),
        _crashes(machine),
        _user(machine),
        _terminal(machine),
        *_versions(machine),
    ]


def _disk(machine: Machine) -> Finding:
    if machine.disk_encrypted:
        return ok("disk", "The disk under the vault is encrypted.")
    if machine.disk_encrypted is None:
        return look(
            "disk",
            "This computer does not say whether its disk is encrypted.",
            "Ask whoever looks after it; without full-disk encryption nothing is erased for good.",
        )
    return act(
        "disk",
        "The disk under the vault is not encrypted, as far as this computer knows.",
        "Have full-disk encryption turned on (LUKS, FileVault, BitLocker) before it leaves the building.",
    )


def _swap(machine: Machine) -> Finding:
    if machine.swap is None:
        return look(
            "swap",
            "This computer does not say whether memory is moved to the disk in clear.",
            "Ask whoever looks after it to encrypt the swap or page file.",
        )
    if machine.swap == "clear":
        return act(
            "swap",
            "Memory is moved to the disk in clear: the swap is not encrypted.",
            "Turn swap off (swapoff -a) or have it encrypted, and unlock the vault only then.",
        )
    if machine.swap == "off":
        return ok("swap", "No memory is moved to the disk.")
    return ok("swap", "Memory that is moved out of the way is encrypted.")


def _hibernation(machine: Machine) -> Finding:
    if machine.hibernates is False:
        return ok("hibernation", "This computer does not hibernate.")
    if machine.disk_encrypted and machine.swap == "encrypted":
        return ok("hibernation", "What hibernation writes is encrypted.")
    if machine.hibernates is None:
        return look(
            "hibernation",
            "This computer does not say whether it writes its memory to the disk when it is closed.",
            "Turn hibernation off, or lock the vault before you close the lid.",
        )
    return act(
        "hibernation",
        "Hibernation would write the memory, keys included, to the disk in clear.",
        "Turn hibernation off, and lock the vault before you close the lid.",
    )


def _crashes(machine: Machine) -> Finding:
    if machine.core_handler:
        return look(
            "crashes",
            f"Crashed programs are handed to {machine.core_handler}, which may keep their memory.",
            "The app forbids this for itself; have it turned off on this computer too.",
        )
    if machine.core_limit is None:
        return look(
            "crashes",
            "This computer does not say whether a crash leaves memory on the disk.",
            "Ask whoever looks after it to turn crash dumps off.",
        )
    if machine.core_limit:
        return look(
            "crashes",
            "A crashed program may leave its memory on the disk.",
            "The app forbids this for itself; turn it off for all with: ulimit -c 0",
        )
    return ok("crashes", "A crash leaves no memory on the disk.")


def _user(machine: Machine) -> Finding:
    if machine.everything:
        return look(
            "user",
            "This is the system's own user, from whom nothing on this computer is kept.",
            "Work as an ordinary user: then no other program of yours can read the app's memory.",
        )
    return ok("user", "This is an ordinary user.")


def _terminal(machine: Machine) -> Finding:
    recorder = next((name for name in machine.programs_above if name in RECORDERS), None)
    if recorder is not None:
        return act(
            "terminal",
            f"The program {recorder} keeps everything that this terminal shows.",
            "End it, and open the app in a terminal of its own.",
        )
    holder = next((name for name in machine.programs_above if name.partition(":")[0] in HOLDERS), None)
    if holder is not None:
        return look(
            "terminal",
            f"This terminal is inside {holder}, which can keep what it shows and be joined by others.",
            "Open the app in a terminal of its own.",
        )
    return ok("terminal", "Nothing is known to keep what this terminal shows.")


def _versions(machine: Machine) -> list[Finding]:
    return [_version(name, found) for name, found in machine.versions.items()]


def _version(name: str, found: str) -> Finding:
    least = LEAST.get(name, (0,))
    numbers = tuple(int(part) for part in re.findall(r"\d+", found)[: len(least)])
    if numbers >= least:
        return ok("versions", f"{name} is {found}.")
    wanted = ".".join(map(str, least))
    return act("versions", f"{name} is {found or 'unknown'}, older than {wanted}.", "Install the app anew.")
