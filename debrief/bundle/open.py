"""Open a sealed bundle without trusting it. Each step has its own refusal; the order is fixed.

size, outer signature by a listed key, age header within bounds, decryption in
memory, archive of known names and one byte form, the exact files, inner
signature, manifests both ways, digests, canonical JSON, characters and shape,
statement, records.

    opened = open_bundle(age_bytes, sig_bytes, identities=[me], trust=trust, now=received)

Duplicates, gaps, forks and late bundles are not seen here: they are flags that
the repository computes from what it holds, never grounds of refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from debrief.errors import Refusal

from . import age, bag, canonical, shapes, sshsig, ustar
from .age_keys import Identity
from .make import INNER, OUTER
from .refusals import (
    BundleTooLarge,
    CreatedAhead,
    IdDiffers,
    KeyExpired,
    KeyNotYet,
    KeyRevoked,
    RecipientNotNamed,
    RecordCount,
    RecordRefused,
    RecordShape,
    SenderDiffers,
    SignersDiffer,
)
from .sealed import MAX_BUNDLE
from .statement import Statement
from .trust import SigningKey, TrustList

CLOCK_AHEAD = timedelta(hours=48)
KEY_GRACE = timedelta(days=30)

Record = dict[str, Any]
Validate = Callable[[Record], None]


@dataclass(frozen=True, repr=False)
class Opened:
    """A bundle that may be believed. Its repr shows nothing of what it holds.

    ``records`` passed ``validate``; ``held`` did not (record to refusal code), and
    waits for a person. ``written`` has the canonical bytes of both. ``digest`` is the
    SHA-256 of the .age file; ``signed`` of the signed tag manifest, the same for every
    copy however it was encrypted.
    """

    statement: Statement
    records: Mapping[str, Record]
    held: Mapping[str, str]
    digest: str
    signed: str
    sender: SigningKey
    written: Mapping[str, bytes]


def check_outer(data: bytes, signature: bytes, trust: TrustList) -> SigningKey:
    """The listed key that sealed it. Needs no decryption key: a gateway's whole work."""
    if len(data) > MAX_BUNDLE:
        raise BundleTooLarge(limit=MAX_BUNDLE // 2**20)
    return trust.signer(sshsig.verify(signature, data, OUTER), OUTER)


def open_bundle(
    data: bytes,
    signature: bytes,
    *,
    identities: Sequence[Identity],
    trust: TrustList,
    now: datetime,
    validate: Validate | None = None,
) -> Opened:
    """Everything in a bundle, or a refusal and nothing.

    ``now`` is when the bundle was received: kept with it, so that a repository
    rebuilt years later decides the same. ``validate`` raises a `Refusal` or ValueError for a
    record that it does not know; that record alone is held.
    """
    outer = check_outer(data, signature, trust)
    root, files = ustar.unpack(age.decrypt(data, identities))
    bag.check_files(files)
    sender = _check_inner(files, trust)
    if sender.public != outer.public:
        raise SignersDiffer
    bundle = root.removeprefix("bundle-")
    bag.check_digests(files, bundle)
    values = _values(files)
    statement = shapes.shape(Statement, values.pop(bag.STATEMENT), name=bag.STATEMENT)
    _check_statement(statement, bundle, sender, identities)
    _check_times(statement, sender, now)
    records = {_record(path): value for path, value in values.items()}
    if len(records) != statement.record_count:
        raise RecordCount(expected=statement.record_count, found=len(records))
    held = _held(records, validate)
    return Opened(
        statement,
        {record: value for record, value in records.items() if record not in held},
        held,
        sha256(data).hexdigest(),
        sha256(files[bag.TAG_MANIFEST]).hexdigest(),
        sender,
        {record: files[bag.record_path(record)] for record in records},
    )


def _check_inner(files: Mapping[str, bytes], trust: TrustList) -> SigningKey:
    public = sshsig.verify(files[bag.SIGNATURE], files[bag.TAG_MANIFEST], INNER)
    return trust.signer(public, INNER)


def _values(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Every JSON file, parsed. Their parts are counted together before the first is."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    canonical.check_together(payload.values())
    values = {name: canonical.loads(data, name=name) for name, data in payload.items()}
    for name, value in values.items():
        if not isinstance(value, dict):
            raise RecordShape(name=name)
    return values


def _check_statement(
    statement: Statement, bundle: str, sender: SigningKey, identities: Sequence[Identity]
) -> None:
    if statement.bundle_id != bundle:
        raise IdDiffers
    public = sshsig.read_public_line(sender.public)
    if statement.sender.agency != sender.agency:
        raise SenderDiffers(found=statement.sender.agency, expected=sender.agency)
    if statement.sender.key != sshsig.fingerprint(public):
        raise SenderDiffers(found=statement.sender.key, expected=sshsig.fingerprint(public))
    # Somebody it was sealed to may have sealed it anew, to us (Davis 2001).
    ours = {identity.recipient for identity in identities}
    if not ours & {recipient.age for recipient in statement.recipients}:
        raise RecipientNotNamed


def _check_times(statement: Statement, sender: SigningKey, now: datetime) -> None:
    created, key = statement.created_at, statement.sender.key
    if created > now + CLOCK_AHEAD:
        raise CreatedAhead
    if created < shapes.moment(sender.from_):
        raise KeyNotYet(key=key)
    end = shapes.moment(sender.to)
    if created > end or now - KEY_GRACE > end:
        raise KeyExpired(key=key)
    if sender.revoked is not None and created >= shapes.moment(sender.revoked.at):
        raise KeyRevoked(key=key)


def _record(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".json")


def _held(records: Mapping[str, Record], validate: Validate | None) -> dict[str, str]:
    if validate is None:
        return {}
    codes = {record: _code(value, validate) for record, value in sorted(records.items())}
    return {record: code for record, code in codes.items() if code}


def _code(value: Record, validate: Validate) -> str:
    try:
        validate(value)
    except Refusal as refusal:
        return refusal.code
    except ValueError:
        return RecordRefused.code
    return ""
