"""Checking a condition against the bank: every name known, every operator fit for its type."""

from __future__ import annotations

import re
from dataclasses import dataclass

from debrief.bank.answers import CODE_TYPES, read_value
from debrief.bank.bank import Bank
from debrief.bank.conditions import All, Any, Compare, Condition, Not, Operand, OverItems, Ref, Today
from debrief.bank.refusals import OutOfScope, UnknownChoice, UnknownItem, WrongOperator
from debrief.bank.schema import AnswerSpec, Where

_CODES = {"is", "is_not", "any_of", "none_of"}
_SEVERAL = {"multi", "coded_multi"}
_DATES = {"partial_date", "date_range", "datetime"}
_NUMBERS = {"count", "money", "duration"}
_ORDER = {"at_least", "at_most"}
_TIME = {"before", "after", "possibly_before", "possibly_after"}
_TEXTS = {"verbatim_text", "note", "short_text", "identifier", "phone", "name"}
_YES_NO = frozenset({"yes", "no", "not_sure"})
_LINE = frozenset({"yes", "no", "not_applicable"})


@dataclass(frozen=True)
class Scope:
    """Who asks, from where: the owner's name and place, and the repeat it stands in."""

    owner: str
    at: Where
    repeat: str | None = None


def check_condition(bank: Bank, condition: Condition, scope: Scope) -> None:
    """Raises the refusal of the first thing that is wrong."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                check_condition(bank, part, scope)
        case Not(part):
            check_condition(bank, part, scope)
        case OverItems(repeat=repeat, where=where, summed=summed):
            if not bank.is_repeat(repeat):
                raise _unknown(scope, repeat)
            inner = Scope(scope.owner, scope.at, repeat)
            if where is not None:
                check_condition(bank, where, inner)
            if summed is not None and _spec(bank, summed, inner).type not in _NUMBERS:
                raise _operator(scope, "sum_items", summed, bank)
        case Compare():
            _compare(bank, condition, scope)


def _unknown(scope: Scope, name: str) -> UnknownItem:
    return UnknownItem(file=scope.at.file, line=scope.at.line, item=scope.owner, name=name)


def _spec(bank: Bank, ref: Ref, scope: Scope) -> AnswerSpec:
    """The answer a reference reads; a line of a checklist reads as a mark."""
    spec = bank.spec(ref.item, ref.field)
    line = ref.line
    if spec is None and ref.field and line is None:
        spec, line = bank.spec(ref.item), ref.field  # item.line of a checklist without fields
    if spec is None:
        raise _unknown(scope, str(ref))
    repeat = bank.repeat_of(ref.item)
    if repeat is not None and repeat != scope.repeat:
        raise OutOfScope(file=scope.at.file, line=scope.at.line, item=scope.owner, group=repeat)
    if line is not None:
        if spec.type not in ("checklist", "matrix") or not spec.choices:
            raise _unknown(scope, str(ref))
        if not bank.has_code(spec.choices, line):
            raise _unknown(scope, str(ref))
        return AnswerSpec("matrix_line" if spec.type == "matrix" else "line", choices=spec.marks)
    return spec


def _operator(scope: Scope, operator: str, ref: Ref, bank: Bank) -> WrongOperator:
    spec = bank.spec(ref.item, ref.field)
    return WrongOperator(
        file=scope.at.file, line=scope.at.line, item=scope.owner, operator=operator,
        type=spec.type if spec else "line",
    )  # fmt: skip


def _compare(bank: Bank, c: Compare, scope: Scope) -> None:
    spec = _spec(bank, c.ref, scope)
    if isinstance(c.operand, Ref):
        other = _spec(bank, c.operand, scope)
        if other.type != spec.type or other.choices != spec.choices:
            raise _operator(scope, c.operator, c.ref, bank)
    if c.operator == "status" and spec.type not in ("line", "matrix_line"):
        states = c.operand if isinstance(c.operand, tuple) else (c.operand,)
        for state in states:
            if state not in bank.states and state != "blank":
                raise _choice(scope, str(state), "states")
        return
    if c.operator == "answered":
        return
    if not _fits(c, spec):
        raise _operator(scope, c.operator, c.ref, bank)
    if c.operator in _CODES | {"contains"} and not isinstance(c.operand, Ref | Today):
        _codes(bank, c, spec, scope)


def _fits(c: Compare, spec: AnswerSpec) -> bool:
    if c.measure != "value":
        of = _SEVERAL if c.measure == "count_selected" else _TEXTS
        return spec.type in of and c.operator in _ORDER | {"is"} and isinstance(c.operand, int)
    if c.operator in _TIME:
        return spec.type in _DATES and _is_day(c.operand)
    if c.operator in _ORDER:
        return spec.type in _NUMBERS and isinstance(c.operand, int | Ref)
    if c.operator == "matches":
        return spec.type in _TEXTS and _is_pattern(c.operand)
    if not isinstance(c.operand, str | tuple | Ref):
        return False
    if c.operator == "contains":
        return spec.type in _SEVERAL
    coded = (CODE_TYPES - _SEVERAL - {"checklist", "matrix"}) | {
        "yes_no_not_sure", "line", "matrix_line",
    }  # fmt: skip
    return c.operator in _CODES and spec.type in coded


def _is_day(operand: Operand) -> bool:
    if not isinstance(operand, str):
        return isinstance(operand, Today | Ref)
    try:
        read_value("partial_date", {"edtf": operand})
    except ValueError:
        return False
    return True


def _is_pattern(operand: Operand) -> bool:
    if not isinstance(operand, str):
        return False
    try:
        re.compile(operand)
    except re.error:
        return False
    return True


def _choice(scope: Scope, code: str, list_: str) -> UnknownChoice:
    return UnknownChoice(file=scope.at.file, line=scope.at.line, item=scope.owner, choice=code, list=list_)


def _codes(bank: Bank, c: Compare, spec: AnswerSpec, scope: Scope) -> None:
    operands = c.operand if isinstance(c.operand, tuple) else (c.operand,)
    for code in operands:
        if spec.type == "yes_no_not_sure":
            good, name = code in _YES_NO, "yes, no, not_sure"
        elif spec.type == "line":
            good, name = code in _LINE, "yes, no, not_applicable"
        else:
            name = spec.choices or ""
            good = bool(name) and bank.has_code(name, str(code))
        if not good:
            raise _choice(scope, str(code), name)
