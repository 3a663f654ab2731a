"""What lies in the inbox and in quarantine, and taking it in, one bundle a step.

for each in inbox(repository): each.path, each.state, each.flags
report = take_in(repository, [each.path], now=now, go_on=lambda done, of: not stopped)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from debrief import bundle
from debrief.errors import Refusal, catalogue
from debrief.process import stopping
from debrief.repository import Report, Repository, import_paths, read_list
from debrief.repository.intake import PATTERN
from debrief.repository.quarantine import Kept, kept

State = Literal["waits", "held", "quarantined"]


@dataclass(frozen=True)
class Lying:
    """A bundle in the inbox. ``flags``: gap, fork, back_dated, late, once it is held."""

    path: Path
    size: int
    digest: str
    state: State
    flags: tuple[str, ...] = ()


def inbox(repository: Repository) -> list[Lying]:
    """Every bundle below ``inbox/``, by name, and whether it was taken in. It says nothing of anybody."""
    flags = repository.flags()
    apart = {each.sha256 for each in quarantined(repository)}
    found = []
    for path in stopping.counted(sorted(repository.place.part("inbox").rglob(PATTERN)), every=1):
        size, digest = _measured(path)
        state: State = "waits"
        if digest and digest in apart:
            state = "quarantined"
        elif digest and repository.receipt_of(digest) is not None:
            state = "held"
        found.append(Lying(path, size, digest, state, flags.get(digest, ())))
    return found


def flagged(repository: Repository) -> dict[str, tuple[str, ...]]:
    """Held bundles that ask for a look, by their SHA-256."""
    return {digest: flags for digest, flags in repository.flags().items() if flags}


def quarantined(repository: Repository) -> list[Kept]:
    return kept(repository.place.part("quarantine"))


def refusal_of(code: str) -> type[Refusal] | None:
    """The refusal that a code in quarantine stands for."""
    return next((each for each in catalogue() if each.code == code), None)


def take_in(
    repository: Repository,
    paths: Sequence[Path],
    *,
    now: datetime,
    go_on: Callable[[int, int], bool] = lambda done, of: True,
) -> Report:
    """Imports these bundles by the trust list of this moment.

    ``go_on`` is asked before each bundle, with how many are done; False stops there, and what was
    taken in stays.
    """
    renew_trust(repository, now)

    def steps(found: Sequence[Path]) -> Iterator[Path]:
        for done, path in enumerate(found):
            if not go_on(done, len(found)):
                return
            yield path

    return import_paths(repository, paths, now=now, progress=steps)


def renew_trust(repository: Repository, now: datetime) -> None:
    """Reads the trust list anew, for a repository that stays open for hours; refuses one that expired."""
    repository.trust = read_list(repository.place, now)


def _measured(path: Path) -> tuple[int, str]:
    """Size and SHA-256; no digest of what no bundle can be, or is gone."""
    try:
        size = path.stat().st_size
        return size, sha256(path.read_bytes()).hexdigest() if size <= bundle.MAX_BUNDLE else ""
    except OSError:
        return 0, ""
