"""What UKHTC says about a bundle: accepted or refused, as a value and never as an exception."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from debrief.errors import Refusal

from .age_keys import Identity
from .open import Opened, Validate, check_outer, open_bundle
from .refusals import Unforeseen
from .trust import TrustList


@dataclass(frozen=True, repr=False)
class Verdict:
    """Exactly one of ``opened`` and ``refusal`` is set.

    ``digest`` is the SHA-256 of the .age file. ``agency`` is the agency of the
    outer signature, once it was right; it does not vouch for the content.
    """

    digest: str
    agency: str | None
    trust_version: int
    opened: Opened | None
    refusal: Refusal | None


def examine(
    data: bytes,
    signature: bytes,
    *,
    identities: Sequence[Identity],
    trust: TrustList,
    now: datetime,
    validate: Validate | None = None,
) -> Verdict:
    """`open_bundle` as a value: whatever the bytes are, there is a verdict with a code."""
    agency: str | None = None
    opened: Opened | None = None
    refusal: Refusal | None = None
    try:
        agency = check_outer(data, signature, trust).agency
        opened = open_bundle(data, signature, identities=identities, trust=trust, now=now, validate=validate)
    except Refusal as refused:
        refusal = refused
    except Exception:
        # A stranger's file must never stop the intake of others. The tests show
        # that no hostile bundle they know comes here.
        refusal = Unforeseen()
    return Verdict(sha256(data).hexdigest(), agency, trust.version, opened, refusal)
