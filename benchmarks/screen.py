"""What the screens cost, in a real pseudo-terminal, against the least a Textual app can do.

The first paint of the passphrase screen against that of an app with one line of text; one
letter typed with a record of 400 answers open, until it is painted, against the same letter in
a bare ``Input``; and the CPU time of going on to the next question, and of showing this one in another
language. Both programs run at the
same time and are asked in turn.
"""

from __future__ import annotations

import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.record import ANSWERS, answers_of
from benchmarks.terminal import Terminal
from debrief.bank import load_bank
from debrief.bundle import encrypt, generate
from debrief.desk import Desk
from debrief.places import shipped
from debrief.vault import KdfCost, Vault

STARTS, LETTERS, QUESTIONS, SWITCHES = 9, 150, 25, 21
_WORDS = "plainly made up for a benchmark"
_PASSPHRASE, _INPUT = "Passphrase", "a bare line"

_BARE = f"""
from textual.app import App
from textual.widgets import Input, Label

class Bare(App[None]):
    def compose(self):
        yield Label({_INPUT!r})
        yield Input()

Bare().run()
"""
_LEAST = """
from textual.app import App
from textual.widgets import Label

class Least(App[None]):
    def compose(self):
        yield Label("least")

Least().run()
"""


def run() -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    with tempfile.TemporaryDirectory() as place:
        vault = Path(place) / "vault"
        _make(vault)
        ours = ["-m", "debrief", "--vault", str(vault)]
        first = _first_paint(ours)
        with Terminal(ours) as app, Terminal(["-c", _BARE]) as bare:
            _to_a_question(app)
            bare.until(_INPUT)
            app.idle()
            letters = _letters(app, bare)
            onward = _next_question(app)
            switched = _switch(app)
    return [
        _figure("first paint / that of a minimal Textual app (CPU)", first[0], 1.2),
        _figure("first paint / that of a minimal Textual app (clock)", first[1], 1.2),
        _figure(f"a letter painted, {ANSWERS} answers / in a bare Input (clock)", letters[0], 1.3),
        _figure(f"a letter painted, {ANSWERS} answers / in a bare Input (CPU)", letters[1], None),
        _figure("next question: seconds of CPU", onward, 0.1),
        _figure("another language, the first time: seconds of CPU", switched[0], 0.05),
        _figure("another language: seconds of CPU", switched[1], 0.05),
    ]


def _make(folder: Path) -> None:
    with Vault.create(
        folder, _WORDS, user="A1", recovery=[generate().recipient], wrap_for_recovery=encrypt,
        kdf=KdfCost.for_tests(),
    ) as vault:  # fmt: skip
        desk = Desk(vault, load_bank(shipped("questionnaires")), lambda: datetime.now(UTC))
        desk.set(agency="police", agency_id="test-police", interviewer="A1", edition="uk-2011",
                 recipient=generate().recipient)  # fmt: skip
        file = desk.new("B-1")
        refused = file.do(
            "answered", address="per_age_status", state="document", value={"choice": "adult_no_doubt"}
        )
        assert refused is None, str(refused)
        refused = file.do_all(answers_of())
        assert refused is None, str(refused)


def _first_paint(ours: list[str]) -> tuple[float, float]:
    """CPU time and clock time, as ratios of medians; started in turn."""
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "least": []}
    for _ in range(STARTS):
        for name, arguments, mark in (("ours", ours, _PASSPHRASE), ("least", ["-c", _LEAST], "least")):
            with Terminal(arguments) as terminal:
                terminal.until(mark)
                found[name].append((terminal.cpu(), perf_counter() - terminal.started))
    median = {
        name: [statistics.median(each[n] for each in rounds) for n in (0, 1)] for name, rounds in found.items()
    }
    return median["ours"][0] / median["least"][0], median["ours"][1] / median["least"][1]


def _to_a_question(app: Terminal) -> None:
    """Unlock, open the record, and stand in a field of words with the letters going into it."""
    app.until(_PASSPHRASE)
    app.send(_WORDS + "\r")
    app.until("B-1")
    app.quiet()
    app.send("\r")
    app.until("leg")
    app.quiet(0.4)
    app.send("\x06leg_conditions\r")
    app.quiet(0.4)


def _letters(app: Terminal, bare: Terminal) -> tuple[float, float]:
    """One letter at a time, in turn, until it is painted."""
    took: dict[Terminal, list[float]] = {app: [], bare: []}
    spent = {app: app.cpu(), bare: bare.cpu()}
    for n in range(LETTERS):
        for terminal in (app, bare):
            letter = chr(0x410 + n)  # each once, and in no other word of the screen
            start = perf_counter()
            terminal.send(letter)
            terminal.until(letter)
            took[terminal].append(perf_counter() - start)
            terminal.quiet(0.03)
    ratio = statistics.median(took[app]) / statistics.median(took[bare])
    return ratio, (app.cpu() - spent[app]) / (bare.cpu() - spent[bare])


def _next_question(app: Terminal) -> float:
    """Seconds of CPU time from one question to the next, all that follows included."""
    spent = []
    for _ in range(QUESTIONS):
        before = app.cpu()
        app.send("\x07")
        app.quiet(0.4)
        spent.append(app.cpu() - before)
    return statistics.median(spent)


def _switch(app: Terminal) -> tuple[float, float]:
    """Seconds of CPU time for one press of F6 at a question: the first one, and the median of the next."""
    app.idle()
    spent = []
    for _ in range(SWITCHES):
        before = app.cpu()
        app.send("\x1b[17~")
        app.quiet(0.4)
        spent.append(app.cpu() - before)
    return spent[0], statistics.median(spent[1:])


def _figure(name: str, ratio: float, goal: float | None) -> dict[str, Any]:
    return {"name": name, "ratio": ratio, "goal": goal and f"at most {goal}"}
