"""Words to say, another sitting, and what was told before: by keys, on the screen."""

from __future__ import annotations

from pathlib import Path

from stage import stage

from debrief.desk.handover import settle
from debrief.desk.keeping import sealed_to
from debrief.desk.outline import outline
from debrief.interview.extract import extract
from debrief.tui import phrases

SECRET = "Kestrel"


async def test_each_text_is_read_out_in_the_language_of_the_person_and_said_by_one_key(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f3")
        assert "Ctrl+W: the words to begin with" in on.said()
        await on.press("ctrl+w")
        assert "Hi, my name is (your name)." in on.said()
        assert "{" not in on.said()
        await on.press("enter")
        event = on.interview.state.events[-1]
        assert (event.kind, event.text, event.language) == ("text_said", "opening_child_1", "eng")
        at = event.at[11:16]
        assert "Today is for you to tell me things." in on.said(), "on to the next"
        assert any(row.mark == "✓" and row.aside.startswith("said ") for row in on.screen._rows()), at
        await on.press("f6")
        assert "Today is for you to tell me things." in on.said(), "the English beside"
        assert phrases.child_warning("child") in on.said(), "how far it may be trusted"
        await on.press("enter", "f6", "escape")
        assert on.interview.state.events[-1].language == "vie"
        await on.press("f5")
        assert "You did nothing wrong." in on.said(), "what the child hears, at once"
        await on.press("1", "ctrl+w")
        assert on.screen.here.id == "stop_ok_child"
        await on.press("enter", "escape")
        await on.menu("end")
        assert "The closing words are not said yet" in on.said()
        await on.press("2")
        assert on.interview.state.sitting is None


async def test_another_sitting_asks_why_and_says_whose_the_last_was(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        on.do("sitting_started", lead="B7")
        on.do("sitting_ended", reason="tired")
        await on.press("f3")
        assert "The last one was led by B7." in on.said()
        assert "This is sitting 2. Why is another one needed?" in on.said()
        await on.press("escape")
        assert on.interview.state.sitting is None
        await on.press("f3", "3")
        sitting = on.interview.state.sitting
        assert sitting.reason == "the talk before was stopped, or there was no more time"
        assert not sitting.agreed
        met = {each.check.id: each.met for each in on.interview.checks("account")}
        assert met["B-11"]
        assert not met["B-11.interviewer"]
        await on.press("f8")
        assert "Keep the interviewer of the last sitting" in on.said()
        await on.press("escape")
        on.do("sitting_ended", reason="tired")
        await on.press("f3")
        assert "led by" not in on.said(), "the same one"
        await on.press("1")
        assert on.interview.state.sitting.agreed


async def test_a_record_that_was_sealed_here_goes_on_with_nothing_asked_twice(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain", reference="LA-2011-17")
        desk, rid = on.app.desk, on.working.file.rid
        on.do("sitting_started", lead="B7")
        on.do("answered", address="rcr_open", state="volunteered", value={"original": SECRET})
        on.do("sitting_ended", reason="tired")
        await on.press("escape", "escape")
        desk.vault.seal(rid, lambda key: sealed_to(key, [on.identity.recipient]), outline(desk.vault.read(rid)))
        await on.press("n", '"LA-2011-18', "enter", "enter", '"LA-2011-17', "enter", "enter")
        assert on.interview.state.settled["rcr_open"].reference == "LA-2011-17"
        await on.press('"age uncertain', "enter", "enter", "f3")
        assert "This is sitting 2." in on.said()
        assert "led by B7" in on.said()
        await on.press("2")
        await on.go("rcr_open")
        assert "Already told to Police force" in on.said()
        assert [why.reason for why in on.interview.why_not("rcr_open")].count("settled") == 1


async def test_topics_only_while_one_talks_and_the_words_after(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain", reference="LA-2011-17")
        on.do("sitting_started", lead="A12")
        on.do("answered", address="rcr_open", state="volunteered", value={"original": SECRET})
        record = extract(on.interview, recipient="la_children", purpose="handover")
        on.do("sitting_ended", reason="tired")
        await on.press("escape", "escape", "n", '"LA-2011-18', "enter", "enter")
        settle(on.working.file, record, "la_children", "0" * 64)
        await on.press('"age uncertain', "enter", "enter", "f3")
        await on.menu("acts")
        await on.press("enter")
        assert on.name == "EarlierScreen", on.picture()
        assert "topics only" in on.said()
        assert "2011-07-19" in on.said()
        assert SECRET not in on.said()
        await on.press("escape")
        on.do("sitting_ended", reason="tired")
        await on.menu("acts")
        await on.press("enter")
        assert SECRET in on.said()
        await on.press("f3", "2")
        assert on.interview.state.sitting is not None
        assert SECRET not in on.said(), "a talk has begun"


async def test_a_supervisor_sees_what_waits_and_no_word_of_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        on.do("sitting_started", lead="B7")
        asked = {"item": "rcr_open", "n": 1, "form": "closed"}
        said = {"original": SECRET}
        on.do("answered", address="rcr_open", state="volunteered", value=said, provenance={"asked": asked})
        on.do("sitting_ended", reason="tired")
        on.do("sitting_started", lead="A12", reason="more time")
        on.do("overridden", check="B-04", lead="L7", role="Team leader", reason="asked to talk now")
        await on.press("escape", "escape", "s")
        assert on.name == "QueueScreen", on.picture()
        assert "2 sittings · 1 other lead" in on.said()
        assert "1 unsigned" in on.said()
        assert "not signed off" in on.said()
        assert "Closed questions about what happened: 1 of 1." in on.said()
        assert "asserted by L7 · asked to talk now" in on.said()
        assert "Overridden: Leave the questions to a specialist interview." in on.said(), (
            "in words, not by its code"
        )
        assert "more: F8 in the record" in on.said()
        assert SECRET not in on.said()
        await on.press("enter")
        assert on.name == "QuestionScreen"
        await on.press("escape", "escape")
        assert on.name == "DebriefsScreen"
