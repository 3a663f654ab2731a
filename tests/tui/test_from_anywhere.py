"""Hide, lock, stop, break, distress, note, urgent, language, too small: from anywhere, losing nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stage import STAFF, WORDS, stage
from textual.widgets import TextArea

from debrief.interview import Address
from debrief.language import current


async def test_hide_blanks_at_once_and_only_the_passphrase_returns(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"half said', "f12")
        assert on.picture().strip() == ""
        await on.press("escape", "f1", "f9", "f2", "f6", "f6", '"wrong words', "enter")
        assert on.picture().strip() == ""
        await on.press(f'"{WORDS}', "enter")
        assert on.name == "QuestionScreen"
        assert on.screen.query(TextArea).first().text == "half said"
        assert on.interview.state.drafts[Address("rcr_open")]["original"] == "half said"


async def test_hide_is_seen_at_once_though_keys_wait(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        with on.app.keys_held():  # as while something is written
            on.send("f12")
            await on.pilot.pause()
            assert on.app.is_blank
        await on.settle()
        assert not on.app.is_blank, "nothing is open that could be hidden"
        await on.begin()
        await on.go("rcr_open")
        with on.app.keys_held():
            on.send('"half said', "f12")
            await on.pilot.pause()
            assert on.app.is_blank
            on.app.forget_keys()  # what was typed ahead of an Escape that stops something
        await on.settle()
        assert (on.name, on.app.is_blank) == ("HiddenScreen", False)
        assert on.picture().strip() == ""


async def test_lock_puts_everything_away_and_replaces_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        replaced: list[Any] = []
        monkeypatch.setattr(on.app, "replace", replaced.append)
        await on.begin()
        await on.go("rcr_open")
        working = on.working
        await on.press('"half said', "f2", '"half a note', "ctrl+l")
        assert replaced == [["debrief"]]
        assert working.interview.state.drafts[Address("rcr_open")]["original"] == "half said"
        assert [n.words.original for _, n in working.interview.state.notes] == ["half a note"]
        assert on.app.desk is None
        from debrief.vault import Vault

        with Vault.unlock(on.folder, WORDS) as vault:  # the folder was let go of
            assert len(vault.debriefs()) == 1


async def test_after_a_lock_one_is_in_the_part_that_was_half_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        monkeypatch.setattr(on.app, "replace", lambda _: None)
        await on.begin()
        await on.go("set_interviewers", 1)
        await on.press("tab", "tab", '"half a role')
        named = on.screen.field().spec.name
        await on.press("ctrl+l")
    async with stage(tmp_path, vault=False) as on:
        await on.unlock()
        await on.press("enter")
        assert (on.screen.field().spec.name, on.screen.focused.value) == (named, "half a role")
        assert on.screen.field() is not on.screen.answering.field.fields[0]
        assert "half a role" in on.said()


async def test_it_locks_when_nobody_types_for_the_minutes_of_the_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        replaced: list[Any] = []
        monkeypatch.setattr(on.app, "replace", replaced.append)
        await on.begin()
        on.clock.pass_minutes(4)
        on.app.lock_when_idle()
        assert not replaced
        await on.press("tab")
        on.clock.pass_minutes(4)
        on.app.lock_when_idle()
        assert not replaced
        on.clock.pass_minutes(2)
        on.app.lock_when_idle()
        assert replaced


async def test_a_lost_terminal_keeps_what_was_typed_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        ended: list[bool] = []
        monkeypatch.setattr(on.app, "end_process", lambda: ended.append(True))
        await on.begin()
        await on.go("rcr_open")
        working = on.working
        await on.type("half said")
        on.app.vanish()
        assert ended == [True]
        assert working.interview.state.drafts[Address("rcr_open")]["original"] == "half said"


async def test_talk_break_distress_and_stop_are_one_key_each(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3")
        sitting = on.interview.state.sitting
        assert sitting is not None
        await on.go("per_called")
        assert on.screen.putting.put()
        await on.press("f3")
        assert sitting.on_break
        assert on.screen.putting.put() == ""
        await on.press("f3")
        assert not sitting.on_break
        await on.press("f4", "c")
        assert sitting.closed_topics == {"1"}
        assert "This topic is closed for today" in on.said()
        assert "F3" in dict(on.screen.keys())
        await on.press("f5", "escape")  # who said it may stay open; that it was said does not
        assert sitting.stopped_by == "other"
        assert "STOPPED" in on.said()
        assert "F3" not in dict(on.screen.keys()), "there is no break any more"
        assert on.screen.putting.put() == ""
        await on.go("rcr_open")
        await on.press('"and then she said', "ctrl+g")
        assert on.value("rcr_open")["original"] == "and then she said", "recording waits for nothing"


async def test_a_strip_lets_the_person_go_on_talking(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3")
        await on.go("rcr_open")
        await on.press('"one ', "f5", "escape", '"two', "ctrl+g")
        assert on.value("rcr_open")["original"] == "one two"


async def test_notes_and_urgent_are_open_whatever_the_safeguards_say(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f2", '"My sister is still there', "escape")
        assert not on.interview.state.notes
        await on.press("f2", '"!', "ctrl+g")
        assert on.app.note_value is None
        assert [n.words.original for _, n in on.interview.state.notes] == ["My sister is still there!"]
        await on.press("f7")
        assert on.screen.spot.item == "urg_actions"
        assert on.screen.query(".answer > *")


async def test_the_language_changes_in_place_and_is_there_again_after_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half-typed text, cursor and focus stay; English stands beside; the status is honest."""
    async with stage(tmp_path) as on:
        monkeypatch.setattr(on.app, "replace", lambda _: None)
        await on.begin()
        await on.press("f3")
        await on.go("per_called")
        await on.press('"Ta', "left")
        line = on.screen.focused
        english = on.screen.putting.put()
        await on.press("f6")
        assert current().tag == "vi"
        assert on.screen.focused is line
        assert (line.value, line.cursor_position) == ("Ta", 1)
        assert on.screen.putting.put() != english
        assert english in on.said()
        assert on.screen.putting.trust()
        await on.press('"h', "f6")
        assert current().tag == "en"
        assert line.value == "Tha"
        await on.press("end", '" hanh', "f6", "backspace", "backspace", "backspace", '"ạnh', "f6")
        assert line.value == "Tha hạnh", "as an input method sends it, in one read, across the switch"
        await on.press("ctrl+g")
        asked = on.interview.entry(on.working.addresses(on.screen.before[-1])[0]).event.provenance.asked
        assert (asked.item, asked.language, asked.words) == ("per_called", "eng", english)
        await on.press("f6", "ctrl+l")
    assert not any(b"second_language" in each.read_bytes() for each in on.folder.rglob("*") if each.is_file())
    async with stage(tmp_path, vault=False) as on:
        assert current().tag == "en", "nothing tells it before the vault is open"
        await on.unlock()
        assert (current().tag, on.app.other_language) == ("vi", "en")
        await on.press("f6")
        assert current().tag == "en"


