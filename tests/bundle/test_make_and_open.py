"""A bundle as it is meant: made on a laptop, opened at UKHTC."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief import bundle
from debrief.bundle import refusals
from debrief.errors import Refusal

from .test_canonical import LETTERS, VALUES
from .world import (
    LAPTOP,
    NOW,
    RECORD,
    RECOVERY,
    TO_UKHTC,
    UKHTC,
    examined,
    fields,
    made,
    plain,
    records,
    trust,
)


def test_what_was_sealed_is_what_is_opened() -> None:
    sealed = made(records=records(5), fields=fields(unmet=["gate:advice"], purpose="urgent"))
    for who in (UKHTC, RECOVERY):
        opened = examined(sealed, identities=[who]).opened
        assert opened is not None
        assert opened.records == {name: json.loads(data) for name, data in records(5).items()}
        statement = opened.statement
        assert statement.bundle_id == sealed.name
        assert statement.record_count == 5
        assert statement.unmet == ["gate:advice"]
        assert statement.recipients == list(TO_UKHTC)
        assert opened.digest == sealed.digest
        assert opened.sender.agency == statement.sender.agency == "agency-x"


def test_no_records_is_a_bundle_too() -> None:
    opened = examined(made(records={}, fields=fields(purpose="withdrawal"))).opened
    assert opened is not None
    assert opened.records == {}


@given(st.dictionaries(LETTERS, VALUES, max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_record_comes_back_as_it_went(value: dict[str, object]) -> None:
    from debrief.bundle import canonical

    opened = examined(made(records={RECORD: canonical.dumps(value)})).opened
    assert opened is not None
    assert opened.records[RECORD] == value


def test_a_post_quantum_bundle() -> None:
    me = bundle.generate(post_quantum=True)
    to = [bundle.Recipient(age=me.recipient, role="ukhtc")]
    assert examined(made(recipients=to), identities=[me]).opened is not None


def test_the_gateway_needs_no_key() -> None:
    sealed = made()
    signer = bundle.check_outer(sealed.age_bytes, sealed.sig_bytes, trust())
    assert signer.agency == "agency-x"


def test_a_record_of_unknown_form_is_held_alone() -> None:
    def only_known(record: dict[str, object]) -> None:
        if record["id"] == RECORD:
            raise ValueError("a value that must not appear anywhere")

    def refuses(record: dict[str, object]) -> None:
        raise refusals.RecordShape(name="x")

    opened = examined(made(records=records(3)), validate=only_known).opened
    assert opened is not None
    assert opened.held == {RECORD: "BUNDLE-69"}
    assert len(opened.records) == 2
    opened = examined(made(records=records(3)), validate=refuses).opened
    assert opened is not None
    assert set(opened.held.values()) == {"BUNDLE-68"}


def test_a_validator_of_ours_that_breaks_is_not_taken_for_a_bad_record() -> None:
    def broken(record: dict[str, object]) -> None:
        raise ZeroDivisionError

    refusal = examined(made(), validate=broken).refusal
    assert refusal is not None
    assert refusal.code == "BUNDLE-99"


def test_nothing_said_is_in_a_repr() -> None:
    verdict = examined(made())
    assert "made up" not in repr(verdict) + repr(verdict.opened)


@pytest.mark.parametrize(
    ("given_records", "refusal"),
    [
        ({"not-a-uuid": b"{}"}, refusals.RecordName),
        ({RECORD.upper(): b"{}"}, refusals.RecordName),
        ({RECORD.replace("-", ""): b"{}"}, refusals.RecordName),
        ({RECORD: b"[]"}, refusals.RecordName),
        ({RECORD: b'{"a": 1}'}, refusals.JsonNotCanonical),
        ({RECORD: '{"a":"\u202e"}'.encode()}, refusals.ForbiddenCharacter),
        ({RECORD: b'{"a":"' + b"x" * (4 << 20) + b'"}'}, refusals.JsonTooLarge),
    ],
)
def test_records_that_nobody_could_open_are_not_sealed(
    given_records: dict[str, bytes], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        made(records=given_records)


def test_too_much_is_refused_and_said_in_mebibytes() -> None:
    one = b'{"a":"' + b"x" * (3 << 20) + b'"}'
    many = dict.fromkeys(records(22), one)
    with pytest.raises(refusals.BundleTooLarge, match="64 MiB"):
        made(records=many)


def test_what_has_too_many_parts_is_refused_before_it_is_sealed() -> None:
    one = b'{"a":[' + b"1," * 480_000 + b"1]}"
    with pytest.raises(refusals.JsonTooLarge):
        made(records=dict.fromkeys(records(9), one))


def test_the_bound_is_on_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive is larger than its files; the .age file larger than the archive."""
    import sys

    monkeypatch.setattr(sys.modules["debrief.bundle.make"], "MAX_BUNDLE", len(made().age_bytes))
    made()
    with pytest.raises(refusals.BundleTooLarge):
        made(records=records(4))


