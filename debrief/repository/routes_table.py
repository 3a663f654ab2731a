"""Routes: legs, entry ports and manners, counted, and a line for each de-brief's way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from babel import Locale

from debrief.bank import Bank
from debrief.text import folded

from .reader import Row
from .scope import Scope
from .store import Repository

_EDITION = "uk-2011"
_WIDTH = 80
_MOST = 40
"""Lines a list; more are counted, not shown, unless all are asked for."""


def routes_table(
    repository: Repository, bank: Bank, *, user: str, purpose: str, everything: bool = False
) -> str:
    """Legs, entries and ways as text for 80 columns. References, never names. Audited."""
    with repository.scope(user, purpose, "table routes", Scope()) as read:
        debriefs, legs, entries = read.debriefs(), read.legs(), read.entries()
    most = None if everything else _MOST
    view = _Routes(bank, debriefs, legs, entries)
    blocks = [
        (f"LEGS   ({len(legs)}; de-briefs: {_people(legs)})", view.leg_lines()),
        (f"BY MODE   (legs: {len(legs)})", view.modes()),
        (
            f"INTO THE UK   (entries: {len(entries)}; de-briefs: {_people(entries)})",
            view.entry_lines(),
        ),
        ("MANNER OF ENTRY", view.counted("ENTRY_MANNER", (e["manner"] for e in entries))),
        ("BRITISH OFFICERS MET ABROAD", view.juxtaposed()),
        ("BORDERS CROSSED ON THE WAY", view.borders()),
        ("EACH WAY   (by reference)", view.ways()),
    ]
    head = [
        "ROUTES   (exact counts from live records. Not for publication.)",
        f"De-briefs held: {len(debriefs)}",
    ]
    return "\n".join([*head, *(line for title, rows in blocks for line in _block(title, rows, most))])


class _Routes:
    def __init__(
        self, bank: Bank, debriefs: Sequence[Row], legs: Sequence[Row], entries: Sequence[Row]
    ) -> None:
        self.bank, self.debriefs, self.legs, self.entries = bank, debriefs, legs, entries
        self.names = Locale("en").territories

    def leg_lines(self) -> list[str]:
        counts = Counter(
            (
                self.place(leg, "from"), self.place(leg, "to"),
                self.labels("MODE", leg["modes"]), _year(leg["started"] or leg["ended"]),
            )
            for leg in self.legs
        )  # fmt: skip
        return [
            f"{n:>5}  {_cut(f'{a} → {b}', 42):<42} {_cut(mode, 20):<20} {when}"
            for (a, b, mode, when), n in _most(counts)
        ]

    def modes(self) -> list[str]:
        return self.counted("MODE", (m for leg in self.legs for m in _codes(leg["modes"])))

    def entry_lines(self) -> list[str]:
        counts = Counter(
            (self.port(e), self.label("ENTRY_KIND", e["kind"]), _year(e["when"])) for e in self.entries
        )
        return [
            f"{n:>5}  {_cut(port, 34):<34} {_cut(kind, 28):<28} {when}"
            for (port, kind, when), n in _most(counts)
        ]

    def juxtaposed(self) -> list[str]:
        counts = Counter(
            f"{_ANSWER.get(e['juxtaposed'], 'Not recorded')}"
            + (f": {self.label('JUXTA', e['juxtaposed_at'])}" if e["juxtaposed_at"] else "")
            for e in self.entries
        )
        return _lines(counts)

    def borders(self) -> list[str]:
        crossed = [leg for leg in self.legs if leg["border"]]
        counts = Counter(
            _ANSWER[leg["border"]]
            + (f": {self.labels('BORDER_HOW', leg['border_how'])}" if leg["border_how"] else "")
            for leg in crossed
        )
        return _lines(counts)

    def ways(self) -> list[str]:
        """One line a de-brief: countries, or towns where the country does not change."""
        legs, entries = _by_uid(self.legs), _by_uid(self.entries)
        found = []
        for row in sorted(self.debriefs, key=lambda r: (r["agency"], r["reference"])):
            uid = row["debrief_uid"]
            if way := self._way(legs[uid], entries[uid]):
                found.append(f"  {_cut(row['reference'], 16):<16} {_cut(way, _WIDTH - 20)}")
        return found

    def _way(self, legs: Sequence[Row], entries: Sequence[Row]) -> str:
        steps: list[str] = []
        for leg in legs:
            for step in (self.short(leg, "from"), self.short(leg, "to")):
                if step and steps[-1:] != [step]:
                    steps.append(step)
        into = [f"[{self.port(entry)}]" for entry in entries]
        return " → ".join(steps) + (" " if steps and into else "") + " ".join(into)

    def place(self, leg: Row, end: str) -> str:
        country = leg[f"{end}_country"]
        named = self.names.get(country, country) if country else None
        return ", ".join(part for part in (self.within(leg, end), named) if part) or "not known"

    def short(self, leg: Row, end: str) -> str:
        place, country = self.within(leg, end), leg[f"{end}_country"]
        return f"{place} {country}" if place and country else place or country or ""

    def within(self, leg: Row, end: str) -> str | None:
        """The place, unless it says no more than its country does."""
        place: str | None = leg[f"{end}_place"]
        country: str | None = leg[f"{end}_country"]
        if not (place and country):
            return place
        same = {folded(country), folded(self.names.get(country, country))}
        return None if folded(place) in same else place

    def port(self, entry: Row) -> str:
        if entry["port"]:
            return self.label("UK_PORT", entry["port"])
        return entry["place"] or "not known"

    def label(self, name: str, code: str | None) -> str:
        return self.bank.label(name, code, _EDITION) if code else "not recorded"

    def labels(self, name: str, codes: str | None) -> str:
        return " + ".join(self.label(name, code) for code in _codes(codes)) or "not recorded"

    def counted(self, name: str, codes: Iterable[str | None]) -> list[str]:
        return _lines(Counter(self.label(name, code) for code in codes))


_ANSWER = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}


def _block(title: str, rows: Sequence[str], most: int | None) -> list[str]:
    shown = list(rows[:most])
    more = [f"  … and {len(rows) - len(shown)} more (--all)"] if len(rows) > len(shown) else []
    return ["", title, "-" * _WIDTH, *(row.rstrip() for row in shown or ["  none"]), *more]


def _lines(counts: Counter[str]) -> list[str]:
    return [f"{n:>5}  {_cut(label, _WIDTH - 8)}" for label, n in _most(counts)]


def _most(counts: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _people(rows: Iterable[Row]) -> int:
    return len({row["debrief_uid"] for row in rows})


def _by_uid(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["debrief_uid"]].append(row)
    return found


def _codes(text: str | None) -> list[str]:
    return text.split() if text else []


def _year(when: str | None) -> str:
    """The year, where the date begins with one."""
    year = (when or "")[:4]
    return year if len(year) == 4 and year[:2].isdigit() else ""


def _cut(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
