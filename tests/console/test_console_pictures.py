"""What the console's screens look like, as plain text a person can read in a diff.

After a wanted change, ``RENEW_PICTURES=1 python -m pytest tests/console -k as_it_did`` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from rich.cells import cell_len

from tests.repository.world import number

from .console_stage import ConsoleStage, console

PICTURES = Path(__file__).parent / "pictures"
SIZES = {"80x24": (80, 24), "200x60": (200, 60)}
_UNSTEADY = (
    (re.compile(r"(?<= )g?[0-9a-f]{8}(?= )"), "a number"),
    (re.compile(r"sha256:[0-9a-f]{64}"), "sha256:…"),
    (re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d"), "yyyy-mm-dd hh:mm"),
)
_OPENED = {"links": "pair", "groups": "group", "publications": "figures"}
DATA = {"agency", "Enter", "Madeup", "PROTECTIVELY", "MARKED", "Ctrl", "strong", "made", "purpose"}


def steady(picture: str) -> str:
    """Without what differs from run to run, as wide as it was."""
    for found, name in _UNSTEADY:
        picture = found.sub(lambda match, name=name: name[: len(match[0])].ljust(len(match[0]), "·"), picture)
    return picture


class Album:
    """Each screen once in every size: the window is made larger, then smaller for the next, as one is."""

    def __init__(self, on: ConsoleStage) -> None:
        self.on, self.found, self._sizes = on, {}, list(SIZES)  # type: ignore[var-annotated]

    async def take(self, name: str) -> None:
        """In the size of the moment first."""
        for size in self._sizes:
            if self.on.app.size != SIZES[size]:
                await self.on.pilot.resize_terminal(*SIZES[size])  # type: ignore[attr-defined]
                await self.on.settle()
            self.found[f"{size}/en/{name}"] = self.on.picture()
        self._sizes.reverse()


async def show(on: ConsoleStage) -> dict[str, str]:
    """Every room as it stands, in every size."""
    album = Album(on)
    await album.take("rooms")
    for room in (
        "inbox",
        "quarantine",
        "links",
        "inquiries",
        "groups",
        "publications",
        "disseminations",
        "analysts",
    ):
        await on.room(room)
        await album.take(room)
        if room in _OPENED:
            await on.press("enter")
            await album.take(_OPENED[room])
            await on.press("escape")
        await on.press("escape")
    await on.room("audit")
    await on.press("w", f"'{number(1)}", "enter")
    await album.take("audit")
    await on.press("x")
    await album.take("export")
    await on.press("escape", "f1")
    await album.take("help")
    await on.press("escape", "escape")
    return album.found


async def in_other_languages(on: ConsoleStage) -> dict[str, str]:
    """The first screen and one table, at the small size."""
    found = {}
    await on.pilot.resize_terminal(*SIZES["80x24"])  # type: ignore[attr-defined]
    for tag in ("vi", "ar", "qps"):
        on.app.switch_language(tag)
        await on.settle()
        found[f"80x24/{tag}/rooms"] = on.picture()
        await on.room("links")
        found[f"80x24/{tag}/links"] = on.picture()
        await on.press("escape")
    return found


async def prepared(on: ConsoleStage) -> None:
    """Bundles taken in, a pair judged by one analyst, a draft."""
    await on.enter()
    await on.room("inbox")
    await on.press("i")
    await on.press("escape")
    await on.room("links")
    await on.press("p", "1", "enter", "s", "'the same reference", "enter", "escape", "escape")
    await on.room("groups")
    await on.press("p", "enter", "'Madeup recruiters", "enter", "'one number", "enter")
    await on.press("m", "enter", '"recruiter', "enter", '"B21', "enter", "'two accounts", "enter")
    await on.press("escape")
    await on.press("escape", "escape")
    await on.room("publications")
    await on.press("n", '"national', "enter", "enter", '"2026-Q1', *["enter"] * 7)
    await on.press("escape", "escape")


async def test_the_console_looks_as_it_did(ukhtc_folder: Path) -> None:
    changed = []
    async with console(ukhtc_folder) as on:
        await prepared(on)
        for name, now in (await show(on) | await in_other_languages(on)).items():
            width, _ = SIZES[name.partition("/")[0]]
            assert all(cell_len(line) <= width for line in now.splitlines()), name
            changed += differs(PICTURES / f"{name}.txt", steady(now))
    assert not changed, "\n".join(changed)


def differs(path: Path, now: str) -> list[str]:
    if os.environ.get("RENEW_PICTURES"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "utf-8")
    return [] if path.is_file() and path.read_text("utf-8") == now else [f"{path.name}\n{now}"]


def test_no_text_of_the_console_escapes_translation() -> None:
    """In the kept pictures of the pseudo-locale, which the test above holds against the screens."""
    escaped = {}
    for kept in sorted((PICTURES / "80x24" / "qps").glob("*.txt")):
        words = re.findall(r"(?<![^\W_])[A-Za-z]{4,}(?![^\W_])", kept.read_text("utf-8"))
        if found := [word for word in words if word not in DATA]:
            escaped[kept.stem] = found
    assert not escaped
