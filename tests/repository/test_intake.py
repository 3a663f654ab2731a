"""Bundles go in; receipts come back; what is refused lies in quarantine under a code."""

from __future__ import annotations

import json
from pathlib import Path

from debrief import bundle
from debrief import repository as ukhtc

from .world import Laptop, Told, admitted, codes, facts, number, opened, take, version


def test_a_bundle_is_taken_in_and_its_facts_are_found_again(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult().exploited("labour", country="GB")
    path = laptop.sealed(place, [told.json()]).write(stick)
    report = take(repository, stick)
    assert [(o.result, o.records, o.path) for o in report.outcomes] == [("accepted", 1, path)]
    assert not report.refused
    assert report.flags == {}
    found = facts(repository)
    assert found["head"]["state"] == "live"
    assert found["fact_debrief"][0]["exploitation"] == "labour"
    assert found["fact_kind"][0]["country"] == "GB"
    assert codes(place) == []


def test_the_receipt_is_signed_and_names_the_record(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    sealed = laptop.sealed(place, [Told(1).adult().json()])
    sealed.write(stick)
    path = take(repository, stick).outcomes[0].receipt
    assert path == place.part("receipts") / f"{sealed.name}.receipt.json"
    keys = [key.public for key in repository.trust.receipt_keys]
    receipt = bundle.verify_receipt(*bundle.read_pair(path), keys)
    assert bundle.require_for(receipt, digest=sealed.digest).result == "accepted"
    assert [r.disposition for r in receipt.records] == ["accept"]


def test_a_bundle_that_is_held_gets_the_same_receipt_again(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    laptop.sealed(place, [Told(1).adult().json()]).write(stick)
    first = take(repository, stick).outcomes[0].receipt
    assert first is not None
    before, digest = bundle.read_pair(first), repository.digest()
    first.unlink()
    again = take(repository, stick).outcomes[0]
    assert (again.result, again.receipt) == ("duplicate", first)
    assert bundle.read_pair(first) == before
    assert repository.digest() == digest


def test_the_same_receipt_comes_back_after_the_trust_list_has_moved(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    laptop.sealed(place, [Told(1).adult().json()]).write(stick)
    path = take(repository, stick).outcomes[0].receipt
    assert path is not None
    before = bundle.read_pair(path)
    admitted(place, Laptop(2, "agency-y"))
    with opened(place) as later:
        assert later.trust.version == repository.trust.version + 1
        take(later, stick)
    assert bundle.read_pair(path) == before


def test_one_bad_record_is_kept_apart_alone(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    good, bad = Told(1).adult().json(), Told(2).adult().json()
    bad["format"] = "debrief-record/9"
    laptop.sealed(place, [good, bad]).write(stick)
    outcome = take(repository, stick).outcomes[0]
    assert (outcome.result, outcome.records) == ("held", 1)
    assert codes(place) == ["UKHTC-30"]
    assert facts(repository, 1)["head"]["state"] == "live"
    assert repository.counts()["record_held"] == 1
    assert outcome.receipt is not None
    dispositions = json.loads(outcome.receipt.read_bytes())["records"]
    assert sorted(d["disposition"] for d in dispositions) == ["accept", "hold"]


def test_a_laptop_that_was_admitted_later_is_tried_again_from_quarantine(
    repository: ukhtc.Repository, place: ukhtc.Place, stick: Path
) -> None:
    stranger = Laptop(2, "agency-y")
    stranger.sealed(place, [Told(1).adult().json()]).write(stick)
    refused = take(repository, stick).outcomes[0]
    assert refused.result == "refused"
    assert refused.receipt is None  # nothing of ours is signed for a stranger
    assert len(codes(place)) == 1
    admitted(place, stranger)
    with opened(place) as later:
        assert take(later, place.part("quarantine")).outcomes[0].result == "accepted"
    assert codes(place) == []


def test_an_exercise_is_no_record_of_a_live_repository(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    laptop.sealed(place, [Told(1, training=True).adult().json()]).write(stick)
    assert take(repository, stick).outcomes[0].result == "held"
    assert codes(place) == ["UKHTC-32"]
    assert repository.counts()["record_head"] == 0


def test_no_agency_can_overwrite_or_withdraw_the_record_of_another(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    theirs = Laptop(2, "agency-y")
    admitted(place, theirs)
    told = Told(1).adult().exploited("labour")
    laptop.sealed(place, [told.json()]).write(stick)
    told.do("withdrew", reason="a made-up reason")
    theirs.sealed(place, [told.json()]).write(stick)
    with opened(place) as both:
        assert not take(both, stick).refused
        found = ukhtc.facts_of_record(both, number(1), user="ann", purpose="a test")
    states = {each["head"]["agency"]: each["head"]["state"] for each in found}
    assert states == {"agency-x": "live", "agency-y": "withdrawn"}


def test_a_correction_takes_the_place_of_what_it_supersedes(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult().exploited("labour")
    first = told.json()
    told.answer("exp_kind/1.kinds", [{"code": "domestic_servitude"}], "assessed")
    second = told.json(supersedes=version(first))
    laptop.sealed(place, [first]).write(stick)
    laptop.sealed(place, [second]).write(stick)
    take(repository, stick)
    found = facts(repository)
    assert [row["kind"] for row in found["fact_kind"]] == ["domestic_servitude"]
    assert found["head"]["sha256"] == version(second)
    assert not found["head"]["fork"]
    assert repository.counts()["record_version"] == 2


def test_two_versions_that_nothing_supersedes_are_a_fork_and_a_missing_one_a_gap(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult()
    one = told.json()
    other = told.exploited("labour").json(supersedes="ab" * 32)
    laptop.sealed(place, [one]).write(stick)
    laptop.sealed(place, [other]).write(stick)
    take(repository, stick)
    head = facts(repository)["head"]
    assert (head["fork"], head["gap"]) == (True, True)
    assert head["sha256"] == version(other)  # the later revision stands meanwhile


def test_a_withdrawal_wins_and_takes_bodies_and_facts_out(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult().exploited("labour")
    first = told.json()
    before = laptop.sealed(place, [first])
    gone = told.do("withdrew", reason="a made-up reason").json(supersedes=version(first))
    laptop.sealed(place, [gone]).write(stick)
    take(repository, stick)
    take(repository, before.write(stick))  # an earlier version that comes late stays blank
    found = facts(repository)
    assert found["head"]["state"] == "withdrawn"
    assert found["fact_answer"] == found["fact_debrief"] == []
    uid = found["head"]["debrief_uid"]
    with repository.reader("ann", "a test", "body", [uid]) as read:
        assert len(read.versions()) == 2
        assert [read.body(uid, v["sha256"]) for v in read.versions()] == [None, None]


def test_a_protection_extract_is_kept_and_counted_nowhere(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    laptop.sealed(
        place,
        [Told(1).adult().answer("con_sharing", {"marks": {"central_repository": "yes"}}).json("protection")],
    ).write(stick)
    take(repository, stick)
    found = facts(repository)
    assert found["head"]["state"] == "apart"
    assert found["fact_answer"] == []
    assert ukhtc.nrm_table(repository, user="ann", purpose="a test").total.total == 0


def test_a_translation_arrives_with_who_made_it(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult().answer("rcr_open", {"original": "Tôi đi bộ.", "language": "vie"})
    told.do("layered", address="rcr_open", layer="checked", text="I went on foot.", translator="T-77")
    laptop.sealed(place, [told.json()]).write(stick)
    take(repository, stick)
    rows = {row["role"]: row for row in facts(repository)["fact_answer"] if row["item"] == "rcr_open"}
    assert (rows["original"]["text"], rows["original"]["language"]) == ("Tôi đi bộ.", "vie")
    assert (rows["checked"]["text"], rows["checked"]["source"]) == ("I went on foot.", "T-77")
    assert rows["checked"]["said_at"] > rows["original"]["said_at"], "when it was made, not when it was said"


def test_flags_say_what_to_look_at(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    first = laptop.sealed(place, [Told(1).adult().json()])
    second = laptop.sealed(place, [Told(2).adult().json()])
    third = laptop.sealed(place, [Told(3).adult().json()], created="2026-05-31T00:00:00Z")
    assert take(repository, third.write(stick)).flags == {third.digest: ("gap",)}
    report = take(repository, first.write(stick), day=1)
    assert report.flags == {
        first.digest: ("late",),
        third.digest: ("back_dated", "gap"),
    }
    report = take(repository, second.write(stick), day=2)
    assert report.flags[second.digest] == ("late",)
    assert report.flags[third.digest] == ("back_dated",)
    laptop.exported, laptop.last = 1, first.digest  # the vault was restored from a copy
    copy = laptop.sealed(place, [Told(4).adult().json()])
    flags = take(repository, copy.write(stick)).flags
    assert "fork" in flags[copy.digest]
    assert "fork" in flags[second.digest]
