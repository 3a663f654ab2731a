"""A port's counts of what it found by a profile, sealed to the central repository as a bundle of its own."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import yaml

from debrief.bundle import PortReturns
from debrief.bundle.port_returns import PURPOSE
from debrief.bundle.refusals import DocumentFormat, DocumentShape, PortReturnsFile
from debrief.bundle.shapes import shape
from debrief.desk.carriage import SHARED, Face, seal
from debrief.desk.debrief_file import stamp
from debrief.desk.desk import Desk
from debrief.desk.partners import central_id, trust_of

_LARGEST = 64 * 1024


def send_returns(desk: Desk, path: Path, folder: Path) -> Path:
    """Seals the returns in a YAML file; the bundle's path. Nothing of a de-brief is in them."""
    returns = _read(path)
    if not desk.bank.has_code("UK_PORT", returns.port):
        raise PortReturnsFile(file=path.name, field="port")
    to = f"{central_id(trust_of(desk)) or 'ukhtc'}/{PURPOSE}"
    sealed = seal(
        desk, {returns.returns: returns.encode()}, to=to, purpose=PURPOSE,
        recipients=desk.settings.recipients(desk.clock()), edition=desk.settings.require().edition, face=Face(),
    )  # fmt: skip
    made = sealed.write(folder)
    desk.vault.log(
        {
            "type": SHARED, "at": stamp(desk.clock()), "to": to, "purpose": PURPOSE,
            "bundle": sealed.name, "digest": sealed.digest,
        }
    )  # fmt: skip
    return made


def _read(path: Path) -> PortReturns:
    """The file, or the field that is wrong in it."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
        value: Any = yaml.load(text[:_LARGEST], Loader=yaml.CSafeLoader)
    except OSError as error:
        raise PortReturnsFile(file=path.name, field=error.strerror or "file") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise PortReturnsFile(file=path.name, field="YAML") from None
    if not isinstance(value, dict) or len(text) > _LARGEST:
        raise PortReturnsFile(file=path.name, field="YAML")
    own = {"format": PortReturns.model_fields["format"].default, "returns": str(uuid.uuid4())}
    try:
        return shape(PortReturns, {**value, **own}, name=path.name)
    except (DocumentShape, DocumentFormat) as refusal:
        raise PortReturnsFile(file=path.name, field=str(refusal.facts.get("field", "format"))) from None