@pytest.mark.parametrize(
    "changes",
    [
        {"agency": "Agency X"},
        {"agency": "аgency-x"},  # a Cyrillic letter
        {"recipients": []},
        {"recipients": [TO_UKHTC[0], TO_UKHTC[0]]},
    ],
)
def test_a_statement_that_is_not_well_formed_is_not_sealed(changes: dict[str, object]) -> None:
    with pytest.raises(refusals.DocumentShape):
        made(**changes)


def test_two_files_appear_whole(tmp_path: Path) -> None:
    sealed = made()
    path = sealed.write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{sealed.name}.debrief.age",
        f"{sealed.name}.debrief.age.sig",
    ]
    assert bundle.read_pair(path) == (sealed.age_bytes, sealed.sig_bytes)
    with pytest.raises(refusals.Unwritable, match="already"):
        sealed.write(tmp_path)
    assert bundle.read_pair(path) == (sealed.age_bytes, sealed.sig_bytes)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(refusals.Unwritable):
        made().write(tmp_path / "nowhere")
    with pytest.raises(refusals.BundleUnreadable):
        bundle.read_pair(tmp_path / "nowhere" / "x.debrief.age")
    with pytest.raises(refusals.BundleUnreadable):
        bundle.read_pair(tmp_path)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_full_disk_leaves_nothing_behind(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(refusals.Unwritable, match="No space left"):
        made().write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_without_its_signature(tmp_path: Path) -> None:
    path = made().write(tmp_path)
    Path(f"{path}.sig").unlink()
    with pytest.raises(refusals.SignatureMissing):
        bundle.read_pair(path)


def test_a_file_beyond_the_bound_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.debrief.age"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(refusals.BundleTooLarge):
        bundle.read_pair(path)


def test_the_same_content_sealed_twice_differs_outside_only() -> None:
    one, two = made(), made()
    assert one.name != two.name
    assert len(one.age_bytes) == len(two.age_bytes)
    assert len(plain(one)) == len(plain(two))


def test_times_are_written_in_utc_without_guessing() -> None:
    assert bundle.moment(bundle.instant(NOW)) == NOW
    with pytest.raises(ValueError, match="time zone"):
        bundle.instant(NOW.replace(tzinfo=None))


def test_a_bundle_from_the_past_opens_at_the_time_it_was_received() -> None:
    sealed = made()
    later = examined(sealed, now=NOW + timedelta(days=365 * 20)).refusal
    assert later is not None
    assert later.code == "BUNDLE-65"
    assert examined(sealed, now=NOW).opened is not None


def test_the_signing_key_of_the_statement_is_named_as_ssh_prints_it() -> None:
    opened = examined(made(signing_key=LAPTOP)).opened
    assert opened is not None
    assert opened.statement.sender.key.startswith("SHA256:")
