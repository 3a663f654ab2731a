"""A case sheet: the published facts of one case, with the values that a typed field should hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from debrief.play.refusals import NoSheet

Kind = Literal["place", "date", "person", "amount"]
KINDS: tuple[Kind, ...] = get_args(Kind)
APART = "other"
"""The section of facts about the case and not of the account; its values are not counted."""

NO_VALUE = "none"
"""How a sheet says that there is no such place or day: not a value, so neither found nor missed."""


@dataclass(frozen=True)
class SheetValue:
    """One value of one fact; ``id`` is ``F10.place``."""

    fact: str
    kind: Kind
    text: str

    @property
    def id(self) -> str:
        return f"{self.fact}.{self.kind}"


@dataclass(frozen=True)
class Sheet:
    """``values`` are those that count, ``facts`` the numbers of all facts."""

    case: str
    facts: tuple[str, ...]
    values: tuple[SheetValue, ...]


def read_sheet(path: Path) -> Sheet:
    """Raises ``NoSheet`` where the file is not a case sheet."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        facts = data["facts"]
        return Sheet(
            case=str(data["id"]),
            facts=tuple(str(fact["id"]) for fact in facts),
            values=tuple(value for fact in facts for value in _values(fact)),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise NoSheet(file=path.name, field="the file") from None
    except (KeyError, TypeError) as error:
        raise NoSheet(file=path.name, field=str(error).strip("'")) from None


def _values(fact: dict[str, Any]) -> list[SheetValue]:
    if fact["section"] == APART:
        return []
    return [
        SheetValue(str(fact["id"]), kind, str(fact[kind]))
        for kind in KINDS
        if kind in fact and str(fact[kind]) != NO_VALUE
    ]
