"""The list of languages as it is written, checked row by row."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from debrief.language.refusals import DamagedLanguageList
from debrief.language.stages import Review

_ROW = TypeAdapter(Review)


def read_reviews(path: Path) -> dict[str, Review]:
    """Every row of ``languages.yaml`` by its tag; refused with LANG-03 where one is damaged."""
    try:
        rows = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["languages"]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise DamagedLanguageList(file=path.name, reason=type(error).__name__, name="languages") from error
    reviews = {}
    for tag, row in rows.items():
        try:
            reviews[str(tag)] = _ROW.validate_python(row)
        except ValidationError as error:
            reason = str(error.errors(include_url=False, include_input=False)[0]["msg"])
            raise DamagedLanguageList(file=path.name, reason=reason, name=str(tag)) from error
    return reviews
