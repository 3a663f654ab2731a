"""The interpreter's view: what is being said, the words to know, the spelling pane. Nothing else of the record.

It is left by the interviewer's passphrase alone, like Hide: whoever is handed the keyboard sees the
sentence now put, the words to say, the glossary and the spellings confirmed, and can go nowhere else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from debrief.errors import Refusal
from debrief.language import current, language_name, marked, say
from debrief.language.glossary import Term, glossary
from debrief.tui import phrases
from debrief.tui.hiding import opens
from debrief.tui.panes import Row, Rows
from debrief.tui.putting import Putting
from debrief.tui.screens.calm import ALWAYS, CalmScreen, plain
from debrief.tui.specs import lists
from debrief.tui.spelling import UNSAID, Spelled, confirmed, latin_beside, note_of_spelling
from debrief.tui.spoken import spoken, texts_of
from debrief.tui.widgets import Field, FieldSpec, Line, Said, field_for
from debrief.tui.working import Working, iso_639_3

if TYPE_CHECKING:
    from debrief.bank.schema import SpokenText
    from debrief.language import Said as Words

_NOW = "now"
_KINDS = {
    "avoid": marked("leave unsaid"),
    "false_friend": marked("false friend"),
    "explain": marked("say it plainly"),
}


class InterpreterScreen(CalmScreen[None]):
    """The list at the foot; what it points at stands large above it. Escape asks for the passphrase."""

    covers = True
    may_be_hidden = True
    hears_stop = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "spell", show=False, priority=True),
        Binding("ctrl+g", "confirm", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    InterpreterScreen .reading { height: 1fr; }
    InterpreterScreen .aloud { max-height: 8; min-height: 2; padding: 1 2 0 2; }
    InterpreterScreen .aloud-beside { max-height: 7; padding: 0 2 1 2; }
    InterpreterScreen .spelling, InterpreterScreen .back { display: none; }
    InterpreterScreen .back { height: auto; padding: 0 2; }
    InterpreterScreen.is-spelling .reading { display: none; }
    InterpreterScreen.is-spelling .spelling { display: block; }
    InterpreterScreen.is-leaving .back { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pane: Field | None = None
        self._trying = False
        self._urgent = False

    @property
    def working(self) -> Working:
        assert self.calm.working is not None
        return self.calm.working

    def title_words(self) -> str:
        return say("Interpreter’s view")

    def all_keys(self) -> Sequence[tuple[str, str]]:
        """Only the keys that work here: the others belong to the record."""
        own: tuple[tuple[str, str], ...]
        if self.has_class("is-leaving"):
            own = (("Enter", marked("open it")), ("Esc", marked("back")))
        elif self.has_class("is-spelling"):
            own = (("Ctrl+G", marked("confirm")), ("Esc", marked("to the list")))
        else:
            own = (
                ("↑ ↓", marked("walk")),
                ("Ctrl+N", marked("spell a name")),
                ("F5", marked("stop")),
                ("Esc", marked("passphrase")),
            )
        return (*own, *ALWAYS[1:])

    def body(self) -> Iterable[Widget]:
        self._pane = field_for(self._spec())
        yield Vertical(
            Said(lambda: self._aloud()[0], lambda: phrases.drawer_of(self.tag), classes="aloud"),
            Said(lambda: self._aloud()[1], phrases.drawer, classes="aloud-beside"),
            Rows(self._rows, classes="list"),
            classes="reading",
        )
        yield VerticalScroll(
            self._pane,
            Said(self._hint, phrases.drawer, classes="step-text"),
            classes="page spelling",
            can_focus=False,
        )
        yield Vertical(
            Said(lambda: say("The interviewer’s passphrase leads back."), phrases.drawer),
            Line(password=True, id="way-back"),
            classes="back",
        )

    async def arrive(self) -> None:
        rows = self.query_one(Rows)
        self.set_focus(rows)
        self.watch(rows, "at", self._turned, init=False)
        try:
            glossary(self.tag)
        except Refusal as refusal:
            self.refuse(refusal)

    def _turned(self) -> None:
        for said in self.query(".reading > Said").results(Said):
            said.again()

    # -- what is being said ----------------------------------------------------------------

    @property
    def tag(self) -> str:
        """The person's language: the one of the two that is not English."""
        return current().tag if current().tag != "en" else self.calm.other_language

    def _aloud(self) -> tuple[str, str]:
        """The words in the person's language; then the English and how far the words may be trusted."""
        here = str(self.query_one(Rows).here) if self.is_mounted else _NOW
        kind, _, name = here.partition(":")
        match kind:
            case "text":
                text = self.working.interview.bank.texts[name]
                return self._both(*(spoken(self.working, text, tag) for tag in (self.tag, "en")))
            case "term":
                return _explained(next(term for term in self._terms() if term.term == name))
            case "spelled":
                return self._spelling_words(name)
        return self._put()

    def _put(self) -> tuple[str, str]:
        """The question at the place the interviewer is in, if one may be put."""
        from debrief.tui.screens.question import QuestionScreen

        below = [screen for screen in self.app.screen_stack if isinstance(screen, QuestionScreen)]
        putting = Putting(self.working, below[-1].spot) if below else None
        prompt = putting.chosen() if putting else None
        if putting is None or prompt is None:
            return say("No question is put now."), ""
        route = self.working.interview.route
        words = [phrases.prompt_words(prompt, putting.item.id, route, tag) for tag in (self.tag, "en")]
        return self._both(*words)

    def _both(self, words: Words, english: Words) -> tuple[str, str]:
        beside = [english.text, phrases.trust(words, self.tag, self.working.interview.route)]
        return words.text, "\n".join(part for part in beside if part and part != words.text)

    # -- the list -------------------------------------------------------------------------

    def _rows(self) -> list[Row]:
        rows = [Row(_NOW, say("The question now"), "»")]
        rows += [Row(f"text:{t.id}", self._line_of(t), "“", say("words to say")) for t in self._texts()]
        rows += [
            Row(f"spelled:{each.at}", f"{each.word}  {each.roman}".strip(), "✓", self._tongue(each))
            for each in confirmed(self.working.interview)
        ]
        return rows + [Row(f"term:{t.term}", t.term, "!", say(_KINDS[t.kind])) for t in self._terms()]

    def _texts(self) -> list[SpokenText]:
        return texts_of(self.working.interview)

    def _line_of(self, text: SpokenText) -> str:
        return spoken(self.working, text).text

    def _terms(self) -> tuple[Term, ...]:
        try:
            return glossary(self.tag)
        except Refusal:  # told on arrival; the rest of the view is whole without it
            return ()

    def _tongue(self, spelled: Spelled) -> str:
        return f"{language_name(spelled.language, current().tag) or spelled.language}, {spelled.script}"

    def _spelling_words(self, at: str) -> tuple[str, str]:
        each = next(each for each in confirmed(self.working.interview) if each.at == at)
        return each.word, "\n".join(filter(None, (each.roman, self._tongue(each))))

    # -- the spelling pane ------------------------------------------------------------------

    def _spec(self) -> FieldSpec:
        interview = self.working.interview
        lists_of = lists(interview.bank, interview.state.edition, current().tag)
        shared: dict[str, Any] = {
            "language": current().tag, "say": say, "draw": phrases.drawer(), "lists": lists_of,
        }  # fmt: skip
        fields = (
            FieldSpec("word", "name", say("The name or word, as it is written"), **shared),
            FieldSpec("language", "single", say("In which language"), options=lists_of["language"], **shared),
        )
        return FieldSpec("spelling", "group", "", fields=fields, **shared)

    def _hint(self) -> str:
        latin = latin_beside(self._pane.value if self._pane else None)
        if not latin:
            return say(
                "Letter by letter or pasted; in Latin letters only as the person or their papers write it."
            )
        return say("Roughly, letter by letter: {latin}. A hint only; it is not kept.", latin=latin)

    def action_spell(self) -> None:
        """To the spelling pane; what stood in it stands there still."""
        if self.has_class("is-leaving") or self._pane is None:
            return
        self.add_class("is-spelling")
        if self._pane.value is None and self.tag not in ("en", "qps", "qps_Arab"):
            code = iso_639_3(self.tag, self.working.interview.bank)
            self._pane.value = {"language": {"choice": code}}
        self._pane.focus_first()
        self.relabel()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        event.stop()
        self.query_one(".spelling > .step-text", Said).again()
        if self.calm.note_draft is None:  # a half-spelled word is kept as a note if the app has to go
            self.calm.note_value = note_of_spelling(self._pane.value if self._pane else None, UNSAID)

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        event.stop()
        self.action_confirm()

    def action_confirm(self) -> None:
        """Keeps the word as it stands, for the interviewer to take over."""
        if not self.has_class("is-spelling") or self._pane is None:
            return
        note = note_of_spelling(self._pane.value)
        if note is None:
            self.tell(plain(marked("A word and its language are needed.")), warn=True)
        elif not self.refuse(self.working.file.do("noted", **note)):
            self._forget()
            self.working.heard()
            self.tell(plain(marked("Confirmed. The interviewer takes it over.")))
            self._to_list()

    def _forget(self) -> None:
        assert self._pane is not None
        self._pane.value = None
        if self.calm.note_draft is None:
            self.calm.note_value = None

    def _to_list(self) -> None:
        self.remove_class("is-spelling", "is-leaving")
        self.set_focus(self.query_one(Rows))
        self.relabel()

    def relabel(self) -> None:
        if self._pane is not None:
            self._pane.relabel(self._spec())
        super().relabel()

    # -- the way back -----------------------------------------------------------------------

    def leave(self) -> None:
        """Escape: from the pane to the list, from the list to the passphrase, and back. Never out."""
        if self.has_class("is-spelling") or self.has_class("is-leaving"):
            self.query_one("#way-back", Line).value = ""
            self._urgent = False
            self._to_list()
            return
        self.add_class("is-leaving")
        self.quiet()
        self.set_focus(self.query_one("#way-back", Line))
        self.relabel()

    def urgent_first(self) -> None:
        """What is urgent belongs to the record: the passphrase leads there."""
        self._urgent = True
        if not self.has_class("is-leaving"):
            self._to_list()
            self.leave()
        self.tell(plain(marked("Urgent: the passphrase leads to what is to be done.")))

    @on(Line.GoOn)
    def _passphrase(self, event: Line.GoOn) -> None:
        event.stop()
        if self.has_class("is-leaving") and not self._trying:
            self._trying = True
            self.in_turn(self._try())

    async def _try(self) -> None:
        line = self.query_one("#way-back", Line)
        typed, line.value = line.value, ""
        test = partial(opens, self.calm.folder, typed, self.calm.token)
        right = bool(typed.strip()) and await asyncio.to_thread(test)
        self._trying = False
        if right:
            self._forget_unless_typed()
            self.dismiss()
            if self._urgent:
                self.calm.call_later(self.calm.action_urgent)
        else:
            self.tell(plain(marked("That is not the passphrase.")), warn=True)

    def _forget_unless_typed(self) -> None:
        """What was spelled and not confirmed is kept with the rest, as it would be if the app had to go."""
        note = note_of_spelling(self._pane.value if self._pane else None, UNSAID)
        if note is not None:
            self.refuse(self.working.file.do("noted", **note))
        self._forget()


def _explained(term: Term) -> tuple[str, str]:
    """A word of the glossary: what to say, and below it what not, and why."""
    say_it = " / ".join(term.say)
    not_it = say("Not: {words}", words=" / ".join(term.not_)) if term.not_ else ""
    return f"{term.term} → {say_it}" if say_it else term.term, "\n".join(filter(None, (not_it, term.note)))
