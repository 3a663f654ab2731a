"""Made-up agencies with real keys: their bundles are sealed and signed as a laptop's are."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bank import Bank
from debrief.repository import Place, admit
from debrief.simulate.moulds import EDITION
from debrief.simulate.telling import AGENCIES

_FIRST: bundle.Purpose = "urgent"
_AT_ONCE: dict[bundle.Purpose, int] = {_FIRST: 100, "supplement": 25, "withdrawal": 25}
"""Records a bundle: some 3 MiB, far below what a bundle may be."""
_NOWHERE = hashlib.sha256(b"a simulated vault has no log").hexdigest()


@dataclass
class Agency:
    """One made-up agency with one laptop. ``folder`` is its stick.

    Its key is drawn anew at every run: whoever knows a seed must not know a key.
    """

    number: int
    folder: Path
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate, repr=False)
    vault: str = field(default_factory=lambda: secrets.token_hex(16))
    sent: int = 0
    last: str | None = None
    unmet: set[str] = field(default_factory=set)
    waiting: dict[bundle.Purpose, dict[str, bytes]] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        return f"training-{self.number + 1}"

    @property
    def kind(self) -> str:
        return AGENCIES[self.number % len(AGENCIES)]

    def enrol(self, place: Place, now: datetime) -> None:
        """UKHTC's training repository lists the laptop."""
        asked = bundle.request_enrolment(self.id, self.vault, self.key, kind=self.kind)
        enrolment = bundle.read_enrolment(asked.json_bytes, asked.sig_bytes)
        admit(place, enrolment, f"TRAINING: made-up agency {self.number + 1}", now)

    def add(self, name: str, record: bytes, purpose: bundle.Purpose) -> None:
        self.waiting.setdefault(purpose, {})[name] = record

    def send_full(self, bank: Bank, place: Place, now: datetime) -> None:
        """Sends what is enough for a bundle; first accounts before anything that comes after them."""
        for purpose, limit in _AT_ONCE.items():
            if len(self.waiting.get(purpose, ())) >= limit:
                self._send(bank, place, _FIRST, now)
                self._send(bank, place, purpose, now)

    def send_all(self, bank: Bank, place: Place, now: datetime) -> None:
        """Sends whatever waits."""
        for purpose in _AT_ONCE:
            self._send(bank, place, purpose, now)

    def _send(self, bank: Bank, place: Place, purpose: bundle.Purpose, now: datetime) -> None:
        """Seals what waits, and puts it on the stick."""
        records = self.waiting.pop(purpose, None)
        if not records:
            return
        sealed = bundle.make(
            records,
            self._statement(bank, purpose, now),
            agency=self.id,
            recipients=[bundle.Recipient(age=place.identity().recipient, role="ukhtc")],
            signing_key=self.key,
        )
        self.sent, self.last = self.sent + 1, sealed.digest
        sealed.write(self.folder)

    def _statement(self, bank: Bank, purpose: bundle.Purpose, now: datetime) -> bundle.StatementFields:
        return bundle.StatementFields(
            vault_id=self.vault,
            export_seq=self.sent + 1,
            prev_bundle_digest=self.last,
            purpose=purpose,
            created=bundle.instant(now),
            packs=bundle.Packs(
                bank=bundle.Bank(id=bank.id, version=str(bank.version), digest=bank.digest),
                edition=EDITION,
                rules_digest=bank.digest,
            ),
            vault_head=bundle.VaultHead(seq=self.sent + 1, chain=_NOWHERE),
            unmet=sorted(self.unmet),
            asserted_overrides=[],
            withheld=[],
            transfer_code_digest=None,
        )
