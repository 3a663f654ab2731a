"""Drafted by one analyst, checked by another, then released: nothing leaves the building otherwise.

    drafted = draft(repository, publication, write, user="ann", now=now)
    check(repository, drafted.release, user="bob", now=now)          # having looked at the page
    released, path = release(repository, drafted.release, folder, user="ann", now=now)

``write`` makes the page and its CSV from shown figures. The bytes that were checked are those that
are given out; the ledger holds their SHA-256. Whether the figures give anybody away beside what
is out already is asked when they are drafted, and again when they are released, for other
releases may have come between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from debrief.bundle import instant
from debrief.exchange.page_values import FigurePage
from debrief.process import stopping
from debrief.repository import Repository, require
from debrief.repository.analysts import account
from debrief.repository.files import make_folder, write_file
from debrief.repository.releases import (
    LedgerCell,
    Release,
    ReleaseStep,
    add_release,
    add_step,
    releases,
)

from .cells import Publication
from .disclosure import revealed
from .faces import face
from .floor import dimensions, floored, ledger_cells
from .periods import quarters
from .refusals import (
    CheckedByTheSame,
    NoReason,
    NoSuchRelease,
    NotAQuarter,
    NothingToRelease,
    RevealsByDifference,
    RevealsByItself,
    TooFine,
    WasTouched,
)
from .stepping import in_state, or_unknown
from .words import JUDGING, MAKING_THE_PAGE

RIGHT = "publish"
MOST_DIMENSIONS = 2
"""Besides period and country."""

Write: TypeAlias = Callable[[FigurePage], tuple[str, str]]
"""The page and its CSV, from shown figures."""


def draft(
    repository: Repository, publication: Publication, write: Write, *, user: str, now: datetime
) -> Release:
    """Enters a publication in the ledger; refused where its figures would give a small group away."""
    by, cells = require(repository, user, RIGHT), ledger_cells(publication)
    publication = replace(publication, marking=face(repository, publication.marking))
    _check_shape(cells)
    stopping.step(MAKING_THE_PAGE)
    page, csv = (text.encode() for text in write(floored(publication)))
    stopping.step(JUDGING)
    made = Release(
        release=_number(publication, page, csv, by, instant(now)),
        publication=publication.id,
        title=publication.title,
        subject=publication.subject,
        period=publication.period,
        language=publication.language,
        marking=publication.marking,
        method="\n".join(publication.method),
        page=page,
        csv=csv,
        page_sha256=sha256(page).hexdigest(),
        csv_sha256=sha256(csv).hexdigest(),
    )
    return add_release(repository, made, cells, ReleaseStep(instant(now), by, "drafted"), judge=_safe)


def check(repository: Repository, release: str, *, user: str, now: datetime) -> Release:
    """A second analyst looked at the page, and stands for it."""
    by = require(repository, user, RIGHT)

    def judge(held: Release, own: Sequence[LedgerCell], public: Sequence[LedgerCell]) -> None:
        in_state(release, held.state, "drafted")
        if account(held.steps[0].by) == by:
            raise CheckedByTheSame(name=by)

    return _step(repository, release, ReleaseStep(instant(now), by, "checked"), judge=judge)


def release(
    repository: Repository, release: str, folder: Path, *, user: str, now: datetime
) -> tuple[Release, Path]:
    """Gives out what was checked: the page and its CSV in ``folder``; the path of the page."""
    by = require(repository, user, RIGHT)

    def judge(held: Release, own: Sequence[LedgerCell], public: Sequence[LedgerCell]) -> None:
        in_state(release, held.state, "checked")
        _untouched(held)
        _safe(held, own, public)

    released = _step(repository, release, ReleaseStep(instant(now), by, "released"), judge=judge)
    return released, write_out(released, folder)


def withdraw(repository: Repository, release: str, reason: str, *, user: str, now: datetime) -> Release:
    """Takes a release or a draft back. What was out stays in what later releases are held against."""
    by = require(repository, user, RIGHT)
    if not reason.strip():
        raise NoReason
    step = ReleaseStep(instant(now), by, "withdrawn", reason.strip()[:500])

    def judge(held: Release, own: Sequence[LedgerCell], public: Sequence[LedgerCell]) -> None:
        in_state(release, held.state, "drafted", "checked", "released")

    return _step(repository, release, step, judge=judge)


def supersede(repository: Repository, release: str, successor: str, *, user: str, now: datetime) -> Release:
    """Says which later release stands in place of an earlier one."""
    by = require(repository, user, RIGHT)
    in_state(successor, find(repository, successor).state, "released")
    step = ReleaseStep(instant(now), by, "superseded", successor=successor)

    def judge(held: Release, own: Sequence[LedgerCell], public: Sequence[LedgerCell]) -> None:
        in_state(release, held.state, "released")

    return _step(repository, release, step, judge=judge)


def find(repository: Repository, release: str) -> Release:
    """A draft or release by its number, or ``NoSuchRelease``."""
    for each in releases(repository):
        if each.release == release:
            return each
    raise NoSuchRelease(name=release)


def write_out(held: Release, folder: Path) -> Path:
    """The page and its CSV as they lie in the ledger; also a draft's, for whoever checks it."""
    _untouched(held)
    make_folder(folder)
    path = folder / f"{held.publication}-{held.release}.html"
    write_file(path.with_suffix(".csv"), held.csv)
    write_file(path, held.page)
    return path


# -- inside ----------------------------------------------------------------------------------------


def _check_shape(cells: Sequence[LedgerCell]) -> None:
    if not cells:
        raise NothingToRelease
    for cell in cells:
        if (count := len(dimensions(cell))) > MOST_DIMENSIONS:
            raise TooFine(count=count, limit=MOST_DIMENSIONS)
        period = dict(cell.definition).get("period", "")
        if quarters(period) is None:
            raise NotAQuarter(found=period)


def _safe(held: Release, own: Sequence[LedgerCell], public: Sequence[LedgerCell]) -> None:
    found = revealed([replace(cell, release="") for cell in own], public)
    if found is not None and found.releases:
        raise RevealsByDifference(name=", ".join(found.releases))
    if found is not None:
        raise RevealsByItself


def _untouched(held: Release) -> None:
    digests = sha256(held.page).hexdigest(), sha256(held.csv).hexdigest()
    if digests != (held.page_sha256, held.csv_sha256):
        raise WasTouched(name=held.release)


_step = or_unknown(add_step, NoSuchRelease)


def _number(publication: Publication, page: bytes, csv: bytes, by: str, at: str) -> str:
    """Known by its content, its author and its moment."""
    whole = sha256()
    for part in (publication.id.encode(), page, csv, by.encode(), at.encode()):
        whole.update(sha256(part).digest())
    return whole.hexdigest()[:16]
