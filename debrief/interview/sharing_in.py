"""Whom a record, once it has left, may be made known to: the same rules, read from the record alone."""

from __future__ import annotations

from pydantic import JsonValue

from debrief.bank import Bank
from debrief.interview.recipients import is_named, wish
from debrief.interview.record import AnswerRecord, Record


def may_be_told(bank: Bank, record: Record, agency: str) -> bool:
    """Whether an agency may know that this account exists.

    An adult said yes to that agency, by name; or it is a default recipient of the
    child's record, or the strategy discussion agreed on it; or a decision to share stands.
    """
    if record.status == "withdrawn":
        return False
    if any(each.agency == agency for each in record.overrides):
        return True
    said = _last_wish(bank, record, agency)
    if record.route == "adult":
        return said == "yes"
    default = bank.edition(record.edition).child_recipients
    agreed = [_codes(a.value) for a in _answers(record, "set_strategy_discussion", "agencies")]
    named = agreed[-1] if agreed else ()
    return said != "without_name" and is_named(bank, agency, default + named)


def _last_wish(bank: Bank, record: Record, agency: str) -> str | None:
    said: list[tuple[str, int, str]] = []
    for order, (item, field) in enumerate((("con_sharing", None), ("cls_sharing_again", "sharing"))):
        for answer in _answers(record, item, field):
            if mark := wish(bank, _marks(answer.value), agency):
                said.append((answer.at, order, mark))
    return max(said)[2] if said else None


def _marks(value: JsonValue) -> dict[str, str]:
    marks = value.get("marks") if isinstance(value, dict) else None
    return {k: str(v) for k, v in marks.items()} if isinstance(marks, dict) else {}


def _codes(value: JsonValue) -> tuple[str, ...]:
    codes = value.get("choices") if isinstance(value, dict) else None
    return tuple(map(str, codes)) if isinstance(codes, list) else ()


def _answers(record: Record, item: str, field: str | None) -> list[AnswerRecord]:
    return [a for a in record.answers if (a.item, a.field) == (item, field) and a.value is not None]
