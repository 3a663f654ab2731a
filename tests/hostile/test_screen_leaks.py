"""The screen does not leak: the whole app in tmux, and what is left when it is gone.

Rows of findings 3.7, and the rules for process and screen (4.3), each with its test:

| what could leak | test |
|---|---|
| normal exit, scrolled lines | test_a_normal_end_leaves_nothing |
| terminal without a second screen | test_a_normal_end_leaves_nothing[no-second-screen] |
| an exception with local variables: in a save, a task, a thread | test_a_fault_leaves_one_sentence |
| SIGKILL: the screen stays until the next start (said in the manual), nothing else does | test_killed |
| SIGTERM, a terminal that is gone | test_ended_from_outside, test_a_terminal_that_is_gone |
| key logs by TEXTUAL_LOG, a driver by TEXTUAL_DRIVER, TLS keys by SSLKEYLOGFILE | test_the_environment |
| clipboard: OSC 52, copy and cut keys, mouse selection | test_the_environment |
| screenshots: palette, TEXTUAL_SCREENSHOT | test_the_environment |
| raw escapes from answers, imported records, the list of de-briefs | test_hostile_words_in_the_vault |
| raw escapes from the questionnaire | test_hostile_words_in_the_questionnaire |
| markup actions and unbalanced markup in what was said | test_brackets_are_letters |
| a paste with control characters | test_a_paste_with_control_characters |
| scrollback, after a window was made smaller | test_a_normal_end_leaves_nothing |
| rule 1, the process: no core file, no tracing | tests/tui/test_process.py, test_killed |
| rule 3, nothing runs inline | test_never_inline |
| rule 7, no value in a repr or a parameter | test_no_value_in_what_is_printed |

Memory after a lock is test_lock_memory; every kind of answer is test_canaries.
"""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from debrief.bank import load_bank
from debrief.desk import Desk
from debrief.errors import Refusal
from debrief.places import shipped
from debrief.vault import Vault

from .whole_app import BANK, ROOT, WORDS, WholeApp, made_vault

REFERENCE, SAID, TYPED = "LA-2011-17", "Kanarienvogel", "Zeisig on the roof"
SECRETS = (SAID, TYPED, WORDS)


def clock() -> datetime:
    return datetime.now(UTC)


def a_vault(folder: Path, *said: str) -> None:
    """A vault with one de-brief, in which these words were said."""
    made_vault(folder, clock)
    with Vault.unlock(folder, WORDS) as vault:
        file = Desk(vault, BANK, clock).new(REFERENCE)
        assert file.do("sitting_started", lead="A12") is None
        for each in said or (SAID,):
            value = {"original": each, "language": "eng"}
            assert file.do("answered", address="rcr_open", state="answered", value=value) is None


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    a_vault(tmp_path / "vault")
    return tmp_path / "vault"


def opened(app: WholeApp) -> None:
    app.unlock(REFERENCE)
    app.press("Enter")
    app.until(REFERENCE, gone="De-briefs")


def in_use(app: WholeApp) -> None:
    """A de-brief is open, and a note half typed."""
    opened(app)
    app.press("F2")
    app.until("ote")
    app.type(TYPED)
    app.until(TYPED)


def read_back(app: WholeApp) -> None:
    app.press("F9")
    app.until("Read back")
    rows = [line.strip(" ›").split("  ")[0] for line in app.until("Read back").splitlines()[1:]]
    app.press(*["Down"] * rows.index("Read back"), "Enter")
    app.until(gone="Where to")


def nothing_of(app: WholeApp, secrets: tuple[str, ...] = SECRETS) -> None:
    """None of the secrets in scrollback, clipboard and files; no core file, no picture."""
    for secret in secrets:
        assert secret not in app.scrollback()
        assert secret not in app.clipboard()
        assert secret.encode() not in app.files()
    assert b"]52;" not in app.written()
    left = [path.name for folder in (app.home, app.temp, app.work) for path in folder.rglob("*")]
    assert not [name for name in left if name.startswith("core") or name.endswith((".svg", ".log"))]


def kept(folder: Path) -> list[str]:
    """The notes and drafts of the de-brief, as words."""
    with Vault.unlock(folder, WORDS) as vault:
        assert vault.damaged == []
        return [str(event) for event in vault.read(vault.debriefs()[0])]


NO_SECOND_SCREEN = (("set", "-gw", "alternate-screen", "off"),)


