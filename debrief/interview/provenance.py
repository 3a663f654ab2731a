"""Where a value comes from, and the small types that events and records share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from debrief.bank.scalars import LanguageCode, Line, Moment, Text, Whole
from debrief.bank.values import Passage
from debrief.interview.address import Address


def _address(text: str) -> str:
    Address.parse(text)
    return text


At = Annotated[str, StringConstraints(max_length=120), AfterValidator(_address)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]{0,79}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=1, le=999_999, strict=True)]


class Part(BaseModel):
    """Strict and frozen; nothing that was typed stands in its errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class TimeMark(Part):
    """When an account had come to a character of its words (0 is before the first)."""

    offset: Whole
    at: Moment


class Asked(Part):
    """The question as it was really put: which prompt, the words, the form actually used."""

    item: Name | None = None
    n: Whole | None = None
    words: Text | None = None
    language: LanguageCode | None = None
    form: Literal["open", "cue", "focused", "closed", "other"] | None = None
    bank: Digest | None = None
    translation: Literal["original", "draft", "reviewed", "fallback"] | None = None


class Provenance(Part):
    """Where a value comes from (content C.2). Observation, speech and opinion stay apart."""

    speaker: Literal["person", "companion", "officer", "document", "interpreter", "other"] | None = None
    source: Line | None = None
    """For reported and already told: the agency or person, in words."""
    dated: Line | None = None
    """When the source said or wrote it."""
    knows: Literal["did_saw", "heard_said", "told_by", "read", "phone_map", "worked_out", "assumed"] | None = (
        None
    )
    told_by: Annotated[str, StringConstraints(pattern=r"^person:[1-9]\d*$")] | None = None
    asked: Asked | None = None
    before: Text | None = None
    """For volunteered words: what was said just before them."""
    interpreter: Line | None = None
    document: Annotated[str, StringConstraints(pattern=r"^document:[1-9]\d*$")] | None = None
    passages: tuple[Passage, ...] = ()
    pasted: bool = False
    made_up: bool = False
    """A set-up fact invented for a demonstration or a test; printed wherever the value is."""
