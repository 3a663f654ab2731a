"""Text pictures of screens: what stands on them, line by line, without colours."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

from rich.console import Console
from textual.app import App

_PAINT_SECONDS = 30
"""A machine so busy that it paints later than that has lost the screen."""


class Album:
    """Numbered pictures in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[Path] = []

    async def take(self, app: App[Any], name: str) -> None:
        """The screen as it stands once everything asked for is painted."""
        await painted(app)
        path = self.folder / f"{len(self.taken) + 1:02}-{name}.txt"
        path.write_text(picture(app), encoding="utf-8")
        self.taken.append(path)


async def painted(app: App[Any]) -> None:
    """Waits for two paints: what the first of them set in motion (a scroll) is there after the second."""
    for _ in range(2):
        done = asyncio.Event()
        app.screen.call_after_refresh(done.set)
        await asyncio.wait_for(done.wait(), _PAINT_SECONDS)


def picture(app: App[Any]) -> str:
    """The lines of the screen, as text."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, record=True,
        legacy_windows=False, color_system=None,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True))
    lines = console.export_text(styles=False).splitlines()
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"
