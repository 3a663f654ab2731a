"""The child's hour on the screen: led along the path, words first, a cue, a pause said once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from stage import BANK, STAFF, stage

from debrief.interview.events import Prompted
from debrief.language import say
from debrief.tui import phrases
from debrief.tui.outline import Spot
from debrief.tui.pause import pause_due
from tests.interview.recording import adult_before_account, child_before_account

PAUSE = "A pause may do good now"


def _ready(on: Any) -> None:
    """All that the safeguards want before a child's account; the words before it are not said yet."""
    for event in child_before_account(on.interview.bank).events:
        data = event.model_dump(mode="json", exclude_none=True, exclude={"at", "by"})
        if data["kind"] not in ("opened", "sitting_started", "text_said"):
            on.do(**data)
    on.working.heard()


async def test_a_child_is_led_along_the_path_with_the_words_before_the_account(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f3")
        _ready(on)
        await on.go("per_called")
        assert "ground rules and the practice" in on.said()
        await on.press('"Tam', "ctrl+g")
        assert on.screen.spot == Spot("per_dob_stated"), "typed ahead, nothing comes between"
        await on.press("f10")
        assert "You are not in trouble with me" in on.said()
        for _ in range(5):
            await on.press("1")
        texts = on.interview.bank.texts
        assert [texts[t].use for t in sorted(on.interview.state.texts_said)] == ["ground_rule"] * 4 + [
            "practice"
        ]
        assert on.screen.spot.item == "per_origin_place"
        assert "ground rules and the practice" not in on.said()
        await on.press("f10")
        assert on.screen.spot == Spot("rcr_open")
        await on.press('"A man came', "ctrl+g")
        assert on.screen.spot == Spot("rcr_recruiters", 1), "not the next of the file"
        await on.press("ctrl+s", "d", "ctrl+g")
        assert on.screen.spot == Spot("trn_open")
        assert "approved" not in on.said()
        await on.press("f6")
        assert phrases.child_warning("child") in on.said(), "before the child hears a word of it"
        assert on.screen.putting.trust() == say("Translation: draft. Nobody has approved it for children.")
        assert not phrases.child_warning("adult")


async def test_a_cue_takes_the_childs_own_words(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f3")
        _ready(on)
        for text in on.interview.bank.texts.values():
            if text.use in ("ground_rule", "practice"):
                on.do("text_said", text=text.id)
        await on.go("rcr_where")
        assert "Not on the child's path" in on.said()
        await on.press("ctrl+k", '"the big market', "enter")
        assert "You said “the big market”. Tell me about that." in on.said()
        assert "Not on the child's path" not in on.said()
        (event,) = (e for e in on.interview.state.events if isinstance(e, Prompted))
        assert (event.address, event.asked.form) == ("rcr_where", "cue")
        await on.go("rcr_recruiters", 1)
        await on.press("ctrl+s", "d", "ctrl+g")
        assert on.screen.spot == Spot("trn_open"), "it waits for the open question of its topic"
        await on.go("rcr_open")
        await on.press('"A man came', "ctrl+g")
        assert on.screen.spot == Spot("rcr_where")


async def test_a_pause_is_said_once_and_a_break_begins_anew(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        on.do("answered", address="per_dob_stated", state="document", value={"edtf": "2002/2005"})
        await on.press("f3")
        await on.go("per_called")
        on.clock.pass_minutes(22)
        on.working.heard()
        await on.settle()
        assert PAUSE not in on.said()
        on.clock.pass_minutes(4)
        await on.go("saf_feel_safe")
        assert PAUSE in on.said(), "five minutes for each of five years, by the youngest reading"
        assert not on.interview.state.sitting.on_break
        await on.go("per_called")
        assert PAUSE not in on.said()
        await on.press("f3", "f3")
        on.clock.pass_minutes(15)
        await on.go("saf_feel_safe")
        assert PAUSE not in on.said()
        on.clock.pass_minutes(11)
        on.working.heard()
        await on.settle()
        assert PAUSE in on.said()
        assert STAFF in {e.by for e in on.interview.state.events}


@pytest.mark.parametrize(
    ("born", "minutes"),
    [
        ("2006-07-20", 20),
        ("2006-07-19", 25),
        ("2003/2006-07-19", 25),
        ("1996", 30),
        (None, 30),
        ("1999/..", 30),
    ],
    ids=["four", "five today", "the youngest reading", "never more than the most", "not known", "no end"],
)
def test_the_minutes_to_a_pause_are_by_the_youngest_age(born: str | None, minutes: int) -> None:
    r = child_before_account(BANK)
    if born is not None:
        r.answer("per_dob_stated", {"edtf": born}, "answered")
    began = datetime.fromisoformat(r.interview.state.sittings[0].began)
    assert pause_due(r.interview, began + timedelta(minutes=minutes, seconds=-1)) is None
    due = pause_due(r.interview, began + timedelta(minutes=minutes))
    assert due is not None
    assert due.kind == "first"


def test_a_second_pause_counts_talk_and_no_break_and_none_is_for_an_adult_or_after_a_stop() -> None:
    r = child_before_account(BANK)
    began = datetime.fromisoformat(r.interview.state.sittings[0].began)
    r.do("break_started")
    broke = datetime.fromisoformat(r.events[-1].at)
    late = began + timedelta(hours=5)
    assert pause_due(r.interview, late) is None
    r.minute += 200
    r.do("break_ended")
    resumed = datetime.fromisoformat(r.events[-1].at)
    left = timedelta(minutes=60) - (broke - began)
    before, then = (pause_due(r.interview, resumed + left - timedelta(seconds=s)) for s in (1, 0))
    assert before is not None
    assert then is not None
    assert (before.kind, then.kind) == ("first", "second")
    r.do("stopped", who="person")
    assert pause_due(r.interview, resumed + timedelta(hours=9)) is None
    assert pause_due(adult_before_account(BANK).interview, late) is None
