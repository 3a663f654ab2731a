"""The trust list as this repository holds and publishes it.

`trust/versions/` is what counts: a version is there when its JSON is, and its
signature was written before. `trust/trust.json` is the latest, to be carried to
the laptops; `trust/allowed_signers` is the same for `ssh-keygen`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief.bundle.sshsig import public_line
from debrief.errors import Refusal
from debrief.interview.recipients import CENTRAL

from .files import make_folder, write_file
from .place import ANSWER_KEY, RECEIPT_KEY, RECOVERY, ROOT_KEY, Place
from .refusals import AlreadyListed, OtherKind, TrustMissing

_CLOCKS = timedelta(hours=48)
"""Laptops' clocks may be this far behind; the same as a bundle may be ahead."""
_LIST = timedelta(days=365)
_KEYS = timedelta(days=730)
_NAMESPACES = ["transport@debrief", "bundle@debrief", "override@debrief"]


def first_list(place: Place, name: str, now: datetime) -> bundle.TrustList:
    """Writes version 1: UKHTC itself, its recipients and its receipt key; nobody else yet."""
    recovery = bundle.identities(_text(place, RECOVERY))[0]
    value = {
        "format": "debrief-trust/1",
        "version": 1,
        **_times(now),
        "roots": [place.root],
        "threshold": 1,
        "agencies": [{"id": "ukhtc", "name": name, "kind": CENTRAL}],
        "keys": [_key("ukhtc", _own(place, ANSWER_KEY), ["transport@debrief", "bundle@debrief"], now)],
        "recipients": [
            _recipient("ukhtc", place.identity().recipient, "ukhtc", now),
            _recipient("ukhtc-recovery", recovery.recipient, "ukhtc", now),
        ],
        "receipt_keys": [{"public": _own(place, RECEIPT_KEY), **_window(now), "revoked": None}],
    }
    return _publish(place, value)


def read_list(place: Place, now: datetime | None = None) -> bundle.TrustList:
    """The list held, checked against its root. ``now`` refuses one that has expired."""
    held = sorted((place.part("trust") / "versions").glob("*.json"))
    if not held:
        raise TrustMissing(file="trust/versions")
    try:
        data, signature = held[-1].read_bytes(), Path(f"{held[-1]}.sig").read_bytes()
        at = now or bundle.moment(_issued(data))
    except (OSError, ValueError, KeyError, TypeError):
        raise TrustMissing(file=f"trust/versions/{held[-1].name}") from None
    return bundle.first_trust(data, [signature], roots=[place.root], threshold=1, now=at)


def read_enrolment(path: Path) -> bundle.Enrolment:
    """An enrolment file and the signature beside it."""
    return bundle.read_enrolment(*bundle.read_pair(path))


def admit(place: Place, enrolment: bundle.Enrolment, name: str | None, now: datetime) -> bundle.TrustList:
    """Writes the next version of the list, with this laptop's key.

    The caller has had the fingerprint words read back. ``name`` is the agency's;
    its id stands for it where it is new and no name was given.
    """
    value = read_list(place).model_dump(mode="json", by_alias=True)
    if any(key["public"] == enrolment.public for key in value["keys"]):
        raise AlreadyListed
    _name(value["agencies"], enrolment, name)
    value["keys"].append(_key(enrolment.agency, enrolment.public, _NAMESPACES, now))
    if enrolment.recipient:
        value["recipients"].append(_recipient("agency", enrolment.recipient, enrolment.agency, now))
    listed = [(each["role"], each["age"]) for each in value["recipients"]]
    if enrolment.recovery and ("agency-recovery", enrolment.recovery) not in listed:
        value["recipients"].append(_recipient("agency-recovery", enrolment.recovery, enrolment.agency, now))
    return _publish(place, {**value, **_times(now), "version": value["version"] + 1})


def _name(agencies: list[dict[str, Any]], enrolment: bundle.Enrolment, name: str | None) -> None:
    """The agency's entry. What it is stays as it was first said: people's consent hangs on it."""
    held = next((each for each in agencies if each["id"] == enrolment.agency), None)
    if held is None:
        held = {"id": enrolment.agency, "name": name or enrolment.agency, "kind": enrolment.kind}
        agencies.append(held)
    if enrolment.kind == CENTRAL or (enrolment.kind and held["kind"] not in (None, enrolment.kind)):
        raise OtherKind(agency=enrolment.agency, found=enrolment.kind, expected=held["kind"] or "another")
    held["kind"] = held["kind"] or enrolment.kind


def renew(place: Place, now: datetime) -> bundle.TrustList:
    """Writes the next version of the list with new dates, also for UKHTC's own keys.

    A list holds for a year. Laptops' keys keep their dates: a laptop is enrolled anew.
    """
    value = read_list(place).model_dump(mode="json", by_alias=True)
    for each in [*value["recipients"], *value["receipt_keys"]]:
        each["to"] = max(each["to"], bundle.instant(now + _KEYS))
    return _publish(place, {**value, **_times(now), "version": value["version"] + 1})


def _publish(place: Place, value: dict[str, Any]) -> bundle.TrustList:
    found = bundle.TrustList.model_validate(value)
    data = found.encode()
    signature = bundle.sign_trust(data, place.signing_key(ROOT_KEY))
    folder = place.part("trust")
    make_folder(folder / "versions")
    for path in (folder / "versions" / f"{found.version:06}.json", folder / "trust.json"):
        write_file(Path(f"{path}.sig"), signature)
        write_file(path, data)
    write_file(folder / "allowed_signers", bundle.allowed_signers(found).encode())
    return found


def _issued(data: bytes) -> str:
    from debrief.bundle.canonical import loads

    try:
        return str(loads(data, name="trust.json")["issued"])
    except Refusal:
        raise ValueError("damaged") from None


def _times(now: datetime) -> dict[str, str]:
    return {"issued": bundle.instant(now), "expires": bundle.instant(now + _LIST)}


def _window(now: datetime) -> dict[str, str]:
    return {"from": bundle.instant(now - _CLOCKS), "to": bundle.instant(now + _KEYS)}


def _key(agency: str, public: str, namespaces: list[str], now: datetime) -> dict[str, Any]:
    return {
        "public": public,
        "agency": agency,
        **_window(now),
        "namespaces": namespaces,
        "revoked": None,
    }


def _recipient(role: str, age: str, agency: str, now: datetime) -> dict[str, str]:
    return {"role": role, "age": age, "agency": agency, **_window(now)}


def _own(place: Place, name: str) -> str:
    key: Ed25519PrivateKey = place.signing_key(name)
    return public_line(key.public_key())


def _text(place: Place, name: str) -> str:
    return (place.part("keys") / name).read_text(encoding="ascii")
