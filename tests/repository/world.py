"""A made-up UKHTC and made-up laptops: real records from real interviews, in real bundles."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief import repository as ukhtc
from debrief.bank import Bank, load_bank
from debrief.interview import Interview, read_event
from debrief.interview.extract import extract
from debrief.interview.record import record_json
from debrief.places import shipped

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
OPENED = datetime(2026, 5, 4, 10, tzinfo=UTC)


@cache
def bank() -> Bank:
    return load_bank(shipped("questionnaires"))


def number(seed: int) -> str:
    """A record's number: a UUID (version 4), made up from a seed."""
    return uuid.UUID(bytes=sha256(str(seed).encode()).digest()[:16], version=4).hex


class Told:
    """One made-up de-brief, told event by event to a real interview.

    told = Told(1).answer("per_age_status", {"choice": "adult_no_doubt"})
    told.add("leg").answer("leg_from/1", {"country": "RO"})
    told.json(purpose="urgent")
    """

    def __init__(self, seed: int = 1, *, training: bool = False, day: datetime = OPENED) -> None:
        self.clock = day
        self.record = number(seed)
        self.interview = Interview(bank())
        self.do(
            "opened",
            record=self.record,
            reference=f"MADE-UP-{seed}",
            agency="local_police",
            edition="uk-2011",
            bank=bank().id,
            bank_version=bank().version,
            bank_digest=bank().digest,
            training=training,
        )
        self.do("sitting_started", lead="0001")

    def do(self, kind: str, **fields: Any) -> Told:
        self.clock += timedelta(minutes=1)
        at = self.clock.strftime("%Y-%m-%dT%H:%M:%SZ")
        event = read_event({"kind": kind, "at": at, "by": "0001", **fields})
        refused = self.interview.apply(event)
        assert refused is None, refused
        return self

    def add(self, repeat: str, instance: int = 1) -> Told:
        return self.do("added", repeat=repeat, instance=instance)

    def answer(self, address: str, value: Any = None, state: str = "", **more: Any) -> Told:
        return self.do("answered", address=address, value=value, state=state or "answered", **more)

    def adult(self) -> Told:
        return self.answer("per_age_status", {"choice": "adult_no_doubt"}, "assessed")

    def child(self) -> Told:
        return self.answer("per_age_status", {"choice": "child_stated"}, "assessed")

    def exploited(self, kind: str, instance: int = 1, **more: Any) -> Told:
        """A kind at a new place; ``standing``, ``under18``, ``country`` where given."""
        self.add("exp", instance)
        self.answer(f"exp_kind/{instance}.kinds", [{"code": kind}], "assessed")
        if standing := more.get("standing", "actual"):
            self.answer(f"exp_kind/{instance}.standing", {"choice": standing}, "assessed")
        if under18 := more.get("under18"):
            self.answer(f"exp_under18/{instance}", under18, "assessed")
        if country := more.get("country"):
            self.add("card_place", instance)
            self.answer(f"card_place/{instance}.pl_country", {"choice": country})
            self.answer(f"exp_place/{instance}", f"place:{instance}")
        return self

    def json(self, purpose: str = "urgent", supersedes: str | None = None) -> dict[str, Any]:
        """The record as it travels to the central repository."""
        made = extract(self.interview, purpose=purpose, supersedes=supersedes)  # type: ignore[arg-type]
        return record_json(made)


def version(value: Mapping[str, Any]) -> str:
    """The name of a version: the hash of its canonical form."""
    return sha256(rfc8785.dumps(dict(value))).hexdigest()


@dataclass
class Laptop:
    """A vault that exports: its key, its count, the bundle before."""

    seed: int
    agency: str = "agency-x"
    exported: int = 0
    last: str | None = None
    vault: str = field(init=False)
    key: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)
        self.vault = f"{self.seed:02x}" * 16

    def enrolment(self) -> bundle.Request:
        return bundle.request_enrolment(self.agency, self.vault, self.key)

    def sealed(
        self,
        place: ukhtc.Place,
        values: Sequence[Mapping[str, Any]],
        names: Sequence[str] | None = None,
        **changes: Any,
    ) -> bundle.Sealed:
        """The next bundle of this vault."""
        self.exported += 1
        named = names or [str(uuid.UUID(value["record"])) for value in values]
        made = bundle.make(
            {n: rfc8785.dumps(dict(v)) for n, v in zip(named, values, strict=True)},
            self._statement(**changes),
            agency=self.agency,
            recipients=[bundle.Recipient(age=place.identity().recipient, role="ukhtc")],
            signing_key=self.key,
        )
        self.last = made.digest
        return made

    def _statement(self, **changes: Any) -> bundle.StatementFields:
        value = {
            "vault_id": self.vault,
            "export_seq": self.exported,
            "prev_bundle_digest": self.last,
            "purpose": "full",
            "created": bundle.instant(NOW + timedelta(minutes=self.exported)),
            "packs": {
                "bank": {"id": "uk", "version": "1", "digest": "cd" * 32},
                "edition": "uk-2011",
                "rules_digest": "ef" * 32,
            },
            "vault_head": {"seq": 41, "chain": "01" * 32},
            "unmet": [],
            "asserted_overrides": [],
            "withheld": [],
            "transfer_code_digest": None,
            **changes,
        }
        return bundle.StatementFields.model_validate(value)


def admitted(place: ukhtc.Place, *laptops: Laptop) -> None:
    for laptop in laptops:
        asked = laptop.enrolment()
        enrolment = bundle.read_enrolment(asked.json_bytes, asked.sig_bytes)
        ukhtc.admit(place, enrolment, "A made-up agency", NOW)


def take(repository: ukhtc.Repository, *paths: Path, day: int = 0) -> ukhtc.Report:
    """Imports, ``day`` days after the first."""
    return ukhtc.import_paths(repository, paths, now=NOW + timedelta(days=day))


def opened(place: ukhtc.Place) -> ukhtc.Repository:
    return ukhtc.open_repository(place.folder, now=NOW, bank=bank())


def codes(place: ukhtc.Place) -> list[str]:
    """The codes in quarantine, of bundles and of records."""
    found = []
    for path in sorted(place.part("quarantine").glob("*/code.json")):
        value = json.loads(path.read_bytes())
        found += [value["code"]] if value["code"] else list(value["records"].values())
    return sorted(found)


def facts(repository: ukhtc.Repository, seed: int = 1) -> dict[str, Any]:
    """The facts of the one de-brief of this seed."""
    found = ukhtc.facts_of_record(repository, number(seed), user="ann", purpose="a test")
    assert len(found) == 1
    return found[0]
