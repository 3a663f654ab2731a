"""The prosecutions row of the table: an input, since no de-brief knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from debrief.text import is_safe

from .refusals import NoProsecutions

_LARGEST = 64 * 1024

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]+$")]
Number = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]


class Prosecutions(BaseModel):
    """Prosecutions in a period: by age of the victim where that is known, and the total.

    label: Prosecutions for trafficking offences
    period: April 2009 to March 2011
    total: 12
    source: a made-up example
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    label: Words = "Prosecutions"
    period: Words
    source: Words
    child: Number | None = None
    adult: Number | None = None
    total: Number

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not all(is_safe(text) for text in (self.label, self.period, self.source)):
            raise ValueError("characters")
        both = self.child is not None and self.adult is not None
        if both and (self.child or 0) + (self.adult or 0) != self.total:
            raise ValueError("total")
        return self


def read_prosecutions(path: Path) -> Prosecutions:
    """The row in a YAML file (docs/nrm-table.md), or a refusal that names the field."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise NoProsecutions(file=path.name, field="size")
        # CSafeLoader makes plain values only.
        value = yaml.load(text, Loader=yaml.CSafeLoader)
        return Prosecutions.model_validate(value)
    except OSError as error:
        raise NoProsecutions(file=path.name, field=error.strerror or "file") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise NoProsecutions(file=path.name, field="YAML") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = str(first["loc"][0]) if first["loc"] else "total"
        known = where if where in Prosecutions.model_fields else "unknown field"
        raise NoProsecutions(file=path.name, field=known) from None
