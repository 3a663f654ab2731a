"""Make a sealed bundle: bag, inner signature, archive, age, outer signature.

    sealed = make({uuid: record_bytes}, fields, agency="agency-x",
                  recipients=[Recipient(age="age1…", role="ukhtc")], signing_key=key)
    sealed.write(Path("usb"))

The inner signature stays with the content for ever. The outer lets a gateway
that can read nothing drop strangers. Both are made by the same key.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import age, bag, canonical, shapes, sshsig, ustar
from .refusals import BundleTooLarge, RecordName
from .sealed import MAX_BUNDLE, Sealed
from .statement import FORMAT, Recipient, Statement, StatementFields

OUTER = "transport@debrief"
INNER = "bundle@debrief"


def make(
    records: Mapping[str, bytes],
    fields: StatementFields,
    *,
    agency: str,
    recipients: Sequence[Recipient],
    signing_key: Ed25519PrivateKey,
) -> Sealed:
    """Seal ``records`` (UUID4 to canonical JSON) to ``recipients``.

    Refuses records that `open_bundle` would refuse, and more than 64 MiB.
    """
    bundle = str(uuid.uuid4())
    public = signing_key.public_key().public_bytes_raw()
    statement = {
        **fields.model_dump(),
        "format": FORMAT,
        "bundle_id": bundle,
        "sender": {"agency": agency, "key": sshsig.fingerprint(public)},
        "recipients": [recipient.model_dump() for recipient in recipients],
        "record_count": len(records),
    }
    payload = {bag.STATEMENT: shapes.shape(Statement, statement, name=bag.STATEMENT).encode()}
    canonical.check_together(records.values())
    for record, data in records.items():
        payload[_path(record)] = _checked(record, data)
    return seal(payload, bundle, [r.age for r in recipients], signing_key)


def seal(
    payload: Mapping[str, bytes], bundle: str, recipients: Sequence[str], key: Ed25519PrivateKey
) -> Sealed:
    """Sign, pack, encrypt and sign a payload as it stands."""
    files = bag.bag(payload, bundle)
    files[bag.SIGNATURE] = sshsig.sign(files[bag.TAG_MANIFEST], INNER, key)
    if len(files) > ustar.MAX_MEMBERS or sum(map(len, files.values())) > MAX_BUNDLE:
        raise BundleTooLarge(limit=MAX_BUNDLE // 2**20)
    sealed = age.encrypt(ustar.pack(files, f"bundle-{bundle}"), recipients)
    if len(sealed) > MAX_BUNDLE:
        raise BundleTooLarge(limit=MAX_BUNDLE // 2**20)
    return Sealed(bundle, sealed, sshsig.sign(sealed, OUTER, key), sha256(sealed).hexdigest())


def _path(record: str) -> str:
    try:
        if str(uuid.UUID(record)) == record and uuid.UUID(record).version == 4:
            return bag.record_path(record)
    except ValueError:
        pass
    raise RecordName


def _checked(record: str, data: bytes) -> bytes:
    if not isinstance(canonical.loads(data, name=record), dict):
        raise RecordName
    return data
