"""Changes of the trust list, in any order: what was taken away stays away, and every list is believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief import bundle
from debrief.bundle.sshsig import public_line
from debrief.repository import trust_edit
from debrief.repository.refusals import AlreadyListed, NoSuchKey, OtherKind, RevokedBefore, RootsDoNotFit

from .world import NOW, Laptop

ROOTS = [Ed25519PrivateKey.from_private_bytes(bytes([100 + n]) * 32) for n in range(3)]
OWN = [Ed25519PrivateKey.from_private_bytes(bytes([120 + n]) * 32) for n in range(8)]
AGES = [bundle.generate().recipient for _ in range(8)]


def line(key: Ed25519PrivateKey) -> str:
    return public_line(key.public_key())


def begun() -> bundle.TrustList:
    keys = {"ukhtc": AGES[0], "ukhtc-recovery": AGES[1], "answers": line(OWN[0]), "receipts": line(OWN[1])}
    return trust_edit.starting([line(each) for each in ROOTS], 2, "UKHTC", keys, NOW)


def enrolment(seed: int, kind: str | None = None) -> bundle.Enrolment:
    asked = bundle.request_enrolment(
        "agency-x", f"{seed:02x}" * 16, Laptop(seed).key, recipient=AGES[2 + seed % 4], kind=kind
    )
    return bundle.read_enrolment(asked.json_bytes, asked.sig_bytes)


Edit = Callable[[bundle.TrustList, int], bundle.TrustList]
EDITS: dict[str, Edit] = {
    "admit": lambda held, day: trust_edit.admitted(held, enrolment(1 + day % 4), None, at(day)),
    "renew": lambda held, day: trust_edit.renewed(held, at(day)),
    "lose": lambda held, day: revoked(held, day, "lost"),
    "give away": lambda held, day: revoked(held, day, "compromised"),
    "roll": lambda held, day: trust_edit.rolled_recipient(
        held, "ukhtc", bundle.generate().recipient, at(day), at_once=day % 2 == 0
    ),
    "roll receipts": lambda held, day: trust_edit.rolled_receipts(
        held, line(Ed25519PrivateKey.generate()), at(day), compromised=day % 2 == 0
    ),
    "roll answers": lambda held, day: trust_edit.rolled_answers(
        held, line(Ed25519PrivateKey.generate()), at(day), compromised=day % 2 == 0
    ),
}


def at(day: int) -> datetime:
    return NOW + timedelta(days=day)


def revoked(held: bundle.TrustList, day: int, kind: trust_edit.Loss) -> bundle.TrustList:
    own = [key.public for key in held.keys if key.agency == "agency-x" and key.revoked is None]
    if not own:
        raise NoSuchKey(key="none")
    ages = [each.age for each in held.recipients if each.agency == "agency-x"][:1]
    return trust_edit.revoked(held, own[0], kind, at(day), at(day), recipients=ages)


def gone(held: bundle.TrustList, day: int) -> set[str]:
    """What is not believed, or not sealed to, on a day."""
    dead = {key.public for key in [*held.keys, *held.receipt_keys] if key.revoked}
    live = {each.age for each in held.recipients if each.holds(at(day))}
    return dead | {each.age for each in held.recipients if each.age not in live}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 40)), max_size=12))
def test_every_list_follows_from_the_one_before_and_brings_nothing_back(steps: list[tuple[str, int]]) -> None:
    held, day = begun(), 0
    for name, days in steps:
        day += days
        before = gone(held, day)
        try:
            found = EDITS[name](held, day)
        except (NoSuchKey, RevokedBefore, AlreadyListed):
            continue
        data = found.encode()
        signatures = [bundle.sign_trust(data, root) for root in ROOTS[:2]]
        assert bundle.update_trust(held, data, signatures, now=at(day)) == found
        assert before <= gone(found, day), name
        assert found.recipients_for(at(day), "ukhtc")
        assert [key for key in found.receipt_keys if key.revoked is None and key.holds(at(day))]
        assert bundle.allowed_signers(found)
        held = found


def test_a_key_is_named_by_its_print_or_its_words_and_never_by_half() -> None:
    held = trust_edit.admitted(begun(), enrolment(1), None, NOW)
    public = enrolment(1).public
    whole = trust_edit.print_of(public)
    for said in (whole, whole[:13], whole.removeprefix("SHA256:"), str(bundle.key_words(public)), public):
        assert trust_edit.find_key(held, said) == public
    for said in ("", "SHA256:", whole[:11], "no such words", whole[:-1] + "!"):
        with pytest.raises(NoSuchKey):
            trust_edit.find_key(held, said)
    with pytest.raises(NoSuchKey):
        trust_edit.find_key(held, line(ROOTS[0]))  # a root is replaced, not revoked
    assert trust_edit.find_root(held, line(ROOTS[0])) == line(ROOTS[0])


def test_roots_that_make_no_list() -> None:
    held, fresh = begun(), line(OWN[5])
    for out, into, threshold in (
        ([], [line(ROOTS[0])], None),
        ([line(root) for root in ROOTS[:2]], [], None),
        ([fresh], [], None),
        ([], [fresh], 5),
        ([], [], 0),
    ):
        with pytest.raises(RootsDoNotFit):
            trust_edit.with_roots(held, out, into, threshold, NOW)


def test_what_an_agency_is_stays_and_a_listed_laptop_may_bring_new_recipients() -> None:
    held = trust_edit.admitted(begun(), enrolment(1, "police"), "A police force", NOW)
    for kind in ("border", "central_repository"):
        with pytest.raises(OtherKind):
            trust_edit.admitted(held, enrolment(2, kind), None, NOW)
    asked = bundle.request_enrolment("agency-x", "01" * 16, Laptop(1).key, recovery=AGES[7], kind="police")
    more = bundle.read_enrolment(asked.json_bytes, asked.sig_bytes)
    again = trust_edit.admitted(held, more, None, NOW)
    assert len(again.keys) == len(held.keys)
    assert [each.age for each in again.recipients if each.role == "agency-recovery"] == [AGES[7]]
    lost = trust_edit.revoked(held, more.public, "lost", NOW, NOW, recipients=[])
    with pytest.raises(RevokedBefore):
        trust_edit.admitted(lost, more, None, NOW)
