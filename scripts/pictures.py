"""Every main screen to look at, as SVG: sizes, colours, languages.

    python scripts/pictures.py FOLDER [LANGUAGE …]

The kept ones in ``tests/tui/pictures`` are plain text, which a diff can show; these show the colours too.
"""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "tui")]

from rich.console import Console  # noqa: E402
from stage import Stage, stage  # noqa: E402
from test_pictures import SIZES, show, told  # noqa: E402

from debrief.tui.app import DebriefApp  # noqa: E402
from debrief.tui.theme import COLOURS, dress  # noqa: E402

LANGUAGES = ("en", "vi", "ar")
_AS_DRAWN = "<style>text { direction: ltr; unicode-bidi: bidi-override; }"


def drawn(app: DebriefApp) -> str:
    """The screen as SVG."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        record=True, legacy_windows=False,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True))
    # the terminal's order is drawn already: nobody who shows the picture sorts it once more
    return console.export_svg(title="Terminal").replace("<style>", _AS_DRAWN, 1)


async def draw(folder: Path, language: str) -> int:
    """Writes them all for one language; how many."""
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        async with stage(Path(scratch)) as on:
            await told(on)
            on.picture = lambda: drawn(on.app)  # type: ignore[method-assign]
            on.app.switch_language(language)
            for size, (width, height) in SIZES.items():
                for colours in COLOURS:
                    dress(on.app, colours)
                    await on.pilot.resize_terminal(width, height)  # type: ignore[attr-defined]
                    if on.name == "DebriefsScreen":
                        await Stage.press(on, "enter")
                    for name, picture in (await show(on)).items():
                        path = folder / f"{name}-{language}-{size}-{colours}.svg"
                        path.write_text(picture, "utf-8")
                        count += 1
    return count


def main(words: list[str]) -> int:
    if not words:
        sys.exit(str(__doc__))
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    for language in words[1:] or LANGUAGES:
        sys.stdout.write(f"{language}: {asyncio.run(draw(folder, language))} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
