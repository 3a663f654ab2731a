"""The menu: everywhere one can go from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual import on
from textual.widget import Widget

from debrief.language import marked, say
from debrief.tui import talk
from debrief.tui.panes import Row, Rows
from debrief.tui.screens.calm import CalmScreen

_OF_A_DEBRIEF: tuple[tuple[str, str, str], ...] = (
    ("account", marked("The account, as it is told"), "Ctrl+A"),
    ("tag", marked("Tag passages of the account"), ""),
    ("missing", marked("What is still missing"), ""),
    ("open", marked("Next open question"), "F10"),
    ("find", marked("Find a question"), "Ctrl+F"),
    ("gates", marked("Safeguards: what is waited for"), "F8"),
    ("cards", marked("People, phones, vehicles, places …"), ""),
    ("journey", marked("Journey, crossings, places of work and stay"), ""),
    ("timeline", marked("Timeline of everything dated"), ""),
    ("coverage", marked("What each agency still lacks"), ""),
    ("read_back", marked("Read back"), ""),
    ("sign", marked("Sign off"), ""),
    ("export", marked("Export"), ""),
    ("end", marked("End the talk"), ""),
    ("urgent", marked("Urgent: who was told, and when"), "F7"),
    ("acts", marked("More about this record"), ""),
    ("texts", marked("Words to say"), "Ctrl+W"),
    ("interpreter", marked("Interpreter’s view"), ""),
    ("spellings", marked("Spellings to take over"), ""),
)
_OF_TRAINING: tuple[tuple[str, str, str], ...] = (("training", marked("After the practice"), ""),)
_ALWAYS: tuple[tuple[str, str, str], ...] = (
    ("receipt", marked("Take in a receipt"), ""),
    ("update", marked("Take in an update"), ""),
    ("languages", marked("Languages"), "F6"),
    ("colours", marked("Colours: dark, light, high contrast"), ""),
    ("list", marked("All de-briefs"), ""),
    ("lock", marked("Lock"), "Ctrl+L"),
    ("quit", marked("End the app"), "Ctrl+Q"),
)


class MenuScreen(CalmScreen[None]):
    """Enter goes; Escape leaves."""

    may_find = True

    def title_words(self) -> str:
        return say("Where to")

    def body(self) -> Iterable[Widget]:
        yield Rows(self._rows, classes="list menu")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", marked("go there")), ("Esc", marked("back")))

    async def arrive(self) -> None:
        self.set_focus(self.query_one(Rows))

    def _rows(self) -> list[Row]:
        rows = _ALWAYS if self.calm.working is None else (*_OF_A_DEBRIEF, *self._practice(), *_ALWAYS)
        return [Row(key, say(words), aside=keys) for key, words, keys in rows]

    def _practice(self) -> tuple[tuple[str, str, str], ...]:
        working = self.calm.working
        opened = working.interview.state.opened if working is not None else None
        return _OF_TRAINING if opened is not None and opened.case else ()

    @on(Rows.Chosen)
    def _go(self, event: Rows.Chosen) -> None:
        app = self.calm
        app.pop_screen()
        _WAYS[event.key](app)


def _screen(module: str, name: str) -> Callable[[Any], None]:
    def go(app: Any) -> None:
        from importlib import import_module

        if app.working is not None:  # it shows what is on record, or follows from it
            app.screen.refuse(app.working.say_all())
        app.push_screen(getattr(import_module(f"debrief.tui.screens.{module}"), name)())

    return go


def _question(act: Callable[[Any, Any], None]) -> Callable[[Any], None]:
    """Back at the question, the app and its screen do something."""

    def go(app: Any) -> None:
        from debrief.tui.screens.question import QuestionScreen

        for screen in app.screen_stack:
            if isinstance(screen, QuestionScreen):
                app.go_to(screen.spot)
                act(app, screen)
                return

    return go


def _end(app: Any) -> None:
    if isinstance(app.screen, CalmScreen) and app.working is not None:
        talk.end(app.screen, app.working)


def _list(app: Any) -> None:
    from debrief.tui.screens.debriefs import DebriefsScreen

    if app.working is not None:
        app.working.say_all()
    app.working = None
    while not isinstance(app.screen, DebriefsScreen) and len(app.screen_stack) > 1:
        app.pop_screen()


_WAYS: dict[str, Callable[[Any], None]] = {
    "account": lambda app: app.action_account(),
    "tag": _screen("tag", "TagScreen"),
    "missing": _screen("still_missing", "StillMissingScreen"),
    "timeline": _screen("timeline", "TimelineScreen"),
    "open": _question(lambda app, screen: screen.action_next_open()),
    "find": _question(lambda app, screen: app.action_find()),
    "gates": lambda app: app.action_gates(),
    "texts": lambda app: app.action_texts(),
    "interpreter": _screen("interpreter", "InterpreterScreen"),
    "training": _screen("training", "TrainingScreen"),
    "spellings": _screen("spellings", "SpellingsScreen"),
    "cards": _screen("cards", "CardsScreen"),
    "journey": _screen("journey", "JourneyScreen"),
    "coverage": _screen("coverage", "CoverageScreen"),
    "read_back": _screen("read_back", "ReadBackScreen"),
    "sign": _screen("sign_off", "SignOffScreen"),
    "export": _screen("export", "ExportScreen"),
    "end": _end,
    "urgent": lambda app: app.action_urgent(),
    "acts": _screen("acts", "ActsScreen"),
    "receipt": _screen("receipts", "ReceiptScreen"),
    "update": _screen("updates", "UpdateScreen"),
    "languages": _screen("languages", "LanguagesScreen"),
    "colours": lambda app: app.next_colours(),
    "list": _list,
    "lock": lambda app: app.lock(),
    "quit": lambda app: app.action_leave_app(),
}
