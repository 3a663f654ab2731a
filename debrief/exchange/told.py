"""What is put to a person on a paper, and how far its translation may be trusted: that stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from debrief.bank import Bank
from debrief.bank.schema import Item, Prompt, RouteName, SpokenText
from debrief.exchange.sheet import Line
from debrief.language import Said, Status, contexts, current, marked, said

_BLANK = "__________"
_FACTS = {"interviewer": _BLANK, "agency": _BLANK, "recipients": _BLANK, "their_words": "…"}
_STATUS = {
    Status.DRAFT: marked("DRAFT translation, not yet reviewed: check each sentence with the interpreter"),
    Status.FALLBACK: marked("some sentences are not translated yet and stand in English"),
}


class Told:
    """Remembers how far what was said may be trusted.

    ``beside``: the tag of a language that stands small below each line where it has other words."""

    def __init__(self, beside: str | None = None) -> None:
        self._beside = beside
        self._found: set[Status] = set()

    def line(self, words: Said) -> Line:
        """A question, or what is said before it."""
        self._found.add(words.status)
        return Line(words.text, kind="question", language=_other(words))

    def lines(self, words: Callable[[str | None], Said], label: str = "") -> Iterator[Line]:
        """The same, by what says it in a language; None is the paper's."""
        shown = words(None)
        self._found.add(shown.status)
        yield Line(shown.text, label, "question", _other(shown))
        if self._beside and (other := words(self._beside)).text != shown.text:
            yield Line(other.text, kind="beside", language=other.language)

    def marks(self) -> Iterator[str]:
        """What is to be known of the translations used so far."""
        for status, words in _STATUS.items():
            if status in self._found:
                mark, of = said(words), current()
                yield f"{of.own if mark.language == of.tag else of.english}: {mark.text}"


def text_words(text: SpokenText, language: str | None = None) -> Said:
    """One of the words around the questions, with room to write where it leaves something open."""
    return said(text.text, contexts.text(text.id), language=language, **_FACTS)


def texts_for(bank: Bank, route: RouteName, *uses: str) -> list[SpokenText]:
    """The words around the questions that are said on a route."""
    return [text for text in bank.texts.values() if text.use in uses and text.who in (route, "all")]


def questions_of(item: Item, route: RouteName) -> Sequence[Prompt]:
    """The questions of an item that may be offered on a route without having been raised."""
    if not item.asked and item.id != "con_sharing":
        return ()
    if item.offer.get(route) or (route == "child" and item.child != "ask"):
        return ()
    return [prompt for prompt in item.prompts if (prompt.child if route == "child" else prompt.adult)]


def _other(words: Said) -> str | None:
    return words.language if words.language != current().tag else None
