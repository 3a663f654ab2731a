"""The trust list as `ssh-keygen` reads it, so that anybody can check a bundle without us.

    ssh-keygen -Y verify -f allowed_signers -I AGENCY -n transport@debrief \\
        -O verify-time=20260601120000Z -r krl -s X.debrief.age.sig < X.debrief.age

A compromised key has no line here, and stands in the revocation list (`krl`) as well: one of the
two is then enough.
"""

from __future__ import annotations

from . import shapes
from .krl import krl
from .trust import ListedKey, SigningKey, TrustList


def allowed_signers(trust: TrustList) -> str:
    """One line a key. A lost key ends when it was lost; a compromised one has no line."""
    lines = [_line(key) for key in trust.keys if not key.compromised]
    lines += [
        f'ukhtc namespaces="receipt@debrief,checkpoint@debrief",{_window(key.from_, key.to)} {key.public}'
        for key in trust.receipt_keys
        if key.revoked is None
    ]
    lines += [f'ukhtc-root namespaces="trust@debrief,pack@debrief" {root}' for root in trust.roots]
    return "".join(f"{line}\n" for line in lines)


def revocations(trust: TrustList) -> bytes:
    """The revocation list (KRL): keys that are not believed at all."""
    keys: list[ListedKey] = [*trust.keys, *trust.receipt_keys]
    dead = [key.public for key in keys if key.compromised]
    return krl(dead, version=trust.version, made=shapes.moment(trust.issued))


def _line(key: SigningKey) -> str:
    end = min(key.to, key.revoked.at) if key.revoked else key.to
    namespaces = ",".join(key.namespaces)
    return f'{key.agency} namespaces="{namespaces}",{_window(key.from_, end)} {key.public}'


def _window(start: str, end: str) -> str:
    return f'valid-after="{_compact(start)}",valid-before="{_compact(end)}"'


def _compact(instant: str) -> str:
    return instant.translate({ord(c): None for c in "-:T"})
