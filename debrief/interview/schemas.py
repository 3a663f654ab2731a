"""The published forms of what a de-brief is made of: its record, its events, its answer types.

``python -m debrief.interview.schemas exports`` writes them; a test checks that they are current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, shape_of
from debrief.interview.event_json import events_schema
from debrief.interview.record import Record

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """File name to JSON Schema."""
    answers = {name: shape_of(name).json_schema(by_alias=True) for name in sorted(ANSWER_TYPES - CONTAINERS)}
    return {
        "record.schema.json": {"$schema": _DRAFT, **Record.model_json_schema(by_alias=True)},
        "event.schema.json": {"$schema": _DRAFT, **events_schema()},
        "answers.schema.json": {"$schema": _DRAFT, "title": "Values by answer type", "types": answers},
    }


def text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Writes every schema to ``folder``."""
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
