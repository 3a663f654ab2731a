"""The published definitions are those of the code."""

from __future__ import annotations

from pathlib import Path

from debrief.bundle import schemas

EXPORTS = Path(__file__).parents[2] / "exports"


def test_the_files_are_current(tmp_path: Path) -> None:
    schemas.write(tmp_path)
    for path in tmp_path.iterdir():
        published = EXPORTS / path.name
        assert published.read_bytes() == path.read_bytes(), (
            f"{path.name} is out of date: python -m debrief.bundle.schemas exports"
        )


def test_every_field_is_required_and_no_other_allowed() -> None:
    for schema in schemas.schemas().values():
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])
