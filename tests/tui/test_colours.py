"""Dark, light, high contrast: kept for the next time, and every word can be read in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.color import Color
from rich.console import Console
from stage import Stage, stage

from debrief.desk.settings import read_settings
from debrief.tui.theme import COLOURS, CONTRAST

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
"""Contrast of text and ground: WCAG 2.2, 1.4.3 (AA) and 1.4.6 (AAA)."""


def luminance(color: Color) -> float:
    channels = [value / 255 for value in color.get_truecolor()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faint(on: Stage, least: float) -> list[tuple[str, str, float]]:
    """Words on the screen whose contrast with their ground is less; lines and boxes are no words."""
    width, height = on.app.size
    console = Console(width=width, height=height, color_system="truecolor", force_terminal=True)
    found: list[tuple[str, str, float]] = []
    rendered: Any = on.app.screen._compositor.render_update(full=True)
    for segment in console.render(rendered):
        text, style = segment.text.strip(), segment.style
        if segment.control or style is None or not any(c.isalnum() for c in text):
            continue
        if style.color is None or style.bgcolor is None:
            continue
        pair = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
        light, dark = sorted(map(luminance, pair), reverse=True)
        ratio = (light + 0.05) / (dark + 0.05)
        if ratio < least:
            found.append((text[:30], str(style), round(ratio, 1)))
    return found


@pytest.mark.parametrize("colours", COLOURS)
async def test_every_word_can_be_read(tmp_path: Path, colours: str) -> None:
    async with stage(tmp_path, (120, 40)) as on:
        await on.begin(age="age uncertain")
        while on.app.theme != colours:
            await on.menu("colours")
        shown = {}
        for spot in ("per_called", "rcr_open", "set_lead_agency"):
            await on.go(spot)
            shown[spot] = faint(on, LEAST[colours])
        for key in ("ctrl+s", "f1", "f8", "f9", "ctrl+a"):
            await on.press(key)
            shown[key] = faint(on, LEAST[colours])
            await on.press("escape")
        assert not {name: words for name, words in shown.items() if words}


async def test_the_choice_is_kept(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.begin()
        await on.menu("colours")
        await on.menu("colours")
        assert on.app.theme == CONTRAST
        assert "high contrast" in on.said()
        assert on.app.desk is not None
        assert read_settings(on.app.desk.vault).colours == CONTRAST
