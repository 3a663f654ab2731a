"""Safeguards, cards, the journey, sign-off, export and receipt: by keys, from the first to the last."""

from __future__ import annotations

from pathlib import Path

from stage import STAFF, stage

from debrief.bundle import decrypt, read_pair
from debrief.interview import Address


async def test_each_safeguard_says_what_it_wants_and_leads_to_the_item_that_meets_it(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        await on.press("f8")
        assert on.name == "GatesScreen"
        gates = on.screen.unmet()
        assert all(len(gate.check.wants) > 10 and len(gate.check.why) > 10 for gate in gates)
        lead = next(i for i, gate in enumerate(gates) if gate.check.effect == "LEAD")
        await on.press("home", *["down"] * lead, "o")
        assert on.name == "OverrideScreen"
        await on.press('"L7', "enter", '"Team leader', "enter", '"The child asked to talk now', "ctrl+g")
        override = on.interview.state.overrides[gates[lead].check.id]
        assert (override.lead, override.role, override.signed) == ("L7", "Team leader", False)
        assert "overridden, not signed" in on.said()
        await on.press("home", *["down"] * lead)
        on.screen._unsigned = frozenset()
        assert "press o" not in on.screen._detail(), "overridden and signed: nothing is left to press"
        warn = next(i for i, gate in enumerate(on.screen.unmet()) if gate.check.effect == "WARN")
        read = on.screen.unmet()[warn].check.id
        await on.press("home", *["down"] * warn, "a")
        assert read in on.interview.state.acknowledged
        hard = next(i for i, gate in enumerate(on.screen.unmet()) if gate.check.effect == "HARD")
        await on.press("home", *["down"] * hard, "o")
        assert "cannot be overridden" in on.said()
        wanted = on.screen.unmet()[hard].check
        await on.press("enter")
        assert on.name == "QuestionScreen"
        from debrief.bank.conditions import refs_of

        assert on.screen.spot.item in {ref.item for ref in refs_of(wanted.needs)}
        on.do("answered", address="risk_missing.judgement", state="assessed", value="Restless")
        await on.press("f8")
        risk = [gate.check.id for gate in on.screen.unmet()].index("B-14.risk")
        await on.press("home", *["down"] * risk)
        assert "! Risk of going missing, Level " in on.said(), "half recorded: what is left is named"
        on.do("answered", address="set_strategy_discussion.agreed_topics", state="observed", value="journey")
        on.do("answered", address="ref_childrens.when", state="observed", value="2011-07-19T09:00+01:00")
        on.do(
            "answered", address="set_strategy_discussion.date", state="observed", value="2011-07-19T09:00+01:00"
        )
        agencies = {"choices": ["police"]}
        on.do("answered", address="set_strategy_discussion.agencies", state="observed", value=agencies)
        on.do(
            "answered", address="set_strategy_discussion.decision_to_interview", state="observed", value="yes"
        )
        strategy = [gate.check.id for gate in on.screen.unmet()].index("B-03")
        await on.press("home", *["down"] * strategy, "enter")
        at = on.screen.answering.address_of(on.screen.focused)
        assert at == Address("set_strategy_discussion", 0, "led_by"), "at the part that is still wanted"
        y = on.app.cursor_position.y
        assert "Name or number" in on.picture().splitlines()[y - 1] + on.picture().splitlines()[y], on.picture()


async def test_cards_are_made_opened_and_struck_out_by_keys(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.menu("cards")
        await on.press("n", "v")
        assert on.screen.spot.address == Address("card_vehicle", 1)
        await on.menu("cards")
        rows = [row.key for row in on.screen._rows()]
        await on.press("home", *["down"] * rows.index("card_vehicle/1"), "x", '"made twice', "enter")
        assert on.interview.instances("card_vehicle") == ()
        assert ("card_vehicle", 1) in on.interview.state.struck


async def test_a_journey_out_of_order_is_put_in_order_by_keys(tmp_path: Path) -> None:
    """A leg in under twelve keys, typing apart; added, told, and moved before the first."""
    async with stage(tmp_path) as on:
        await on.begin()
        await on.menu("journey")
        await on.press("a")
        assert on.screen.spot.address == Address("leg_from", 1)
        await on.press('"Italy', "ctrl+g", '"Dover', "ctrl+g")
        assert on.value("leg_to/1") == {"words": "Dover"}
        await on.menu("journey")
        await on.press("a", '"Benin City', "ctrl+g", '"Italy')
        await on.press("ctrl+g")
        await on.menu("journey")
        assert "Italy → Dover … Benin City → Italy" in on.said()
        rows = [row.key for row in on.screen._rows()]
        await on.press("home", *["down"] * rows.index("leg/2"), '"-')
        assert on.interview.instances("leg") == (2, 1)
        assert "Benin City → Italy → Dover" in on.said()


async def test_a_child_s_record_is_signed_by_two_and_only_when_nothing_hard_is_unmet(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin(age="age uncertain")
        on.do("overridden", check="B-04", lead="L7", role="Team leader", reason="asked to talk now")
        await on.menu("sign")
        assert "Leave the questions to a specialist interview. Asserted by L7, not signed." in on.said()
        await on.press("enter", "enter", "enter")
        assert on.name == "SignOffScreen"
        assert "SAY-18" in on.said()
        assert not on.interview.state.signatures


async def test_urgent_export_then_receipt(tmp_path: Path) -> None:
    """Recipient and what is unmet are shown before; the file can be opened; the list says what is due."""
    out = tmp_path / "stick"
    out.mkdir()
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"A friend brought me', "ctrl+g")
        await on.menu("export")
        assert on.name == "ExportScreen"
        await on.press("up", "up", "enter", "enter")  # full: not signed off
        assert "DESK-09" in on.said()
        await on.press("down", "down", "enter", "enter")
        assert "Sealed to: ukhtc" in on.said()
        assert "safeguards are unmet" in on.said()
        await on.pilot.resize_terminal(80, 16)
        await on.settle()
        lines = on.picture().splitlines()
        assert "↑ ↓ read" in lines[-1]
        assert not any("Go on" in line for line in lines)
        await on.press("down", "pagedown", "pagedown", "pagedown")
        assert any("Go on" in line for line in on.picture().splitlines()), "all of it can be read"
        await on.pilot.resize_terminal(80, 24)
        await on.press("enter", '"/nowhere at all', "enter")
        assert "There is no such folder" in on.said()
        await on.press("ctrl+u", f'"{out}', "enter")
        files = sorted(out.iterdir())
        assert len(files) == 2, on.picture()
        assert files[0].name in "".join(on.said().split())
        data, _signature = read_pair(files[0])
        assert b"A friend brought me" not in data
        assert b"A friend brought me" in decrypt(data, [on.identity])
        await on.press("enter", "escape", "escape")
        assert on.name == "DebriefsScreen"
        assert "due: receipt" in on.said()
        await on.press("r", '"/nowhere/at/all.receipt.json', "enter")
        assert "(BUNDLE-" in on.said() or "(DESK-" in on.said(), on.said()


async def test_a_training_record_is_marked_and_never_leaves(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.unlock()
        await on.press("n", '"T-1', "enter", "1", "enter", "enter")
        assert on.name == "QuestionScreen", on.picture()
        assert "TRAINING" in on.said()
        await on.press("f2")
        assert "TRAINING" in on.said()
        await on.press("escape")
        await on.press('"no doubt', "enter", "enter")
        await on.menu("export")
        await on.press("enter")
        assert "DESK-06" in on.said()
        assert STAFF not in on.said()


async def test_a_name_is_no_reference(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.unlock()
        await on.press("n", '"Nguyen Van', "enter", "enter")
        assert on.name == "NewScreen"
        assert "DESK-11" in on.said()


async def test_a_list_says_that_there_is_more_of_it_and_the_menu_is_always_in_the_line_of_keys(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f9")
        lines = on.picture().splitlines()
        assert next(line for line in reversed(lines) if "Languages" in line).startswith("  ↓ Languages")
        assert "↑" not in on.picture()
        await on.press("end")
        assert any(line.startswith("  › End the app") for line in on.picture().splitlines())
        assert any(line.startswith("  ↑ ") for line in on.picture().splitlines())
        assert "↓ " not in on.picture()
        await on.press("escape")
        for language, menu in (("en", "F9 menu"), ("vi", "F9 danh mục")):
            on.app.switch_language(language)
            for width in (80, 60):
                await on.pilot.resize_terminal(width, 24)
                assert menu in on.picture().splitlines()[-1], (language, width, on.picture())
        await on.pilot.resize_terminal(50, 24)
        for language in ("ar", "en"):
            on.app.switch_language(language)
            await on.settle()
            assert "…" in on.picture().splitlines()[0], "a head that is cut says so: " + on.picture()


async def test_the_second_line_of_a_key_stands_under_its_words(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f1")
        await on.pilot.resize_terminal(60, 50)
        await on.settle()
        lines = [line.strip("\n") for line in on.picture().splitlines()]
        at = next(n for n, line in enumerate(lines) if line.strip().startswith("Ctrl+U"))
        assert lines[at].index("what") == len(lines[at + 1]) - len(lines[at + 1].lstrip()), lines[at : at + 2]
