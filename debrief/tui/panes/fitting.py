"""A text in so many cells."""

from __future__ import annotations

from rich.cells import cell_len


def fitted(text: str, width: int) -> str:
    """The text in at most ``width`` cells, with "…" where it was cut."""
    text = " ".join(text.split())
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"
