"""Told out of order, by keys alone: nothing goes where it does not belong, nothing answered is waited for."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import BANK, Stage, stage

from debrief.desk import export
from debrief.desk.export import TakenReceipt
from debrief.tui.outline import Spot, following
from debrief.tui.panes import Rows
from tests.interview.recording import adult_before_account, child_before_account


def first_row(on: Stage) -> str:
    return str(on.screen.query_one(Rows).rows()[0].key)


async def test_nothing_answered_is_waited_for_and_no_letter_goes_where_it_does_not_belong(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f8")
        assert first_row(on) == "B-06"
        await on.press("enter", '"yes', "enter")  # the field still has the focus
        await on.press("f8")
        assert first_row(on) != "B-06"
        await on.press("escape")
        await on.go("con_agrees")
        await on.press('"yes', "enter", "enter", "ctrl+a")
        assert on.value("con_agrees.agrees") == {"choice": "yes"}, "the field was left"
        await on.press("escape")
        await on.go("per_birthplace")
        await on.type("a village")
        await on.menu("read_back")
        assert "a village" in on.said()

        # the strip asks about one place; gone from there, it asks no more
        await on.go("per_birthplace")
        await on.press("ctrl+s")
        assert on.screen.strip.asking
        await on.press("f7")
        assert not on.screen.strip.asking
        assert on.screen.spot.item == "urg_actions"
        await on.go("per_birthplace")
        await on.press("ctrl+n", "v")
        assert "Plate, ? for unknown:" in on.said(), "a plate is no name for a van"
        await on.go("per_birthplace")
        assert not on.screen.strip.asking
        assert on.value("card_vehicle/1.v_plate") is None

        # what was typed and wiped again does not come back from its draft
        was = on.value("per_birthplace")
        await on.go("per_birthplace")
        await on.press("end", '" x')
        assert on.working.pause() is None
        await on.press("backspace", "backspace")
        await on.go("rcr_open")
        await on.go("per_birthplace")
        await on.go("rcr_open")
        assert on.value("per_birthplace") == was

        # letters that chose nothing are told of before one goes on
        await on.press("f3")
        on.do("added", repeat="leg", instance=1)
        await on.go("leg_mode", 1)
        await on.press('"zeppelin', "ctrl+g")
        assert on.screen.spot == Spot("leg_mode", 1)
        assert "nothing chosen" in on.said()
        await on.press("ctrl+g")
        assert on.screen.spot != Spot("leg_mode", 1), "one may go on all the same"
        await on.go("leg_mode", 1)
        assert "zeppelin" in on.said(), "and what was typed still stands there"
        here = on.screen.focused
        await on.press("ctrl+o")
        assert on.screen.focused is not here
        on.screen.answering._left_over = []  # as if it were not told of yet
        await on.press("ctrl+g")
        assert on.screen.focused is here, "told, and shown"


async def test_a_part_in_few_keys_and_reading_back_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From, to, when and how of a part of the journey: seven keys apart from typing."""
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3")
        keys = ["ctrl+f", '"part started', "enter", '"Moldova', "ctrl+g", '"Luton', "ctrl+g"]
        keys += ['"February 2003', "ctrl+g", '"commercial', "enter", "ctrl+g"]
        await on.press(*keys)
        assert len([key for key in keys if not key.startswith('"')]) <= 7
        assert on.value("leg_from/1")["words"] == "Moldova"
        assert on.value("leg_to/1")["words"] == "Luton"
        assert on.value("leg_when/1.start")["edtf"] == "2003-02"
        assert on.value("leg_mode/1") == {"choices": ["commercial_flight"]}, on.picture()
        assert on.screen.spot == Spot("leg_vehicle", 1)

        on.do("answered", address="per_birthplace", state="answered", value={"words": "a village"})
        on.do("answered", address="rcr_open", state="answered", value={"original": "It began at home."})
        await on.menu("read_back")
        at = [row.key for row in on.screen.query_one(Rows).rows()].index("rcr_open")
        await on.press(*["down"] * at, "enter", "p", "end", '" Or a shop.', "ctrl+g")
        assert on.name == "ReadBackScreen"
        assert on.screen.query_one(Rows).here == "rcr_open"
        assert on.value("rcr_open")["original"].endswith("Or a shop.")
        await on.press("enter", "p")
        await on.go("per_birthplace")  # elsewhere in the meantime: no more of it
        await on.go("rcr_open")
        await on.press("ctrl+g")
        assert on.name == "QuestionScreen"

        held = TakenReceipt("LA-2011-17", "held", "UKHTC-33")
        monkeypatch.setattr(export, "take_receipt", lambda desk, path: held)
        await on.menu("receipt")
        await on.press('"/media/stick/one.receipt.json', "enter")
        assert "keeps it apart (UKHTC-33)" in on.said(), "a receipt is no word of success by itself"


def test_a_part_that_is_begun_is_gone_through_but_for_what_is_told() -> None:
    """F10 asks on, open questions first; Ctrl+G stays with the part."""
    r = adult_before_account(BANK)
    r.answer(f"leg_from/{r.add('leg')}", {"words": "Moldova"}, "answered")
    assert following(r.interview, Spot("leg_from", 1)) == Spot("leg_to", 1)
    r.answer(f"exp_place/{r.add('exp')}", f"place:{r.add('card_place')}", "answered")
    seen, spot = [], Spot("exp_kind", 1)
    while spot is not None and spot.item.startswith(("exp_", "uk_")) and spot.instance:
        spot = following(r.interview, spot)
        seen.append(spot.item if spot else "")
    assert "exp_hours" in seen
    assert "exp_place" not in seen, "told"
    assert seen[-1] != "uk_open", "and on from there, not back to the beginning"


def test_a_child_is_led_through_a_part_only_where_the_account_holds_it() -> None:
    r = child_before_account(BANK)
    leg = r.add("leg")
    r.do("noted", words={"original": "We went by car."}, account=1)
    passage = {"at": f"note:{r.interview.state.seq}", "start": 0, "end": 15}
    assert following(r.interview, Spot("leg_from", leg)) != Spot("leg_to", leg)
    r.do("tagged", passage=passage, address=f"leg/{leg}")
    assert following(r.interview, Spot("leg_from", leg)) == Spot("leg_to", leg)
