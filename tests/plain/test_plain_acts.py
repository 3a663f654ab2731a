"""The rarer commands, line by line: each records what the screens record, and leads where they lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plain_stage import Terminal, typed

from debrief.bank import Bank
from debrief.desk import Desk
from debrief.interview import Address
from tests.interview.recording import child_before_account

CHILD, ADULT = "age uncertain", "no doubt"


def begun(desk: Desk, age: str) -> Any:
    typed(desk, ".new LA-7", "2", age, ".begin")
    return desk.find("LA-7")


def said(desk: Desk, *lines: str) -> Terminal:
    return typed(desk, *lines, ".quit", reference="LA-7")


def last(desk: Desk, kind: str) -> Any:
    return next(e for e in reversed(desk.find("LA-7").interview.state.events) if e.kind == kind)


def test_asked_again_and_what_words_touch_go_where_they_belong(desk: Desk) -> None:
    file = begun(desk, ADULT)
    form = {"agency": "police", "dated": "2011-06-02", "form": "earlier_debrief"}
    assert file.do("settled", items=["rcr_open", "trn_open"], **form) is None
    shown = said(desk, ".again", "journey", "2", "He says the port was another one", ".here")
    assert "Already told to Police force, 2011-06-02." in shown.text
    unlocked = last(desk, "unlocked")
    assert (unlocked.item, unlocked.reason) == ("trn_open", "wish_to_correct")
    assert "The journey" in shown.text.partition("whoever reads the record")[2], "and there one goes"

    file = desk.find("LA-7")
    for number in (1, 2, 3):
        assert file.do("added", repeat="exp", instance=number) is None
    assert file.do("struck", repeat="exp", instance=1, reason="told twice") is None
    shown = said(desk, ".touch", "2", "He hurt my arm", "2")
    interview = desk.find("LA-7").interview
    held = interview.value(Address("exp_injury", 2, "words"))
    assert held["original"] == "He hurt my arm", "the number that is shown is the number of the place"
    assert interview.value(Address("exp_injury", 3, "words")) is None
    assert "To do: " in shown.text
    said(desk, ".touch", "2", "And my hand", "")
    assert desk.find("LA-7").interview.instances("exp") == (2, 3, 4), "not known: a place of its own"


def test_order_and_strike_and_the_place_that_was_struck_is_left(desk: Desk) -> None:
    begun(desk, ADULT)
    shown = said(
        desk, ".add leg", ".add leg", ".add leg", ".order leg 3 1 2", ".order leg 3 3", ".order leg x",
        ".journey", ".add person Osas", ".strike person 1 told twice", ".strike person 9 not there",
        ".strike leg 2", "", ".back", ".back",
    )  # fmt: skip
    interview = desk.find("LA-7").interview
    assert interview.instances("leg") == (3, 1, 2)
    assert "Left as it was." in shown.text
    assert "Part of the journey (3)" in shown.text
    assert interview.instances("card_person") == ()
    assert shown.text.count("Refused:") == 2, "an order that is none, and a number that is none"
    struck, after = last(desk, "struck"), shown.text.partition("Struck out.")[2]
    assert (struck.repeat, struck.instance, struck.reason) == ("card_person", 1, "told twice")
    assert "Roles" not in after, "nothing is asked of what was struck out, and nothing leads back to it"


def test_missing_found_shared_another_edition_and_taken_back(desk: Desk) -> None:
    begun(desk, ADULT)
    said(desk, ".missing", "since last night", "", ".found", "", "")
    kinds = [e.kind for e in desk.find("LA-7").interview.state.events]
    assert "went_missing" not in kinds, "who was told is needed"
    shown = said(
        desk, ".missing", "since last night", "PC Lee 22:10", "", ".found", "this morning", "tired, and safe",
        ".share", "la_children", "L7", "Team leader", "her brother is there", "",
        ".share", "la_children", "L7", "Team leader", "her brother is there", "s.47 Children Act 1989",
        ".edition", "", ".edition", "2",
    )  # fmt: skip
    assert "The app tells nobody." in shown.text
    assert (last(desk, "went_missing").told, last(desk, "found").note) == ("PC Lee 22:10", "tired, and safe")
    orders = desk.find("LA-7").interview.state.sharing_orders
    assert (orders["la_children"].lead, orders["la_children"].signed) == ("L7", False)
    assert "sharing.la_children" in shown.text
    assert desk.find("LA-7").interview.state.edition == "uk-current"

    said(desk, ".withdraw", "")
    assert not desk.find("LA-7").interview.state.withdrawn
    shown = said(desk, ".withdraw I take all of it back", ".list")
    assert desk.find("LA-7").interview.state.withdrawn
    assert "withdrawn by the person" in shown.text


def test_a_translator_signs_a_layer_and_asks_and_nothing_half_written_is_lost(desk: Desk) -> None:
    file = begun(desk, ADULT)
    assert "no words to translate" in said(desk, ".translate").text
    words = {"original": "Tôi đi bộ.", "language": "vie"}
    assert file.do("answered", address="rcr_open", state="answered", value=words) is None
    shown = said(
        desk, ".translate", "rcr_open", "2", "I went on foot.", "All day.", ".", "T-77",
        ".query rcr_open", "Which foot path?", ".go rcr_open", ".counts", ".history", ".readback",
    )  # fmt: skip
    (layer,) = desk.find("LA-7").interview.state.layers[Address("rcr_open")]
    assert (layer.layer, layer.text, layer.translator) == ("checked", "I went on foot.\nAll day.", "T-77")
    assert (last(desk, "queried").address, last(desk, "queried").text) == ("rcr_open", "Which foot path?")
    signed, asked = (
        "Checked translation, T-77, 19 July 2011: I went on foot.",
        "Asked on 19 July 2011: Which foot",
    )
    assert "Tôi đi bộ." in shown.text.partition("Which words?")[2].partition("What is it?")[0]
    after = shown.text.partition("it is not put to the person")[2]
    assert "with a question about the words: .history" in after
    assert after.count(signed) == after.count(asked) == 2, "in the history and in the read-back"
    assert file.interview.value(Address("rcr_open"))["original"] == "Tôi đi bộ.", "the first words stay"

    words = {"original": "Tôi đi tàu.", "language": "vie"}
    assert desk.find("LA-7").do("answered", address="rcr_open", state="answered", value=words) is None
    shown = said(desk, ".go rcr_open", ".counts", ".translate", "rcr_open", "1", "I went by", ".lock")
    assert "with a question" not in shown.text, "it was about words that were corrected since"
    interview = desk.find("LA-7").interview
    assert not interview.state.layers.get(Address("rcr_open"))
    assert interview.state.notes[-1][1].words.english == "I went by"
    kinds = [event.kind for event in interview.state.events]
    said(desk, ".translate rcr_open", "1", "I went by train.", ".", "", ".query rcr_open", "")
    assert [event.kind for event in desk.find("LA-7").interview.state.events] == kinds, "no name, no layer"


def test_names_in_any_script_are_found_by_either_and_linked(desk: Desk) -> None:
    begun(desk, ADULT)
    names = {"Haile": "ኃይለ", "mohammed": "محمد", "nguyen hanh": "Nguyễn Thị Hạnh", "小明": "王小明"}
    shown = said(
        desk, ".go per_called", "\u202eОльга\u2066", *(f".add person {name}" for name in names.values())
    )
    interview = desk.find("LA-7").interview
    assert interview.value(Address("per_called")) == {"script": "Ольга"}
    assert shown.text.count("Characters that reorder or hide what is read were taken out.") == 1
    assert interview.value(Address("card_person", 1, "p_names")) == {"script": "ኃይለ"}
    assert interview.value(Address("card_person", 3, "p_names")) == {"roman": "Nguyễn Thị Hạnh"}
    for sought, name in names.items():
        shown = said(desk, f".find {sought}", "").text
        assert [each for each in names.values() if f": {each}; " in shown] == [name], sought
    assert "1 Name to use; " in said(desk, ".find olga", "").text
    said(desk, ".go exp_controllers", "Haile", "محمد", "xiaoming", "")
    assert desk.find("LA-7").interview.value(Address("exp_controllers", 1)) == [
        "person:1",
        "person:2",
        "person:4",
    ]


def test_a_cue_leads_to_a_child_s_question_and_says_what_it_waits_for(desk: Desk, bank: Bank) -> None:
    file = begun(desk, CHILD)
    shown = said(desk, ".go rcr_where", ".cue the big market")
    assert "Waits for" in shown.text.rpartition("Answer")[0].rpartition("Answer")[2]
    assert "No cue is needed" not in shown.text
    for event in child_before_account(bank).events:
        data = event.model_dump(mode="json", exclude_none=True, exclude={"at", "by"})
        if data["kind"] not in ("opened", "sitting_started"):
            assert file.do(**data) is None
    shown = said(desk, ".go rcr_where", ".cue the big market", ".go rcr_open", ".cue a man")
    assert "You said “the big market”. Tell me about that." in shown.text
    assert (last(desk, "prompted").address, last(desk, "prompted").asked.form) == ("rcr_where", "cue")
    assert "No cue is needed here." in shown.text


def test_a_receipt_that_is_none_is_refused_at_the_list(desk: Desk, tmp_path: Path) -> None:
    begun(desk, ADULT)
    wrong = tmp_path / "LA-7.receipt.json"
    wrong.write_text("{}", "utf-8")
    shown = typed(desk, ".receipt", "", f".receipt {wrong}", ".receipt", str(tmp_path / "none"))
    assert shown.text.count("Refused:") == 2
    assert "Receipt taken in" not in shown.text
