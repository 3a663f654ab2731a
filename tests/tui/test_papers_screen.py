"""Papers by keys: refused at once where the gates forbid, sealed or clear, and in the history."""

from __future__ import annotations

from pathlib import Path

from stage import stage
from test_acts import act

from debrief.desk.papers import left_before


async def test_a_card_in_clear_and_a_long_draft_read_before_it_leaves(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    async with stage(tmp_path) as on:
        await on.begin()
        await act(on, "papers")
        assert on.name == "PapersScreen"
        assert "None has left so far." in on.said()
        await on.press('"Text for', "enter", "enter")
        assert "(PAPER-11)" in on.said(), "no agreement: refused at the first step"
        assert "1 / " in on.said()
        await on.press("escape")
        on.do("answered", address="ref_nrm_agree", state="answered", value={"choice": "yes"})

        await act(on, "papers")
        await on.press('"Contact', "enter", "enter", '"Police 101', "enter")
        assert "(PAPER-01)" in on.said(), "words that betray"
        await on.press(*["backspace"] * 10, '"Sam 07700 900123', "enter")
        assert "NSPCC: 0800 107 7057" in on.said()
        assert "Ring it before you hand it out." in on.said()
        await on.press("enter", '"the person', "enter", '"asked for it', "ctrl+g", "enter")
        assert "One CLEAR file" in on.said()
        await on.press(f'"{stick}', "enter")
        (path,) = stick.iterdir()
        assert path.name in on.said().replace(" ", "")
        assert "Sam 07700 900123" in path.read_text("utf-8")
        (event,) = left_before(on.working.file)
        assert (event.what, event.to, event.form) == ("card", "the person", "clear")
        await on.press("enter")
        assert on.name == "QuestionScreen"

        await act(on, "papers")
        assert "2011-07-19: Contact card, to the person" in on.said()
        await on.press('"Text for', "enter", "enter")
        assert "DRAFT – not sent" in on.said(), "from its beginning"
        await on.press("pagedown")
        assert "DRAFT – not sent, not a referral LA" not in on.said()
        assert "reference, input-text, required" in on.said()
        await on.press("enter")
        assert "a clear file, to print at once" in on.said()
        assert "sealed to somebody" not in on.said(), "no trust list, so nobody to seal to"
        assert [path] == list(stick.iterdir())


async def test_blank_sheets_are_the_route_s_and_leave_no_trace(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await act(on, "papers")
        assert "MS1" not in on.said(), "a child is always referred"
        before = len(on.interview.state.events)
        await on.press('"the questions', "enter", "enter")
        assert "Questions for a child" in on.said()
        assert "more." in on.screen._look()[-40:], "what is not shown is counted"
        await on.press("enter", "enter")
        assert "Nothing on it is about anybody." in on.said()
        await on.press(f'"{tmp_path}', "enter")
        assert (tmp_path / "prompts.html").is_file()
        await act(on, "papers")
        await on.press('"read along', "down", "down", "enter", "enter")
        assert "Tiếng Việt" in on.said(), on.picture()
        await on.press("enter", "enter")
        assert "In Tiếng Việt; F6 goes to the other one." in on.said()
        await on.press(f'"{tmp_path}', "enter")
        assert "along-vi" in on.said().replace(" ", ""), "where it lies, on as many lines as it takes"
        assert '<html lang="vi"' in (tmp_path / "along-vi.html").read_text("utf-8")
        assert len(on.interview.state.events) == before

        on.clock.pass_minutes(60 * 24 * 365 * 15)  # the edition's numbers are for its own years
        await act(on, "papers")
        await on.press('"Contact', "enter", "enter", "enter")
        assert "(PAPER-02)" in on.said(), "no number and no contact"
        await on.press("enter")
        assert "What is on it" in on.said(), "refused there, before anybody types to whom"
