"""Taking typed things out of a YAML mapping, with the line where one is missing or wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from debrief.bank.refusals import WrongShape
from debrief.bank.schema import Where
from debrief.bank.yaml_source import Mapping


class Taker:
    """One mapping, read key by key; ``done()`` refuses what nobody asked for."""

    def __init__(self, data: Any, item: str, file: str = "", line: int = 1) -> None:
        self.item = item
        if not isinstance(data, Mapping):
            raise WrongShape(file=file, line=line, item=item, field="mapping")
        self.data = data
        self.at = Where(data.file, data.line)
        self.taken: set[str] = set()

    def wrong(self, key: str) -> WrongShape:
        return WrongShape(file=self.at.file, line=self.at.line, item=self.item, field=key)

    def raw(self, key: str, default: Any = None) -> Any:
        self.taken.add(key)
        return self.data.get(key, default)

    def text(self, key: str) -> str:
        value = self.raw(key)
        if not isinstance(value, str) or not value:
            raise self.wrong(key)
        return value

    def maybe(self, key: str) -> str | None:
        value = self.raw(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key)
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> Any:
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(key)
        return value

    def flag(self, key: str) -> bool:
        value = self.raw(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key)
        return value

    def number(self, key: str) -> int:
        value = self.raw(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key)
        return value

    def texts(self, key: str, *, empty: bool = False) -> tuple[str, ...]:
        value = self.raw(key, [] if empty else None)
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.wrong(key)
        if not value and not empty:
            raise self.wrong(key)
        return tuple(value)

    def list(self, key: str, *, empty: bool = True) -> list[Any]:
        value = self.raw(key, [] if empty else None)
        if not isinstance(value, list):
            raise self.wrong(key)
        return value

    def mapping(self, key: str, *, empty: bool = False) -> Mapping:
        value = self.raw(key)
        if value is None and empty:
            return Mapping()
        if not isinstance(value, Mapping):
            raise self.wrong(key)
        return value

    def inner(self, key: str) -> Taker:
        """The mapping under ``key``, to be taken apart in its turn."""
        return Taker(self.mapping(key), self.item, self.at.file, self.at.line)

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong(key) from None

    def rest(self) -> dict[str, Any]:
        """What is left, kept as facts."""
        left = {k: v for k, v in self.data.items() if k not in self.taken}
        self.taken |= set(left)
        return left

    def done(self) -> None:
        extra = set(self.data) - self.taken
        if extra:
            raise self.wrong(sorted(extra)[0])
