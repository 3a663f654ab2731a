"""The published definitions of the sealed documents, as JSON Schema 2020-12.

python -m debrief.bundle.schemas exports
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .enrol import Enrolment
from .packs import PackStatement
from .passage import Passage
from .port_returns import PortReturns
from .receipts import Receipt
from .shapes import Document
from .statement import Statement
from .trust import TrustList

_MODELS: dict[str, type[Document]] = {
    "enrolment.schema.json": Enrolment,
    "pack.schema.json": PackStatement,
    "passage.schema.json": Passage,
    "port_returns.schema.json": PortReturns,
    "receipt.schema.json": Receipt,
    "statement.schema.json": Statement,
    "trust.schema.json": TrustList,
}


def schemas() -> dict[str, dict[str, Any]]:
    """File name to JSON Schema, of every document that is signed."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            # Every field is always written, so that there is one byte form.
            **model.model_json_schema(by_alias=True, mode="serialization"),
        }
        for name, model in _MODELS.items()
    }


def text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema to ``folder``."""
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
