"""Playing at the desk: everything is in the vault, or nothing is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from play_making import HEAD, examples, played, vault_in

from debrief.bank import Bank
from debrief.desk import Desk
from debrief.desk.refusals import ReferenceTaken
from debrief.play import Plan, play, rehearse, script_of
from debrief.play import refusals as no
from debrief.play.plan import Act


def _all_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_rehearsed_is_what_lies_in_the_vault(bank: Bank, desk: Desk) -> None:
    plan = rehearse(bank, script_of(examples()[0], "page"))
    rid = play(desk, plan).rid
    held = desk.open(rid).interview
    assert held.signed
    assert len(held.state.events) == len(plan.acts) + 1
    assert {a: e[-1].value for a, e in held.state.entries.items()} == {
        a: e[-1].value for a, e in plan.interview.state.entries.items()
    }


def test_the_de_brief_begins_when_the_script_says(bank: Bank, desk: Desk) -> None:
    file = play(desk, played(bank, ""))
    assert file.interview.state.events[0].at == "2011-10-06T09:00:00Z"
    assert file.clock() == desk.clock() == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_script_with_an_unknown_item_changes_nothing_on_disk(bank: Bank, tmp_path: Path) -> None:
    with vault_in(tmp_path / "vault"):
        before = _all_of(tmp_path)
        with pytest.raises(no.UnknownItem):
            played(bank, "- rcr_wen: 2011\n")
        assert _all_of(tmp_path) == before


def test_an_account_played_twice_is_refused_and_changes_nothing(bank: Bank, desk: Desk) -> None:
    plan = played(bank, "")
    play(desk, plan)
    before = desk.vault.head
    with pytest.raises(ReferenceTaken):
        play(desk, plan)
    assert desk.vault.head == before


def test_an_expected_refusal_is_refused_at_the_desk_too(bank: Bank, desk: Desk) -> None:
    head = HEAD.replace("adult_documents", "disputed")
    plan = played(bank, "- per_age_status: adult_documents\n  expect: SAY-13\n- rcr_when: 2011\n", head)
    assert play(desk, plan).interview.route == "child"


def test_what_the_desk_takes_otherwise_than_rehearsed_stops_the_play(bank: Bank, desk: Desk) -> None:
    plan = played(bank, "")
    wrong = Act(3, "answered", {**plan.acts[-1].data, "address": "nowhere"})
    with pytest.raises(no.NotPlayed) as caught:
        play(desk, Plan(plan.script, (*plan.acts, wrong), {}, plan.interview))
    assert caught.value.facts["code"] == "SAY-03"


def test_progress_counts_every_event(bank: Bank, desk: Desk) -> None:
    seen: list[int] = []
    plan = played(bank, "- rcr_when: 2011\n")
    play(desk, plan, done=seen.append)
    assert seen == list(range(1, len(plan.acts) + 1))
