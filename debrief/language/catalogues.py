"""One language's texts, read from its gettext catalogue.

``locales/<tag>/LC_MESSAGES/debrief.po`` is read as it stands (no compiled
``.mo``), so a translator's edit is seen at the next switch of language. A text
that is missing, or marked *fuzzy* because its English changed, is said in
English, and says so: a question put to a victim is never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from debrief.language import contexts
from debrief.language.refusals import DamagedCatalogue, LanguageRefusal, UnknownLanguage
from debrief.language.sources import Source, find
from debrief.language.stages import Review
from debrief.language.supported import SOURCE, Language, language, pseudo_of
from debrief.text import put_in

Key = tuple[str | None, str]
Texts = dict[Key, tuple[str, ...]]
Plural = Callable[[int], int]


class Status(StrEnum):
    """How far what is shown may be trusted."""

    TRANSLATED = "translated"
    """in the language asked for, vouched for by a named reviewer (or the English itself)"""
    DRAFT = "draft"
    """in the language asked for, not yet vouched for"""
    FALLBACK = "fallback"
    """in English, because there is no translation or it is being checked"""


class Said(NamedTuple):
    """A text as it is shown, the tag of the language it is in, and how far to trust it."""

    text: str
    language: str
    status: Status


class Catalogue:
    """The texts of one language. ``Catalogue.load("vi").say("Next")``."""

    def __init__(self, of: Language, texts: Texts, plural: Plural) -> None:
        self.language = of
        self._texts = texts
        self._plural = plural
        self._pseudo = pseudo_of(of.tag)

    @classmethod
    def load(cls, tag: str) -> Catalogue:
        """The catalogue of a supported language, read again when its file has changed.

        Refused with LANG-01 (no such language) or LANG-02 (damaged file)."""
        of = language(tag)
        if tag == SOURCE or pseudo_of(tag):
            return cls(of, {}, _one_or_many)
        try:
            source = find(f"{tag}.po")
        except OSError as error:
            raise UnknownLanguage(name=tag) from error
        read = _read(source)
        if isinstance(read, DamagedCatalogue):
            raise read
        return cls(of, *read)

    @classmethod
    def load_or_none(cls, tag: str) -> Catalogue:
        """The same; where it cannot be used, one without a text: all is in English, and says so."""
        try:
            return cls.load(tag)
        except LanguageRefusal:
            return cls(Language(tag, tag, tag, "ltr", Review()), {}, _one_or_many)

    def say(self, msgid: str, context: str | None = None, **facts: str | int) -> Said:
        """A text in this language, its ``{facts}`` put in; without facts they stay as they are."""
        texts = self._found(context, msgid)
        return self._said(texts[0] if texts else None, msgid, context, facts)

    def say_many(self, one: str, many: str, count: int, context: str | None = None, **facts: str | int) -> Said:
        """The form of a text that fits a number; ``{count}`` is a fact.

        The rule is the catalogue's own header, which ``make catalogues`` takes from CLDR."""
        texts, form = self._found(context, one), self._form(count)
        found = texts[form] if 0 <= form < len(texts) else None
        english = one if count == 1 else many
        return self._said(found, english, context, {"count": count, **facts})

    def _form(self, count: int) -> int:
        try:
            return self._plural(count)
        except ArithmeticError:  # a rule that divides by nought says nothing: English
            return -1

    def holds(self, msgid: str, context: str | None = None) -> bool:
        """Whether this language has its own words for a text."""
        return self.language.tag == SOURCE or bool(self._found(context, msgid))

    def _found(self, context: str | None, msgid: str) -> tuple[str, ...]:
        return self._texts.get((context, msgid), ())

    def _said(self, found: str | None, english: str, context: str | None, facts: dict[str, str | int]) -> Said:
        tag = self.language.tag
        if self._pseudo is not None:
            return Said(self._with(self._pseudo.says(english), facts), tag, Status.DRAFT)
        if found:
            return Said(self._with(found, facts), tag, self._status(context, found))
        status = Status.TRANSLATED if tag == SOURCE else Status.FALLBACK
        return Said(put_in(english, facts) if facts else english, SOURCE, status)

    def _with(self, text: str, facts: dict[str, str | int]) -> str:
        isolate = self.language.direction == "rtl"
        return put_in(text, facts, isolate=isolate) if facts else text

    def _status(self, context: str | None, words: str) -> Status:
        for_children = contexts.is_for_children(context)
        vouched = self.language.review.vouches_for(context, words, for_children=for_children)
        return Status.TRANSLATED if vouched else Status.DRAFT


@lru_cache(maxsize=32)
def _read(source: Source) -> tuple[Texts, Plural] | DamagedCatalogue:
    """A refusal is kept as well: a damaged file is not read again for every text beside another language."""
    from debrief.language.po_files import parse  # English, painted first, has no file

    try:
        return parse(source.name, source.read())
    except OSError:
        return DamagedCatalogue(file=source.name, line=0)
    except DamagedCatalogue as damaged:
        return damaged.with_traceback(None)


def _one_or_many(count: int) -> int:
    return int(count != 1)
