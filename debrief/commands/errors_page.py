"""docs/errors.md, made from the refusals themselves, so that it cannot say anything else.

``python -m debrief.commands.errors_page [FILE]`` writes it; a test compares it.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import debrief
from debrief.errors import Refusal, catalogue

ROOMS = {
    "BANK": ("debrief.bank", "The questionnaire"),
    "SAY": ("debrief.interview", "What is said and done in a de-brief"),
    "VAULT": ("debrief.vault", "The vault"),
    "BUNDLE": ("debrief.bundle", "Bundles, receipts, trust lists and packs"),
    "DESK": ("debrief.desk", "The laptop"),
    "SHARE": ("debrief.desk", "Sharing with other agencies"),
    "UKHTC": ("debrief.repository", "The central repository"),
    "OFFICE": ("debrief.office", "What the central repository gives out"),
    "LINK": ("debrief.linking", "Links"),
    "LANG": ("debrief.language", "Languages"),
    "TUI": ("debrief.tui", "The screen"),
    "PAPER": ("debrief", "Papers"),
    "TRAIN": ("debrief.desk", "Practice"),
    "APP": ("debrief.process", "The program itself"),
    "PLAY": ("debrief.play", "Account scripts"),
    "SIM": ("debrief.simulate", "Simulations"),
    "PROOF": ("debrief.proof", "Proofs"),
}
"""The beginning of a code, the room it is raised in, and what the page calls that room."""

_MADE = "<!-- Made by `python -m debrief.commands.errors_page`. Change the refusal, not this page. -->"
_ABOUT = (
    "Whatever is refused is said in one sentence, with what to do. Nothing on record is lost by it. “{file}”"
    " and the like stand for what the message names: files, lines, items, codes, numbers. A message never holds"
    " anything that a person said, so a code and its sentence can be read out on the telephone."
)


def every_refusal() -> list[type[Refusal]]:
    """Every refusal there is, by code; the rooms are looked through for it."""
    for module in pkgutil.walk_packages(debrief.__path__, "debrief."):
        if "refusals" in module.name.split("."):
            import_module(module.name)
    return catalogue()


def page() -> str:
    """The whole page."""
    return "\n".join((_MADE, "", "# What can be refused", "", _ABOUT, *_rooms())) + "\n"


def _rooms() -> Iterator[str]:
    found = every_refusal()
    for prefix, (_, title) in ROOMS.items():
        yield from ("", f"## {title}", "", "| Code | What happened | What to do |", "|---|---|---|")
        for each in found:
            if each.code.startswith(f"{prefix}-"):
                sentence, remedy = (part.replace("|", "\\|") for part in each.template())
                yield f"| {each.code} | {sentence} | {remedy} |"


def write(path: Path) -> None:
    """Writes the page."""
    path.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parents[2] / "docs" / "errors.md")
