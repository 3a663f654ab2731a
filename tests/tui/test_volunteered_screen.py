"""From words said unasked to what follows: by keys, from a note and from an account; nothing waits."""

from __future__ import annotations

from pathlib import Path

from stage import stage

from debrief.interview import Address, raised_flows
from debrief.tui.outline import Spot

OFFENCE = "I had to water the plants"


async def test_from_a_note_to_the_steps_and_to_sign_off(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f3")
        await on.go("rcr_open")
        await on.press('"half said', "f2", f'"{OFFENCE}', "tab", "tab", "tab", "tab", "tab", "ctrl+u")
        assert on.name == "QuestionScreen", on.picture()
        (kept,) = [note.words for _, note in on.interview.state.notes]
        assert kept.original == OFFENCE, "first of all it is kept"
        assert "What do these words touch?" in on.said()
        flows = list(on.interview.bank.flows)
        await on.press(str(flows.index("offence") + 1))
        assert on.name == "FlowScreen", on.picture()
        assert on.value("exp_offences/1.words") == kept.model_dump(exclude_none=True)
        steps = on.screen.flow.steps
        assert steps[0].done, "the words"
        aloud = on.interview.bank.texts[next(step.says for step in steps if step.says)].text
        assert f"Say: “{aloud}”" in on.said(), "what the child hears, at once"
        at = next(step for step in steps if step.says)
        rows = [row.key for row in on.screen._rows()]
        await on.press("home", *["down"] * rows.index(at.step.id), "d")
        assert next(s for s in on.screen.flow.steps if s.step.id == at.step.id).done
        assert on.interview.state.events[-1].kind == "text_said"
        assert "Say:" not in on.said()
        far = next(step for step in on.screen.flow.left if step.line is None)
        await on.press("home", *["down"] * rows.index(far.step.id), "d")
        assert "Enter goes to where it is recorded" in on.said()
        left = len(on.screen.flow.left)
        await on.press("escape")
        assert on.screen.spot == Spot("rcr_open"), "where one was"
        await on.press('" and more', "ctrl+g")
        assert on.value("rcr_open")["original"] == "half said and more"
        check = on.interview.bank.flows["offence"].check
        await on.press("f8")
        ids = [gate.check.id for gate in on.screen.unmet()]
        assert check in ids
        await on.press("home", *["down"] * ids.index(check), "enter")
        assert on.name == "FlowScreen", on.picture()
        assert len(on.screen.flow.left) == left
        assert f"{left} steps are left" in on.said()
        await on.press("home", *["down"] * rows.index(far.step.id), "enter")
        assert on.name == "QuestionScreen"
        assert on.screen.spot.item == far.address.item


async def test_from_an_account_with_the_question_before_it_and_escape_loses_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3")
        await on.go("con_own_words")
        put = on.screen.putting.put()
        assert put
        await on.press('"My sister is still there', "ctrl+u", "4")
        assert on.value("urg_actions/1.prompt_before") == {"original": put, "language": "eng"}
        await on.press("escape")
        await on.go("rcr_open")
        await on.press('"A friend came. He hurt my arm', "ctrl+u", "escape")
        assert [each.flow.id for each in raised_flows(on.interview.view)] == ["danger"]
        assert on.value("rcr_open")["original"] == "A friend came. He hurt my arm", (
            "said before anything is asked"
        )
        await on.go("uk_open")
        await on.press('"First line', "enter", '"He hurt my arm', "ctrl+u", "2")
        assert on.name == "FlowScreen", on.picture()
        assert on.value("exp_injury/1.words")["original"] == "He hurt my arm", "the paragraph one is in"
        assert on.value("exp_injury/1.prompt_before") is None, "nothing was asked: a safeguard withholds it"
        assert on.value("uk_open")["original"] == "First line\nHe hurt my arm"
        await on.press("f2", '"and then she cried', "ctrl+g")
        assert len(on.interview.state.notes) == 1, "the person goes on talking"
        assert on.name == "FlowScreen"
        await on.press("escape")
        await on.go("uk_open")
        await on.press("ctrl+u", "2")
        assert "Where did it happen?" in on.said()
        await on.press("escape")
        assert on.interview.instances("exp") == (1, 2), "not known: a place of its own"
        assert on.interview.value(Address("exp_injury", 2, "words"))
        await on.press("escape")
        await on.go("saf_location")
        await on.press("ctrl+u")
        assert "There are no words here to mark" in on.said()
