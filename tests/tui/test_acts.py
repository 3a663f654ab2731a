"""Acts on a record, by keys: ask again, sign, reopen, missing, edition, share, take back."""

from __future__ import annotations

from pathlib import Path

from stage import Stage, stage


async def act(on: Stage, name: str) -> None:
    """From the menu to one of the acts."""
    await on.press("f9", *["down"] * 11, "enter")
    assert on.name == "ActsScreen", on.picture()
    rows = [row.key for row in on.screen._rows()]
    await on.press("home", *["down"] * rows.index(name), "enter")


async def test_what_was_told_to_another_agency_is_asked_again_only_for_a_reason(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f9", *["down"] * 11, "enter")
        assert "settled" not in [row.key for row in on.screen._rows()]
        await on.press("escape")
        form = {"agency": "police", "dated": "2011-06-02", "form": "earlier_debrief"}
        on.do("settled", items=["rcr_open", "trn_open"], **form)
        await on.go("trn_open")
        assert "Already told to Police force, 2011-06-02." in on.said()
        await act(on, "settled")
        await on.press("enter")
        assert "Already told to Police force" in on.said()
        await on.press("enter")
        assert "This is needed to go on." in on.said()
        await on.press('"wishes', "enter", "enter", "ctrl+g")
        assert "This is needed to go on." in on.said(), "a note is needed"
        await on.press('"He says the port was another one', "ctrl+g")
        event = on.interview.state.events[-1]
        assert event.kind == "unlocked", on.picture()
        assert (event.kind, event.item, event.reason) == ("unlocked", "trn_open", "wish_to_correct")
        assert on.name == "QuestionScreen"
        assert on.screen.spot.item == "trn_open"
        assert "Already told" not in on.said()
        await on.go("rcr_open")
        assert "Already told to Police force" in on.said()
