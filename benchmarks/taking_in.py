"""Taking in a bundle of nearly 64 MiB, against hashing and parsing the same bytes.

The records are a real one (the sealed sample in exports/), as often as it fits, each with a number of its
own. Figures are ratios of medians of CPU time, in turn, in one run: SHA-256 of every file and
`json.loads` of every record is 1. The first is the bundle's own strict opening: two signatures,
decryption, archive, digests, one form of JSON, characters, statement. In the second each record is also
held against the repository's rules, as at an import.
"""

from __future__ import annotations

import json
import statistics
import time
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bundle import age, bag, canonical, sshsig, ustar
from debrief.bundle.make import INNER, OUTER
from debrief.repository.accepting import check_record

SAMPLE = Path(__file__).parents[1] / "exports" / "sample"
MEBIBYTES = 61
"""Of records. What the archive adds, and its padding, leave little below 64."""
ROUNDS = 3


def run() -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    me, key = bundle.generate(), Ed25519PrivateKey.generate()
    statement, record = _sample()
    now = bundle.moment(statement["created"])
    files = _files(record)
    sealed = _made(statement, files, me, key)
    take = partial(
        bundle.open_bundle,
        sealed.age_bytes,
        sealed.sig_bytes,
        identities=[me],
        trust=_trust(key, now),
        now=now,
    )
    plain, strict, whole = _medians(
        lambda: _hash_and_parse(files.values()),
        lambda: take(),
        lambda: take(validate=lambda value: check_record(value, training=record["training"])),
    )
    assert not take(validate=lambda value: check_record(value, training=record["training"])).held
    size = f"{len(sealed.age_bytes) / 2**20:.0f} MiB"
    return [
        {"name": f"open {size} strictly / SHA-256 and parse", "ratio": strict / plain, "goal": 6},
        {"name": "the same, each record checked / SHA-256 and parse", "ratio": whole / plain, "goal": None},
    ]


def _hash_and_parse(documents: Iterable[bytes]) -> None:
    """Nothing of it is kept: an import has to keep it all, and that counts against the import."""
    for data in documents:
        sha256(data).digest()
        json.loads(data)


def _files(record: dict[str, Any]) -> dict[str, bytes]:
    """The record as often as it fits, each under a number of its own."""
    files: dict[str, bytes] = {}
    while sum(map(len, files.values())) < MEBIBYTES * 2**20:
        number = str(uuid.uuid4())
        files[number] = canonical.encode({**record, "record": uuid.UUID(number).hex})
    return files


def _made(
    statement: dict[str, Any], files: dict[str, bytes], me: bundle.Identity, key: Ed25519PrivateKey
) -> bundle.Sealed:
    said = {name: statement[name] for name in bundle.StatementFields.model_fields}
    fields = bundle.StatementFields.model_validate(said)
    to = [bundle.Recipient(age=me.recipient, role="ukhtc")]
    return bundle.make(files, fields, agency="agency-x", recipients=to, signing_key=key)


def _sample() -> tuple[dict[str, Any], dict[str, Any]]:
    """The statement and the record of the sealed sample."""
    (sealed,) = SAMPLE.glob("*.age")
    keys = bundle.identities((SAMPLE / "ukhtc.identity").read_text(encoding="ascii"))
    _, files = ustar.unpack(age.decrypt(sealed.read_bytes(), keys))
    (record,) = (name for name in files if name.startswith("data/records/"))
    return json.loads(files[bag.STATEMENT]), json.loads(files[record])


def _trust(key: Ed25519PrivateKey, now: datetime) -> bundle.TrustList:
    """A list of one laptop. Nobody has to sign it: it is only held against."""
    begin, end = (bundle.instant(now + timedelta(days=days)) for days in (-365, 365))
    root = sshsig.public_line(Ed25519PrivateKey.generate().public_key())
    signing = {
        "public": sshsig.public_line(key.public_key()),
        "agency": "agency-x",
        "from": begin,
        "to": end,
        "namespaces": [OUTER, INNER],
        "revoked": None,
    }
    return bundle.TrustList.model_validate(
        {
            "version": 1,
            "issued": begin,
            "expires": end,
            "roots": [root],
            "threshold": 1,
            "agencies": [{"id": "agency-x", "name": "A made-up agency"}],
            "keys": [signing],
            "recipients": [],
            "receipt_keys": [],
        }
    )


def _medians(*works: Callable[[], object]) -> list[float]:
    """Median CPU seconds of each, all in turn."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, spent, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return [statistics.median(times) for times in spent]
