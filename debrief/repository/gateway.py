"""The first of UKHTC's two rooms: it looks at the seal from outside, and passes on what it cannot read.

    report = pass_on(place, trust, [stick], now=received)

What a listed key sealed is copied to ``forward/``, to be carried to the vault room; what a stranger
sealed goes to quarantine and reaches no parser there. For each bundle of a listed key the gateway
writes a note (``receipts/<digest>.passage.json``), which is no receipt: it cannot know whether the
bundle opens. Whoever takes this machine over gets ciphertext, senders' keys, sizes and times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from debrief import bundle
from debrief.bundle.sealed import SUFFIX
from debrief.errors import Refusal

from . import quarantine
from .files import write_file, write_issued
from .intake import Outcome, Report, find
from .place import GATEWAY_KEY, Place


def pass_on(
    place: Place,
    trust: bundle.TrustList,
    paths: Iterable[Path],
    *,
    now: datetime,
    progress: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Report:
    """Passes on every bundle at ``paths`` that a listed key sealed. ``progress`` as for an import."""
    gate = _Gate(place, trust, now)
    return Report(tuple(gate.take(path) for path in progress(find(paths))), {})


class _Gate:
    def __init__(self, place: Place, trust: bundle.TrustList, now: datetime) -> None:
        self.place, self.trust, self.now = place, trust, now
        self.key = place.signing_key(GATEWAY_KEY)

    def take(self, path: Path) -> Outcome:
        try:
            data, signature = bundle.read_pair(path)
        except Refusal as refusal:
            return Outcome(path, "refused", refusal=refusal)
        try:
            agency = bundle.check_outer(data, signature, self.trust).agency
        except Refusal as refusal:
            folder = self.place.part("quarantine")
            quarantine.put(folder, data, signature, self.now, code=refusal.code)
            return Outcome(path, "refused", sha256(data).hexdigest(), refusal=refusal)
        return self._forward(path, data, signature, agency)

    def _forward(self, path: Path, data: bytes, signature: bytes, agency: str) -> Outcome:
        """Under its digest: the name that a sender gives a file says nothing here."""
        digest = sha256(data).hexdigest()
        target = self.place.part("forward") / f"{digest}{SUFFIX}"
        write_file(target.with_name(f"{target.name}.sig"), signature)
        write_file(target, data)
        quarantine.release(self.place.part("quarantine"), data, signature)
        note = self.place.part("receipts") / f"{digest}.passage.json"
        write_issued(note, bundle.issue_passage(self._passage(digest, agency), self.key))
        return Outcome(path, "passed_on", digest, receipt=note)

    def _passage(self, digest: str, agency: str) -> bundle.Passage:
        return bundle.Passage(
            bundle_sha256=digest,
            trust_version=self.trust.version,
            sender_agency=agency,
        )
