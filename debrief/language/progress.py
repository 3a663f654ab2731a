"""How far each language has come: how many texts of each kind it has, and how far they may be trusted.

``docs/translations.md`` holds the table between two marks; ``make catalogues`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog

from debrief.language import messages
from debrief.language.catalogues import Key
from debrief.language.kinds import KINDS, by_kind
from debrief.language.sources import LIST, file_in
from debrief.language.stages import Review
from debrief.language.supported import SOURCE, cldr

PAGE = "translations.md"
_BEGINS, _ENDS = "<!-- table: made by make catalogues -->", "<!-- end of table -->"


@dataclass(frozen=True)
class Progress:
    """One language: texts that it has, and those there are, by kind."""

    tag: str
    name: str
    review: Review
    done: Mapping[str, int]
    whole: Mapping[str, int]

    @property
    def texts(self) -> tuple[int, int]:
        """How many texts it has, of how many."""
        return sum(self.done.values()), sum(self.whole.values())


def progress(locales: Path) -> list[Progress]:
    """Every listed language of a folder laid out as ``locales/`` is, but English; sorted by tag."""
    from debrief.language.listed import reviews_of

    template = by_kind(messages.keys(messages.read(locales / "debrief.pot")))
    whole = {kind: len(keys) for kind, keys in template.items()}
    found = []
    for tag, review in sorted(reviews_of((locales / LIST).read_bytes()).items()):
        if tag != SOURCE:
            held = by_kind(_finished(messages.read(file_in(locales, f"{tag}.po"))))
            done = {kind: len(held[kind] & template[kind]) for kind in KINDS}
            found.append(Progress(tag, cldr(tag).get_display_name("en") or tag, review, done, whole))
    return found


def table(rows: Sequence[Progress]) -> str:
    """The same as a table in Markdown: a line a language, a column a kind."""
    whole = rows[0].whole if rows else {}
    head = ["language", "stage", *(f"{kind} ({whole.get(kind, 0)})" for kind in KINDS), "all"]
    lines = [head, ["---"] * len(head)]
    lines += [[f"{row.name} (`{row.tag}`)", standing(row.review), *_cells(row)] for row in rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def standing(review: Review) -> str:
    """How far a language may be trusted, in a few words."""
    named = f", {review.reviewer}, {review.date}" if review.reviewer else ""
    return f"{review.stage}{', approved for children' if review.approved_for_children else ''}{named}"


def with_table(page: str, rows: Sequence[Progress]) -> str:
    """A page with the table between its two marks made anew."""
    before, _, rest = page.partition(_BEGINS)
    after = rest.partition(_ENDS)[2]
    return f"{before}{_BEGINS}\n{table(rows)}{_ENDS}{after}"


def _cells(row: Progress) -> list[str]:
    done, whole = row.texts
    return [*("all" if row.done[k] == row.whole[k] else str(row.done[k]) for k in KINDS), f"{done} of {whole}"]


def _finished(catalog: Catalog) -> set[Key]:
    return {messages.key(m) for m in catalog if m.id and not m.fuzzy and all(messages.forms(m))}
