"""The next trust list from the one held: each act of the ceremony as a plain change. Nothing is written here.

Every function returns a list one version on, with new dates. Whether it holds is for the root
holders to say: see ``trust``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from debrief import bundle
from debrief.bundle.sshsig import fingerprint, read_public_line
from debrief.interview.recipients import CENTRAL

from .refusals import AlreadyListed, NoSuchKey, OtherKind, RevokedBefore, RootsDoNotFit

CLOCKS = timedelta(hours=48)
"""Laptops' clocks may be this far behind; the same as a bundle may be ahead."""
OVERLAP = timedelta(days=90)
"""How long a replaced key of UKHTC's is still sealed to, or believed: lists travel by hand."""
_MOMENT = timedelta(seconds=1)
"""What ends at once has ended when the list is made."""
_LIST = timedelta(days=365)
_KEYS = timedelta(days=730)
_LAPTOP = ["transport@debrief", "bundle@debrief", "override@debrief"]
_ANSWERS = ["transport@debrief", "bundle@debrief"]
_GATEWAY = ["gateway@debrief"]
_PARTNER = ["acknowledgement@debrief"]
_LEAST_PRINT = 6

Value = dict[str, Any]
Loss = Literal["lost", "compromised"]


def starting(
    roots: Sequence[str], threshold: int, name: str, keys: dict[str, str], now: datetime
) -> bundle.TrustList:
    """Version 1: UKHTC itself. ``keys`` are its ``ukhtc``, ``ukhtc-recovery``, ``answers`` and ``receipts``."""
    roles = ("ukhtc", "ukhtc-recovery")
    value = {
        "format": "debrief-trust/1",
        "version": 1,
        **_times(now),
        "roots": list(roots),
        "threshold": threshold,
        "agencies": [{"id": "ukhtc", "name": name, "kind": CENTRAL}],
        "keys": [_key("ukhtc", keys["answers"], _ANSWERS, now)],
        "recipients": [_recipient(role, keys[role], "ukhtc", now) for role in roles],
        "receipt_keys": [{"public": keys["receipts"], **_window(now), "revoked": None}],
    }
    return bundle.TrustList.model_validate(value)


def admitted(
    held: bundle.TrustList,
    enrolment: bundle.Enrolment,
    name: str | None,
    now: datetime,
    *,
    replaces: str | None = None,
) -> bundle.TrustList:
    """With a laptop's key and recipients. A laptop listed already may bring new recipients.

    ``replaces``: the public key that this one takes over from; what that key sealed until now stays
    believed. ``name`` is the agency's; its id stands for it where it is new and no name was given.
    """

    def change(value: Value) -> None:
        if any(key["public"] == enrolment.public and key["revoked"] for key in value["keys"]):
            raise RevokedBefore
        _name(value["agencies"], enrolment, name)
        fresh = _add_recipients(value, enrolment, now)
        if all(key["public"] != enrolment.public for key in value["keys"]):
            value["keys"].append(_key(enrolment.agency, enrolment.public, _LAPTOP, now))
        elif not fresh:
            raise AlreadyListed
        if replaces is not None:
            _end(_listed(value["keys"], replaces), now)

    return _next(held, now, change)


def gateway_admitted(
    held: bundle.TrustList, enrolment: bundle.Enrolment, agency: str, now: datetime
) -> bundle.TrustList:
    """With a gateway's key, good for its notes and nothing else."""

    def change(value: Value) -> None:
        if any(key["public"] == enrolment.public for key in value["keys"]):
            raise AlreadyListed
        value["keys"].append(_key(agency, enrolment.public, _GATEWAY, now))

    return _next(held, now, change)


def partner_admitted(
    held: bundle.TrustList, enrolment: bundle.Enrolment, name: str | None, now: datetime
) -> bundle.TrustList:
    """With somebody who is given disseminations: sealed to alone, and good for acknowledgements alone.

    No laptop seals an extract to the role ``partner``, and no bundle of theirs is taken in.
    """

    def change(value: Value) -> None:
        if any(key["public"] == enrolment.public for key in value["keys"]):
            raise AlreadyListed
        _name(value["agencies"], enrolment, name)
        value["keys"].append(_key(enrolment.agency, enrolment.public, _PARTNER, now))
        if enrolment.recipient:
            value["recipients"].append(_recipient("partner", enrolment.recipient, enrolment.agency, now))

    return _next(held, now, change)


