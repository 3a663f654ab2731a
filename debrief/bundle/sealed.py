"""A sealed bundle as two files: `<uuid>.debrief.age` and `<uuid>.debrief.age.sig`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from debrief.process import stopping

from .refusals import BundleTooLarge, BundleUnreadable, SignatureMissing, Unwritable
from .sshsig import MAX_SIGNATURE

MAX_BUNDLE = 64 * 1024 * 1024
"""Bytes of the .age file. More is several bundles."""
SUFFIX = ".debrief.age"
_SMALL = 4 * 2**20


@dataclass(frozen=True)
class Sealed:
    """``digest`` is the SHA-256 of the .age file, in hexadecimal: the bundle's identity."""

    name: str
    age_bytes: bytes = field(repr=False)
    sig_bytes: bytes = field(repr=False)
    digest: str

    def write(self, folder: Path) -> Path:
        """Write both files; each appears whole or not at all, the signature first.

        Returns the path of the .age file. A file already there is not replaced.
        """
        target = folder / (self.name + SUFFIX)
        write_pair(target, self.age_bytes, self.sig_bytes)
        return target


def write_pair(target: Path, data: bytes, signature: bytes) -> None:
    """``target`` and ``target.sig``, durably. When ``target`` is there, its signature is."""
    stopping.last_chance()
    signed = signature_path(target)
    if target.exists() or signed.exists():
        raise Unwritable(file=target.name, reason="it is there already")
    try:
        _write(signed, signature)
        try:
            _write(target, data)
        except OSError:
            signed.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise Unwritable(file=target.name, reason=error.strerror or "error") from None


def read_pair(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a bundle and of its signature, never more than their bounds."""
    try:
        data = _read(path, MAX_BUNDLE)
    except OSError as error:
        raise BundleUnreadable(file=path.name, reason=error.strerror or "error") from None
    try:
        return data, _read(signature_path(path), MAX_SIGNATURE)
    except FileNotFoundError:
        raise SignatureMissing(file=path.name) from None
    except OSError as error:
        raise BundleUnreadable(file=path.name, reason=error.strerror or "error") from None


def signature_path(path: Path) -> Path:
    """Where the signature of a file lies: beside it, as `ssh-keygen -Y sign` puts it."""
    return path.with_name(path.name + ".sig")


def _read(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise BundleTooLarge(limit=MAX_BUNDLE // 2**20)
    return data


def _write(target: Path, data: bytes) -> None:
    partial = target.with_name(target.name + ".partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new names durable, where a folder can be opened (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_small(path: Path) -> bytes:
    """The bytes of a key, a list or a pack, or a refusal; never more than a few megabytes."""
    try:
        with path.open("rb") as file:
            return file.read(_SMALL)
    except OSError as error:
        raise BundleUnreadable(file=path.name, reason=error.strerror or "error") from None
