"""The account first, its passages tagged by keys, what is still missing, the timeline, the cards."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from stage import STAFF, Stage, stage
from textual import events

from debrief.interview import Address, still_missing
from debrief.tui.panes import Rows
from debrief.tui.panes.account_text import Times
from debrief.tui.panes.passages import wrapped

FIRST = "My aunt took me to Benin City."
THEN = " Then a man with a gold tooth drove us north."
LAST = "We slept by the road. Then a plane, in June 2020."
KINDS = ("noted", "account_drafted", "tagged", "answered")


def kinds(on: Stage) -> list[str]:
    found = [getattr(event, "kind", "") for event in on.interview.state.events]
    return [kind for kind in found if kind in KINDS]


def said(on: Stage) -> Any:
    return on.interview.state.notes[-1][1]


async def paused(on: Stage) -> None:
    """Until a pause in typing has kept all of it as a draft; a slow machine may make several."""
    while not on.screen.telling.is_saved:
        await asyncio.sleep(0.02)
    await on.settle()


def drafts(on: Stage) -> list[Any]:
    return [e for e in on.interview.state.events if getattr(e, "kind", "") == "account_drafted"]


async def tell(on: Stage, text: str) -> None:
    on.send(*(part for line in text.split("\n") for part in (f'"{line}', "enter")))
    on.send("backspace")
    await on.settle()


async def test_the_account_is_one_key_away_drafted_at_a_pause_and_said_when_left(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("f3")
        assert "Ctrl+A: the account" in on.said()
        before = on.screen.spot
        await on.press("ctrl+a", f'"{FIRST}')
        assert on.name == "AccountScreen"
        assert "Nothing may be asked yet" in on.said(), "no safeguard is met, and the person talks all the same"
        await paused(on)
        before_then = len(drafts(on))
        assert "saved" in on.said()
        assert kinds(on)[-1] == "account_drafted", "typed is not yet said"
        on.clock.pass_minutes(3)
        await on.type(THEN)
        await paused(on)
        new = drafts(on)[before_then:]
        assert (new[0].start, "".join(each.added for each in new)) == (len(FIRST), THEN), "only what is new"
        await on.press("escape")
        assert (on.name, on.screen.spot) == ("QuestionScreen", before)
        noted = said(on)
        assert noted.words.original == FIRST + THEN
        assert noted.account == 1
        assert [mark.offset for mark in noted.marks] == [0, len(FIRST)], "one after a silence, by itself"
        await on.press("f9", "f2", "ctrl+a")
        assert on.name == "AccountScreen", "from a menu and from a note too"
        await on.press('" I remember no more.', "ctrl+t")
        await on.press("f12")
        assert said(on).words.original.endswith("no more."), "hidden is left"
        assert said(on).marks[-1].offset == len(said(on).words.original)
        assert [n.account for _, n in on.interview.state.notes] == [1, 1], "a later version of the same account"


async def test_marks_stand_beside_their_words_and_move_with_them(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("ctrl+a", '"one', "enter")
        on.clock.pass_minutes(5)
        await on.press('"two', "enter")
        on.clock.pass_minutes(5)
        await on.press('"three', "ctrl+home", '"before ')
        times = on.screen.query_one(Times)
        assert [bool(line) for line in times.lines()[:4]] == [True, True, True, False]
        await on.press("escape")
        text = said(on).words.original
        assert text == "before one\ntwo\nthree"
        assert [text[mark.offset :].split("\n")[0] for mark in said(on).marks[-2:]] == ["two", "three"]
        assert all(re.fullmatch(r"\d\d:\d\d", line) for line in times.lines() if line)


async def test_a_mark_set_by_hand_stands_before_what_is_told_next(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("ctrl+a", '"one', "ctrl+t", '" two three', "ctrl+t", "backspace", "escape")
        text = said(on).words.original
        assert text == "one two thre"
        assert [text[mark.offset :] for mark in said(on).marks] == [text, " two thre", ""]


async def test_letters_typed_ahead_a_paste_a_resize_and_a_lock_lose_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.send("ctrl+a", '"typed ahead, ')
        on._send(events.Paste("pa\x1b[31msted\u202e\r\nline"))
        on.send('"hanh', "backspace", "backspace", "backspace", '"ạnh')
        await on.settle()
        assert on.screen.telling.text == "typed ahead, pa[31msted\nlinehạnh"
        await on.pilot.resize_terminal(60, 18)
        await on.settle()
        assert on.screen.telling.text.endswith("hạnh")
        on.app.switch_language("qps_Arab")
        await on.type(" خرجت")
        assert "ﺧﺮﺟﺖ"[::-1] in on.picture(), "drawn in its order and joined, once more below"
    async with stage_again(tmp_path) as again:
        await again.unlock()
        await again.press("enter", "ctrl+a")
        assert again.screen.telling.text == "typed ahead, pa[31msted\nlinehạnh خرجت"
        assert again.screen.telling.marks, "the time marks too"
        await again.press("escape")
        assert said(again).pasted


def stage_again(tmp_path: Path) -> Any:
    """The same vault, opened by the next run of the app."""
    from contextlib import asynccontextmanager

    from stage import Clock, KdfCost

    from debrief.tui.app import DebriefApp

    @asynccontextmanager
    async def opened() -> Any:
        from debrief.language import use

        use("en")
        clock = Clock()
        clock.pass_minutes(60)
        app = DebriefApp(tmp_path / "vault", clock, again=["debrief"], kdf=KdfCost.for_tests())
        found = Stage(app, clock, tmp_path / "vault", None)
        async with app.run_test(size=(80, 24)) as pilot:
            found.pilot = pilot  # type: ignore[attr-defined]
            await found.settle()
            try:
                yield found
            finally:
                app.put_away()

    return opened()


async def test_passages_are_tagged_by_keys_and_not_asked_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        on.do("sitting_started", lead=STAFF)
        await on.press("ctrl+a")
        await tell(on, f"{FIRST}{THEN}\n{LAST}")
        await on.press("ctrl+g")
        assert on.name == "TagScreen"
        assert f"Chosen: “{FIRST}”" in on.said()
        await on.press("right_square_bracket", "enter", '"how began', "enter")
        assert "It is not asked again" in on.said()
        entry = on.interview.entry(Address("rcr_open"))
        assert entry.value == {"original": FIRST + THEN}, "where the answer is words, they are the answer"
        assert entry.state == "volunteered"
        (passage,) = entry.event.provenance.passages
        assert (passage.at, passage.start, passage.end) == ("note:" + str(note(on)), 0, len(FIRST + THEN))
        await on.press("down", "w", "right", "enter", '"new person', "enter", '"gold tooth', "enter")
        assert on.value("card_person/1.p_names") == {"roman": "gold tooth"}
        assert "“slept” " in on.said() + " "
        await on.press("w", "end", "enter", '"when it began', "enter")
        assert "Tagged: When it began. It is not asked again." in on.said()
        assert on.value("rcr_when") is None, "a date is not made of words"
        await on.go("rcr_when")
        assert "Told in the account: to be recorded, not asked. “Then a plane, in June 2020.”" in on.said()
        await on.press('"June 2020', "ctrl+g")
        entry = on.interview.entry(Address("rcr_when"))
        assert entry.value["edtf"] == "2020-06"
        assert entry.state == "volunteered"
        assert entry.event.provenance.passages[0].at == f"note:{note(on)}", "the answer keeps the link"
        assert entry.event.provenance.asked is None, "nobody asked"


def note(on: Stage) -> int:
    return int(on.interview.state.notes[-1][0])


async def test_a_tag_stands_beside_its_text_is_taken_away_and_outlives_a_correction(tmp_path: Path) -> None:
    async with stage(tmp_path, (120, 30)) as on:
        await on.begin()
        await on.press("ctrl+a", f'"{FIRST}{THEN}', "ctrl+g", "enter", '"company agency', "enter")
        rows = on.screen.query_one(".tags", Rows)
        assert len(rows.rows()) == 1
        assert FIRST[:20] in rows.rows()[0].aside
        await on.press("escape", "ctrl+home", '"So. ', "ctrl+g")
        assert "Chosen: “So.”" in on.said()
        (link,) = on.screen._tags()
        assert on.screen.text.words[slice(*link.span)] == FIRST, "carried along with its words"
        await on.press("escape", "ctrl+end", *["backspace"] * (len(THEN) + 5), "ctrl+g")
        assert "words changed since" in on.said()
        await on.press("tab", "x")
        assert not on.interview.state.tags
        assert "No tags yet" in on.said()


async def test_what_is_still_missing_is_three_at_most_and_enter_goes_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.menu("missing")
        assert "No talk is under way" in on.said()
        await on.press("f3")
        rows = on.screen.query_one(Rows)
        few = still_missing(on.interview.view)
        assert [row.key for row in rows.rows()] == [f"{m.item}/{m.instance}" for m in few]
        assert 0 < len(few) <= 3
        assert "For: every agency" in on.said()
        shown = [row.key for row in rows.rows()]
        await on.press("n")
        assert [row.key for row in rows.rows()] != shown
        first = rows.rows()[0].key.partition("/")[0]
        await on.press("enter")
        assert (on.name, on.screen.spot.item) == ("QuestionScreen", first)
        await on.press("f5", "1")
        await on.menu("missing")
        assert "Nothing more is asked" in on.said()


async def test_missing_says_when_there_are_no_others_and_escape_leads_back_to_tagging(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.unlock()
        await on.press("n", '"LA-1', "enter", "enter")
        await on.press("f3", "ctrl+a", f'"{FIRST}', "ctrl+g", "ctrl+g")
        assert on.name == "StillMissingScreen"
        assert "These are all" not in on.said()
        await on.press("n")
        assert "These are all that may be put now." in on.said()
        await on.press("escape")
        assert on.name == "TagScreen"


async def test_the_journey_and_the_timeline_say_what_nobody_knows(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        ways = (
            ("Hanoi", "Moscow", "2020-06"),
            ("Moscow", "Prague", "2020"),
            ("", "Calais", ""),
            ("Calais", "Dover", "2019"),
        )
        for n, (start, end, when) in enumerate(ways, start=1):
            on.do("added", repeat="leg", instance=n)
            for side, place in (("from", start), ("to", end)):
                if place:
                    on.do("answered", address=f"leg_{side}/{n}", state="answered", value={"words": place})
            if when:
                on.do("answered", address=f"leg_when/{n}.start", state="answered", value={"edtf": when})
        on.do("answered", address="leg_mode/1", state="answered", value={"choices": ["commercial_flight"]})
        on.do("answered", address="rcr_when", state="answered", value={"words": "after the harvest"})
        await on.menu("journey")
        line = "Hanoi → Moscow Commercial flight, June 2020 → ≈ Prague 2020 … ? → Calais → Dover 2019"
        assert line in on.said()
        assert "≈ may have been at the same time" in on.said()
        await on.press("escape")
        await on.menu("timeline")
        rows = on.screen.query_one(Rows).rows()
        assert [row.mark for row in rows] == ["·", "·", "≈", "▾", "?", "?"]
        assert [row.aside for row in rows if row.mark == "?"] == ["after the harvest", "not known"]
        await on.press("down", "down", "enter")
        assert on.screen.spot.address == Address("leg_when", 1)


async def test_a_card_in_two_keys_from_any_field_says_where_it_is_mentioned(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.go("rcr_open")
        await on.press('"A man in a white van', "ctrl+n", "v", '"white van', "enter")
        assert on.interview.instances("card_vehicle") == (1,)
        await on.press("ctrl+a", f'"{FIRST}{THEN}', "ctrl+n", "p", '"gold tooth', "enter", "escape")
        await on.menu("cards")
        keys = [row.key for row in on.screen.query_one(Rows).rows()]
        await on.press("home", *["down"] * keys.index("card_person/1"), "m", "down")
        assert f"Account 1: “{THEN.strip()[:20]}" in on.said()
        await on.press("enter")
        assert on.name == "TagScreen"
        assert on.screen.passages.chosen == THEN.strip(), "the sentence the cursor was in"
        await on.press("escape")
        keys = [row.key for row in on.screen.query_one(Rows).rows()]
        await on.press("home", *["down"] * keys.index("card_vehicle/1"), "m", "down", "enter")
        assert on.screen.spot.address == Address("rcr_open")


async def test_every_new_screen_has_its_own_help_and_only_keys_that_work(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        for way in ("account", "tag", "missing", "timeline", "cards"):
            await on.menu(way)
            screen = on.screen
            bound = {key for node in (screen, screen.focused, on.app) for key in _keys_of(node)}
            for key, _ in (*screen.keys(), *screen.OWN_KEYS):
                for name in key.split("  "):
                    assert _name(name) in bound, (way, name)
            await on.press("f1")
            assert screen.ABOUT[:30] in on.said()
            await on.press("escape", "escape")


def _keys_of(node: Any) -> set[str]:
    found = {binding.key for bindings in node._bindings.key_to_bindings.values() for binding in bindings}
    return {"up" if key == "shift+up" else key for key in found} | found


def _name(key: str) -> str:
    named = {"↑ ↓": "up", "Shift+↑ ↓": "shift+up", "]": "right_square_bracket", "[ ]": "left_square_bracket"}
    return named.get(key) or {"esc": "escape"}.get(key.lower(), key.lower())


PICTURES = Path(__file__).parent / "pictures" / "screens"


@pytest.mark.parametrize("size", ["80x24", "200x60"])
async def test_the_new_screens_look_as_they_did(tmp_path: Path, size: str) -> None:
    """As in ``test_pictures``, in English: nothing cut off, nothing crowded, the keys that work."""
    width, height = map(int, size.split("x"))
    changed = []
    async with stage(tmp_path, (width, height)) as on:
        for name, now in [(name, now) async for name, now in pictures(on)]:
            read = now.splitlines()[1:-1] if name == "account" else ()
            assert all(len(line.strip()) <= 122 for line in read), "no line longer than one reads with ease"
            kept = PICTURES / size / "en" / f"{name}.txt"
            if os.environ.get("RENEW_PICTURES"):
                kept.write_text(now, "utf-8")
            if now != kept.read_text("utf-8"):
                changed.append(f"{name}\n{now}")
            assert all(len(line) <= width for line in now.splitlines()), name
    assert not changed, "\n".join(changed)


async def pictures(on: Stage) -> AsyncIterator[tuple[str, str]]:
    def now() -> str:
        return re.sub(r"\d\d:\d\d(:\d\d)?", lambda m: "hh:mm:ss"[: len(m[0])], on.picture())

    await on.begin()
    await on.press("f3", "ctrl+a")
    on.screen.text.page.cursor_blink = False
    await tell(on, f"{FIRST}{THEN}")
    on.clock.pass_minutes(4)
    await on.press("enter", f'"{LAST}')
    await paused(on)
    yield "account", now()
    await on.press("ctrl+g", "enter", '"how it began', "enter", "down", "right_square_bracket")
    yield "tag", now()
    await on.press("ctrl+g")
    yield "still_missing", now()
    await on.press("escape", "escape")
    on.do("added", repeat="leg", instance=1)
    on.do("answered", address="leg_to/1", state="answered", value={"words": "Moscow"})
    on.do("answered", address="leg_when/1.start", state="answered", value={"edtf": "2020-06"})
    on.do("answered", address="rcr_when", state="answered", value={"edtf": "2020"})
    on.do("added", repeat="entry", instance=1)
    await on.menu("timeline")
    yield "timeline", now()


# -- long and hostile ---------------------------------------------------------------------------


async def test_a_hundred_thousand_characters_are_taken_saved_and_walked(tmp_path: Path) -> None:
    line = "They took us by lorry at night and nobody said where. " * 8
    text = "\n".join([line.strip()] * 235)[:100_000]
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("ctrl+a")
        on._send(events.Paste(text))
        await on.press('" And then.')
        await on.press("escape")
        assert said(on).words.original == text + " And then."
        assert said(on).pasted
        await on.press("ctrl+a", '" More.')
        await paused(on)
        assert "".join(each.added for each in drafts(on)).endswith(" More.")
        assert sum(len(each.added) for each in drafts(on)) < 101_000, "each draft holds only what is new"
        await on.press("ctrl+g", "end", "enter", '"how began', "enter")
        assert on.value("rcr_open") == {"original": "More."}


async def test_a_very_long_paragraph_is_drawn_as_a_short_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("ctrl+a", '"Tôi đi 他带我走', "enter")
        on._send(events.Paste("They took us by lorry at night. " * 300))
        await on.press('"end')
        page = on.screen.text.page
        page.cursor_blink = False

        def drawn() -> list[str]:
            page._line_cache.clear()
            return [strip.text.rstrip() for strip in page.render_lines(page.size.region)]

        for way in ("ctrl+end", "up", "left", "ctrl+home", "shift+down"):
            await on.press(way)
            own = drawn()
            with monkeypatch.context() as patch:
                patch.setattr("debrief.tui.panes.account_text._LONG_PARAGRAPH", 10**9)
                assert own == drawn(), way
        await on.press("down", "ctrl+end")
        cursor = [
            s
            for s in page.render_line(page.cursor_screen_offset.y - page.region.y)
            if s.style and s.style.reverse
        ]
        assert [segment.text for segment in cursor] == [" "]


@pytest.mark.parametrize("width", [8, 20, 77])
def test_a_text_wraps_without_losing_a_character(width: int) -> None:
    text = "Tôi đi xe tải.\n\n他带我走。我不知道去哪里？ a" + "b" * 90 + "  c  \nسافرنا ليلا"
    rows = wrapped(text, width)
    assert "".join(text[row.start : row.end] for row in rows) == text.replace("\n", "")
    from rich.cells import cell_len

    assert all(cell_len(text[row.start : row.end].rstrip()) <= width for row in rows)


async def test_what_words_of_the_account_touch_is_told_by_its_key_and_no_key_erases_a_line(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.press("ctrl+a", "ctrl+u")
        assert "There are no words here to mark" in on.said()
        await on.press(f'"{FIRST} He hurt my arm.', "ctrl+u", "2")
        assert on.name == "FlowScreen", on.picture()
        assert on.value("exp_injury/1.words")["original"] == "He hurt my arm."
        assert said(on).words.original == f"{FIRST} He hurt my arm.", "it stands in the account as well"
        await on.press("escape")
        assert on.name == "AccountScreen"
        await on.press("home", "ctrl+k", "ctrl+f", "ctrl+d", "ctrl+shift+k", "end", "ctrl+u", "escape")
        assert on.screen.telling.text == f"{FIRST} He hurt my arm."
