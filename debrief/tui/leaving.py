"""Every way out: lock, idle, a lost terminal, the end. Typed words are kept, nothing is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from debrief.desk import Desk
    from debrief.tui.calm import CalmApp
    from debrief.tui.working import Working

    class _Base(CalmApp, App[Any]):
        pass
else:
    _Base = object

_MINUTES = 5


class Leaving(_Base):
    """How the app ends. All of it goes through ``put_away``."""

    desk: Desk | None
    working: Working | None
    last_key: datetime
    note_draft: Any
    note_value: dict[str, Any] | None
    again: list[str]

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
                self.desk.vault.close()
            self.desk = None

    def action_lock(self) -> None:
        """Lock: this program ends and another takes its place, with nothing in memory."""
        if self.desk is None:
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
        """Lock when nobody has typed for as long as the edition says."""
        clock: Any = self.clock  # type: ignore[attr-defined]
        if self.desk is not None and clock() - self.last_key >= timedelta(minutes=self._minutes()):
            self.action_lock()

    def _minutes(self) -> int:
        if self.desk is None:
            return _MINUTES
        edition = self.desk.bank.editions.get(self.desk.settings.edition)
        return edition.proposals.get("lock_after_minutes", _MINUTES) if edition else _MINUTES

    def listen_for_signals(self) -> None:
        """A lost terminal or an order to end: put everything away and go, without a trace."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.vanish)

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
