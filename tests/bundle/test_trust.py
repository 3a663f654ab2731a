"""The trust list: who may change it, when it is too old, and what `ssh-keygen` makes of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from debrief import bundle
from debrief.bundle import refusals, sshsig
from debrief.bundle.make import OUTER
from debrief.errors import Refusal

from .world import (
    COMPROMISED,
    EXPIRED,
    LAPTOP,
    LOST,
    NOW,
    ROOTS,
    attempt,
    day,
    key,
    line,
    listed,
    made,
    tool,
    trust,
    trust_value,
)

NEW_ROOTS = [key(31), key(32), key(33)]


def signed(value: dict[str, Any], *roots: Any) -> tuple[bytes, list[bytes]]:
    data = rfc8785.dumps(value)
    return data, [bundle.sign_trust(data, root) for root in roots]


def first(value: dict[str, Any], *roots: Any, **changes: Any) -> bundle.TrustList:
    given = {"roots": [line(r) for r in ROOTS], "threshold": 2, "now": NOW, **changes}
    return bundle.first_trust(*signed(value, *roots), **given)


def test_the_first_list_is_taken_against_pinned_roots() -> None:
    assert first(trust_value(), ROOTS[0], ROOTS[2]) == trust()


@pytest.mark.parametrize(
    "roots",
    [
        [],
        [ROOTS[0]],
        [ROOTS[0], ROOTS[0]],
        [ROOTS[0], LAPTOP],
        [NEW_ROOTS[0], NEW_ROOTS[1], NEW_ROOTS[2]],
    ],
)
def test_two_of_three_means_two_different(roots: list[Any]) -> None:
    with pytest.raises(refusals.TrustRoots):
        first(trust_value(), *roots)


def test_a_list_that_names_other_roots_must_be_signed_by_them_too() -> None:
    value = trust_value(version=8, roots=[line(root) for root in NEW_ROOTS])
    both = [*ROOTS[:2], *NEW_ROOTS[:2]]
    assert bundle.update_trust(trust(), *signed(value, *both), now=NOW).version == 8
    with pytest.raises(refusals.TrustSignatures):
        bundle.update_trust(trust(), *signed(value, *ROOTS), now=NOW)
    with pytest.raises(refusals.TrustSignatures):
        bundle.update_trust(trust(), *signed(value, *ROOTS, NEW_ROOTS[0]), now=NOW)
    with pytest.raises(refusals.TrustRoots):
        bundle.update_trust(trust(), *signed(value, *NEW_ROOTS), now=NOW)
    with pytest.raises(refusals.TrustRoots):
        bundle.update_trust(trust(), *signed(value, ROOTS[0], *NEW_ROOTS), now=NOW)


def test_a_higher_threshold_counts_for_the_list_that_names_it() -> None:
    value = trust_value(version=8, threshold=3)
    assert bundle.update_trust(trust(), *signed(value, *ROOTS), now=NOW).threshold == 3
    with pytest.raises(refusals.TrustSignatures):
        bundle.update_trust(trust(), *signed(value, *ROOTS[:2]), now=NOW)


@pytest.mark.parametrize("version", [1, 6, 7])
def test_a_list_never_goes_back(version: int) -> None:
    value = trust_value(version=version, keys=[])
    with pytest.raises(refusals.TrustRollback):
        bundle.update_trust(trust(), *signed(value, *ROOTS), now=NOW)


def test_the_list_held_may_come_again() -> None:
    assert bundle.update_trust(trust(), trust().encode(), [], now=NOW) is trust()


def test_an_expired_list_is_not_taken_in_but_one_held_serves_on() -> None:
    late = NOW + timedelta(days=400)
    with pytest.raises(refusals.TrustExpired):
        first(trust_value(), *ROOTS, now=late)
    with pytest.raises(refusals.TrustExpired):
        bundle.update_trust(trust(), *signed(trust_value(version=8), *ROOTS), now=late)
    assert trust().expired(late)
    assert not trust().expired(NOW)


def test_ninety_days_after_expiry_nothing_is_exported() -> None:
    entry = trust_value()["recipients"][0] | {"to": day(2000)}
    held = bundle.TrustList.model_validate(trust_value(recipients=[entry]))
    assert len(held.recipients_for(NOW, "ukhtc")) == 1
    assert held.recipients_for(NOW, "ukhtc-recovery") == []
    assert len(held.recipients_for(NOW + timedelta(days=355 + 89), "ukhtc")) == 1
    with pytest.raises(refusals.TrustStale):
        held.recipients_for(NOW + timedelta(days=355 + 91), "ukhtc")


def test_an_old_recipient_is_not_sealed_to() -> None:
    assert trust().recipients_for(NOW + timedelta(days=101), "ukhtc") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": 0},
        {"threshold": 4},
        {"roots": []},
        {"roots": [line(ROOTS[0])] * 3},
        {"expires": day(-20)},
        {"expires": "2026-13-01T00:00:00Z"},
        {"expires": "2026-06-01"},
        {"version": 0},
        {"version": True},
        {"version": "8"},
        {"keys": [listed(LAPTOP, "agency-z")]},
        {"keys": [listed(LAPTOP), listed(LAPTOP, "agency-y")]},
        {"keys": [listed(ROOTS[0])]},
        {"keys": [listed(LAPTOP, namespaces=[])]},
        {"keys": [listed(LAPTOP, namespaces=["receipt@debrief"])]},
        {"keys": [listed(LAPTOP, public=line(LAPTOP) + " a comment")]},
        {"keys": [listed(LAPTOP, **{"from": day(101)})]},
        {"agencies": [{"id": "agency-x", "name": "one"}, {"id": "agency-x", "name": "two"}]},
        {"more": 1},
    ],
)
def test_a_list_that_makes_no_sense(changes: dict[str, Any]) -> None:
    with pytest.raises(refusals.DocumentShape):
        first(trust_value(**changes), *ROOTS)


def test_a_later_format_is_named_as_such() -> None:
    with pytest.raises(refusals.DocumentFormat):
        first(trust_value(format="debrief-trust/2", more=1), *ROOTS)


def test_one_byte_form_and_one_content() -> None:
    data, signatures = signed(trust_value(), *ROOTS)
    for place in range(0, len(data), 37):
        turned = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(Refusal):
            bundle.first_trust(turned, signatures, roots=[line(r) for r in ROOTS], threshold=2, now=NOW)


def test_a_signature_for_another_use_is_no_vote() -> None:
    data = rfc8785.dumps(trust_value())
    wrong = [sshsig.sign(data, OUTER, root) for root in ROOTS]
    with pytest.raises(refusals.SignatureNamespace):
        bundle.first_trust(data, wrong, roots=[line(r) for r in ROOTS], threshold=2, now=NOW)


def verdict_of_keygen(folder: Path, signing: Any, when: str, who: str = "agency-x") -> bool:
    keygen = tool("ssh-keygen", "openssh-client")
    (folder / "allowed_signers").write_text(bundle.allowed_signers(trust()))
    (folder / "krl").write_bytes(bundle.revocations(trust()))
    (folder / "s").write_bytes(sshsig.sign(b"made up", OUTER, signing))
    return attempt(
        keygen, "-Y", "verify", "-f", folder / "allowed_signers", "-I", who, "-n", OUTER,
        "-r", folder / "krl", "-O", f"verify-time={when}", "-s", folder / "s", given=b"made up",
    ).returncode == 0  # fmt: skip


@pytest.mark.parametrize(
    ("signing", "days", "right"),
    [
        (LAPTOP, 0, True),
        (LAPTOP, 101, False),
        (LAPTOP, -101, False),
        (EXPIRED, 0, False),
        (EXPIRED, -70, True),
        (LOST, -30, True),
        (LOST, 0, False),
        (COMPROMISED, -30, False),
        (key(99), 0, False),
    ],
)
def test_ssh_keygen_alone_comes_to_the_same(signing: Any, days: int, right: bool, tmp_path: Path) -> None:
    when = (NOW + timedelta(days=days)).strftime("%Y%m%d%H%M%SZ")
    assert verdict_of_keygen(tmp_path, signing, when) is right
    assert not verdict_of_keygen(tmp_path, signing, when, who="agency-y")


def test_the_krl_alone_refuses_a_compromised_key(tmp_path: Path) -> None:
    keygen = tool("ssh-keygen", "openssh-client")
    (tmp_path / "krl").write_bytes(bundle.revocations(trust()))
    for signing, revoked in ((COMPROMISED, True), (LOST, False), (LAPTOP, False)):
        (tmp_path / "k.pub").write_text(line(signing) + "\n")
        asked = attempt(keygen, "-Q", "-f", tmp_path / "krl", tmp_path / "k.pub")
        assert (asked.returncode != 0) is revoked


def test_the_root_holders_and_receipts_are_in_the_list_of_signers(tmp_path: Path) -> None:
    text = bundle.allowed_signers(trust())
    assert text.count('ukhtc-root namespaces="trust@debrief,pack@debrief"') == 3
    assert text.count('ukhtc namespaces="receipt@debrief,checkpoint@debrief"') == 1


def test_a_bundle_is_judged_by_the_list_it_is_given() -> None:
    sealed = made()
    without = bundle.TrustList.model_validate(trust_value(keys=[]))
    with pytest.raises(refusals.UnknownKey):
        bundle.check_outer(sealed.age_bytes, sealed.sig_bytes, without)


def test_a_revocation_list_of_nobody_revokes_nobody(tmp_path: Path) -> None:
    keygen = tool("ssh-keygen", "openssh-client")
    nobody = bundle.TrustList.model_validate(trust_value(keys=[listed(LAPTOP)]))
    (tmp_path / "krl").write_bytes(bundle.revocations(nobody))
    (tmp_path / "k.pub").write_text(line(LAPTOP) + "\n")
    asked = attempt(keygen, "-Q", "-f", tmp_path / "krl", tmp_path / "k.pub")
    assert asked.returncode == 0, asked.stderr


def test_the_anchors_words_change_with_every_root_and_the_threshold_and_with_nothing_else() -> None:
    held = trust().anchor_words()
    same = bundle.TrustList.model_validate(
        trust_value(version=9, roots=[line(r) for r in reversed(ROOTS)], keys=[])
    )
    assert same.anchor_words() == held
    for changes in (
        {"threshold": 1},
        {"roots": [line(r) for r in ROOTS[:2]]},
        {"roots": [line(r) for r in [*ROOTS[:2], key(99)]]},
    ):
        assert bundle.TrustList.model_validate(trust_value(**changes)).anchor_words() != held


def test_a_root_key_opens_with_its_words_alone() -> None:
    sealed, public, words = bundle.make_root()
    assert b"ENCRYPTED" in sealed
    opened = bundle.open_root(sealed, f"  {words.upper()} ")
    assert line(opened) == public
    for wrong in ((sealed, words + "s"), (sealed, ""), (sealed[:90], words), (b"", words)):
        with pytest.raises(refusals.NotARootKey):
            bundle.open_root(*wrong)