@pytest.mark.parametrize("second_screen", [True, False], ids=["", "no-second-screen"])
def test_a_normal_end_leaves_nothing(tmp_path: Path, vault: Path, second_screen: bool) -> None:
    with WholeApp(tmp_path, vault, tmux=() if second_screen else NO_SECOND_SCREEN) as app:
        in_use(app)
        app.press("Escape")
        app.until("F9 menu", gone=TYPED)
        read_back(app)
        app.until(SAID)
        app._tmux("resize-window", "-x", "90", "-y", "20")  # some lines scroll away
        app.until(SAID)
        app._tmux("resize-window", "-x", "100", "-y", "30")
        app.until(SAID)
        app.press("C-q")
        assert app.ended() == 0
        nothing_of(app, secrets=(*SECRETS, REFERENCE, "F9 menu"))
    assert any(TYPED in each for each in kept(vault))


FAULT = """
from debrief.process import harden
harden()
from debrief.tui.app import DebriefApp
from debrief.vault import Vault

def raising(where):
    def fault(self, *args):
        victim = {"name": "Kanarienvogel", "of": str(args)}
        raise ValueError("boom " + victim["name"])
    return fault
"""
FAULTS = {
    "in-a-save": "DebriefApp.action_gates = lambda self: setattr(Vault, 'append', raising('save'))\n",
    "in-a-task": (
        "import asyncio\n"
        "async def task(self): raising('task')(self)\n"
        "DebriefApp.action_gates = lambda self: self.run_worker(task(self))\n"
    ),
    "in-a-thread": (
        "import threading\n"
        "def both(self):\n"
        "    threading.Thread(target=raising('thread'), args=(self,)).start()\n"
        "    self.set_timer(0.2, lambda: raising('timer')(self))\n"
        "DebriefApp.action_gates = both\n"
    ),
}


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_leaves_one_sentence(tmp_path: Path, vault: Path, where: str) -> None:
    with WholeApp(tmp_path, vault, before=FAULT + FAULTS[where]) as app:
        in_use(app)
        app.press("F8")
        if where == "in-a-save":
            app.press("C-g")  # keep the note
        assert app.ended() == 1
        assert "APP-01" in app.screen()
        for trace in ("Traceback", "ValueError", "boom", "victim", "locals"):
            assert trace not in app.scrollback()
            assert trace.encode() not in app.written()
        nothing_of(app)
    with Vault.unlock(vault, WORDS) as again:
        noted = [entry for entry in again.journal() if entry["type"] == "fault"]
    assert [entry["place"][0] for entry in noted] == ["ValueError"]
    assert not any(word in str(noted) for word in (*SECRETS, "boom"))
    if where != "in-a-save":
        assert any(TYPED in each for each in kept(vault))


def test_killed(tmp_path: Path, vault: Path) -> None:
    """What stands on the screen stays there, as the manual says; the next start and end take it away."""
    with WholeApp(tmp_path, vault) as app:
        in_use(app)
        os.kill(app.pid, signal.SIGSEGV)  # would leave a core file where they are allowed
        assert app.ended() == 139
        assert not list(app.work.iterdir())
        assert SAID.encode() not in app.files()
        app.start()
        app.press("C-q")
        app.until(gone="Passphrase")
        nothing_of(app)
    kept(vault)


def test_ended_from_outside(tmp_path: Path, vault: Path) -> None:
    with WholeApp(tmp_path, vault) as app:
        in_use(app)
        os.kill(app.pid, signal.SIGTERM)
        assert app.ended() == 0
        nothing_of(app)
    assert any(TYPED in each for each in kept(vault))


def test_a_terminal_that_is_gone(tmp_path: Path, vault: Path) -> None:
    with WholeApp(tmp_path, vault) as app:
        in_use(app)
        pid = app.pid
        app._tmux("kill-server")
        last = time.monotonic() + 60
        while Path(f"/proc/{pid}").exists() and time.monotonic() < last:
            time.sleep(0.1)
        assert not Path(f"/proc/{pid}").exists()
        assert SAID.encode() not in app.files()
    assert any(TYPED in each for each in kept(vault))


def test_the_environment(tmp_path: Path, vault: Path) -> None:
    place = tmp_path / "work"
    told = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": str(place / "keys.log"),
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(place),
        "TEXTUAL_SHOW_RETURN": "1",
        "TEXTUAL_PRESS": "f9",
        "PYTHONASYNCIODEBUG": "1",
        "SSLKEYLOGFILE": str(place / "tls.log"),
    }
    with WholeApp(tmp_path, vault, environ=told) as app:
        in_use(app)
        app.press("C-a", "C-c", "C-x", "C-p", "C-v")
        app.send(b"\x1b[99;9u")  # super+c
        app.send(b"\x1b[<0;40;10M\x1b[<32;60;12M\x1b[<0;60;12m")  # drawn over with the mouse
        app.send(b"\x1b[<0;40;10M\x1b[<0;40;10m" * 2)
        app.press("C-q")
        assert app.ended() == 0
        nothing_of(app)
        assert app.clipboard() == ""
        assert list(place.iterdir()) == []


