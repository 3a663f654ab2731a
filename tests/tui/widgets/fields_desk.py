"""A small app to try fields in, and hands to type with."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

from rich.console import Console
from textual import events
from textual.app import App
from textual.containers import VerticalScroll
from textual.keys import _character_to_key

from debrief.tui.calm import CalmApp
from debrief.tui.widgets import Field, FieldSpec, Option, field_for

KEYS = {
    "⏎": ("enter", "\r"), "⇥": ("tab", "\t"), "⇤": ("shift+tab", None), "⌫": ("backspace", "\x7f"),
    "↓": ("down", None), "↑": ("up", None), "→": ("right", None), "←": ("left", None),
    "⌦": ("delete", None), "Ⓖ": ("ctrl+g", "\x07"), "Ⓣ": ("ctrl+t", "\x14"),
    "Ⓝ": ("ctrl+n", "\x0e"), "⇱": ("home", None), "⇲": ("end", None),
}  # fmt: skip


def options(*codes: str) -> tuple[Option, ...]:
    """``"code:Label"``; ``!`` after the label asks for words, ``.`` stands alone."""
    found = []
    for each in codes:
        code, _, label = each.partition(":")
        found.append(Option(code, label.rstrip("!.") or code, label.endswith("."), label.endswith("!")))
    return tuple(found)


LISTS = {
    "country": options("VN:Việt Nam", "GB:United Kingdom", "FR:France", "KR:South Korea",
                       "KP:North Korea", "other:Another!"),
    "language": options("vie:Vietnamese", "eng:English", "amh:Amharic", "prs:Dari", "other:Other!"),
    "currency": options("GBP:Pound sterling", "EUR:Euro", "VND:Đồng",
                        "USD:US dollar", "CZK:Koruna"),
}  # fmt: skip
NEED = options("food:Food", "rest:Rest", "doctor:A doctor", "phone_call:A call", "other:Other!",
               "none:None of these.")  # fmt: skip


def spec(kind: str, **more: object) -> FieldSpec:
    given: dict[str, object] = {
        "options": (), "lists": LISTS, "hint": "",
        "now": lambda: datetime(2011, 7, 19, 14, 5, tzinfo=timezone(timedelta(hours=1))),
    }  # fmt: skip
    return FieldSpec("item", kind, f"The {kind}", **{**given, **more})


class Desk(CalmApp, App[None]):
    """Shows one field at a time; remembers what the fields said."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def compose(self):
        yield VerticalScroll(can_focus=False)

    async def show(self, field: Field) -> Field:
        await self.query(Field).remove()
        await self.query_one(VerticalScroll).mount(field)
        field.focus_first()
        self.heard.clear()
        return field

    async def show_type(self, kind: str, **more: object) -> Field:
        return await self.show(field_for(spec(kind, **more)))

    async def type(self, keys: str) -> None:
        """All of it posted at once, as one read of a terminal delivers it."""
        for key in keys:
            name, character = KEYS.get(key) or (_character_to_key(key), key)
            self.send(events.Key(name, character))
        await self.settle()

    async def paste(self, text: str) -> None:
        self.send(events.Paste(text))
        await self.settle()

    def send(self, event: events.Event) -> None:
        event.set_sender(self)
        self._driver.send_message(event)

    async def settle(self) -> None:
        await self.keys_done()

    def on_field_changed(self, event: Field.Changed) -> None:
        self.heard.append(event)

    def on_field_done(self, event: Field.Done) -> None:
        self.heard.append(event)

    def on_link_field_new_thing(self, event: object) -> None:
        self.heard.append(event)

    def picture(self) -> str:
        """The screen as plain text."""
        width, height = self.size
        console = Console(width=width, height=height, file=io.StringIO(), force_terminal=True,
                          color_system=None, record=True, legacy_windows=False)  # fmt: skip
        console.print(self.screen._compositor.render_update(full=True))
        lines = [line.rstrip() for line in console.export_text().splitlines()]
        return "\n".join(lines).rstrip() + "\n"
