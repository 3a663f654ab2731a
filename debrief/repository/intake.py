"""Taking in bundles: each step of the bundle's rules, one code each, never a traceback.

    report = import_paths(repository, [stick], now=received)
    report.refused          # how many were not taken in whole

A refused bundle goes to quarantine and the next one is looked at. A record that
may not be taken in is kept apart alone. A bundle that is held already gets the
receipt it got before, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from debrief import bundle
from debrief.bundle.canonical import uncollected
from debrief.bundle.sshsig import public_line
from debrief.errors import Refusal
from debrief.interview.record import Record

from . import quarantine
from .accepting import check_record, is_named
from .files import write_issued
from .place import RECEIPT_KEY
from .refusals import NothingToImport, ReceiptKeyNotListed, RecordMisnamed
from .store import Repository

PATTERN = "*.debrief.age"

Result = Literal["accepted", "duplicate", "held", "refused", "passed_on"]
"""``passed_on``: by a gateway, unread."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``held``: records kept apart, with their codes."""

    path: Path
    result: Result
    digest: str | None = None
    records: int = 0
    refusal: Refusal | None = None
    held: dict[str, str] = field(default_factory=dict)
    receipt: Path | None = None


@dataclass(frozen=True)
class Report:
    """Every outcome, and the flags of all bundles held (gap, fork, back_dated, late)."""

    outcomes: tuple[Outcome, ...]
    flags: dict[str, tuple[str, ...]]

    @property
    def refused(self) -> int:
        """How many bundles were refused, or had a record kept apart."""
        return sum(outcome.result in ("refused", "held") for outcome in self.outcomes)


def find(paths: Iterable[Path]) -> list[Path]:
    """The bundles at ``paths``: files as named, folders with all that is below them."""
    found: dict[Path, None] = {}
    for path in paths:
        below = sorted(path.rglob(PATTERN)) if path.is_dir() else [path]
        if not below:
            raise NothingToImport(path=str(path))
        found.update(dict.fromkeys(below))
    return list(found)


def import_paths(
    repository: Repository,
    paths: Iterable[Path],
    *,
    now: datetime,
    progress: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Report:
    """Imports every bundle at ``paths``. ``progress`` may wrap the list to show how far it is.

    Raises only what stops the whole of it: a full disk, a database that is gone.
    """
    intake = _Intake(repository, now)
    outcomes = tuple(intake.take(path) for path in progress(find(paths)))
    return Report(outcomes, repository.flags())


class _Intake:
    def __init__(self, repository: Repository, now: datetime) -> None:
        self.repository, self.now = repository, now
        self.place, self.trust = repository.place, repository.trust
        self.identities = self.place.identities()
        self.receipt_key = self.place.signing_key(RECEIPT_KEY)
        public = public_line(self.receipt_key.public_key())
        if all(key.public != public or key.revoked for key in self.trust.receipt_keys):
            raise ReceiptKeyNotListed

    def take(self, path: Path) -> Outcome:
        try:
            data, signature = bundle.read_pair(path)
        except Refusal as refusal:
            return self._unreadable(path, refusal)
        again = self._duplicate(path, data, signature)
        if again is not None:
            return again
        with uncollected():  # what a bundle holds is read once and has no cycles
            return self._examine(path, data, signature)

    def _unreadable(self, path: Path, refusal: Refusal) -> Outcome:
        """No signature beside it, too large, not there. What can be kept is kept."""
        try:
            data = path.read_bytes() if path.stat().st_size <= bundle.MAX_BUNDLE else None
        except OSError:
            data = None
        if data is not None:
            self._quarantine(data, b"", code=refusal.code)
        return Outcome(path, "refused", refusal=refusal)

    def _duplicate(self, path: Path, data: bytes, signature: bytes) -> Outcome | None:
        """The same bytes were taken in before, and the signature is still good."""
        digest = sha256(data).hexdigest()
        issued = self.repository.receipt_of(digest)
        if issued is None:
            return None
        try:
            bundle.check_outer(data, signature, self.trust)
        except Refusal:
            return None  # the whole examination says why
        quarantine.release(self.place.part("quarantine"), data, signature)
        issued = bundle.issued_anew(issued, self.receipt_key)
        return Outcome(path, "duplicate", digest, receipt=self._write(issued, digest))

    def _examine(self, path: Path, data: bytes, signature: bytes) -> Outcome:
        checked = _Checked(self.place.training)
        verdict = bundle.examine(
            data,
            signature,
            identities=self.identities,
            trust=self.trust,
            now=self.now,
            validate=checked,
        )
        if verdict.opened is None:
            return self._refused(path, data, signature, verdict)
        opened = _properly_named(verdict.opened)
        issued = bundle.issue(replace(verdict, opened=opened), self.receipt_key)
        records = {name: checked.read[id(value)] for name, value in opened.records.items()}
        self.repository.take(opened, records, issued, self.now)
        receipt = self._write(issued, opened.digest)
        held = dict(opened.held)
        if held:
            self._quarantine(data, signature, code=None, records=held)
            return Outcome(path, "held", opened.digest, len(records), None, held, receipt)
        quarantine.release(self.place.part("quarantine"), data, signature)
        return Outcome(path, "accepted", opened.digest, len(records), receipt=receipt)

    def _refused(self, path: Path, data: bytes, signature: bytes, verdict: bundle.Verdict) -> Outcome:
        assert verdict.refusal is not None
        self._quarantine(data, signature, code=verdict.refusal.code)
        receipt = None
        if verdict.agency is not None:  # strangers get no signature of ours
            receipt = self._write(bundle.issue(verdict, self.receipt_key), verdict.digest)
        return Outcome(path, "refused", verdict.digest, refusal=verdict.refusal, receipt=receipt)

    def _quarantine(self, data: bytes, signature: bytes, *, code: str | None, records: Any = None) -> None:
        folder = self.place.part("quarantine")
        quarantine.put(folder, data, signature, self.now, code=code, records=records)

    def _write(self, issued: bundle.Issued, digest: str) -> Path:
        """The receipt's two files. A copy of a bundle under the same name has its own receipt."""
        folder = self.place.part("receipts")
        path = folder / f"{issued.name}.receipt.json"
        if path.exists() and digest.encode() not in path.read_bytes():
            path = folder / f"{issued.name}.{digest[:12]}.receipt.json"
        write_issued(path, issued)
        return path


class _Checked:
    """Checks each record, and keeps what was read so that it is read once."""

    def __init__(self, training: bool) -> None:
        self.training = training
        self.read: dict[int, Record] = {}
        """By the identity of the parsed value, which the opened bundle holds alive."""

    def __call__(self, value: dict[str, Any]) -> None:
        self.read[id(value)] = check_record(value, training=self.training)


def _properly_named(opened: bundle.Opened) -> bundle.Opened:
    """Without the records that lie under the name of another: those are kept apart."""
    wrong = [name for name, value in opened.records.items() if not is_named(name, value)]
    if not wrong:
        return opened
    return replace(
        opened,
        records={name: v for name, v in opened.records.items() if name not in wrong},
        held={**opened.held, **dict.fromkeys(wrong, RecordMisnamed.code)},
    )
