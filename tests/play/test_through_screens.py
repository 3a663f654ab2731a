"""Through the app's own screens: what was typed with keys is what the script says."""

from __future__ import annotations

from pathlib import Path

import pytest
from play_making import example_head, played, vault_in

from debrief.bank import Bank
from debrief.desk import Desk
from debrief.interview import Address
from debrief.play.plan import Plan
from debrief.play.script import Script
from debrief.play.through_screens import ScreenPlay, batches, play_screens
from debrief.vault import Vault

WORDS = "made up words for a test"
STEPS = """\
- rcr_open: |-
    We left at night.
    Nobody asked us.
  asked: 1
- rcr_when: 2011-02
- rcr_offer_coded: {study: rcr_open, job_different: rcr_open}
- person: osas
  fields: {names: Osas, role: [recruiter, controller], sex: male}
- rcr_recruiters: [osas]
- leg: a
  answers:
    leg_from: {words: "Lagos, Nigeria", town: Lagos, country: NG}
    leg_when: {start: 2011-09-12, took: 7 hours}
    leg_mode: [commercial_flight]
- entry: a
  answers: {ent_port: heathrow, ent_kind: aeroplane}
- rcr_promised_pay: {pay: 20 to 40 GBP a week}
- con_sharing: {police: yes, health: without_name}
  state: answered
- rcr_before:
  state: declined
- rcr_choice: I had none.
  state: reported
  source: a statement
  made_up: true
- per_age_status: adult_no_doubt
- rcr_when: 2011-03
- sign_off: interviewer
  expect: SAY-18
"""


@pytest.fixture(scope="module")
def plan(module_bank: Bank) -> Plan:
    return played(module_bank, STEPS, example_head())


@pytest.fixture(scope="module")
def module_bank() -> Bank:
    from debrief.bank import load_bank
    from debrief.places import shipped

    return load_bank(shipped("questionnaires"))


@pytest.fixture(scope="module")
def made(module_bank: Bank, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ScreenPlay]:
    """One small account played through the screens, once."""
    out = tmp_path_factory.mktemp("screens")
    (out / "screens").mkdir()
    script: Script = plan.script
    with vault_in(out / "vault") as vault:
        Desk(vault, module_bank, _never).set(
            agency=script.agency,
            agency_id=script.agency_id,
            interviewer=script.interviewer,
            edition=script.edition,
        )
    return out, play_screens(out / "vault", WORDS, plan, out / "screens")


def _never() -> object:
    from datetime import UTC, datetime

    return datetime(2026, 1, 1, tzinfo=UTC)


def test_every_answer_was_typed(made: tuple[Path, ScreenPlay], plan: Plan) -> None:
    assert made[1].by_hand == []
    with_value = [a for a in plan.acts if a.kind == "answered" and a.data.get("value") is not None]
    assert made[1].typed == len(with_value)


def test_the_record_is_as_rehearsed(made: tuple[Path, ScreenPlay], plan: Plan, module_bank: Bank) -> None:
    with Vault.unlock(made[0] / "vault", WORDS) as vault:
        held = Desk(vault, module_bank, _never).find(plan.script.reference).interview
    wanted = plan.interview
    for address, entries in wanted.state.entries.items():
        now = held.entry(address)
        assert now is not None, address
        assert (now.value, now.state) == (entries[-1].value, entries[-1].state), address
        assert now.event.provenance.made_up == entries[-1].event.provenance.made_up
        assert now.event.provenance.source == entries[-1].event.provenance.source
    assert [e.value["edtf"] for e in held.history(Address("rcr_when"))] == ["2011-02", "2011-03"]
    assert held.state.events[-1].at <= "2011-10-07"


def test_the_main_screens_are_pictured_as_text(made: tuple[Path, ScreenPlay], plan: Plan) -> None:
    pictures = {path.stem[3:]: path.read_text(encoding="utf-8") for path in (made[0] / "screens").iterdir()}
    assert {"unlock", "list", "age-first", "open-question", "leg", "safeguards", "help"} <= set(pictures)
    assert "We left at night." in pictures["open-question"]
    assert plan.script.reference in pictures["list-at-the-end"]
    assert WORDS not in "".join(pictures.values())


def test_answers_of_one_place_that_count_alike_are_one_visit(plan: Plan) -> None:
    visits = [[str(act.data.get("address")) for act in batch] for batch in batches(plan.acts)]
    assert ["leg_when/1.start", "leg_when/1.took"] in visits
    assert all(len(visit) == 1 for visit in visits if visit[0] == "None")
