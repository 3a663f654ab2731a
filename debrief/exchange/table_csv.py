"""A table as CSV that a spreadsheet shows and never works out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_csv(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """``heads``, then a line each; lines end in LF."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(map(_plain, line) for line in lines)
    return file.getvalue()


def _plain(text: str) -> str:
    """No cell of a sheet begins as a formula does."""
    return f"'{text}" if text.startswith(_FORMULA) else text
