"""The app: one vault, one de-brief open at a time, and the keys that work from anywhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from debrief.errors import Refusal
from debrief.language import current, ready, use_or_english
from debrief.process.rubbish import settle
from debrief.tui import phrases
from debrief.tui.frame import FramedApp
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.theme import dress

if TYPE_CHECKING:
    from debrief.bank import Bank
    from debrief.desk import Desk
    from debrief.tui.working import Working
    from debrief.vault import KdfCost


class DebriefApp(FramedApp):
    """``DebriefApp(folder, clock).run()``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "note", show=False, priority=True),
        Binding("f3", "talk", show=False, priority=True),
        Binding("f4", "distress", show=False, priority=True),
        Binding("f5", "stop", show=False, priority=True),
        Binding("f7", "urgent", show=False, priority=True),
        Binding("f8", "gates", show=False, priority=True),
        Binding("f9", "menu", show=False, priority=True),
        Binding("ctrl+a", "account", show=False, priority=True),
        Binding("ctrl+w", "texts", show=False, priority=True),
        Binding("ctrl+f", "find", show=False, priority=True),
    ]

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        again: Sequence[str] = (),
        kdf: KdfCost | None = None,
        typed_ahead: str = "",
        token: Path | None = None,
        trouble: Refusal | None = None,
    ) -> None:
        """``token``: the file with the second secret, read anew at each unlocking. ``trouble``: what went
        wrong before the first screen, said on it."""
        super().__init__(folder, clock, again=again, typed_ahead=typed_ahead, trouble=trouble)
        self.token, self.kdf = token, kdf
        self.desk: Desk | None = None
        self.working: Working | None = None
        self.note_draft: Any = None
        self.note_value: dict[str, Any] | None = None

    # -- opening -------------------------------------------------------------------------

    def first(self) -> Screen[Any]:
        if (self.folder / "header.json").exists():
            from debrief.tui.screens.unlock import UnlockScreen

            return UnlockScreen()
        from debrief.tui.screens.first_run import FirstRunScreen

        return FirstRunScreen()

    def opened(self, desk: Desk) -> None:
        """The vault is open: on to the list."""
        from debrief.tui.screens.debriefs import DebriefsScreen

        self.desk = desk
        settings = desk.settings
        self.other_language = settings.second_language
        dress(self, settings.colours)
        if current().tag == "en" and settings.language != "en":
            self.trouble = use_or_english(settings.language) or self.trouble
        self.switch_screen(DebriefsScreen())
        self.call_after_refresh(self.tell_trouble)
        self.call_after_refresh(self._read_other_language)
        self.call_after_refresh(settle)

    # -- languages -------------------------------------------------------------------------

    def _read_other_language(self) -> None:
        """Beside the list of de-briefs, so that the first F6 in a talk is as quick as the second."""
        if self.desk is not None:
            bank, edition, tag = self.desk.bank, self.desk.settings.edition, self.other_language
            self.run_worker(partial(_read_ahead, bank, edition, tag), thread=True, exit_on_error=False)

    def switched(self) -> None:
        """Before a child hears words that nobody has approved for children."""
        route = self.working.interview.route if self.working is not None else ""
        if phrases.child_warning(route) and isinstance(self.screen, CalmScreen):
            self.screen.tell(lambda: phrases.child_warning(route), warn=True)

    def next_colours(self) -> None:
        super().next_colours()
        if self.desk is not None:
            self.desk.set(colours=self.theme)

    # -- from anywhere -----------------------------------------------------------------------

    def action_note(self) -> None:
        from debrief.tui.screens.note import NoteScreen

        self._over(NoteScreen)

    def action_account(self) -> None:
        """To the account: the pane that lies below already, or a new one over this."""
        from debrief.tui.screens.account import AccountScreen

        if self.working is None or self.is_covered:
            return
        while any(isinstance(below, AccountScreen) for below in self.screen_stack[:-1]):
            self.pop_screen()
        self._over(AccountScreen, leaving=True)

    def action_texts(self) -> None:
        """The words to say: openings, ground rules, closings."""
        from debrief.tui.screens.texts import TextsScreen

        self._over(TextsScreen)

    def action_find(self) -> None:
        """To a place, by any word of it or a name. What was typed is kept, in a question as a draft."""
        from debrief.tui.screens.find import FindScreen
        from debrief.tui.screens.question import QuestionScreen

        screen, working = self.screen, self.working
        if working is None or self.is_covered or not isinstance(screen, CalmScreen) or not screen.may_find:
            return
        screen.refuse(working.pause() if isinstance(screen, QuestionScreen) else working.say_all())
        self.push_screen(FindScreen(working.interview), self._found)

    def _found(self, spot: Any) -> None:
        if spot is not None:
            self.go_to(spot)

    def action_gates(self) -> None:
        from debrief.tui.screens.gates import GatesScreen

        self._over(GatesScreen, leaving=True)

    def action_menu(self) -> None:
        from debrief.tui.screens.menu import MenuScreen

        if self.desk is not None:
            self._over(MenuScreen, needs_debrief=False)

    def _over(self, kind: type[CalmScreen[Any]], needs_debrief: bool = True, *, leaving: bool = False) -> None:
        """A screen over this one, unless it is there already. ``leaving``: what was typed is said first."""
        blocked = not isinstance(self.screen, CalmScreen) or isinstance(self.screen, kind)
        if blocked or self.is_covered or (needs_debrief and self.working is None):
            return
        if leaving and self.working is not None and isinstance(self.screen, CalmScreen):
            self.screen.refuse(self.working.say_all())
        self.push_screen(kind())

    def _of_the_talk(self, name: str) -> None:
        from debrief.tui import talk

        if self.working is None or not isinstance(self.screen, CalmScreen):
            return
        talking = self.working.interview.state.sitting is not None
        if not self.is_covered or (talking and self.screen.hears_stop):
            getattr(talk, name)(self.screen, self.working)

    def action_talk(self) -> None:
        """Begin the talk; then break, and on again."""
        self._of_the_talk("begin_or_break")

    def action_distress(self) -> None:
        self._of_the_talk("distress")

    def action_stop(self) -> None:
        self._of_the_talk("stop")

    def action_urgent(self) -> None:
        """To the urgent actions: who was told, when, and when they acknowledged it."""
        from debrief.tui.outline import Spot, next_instance

        if self.working is not None and isinstance(self.screen, CalmScreen) and self.screen.hears_stop:
            self.screen.urgent_first()
        elif self.working is not None and not self.is_covered:
            made = next_instance(self.working.interview, "urg_actions")
            self.go_to(Spot("urg_actions", made))

    def go_to(self, spot: Any, part: str | None = None) -> None:
        """To a place of the open de-brief, or a part of it, from whatever screen lies over the question."""
        from debrief.tui.screens.question import QuestionScreen

        while not isinstance(self.screen, QuestionScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, QuestionScreen):
            self.screen.go(spot, part)

    def hide(self) -> None:
        from debrief.tui.screens.hidden import HiddenScreen

        if self.desk is not None and self.may_be_hidden:
            self.push_screen(HiddenScreen())


def _read_ahead(bank: Bank, edition: str, tag: str) -> None:
    """A language's texts, and CLDR's names in it."""
    from debrief.tui.specs import lists

    ready(tag)
    with contextlib.suppress(Refusal):  # said when somebody switches to it
        lists(bank, edition, tag)
