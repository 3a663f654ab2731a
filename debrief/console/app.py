"""The console's app: one repository, one analyst, one purpose, and the keys that work from anywhere."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from debrief.console.at_work import Stoppable
from debrief.errors import Refusal
from debrief.language import marked, say
from debrief.repository.opening import folder_of

if TYPE_CHECKING:
    from debrief.console.analyst import Analyst
    from debrief.tui.screens.calm import CalmScreen

_NO_PASSPHRASE = marked("The console is closed. This repository has no passphrase: lock the machine itself.")


class ConsoleApp(Stoppable):
    """``ConsoleApp("ukhtc", clock, user="ann").run()``; also by the address of a server's database."""

    def __init__(
        self,
        location: str,
        clock: Callable[[], datetime],
        *,
        user: str,
        again: Sequence[str] = (),
        typed_ahead: str = "",
        trouble: Refusal | None = None,
    ) -> None:
        super().__init__(folder_of(location), clock, again=again, typed_ahead=typed_ahead, trouble=trouble)
        self.location, self.user = location, user
        self.desk = self.working = None  # those are a laptop's
        self.note_draft = self.note_value = None
        self.analyst: Analyst | None = None
        self.sealed = False
        """Whether the repository opens with a passphrase."""

    def first(self) -> Screen[Any]:
        from debrief.console.screens.enter import EnterScreen

        return EnterScreen()

    def entered(self, analyst: Analyst) -> None:
        """The repository is open and the purpose is given: on to the rooms."""
        from debrief.console.screens.rooms import RoomsScreen

        self.analyst = analyst
        self.switch_screen(RoomsScreen())

    def help_about(self, screen: CalmScreen[Any]) -> Screen[Any]:
        from debrief.console.screens.help import ConsoleHelpScreen

        return ConsoleHelpScreen(screen)

    def hide(self) -> None:
        from debrief.console.screens.hidden import ConsoleHiddenScreen

        if self.analyst is not None and self.may_be_hidden:
            self.push_screen(ConsoleHiddenScreen())

    # -- every way out -----------------------------------------------------------------------

    def put_away(self) -> None:
        """Closes the database. What was begun in a transaction is rolled back by itself."""
        self.stop_work()
        if self.analyst is not None:
            with contextlib.suppress(Exception):
                self.analyst.repository.close()
            self.analyst = None

    def lock(self) -> None:
        """This program ends; where there is a passphrase, another takes its place and asks for it."""
        if self.analyst is None and (os.name == "nt" or not self.sealed):
            return  # nothing is open yet
        self.put_away()
        if self.sealed:
            self.replace(self.again)
        self._say_last(say(_NO_PASSPHRASE))

    def _something_to_lock(self) -> bool:
        return self.analyst is not None or self.last_key != self._began
