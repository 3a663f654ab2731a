"""Text pictures of screens: what stands on them, line by line, without colours."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from rich.console import Console
from textual.app import App


class Album:
    """Numbered pictures in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[Path] = []

    def take(self, app: App[Any], name: str) -> None:
        """The screen as it is now."""
        path = self.folder / f"{len(self.taken) + 1:02}-{name}.txt"
        path.write_text(picture(app), encoding="utf-8")
        self.taken.append(path)


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
