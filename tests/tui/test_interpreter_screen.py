"""The interpreter's view: what stands on it, that no key leads out of it, and what comes of a spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import WORDS, Stage, stage
from textual import events

from debrief.interview import Address
from debrief.language import use
from debrief.language.glossary import glossary
from debrief.tui.panes import Rows

CANARY = "QUAGGA"
ARABIC = "\u0645\u062d\u0645\u062f"


async def full_of_canaries(on: Stage) -> None:
    """A record with the same word everywhere: answers, drafts, notes, account, reference, cards."""
    await on.begin(reference=f"{CANARY}-1")
    on.do("sitting_started", lead="A12", language="vie")
    on.do("answered", address="per_called", state="answered", value={"roman": CANARY})
    on.do("noted", words={"original": f"{CANARY} note"}, before=CANARY)
    on.do("noted", words={"original": f"{CANARY} told"}, account=1)
    on.do("drafted", address="rcr_open", draft={"original": f"{CANARY} drafted"})
    on.do("added", repeat="card_person", instance=1)
    on.do("answered", address="card_person/1.p_names", state="reported", value={"roman": CANARY})
    on.do("distressed", seen=CANARY)
    on.working.type(Address("per_full_name"), CANARY, {"roman": CANARY})
    on.app.note_draft = {"words": CANARY}


@pytest.mark.parametrize("size", [(80, 24), (60, 24)])
async def test_nothing_of_the_record_stands_there_and_only_the_passphrase_leads_out(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with stage(tmp_path, size) as on:
        await full_of_canaries(on)
        await on.go("saf_feel_safe")
        assert CANARY in on.picture()
        await on.menu("interpreter")
        assert on.name == "InterpreterScreen"
        seen = [on.picture()]
        use("vi")
        (put,) = on.interview.prompts("saf_feel_safe", 0)[:1]
        from debrief.tui import phrases

        vietnamese = phrases.prompt_words(put, "saf_feel_safe", on.interview.route, "vi").text
        use("en")
        said = on.said()
        assert vietnamese in said
        assert put.adult in said
        assert "draft, not yet checked" in said
        for _ in on.screen.query_one(Rows).rows():
            await on.press("down")
            seen.append(on.picture())
        lead_out = ["f1", "f2", "f3", "f4", "f5", "f7", "f8", "f9", "ctrl+a", "ctrl+w", "ctrl+x", "ctrl+f"]
        await on.press(*lead_out, "f10", "ctrl+o", "ctrl+s", "ctrl+e", "tab", "shift+tab", "enter", "escape")
        await on.press("escape", "escape", "escape", '"not the words', "enter")
        seen.append(on.picture())
        assert on.name == "InterpreterScreen"
        await on.press("escape", "ctrl+n", "f6")
        seen.append(on.picture())
        await on.press("f6", "escape")
        assert not [picture for picture in seen if CANARY in picture]
        assert all(term.term in "\n".join(seen) for term in glossary("vi"))
        await on.press("f12")
        assert on.picture().strip() == ""
        await on.press(f'"{WORDS}', "enter")
        assert on.name == "InterpreterScreen"
        await on.press("escape", f'"{WORDS}', "enter")
        assert on.name == "QuestionScreen"
        assert on.app.note_draft == {"words": CANARY}


async def test_a_word_is_spelled_confirmed_and_taken_over(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await full_of_canaries(on)
        on.app.note_draft = None
        use("qps_Arab")
        await on.menu("interpreter")
        await on.press("ctrl+n")
        on._send(events.Paste(f"\u202e{ARABIC}\x07\n"))
        await on.settle()
        assert "mhmd" in on.picture()
        assert CANARY not in on.picture()
        assert on.app.note_value is not None
        assert on.app.note_value["words"] == {"original": ARABIC, "language": "und"}
        use("en")
        on.screen.relabel()
        assert "Characters that reorder or hide what is read were taken out." in on.said()
        await on.press("tab", '"Mohammed', "tab", "tab", '"arabic', "down", "enter")
        await on.press("ctrl+g")
        assert "Confirmed" in on.picture(), on.picture()
        _, note = on.interview.state.notes[-1]
        assert note.words.original == ARABIC
        assert note.words.language == "ara"
        assert (note.spelling.script, note.spelling.roman) == ("Arab", "Mohammed")
        assert on.app.note_value is None
        await on.press("end")
        assert any(ARABIC in row.text for row in on.screen.query_one(Rows).rows())
        await on.press("escape", f'"{WORDS}', "enter")
        await on.menu("spellings")
        await on.press("enter")
        keys = [row.key for row in on.screen.query_one(Rows).rows()]
        await on.press(*["down"] * keys.index("per_called"), "enter")
        assert "No spelling waits" in on.said()
        entry = on.interview.entry(Address("per_called"))
        assert entry.value == {"script": ARABIC, "roman": "Mohammed", "language": "ara"}
        assert entry.event.corrected_by == "interpreter"
        assert next(e.value for e in on.interview.history(Address("per_called"))) == {"roman": CANARY}
        assert on.interview.state.tags[-1].address == "per_called"


async def test_stop_break_and_distress_work_without_the_passphrase(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await full_of_canaries(on)
        await on.go("saf_feel_safe")
        await on.menu("interpreter")
        seen = []
        for key, strip in (("f4", "g"), ("f3", None), ("f3", None), ("f5", "1")):
            await on.press(key)
            seen.append(on.picture())
            if strip:
                await on.press(strip)
        kinds = [event.kind for event in on.interview.state.events]
        assert kinds[-5:] == ["distressed", "break_started", "break_ended", "stopped", "stopped"]
        assert on.interview.state.sitting is not None
        assert on.interview.state.sitting.stopped_by == "person"
        assert on.name == "InterpreterScreen"
        assert not [picture for picture in seen if CANARY in picture]


async def test_urgent_asks_for_the_passphrase_and_leads_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await full_of_canaries(on)
        await on.go("saf_feel_safe")
        await on.menu("interpreter")
        await on.press("f7")
        assert on.name == "InterpreterScreen"
        assert CANARY not in on.picture()
        await on.press(f'"{WORDS}', "enter")
        assert on.name == "QuestionScreen"
        assert on.screen.spot.item == "urg_actions"
