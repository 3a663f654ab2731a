"""How much of a case sheet is found again in the typed fields of the repository.

A fact's values are looked for only where the script says the fact was told
(``fact: F12``) and on the cards that those answers link to. Typed values are
compared: days, numbers with their currency or unit, country codes, and labels
as wholes. A word inside a longer text is never a find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from debrief.bank import Bank
from debrief.interview import Address
from debrief.play.compare import Pool, holds
from debrief.play.plan import Plan
from debrief.play.refusals import UnknownFact
from debrief.play.sheet import Sheet, SheetValue

FactRow: TypeAlias = Mapping[str, Any]
"""A row of the repository's ``fact_answer``."""


@dataclass(frozen=True)
class Measure:
    """Which values of a sheet were found, which were not and why."""

    case: str
    found: tuple[SheetValue, ...]
    missing: tuple[tuple[SheetValue, str | None], ...]
    """With the script's reason, ``None`` where it gives none."""

    @property
    def total(self) -> int:
        return len(self.found) + len(self.missing)

    @property
    def share(self) -> float:
        """Found of all, 0 to 1."""
        return len(self.found) / self.total if self.total else 1.0

    @property
    def unexplained(self) -> tuple[str, ...]:
        return tuple(value.id for value, reason in self.missing if not reason)

    def lines(self) -> list[str]:
        """The measure in words: the share, and each value that was not found, with its reason."""
        head = (
            f"Facts of {self.case} found again in typed fields: {len(self.found)} of {self.total} "
            f"({self.share:.0%}, section other apart)"
        )
        return [head, *(f"  {v.id}: {reason or 'no reason given'}" for v, reason in self.missing)]


def measure(bank: Bank, sheet: Sheet, plan: Plan, rows: Iterable[FactRow]) -> Measure:
    """Raises ``UnknownFact`` where the script names a fact or value that the sheet does not have."""
    _known(sheet, plan)
    held = _by_address(rows)
    found: list[SheetValue] = []
    missing: list[tuple[SheetValue, str | None]] = []
    for value in sheet.values:
        if holds(value, _pool(bank, held, plan.facts.get(value.fact, ()))):
            found.append(value)
        else:
            missing.append((value, plan.script.not_carried.get(value.id)))
    return Measure(sheet.case, tuple(found), tuple(missing))


def _known(sheet: Sheet, plan: Plan) -> None:
    values = {value.id for value in sheet.values}
    for name in [*plan.facts, *plan.script.not_carried]:
        if name not in values and name not in sheet.facts:
            raise UnknownFact(file=plan.script.file, name=name)


def _by_address(rows: Iterable[FactRow]) -> dict[Address, list[FactRow]]:
    held: dict[Address, list[FactRow]] = {}
    for row in rows:
        address = Address(row["item"], row["instance"], row["field"] or None)
        held.setdefault(address, []).append(row)
    return held


def _pool(bank: Bank, held: dict[Address, list[FactRow]], told: Sequence[str]) -> Pool:
    """The rows of a fact's own answers, and of the cards they link to."""
    rows: list[FactRow] = []
    cards: set[tuple[str, int]] = set()
    for text in told:
        address = Address.parse(text)
        if bank.kind_of_card(address.item):
            cards.add((address.item, address.instance))
        for row in held.get(address, ()):
            rows.append(row)
            item, number = _linked(bank, row.get("link"))
            if item:
                cards.add((item, number))
    for address, found in held.items():
        if (address.item, address.instance) in cards:
            rows += [row for row in found if row not in rows]
    return Pool(bank, tuple(rows))


def _linked(bank: Bank, link: str | None) -> tuple[str | None, int]:
    kind, _, number = (link or "").partition(":")
    if not number.isdigit():
        return None, 0
    return bank.item_of_kind(kind), int(number)