async def test_what_lay_beneath_is_in_the_new_language_when_it_comes_to_sight(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3")
        await on.go("exp_going_out", 0)
        english = on.picture()
        await on.press("f9", "f6", "escape")
        assert on.name == "QuestionScreen"
        beneath = on.picture()
        await on.press("f6")
        assert on.picture() == english
        await on.press("f6")
        assert on.picture() == beneath != english


async def test_a_window_too_small_says_so_and_loses_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.type("half said")
        await on.pilot.resize_terminal(40, 10)
        await on.settle()
        assert "too small" in on.said()
        await on.press('", and on')
        await on.pilot.resize_terminal(60, 20)
        await on.settle()
        assert on.screen.query(TextArea).first().text == "half said, and on"
        assert on.screen.focused is on.screen.query(TextArea).first()
        await on.pilot.resize_terminal(40, 10)
        await on.press("f12")
        await on.pilot.resize_terminal(60, 20)
        await on.settle()
        assert on.picture().strip() == "", "hidden while there was no room, and hidden when there is"
        await on.pilot.resize_terminal(40, 10)
        await on.settle()
        assert on.picture().strip() == ""
        await on.press(f'"{WORDS}', "enter")
        assert "too small" in on.said()
        await on.pilot.resize_terminal(60, 20)
        await on.settle()
        assert on.screen.query(TextArea).first().text == "half said, and on"


async def test_help_is_for_the_field_one_is_in_and_the_keys_shown_work(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_when")
        await on.press("f1")
        assert "as far as known" in on.said().casefold() or "As you would write it" in on.said()
        await on.press("escape")
        bound = {key for key, _ in _bindings(on.app, on.screen)}
        shown = [key for key, _words in tuple(on.screen.keys())]
        assert not [key for key in shown if key.lower() not in bound]
        on.do("noted", words={"original": f"by {STAFF}"})


def _bindings(app: Any, screen: Any) -> list[tuple[str, Any]]:
    found = []
    for namespace in (app, screen):
        found += [(key, b) for key, bs in namespace._bindings.key_to_bindings.items() for b in bs]
    return found
