"""The list of languages as it is written, checked row by row."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from debrief.language.refusals import DamagedLanguageList
from debrief.language.sources import LIST
from debrief.language.stages import Review

_ROWS = TypeAdapter(dict[str, Review], config=ConfigDict(hide_input_in_errors=True))


def reviews_of(content: bytes) -> dict[str, Review]:
    """The rows of a language list, by tag; refused with LANG-03."""
    rows = {str(tag): row for tag, row in _part(content, "languages", dict).items()}
    try:
        return _ROWS.validate_python(rows)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise DamagedLanguageList(file=LIST, reason=str(first["msg"]), name=str(first["loc"][0])) from error


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
