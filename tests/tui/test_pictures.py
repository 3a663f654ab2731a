"""What the main screens look like, as plain text a person can read in a diff.

After a wanted change, ``RENEW_PICTURES=1 python -m pytest -k as_they_did tests/tui`` writes them
anew; look at the diff before committing it. ``qps`` and ``qps_Arab`` are the pseudo-locales:
a text without ⟦ in them escaped translation.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from stage import STAFF, Stage, stage

PICTURES = Path(__file__).parent / "pictures" / "screens"
SIZES = {"80x24": (80, 24), "200x60": (200, 60)}
LANGUAGES = ("en", "vi", "qps", "qps_Arab")
DATA = {
    "F1", "F2", "LA-2011-17", "Benin", "City", "Italy", "Osas", "aunt", "made", "hello", "TAB",
    "Enter", "Ctrl", "Esc", "Home", "LOCODE", "IATA", "test", STAFF, "saved",
    "Nigeria",  # a name from CLDR, which has no pseudo-locale
    "What", "name", "would", "like",  # the English of the question, beside it on purpose
}  # fmt: skip


async def show(on: Stage) -> dict[str, str]:
    """Every main screen in the language of the moment."""
    found = {}

    async def keep(name: str) -> None:
        for page in on.screen.query("Line, Page"):
            page.cursor_blink = False
        await on.settle()
        found[name] = re.sub(r"\d\d:\d\d:\d\d", "hh:mm:ss", on.picture())

    await on.go("per_called")
    await keep("question")
    await on.press("ctrl+s")
    await keep("states")
    await on.press("escape")
    await on.go("leg_from", 1)
    await keep("leg")
    for key, name in (("f1", "help"), ("f2", "note"), ("f8", "safeguards"), ("f9", "menu")):
        await on.press(key)
        await keep(name)
        await on.press("escape")
    for name in ("cards", "journey", "coverage", "read_back"):
        await on.menu(name)
        await keep(name)
        await on.press("escape")
    await on.menu("sign")
    await keep("sign_off")
    await on.press("escape")
    await on.menu("list")
    await keep("list")
    return found


async def told(on: Stage) -> None:
    """A little of a made-up account, in words that are nobody's."""
    await on.begin()
    await on.press("f3")
    on.do("added", repeat="leg", instance=1)
    place = {"words": "Benin City", "country": "NG"}
    on.do("answered", address="leg_from/1", state="answered", value=place)
    on.do("added", repeat="card_person", instance=1)
    on.do("answered", address="card_person/1.p_names", state="observed", value={"roman": "Osas"})


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_screens_look_as_they_did(tmp_path: Path, language: str) -> None:
    changed = []
    async with stage(tmp_path) as on:
        await told(on)
        on.app.switch_language(language)
        for size, (width, height) in SIZES.items():
            await on.pilot.resize_terminal(width, height)
            if on.name == "DebriefsScreen":
                await on.press("enter")
            for name, now in (await show(on)).items():
                kept = PICTURES / size / language / f"{name}.txt"
                if os.environ.get("RENEW_PICTURES"):
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    kept.write_text(now, "utf-8")
                if now != kept.read_text("utf-8"):
                    changed.append(f"{kept.relative_to(PICTURES)}\n{now}")
                assert all(len(line) <= width for line in now.splitlines()), name
    assert not changed, "\n".join(changed)


def plain_english(picture: str) -> list[str]:
    """Words of at least four plain letters with a vowel, which the pseudo-locales never leave plain."""
    words = re.findall(r"(?<![^\W_])[A-Za-z]{4,}(?![^\W_])", picture)
    return [word for word in words if word not in DATA]


@pytest.mark.parametrize("language", ["qps", "qps_Arab"])
@pytest.mark.parametrize("size", SIZES)
def test_no_visible_text_escapes_translation(language: str, size: str) -> None:
    """In the kept pictures, which the test above holds against the screens."""
    escaped = {}
    for kept in sorted((PICTURES / size / language).glob("*.txt")):
        if found := plain_english(kept.read_text("utf-8")):
            escaped[kept.stem] = found
    assert not escaped
