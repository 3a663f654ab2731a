"""Published cases from the first question to UKHTC's tables, and their facts found again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from debrief.bank import Bank, load_bank
from debrief.interview import Address
from debrief.places import shipped
from debrief.play import read_script, rehearse
from debrief.play.demo import Shown, demonstrate
from debrief.play.sheet import read_sheet
from debrief.vault import KdfCost

SHEETS = Path(__file__).parents[1] / "data" / "cases"
ACCOUNTS = shipped("questionnaires") / "accounts"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TARGET = 0.95


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(shipped("questionnaires"))


@pytest.fixture(scope="module", params=sorted(path.stem for path in ACCOUNTS.glob("*.yaml")))
def shown(request: pytest.FixtureRequest, bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Each account played, exported, taken in and receipted, once."""
    case = request.param
    out = tmp_path_factory.mktemp(case) / "demo"
    return demonstrate(
        bank,
        lambda: NOW,
        rehearse(bank, read_script(ACCOUNTS / f"{case}.yaml")),
        out,
        sheet=read_sheet(SHEETS / f"{case}.yaml"),
        cost=KdfCost.for_tests(),
    )


def test_the_facts_of_the_sheet_are_found_again_in_typed_fields(shown: Shown) -> None:
    assert shown.measure is not None
    assert shown.measure.case == shown.plan.script.case
    assert shown.measure.total >= 12
    assert shown.measure.share >= TARGET
    assert not shown.measure.unexplained
    assert shown.plan.closed == ()


def test_every_fact_of_the_account_has_its_place_in_the_script(shown: Shown) -> None:
    """Not only the values that are counted: no fact of the account was left out."""
    import yaml

    sheet = yaml.safe_load((SHEETS / f"{shown.plan.script.case}.yaml").read_text(encoding="utf-8"))
    told = {fact["id"] for fact in sheet["facts"] if fact["section"] != "other"}
    assert told <= set(shown.plan.facts)


def test_gates_are_met_and_the_record_is_signed(shown: Shown) -> None:
    interview = shown.plan.interview
    assert interview.signed
    unmet = [
        r.check.id for stage in ("prompt", "account", "signoff") for r in interview.unmet(stage) if r.blocks
    ]
    assert unmet == []
    assert not interview.state.overrides


def test_the_receipt_came_back_to_the_laptop_and_the_tables_count_one(shown: Shown) -> None:
    assert shown.receipt.is_file()
    assert "Not yet signed off: 0 of 1." in shown.nrm
    assert shown.plan.script.reference in shown.routes


def test_everything_lies_where_it_is_said_to_lie(shown: Shown) -> None:
    folder = shown.folder
    for name in ("laptop", "bundle", "ukhtc", "keys", "screens"):
        assert folder.part(name).is_dir()
        assert str(folder.part(name)) in "\n".join(shown.lines())
    assert {path.name for path in folder.part("keys").iterdir()} >= {
        "ukhtc.identity",
        "allowed_signers",
        "README.txt",
    }
    assert shown.exported.path.name in (folder.out / "DEMONSTRATION.txt").read_text(encoding="utf-8")


def test_what_the_person_did_not_say_names_its_source(shown: Shown) -> None:
    for act in shown.plan.acts:
        if act.kind == "answered" and act.expect is None and act.data["state"] in ("reported", "document"):
            assert act.data["provenance"].get("source"), act.data["address"]


def test_what_is_no_fact_of_the_sheet_is_made_up_or_judged(shown: Shown) -> None:
    """Few answers stand without a fact: what follows from one (a code, a link), never a whole topic."""
    of_the_sheet = {address for told in shown.plan.facts.values() for address in told}
    answers = [act for act in shown.plan.acts if act.kind == "answered" and act.expect is None]
    bare = [
        act.data["address"]
        for act in answers
        if act.data["address"] not in of_the_sheet
        and not act.data.get("provenance", {}).get("made_up")
        and "value" in act.data
        and act.data["state"] not in ("assessed", "reported", "document")
    ]
    assert len(bare) <= len(answers) // 10, bare


def test_a_child_is_asked_nothing_that_is_not_asked_of_children(shown: Shown, bank: Bank) -> None:
    asked = {"answered", "partial", "unknown", "declined", "not_remembered"}
    for act in shown.plan.acts:
        if act.kind == "answered" and act.expect is None and act.data["state"] in asked:
            item = bank.items[Address.parse(act.data["address"]).item]
            assert shown.plan.interview.route == "adult" or item.child == "ask" or not item.asked, item.id
