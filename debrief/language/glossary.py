"""Words an interpreter should know before they come: what to say, what to leave unsaid, false friends.

``locales/<tag>/glossary.yaml`` holds them, one file a language; the English one stands in for a language
that has none yet. It is data, and checked each time it is read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from debrief.language.refusals import DamagedGlossary
from debrief.language.supported import SOURCE
from debrief.places import shipped
from debrief.text import is_safe

FILE = "glossary.yaml"


def _safe(text: str) -> str:
    if not is_safe(text):
        raise ValueError("characters that may not be stored")
    return text


Words = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_safe)]


class Term(BaseModel):
    """One English word, and how it is dealt with in a language.

    ``avoid``: it names what the person has not named. ``false_friend``: it sounds plain and means something
    else to those who were told it. ``explain``: a professional's word that means nothing to most people.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: Words
    kind: Literal["avoid", "false_friend", "explain"]
    say: Annotated[tuple[Words, ...], Field(max_length=10)] = ()
    """What to say for it, in the language."""
    not_: Annotated[tuple[Words, ...], Field(max_length=10, alias="not")] = ()
    """What not to say for it, in the language."""
    note: Words


class _Glossary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    glossary: Literal[1]
    terms: Annotated[tuple[Term, ...], Field(min_length=1, max_length=500)]


def glossary(tag: str) -> tuple[Term, ...]:
    """The words of a language, or the English ones. Refused with LANG-04 where the file is damaged."""
    path = shipped("locales") / tag / FILE
    own = path.is_file() and tag.replace("_", "").isalnum()
    return _read(tag if own else SOURCE)


@lru_cache(maxsize=8)
def _read(tag: str) -> tuple[Term, ...]:
    try:
        content = (shipped("locales") / tag / FILE).read_bytes()
    except OSError as error:
        raise DamagedGlossary(language=tag, reason=type(error).__name__) from None
    return glossary_of(content, tag)


def glossary_of(content: bytes, tag: str) -> tuple[Term, ...]:
    """The words in the content of a file; refused with LANG-04."""
    try:
        data: Any = yaml.load(content, Loader=yaml.CSafeLoader)
        terms = _Glossary.model_validate(data).terms
    except ValidationError as error:
        steps = error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        raise DamagedGlossary(language=tag, reason=".".join(map(str, steps)) or "shape") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise DamagedGlossary(language=tag, reason=type(error).__name__) from None
    names = [term.term.casefold() for term in terms]
    for name in names:
        if names.count(name) > 1:
            raise DamagedGlossary(language=tag, reason=name)
    return terms
