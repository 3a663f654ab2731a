"""The desk: what is done is saved first, and is there on another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from debrief.bank import Bank
from debrief.desk import Desk
from debrief.desk.refusals import (
    NotSetUp,
    ReferenceIsAName,
    ReferenceTaken,
    UnknownReference,
)
from debrief.interview import Address
from debrief.vault import KdfCost, Vault

CHILD: dict[str, Any] = {"address": "per_age_status", "state": "observed", "value": {"choice": "child_stated"}}


def test_an_answer_is_there_when_the_vault_is_opened_again(desk: Desk, open_desk: Callable[[], Desk]) -> None:
    file = desk.new("LA-17")
    assert file.do("sitting_started", lead="A1") is None
    assert file.do("answered", **CHILD) is None

    again = open_desk().find("LA-17")

    assert again.interview.value(Address("per_age_status")) == {"choice": "child_stated"}
    assert again.interview.state.seq == file.interview.state.seq


def test_what_is_recorded_is_by_whose_words_opened_the_vault(
    desk: Desk, bank: Bank, clock: Callable[[], datetime]
) -> None:
    file = desk.new("LA-17")
    desk.vault.add_slot("other words made up", user="B2", kdf=KdfCost.for_tests())
    folder, first = desk.vault.folder, desk.staff
    assert first == file.interview.state.events[-1].by
    desk.vault.close()
    with Vault.unlock(folder, "other words made up") as vault:
        again = Desk(vault, bank, clock)
        assert again.staff == "B2" != again.settings.interviewer
        file = again.find("LA-17")
        assert file.do("sitting_started", lead="B2") is None
        assert file.interview.state.events[-1].by == "B2", "not by who set the laptop up"


def test_saved_is_said_only_after_the_commit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from debrief.vault.refusals import DiskFull

    file = desk.new("LA-17")
    saved, seq = file.saved_at, file.interview.state.seq

    def full(*_: object) -> int:
        raise DiskFull(path="x")

    monkeypatch.setattr(file.vault, "append", full)
    file.clock.moves(minutes=5)  # type: ignore[attr-defined]

    assert isinstance(file.do("answered", **CHILD), DiskFull)
    assert (file.saved_at, file.interview.state.seq) == (saved, seq)


def test_several_events_are_kept_together_or_not_at_all(desk: Desk) -> None:
    file = desk.new("LA-17")
    before = file.interview.state.seq
    added = {"kind": "added", "repeat": "leg", "instance": 1}
    wrong = {"kind": "answered", "address": "leg_from/2", "state": "answered", "value": {"words": "x"}}

    refused = file.do_all([added, wrong])

    assert refused is not None
    assert refused.code == "SAY-04"
    assert file.interview.state.seq == before
    assert file.do_all([added, {**wrong, "address": "leg_from/1"}]) is None


def test_a_clock_set_back_does_not_stop_the_conversation(desk: Desk) -> None:
    file = desk.new("LA-17")
    file.do("sitting_started", lead="A1")
    file.clock.moves(days=-2)  # type: ignore[attr-defined]

    assert file.do("answered", **CHILD) is None

    ats = [event.at for event in file.interview.state.events]
    assert ats == sorted(ats)


@pytest.mark.parametrize("reference", ["Nguyen An", "", "x" * 41, "a\nb", "-1"])
def test_a_reference_is_no_name(desk: Desk, reference: str) -> None:
    with pytest.raises(ReferenceIsAName):
        desk.new(reference)
    assert desk.listing() == []


def test_a_reference_is_used_once(desk: Desk) -> None:
    desk.new("LA-17")
    with pytest.raises(ReferenceTaken):
        desk.new("LA-17")
    with pytest.raises(UnknownReference):
        desk.find("LA-18")


def test_nothing_begins_before_the_set_up_is_done(open_desk: Callable[[], Desk]) -> None:
    bare = open_desk()
    with pytest.raises(NotSetUp) as refused:
        bare.new("LA-17")
    assert refused.value.facts["name"] == "agency"


def test_settings_are_kept_and_the_last_word_counts(desk: Desk, open_desk: Callable[[], Desk]) -> None:
    desk.set(language="vi")
    desk.set(language="ar")
    again = open_desk()
    assert (again.settings.language, again.settings.agency) == ("ar", "police")


def test_the_list_names_no_one(desk: Desk) -> None:
    file = desk.new("LA-17")
    file.do("sitting_started", lead="A1")
    file.do("answered", **CHILD)
    file.do("answered", address="per_called", state="answered", value={"roman": "Canary"})

    (line,) = desk.listing()

    assert "Canary" not in repr(line)
    assert (line.reference, line.route, line.status, line.sittings) == ("LA-17", "child", "open", 1)


def test_while_the_head_cannot_be_written_only_what_is_on_the_disk_counts(
    desk: Desk, open_desk: Callable[[], Desk]
) -> None:
    file = desk.new("LA-17")
    head = desk.vault.folder / "head"
    kept = head.read_bytes()
    head.unlink()
    head.mkdir()
    assert file.do("noted", words={"original": "one"}) is None
    assert file.notice is not None
    refused = file.do("noted", words={"original": "two"})
    assert refused is not None
    assert refused.code == "VAULT-19"
    assert len(file.interview.state.notes) == 1
    head.rmdir()
    head.write_bytes(kept)
    again = open_desk().open(file.rid)
    assert [note.words.original for _, note in again.interview.state.notes] == ["one"]
