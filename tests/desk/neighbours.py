"""A made-up UKHTC and made-up laptops of several agencies, enrolled as they would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from debrief import repository as ukhtc
from debrief.bank import Bank
from debrief.bundle import encrypt, generate, read_enrolment
from debrief.desk import DebriefFile, Desk
from debrief.desk.trust import enrolment, read_trust, take_trust
from debrief.vault import KdfCost, Vault

from .conftest import PASSPHRASE, Clock

AGENCIES = {
    "met-police": "police",
    "county-la": "la_children",
    "licensing": "labour_authority",
    "border": "border_immigration",
    "charity": "ngo_first_responder",
}


class Neighbours:
    """Laptops by agency id, and the repository that lists them. ``desk("met-police")`` is made when named."""

    def __init__(self, folder: Path, bank: Bank, clock: Clock) -> None:
        self.folder, self.bank, self.clock = folder, bank, clock
        self.place = ukhtc.init_repository(folder / "ukhtc", now=clock())
        self.desks: dict[str, Desk] = {}

    def desk(self, agency: str, *, kind: str | None = None, listed: bool = True, staff: str = "A1") -> Desk:
        if agency not in self.desks:
            vault = Vault.create(
                self.folder / agency,
                PASSPHRASE,
                user=staff,
                recovery=[str(generate().recipient)],
                wrap_for_recovery=encrypt,
                kdf=KdfCost.for_tests(),
            )
            made = self.desks[agency] = Desk(vault, self.bank, self.clock)
            made.set(agency=kind or AGENCIES[agency], agency_id=agency, interviewer=staff)
            if listed:
                asked = enrolment(made)
                ukhtc.admit(self.place, read_enrolment(asked.json_bytes, asked.sig_bytes), agency, self.clock())
            self.renew()
        return self.desks[agency]

    def renew(self) -> None:
        """Carries the newest trust list to every laptop."""
        data, signatures = read_trust(self.place.part("trust") / "trust.json")
        for desk in self.desks.values():
            take_trust(desk, data, signatures)

    @contextmanager
    def repository(self) -> Iterator[ukhtc.Repository]:
        with ukhtc.open_repository(self.place.folder, now=self.clock(), bank=self.bank) as opened:
            yield opened

    def close(self) -> None:
        for desk in self.desks.values():
            desk.vault.close()


def told(file: DebriefFile, address: str, value: Any = None, state: str = "answered", **more: Any) -> None:
    given = {} if value is None else {"value": value}
    refused = file.do("answered", address=address, state=state, **given, **more)
    assert refused is None, str(refused)


def did(file: DebriefFile, kind: str, **fields: Any) -> None:
    refused = file.do(kind, **fields)
    assert refused is None, str(refused)


def added(file: DebriefFile, repeat: str) -> int:
    instance = file.interview.state.made.get(repeat, 0) + 1
    did(file, "added", repeat=repeat, instance=instance)
    return instance


def words(text: str) -> dict[str, str]:
    return {"original": text, "language": "eng"}


def adult(desk: Desk, reference: str = "MP-1", **marks: str) -> DebriefFile:
    """An adult in a first sitting, who decided body by body."""
    file = desk.new(reference)
    did(file, "sitting_started", lead="A1")
    told(file, "per_age_status", {"choice": "adult_no_doubt"}, "observed")
    if marks:
        told(file, "con_sharing", {"marks": marks})
    return file


def child(desk: Desk, reference: str = "MP-2") -> DebriefFile:
    file = desk.new(reference)
    did(file, "sitting_started", lead="A1")
    told(file, "per_age_status", {"choice": "child_stated"}, "observed")
    return file
