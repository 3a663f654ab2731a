"""A boy who says he is nineteen: what is refused is said in words, stands nowhere, and holds nothing up."""

from __future__ import annotations

from pathlib import Path

from stage import stage
from textual.widgets import TextArea

from debrief.interview import Address
from debrief.tui.outline import Spot


async def test_the_adult_route_is_refused_in_words_and_nothing_else_waits(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="may be under")
        assert on.interview.route == "child"
        await on.go("per_age_status")
        await on.press('"no doubt')
        on.screen._paused()  # the pause in typing: a draft stands in the history
        await on.press("enter", "enter")
        assert "“Adult, as stated, no doubt” cannot be set" in on.said(), on.picture()
        assert on.value("per_age_status") == {"choice": "may_be_under_18"}
        assert "(●) Says adult, may be under 18" in on.said()
        assert "(●) Adult, as stated" not in on.said(), "what was refused does not look chosen"
        await on.press("ctrl+g")
        assert on.screen.spot != Spot("per_age_status"), "and nothing waits for it"
        assert "cannot be set" not in on.said()
        await on.go("per_age_status")
        assert "(●) Says adult, may be under 18" in on.said()
        assert not on.interview.state.drafts[Address("per_age_status")]
        assert on.interview.route == "child"
        await on.go("exp_images" if "exp_images" in on.interview.bank.items else "ctl_images")
        assert on.screen.putting.put() == "", "no prompt at all"


async def test_refused_words_stay_where_they_were_typed(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.type("a friend brought me")
        on.do("answered", address="cls_sharing_again.words", state="answered", value={"original": "the police"})
        on.do("signed_off", role="interviewer", name="A12")
        await on.press("ctrl+g")
        assert "SAY-" in on.said(), "the record is signed"
        await on.go("uk_open")
        await on.press("ctrl+g")
        assert on.screen.spot != Spot("uk_open"), "and hold nothing up elsewhere"
        await on.go("rcr_open")
        assert on.screen.query(TextArea).first().text == "a friend brought me"


async def test_stop_is_on_record_at_the_key(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f3", "f5")
        assert on.interview.state.sitting.stopped_by == "other", "before anything is asked"
        await on.press("f2", '"he wants to sleep', "ctrl+g")
        assert on.interview.state.sitting.stopped_by == "other"
        await on.press("f5", "1")
        assert on.interview.state.sitting.stopped_by == "person"
        stops = [event for event in on.interview.state.events if event.kind == "stopped"]
        assert [event.who for event in stops] == ["other", "person"]
