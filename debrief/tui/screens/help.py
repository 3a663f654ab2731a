"""Help: for the field one is in, the marks, and the keys that work from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from debrief.language import current, marked, say
from debrief.tui import phrases
from debrief.tui.outline import LEGEND
from debrief.tui.screens.calm import CalmScreen
from debrief.tui.widgets import Said

_TYPES: dict[str, str] = {
    "verbatim_text": marked(
        "The person's own words, as spoken. Enter is a new line, Tab goes to the next part, "
        "Ctrl+G is done. Below: as interpreted, and later the checked translation. Nothing is"
        " ever tidied."
    ),
    "note": marked("Your own words. Enter is a new line, Ctrl+G is done."),
    "partial_date": marked(
        "As far as known, as you would write it: 1990, June 1990, 12/06/1990, summer 2009, "
        "about 2008, before 2005, between 2003 and 2005. Below it stands what was understood."
        " Another calendar: Tab, then the arrows."
    ),
    "date_range": marked(
        "From and to, each as far as known: 2009, summer 2010; two dots (..) when it is not over."
    ),
    "single": marked(
        "Type any part of a choice to narrow the list, point with the arrows, Enter chooses; "
        "Enter again goes on. Delete takes the choice away."
    ),
    "multi": marked(
        "Type any part to narrow, point with the arrows, Enter or Space chooses; Enter with "
        "nothing pointed at goes on."
    ),
    "country": marked(
        "Type any part of the country's name in the screen's language or in English, then Enter."
    ),
    "language": marked(
        "Type any part of the language's name, then Enter. Below: the dialect in the person's own word."
    ),
    "yes_no_not_sure": marked("1, 2 or 3. A blank is none of them."),
    "place": marked(
        "The person's own words for it first; then what is known. A place on the map is not needed."
    ),
    "count": marked("5, or 5-7, or words such as many."),
    "money": marked("An amount, or a range such as 200-300; the currency by any part of its name."),
    "phone": marked("Digits as known, with ? for each that is not."),
    "identifier": marked("As it is written, with ? for each character that is not known."),
    "checklist": marked("Up and down walk; y, n, or a for: does not apply."),
    "matrix": marked("Up and down walk; the letter or number beside each mark sets it."),
    "name": marked("In its own script, and in Latin letters."),
    "duration": marked("5 days, 2-3 weeks, or words."),
    "datetime": marked("Day and time, such as 2011-07-19 14:05. Ctrl+T writes the time it is now."),
}
_LINKS = marked("Choose among this record's cards by number or name. Ctrl+N makes a new one and links it.")
_QUESTION: tuple[tuple[str, str], ...] = (
    ("Ctrl+G", marked("done here, on to the next")),
    ("F10", marked("next open question")),
    ("Ctrl+D", marked("next open question of this section, of one agency")),
    ("Ctrl+S", marked("state: does not know, did not want to say, …")),
    ("Ctrl+E", marked("who said it, how they know, how sure, a note")),
    ("Ctrl+R", marked("what was on record here before")),
    ("Ctrl+P", marked("another wording of the question")),
    ("Ctrl+K", marked("the child's own words that lead here")),
    ("Ctrl+U", marked("what these words touch, said unasked; then what follows")),
    ("Ctrl+O", marked("to the outline and back")),
    ("Ctrl+F", marked("find a question by any word")),
    ("Ctrl+B / Ctrl+Y", marked("back and forward through where you have been")),
    ("Ctrl+N", marked("make a new card, linked to what you are in")),
)
ANYWHERE: tuple[tuple[str, str], ...] = (
    ("F2", marked("free note")),
    ("F3", marked("begin the talk; break; go on")),
    ("F4", marked("signs of distress")),
    ("F5", marked("stop")),
    ("F6", marked("the other language")),
    ("F7", marked("urgent: who was told, and when")),
    ("F8", marked("safeguards: what is waited for")),
    ("F9", marked("menu")),
    ("Ctrl+A", marked("the account, as it is told")),
    ("Ctrl+X", marked("jump: a letter over every line and field")),
    ("Ctrl+W", marked("words to say: to begin with, ground rules, to close with")),
    ("F12", marked("hide; the passphrase brings it back")),
    ("Ctrl+L", marked("lock")),
    ("Ctrl+Q", marked("end")),
)

_MARGINS = 8
"""Cells beside the page, its scrollbar too."""
_LEAST = 20


class HelpScreen(CalmScreen[None]):
    """About the screen one came from; Escape goes back."""

    anywhere: ClassVar[tuple[tuple[str, str], ...]] = ANYWHERE

    def __init__(self, about: CalmScreen[Any]) -> None:
        super().__init__()
        self.about = about
        field = about.field()
        self._type = field.spec.type if field else ""

    def title_words(self) -> str:
        return say("Help")

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", marked("read")), ("Esc", marked("back")))

    def body(self) -> Iterable[Widget]:
        page = VerticalScroll(
            Said(self._field, phrases.drawer, classes="step-text"),
            Said(self._keys, phrases.drawer, classes="step-text"),
            Said(self._legend, phrases.drawer),
            classes="page",
        )
        yield page

    async def arrive(self) -> None:
        self.set_focus(self.query_one(VerticalScroll))

    def _field(self) -> str:
        if self.about.ABOUT:
            return say(self.about.ABOUT)
        if self._type.endswith(("_link", "_links")):
            return say(_LINKS)
        known = _TYPES.get(self._type)
        return say(known) if known else say("Tab goes on, Shift+Tab back, Enter keeps, Escape leaves.")

    def _own(self) -> Sequence[tuple[str, str]]:
        from debrief.tui.screens.question import QuestionScreen

        return _QUESTION if isinstance(self.about, QuestionScreen) else self.about.OWN_KEYS

    def _keys(self) -> str:
        lines = [self._line(key, 16, say(words)) for key, words in (*self._own(), *self.anywhere)]
        return "\n".join((say("Keys"), *lines))

    def _line(self, head: str, width: int, words: str) -> str:
        """What goes on in a second line stands under the words; from right to left the drawer sees to it."""
        room = self.size.width - width - _MARGINS
        if current().direction == "rtl" or room < _LEAST:
            return f"{head:<{width}} {words}"
        return f"\n{'':<{width}} ".join(
            (f"{head:<{width}} {line.plain}" if not n else line.plain)
            for n, line in enumerate(Content(words).wrap(room))
        )

    def _legend(self) -> str:
        return "\n".join(
            (say("Marks in the outline"), *(self._line(mark, 3, say(words)) for mark, words in LEGEND.items()))
        )
