"""A made-up world to seal in: one UKHTC, two agencies, and somebody who is none of them."""

from __future__ import annotations

import shutil
import subprocess
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bundle import age, bag, sshsig, ustar
from debrief.bundle.make import INNER, OUTER

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DATA = Path(__file__).parent.parent / "data"
RECORD = "3e8f5b0a-6b0f-4a57-9d7c-0a4f1f6f2b11"


def key(seed: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def line(signing: Ed25519PrivateKey) -> str:
    return sshsig.public_line(signing.public_key())


LAPTOP, OTHER_LAPTOP, STRANGER = key(1), key(2), key(3)
EXPIRED, LOST, COMPROMISED, OUTER_ONLY = key(4), key(5), key(6), key(7)
JUST_ENDED = key(8)
ROOTS = [key(11), key(12), key(13)]
RECEIPTS = key(21)

UKHTC = bundle.generate()
RECOVERY = bundle.generate()
OTHER = bundle.generate()


def day(offset: int) -> str:
    return bundle.instant(NOW + timedelta(days=offset))


def listed(signing: Ed25519PrivateKey, agency: str = "agency-x", **changes: Any) -> dict[str, Any]:
    return {
        "public": line(signing),
        "agency": agency,
        "from": day(-100),
        "to": day(100),
        "namespaces": [OUTER, INNER],
        "revoked": None,
        **changes,
    }


def trust_value(**changes: Any) -> dict[str, Any]:
    return {
        "format": "debrief-trust/1",
        "version": 7,
        "issued": day(-10),
        "expires": day(355),
        "roots": [line(root) for root in ROOTS],
        "threshold": 2,
        "agencies": [
            {"id": "agency-x", "name": "A made-up agency"},
            {"id": "agency-y", "name": "Another made-up agency"},
            {"id": "ukhtc", "name": "UKHTC"},
        ],
        "keys": [
            listed(LAPTOP),
            listed(OTHER_LAPTOP, "agency-y"),
            listed(EXPIRED, **{"from": day(-500), "to": day(-60)}),
            listed(JUST_ENDED, to=day(-10)),
            listed(LOST, revoked={"at": day(-20), "kind": "lost"}),
            listed(COMPROMISED, revoked={"at": day(-20), "kind": "compromised"}),
            listed(OUTER_ONLY, namespaces=[OUTER]),
        ],
        "recipients": [
            recipient("ukhtc", UKHTC),
            recipient("ukhtc-recovery", RECOVERY),
        ],
        "receipt_keys": [{"public": line(RECEIPTS), "from": day(-100), "to": day(100), "revoked": None}],
        **changes,
    }


def recipient(role: str, who: bundle.Identity) -> dict[str, Any]:
    return {
        "role": role,
        "age": who.recipient,
        "agency": "ukhtc",
        "from": day(-100),
        "to": day(100),
    }


@cache
def trust() -> bundle.TrustList:
    return bundle.TrustList.model_validate(trust_value())


def fields(**changes: Any) -> bundle.StatementFields:
    value = {
        "vault_id": "0f" * 16,
        "export_seq": 3,
        "prev_bundle_digest": "ab" * 32,
        "purpose": "full",
        "created": day(-1),
        "packs": {
            "bank": {"id": "uk", "version": "1.0.0", "digest": "cd" * 32},
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


def records(count: int = 1) -> dict[str, bytes]:
    names = [RECORD, *(str(uuid.UUID(int=i, version=4)) for i in range(1, count))]
    return {name: rfc8785.dumps({"id": name, "said": "made up – نرگس"}) for name in names}


TO_UKHTC = (
    bundle.Recipient(age=UKHTC.recipient, role="ukhtc"),
    bundle.Recipient(age=RECOVERY.recipient, role="ukhtc-recovery"),
)


def made(**changes: Any) -> bundle.Sealed:
    given: dict[str, Any] = {
        "records": records(),
        "fields": fields(),
        "agency": "agency-x",
        "recipients": TO_UKHTC,
        "signing_key": LAPTOP,
        **changes,
    }
    return bundle.make(given.pop("records"), given.pop("fields"), **given)


Files = dict[str, bytes]


def plain(sealed: bundle.Sealed) -> bytes:
    """The archive inside a bundle that is sealed to UKHTC."""
    return age.decrypt(sealed.age_bytes, [UKHTC])


def opened_files(sealed: bundle.Sealed) -> tuple[str, Files]:
    return ustar.unpack(plain(sealed))


def resealed(archive: bytes, signing: Ed25519PrivateKey = LAPTOP, to: str = "") -> bundle.Sealed:
    """Any bytes, sealed and signed outside as a laptop would."""
    data = age.encrypt(archive, [to or UKHTC.recipient])
    outer = sshsig.sign(data, OUTER, signing)
    return bundle.Sealed(str(uuid.uuid4()), data, outer, sha256(data).hexdigest())


@dataclass
class Forge:
    """A bundle by an enemy who holds a listed key: changed before, or after, it signs."""

    before: Callable[[Files], None] = lambda files: None
    after: Callable[[Files], None] = lambda files: None
    signing: Ed25519PrivateKey = LAPTOP
    namespace: str = INNER

    def sealed(self, base: bundle.Sealed | None = None) -> bundle.Sealed:
        root, files = opened_files(base or made())
        payload = {name: data for name, data in files.items() if name.startswith("data/")}
        self.before(payload)
        files = bag.bag(payload, root.removeprefix("bundle-"))
        files[bag.SIGNATURE] = sshsig.sign(files[bag.TAG_MANIFEST], self.namespace, self.signing)
        self.after(files)
        return resealed(ustar.pack(files, root), self.signing)


def examined(sealed: bundle.Sealed, **changes: Any) -> bundle.Verdict:
    given: dict[str, Any] = {"identities": [UKHTC], "trust": trust(), "now": NOW, **changes}
    return bundle.examine(sealed.age_bytes, sealed.sig_bytes, **given)


def code(sealed: bundle.Sealed, **changes: Any) -> str:
    """The code a bundle is refused with, or the empty text."""
    refusal = examined(sealed, **changes).refusal
    if refusal is None:
        return ""
    sentence, remedy = refusal.say()
    assert "…" not in sentence, "a fact is missing"
    assert remedy
    return refusal.code


def tool(name: str, package: str) -> str:
    """Where a standard tool lies. These tests are about other people's tools: none is skipped."""
    found = shutil.which(name)
    assert found, f"This test needs the command {name}; install the package {package}."
    return found


def run(*words: str | Path, given: bytes = b"", cwd: Path | None = None) -> bytes:
    """Run a tool with none of our settings; its output. Fails with what it said."""
    done = attempt(*words, given=given, cwd=cwd)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def attempt(
    *words: str | Path, given: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(word) for word in words],
        input=given,
        cwd=cwd,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nonexistent"},
    )


def lines(texts: Sequence[str]) -> bytes:
    return "".join(f"{text}\n" for text in texts).encode()