def renewed(held: bundle.TrustList, now: datetime) -> bundle.TrustList:
    """For another year. Laptops' keys keep their dates: a laptop is enrolled anew.

    Whatever was ended, and what UKHTC replaced, is not brought back.
    """

    def change(value: Value) -> None:
        central = [r for r in value["recipients"] if r["role"].startswith("ukhtc")]
        lasting = [r for r in value["recipients"] if r not in central]
        for role in ("ukhtc", "ukhtc-recovery"):
            lasting += _newest([r for r in central if r["role"] == role])
        lasting += _newest([k for k in value["receipt_keys"] if k["revoked"] is None])
        own = _newest([k for k in value["keys"] if k["namespaces"] == _ANSWERS and k["revoked"] is None])
        for each in [*lasting, *own]:
            if each["to"] > bundle.instant(now):
                each["to"] = max(each["to"], bundle.instant(now + _KEYS))

    return _next(held, now, change)


def revoked(
    held: bundle.TrustList, public: str, kind: Loss, at: datetime, now: datetime, *, recipients: Sequence[str]
) -> bundle.TrustList:
    """With a key revoked, of a laptop, the gateway or receipts; and an end to ``recipients``."""

    def change(value: Value) -> None:
        entry = _listed([*value["keys"], *value["receipt_keys"]], public)
        entry["revoked"] = {"at": bundle.instant(at), "kind": kind}
        for each in value["recipients"]:
            if each["age"] in recipients:
                _end(each, now - _MOMENT)

    return _next(held, now, change)


def rolled_recipient(
    held: bundle.TrustList, role: str, age: str, now: datetime, *, at_once: bool
) -> bundle.TrustList:
    """With another key of UKHTC to seal to; the former one ends, after a time in which lists travel."""

    def change(value: Value) -> None:
        former = [each for each in value["recipients"] if each["role"] == role]
        for each in former:
            _end(each, now - _MOMENT if at_once else now + OVERLAP)
        agency = former[0]["agency"] if former else "ukhtc"
        value["recipients"].append(_recipient(role, age, agency, now))

    return _next(held, now, change)


def rolled_receipts(
    held: bundle.TrustList, public: str, now: datetime, *, compromised: bool
) -> bundle.TrustList:
    """With another receipt key. A compromised one is not believed any more, whenever it signed."""

    def change(value: Value) -> None:
        for each in value["receipt_keys"]:
            if compromised and each["revoked"] is None:
                each["revoked"] = {"at": bundle.instant(now), "kind": "compromised"}
            _end(each, now + OVERLAP)
        value["receipt_keys"].append({"public": public, **_window(now), "revoked": None})

    return _next(held, now, change)


def rolled_answers(
    held: bundle.TrustList, public: str, now: datetime, *, compromised: bool
) -> bundle.TrustList:
    """With another key that signs answers to inquiries."""

    def change(value: Value) -> None:
        former = [each for each in value["keys"] if each["namespaces"] == _ANSWERS]
        for each in former:
            if compromised and each["revoked"] is None:
                each["revoked"] = {"at": bundle.instant(now), "kind": "compromised"}
            _end(each, now)
        value["keys"].append(_key(former[0]["agency"] if former else "ukhtc", public, _ANSWERS, now))

    return _next(held, now, change)


def with_roots(
    held: bundle.TrustList, out: Sequence[str], into: Sequence[str], threshold: int | None, now: datetime
) -> bundle.TrustList:
    """With other root holders. It needs the signatures of the old threshold and of the new."""
    unknown = [each for each in out if each not in held.roots]
    roots = [each for each in held.roots if each not in out] + list(into)
    needed = held.threshold if threshold is None else threshold
    if unknown or len(set(roots)) != len(roots) or not 1 <= needed <= len(roots):
        raise RootsDoNotFit(count=len(roots), limit=needed)

    def change(value: Value) -> None:
        value.update(roots=roots, threshold=needed)

    return _next(held, now, change)


