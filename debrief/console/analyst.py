"""Who is at the console, what for, and the open repository."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from debrief.bank import Bank, load_bank
from debrief.errors import Refusal
from debrief.office.groups import Asked
from debrief.places import shipped
from debrief.repository import Place, Repository, open_repository


@dataclass
class Analyst:
    """``purpose`` is entered in the audit with every read; it is asked for before the first."""

    repository: Repository
    bank: Bank
    name: str
    clock: Callable[[], datetime]
    purpose: str = ""
    proof: bytes | None = field(default=None, repr=False)
    """SHA-256 of the database's key, where a passphrase makes it; None where a file holds it."""

    def asked(self) -> Asked:
        """A reading for this analyst's own eyes, now."""
        return Asked(self.name, self.purpose, self.clock())

    def knows(self, passphrase: str) -> bool:
        """Whether these words open this repository; always, where it takes none."""
        if self.proof is None:
            return True
        try:
            return hmac.compare_digest(_proof(self.repository.place, passphrase), self.proof)
        except Refusal:
            return False


def enter(
    location: str, place: Place, passphrase: str | None, name: str, clock: Callable[[], datetime]
) -> Analyst:
    """Opens the repository for ``name``; the purpose is still to be given."""
    bank = load_bank(shipped("questionnaires"))
    repository = open_repository(location, passphrase=passphrase, bank=bank)
    return Analyst(repository, bank, name, clock, proof=_proof(place, passphrase) if passphrase else None)


def _proof(place: Place, passphrase: str) -> bytes:
    return sha256(place.database_key(passphrase)).digest()
