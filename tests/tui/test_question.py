"""The question screen: said when left, kept when half typed, never misfiled, why not in words."""

from __future__ import annotations

import asyncio
from pathlib import Path

from stage import STAFF, WORDS, stage
from textual.widgets import Input, TextArea

from debrief.interview import Address
from debrief.tui.outline import Spot
from debrief.tui.screens.question import PAUSE_SECONDS


async def test_the_age_position_comes_first_of_all(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.unlock()
        await on.press("n", '"LA-2011-17', "enter", "enter")
        assert on.screen.spot == Spot("per_age_status")
        assert "Age position for this record" in on.said()
        await on.press("ctrl+g")
        assert on.screen.spot == Spot("per_age_status")
        assert "The age position comes first of all" in on.said()
        await on.go("per_called")
        assert on.screen.putting.put() == ""
        assert "Record the age position first" in on.said()
        await on.go("per_age_status")
        await on.press('"no doubt', "enter", "enter")
        assert on.value("per_age_status") == {"choice": "adult_no_doubt"}
        assert on.interview.route == "adult"
        assert on.screen.spot != Spot("per_age_status")


async def test_type_ahead_reaches_the_field_it_was_meant_for(tmp_path: Path) -> None:
    """findings/tui.md 0.1: letters, Tab, Enter and the next question in one read."""
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("per_full_name")
        first = on.screen.spot
        await on.press('"Tam', "tab", '"Nguyen Van Tam', "ctrl+g", '"x', "f2", '"a note typed ahead')
        assert first == Spot("per_full_name")
        assert on.value("per_full_name") == {"script": "Tam", "roman": "Nguyen Van Tam"}
        assert on.name == "NoteScreen"
        await on.press("ctrl+g")
        assert [n.words.original for _, n in on.interview.state.notes] == ["a note typed ahead"]
        second = on.screen.spot
        assert second != first
        drafts = [on.working.draft_of(a) or on.interview.value(a) for a in on.working.addresses(second)]
        assert "x" in str(drafts)


async def test_telex_in_the_fields_of_a_question(tmp_path: Path) -> None:
    """findings/tui.md 0.2: UniKey sends three deletions and four letters in one read."""
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("per_full_name")
        await on.press('"hanh', "backspace", "backspace", "backspace", '"ạnh', "ctrl+g")
        assert on.value("per_full_name")["script"] == "hạnh"
        await on.go("rcr_open")
        await on.press('"hanh', "backspace", "backspace", "backspace", '"ạnh', "ctrl+g")
        assert on.value("rcr_open")["original"] == "hạnh"


async def test_coming_back_one_letter_does_not_wipe_the_answer(tmp_path: Path) -> None:
    """findings/tui.md 0.9, and earlier words stand beside the correction, in words."""
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"My aunt knew a man', "ctrl+g", "ctrl+b")
        assert on.screen.spot == Spot("rcr_open")
        await on.press('".', "ctrl+g")
        assert on.value("rcr_open")["original"] == "My aunt knew a man."
        history = on.interview.history(Address("rcr_open"))
        assert [e.value["original"] for e in history] == ["My aunt knew a man", "My aunt knew a man."]
        assert history[-1].event.corrected_by == "person"
        await on.press("ctrl+b")
        assert "First words" not in on.said()
        await on.press("ctrl+r")
        for _ in range(100):  # it comes into sight once the page is laid out
            if "First words" in on.said():
                break
            await asyncio.sleep(0.02)
        assert "First words" in on.said()
        assert f"{STAFF}): My aunt knew a man" in on.said()
        assert "Now (" in on.said()


async def test_a_pause_appends_a_draft_and_saved_appears_only_then(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.type("half a sent")
        assert "saved" not in on.said()
        assert on.value("rcr_open") is None
        await asyncio.sleep(PAUSE_SECONDS * 1.5)
        await on.settle()
        assert on.interview.state.drafts[Address("rcr_open")]["original"] == "half a sent"
        assert "saved" in on.said()
        assert on.value("rcr_open") is None


async def test_half_typed_words_survive_going_away_and_a_new_start(tmp_path: Path) -> None:
    """A time that is none yet is no value: it lives in the draft alone."""
    half = Address("set_people_present", 1, "in_at")
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("set_people_present", 1)
        on.screen.set_focus(dict(on.screen.answering._fields())[half].stops()[0])
        await on.type("2011-07")
        await on.go("rcr_open")
        assert on.interview.value(half) is None
        await on.go("set_people_present", 1)
        assert any(line.value == "2011-07" for line in on.screen.query(Input))
        await on.press("escape", "escape")
        assert on.name == "DebriefsScreen"
        await on.press("enter")
        assert on.screen.spot == Spot("set_people_present", 1), "one returns to where one was"
        assert any(line.value == "2011-07" for line in on.screen.query(Input))


async def test_one_more_that_was_begun_and_wiped_again_is_not_kept_empty(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("set_people_present", 1)
        await on.type("Ab")
        on.screen._paused()
        assert on.interview.instances("set_people_present") == (1,), "a draft has a place at once"
        await on.press("backspace", "backspace", "tab")
        assert on.interview.instances("set_people_present") == (1,), "still there while one is in it"
        await on.go("rcr_open")
        assert on.interview.instances("set_people_present") == ()
        await on.go("set_people_present", 2)
        await on.press('"Ms Green', "tab")
        await on.go("rcr_open")
        await on.go("set_people_present", 3)
        await on.type("half")
        on.screen._paused()
        await on.go("rcr_open")
        assert on.interview.instances("set_people_present") == (2, 3), "what was written is kept"
        assert on.interview.state.struck == {("set_people_present", 1)}


async def test_what_is_told_while_questions_are_withheld_is_written_down_beside_it(tmp_path: Path) -> None:
    """Typed ahead, the next part of a journey never lands in the question that may be put next."""
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f3")
        on.do("added", repeat="leg", instance=1)
        await on.go("leg_from", 1)
        assert "Waits for" in on.said()
        await on.press('"my village', "ctrl+g", '"a flat in the town', "ctrl+g")
        assert on.value("leg_from/1") == {"words": "my village"}
        assert on.value("leg_to/1") == {"words": "a flat in the town"}
        assert on.screen.spot == Spot("leg_when", 1)
        await on.go("per_full_name")
        await on.press("ctrl+g")
        assert on.interview.bank.items[on.screen.spot.item].section == "1"
        await on.press("f10")
        assert on.screen.spot.item != "leg_when", "F10 leads to what may be put"


async def test_a_state_is_one_chord_and_one_letter(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.do("sitting_started", lead=STAFF)
        await on.go("rcr_open")
        await on.press("ctrl+s")
        assert "Does not know" in on.said()
        assert on.picture().count("\n") <= 24
        await on.press('".')
        assert "From another agency or person" in on.said()
        await on.press("escape", '"u')
        assert on.interview.status(Address("rcr_open")) == "blank", "a letter outside the strip is a letter"
        await on.press("backspace", "ctrl+s", "d")
        assert on.interview.status(Address("rcr_open")) == "declined"
        await on.go("rcr_where")
        await on.press("ctrl+s", "j", "2")  # left for next time, with a reason: four keys
        entry = on.interview.entry(Address("rcr_where"))
        assert (entry.state, entry.event.reason) == ("deferred_session", "not safe to talk about here")
        await on.go("rcr_when")
        await on.press("ctrl+s", "j", "tab", '"her lawyer comes on Friday', "enter")
        entry = on.interview.entry(Address("rcr_when"))
        assert entry.event.reason == "her lawyer comes on Friday"
        await on.go("rcr_open")
        await on.press("ctrl+s", "v", '"We were promised work', "ctrl+g")
        assert on.interview.entry(Address("rcr_open")).event.state == "volunteered"


async def test_why_a_question_is_not_put_is_said_in_words(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        assert on.interview.route == "child"
        await on.go("rcr_open")
        assert "Waits for" in on.said()
        assert on.screen.putting.put() == ""
        closed = next(
            i.id for i in on.interview.bank.items.values() if not on.interview.is_open(i.id) and i.asked
        )
        await on.go(closed)
        assert "Does not apply: asked only if" in on.said()
        never = next(i.id for i in on.interview.bank.items.values() if i.child == "never" and i.asked)
        await on.go(never)
        assert "Never asked of a child" in on.screen.putting.why() or "Does not apply" in on.said()
        await on.go("per_called")
        assert "No talk is under way. F3 begins one" in on.said()
        await on.press("f3")
        assert on.screen.putting.put() == "What would you like me to call you?" or on.screen.putting.put()


async def test_only_one_question_is_mounted(tmp_path: Path) -> None:
    """findings/tui.md 0.4: the largest item keeps the screen small."""
    async with stage(tmp_path) as on:
        await on.begin()
        for item in ("rcr_open", "card_person", "leg_conditions", "set_people_present"):
            spot = Spot(item, 1 if on.interview.bank.repeat_of(item) else 0)
            await on.go(spot.item, spot.instance)
            asked = on.screen.query(".answer > *")
            assert len(asked) == 1
        await on.go("rcr_open")
        assert len(on.screen.query("*")) < 60


async def test_link_fields_make_a_new_card_in_two_keys(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.do("added", repeat="leg", instance=1)
        await on.go("leg_arranger", 1)
        fields = [a for a, f in on.screen.answering._fields() if "link" in f.spec.type]
        assert fields
        on.screen.set_focus(dict(on.screen.answering._fields())[fields[0]].stops()[0])
        await on.press("ctrl+n", '"the tall man', "enter", "ctrl+g")
        assert on.interview.instances("card_person") == (1,)
        linked = on.value(str(fields[0]))
        assert linked in ("person:1", ["person:1"])
        assert on.value("card_person/1.p_names") == {"roman": "the tall man"}
        await on.go("leg_arranger", 1)
        on.screen.set_focus(dict(on.screen.answering._fields())[fields[0]].stops()[0])
        await on.press("ctrl+n", '"محمد', "enter", "ctrl+g")
        assert on.value("card_person/2.p_names") == {"script": "محمد"}
        await on.press("ctrl+f", '"Mohammed')
        assert [row.text.rpartition(": ")[2] for row in on.screen._rows()] == ["محمد"]
        await on.press("enter")
        assert on.screen.spot == Spot("card_person", 2)
        await on.go("leg_arranger", 1)
        on.screen.set_focus(dict(on.screen.answering._fields())[fields[0]].stops()[0])
        assert on.value(str(fields[0])) == ["person:1", "person:2"]
        await on.press('"moham', "enter", "ctrl+g")
        assert on.value(str(fields[0])) == ["person:1"], "found, and chosen once more it is taken out"


async def test_provenance_certainty_and_a_note_are_kept_with_the_answer(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"A friend brought me', "ctrl+e")
        assert on.name == "MannerScreen"
        await on.press('"thinks', "enter", "enter", '"the person', "enter", "ctrl+g")
        event = on.interview.entry(Address("rcr_open")).event
        assert (event.certainty, event.provenance.speaker) == ("thinks_so", "person")
        assert event.value["original"] == "A friend brought me"
        assert "the person thinks so" in on.said()


async def test_find_back_forward_and_next_open(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3", "ctrl+f", '"call you', "enter")
        assert on.screen.spot.item == "per_called"
        await on.press("f10")
        second = on.screen.spot
        assert on.interview.offered(second.item, second.instance)
        await on.press("ctrl+b")
        assert on.screen.spot.item == "per_called"
        await on.press("ctrl+y")
        assert on.screen.spot == second


async def test_a_refused_answer_is_told_in_words_and_stays_typed(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.do("noted", words={"original": "before"})
        vault = on.working.file.vault

        class Full:
            def __getattr__(self, name: str) -> object:
                return getattr(vault, name)

            def append(self, rid: str, events: object) -> int:
                from debrief.vault.refusals import DiskFull

                raise DiskFull(path="vault")

        on.working.file.vault = Full()  # type: ignore[assignment]
        await on.go("rcr_open")
        await on.press('"not to be lost', "tab")
        await on.press("ctrl+g")
        assert "VAULT-18" in on.said()
        assert on.screen.spot.item == "rcr_open"
        assert on.screen.query(TextArea).first().text == "not to be lost"
        assert "saved" not in on.picture().splitlines()[0]
        on.working.file.vault = vault
        await on.press("ctrl+g")
        assert on.value("rcr_open")["original"] == "not to be lost"


async def test_what_was_said_is_in_the_vault_after_a_new_start(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"kept')
        on.send("ctrl+q")
        await on.ended()
        folder = on.folder
    from stage import BANK, Clock

    from debrief.desk import Desk
    from debrief.vault import Vault

    with Vault.unlock(folder, WORDS) as vault:
        file = Desk(vault, BANK, Clock()).find("LA-2011-17")
        assert file.interview.value(Address("rcr_open"))["original"] == "kept"


async def test_the_agency_of_set_up_is_offered_as_the_one_that_leads_and_never_recorded_by_itself(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("set_lead_agency")
        assert "› ( ) Police force" in on.picture()
        await on.press("ctrl+g")
        assert on.value("set_lead_agency") is None, "passing by records nothing"
        await on.go("set_lead_agency")
        await on.press("enter", "enter")
        assert on.value("set_lead_agency") == {"choice": "police"}
        assert on.screen.spot.item != "set_lead_agency"
