"""Which languages there are, and how far each translation may be trusted.

The list stands in ``locales/languages.yaml``, apart from the catalogue folders:
a folder alone makes no language. Nothing above *draft* stands without the name
of the person who judged it and the day. Texts put to a child are approved apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from debrief.language.refusals import DamagedLanguageList, UnknownLanguage
from debrief.language.sources import LIST, Source, find
from debrief.language.stages import Review

if TYPE_CHECKING:
    from babel import Locale

    from debrief.language.pseudo import Pseudo

SOURCE = "en"
"""The language the questionnaire is written in."""


@dataclass(frozen=True)
class Language:
    """One language of the screen: its tag (``vi``, ``zh_Hans``), names and direction."""

    tag: str
    english: str
    own: str
    direction: Literal["ltr", "rtl"]
    review: Review

    @property
    def locale(self) -> Locale:
        """CLDR's data for it; British English for English and for the pseudo-locales."""
        return cldr(self.tag)


@lru_cache(maxsize=64)
def cldr(tag: str) -> Locale:
    """CLDR's locale for a tag; refused with LANG-01 where there is none."""
    from babel import Locale, UnknownLocaleError  # the first screen, in English, needs no CLDR

    if tag == SOURCE or pseudo_of(tag):
        return Locale.parse("en_GB")
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLanguage(name=tag) from error


def pseudo_of(tag: str) -> Pseudo | None:
    """The pseudo-locale of this tag; no language that people speak is one."""
    if not tag.startswith("qps"):
        return None
    from debrief.language.pseudo import PSEUDO

    return PSEUDO.get(tag)


def language(tag: str) -> Language:
    """One language by its tag; refused with LANG-01 if it is not a supported one."""
    pseudo = pseudo_of(tag)
    if pseudo is not None:
        return Language(tag, pseudo.english, pseudo.own, pseudo.direction, Review())
    if tag == SOURCE:  # what everything falls back to needs no list
        return Language(tag, "English", "English", "ltr", Review())
    return _language(tag, _listed())


@lru_cache(maxsize=64)
def _language(tag: str, listed: Source) -> Language:
    reviews = _reviews(listed)
    if tag not in reviews:
        raise UnknownLanguage(name=tag)
    locale = cldr(tag)
    english = locale.get_display_name("en") or tag
    own = locale.get_display_name(locale) or english
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Language(tag, english, own[:1].upper() + own[1:], direction, reviews[tag])


def available() -> list[Language]:
    """Every supported language: English, then the others by their own names."""
    tags = _reviews(_listed())
    return sorted((language(tag) for tag in tags), key=lambda it: (it.tag != SOURCE, it.own))


def _listed() -> Source:
    try:
        return find(LIST)
    except OSError as error:
        raise DamagedLanguageList(file=LIST, reason=type(error).__name__, name="languages") from error


@lru_cache(maxsize=4)
def _reviews(listed: Source) -> dict[str, Review]:
    from debrief.language.listed import reviews_of  # pydantic and YAML: after the first paint

    try:
        return reviews_of(listed.read())
    except OSError as error:
        raise DamagedLanguageList(file=LIST, reason=type(error).__name__, name="languages") from error
