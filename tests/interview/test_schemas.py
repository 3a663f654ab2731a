"""The published schemas are those of the code."""

from __future__ import annotations

from debrief.interview.schemas import schemas, text
from debrief.places import shipped


def test_the_published_schemas_are_current() -> None:
    for name, schema in schemas().items():
        published = (shipped("exports") / name).read_text(encoding="utf-8")
        assert published == text(schema), f"run: python -m debrief.interview.schemas exports ({name})"
