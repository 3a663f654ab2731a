"""What Linux says about disks, swap, hibernation and crashes, in /proc and /sys.

``root`` is the root of these trees, so that a test can make them up.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from debrief.desk.checks.machine import Swap

Device = tuple[int, int]
_ENCRYPTING = {"ecryptfs", "fuse.gocryptfs", "fuse.encfs"}
_IN_MEMORY = {"tmpfs", "ramfs"}
_DEEPEST = 16


def _device_of_file(path: Path) -> Device:
    found = path.stat().st_dev
    return os.major(found), os.minor(found)


def _device_of_node(path: Path) -> Device:
    found = path.stat().st_rdev
    return os.major(found), os.minor(found)


@dataclass(frozen=True)
class Linux:
    """Reads the trees under ``root``; ``file`` and ``node`` give the device of a file and of a device node."""

    root: Path = Path("/")
    file: Callable[[Path], Device] = _device_of_file
    node: Callable[[Path], Device] = _device_of_node

    def encrypted(self, folder: Path) -> bool | None:
        """Whether dm-crypt (LUKS) or an encrypting file system is under a folder."""
        try:
            device = self.file(_existing(folder))
        except OSError:
            return None
        found = self._block(device)
        if found is not None:
            return found
        return self._mounted(device)

    def swap(self) -> Swap | None:
        """``clear`` as soon as one swap is; a zram swap is memory."""
        text = self._read("proc/swaps")
        if text is None:
            return None
        places = [line.split() for line in text.splitlines()[1:] if line.strip()]
        kinds = [self._swap_encrypted(Path(words[0]), words[1]) for words in places]
        if False in kinds:
            return "clear"
        if None in kinds:
            return None
        return "encrypted" if kinds else "off"

    def hibernates(self) -> bool | None:
        """Whether the kernel would write its memory to a swap."""
        disk, state = self._read("sys/power/disk"), self._read("sys/power/state")
        if state is not None and "disk" not in state.split():
            return False
        if disk is not None and "[disabled]" in disk:
            return False
        return self.swap() != "off" and (state is not None or disk is not None)

    def core_handler(self) -> str:
        """The program that gets the memory of crashed ones; empty when there is none."""
        pattern = (self._read("proc/sys/kernel/core_pattern") or "").strip()
        return Path(pattern[1:].split()[0]).name if pattern.startswith("|") and pattern[1:].split() else ""

    def programs_above(self, process: str) -> tuple[str, ...]:
        """The names of the programs that a process was started from, the nearest first."""
        found: list[str] = []
        while process not in ("", "0") and len(found) < _DEEPEST:
            lines = (self._read(f"proc/{process}/status") or "").splitlines()
            said = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
            found.append(said.get("Name", ""))
            process = said.get("PPid", "")
        return tuple(found[1:])

    # -- devices ------------------------------------------------------------------------------

    def _block(self, device: Device) -> bool | None:
        """None where the number is not a disk's (btrfs, overlay and their like)."""
        place = self.root / "sys/dev/block" / f"{device[0]}:{device[1]}"
        return self._crypt(place, 0) if place.exists() else None

    def _crypt(self, place: Path, depth: int) -> bool:
        """dm-crypt here, or under every device that this one is made of."""
        uuid = self._read_at(place / "dm/uuid") or ""
        if uuid.startswith("CRYPT-"):
            return True
        below = sorted((place / "slaves").iterdir()) if (place / "slaves").is_dir() else []
        return depth < _DEEPEST and bool(below) and all(self._crypt(each, depth + 1) for each in below)

    def _mounted(self, device: Device) -> bool | None:
        """By the mount table: what is mounted there, and from which device node."""
        for line in (self._read("proc/self/mountinfo") or "").splitlines():
            left, _, right = line.partition(" - ")
            fields, words = left.split(), right.split()
            if len(fields) < 3 or len(words) < 2 or fields[2] != f"{device[0]}:{device[1]}":
                continue
            if words[0] in _ENCRYPTING | _IN_MEMORY:
                return True
            if words[1].startswith("/dev/"):
                return self._node_encrypted(Path(words[1]))
        return None

    def _node_encrypted(self, path: Path) -> bool | None:
        try:
            return self._block(self.node(path))
        except OSError:
            return None

    def _swap_encrypted(self, path: Path, kind: str) -> bool | None:
        if path.name.startswith("zram"):
            return True
        return self._node_encrypted(path) if kind == "partition" else self.encrypted(path)

    def _read(self, name: str) -> str | None:
        return self._read_at(self.root / name)

    def _read_at(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None


def _existing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next((each for each in (path, *path.parents) if each.exists()), path)
