"""Which languages there are, and how far each translation may be trusted.

The list stands in ``locales/languages.yaml``, apart from the catalogue folders:
a folder alone makes no language. Nothing above *draft* stands without the name
of the person who judged it and the day. Texts put to a child are approved apart.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from debrief.language.pseudo import PSEUDO
from debrief.language.refusals import DamagedLanguageList, UnknownLanguage
from debrief.places import shipped

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


@cache
def language(tag: str) -> Language:
    """One language by its tag; refused with LANG-01 if it is not a supported one."""
    if tag in PSEUDO:
        pseudo = PSEUDO[tag]
        return Language(tag, pseudo.english, pseudo.own, pseudo.direction, Review())
    reviews = _reviews(shipped("locales") / "languages.yaml")
    if tag not in reviews:
        raise UnknownLanguage(name=tag)
    locale = Locale.parse("en") if tag == SOURCE else cldr(tag)
    english = locale.get_display_name("en") or tag
    own = locale.get_display_name(locale) or english
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Language(tag, english, own[:1].upper() + own[1:], direction, reviews[tag])


def available() -> list[Language]:
    """Every supported language: English, then the others by their own names."""
    tags = _reviews(shipped("locales") / "languages.yaml")
    return sorted((language(tag) for tag in tags), key=lambda it: (it.tag != SOURCE, it.own))


@cache
def _reviews(path: Path) -> dict[str, Review]:
    try:
        rows = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["languages"]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise DamagedLanguageList(file=path.name, reason=type(error).__name__, name="languages") from error
    reviews = {}
    for tag, row in rows.items():
        try:
            reviews[str(tag)] = Review.model_validate(row)
        except ValidationError as error:
            reason = str(error.errors(include_url=False, include_input=False)[0]["msg"])
            raise DamagedLanguageList(file=path.name, reason=reason, name=str(tag)) from error
    return reviews
