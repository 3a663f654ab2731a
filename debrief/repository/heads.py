"""What stands of a de-brief, from the set of its versions: the same in whatever order they came."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

LIVE, WITHDRAWN, APART = "live", "withdrawn", "apart"
_COUNTED = frozenset({"full", "urgent", "supplement", "extract"})
"""Purposes that facts are drawn from. Protection extracts and hand-overs are only kept."""


@dataclass(frozen=True)
class Version:
    sha256: str
    revision: int
    supersedes: str | None
    purpose: str
    status: str


@dataclass(frozen=True)
class Head:
    """What stands. ``fork``: two that nothing supersedes; ``gap``: one before is not held."""

    sha256: str | None
    revision: int
    state: str
    fork: bool = False
    gap: bool = False


def head_of(versions: Sequence[Version]) -> Head:
    """A withdrawal wins in any order; else the latest of the versions that nothing supersedes."""
    last = max(version.revision for version in versions)
    if any(version.status == "withdrawn" for version in versions):
        return Head(None, last, WITHDRAWN)
    counted = [version for version in versions if version.purpose in _COUNTED]
    held = {version.sha256 for version in versions}
    gap = any(v.supersedes is not None and v.supersedes not in held for v in versions)
    if not counted:
        return Head(None, last, APART, gap=gap)
    tips = _tips(counted, _ancestors(versions))
    winner = max(tips, key=lambda version: (version.revision, version.sha256))
    return Head(winner.sha256, winner.revision, LIVE, fork=len(tips) > 1, gap=gap)


def _ancestors(versions: Sequence[Version]) -> Collection[str]:
    return {version.supersedes for version in versions if version.supersedes is not None}


def _tips(counted: list[Version], superseded: Collection[str]) -> list[Version]:
    """Versions that no counted version descends from; all, should none be left."""
    return [v for v in counted if v.sha256 not in superseded] or counted
