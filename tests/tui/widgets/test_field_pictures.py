"""What a few fields look like, as plain text a person can read in a diff.

After a wanted change, ``RENEW_PICTURES=1 python -m pytest -k look_as_they_did tests/tui``
writes them anew; look at the diff before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

from fields_desk import NEED, Desk

from debrief.tui.widgets import Option

PICTURES = Path(__file__).parents[1] / "pictures"
THINGS = (Option("person:1", "tall man"), Option("person:2", "the driver"))
SHOWN: dict[str, tuple[dict[str, object], str]] = {
    "partial_date": ({}, "16 or 17 June 2020"),
    "checklist": ({"options": NEED, "hint": "y yes · n no · a does not apply"}, "yna"),
    "single": ({"options": NEED}, "↓↓⏎"),
    "multi": ({"options": NEED}, "foo⏎oth⏎↓"),
    "place": ({}, "the town with two bridges⏎⏎⏎fra"),
    "name": ({}, "Nguyễn Văn An⏎Nguyen Van An⏎→"),
    "verbatim_text": ({}, "Tôi ngủ ở phòng sau.⇥I slept in the room behind."),
    "persons_link": ({"links": lambda: THINGS}, "tall⏎"),
}


async def test_the_fields_look_as_they_did() -> None:
    desk = Desk()
    changed = []
    async with desk.run_test(size=(60, 24)) as pilot:
        for kind, (more, keys) in SHOWN.items():
            await desk.show_type(kind, **more)
            await desk.type(keys)
            for page in desk.query("Line, Page"):
                page.cursor_blink = False
            await pilot.pause()
            kept, now = PICTURES / f"{kind}.txt", desk.picture()
            if os.environ.get("RENEW_PICTURES"):
                kept.write_text(now, "utf-8")
            if now != kept.read_text("utf-8"):
                changed.append(f"{kind}:\n{now}")
    assert not changed, "\n".join(changed)
