"""A whole simulation: a training repository, its agencies, their bundles, and the truth beside them.

    FOLDER/ukhtc/          a training repository with an empty database, in whose trust list the agencies are
    FOLDER/sticks/<id>/    the sealed bundles of each agency
    FOLDER/truth.jsonl     who is who: one JSON object a de-brief

The same seed and numbers give the same records and the same truth, byte for byte. Keys and bundles
are new each time: a key that can be made again is none.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from debrief.bank import Bank
from debrief.bundle import Purpose
from debrief.repository import Place, init_repository
from debrief.repository.accepting import check_record, uid_of
from debrief.simulate.acts import Telling
from debrief.simulate.moulds import Moulds
from debrief.simulate.names import dice
from debrief.simulate.people import People
from debrief.simulate.refusals import FolderNotEmpty, NumberOutOfBounds
from debrief.simulate.sending import Agency
from debrief.simulate.telling import Account, Teller, supplement, withdrawal

MOST_RECORDS, MOST_AGENCIES = 10_000_000, 200
_SUPPLEMENTED, _WITHDRAWN = 0.02, 0.01
TRUTH = "truth.jsonl"
_NAME = "TRAINING: made-up UKHTC"

Progress = Callable[[int], None]
"""Called with the number of de-briefs made so far."""


@dataclass(frozen=True)
class Simulated:
    """What was made, and where. ``withdrawn`` and ``supplemented`` are de-briefs of two versions."""

    place: Place
    sticks: Path
    truth: Path
    records: int
    people: int
    bundles: int
    supplemented: int
    withdrawn: int


def simulate(
    bank: Bank,
    folder: Path,
    *,
    records: int,
    agencies: int,
    seed: int,
    now: datetime,
    done: Progress = lambda count: None,
) -> Simulated:
    """Makes ``records`` de-briefs from this many agencies in a new or empty folder."""
    _check("records", records, MOST_RECORDS)
    _check("agencies", agencies, MOST_AGENCIES)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(path=str(folder))
    place = init_repository(folder / "ukhtc", now=now, name=_NAME, training=True)
    senders = [_agency(folder, place, n, now) for n in range(agencies)]
    with (folder / TRUTH).open("w", encoding="utf-8", newline="\n") as truth:
        run = _Run(bank, place, senders, People(seed, records), now, truth)
        run.make(records, done)
    return Simulated(
        place, folder / "sticks", folder / TRUTH, records, run.people_told, sum(a.sent for a in senders),
        run.supplemented, run.withdrawn,
    )  # fmt: skip


def _check(name: str, found: int, limit: int) -> None:
    if not 1 <= found <= limit:
        raise NumberOutOfBounds(name=name, found=found, limit=limit)


def _agency(folder: Path, place: Place, number: int, now: datetime) -> Agency:
    made = Agency(number, folder / "sticks" / f"training-{number + 1}")
    made.folder.mkdir(parents=True)
    made.enrol(place, now)
    return made


class _Run:
    def __init__(
        self, bank: Bank, place: Place, senders: list[Agency], people: People, now: datetime, truth: TextIO
    ) -> None:
        self.bank, self.place, self.senders, self.now, self.truth = bank, place, senders, now, truth
        self.people, self.teller, self.moulds = people, Teller(bank, people), Moulds(bank)
        self.people_told = self.supplemented = self.withdrawn = 0

    def make(self, records: int, done: Progress) -> None:
        for number, (account, agency) in zip(range(records), self._accounts(), strict=False):
            self._account(account, agency)
            done(number + 1)
        for agency in self.senders:
            agency.send_all(self.bank, self.place, self.now)

    def _accounts(self) -> Iterator[tuple[Account, Agency]]:
        """Everyone’s accounts, each to another agency."""
        number = 0
        for person, times in self.people.told():
            self.people_told += 1
            random = dice(self.people.seed, "agencies", person.number)
            for agency in random.sample(self.senders, min(times, len(self.senders))):
                yield self.teller.account(person, number, agency.number), agency
                number += 1

    def _account(self, account: Account, agency: Agency) -> None:
        first = self._send(account.telling, agency, "urgent")
        random = dice(self.people.seed, "later", account.telling.record)
        chance = random.random()
        if taken_back := chance < _WITHDRAWN:
            self.withdrawn += 1
            self._send(withdrawal(account, first), agency, "withdrawal")
        elif chance < _WITHDRAWN + _SUPPLEMENTED:
            self.supplemented += 1
            self._send(supplement(account, random, first), agency, "supplement")
        line = truth_of(account, agency.id, taken_back, versions=1 + (chance < _WITHDRAWN + _SUPPLEMENTED))
        self.truth.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _send(self, telling: Telling, agency: Agency, purpose: Purpose) -> str:
        """Checks a record as the intake does, and hands it to its agency; returns its version.

        That it is canonical is seen when it is sealed.
        """
        data = self.moulds.record(telling)
        unmet = check_record(json.loads(data), training=True).unmet
        agency.unmet.update(gate.check for gate in unmet)
        agency.add(str(uuid.UUID(telling.record)), data, purpose)
        agency.send_full(self.bank, self.place, self.now)
        return sha256(data).hexdigest()


def truth_of(account: Account, agency: str, withdrawn: bool, versions: int) -> dict[str, Any]:
    """One line of the truth: ``person`` and ``suspect`` are the same wherever the same is meant."""
    telling = account.telling
    return {
        "uid": uid_of(agency, telling.record),
        "record": telling.record,
        "agency": agency,
        "opened": account.opened.isoformat(),
        "person": account.person.number,
        "row": account.row,
        "child": account.child,
        "route": "adult" if telling.adult else "child",
        "kinds": [dict(vars(kind)) for kind in account.kinds],
        "suspects": [
            {
                "card": card,
                "group": each.suspect.group,
                "suspect": f"{each.suspect.group}.{each.suspect.number}",
            }
            for card, each in enumerate(account.mentions, start=1)
        ],
        "versions": versions,
        "withdrawn": withdrawn,
    }
