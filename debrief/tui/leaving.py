"""Every way out: lock, idle, sleep, a lost terminal, a fault, the end.

Typed words are kept, nothing is left behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.driver import Driver

from debrief.language import current
from debrief.tui.process import asleep, place_of
from debrief.tui.terminal import wiping

if TYPE_CHECKING:
    from debrief.desk import Desk
    from debrief.tui.calm import CalmApp
    from debrief.tui.working import Working

    class _Base(CalmApp, App[Any]):
        clock: Callable[[], datetime]
        folder: Path
else:
    _Base = object

_MINUTES = 5
_SLEPT_SECONDS = 1.0
FAULT = "fault"


class Leaving(_Base):
    """How the app ends. All of it goes through ``put_away``."""

    desk: Desk | None
    working: Working | None
    last_key: datetime
    note_draft: Any
    note_value: dict[str, Any] | None
    again: list[str]
    other_language: str
    has_switched: bool = False
    """Somebody chose another language; not so where the app fell back to English by itself."""
    _slept: float = 0.0
    _began: datetime | None = None

    def get_driver_class(self) -> type[Driver]:
        """One that leaves nothing on a terminal without a second screen."""
        return wiping(super().get_driver_class())

    def put_away(self) -> None:
        """What is typed goes into the history as a draft; the vault is closed."""
        if self.working is not None:
            with contextlib.suppress(Exception):
                self.working.pause()
            if self.note_value is not None:
                with contextlib.suppress(Exception):
                    self.working.file.do("noted", **self.note_value)
                self.note_value = self.note_draft = None
            self.working = None
        if self.desk is not None:
            with contextlib.suppress(Exception):
                self._remember_languages(self.desk)
            with contextlib.suppress(Exception):
                self.desk.vault.close()
            self.desk = None

    def _remember_languages(self, desk: Desk) -> None:
        """The two languages one goes between, in the vault, where somebody changed them: nowhere in clear."""
        two = {"language": current().tag, "second_language": self.other_language}
        if self.has_switched and any(getattr(desk.settings, name) != tag for name, tag in two.items()):
            desk.set(**two)

    def lock(self) -> None:
        """Lock: this program ends and another takes its place, with nothing in memory.

        Also while the passphrase is typed or tried, where the vault is let go of by that (not on Windows);
        where no vault was made yet there is nothing to lock.
        """
        if self.desk is None and (os.name == "nt" or not (self.folder / "header.json").exists()):
            return
        self.put_away()
        self.replace(self.again)

    def action_leave_app(self) -> None:
        """End, with everything said kept."""
        if self.working is not None:
            self.working.say_all()
        self.put_away()
        self.exit()

    def lock_when_idle(self) -> None:
        """Lock when the computer was asleep, or nobody has typed for as long as the edition says."""
        now: datetime = self.clock()
        if now < self.last_key:  # the clock was set back: the time is counted from here
            self.last_key = now
        idle = now - self.last_key >= timedelta(minutes=self._minutes())
        if self._something_to_lock() and (idle or self._has_slept()):
            self.lock()

    def _something_to_lock(self) -> bool:
        """An open vault, or something typed where the passphrase is asked for."""
        return self.desk is not None or self.last_key != self._began

    def _has_slept(self) -> bool:
        before, self._slept = self._slept, asleep()
        return self._slept - before > _SLEPT_SECONDS

    def _minutes(self) -> int:
        if self.desk is None:
            return _MINUTES
        edition = self.desk.bank.editions.get(self.desk.settings.edition)
        return edition.proposals.get("lock_after_minutes", _MINUTES) if edition else _MINUTES

    def listen_for_signals(self) -> None:
        """A lost terminal or an order to end: put everything away and go, without a trace.

        Also the beginning of what ``lock_when_idle`` counts.
        """
        self._slept, self._began = asleep(), self.last_key
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.vanish)

    def _handle_exception(self, error: Exception) -> None:
        """A fault: what is typed is kept, and the vault remembers where it was, without a value."""
        if self.desk is not None:
            fault = {"type": FAULT, "at": self.clock().isoformat(timespec="seconds"), "place": place_of(error)}
            with contextlib.suppress(Exception):
                self.desk.vault.log(fault)
        self.put_away()
        super()._handle_exception(error)

    def vanish(self) -> None:
        """End at once, giving the terminal back where there still is one."""
        self.put_away()
        driver = self._driver
        if driver is not None:
            with contextlib.suppress(Exception):
                driver.stop_application_mode()
            with contextlib.suppress(Exception):
                driver.close()
        self.end_process()

    def end_process(self) -> None:
        """The last line; apart, so that a test can stand in for it."""
        os._exit(0)
