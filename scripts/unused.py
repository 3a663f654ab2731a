"""Code that nothing calls: functions, methods, classes and imports, found by vulture.

Fields of models and members of enumerations are left out: they are read by
name, by pydantic or from a file, so all of them look unused. Local variables
that nothing reads are ruff's.
"""

import sys
import tomllib
from pathlib import Path

from vulture import Vulture

LEFT_OUT = {"variable", "attribute"}


def unused(settings: dict) -> list[str]:
    """One line for each, with its place."""
    vulture = Vulture(ignore_names=settings["ignore_names"], ignore_decorators=settings["ignore_decorators"])
    vulture.scavenge([path for path in settings["paths"] if Path(path).exists()])
    found = vulture.get_unused_code(min_confidence=settings["min_confidence"])
    return [item.get_report() for item in found if item.typ not in LEFT_OUT]


if __name__ == "__main__":
    lines = unused(tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["vulture"])
    print("\n".join(lines) or "Nothing is unused.")
    sys.exit(bool(lines))
