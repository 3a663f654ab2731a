"""The language of the interface, and ``say()``.

``say()`` looks a text up when it is called, never before: a switch of language
in place is then a repaint, and nothing half typed is lost. Two languages can be
shown at once: ``say(text, language="en")`` beside ``say(text)``.

    use("vi")
    say("Next")                               # the interface
    say(question, context=prompt("rcr_open", "adult", 1))
    say_many("{count} question left", "{count} questions left", 3)
    refusal.say(say_error)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from debrief.language import contexts
from debrief.language.catalogues import Catalogue, Said, Status
from debrief.language.refusals import LanguageRefusal
from debrief.language.supported import SOURCE, Language

_current: Catalogue | None = None  # English, once something is said


def use(tag: str) -> Language:
    """Make a language that of the interface, reading its catalogue anew if it changed.

    Refused with LANG-01 or LANG-02; the language in use then stays."""
    global _current
    _current = Catalogue.load(tag)
    return _current.language


def use_or_english(tag: str) -> LanguageRefusal | None:
    """Make a language that of the interface; where it cannot be, English, and why, to be said to the user."""
    try:
        use(tag)
    except LanguageRefusal as refusal:
        use(SOURCE)
        return refusal
    return None


def ready(tag: str) -> None:
    """Reads a catalogue ahead, so that the first switch to it is as quick as the next; for another thread."""
    Catalogue.load_or_none(tag)


@contextmanager
def speaking(tag: str) -> Iterator[Language]:
    """Everything said inside is said in this language; then again in the one before.

    For a paper in another language than the screen's: a form that is filled in in English."""
    global _current
    before = _catalogue(None)
    try:
        yield use(tag)
    finally:
        _current = before


def current() -> Language:
    """The language of the interface."""
    return _catalogue(None).language


def said(msgid: str, context: str | None = None, *, language: str | None = None, **facts: str | int) -> Said:
    """A text, the language it is really in, and how far to trust it."""
    return _catalogue(language).say(msgid, context, **facts)


def say(msgid: str, context: str | None = None, *, language: str | None = None, **facts: str | int) -> str:
    """A text in the language of the interface, or in another one named by its tag."""
    return said(msgid, context, language=language, **facts).text


def say_many(one: str, many: str, count: int, *, language: str | None = None, **facts: str | int) -> str:
    """The form of a text that fits a number."""
    return _catalogue(language).say_many(one, many, count, None, **facts).text


def say_error(sentence: str) -> str:
    """A sentence of a refusal, or a word that stands in one as anywhere else: ``refusal.say(say_error)``."""
    found = said(sentence, contexts.ERROR)
    return say(sentence) if found.status is Status.FALLBACK else found.text


def marked(msgid: str) -> str:
    """The same text, marked for the translators; said later, where it is shown.

    For texts that must stand before a language is known, such as the
    descriptions of key bindings."""
    return msgid


def _catalogue(tag: str | None) -> Catalogue:
    global _current
    if _current is None:
        _current = Catalogue.load(SOURCE)
    return _current if tag in (None, _current.language.tag) else Catalogue.load_or_none(str(tag))
