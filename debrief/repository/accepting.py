"""Whether a record may be taken in: its form, for whom it was made, and what it may hold.

A record that may not is kept apart alone; the rest of its bundle is taken in.
"""

from __future__ import annotations

import uuid
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, read_value
from debrief.interview.record import AnswerRecord, Record, record_json
from debrief.interview.sharing import CENTRAL

from .refusals import LiveRecord, NotARecord, RecordForAnother, RestrictedValue, TrainingRecord


def uid_of(agency: str, record: str) -> str:
    """The repository's own number of a de-brief: 32 hexadecimal digits.

    The sender's agency is part of it, so that no agency can overwrite or
    withdraw what another agency sent.
    """
    return sha256(f"debrief-uid/1|{agency}|{record}".encode()).hexdigest()[:32]


def read_record(value: dict[str, Any]) -> Record:
    """A record from its JSON, in the one form it can have. Raises ``NotARecord``."""
    try:
        record = Record.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        raise NotARecord(field=".".join(str(s) for s in first["loc"][:3])) from None
    if record_json(record) != value:
        raise NotARecord(field="form")
    return record


def check_record(value: dict[str, Any], *, training: bool) -> Record:
    """The record, or the refusal for which it is kept apart."""
    record = read_record(value)
    if record.recipient != CENTRAL:
        raise RecordForAnother
    if record.training and not training:
        raise TrainingRecord
    if training and not record.training:
        raise LiveRecord
    for answer in record.answers:
        _check_answer(answer, record.purpose)
    addresses = [(a.item, a.instance, a.field) for a in record.answers]
    if len(set(addresses)) != len(addresses):
        raise NotARecord(field="answers")
    return record


def is_named(name: str, value: dict[str, Any]) -> bool:
    """Whether a record lies under its own name: the UUID that its number is."""
    return uuid.UUID(name).hex == value.get("record")


def _check_answer(answer: AnswerRecord, purpose: str) -> None:
    if answer.sensitivity == "S4" and purpose != "protection":
        raise RestrictedValue
    if answer.type not in ANSWER_TYPES:
        raise NotARecord(field=f"{answer.item}: type")
    if answer.value is None:
        return
    if answer.type in CONTAINERS:
        raise NotARecord(field=f"{answer.item}: value")
    try:
        same = read_value(answer.type, answer.value) == answer.value
    except (ValueError, KeyError, TypeError, RecursionError):
        same = False
    if not same:
        raise NotARecord(field=f"{answer.item}: value")
