"""Taking in what a port found by a profile: only of a profile that was released, and of its own indicators."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

from debrief import bundle
from debrief.bundle import PortReturns
from debrief.office.refusals import ReturnsOfNoProfile
from debrief.office.release import find
from debrief.repository.port_returns import keep_returns
from debrief.repository.store import Repository

_PROFILE = "indicators"


def take_returns(repository: Repository, path: Path, *, now: datetime) -> PortReturns:
    """Opens a port's bundle and enters its counts. Every step of the bundle's rules holds."""
    data, signature = bundle.read_pair(path)
    opened = bundle.open_bundle(
        data, signature, identities=repository.place.identities(), trust=repository.trust, now=now
    )
    returns = bundle.read_returns(opened)
    known = _indicators(repository, returns.release)
    if not {row.indicator for row in returns.indicators} <= known:
        raise ReturnsOfNoProfile(name=returns.release)
    keep_returns(repository, opened, returns)
    return returns


def _indicators(repository: Repository, release: str) -> set[str]:
    """The codes that a released profile has, from the CSV that went out with it."""
    held = find(repository, release)
    if held.publication != _PROFILE or not held.is_out:
        raise ReturnsOfNoProfile(name=release)
    rows = csv.DictReader(io.StringIO(held.csv.decode()))
    return {row["row"] for row in rows if row["table"] == _PROFILE}
