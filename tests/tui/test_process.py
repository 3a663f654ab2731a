"""Nothing is left behind: no trace, no log of keys, no clipboard, no old process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from terminal import ROOT, Terminal

from debrief.tui import process

APP = """
import os, sys, threading, time
from debrief.process import harden
harden()
assert "textual" not in sys.modules
from textual.app import App
from textual.widgets import Static
from debrief.tui.calm import CalmApp
from debrief.tui.widgets import FieldSpec, Field, field_for

class Program(CalmApp, App):
    BINDINGS = [("f9", "lock", "Lock"), ("f10", "leave", "Leave"), ("f6", "crash", "Crash"),
                ("f7", "crash_later", "Crash"), ("f4", "busy", "Busy")]
    def compose(self):
        yield field_for(FieldSpec("one", "short_text", "one"))
        yield Static("READY" + os.environ.get("ROUND", "1"))
    def action_crash(self):
        victim = {"name": self.query_one(Field).value}
        raise ValueError("boom " + victim["name"])
    def action_crash_later(self):
        secret = self.query_one(Field).value
        def fail():
            raise ValueError(secret)
        threading.Thread(target=fail).start()
        self.set_timer(0.1, self.action_crash)
    def action_busy(self):
        self.run_worker(lambda: time.sleep(30), thread=True)
    def action_lock(self):
        os.environ["ROUND"] = "2"
        self.replace([sys.executable, *sys.argv])
    def action_leave(self):
        self.exit()

app = Program()
app.run()
sys.exit(app.return_code or 0)
"""
F4, F6, F7, F9, F10 = "\x1bOS", "\x1b[17~", "\x1b[18~", "\x1b[20~", "\x1b[21~"
F12 = "\x1b[24~"
SECRET = "Nguyensecret"
WAITING = f"""
import asyncio, datetime, pathlib
from textual.binding import Binding
from debrief.tui.frame import FramedApp
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Said

class Open(CalmScreen):
    BINDINGS = [Binding("f4", "work")]
    def body(self):
        yield Said(lambda: self.app.said)
    def action_work(self):
        self.tell(lambda: "AT WORK")
        self.in_turn(self.work())
    async def work(self):
        await asyncio.sleep(1.5)
        self.tell(lambda: {SECRET!r} + " again")
        await asyncio.sleep(1.5)

class Program(FramedApp):
    desk = working = None
    said = {SECRET!r}
    def first(self):
        return Open()
    def hide(self):
        self.said = "WORDS AGAIN"
        self.screen.quiet()
        self.screen.relabel()

Program(pathlib.Path("."), lambda: datetime.datetime.now(datetime.UTC)).run()
"""

REFUSED = """
import datetime, pathlib, sys
from debrief.language.refusals import UnknownLanguage
from debrief.tui.frame import FramedApp

class Program(FramedApp):
    desk = working = None
    def first(self):
        raise UnknownLanguage(name="qq")

