"""What was refused, as it came: ciphertext, signature, and a code. Nothing of its content.

    quarantine/<32 hex>/bundle.debrief.age      as it came
    quarantine/<32 hex>/bundle.debrief.age.sig
    quarantine/<32 hex>/code.json               codes, digest, when

The name is drawn from the bytes of both files, so that the same refused files
lie there once. Importing the folder again tries them again; what is then taken
in leaves it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from debrief import bundle

from .files import make_folder, write_file

NAME = "bundle.debrief.age"


def put(
    folder: Path,
    data: bytes,
    signature: bytes,
    now: datetime,
    *,
    code: str | None,
    records: dict[str, str] | None = None,
) -> Path:
    """Keeps a refused bundle, or one of whose records some are held; returns its folder."""
    own = folder / _name(data, signature)
    make_folder(own)
    for name, content in ((NAME, data), (f"{NAME}.sig", signature)):
        if not (own / name).exists():
            write_file(own / name, content)
    value = {
        "code": code,
        "records": records or {},
        "sha256": sha256(data).hexdigest(),
        "received": bundle.instant(now),
    }
    write_file(own / "code.json", json.dumps(value, indent=2, sort_keys=True).encode())
    return own


def release(folder: Path, data: bytes, signature: bytes) -> None:
    """Takes a bundle out that has been taken in whole."""
    own = folder / _name(data, signature)
    if own.is_dir():
        with contextlib.suppress(OSError):
            shutil.rmtree(own)


@dataclass(frozen=True)
class Kept:
    """One bundle in quarantine. ``records``: those kept apart alone, with their codes."""

    folder: Path
    code: str | None
    records: dict[str, str]
    sha256: str
    received: str


def kept(folder: Path) -> list[Kept]:
    """What lies in quarantine, the newest first; what cannot be read is left out."""
    found = []
    for path in folder.glob("*/code.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            value = json.loads(path.read_bytes())
            records = {str(name): str(code) for name, code in value["records"].items()}
            code = None if value["code"] is None else str(value["code"])
            found.append(Kept(path.parent, code, records, str(value["sha256"]), str(value["received"])))
    return sorted(found, key=lambda each: (each.received, each.folder.name), reverse=True)


def _name(data: bytes, signature: bytes) -> str:
    return sha256(sha256(data).digest() + signature).hexdigest()[:32]