ESCAPES = "\x1b]52;c;S0FOQVJJ\x07\x1b[2J\x9b31m\x1b]0;taken\x07 \u202eback\u2066"


def test_hostile_words_in_the_vault(tmp_path: Path) -> None:
    """As somebody else's program, or a fault of an earlier version, might have written them."""
    folder = tmp_path / "vault"
    a_vault(folder)
    with Vault.unlock(folder, WORDS) as vault:
        (rid,) = vault.debriefs()
        note = {"kind": "noted", "at": "2011-07-19T10:00:00Z", "by": "A12", "words": {"original": ESCAPES}}
        vault.append(rid, [note])
        desk = Desk(vault, BANK, clock)
        with pytest.raises(Refusal):
            desk.new(f"LA {ESCAPES}")
    with WholeApp(tmp_path, folder) as app:
        app.unlock()
        app.press("Enter")
        app.press("C-q")
        assert app.ended() == 0
        for raw in (b"]52;", b"\x1b[2J\x9b", b"]0;taken", "\u202e".encode(), "\u2066".encode()):
            assert raw not in app.written()


def test_hostile_words_in_the_questionnaire(tmp_path: Path) -> None:
    """Text with control characters makes no questionnaire."""
    import shutil

    for nth, bad in enumerate(("\\e]52;c;S0FOQVJJ\\a", "\\u202e", "\\x9b31m")):
        folder = Path(shutil.copytree(shipped("questionnaires"), tmp_path / f"bank-{nth}"))
        (path,) = list(folder.rglob("bank.yaml"))
        text = path.read_text("utf-8")
        old = next(line for line in text.splitlines() if line.startswith("title:"))
        path.write_text(text.replace(old, f'title: "Debrief {bad}"'), "utf-8")
        with pytest.raises(Refusal) as refused:
            load_bank(folder)
        assert refused.value.code == "BANK-25"


BRACKETS = "[@click=app.leave_app]here[/] [/oops] [bold [link=x]"


def test_brackets_are_letters(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    a_vault(folder, BRACKETS)
    with WholeApp(tmp_path, folder) as app:
        opened(app)
        app.press("F2")
        app.until("ote")
        app.type(BRACKETS)
        app.until("[@click=app.leave_app]here[/]")
        app.press("Escape")
        app.until("F9 menu")
        read_back(app)
        seen = app.until("[@click=app.leave_app]here[/] [/oops] [bold")
        row = next(n for n, line in enumerate(seen.splitlines(), 1) if "here" in line)
        column = seen.splitlines()[row - 1].index("here") + 2
        app.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())
        app.press("F9")
        app.until("Where to")  # it is still there: a click on the word led nowhere
        app.press("C-q")
        assert app.ended() == 0


def test_a_paste_with_control_characters(tmp_path: Path, vault: Path) -> None:
    with WholeApp(tmp_path, vault) as app:
        opened(app)
        app.press("F2")
        app.until("ote")
        app.send(b"\x1b[200~" + "pa\x07st\x01ed\u202e words".encode() + b"\x1b[201~")
        app.until("pasted words")
        app.press("C-q")
        assert app.ended() == 0
    assert any("pasted words" in each for each in kept(vault))


def test_never_inline() -> None:
    """An app drawn among the lines of the shell would stay there."""
    found = [p for p in (ROOT / "debrief").rglob("*.py") if "inline=" in p.read_text("utf-8")]
    assert found == []


def test_no_value_in_what_is_printed(tmp_path: Path, vault: Path) -> None:
    with Vault.unlock(vault, WORDS) as opened_vault:
        file = Desk(opened_vault, BANK, clock).open(opened_vault.debriefs()[0])
        shown = [repr(each) for each in (opened_vault, opened_vault._keys, opened_vault._log.store, file)]
        with pytest.raises(Refusal) as refused:
            opened_vault.append(file.rid, [{"words": object(), SAID: 1.5}])
    shown += [repr(refused.value), str(refused.value), str(refused.value.facts)]
    assert not [each for each in shown if any(secret in each for secret in SECRETS)]