app = Program(pathlib.Path("."), lambda: datetime.datetime.now(datetime.UTC))
app.run()
sys.exit(app.return_code or 0)
"""


@pytest.mark.parametrize("key", [F6, F7], ids=["in-the-app", "in-a-thread"])
def test_a_crash_leaves_one_sentence_and_no_values(tmp_path: Path, key: str) -> None:
    with Terminal(APP, tmp_path) as terminal:
        terminal.until("READY1")
        terminal.send(SECRET)
        terminal.until(SECRET[-1])
        terminal.send(key)
        rest = terminal.end().rpartition("\x1b[?1049l")[2]  # what stays on the screen
    assert "APP-01" in rest
    assert "report this code" in " ".join(rest.split()), "the whole of it, and not as far as the window goes"
    assert terminal.status == 1
    for trace in (SECRET, "Traceback", "ValueError", "boom", "victim"):
        assert trace not in rest


def test_the_environment_cannot_turn_on_a_log_of_keys(tmp_path: Path) -> None:
    log, keys = tmp_path / "keys.log", {"TEXTUAL": "debug,devtools", "TEXTUAL_SHOW_RETURN": "1"}
    pictures = {"TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path)}
    with Terminal(APP, tmp_path, TEXTUAL_LOG=str(log), **keys, **pictures) as terminal:
        terminal.until("READY1")
        terminal.send(f"{SECRET}\x03\x18\x16\x10{F10}")  # also copy, cut, paste, palette
        seen = terminal.end()
    assert terminal.status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["program.py"]
    assert "\x1b]52" not in seen


def test_locking_replaces_the_process_at_once_though_a_thread_is_busy(tmp_path: Path) -> None:
    with Terminal(APP, tmp_path) as terminal:
        terminal.until("READY1")
        terminal.send(SECRET + F4)
        terminal.until(SECRET[-1])
        before = len(terminal.seen)
        terminal.send(F9)
        terminal.until("READY2")
        again = terminal.seen[before:].decode("utf-8", "replace")
        terminal.send(F10)
        terminal.end()
    assert terminal.status == 0
    assert again.index("\x1b[?1049l") < again.index("\x1b[?1049h")  # gave the terminal back first
    assert SECRET not in again.partition("\x1b[?1049l")[2]


def test_hide_wipes_the_terminal_while_its_key_waits(tmp_path: Path) -> None:
    with Terminal(WAITING, tmp_path) as terminal:
        terminal.until(SECRET)
        terminal.send(F4)
        terminal.until("AT WORK")
        terminal.send(F12)
        terminal.until("\x1b[24;1H\x1b[2K")
        before = len(terminal.seen)
        terminal.until("WORDS AGAIN")
        assert SECRET not in terminal.seen[before:].decode("utf-8", "replace").partition("WORDS AGAIN")[0]


def test_a_first_screen_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    with Terminal(REFUSED, tmp_path) as terminal:
        seen = terminal.end()
    assert terminal.status == 1
    assert "LANG-01: There is no catalogue for the language qq." in seen
    assert "Traceback" not in seen


def test_prepare_shuts_the_ways_out() -> None:
    environ = {
        "TEXTUAL_LOG": "x", "textual_driver": "x:y", "TEXTUAL": "debug", "PYTHONASYNCIODEBUG": "1",
        "SSLKEYLOGFILE": "x", "HOME": "/home/x", "PYTHONPATH": "p",
    }  # fmt: skip
    code = (
        "import os, resource, ctypes;from debrief.process import harden;harden();"
        "print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE),"
        "ctypes.CDLL(None).prctl(3), sorted(set(os.environ) & {'TEXTUAL_LOG', 'textual_driver',"
        "'TEXTUAL', 'PYTHONASYNCIODEBUG', 'SSLKEYLOGFILE', 'PYTHONPATH'}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == "0o77 (0, 0) 0 ['PYTHONPATH']"


def test_without_exec_a_successor_takes_the_console(tmp_path: Path) -> None:
    assert process.how_to_replace("nt") is process.spawn_successor
    assert process.how_to_replace("posix") is not process.spawn_successor
    child = "import sys;print('successor');sys.exit(7)"
    code = (
        "import sys;from debrief.tui.process import replace_process, spawn_successor;"
        f"replace_process([sys.executable, '-c', {child!r}], replace=spawn_successor)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (said.returncode, said.stdout.strip()) == (7, "successor")


def test_a_successor_that_cannot_start_is_said_in_a_sentence() -> None:
    code = "from debrief.tui.process import replace_process;replace_process(['/no/such/program'])"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 1
    assert said.stderr.startswith("TUI-02: ")
    assert "Traceback" not in said.stderr


def test_a_refusal_is_said_and_anything_else_is_not() -> None:
    code = (
        "import sys;from debrief.process import harden;from debrief.tui.refusals import CannotRestart;harden();"
        "name = 'Nguyensecret';raise (CannotRestart() if sys.argv[1] else ValueError(name))"
    )
    for which, expected in (("yes", "TUI-02"), ("", "APP-01")):
        said = subprocess.run([sys.executable, "-c", code, which], cwd=ROOT, capture_output=True, text=True)
        assert said.returncode == 1
        assert said.stderr.startswith(expected)
        assert SECRET not in said.stderr
        assert "Traceback" not in said.stderr
