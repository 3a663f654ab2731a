"""How far a translation may be trusted, and who vouched for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Review:
    """One row of ``languages.yaml``: what a named person has vouched for, and when."""

    # for whoever reads rows with pydantic, which is not loaded here
    __pydantic_config__: ClassVar[dict[str, bool | str]] = {"extra": "forbid", "hide_input_in_errors": True}

    stage: Stage = Stage.DRAFT
    approved_for_children: bool = False
    reviewer: str | None = None
    date: datetime.date | None = None
    covers: Covers = Covers.EVERYTHING

    def __post_init__(self) -> None:
        above_draft = self.stage is not Stage.DRAFT or self.approved_for_children
        if above_draft and not (self.reviewer and self.date):
            raise ValueError("a stage without a reviewer and a date")
