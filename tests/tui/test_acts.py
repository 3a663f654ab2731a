"""Acts on a record, by keys: ask again, sign, reopen, missing, edition, share, take back."""

from __future__ import annotations

from pathlib import Path

from stage import WORDS, Stage, stage

from debrief.desk.keeping import sealed_to
from debrief.desk.outline import outline
from debrief.desk.overrides import proved
from debrief.desk.tokens import new_token
from debrief.interview import Address
from debrief.vault import KdfCost

LEAD_WORDS = "words of the lead made up too"


async def act(on: Stage, name: str) -> None:
    """From the menu to one of the acts."""
    await on.menu("acts")
    assert on.name == "ActsScreen", on.picture()
    rows = [row.key for row in on.screen._rows()]
    await on.press("home", *["down"] * rows.index(name), "enter")


def sign(on: Stage) -> None:
    """An adult's record, with what sign-off waits for."""
    words = {"original": "the police may have it", "language": "eng"}
    on.do("answered", address="cls_sharing_again.words", state="answered", value=words)
    on.do("signed_off", role="interviewer", name="A12")


async def test_what_was_told_to_another_agency_is_asked_again_only_for_a_reason(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.menu("acts")
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


async def test_a_lead_signs_on_this_laptop_with_their_own_passphrase_and_nobody_else(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        on.app.desk.vault.add_slot(LEAD_WORDS, user="L7", kdf=KdfCost.for_tests())
        await on.press("f8")
        lead = next(gate.check.id for gate in on.screen.unmet() if gate.check.effect == "LEAD")
        on.do("overridden", check=lead, lead="L7", role="Team leader", reason="asked to talk now")
        await on.press("escape", "f8")
        at = [gate.check.id for gate in on.screen.unmet()].index(lead)
        await on.press("home", "down", "up", *["down"] * at)
        assert "overridden, not signed" in on.said()
        assert "Asserted, not signed. s: L7 signs it here" in on.said()
        await on.press("s")
        assert on.name == "LeadSignsScreen"
        await on.press(f'"{WORDS}', "enter")
        assert "(SHARE-21)" in on.said(), "the interviewer's own passphrase signs for nobody else"
        await on.press('"words of nobody at all', "enter")
        assert "(VAULT-01)" in on.said()
        assert not on.interview.state.overrides[lead].signed
        await on.press(f'"{LEAD_WORDS}', "enter")
        assert on.name == "GatesScreen", on.picture()
        assert "overridden, signed" in on.said()
        assert proved(on.app.desk, on.working.file) == {lead}
        assert LEAD_WORDS not in str(on.interview.state.events)
        on.do("override_signed", check=lead, lead="L7", signature="somebody says so")
        await on.press("escape", "f8")
        assert "overridden, not signed" in on.said(), "what only says that it is signed is not believed"
        await on.press("escape")
        await act(on, "decisions")
        assert "Asserted, not signed" in on.said()
        await on.press("enter", f'"{LEAD_WORDS}', "enter")
        assert on.name == "DecisionsScreen"
        assert "Every decision of this record is signed." in on.said()


async def test_a_lead_with_a_token_signs_with_the_passphrase_and_the_token(tmp_path: Path) -> None:
    stick = tmp_path / "token"
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        on.app.desk.vault.add_slot(LEAD_WORDS, user="L7", token=new_token(stick), kdf=KdfCost.for_tests())
        await on.press("f8")
        lead = next(gate.check.id for gate in on.screen.unmet() if gate.check.effect == "LEAD")
        on.do("overridden", check=lead, lead="L7", role="Team leader", reason="asked to talk now")
        await on.press("escape")
        await act(on, "decisions")
        await on.press("enter", f'"{LEAD_WORDS}', "enter", "enter")
        assert "(VAULT-01)" in on.said(), "the passphrase alone opens nothing"
        await on.press(f'"{LEAD_WORDS}', "enter", '"/nowhere/at/all', "enter")
        assert "(DESK-" in on.said(), "no such token"
        assert not proved(on.app.desk, on.working.file)
        await on.press(f'"{LEAD_WORDS}', "enter", *["backspace"] * 15, f'"{stick}', "enter")
        assert proved(on.app.desk, on.working.file) == {lead}, on.picture()
        assert on.name == "DecisionsScreen"


async def test_the_second_sign_off_is_asserted_until_the_lead_s_passphrase_signs_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.app.desk.vault.add_slot(LEAD_WORDS, user="L7", kdf=KdfCost.for_tests())
        sign(on)
        await on.menu("sign")
        await on.press("enter", "enter", '"L7', "enter")
        assert on.name == "LeadSignsScreen", on.picture()
        await on.press("escape")
        await on.menu("sign")
        assert "asserted, not signed" in on.said()
        await on.press("escape")
        await act(on, "decisions")
        await on.press("enter", f'"{LEAD_WORDS}', "enter", "escape")
        await on.menu("sign")
        assert "This de-brief is signed off." in on.said()
        assert "asserted" not in on.said()


async def test_a_signed_record_is_reopened_with_a_reason_and_missing_is_said_before_and_after(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await act(on, "missing")
        await on.press('"Monday evening', "enter", "enter")
        assert "This is needed to go on." in on.said(), "who was told"
        await on.press('"Kent Police control room 21:40', "enter", "ctrl+g")
        assert on.interview.state.missing
        await on.press("escape", "escape")
        assert "PERSON MISSING" in on.said()
        await on.press("enter")
        await act(on, "found")
        assert "Missing since: Monday evening. Told: Kent Police control room 21:40." in on.said()
        await on.press('"Tuesday 06:00', "enter", "ctrl+g")
        assert not on.interview.state.missing
        sign(on)
        assert on.interview.signed
        await act(on, "missing")
        await on.press('"today noon', "enter", '"Police', "enter", "ctrl+g")
        assert on.interview.state.missing, "after sign-off too"
        await act(on, "reopen")
        await on.press("ctrl+g")
        assert "This is needed to go on." in on.said()
        await on.press('"A date was wrong', "ctrl+g")
        assert not on.interview.signed
        assert "The record is open again." in on.said()
        assert on.interview.state.events[-1].reason == "A date was wrong"


async def test_outside_an_edition_s_dates_the_app_warns_and_shows_no_number_from_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.unlock()
        assert "No telephone number" not in on.said()
        await on.press("n", '"LA-2011-17', "enter", "enter")
        await act(on, "edition")
        assert "Now: United Kingdom, 2011, for 2011-07-19 to 2013-10-06." in on.said()
        await on.press("enter")
        assert "in this edition already" in on.said()
        current = on.working.interview.bank.edition("uk-current")
        await on.press(f'"{current.title}', "enter", "enter")
        assert "No telephone number from it is shown." in on.said()
        for line in current.advice_lines:
            assert line.phone not in on.said()
        await on.press("enter")
        assert on.interview.state.edition == "uk-current"
        await act(on, "edition")
        await on.press('"2011', "enter", "enter")
        assert "0800 107 7057" in on.said(), "inside its dates"
        await on.press("escape", "escape")
        on.clock.pass_minutes(60 * 24 * 365 * 9)
        await act(on, "edition")
        await on.press('"2011', "enter", "enter")
        assert "today is 2020" in on.said()
        assert "0800 107 7057" not in on.said()
        await on.press("escape", "escape", "escape", "escape")
        assert on.name == "DebriefsScreen"
        assert "No telephone number from it is shown." in on.said()
        await on.press("n")
        assert (
            "The edition United Kingdom, 2011 is for 2011-07-19 to 2013-10-06, and today is 2020" in on.said()
        )


async def test_sharing_against_a_wish_says_who_decided_why_and_on_what_basis(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.app.desk.vault.add_slot(LEAD_WORDS, user="L7", kdf=KdfCost.for_tests())
        on.do("answered", address="con_sharing", state="answered", value={"marks": {"la_children": "no"}})
        await act(on, "share")
        await on.press('"children', "enter", "enter")
        assert "the person's word is “No”" in on.said()
        assert "Enter go on" in on.picture().splitlines()[-1]
        await on.press('"L7', "enter", '"Team leader', "enter")
        assert "Ctrl+G go on" in on.picture().splitlines()[-1], "Enter is a new line in a reason"
        await on.press('"her small brother is there', "ctrl+g")
        await on.press("ctrl+g")
        assert "This is needed to go on." in on.said(), "a basis"
        assert not on.interview.state.sharing_overridden
        await on.press('"s.47 Children Act 1989', "ctrl+g")
        order = on.interview.state.sharing_orders["la_children"]
        assert (order.lead, order.role, order.basis) == ("L7", "Team leader", "s.47 Children Act 1989")
        assert not order.signed
        assert on.name == "LeadSignsScreen", on.picture()
        assert "Asserted, not signed" in on.said()
        await on.press(f'"{LEAD_WORDS}', "enter")
        assert proved(on.app.desk, on.working.file) == {"sharing.la_children"}


async def test_the_person_takes_back_an_answer_and_then_the_whole_record(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"A friend brought me', "ctrl+g")
        await on.go("rcr_open")
        await on.press('" by car')  # half typed over it: it must not be said again
        await act(on, "withdraw")
        assert "A friend" not in on.said()
        label = on.interview.bank.items["rcr_open"].label
        await on.press(f'"{label}', "enter", "enter")
        assert "goes to nobody" in on.said()
        await on.press("enter", '"Did not say why', "ctrl+g")
        assert on.interview.status(Address("rcr_open")) == "withdrawn"
        await on.go("trn_open")
        assert on.interview.status(Address("rcr_open")) == "withdrawn"
        sign(on)
        await act(on, "withdraw")
        await on.press('"whole', "enter", "enter", "enter", '"She wants none of it kept', "ctrl+g")
        assert on.interview.state.withdrawn
        await on.press("escape", "escape")
        assert "withdrawn by the person" in on.said()


async def test_the_list_says_what_was_sealed_and_which_receipts_are_missing_too_long(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin(reference="LA-2011-18")
        desk, rid = on.app.desk, on.working.file.rid
        await on.press("escape", "escape")
        stub = outline(desk.vault.read(rid))
        desk.vault.seal(rid, lambda key: sealed_to(key, [on.identity.recipient]), stub)
        await on.press("n", '"LA-2011-19', "enter", "enter", "enter")
        on.do("exported", bundle="b", digest="0" * 64, purpose="urgent", recipients=["ukhtc"])
        await on.press("escape", "escape")
        assert "due: receipt" in on.said()
        rows = on.screen._rows()
        assert [(row.key == rid, row.text) for row in rows] == [(False, "LA-2011-19"), (True, "LA-2011-18")]
        day = desk.sealed()[0].sealed[:10]
        assert f"LA-2011-18 sealed {day}" in on.said()
        on.clock.pass_minutes(60 * 24 * 14)
        await on.press("down")
        assert "due: receipt" in on.said(), "not before the edition's days are over"
        on.clock.pass_minutes(60 * 24)
        await on.press("home")
        assert "NO RECEIPT for 15 days" in on.said()
        await on.press("end", "enter")
        assert on.name == "DebriefsScreen"
        assert "sealed" in on.said().rpartition(day)[2], "why it does not open"
        await on.press("home", "enter")
        on.do("receipt_taken", bundle="b", digest="0" * 64, result="accepted")
        await on.press("escape", "escape")
        assert "receipt" not in on.said().replace("r receipt", "").casefold()


async def test_a_translator_signs_a_layer_and_asks_the_interviewer(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.menu("acts")
        assert "layer" not in [row.key for row in on.screen._rows()], "there are no words yet"
        await on.press("escape")
        on.do(
            "answered",
            address="rcr_open",
            state="answered",
            value={"original": "Tôi đi bộ.", "language": "vie"},
        )
        await act(on, "layer")
        await on.press("down", "enter", "enter")
        await on.press("down", "down", "enter", "enter")
        assert "Tôi đi bộ." in on.said()
        await on.press('"I went on foot.', "ctrl+g", '"T-77', "enter")
        (layer,) = on.interview.state.layers[Address("rcr_open")]
        assert (layer.layer, layer.text, layer.translator) == ("checked", "I went on foot.", "T-77")
        assert on.interview.value(Address("rcr_open"))["original"] == "Tôi đi bộ.", "the first words stay"
        await act(on, "query")
        await on.press("down", "enter", "enter")
        assert "Checked translation, T-77" in on.said()
        await on.press('"Which foot path?', "ctrl+g")
        event = on.interview.state.events[-1]
        assert (event.kind, event.address, event.text) == ("queried", "rcr_open", "Which foot path?")
        await on.go("rcr_open")
        assert "with a question about the words: Ctrl+R" in on.said()
        await on.press("ctrl+r")
        earlier = on.screen.query_one(".earlier").words
        assert "Checked translation, T-77, 19 July 2011: I went on foot." in earlier
        assert "Asked on 19 July 2011: Which foot path?" in earlier
