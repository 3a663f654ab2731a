"""A paper as a plain value: a title, what stands on every page, and parts made of lines.

It is written as text (``as_text``) or as one self-contained page (``as_html``), and is in memory until
somebody lets it leave (``debrief.desk.papers``). Nothing of it stands in a ``repr``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from debrief.language import current

Kind = Literal["plain", "words", "note", "question", "beside", "point", "field", "write"]
"""``words``: somebody's own; ``note``: about the paper or a value; ``question``: to be put to a person;
``beside``: the same in another language; ``point``: to point at; ``field``: of a form; ``write``: room to
write by hand."""


@dataclass(frozen=True)
class Line:
    """One line: what it is called, if anything, and its words."""

    text: str = field(repr=False)
    label: str = field(default="", repr=False)
    kind: Kind = "plain"
    language: str | None = None
    """The tag the words are in where it is another than the paper's."""


@dataclass(frozen=True)
class Part:
    """Lines under a heading."""

    title: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True)
class Sheet:
    """``marks`` stand on every page: what the paper is, and what it is not."""

    title: str = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    marks: tuple[str, ...] = ()
    shape: Literal["pages", "one_page", "card"] = "pages"
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"


def sheet(
    title: str,
    parts: Sequence[Part],
    marks: Sequence[str] = (),
    shape: Literal["pages", "one_page", "card"] = "pages",
) -> Sheet:
    """A paper in the language in use; parts without lines are left out."""
    of = current()
    kept = tuple(part for part in parts if part.lines)
    return Sheet(title, kept, tuple(marks), shape, of.tag, of.direction)


def as_text(paper: Sheet) -> str:
    """The paper as plain text, not wrapped, so that what is pasted elsewhere stays whole.

    What the paper is stands over every part, as it stands on every page.
    """
    mark = paper.marks[0] if paper.marks and paper.shape == "pages" else ""
    blocks = ["\n".join((*paper.marks, paper.title))]
    for nth, part in enumerate(paper.parts):
        head = (mark if nth else "", part.title)
        blocks.append("\n".join(filter(None, (*head, *map(_line_text, part.lines)))))
    return "\n\n".join(blocks) + "\n"


def _line_text(line: Line) -> str:
    if line.kind == "write":
        return f"{line.label}: " + "_" * 40 if line.label else "_" * 60
    if line.kind == "field":
        return f"\n{line.text}"
    words = f"[{line.text}]" if line.kind == "note" else line.text
    return f"{line.label}: {words}" if line.label else words
