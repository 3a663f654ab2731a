"""From the YAML of a condition to the condition. Names are checked later, when all items are known."""

from __future__ import annotations

import re
from typing import Any as Anything
from typing import get_args

from debrief.bank.conditions import (
    FACTS,
    All,
    Any,
    Compare,
    Condition,
    Fact,
    Not,
    Operand,
    Operator,
    OverItems,
    Ref,
    Route,
    Today,
)
from debrief.bank.refusals import NestedRepeat, NotACondition
from debrief.bank.yaml_source import Mapping

_OPERATORS = frozenset(get_args(Operator))
_LISTED = frozenset({"any_of", "none_of"})
_NUMBERED = frozenset({"is", "at_least", "at_most"})
_QUANTIFIERS = {"any_item": "any", "all_items": "all", "count_items": "count", "sum_items": "sum"}
_OFFSET = re.compile(r"^([+-]?\d{1,4})([ymd])$")


class _Reader:
    def __init__(self, file: str, line: int, owner: str) -> None:
        self.file, self.line, self.owner = file, line, owner

    def bad(self, at: Anything) -> NotACondition:
        return NotACondition(file=self.file, line=getattr(at, "line", self.line), item=self.owner)

    def condition(self, data: Anything, inside: bool = False) -> Condition:
        if not isinstance(data, Mapping) or not data:
            raise self.bad(data)
        keys = set(data)
        if keys in ({"all"}, {"any"}):
            kind = keys.pop()
            parts = data[kind]
            if not isinstance(parts, list) or not parts:
                raise self.bad(data)
            read = tuple(self.condition(part, inside) for part in parts)
            return All(read) if kind == "all" else Any(read)
        if keys == {"not"}:
            return Not(self.condition(data["not"], inside))
        if keys == {"route"}:
            if data["route"] not in ("child", "adult"):
                raise self.bad(data)
            return Route(data["route"])
        if "fact" in keys:
            return self.fact(data)
        if quantifier := keys & set(_QUANTIFIERS):
            if inside:
                raise NestedRepeat(file=self.file, line=data.line, item=self.owner)
            return self.over_items(data, quantifier.pop())
        return self.compare(data)

    def fact(self, data: Mapping) -> Fact:
        name, operator = data["fact"], set(data) - {"fact"}
        if not isinstance(name, str) or name not in FACTS or len(operator) != 1 or not operator <= _NUMBERED:
            raise self.bad(data)
        op = operator.pop()
        operand = data[op]
        right = _is_number(operand) if FACTS[name] is int else operand in ("yes", "no")
        if not right or (FACTS[name] is str and op != "is"):
            raise self.bad(data)
        return Fact(name, op, operand)  # type: ignore[arg-type]

    def over_items(self, data: Mapping, key: str) -> OverItems:
        body, rest = data[key], set(data) - {key}
        quantifier = _QUANTIFIERS[key]
        allowed = {"repeat", "where"} | ({"field"} if quantifier == "sum" else set())
        if not isinstance(body, Mapping) or not isinstance(body.get("repeat"), str):
            raise self.bad(data)
        if not set(body) <= allowed:
            raise self.bad(data)
        where = self.condition(body["where"], inside=True) if "where" in body else None
        operator, number = "at_least", 1
        if quantifier in ("count", "sum"):
            if len(rest) != 1 or not rest <= _NUMBERED:
                raise self.bad(data)
            operator = rest.pop()
            number = data[operator]
            if not _is_number(number):
                raise self.bad(data)
        elif rest or where is None:
            raise self.bad(data)
        summed = self.ref(body.get("field"), body) if quantifier == "sum" else None
        return OverItems(quantifier, body["repeat"], where, operator, number, summed)  # type: ignore[arg-type]

    def compare(self, data: Mapping) -> Compare:
        measures = set(data) & {"field", "count_selected", "length"}
        operators = set(data) - measures
        if len(measures) != 1 or len(operators) != 1 or not operators <= _OPERATORS:
            raise self.bad(data)
        measure, operator = measures.pop(), operators.pop()
        operand = self.operand(data[operator], data)
        if isinstance(operand, tuple) != (operator in _LISTED) or (
            isinstance(operand, bool) != (operator == "answered")
        ):
            raise self.bad(data)
        return Compare(
            self.ref(data[measure], data),
            operator,  # type: ignore[arg-type]
            operand,
            "value" if measure == "field" else measure,  # type: ignore[arg-type]
        )

    def operand(self, data: Anything, at: Mapping) -> Operand:
        if isinstance(data, Mapping):
            if set(data) == {"field"}:
                return self.ref(data["field"], data)
            if set(data) == {"today"}:
                return self.today(data["today"], data)
            raise self.bad(data)
        if isinstance(data, list):
            if not data or not all(isinstance(each, str) for each in data):
                raise self.bad(at)
            return tuple(data)
        if isinstance(data, str | int | bool):
            return data
        raise self.bad(at)

    def today(self, data: Anything, at: Mapping) -> Today:
        if data == 0 or data is None:
            return Today()
        match = _OFFSET.match(data) if isinstance(data, str) else None
        if not match:
            raise self.bad(at)
        number, unit = int(match[1]), match[2]
        return Today(**{{"y": "years", "m": "months", "d": "days"}[unit]: number})

    def ref(self, data: Anything, at: Mapping) -> Ref:
        parts = data.split(".") if isinstance(data, str) else []
        if not 1 <= len(parts) <= 3 or not all(parts):
            raise self.bad(at)
        return Ref(*parts)


def _is_number(data: Anything) -> bool:
    return isinstance(data, int) and not isinstance(data, bool)


def parse_condition(data: Anything, *, file: str, owner: str, line: int = 1) -> Condition:
    """The condition written in ``data``. ``file``, ``line`` and ``owner`` are for the refusal only."""
    return _Reader(file, line, owner).condition(data)
