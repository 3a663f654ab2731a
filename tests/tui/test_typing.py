"""Letters are never lost and never filed under the wrong question."""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

import pytest
from terminal import Terminal
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from debrief.tui.calm import CalmApp
from debrief.tui.widgets import Line, Page
from debrief.tui.widgets.pick import Pick

PROGRAM = """
import json
from textual.app import App
from textual.widgets import Static
from debrief.tui.calm import CalmApp
from debrief.tui.widgets import FieldSpec, Field, field_for

class Program(CalmApp, App):
    BINDINGS = [("f10", "leave", "Leave"), ("f5", "third", "Third")]
    def compose(self):
        for name, kind in (("one", "short_text"), ("two", "short_text"), ("three", "note")):
            yield field_for(FieldSpec(name, kind, name))
        yield Static("READY")
    def on_field_done(self, event):
        fields = list(self.query(Field))
        fields[(fields.index(event.field) + 1) % 3].focus_first()
    def action_third(self):
        list(self.query(Field))[2].focus_first()
    def action_leave(self):
        self.exit({f.spec.name: f.value for f in self.query(Field)})

print("RESULT" + json.dumps(Program().run()))
"""
F10, F5 = "\x1b[21~", "\x1b[15~"


def typed(folder: Path, *reads: str) -> dict[str, str | None]:
    """What the three fields hold after these reads."""
    with Terminal(PROGRAM, folder) as terminal:
        terminal.until("READY")
        for read in reads:
            terminal.send(read)
        terminal.send(F10)
        found = terminal.end().partition("RESULT")[2].strip()
        result: dict[str, str | None] = json.loads(found)
        return result


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        (["ab\tcd\ref\x1b[Zgh"], ("ab", "cdgh", "ef")),
        (["hanh\x7f\x7f\x7fạnh", "\rnguyen\x7f\x7fên\x7f\x7fễn \x1b[200~خرجت\x1b[201~",
          "\rhanh\x7f\x7f\x7fạnh\r\x1b[200~我叫王小明。\x1b[201~x"],
         ("hạnh", "nguyễn خرجت", "hạnh\n我叫王小明。x")),
        (["a" + F5 + "b\tc\t" + "d\x1b[D\x1b[De"], ("ac", "ed", "b")),
        (["a\x1b[200~one\r\ntwo \u202ethree\x1b[201~b\tx"], ("aone two threeb", "x", None)),
        (["می\u200cخواهم\r" + "x" * 300 + "\ry"], ("می\u200cخواهم", "x" * 300, "y")),
    ],
    ids=["tab-enter-shifttab", "telex-vni-arabic-chinese", "a-key-of-the-app", "paste", "joiner-and-long"],
)  # fmt: skip
def test_in_one_read_of_a_terminal(tmp_path: Path, reads: list[str], expected: tuple[str | None, ...]) -> None:
    assert tuple(typed(tmp_path, *reads).values()) == expected


# --- through the app, without a terminal ---


class Question(Screen[None]):
    """Enter saves, which is slow, and puts the next question in the place of this one."""

    number = 1

    def compose(self):
        yield Line()

    async def on_line_go_on(self) -> None:
        with self.app.keys_held():
            line = self.query_one(Line)
            self.app.said.append((self.number, line.text))
            await asyncio.sleep(0.02)  # saving
            await line.remove()
            await self.mount(following := Line())
            self.set_focus(following)
            self.number += 1


class Walk(CalmApp, App[None]):
    BINDINGS: ClassVar[list[Binding]] = [Binding("f8", "hide", "Hide", priority=True)]

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, str]] = []

    def on_mount(self) -> None:
        self.push_screen(Question())

    def action_hide(self) -> None:
        self.push_screen(Screen())

    async def post(self, *keys: str) -> None:
        for key in keys:
            event = events.Key(key, "\r" if key == "enter" else key if len(key) == 1 else None)
            event.set_sender(self)
            self._driver.send_message(event)
        await self.keys_done()


async def test_letters_typed_while_an_answer_is_saved_go_to_the_next_question() -> None:
    walk = Walk()
    async with walk.run_test() as pilot:
        await pilot.pause()
        answers = [f"answer{n}" for n in range(1, 6)]
        await walk.post(*[key for answer in answers for key in (*answer, "enter")], "e", "n", "d")
        await pilot.pause()
        assert walk.said == list(enumerate(answers, 1))
        assert walk.screen.query_one(Line).text == "end"


async def test_letters_after_hide_do_not_reach_the_hidden_question() -> None:
    walk = Walk()
    async with walk.run_test() as pilot:
        await pilot.pause()
        await walk.post("a", "b", "f8", "c", "d")
        walk.pop_screen()
        await walk.post("e")
        await pilot.pause()
        assert walk.screen.query_one(Line).text == "abe"


class Deep(CalmApp, App[None]):
    """The message that moves the focus has a long way to go after the key was dealt with."""

    def compose(self):
        with ExitStack() as nest:
            for _ in range(12):
                nest.enter_context(Vertical())
            yield Pick(lambda: ())
        yield Line()

    def on_pick_go_on(self) -> None:
        self.screen.set_focus(self.query_one(Line))


async def test_letters_wait_for_what_a_key_set_in_motion() -> None:
    app = Deep()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.set_focus(app.query_one(Pick))
        for key in ("enter", "o", "n"):
            event = events.Key(key, None)
            event.set_sender(app)
            app._driver.send_message(event)
        await app.keys_done()
        assert app.query_one(Line).text == "on"


class Typist(CalmApp, App[None]):
    def compose(self):
        yield Line("first answer")
        yield Page()
        yield Static("x")


async def test_coming_back_to_a_line_does_not_wipe_it() -> None:
    app = Typist()
    async with app.run_test() as pilot:
        await pilot.press("tab", "tab", "x")
        assert app.query_one(Line).text == "first answerx"
        await pilot.press("ctrl+a", "ctrl+c", "ctrl+x", "ctrl+v")
        assert app.query_one(Line).text == "first answerx"
        assert not app.clipboard


async def test_a_hundred_thousand_characters_pasted_survive() -> None:
    app = Typist()
    text = "Tôi ngủ ở phòng sau. " * 5_000 + "\x1b]52;c;eA==\x07\u202e"
    async with app.run_test() as pilot:
        await pilot.press("tab")
        paste = events.Paste(text)
        paste.set_sender(app)
        app._driver.send_message(paste)
        await pilot.pause()
        page = app.query_one(Page)
        kept = text.replace("\x1b", "").replace("\x07", "").replace("\u202e", "")
        assert page.words == kept
        assert page.pasted
        await pilot.press("x")
        assert page.words == kept + "x"


async def test_a_removed_widget_does_not_stop_the_keys() -> None:
    class Gone(Typist):
        async def on_line_go_on(self) -> None:
            await self.query_one(Line).remove()
            self.screen.set_focus(self.query_one(Page))

    app = Gone()
    async with app.run_test() as pilot:
        await pilot.press("enter", "o", "n")
        assert app.query_one(Page).words == "on"


async def test_what_may_not_stand_never_enters() -> None:
    async with Typist().run_test():
        for bad in ("\x1b]52;c;eA==\x07", "\u202e", "\u2066", "\x00", "\ufeff"):
            line, page = Line(f"a{bad}b"), Page(f"a{bad}b")
            line.value += f"{bad}c"
            page.show(page.text + f"{bad}c")
            for text in (line.value, line.text, page.text, page.words):
                assert not set(text) & set("\x1b\x07\u202e\u2066\x00\ufeff")
