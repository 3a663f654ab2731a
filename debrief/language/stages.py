"""How far a translation may be trusted, and who vouched for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class Stage(StrEnum):
    """How far a translation has come; each stage holds those before it."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    BACK_TRANSLATED = "back-translated"
    APPROVED = "approved"


class Covers(StrEnum):
    """Which texts a language undertakes to have; the others are in English, and say so."""

    EVERYTHING = "everything"
    PERSON = "person"
    """what is put to the person, and the glossary"""


_STRICT: dict[str, bool | str] = {"extra": "forbid", "hide_input_in_errors": True}
"""For whoever reads rows with pydantic, which is not loaded here."""


@dataclass(frozen=True)
class TextReview:
    """What a named person said of one text: it holds while the catalogue has exactly these ``words``."""

    __pydantic_config__: ClassVar[dict[str, bool | str]] = _STRICT

    stage: Stage
    words: str
    reviewer: str | None = None
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        _named(self.stage is not Stage.DRAFT, self.reviewer, self.date)


@dataclass(frozen=True)
class Review:
    """One row of ``languages.yaml``: what a named person has vouched for, and when."""

    __pydantic_config__: ClassVar[dict[str, bool | str]] = _STRICT

    stage: Stage = Stage.DRAFT
    approved_for_children: bool = False
    reviewer: str | None = None
    date: datetime.date | None = None
    covers: Covers = Covers.EVERYTHING
    texts: dict[str, TextReview] = field(default_factory=dict, hash=False)
    """By context: texts that stand elsewhere than the language as a whole, further or less far."""

    def __post_init__(self) -> None:
        _named(self.stage is not Stage.DRAFT or self.approved_for_children, self.reviewer, self.date)

    def vouches_for(self, context: str | None, words: str, *, for_children: bool) -> bool:
        """Whether somebody has vouched for a text as it stands; a child's must be approved for children.

        Where a text has a row of its own that row alone counts, and only while its words have not changed."""
        own = self.texts.get(context or "")
        if own is not None:
            enough = own.stage is Stage.APPROVED if for_children else own.stage is not Stage.DRAFT
            return enough and own.words == words
        return self.approved_for_children if for_children else self.stage is not Stage.DRAFT


def _named(above_draft: bool, reviewer: str | None, date: datetime.date | None) -> None:
    if above_draft and not (reviewer and date):
        raise ValueError("a stage without a reviewer and a date")