def find_key(held: bundle.TrustList, said: str) -> str:
    """The public key of a laptop, the gateway or receipts, by its first letters or its ten words."""
    publics = [key.public for key in [*held.keys, *held.receipt_keys]]
    return _found(publics, said)


def find_root(held: bundle.TrustList, said: str) -> str:
    """A root's public key, by its first letters or its ten words."""
    return _found(held.roots, said)


def print_of(public: str) -> str:
    """``SHA256:…`` of a public line, as `ssh-keygen -l` has it."""
    return fingerprint(read_public_line(public))


# -- inside -----------------------------------------------------------------------------------------


def _found(publics: Sequence[str], said: str) -> str:
    start = said.strip().removeprefix("SHA256:")
    found = [
        public
        for public in publics
        if public == said.strip()
        or bundle.key_words(public).is_read_back(said)
        or (len(start) >= _LEAST_PRINT and print_of(public).removeprefix("SHA256:").startswith(start))
    ]
    if len(found) != 1:
        raise NoSuchKey(key=start[:20])
    return found[0]


def _next(held: bundle.TrustList, now: datetime, change: Callable[[Value], None]) -> bundle.TrustList:
    value = held.model_dump(mode="json", by_alias=True)
    change(value)
    return bundle.TrustList.model_validate({**value, **_times(now), "version": held.version + 1})


def _name(agencies: list[Value], enrolment: bundle.Enrolment, name: str | None) -> None:
    """The agency's entry. What it is stays as it was first said: people's consent hangs on it."""
    held = next((each for each in agencies if each["id"] == enrolment.agency), None)
    if held is None:
        held = {"id": enrolment.agency, "name": name or enrolment.agency, "kind": enrolment.kind}
        agencies.append(held)
    if enrolment.kind == CENTRAL or (enrolment.kind and held["kind"] not in (None, enrolment.kind)):
        raise OtherKind(agency=enrolment.agency, found=enrolment.kind, expected=held["kind"] or "another")
    held["kind"] = held["kind"] or enrolment.kind


def _add_recipients(value: Value, enrolment: bundle.Enrolment, now: datetime) -> bool:
    """Whether the enrolment names a recipient that was not listed for this agency."""
    wanted = [("agency", enrolment.recipient), ("agency-recovery", enrolment.recovery)]
    listed = [(each["role"], each["age"]) for each in value["recipients"]]
    fresh = [(role, age) for role, age in wanted if age and (role, age) not in listed]
    value["recipients"] += [_recipient(role, age, enrolment.agency, now) for role, age in fresh]
    return bool(fresh)


def _listed(entries: list[Value], public: str) -> Value:
    for each in entries:
        if each["public"] == public:
            return each
    raise NoSuchKey(key=print_of(public))


def _end(entry: Value, at: datetime) -> None:
    """Ends no later than ``at``; never before it began."""
    entry["to"] = min(entry["to"], bundle.instant(at))
    if entry["to"] <= entry["from"]:
        entry["from"] = bundle.instant(bundle.moment(entry["to"]) - CLOCKS)


def _newest(entries: list[Value]) -> list[Value]:
    return sorted(entries, key=lambda each: str(each["from"]))[-1:]


def _times(now: datetime) -> dict[str, str]:
    return {"issued": bundle.instant(now), "expires": bundle.instant(now + _LIST)}


def _window(now: datetime) -> dict[str, str]:
    return {"from": bundle.instant(now - CLOCKS), "to": bundle.instant(now + _KEYS)}


def _key(agency: str, public: str, namespaces: list[str], now: datetime) -> Value:
    window = _window(now)
    return {"public": public, "agency": agency, **window, "namespaces": namespaces, "revoked": None}


def _recipient(role: str, age: str, agency: str, now: datetime) -> Value:
    return {"role": role, "age": age, "agency": agency, **_window(now)}
