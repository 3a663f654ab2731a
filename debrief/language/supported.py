"""Which languages there are, and how far each translation may be trusted.

The list stands in ``locales/languages.yaml``, apart from the catalogue folders:
a folder alone makes no language. Nothing above *draft* stands without the name
of the person who judged it and the day. Texts put to a child are approved apart.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal

import yaml
from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from debrief.language.pseudo import PSEUDO
from debrief.language.refusals import DamagedLanguageList, UnknownLanguage
from debrief.language.sources import LIST, Source, find

SOURCE = "en"
"""The language the questionnaire is written in."""


class Stage(StrEnum):
    """How far a translation has come; each stage holds those before it."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    BACK_TRANSLATED = "back-translated"
    APPROVED = "approved"


class Review(BaseModel):
    """One row of ``languages.yaml``: what a named person has vouched for, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    stage: Stage = Stage.DRAFT
    approved_for_children: bool = False
    reviewer: str | None = None
    date: datetime.date | None = None

    @model_validator(mode="after")
    def _vouched_for(self) -> Review:
        above_draft = self.stage is not Stage.DRAFT or self.approved_for_children
        if above_draft and not (self.reviewer and self.date):
            raise ValueError("a stage without a reviewer and a date")
        return self


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


def cldr(tag: str) -> Locale:
    """CLDR's locale for a tag; refused with LANG-01 where there is none."""
    if tag == SOURCE or tag in PSEUDO:
        return Locale.parse("en_GB")
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLanguage(name=tag) from error


def language(tag: str) -> Language:
    """One language by its tag; refused with LANG-01 if it is not a supported one."""
    if tag in PSEUDO:
        pseudo = PSEUDO[tag]
        return Language(tag, pseudo.english, pseudo.own, pseudo.direction, Review())
    return _language(tag, _listed())


@lru_cache(maxsize=64)
def _language(tag: str, listed: Source) -> Language:
    reviews = _reviews(listed)
    if tag not in reviews:
        raise UnknownLanguage(name=tag)
    locale = Locale.parse("en") if tag == SOURCE else cldr(tag)
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
    try:
        return reviews_of(listed.read())
    except OSError as error:
        raise DamagedLanguageList(file=LIST, reason=type(error).__name__, name="languages") from error


def reviews_of(content: bytes) -> dict[str, Review]:
    """The rows of a language list, by tag; refused with LANG-03."""
    rows = _part(content, "languages", dict)
    reviews = {}
    for tag, row in rows.items():
        try:
            reviews[str(tag)] = Review.model_validate(row)
        except ValidationError as error:
            reason = str(error.errors(include_url=False, include_input=False)[0]["msg"])
            raise DamagedLanguageList(file=LIST, reason=reason, name=str(tag)) from error
    return reviews


def list_version(content: bytes) -> int:
    """The version of a language list and of the catalogues with it; refused with LANG-03."""
    return int(_part(content, "version", int))


def _part(content: bytes, name: str, kind: type) -> Any:
    try:
        found = yaml.load(content, Loader=yaml.CSafeLoader)[name]
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise DamagedLanguageList(file=LIST, reason=type(error).__name__, name=name) from error
    if not isinstance(found, kind):
        raise DamagedLanguageList(file=LIST, reason=type(found).__name__, name=name)
    return found
