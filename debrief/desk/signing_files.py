"""Signatures as files: the request from one laptop, the signature from another.

<uuid>.sign-request.json          written where the decision was recorded
<uuid>.signed.json  and  .sig     written on the lead's laptop: the same bytes, and its signature
"""

from __future__ import annotations

from pathlib import Path

from debrief.bundle import read_pair
from debrief.bundle.refusals import Unwritable
from debrief.bundle.sealed import write_pair
from debrief.bundle.shapes import read
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.overrides import SigningRequest, request, sign_request, take_signature
from debrief.desk.refusals import NotARequest
from debrief.errors import Refusal

_MOST = 64 * 1024
REQUEST, SIGNED = ".sign-request.json", ".signed.json"


def write_request(desk: Desk, file: DebriefFile, decision: str, folder: Path) -> Path:
    """A request for the lead's signature; it holds no word of anybody."""
    made = request(desk, file, decision)
    path = folder / f"{made.request}{REQUEST}"
    try:
        path.write_bytes(made.encode())
    except OSError as error:
        raise Unwritable(file=path.name, reason=error.strerror or "error") from None
    return path


def read_request(path: Path) -> SigningRequest:
    """What a request asks to be signed."""
    return _read(path)[1]


def sign_file(desk: Desk, path: Path) -> Path:
    """Signs a request beside where it lies; returns the path of the signed file."""
    data, asked = _read(path)
    target = path.with_name(f"{asked.request}{SIGNED}")
    write_pair(target, data, sign_request(desk, data))
    return target


def take_file(desk: Desk, path: Path) -> tuple[str, str]:
    """Takes in a signed file; returns the reference of the de-brief, and the decision."""
    return take_signature(desk, *read_pair(path))


def _read(path: Path) -> tuple[bytes, SigningRequest]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST)
        return data, read(SigningRequest, data, name="signing request")
    except (OSError, Refusal):
        raise NotARequest(file=path.name) from None
