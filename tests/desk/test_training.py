"""Practice cases are whole and fictional; a training record leaves by no door, and takes nothing in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from debrief import cli
from debrief.bank import Bank
from debrief.bundle import decrypt, identity, sign_trust
from debrief.bundle.refusals import NotForUs
from debrief.desk import Desk, keeping
from debrief.desk.export import export
from debrief.desk.extracts import make_extract
from debrief.desk.handover import hand_over
from debrief.desk.inquiry import ask_before
from debrief.desk.papers import hand_out, prepare
from debrief.desk.partners import partner
from debrief.desk.queue import queue
from debrief.desk.receiving import receive
from debrief.desk.refusals import (
    DamagedCase,
    NoCaseHere,
    NotWhileTalking,
    TrainingStays,
    TrainingTakesNothing,
    UnknownCase,
)
from debrief.desk.training import case_of, cases, look_back, role_card
from debrief.desk.trust import take_trust
from debrief.errors import Refusal
from debrief.exchange import as_html, as_text
from debrief.places import shipped

from .conftest import Clock
from .neighbours import Neighbours, child
from .test_export import Ukhtc

GOOD = (shipped("questionnaires") / "training" / "car_wash.yaml").read_text("utf-8")


# -- the cases ------------------------------------------------------------------------------------


def test_three_cases_stand_with_roles_to_play(bank: Bank) -> None:
    found = cases(bank)
    assert {name: case.route for name, case in found.items()} == {
        "car_wash": "adult", "house_child": "child", "out_of_order": "adult",
    }  # fmt: skip
    fictional = {"Example", "Placeholder", "Sample", "Specimen", "Template", "Fictional", "Madeup", "Dummy"}
    for case in found.values():
        assert all(fictional & set(name.split()) for name in case.people)
        assert all(name in " ".join((case.who, *case.tells)) for name in case.people)
        for written in (as_text(role_card(case)), as_html(role_card(case))):
            assert "TRAINING" in written
            assert case.tells[-1].split(",")[0] in written


@pytest.mark.parametrize(
    "broken",
    [
        "", "- 1", "[", GOOD.replace("uk_day", "no_such_item"), GOOD.replace("id: car_wash", "id: other"),
        GOOD.replace("route: adult", "route: both"), GOOD.replace("stops:", "halts:"),
        GOOD.replace("The car wash", '"\\u202ecar"'), GOOD.partition("facts:")[0] + "facts: []\n",
    ],
)  # fmt: skip
def test_a_damaged_case_is_refused(broken: str, bank: Bank) -> None:
    assert case_of(GOOD.encode(), "car_wash.yaml", bank).id == "car_wash"
    with pytest.raises(DamagedCase):
        case_of(broken.encode(), "car_wash.yaml", bank)


def test_the_role_card_is_read_and_printed(tmp_path: Path) -> None:
    run = CliRunner().invoke
    listed = run(cli.app, ["train", "list"])
    assert "house_child" in listed.stdout
    shown = run(cli.app, ["train", "card", "house_child", "--text"])
    assert shown.stdout.startswith("TRAINING\n")
    assert run(cli.app, ["train", "card", "house_child", "--to", str(tmp_path / "role.html")]).exit_code == 0
    assert "TRAINING" in (tmp_path / "role.html").read_text("utf-8")
    assert isinstance(run(cli.app, ["train", "card", "nobody"]).exception, UnknownCase)


# -- afterwards -----------------------------------------------------------------------------------


def test_the_look_back_says_what_was_heard_and_how_and_scores_nothing(desk: Desk) -> None:
    desk.set(agency="police", agency_id="p", interviewer="A1", edition="uk-2011")
    file = desk.new("TR-1", training=True, case="car_wash")

    def do(kind: str, **data: Any) -> None:
        refused = file.do(kind, **data)
        assert refused is None, str(refused)

    do("answered", address="per_age_status", state="observed", value={"choice": "adult_no_doubt"})
    do("sitting_started", lead="A1")
    with pytest.raises(NotWhileTalking):
        look_back(file)
    asked = {"speaker": "person", "asked": {"item": "rcr_offer", "n": 1, "form": "focused"}}
    value = {"original": "A garage."}
    do("answered", address="rcr_offer", state="volunteered", value=value, provenance=asked)
    do("noted", words={"original": "Locked at night."}, account=1)
    seq = file.interview.state.notes[-1][0]
    do("tagged", passage={"at": f"note:{seq}", "start": 0, "end": 6}, address="uk_open")
    do("answered", address="rcr_promised_pay", state="declined")
    do("sitting_ended", reason="finished")

    seen = look_back(file)
    assert [fact.items[0] for fact in seen.heard] == ["exp_living", "rcr_offer"]
    assert len(seen.heard) + len(seen.missed) == len(seen.case.facts)
    assert any("mother" in fact.told for fact in seen.missed)
    assert seen.put == {"focused": 1}
    assert not {"score", "percent", "marks"} & set(vars(seen))
    with pytest.raises(NoCaseHere):
        look_back(desk.new("TR-2", training=True))
    assert desk.new("LA-3", case="car_wash").interview.state.opened.case is None  # type: ignore[union-attr]


# -- every door -----------------------------------------------------------------------------------


def refused(opens: Callable[[], Any]) -> type[Refusal] | None:
    try:
        opens()
    except Refusal as refusal:
        return type(refusal)
    return None


def test_it_leaves_by_no_door(neighbours: Neighbours, tmp_path: Path) -> None:
    council, police = neighbours.desk("county-la"), neighbours.desk("met-police")
    file = police.new("TR-1", training=True, case="out_of_order")
    assert council
    la = partner(police, "county-la")
    doors: dict[str, Callable[[], Any]] = {
        **{
            purpose: lambda p=purpose: export(police, file, tmp_path, p)  # type: ignore[misc]
            for purpose in ("full", "urgent", "supplement", "withdrawal")
        },
        "extract": lambda: make_extract(police, file, la, tmp_path),
        "handover": lambda: hand_over(police, file, la, tmp_path),
        "inquiry": lambda: ask_before(police, file, ["name"], tmp_path),
        "card": lambda: hand_out(
            police, file, prepare(police, file, "card"), tmp_path, None, to="the person", reason="r"
        ),
        "missing": lambda: hand_out(
            police, file, prepare(police, file, "missing"), tmp_path, None, to="PC", reason="r"
        ),
    }
    before = sorted(tmp_path.rglob("*.age"))
    count = file.interview.state.seq
    for door, opens in doors.items():
        assert refused(opens) is TrainingStays, door
    assert sorted(tmp_path.rglob("*.age")) == before
    assert file.interview.state.seq == count
    for kind in ("card", "missing"):
        paper = prepare(police, file, kind)
        assert as_text(paper.sheet).startswith("TRAINING")
        assert "TRAINING" in as_html(paper.sheet)
    assert all(each.training for each in queue(police))


def test_sealed_away_it_opens_for_the_recovery_key_alone(
    desk: Desk, clock: Clock, recovery: str, tmp_path: Path
) -> None:
    ukhtc = Ukhtc(desk, clock)
    listed = ukhtc.list.encode()
    take_trust(desk, listed, [sign_trust(listed, ukhtc.root)])
    training = desk.new("TR-1", training=True)
    keeping.archive(desk, training.rid, tmp_path)
    keeping.seal(desk, training.rid)
    (key,) = keeping.sealed_key(desk, training.rid, tmp_path)
    data = key.read_bytes()
    assert decrypt(data, [identity(recovery)])
    with pytest.raises(NotForUs):
        decrypt(data, [ukhtc.identity])
    assert data.count(b"-> X25519") == 1


def test_nothing_real_is_taken_into_it(neighbours: Neighbours, tmp_path: Path) -> None:
    council, police = neighbours.desk("county-la"), neighbours.desk("met-police")
    made = hand_over(police, child(police), partner(police, "county-la"), tmp_path)
    council.new("TR-1", training=True)
    with pytest.raises(TrainingTakesNothing):
        receive(council, made.path, code=made.code, into="TR-1")
    assert receive(council, made.path, code=made.code, new="LA-1").reference == "LA-1"
    with pytest.raises(TrainingTakesNothing):
        council.new("TR-2", training=True, after="0" * 32)
