"""The whole app as a person has it: ``python -m debrief`` in tmux, with a home and a vault of its own.

Bytes in as keys; out come the screen, the scrollback, tmux's clipboard, every byte that was written,
the files that are left, and (for whoever may read it) the memory of the process.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from debrief.bank import load_bank
from debrief.bundle import encrypt, generate
from debrief.desk import Desk
from debrief.places import shipped
from debrief.vault import KdfCost, Vault

ROOT = Path(__file__).parents[2]
WORDS = "made up words for a whole app"
BANK = load_bank(shipped("questionnaires"))
_GIVE_UP_SECONDS = 90.0
_LOOK_SECONDS = 0.1

PROGRAM = """
import sys
sys.argv[0] = "debrief"
from debrief.cli import main
main()
"""


def made_vault(folder: Path, clock: object) -> None:
    """A vault with its settings, whose passphrase costs nothing to try."""
    identity = generate()
    with Vault.create(
        folder,
        WORDS,
        user="A12",
        recovery=[identity.recipient],
        wrap_for_recovery=encrypt,
        kdf=KdfCost.for_tests(),
    ) as vault:
        Desk(vault, BANK, clock).set(  # type: ignore[arg-type]
            agency="police", agency_id="test-police", interviewer="A12", edition="uk-2011",
            recipient=identity.recipient,
        )  # fmt: skip


class WholeApp:
    """``with WholeApp(tmp_path, vault) as app``; the shell under it is still there when the app has ended.

    ``before`` is Python run in the first process before the app (a fault to inject), ``always`` in its
    successors too; ``tmux`` are commands to tmux before it starts.
    """

    def __init__(
        self,
        place: Path,
        vault: Path,
        *,
        before: str = "",
        always: str = "",
        environ: Mapping[str, str] | None = None,
        tmux: Iterable[tuple[str, ...]] = (),
    ) -> None:
        self.place, self.vault, self._tmux_first = place, vault, tuple(tmux)
        self.home, self.temp, self.work = (place / name for name in ("home", "temp", "work"))
        for folder in (self.home, self.temp, self.work):
            folder.mkdir(exist_ok=True)
        self._sockets = Path(tempfile.mkdtemp(prefix="t"))  # a socket's path must be short
        self.environ = {
            "HOME": str(self.home),
            "TMPDIR": str(self.temp),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": f"{place / 'site'}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            **(environ or {}),
        }
        self._raw = place / "written"
        self.pid = 0
        (place / "program.py").write_text(before + PROGRAM, "utf-8")
        (place / "site").mkdir(exist_ok=True)
        (place / "site" / "sitecustomize.py").write_text(always, "utf-8")

    def __enter__(self) -> WholeApp:
        shell = self.place / "shell"
        shell.write_text(
            f"cd '{self.work}'\necho SHELL BEFORE\n"
            f"while read -r go; do sh '{self.place}/one'; echo ENDED:$?; done\n"
        )
        environ = " ".join(f"'{name}={value}'" for name, value in self.environ.items())
        (self.place / "one").write_text(
            f"ulimit -c unlimited\necho $$ > '{self.place}/pid'\n"
            f"exec env -i {environ} '{sys.executable}' '{self.place}/program.py' --vault '{self.vault}'\n"
        )
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", f"sh '{shell}'")
        self._tmux("set", "-g", "set-clipboard", "on")
        for words in self._tmux_first:
            self._tmux(*words)
        self._tmux("pipe-pane", "-o", f"cat >> '{self._raw}'")
        self.until("SHELL BEFORE")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server", check=False)
        shutil.rmtree(self._sockets, ignore_errors=True)

    # -- what a person does ----------------------------------------------------------------

    def start(self) -> None:
        """Starts the app from the shell, until it asks for the passphrase."""
        (self.place / "pid").unlink(missing_ok=True)
        self.press("C-j")  # as the shell reads it also on a terminal that a killed program left behind
        self.until("Passphrase")
        self.pid = int((self.place / "pid").read_text())

    def unlock(self, until: str = "De-briefs") -> None:
        self.type(WORDS)
        self.press("Enter")
        self.until(until)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def send(self, data: bytes) -> None:
        """Bytes as a terminal would send them."""
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in data))

    def until(self, *words: str, gone: str = "") -> str:
        """Until all of the words are on the screen (and ``gone`` is not); the screen."""
        last = time.monotonic() + _GIVE_UP_SECONDS
        while time.monotonic() < last:
            seen = self.screen()
            joined = " ".join(seen.split())
            if all(word in joined for word in words) and not (gone and gone in joined):
                return seen
            time.sleep(_LOOK_SECONDS)
        raise AssertionError(f"{words} never came, or {gone!r} stayed:\n{self.screen()}")

    def ended(self) -> int:
        """Until the app has ended; its exit status as the shell has it."""
        seen = self.until("ENDED:")
        return int(re.findall(r"ENDED:(\d+)", seen)[-1])

    # -- what is left ----------------------------------------------------------------------

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p", "-J")

    def scrollback(self) -> str:
        """The screen, what scrolled out of it, and the other screen under it."""
        other = self._tmux("capture-pane", "-p", "-J", "-a", "-q", check=False)
        return self._tmux("capture-pane", "-p", "-J", "-S", "-") + other

    def clipboard(self) -> str:
        names = self._tmux("list-buffers", "-F", "#{buffer_name}").split()
        return "".join(self._tmux("show-buffer", "-b", name) for name in names)

    def written(self) -> bytes:
        """Every byte the app wrote to the terminal."""
        return self._raw.read_bytes()

    def files(self) -> bytes:
        """Names and bytes of everything under the vault, home, temporary and working folders."""
        places = (self.vault, self.home, self.temp, self.work)
        found = [path for place in places for path in sorted(place.rglob("*"))]
        return b"\n".join(str(path).encode() + (path.read_bytes() if path.is_file() else b"") for path in found)

    def memory(self) -> bytes:
        """Every readable byte of the process, its environment and its command line included."""
        parts = [Path(f"/proc/{self.pid}/{name}").read_bytes() for name in ("environ", "cmdline")]
        with Path(f"/proc/{self.pid}/mem").open("rb", 0) as memory:
            for line in Path(f"/proc/{self.pid}/maps").read_text().splitlines():
                span, rights = line.split()[:2]
                if "r" not in rights or "[v" in line:
                    continue
                begin, end = (int(number, 16) for number in span.split("-"))
                try:
                    memory.seek(begin)
                    parts.append(memory.read(end - begin))
                except (OSError, OverflowError):
                    continue
        return b"\0".join(parts)

    def _tmux(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["tmux", *words],
            env={**os.environ, "TMUX_TMPDIR": str(self._sockets), "TMUX": "", "LANG": "C.UTF-8"},
            capture_output=True, check=False,
        )  # fmt: skip
        if check and done.returncode != 0:
            raise AssertionError(f"tmux {words}: {done.stderr!r}")
        return done.stdout.decode("utf-8", "replace")


def forms(text: str) -> dict[str, bytes]:
    """A text in each form that a Python process may hold it in."""
    return {name: text.encode(name) for name in ("utf-8", "utf-16-le", "utf-32-le")}
