"""What the terminal is asked, and that nothing typed meanwhile is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from terminal import ROOT, Terminal

from debrief.tui.terminal import Answers, read_answers, reorders_itself


def test_answers_are_told_from_what_was_typed_between_them() -> None:
    assert read_answers(b"ma\x1b[1;3Rde\x1b[A\x1b[?62;22c up\r") == Answers(2, "made up\r")
    assert read_answers(b"\x1b[7;2R\x1b[?1;2c") == Answers(1, "")
    assert read_answers(b"") == Answers(0, "")


def test_vowel_signs_are_counted_as_the_terminal_counts_them() -> None:
    """findings/tui.md 0.7: a line of Hindi, Punjabi or Bengali must not drift."""
    code = (
        "from rich.cells import cell_len; from debrief.tui.terminal import fit_widths\n"
        "line = 'मुझे यहाँ नींद नहीं आती'; before = cell_len(line); fit_widths(1)\n"
        "assert cell_len(line) == before; fit_widths(2)\n"
        "print(cell_len(line) - before, sum(__import__('unicodedata').category(c) == 'Mc' for c in line))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    more, signs = done.stdout.split()
    assert more == signs != "0"


@pytest.mark.parametrize(
    ("environ", "itself"),
    [({"MLTERM": "3.9"}, True), ({"TERM_PROGRAM": "Apple_Terminal"}, True), ({"VTE_VERSION": "7000"}, False)],
)
def test_terminals_that_reorder_by_themselves_are_known(environ: dict[str, str], itself: bool) -> None:
    assert reorders_itself(environ) is itself


APP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.argv = ["debrief"]
from debrief.tui import run
raise SystemExit(run(Path(sys.path[0]) / "vault", clock=lambda: datetime.now(UTC)))
"""


def test_the_app_starts_in_a_terminal_and_ends_without_a_trace(tmp_path: Path) -> None:
    with Terminal(APP, tmp_path, LANG="C.UTF-8") as terminal:
        terminal.until("\x1b[c")
        terminal.send(b"\x1b[1;2R\x1b[?62c")
        terminal.until("Set up this laptop")
        assert b"\x1b]2;Terminal\x07" in terminal.seen
        terminal.send("\x11")
        terminal.end()
        assert terminal.status == 0
    assert not (tmp_path / "vault").exists()


def test_without_utf8_it_says_so_and_draws_nothing(tmp_path: Path) -> None:
    script = "import sys\nfrom debrief.tui.start import require_terminal\n" + (
        "from debrief.errors import Refusal\ntry:\n    require_terminal()\n"
        "except Refusal as refusal:\n    print('REFUSED', refusal.code)\n"
    )
    with Terminal(script, tmp_path, PYTHONIOENCODING="latin-1") as terminal:
        terminal.until("REFUSED TUI-04")
    done = subprocess.run(
        [sys.executable, "-m", "debrief", "--vault", str(tmp_path / "none")],
        cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1
    assert "TUI-03" in done.stderr
    assert "Traceback" not in done.stderr
