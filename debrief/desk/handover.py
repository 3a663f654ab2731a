"""A de-brief from agency to agency, so that nobody asks again (strategy para 107).

    given = hand_over(desk, file, partner(desk, "county-la"), stick)
    given.code                           # six words, said over the telephone

The two agencies share no reference: the transfer code binds the bundle to the
de-brief that the receiving interviewer names. Its digest is in the statement, under the
inner signature.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debrief.bundle import Statement
from debrief.bundle.canonical import dumps
from debrief.desk.carriage import code_digest
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.extracts import Shared, share
from debrief.desk.partners import Partner
from debrief.desk.refusals import CodeMissing, MisshapenHandOver, NotWhileTalking, UseExport, WrongTransferCode
from debrief.errors import Refusal
from debrief.interview import Address, Interview, read_event
from debrief.interview.events import AccountReceived
from debrief.interview.recipients import CENTRAL
from debrief.interview.record import AnswerRecord, Record, record_json
from debrief.interview.told import can_be_told
from debrief.words import passphrase

if TYPE_CHECKING:
    from debrief.bank import Bank

FORM = "earlier_debrief"
_MOST_INSTANCES = 1000
"""Of one repeat in a received account: no number in it can keep this laptop busy."""
_PART = 100_000
"""Characters of a record in one event: well below the vault's bound, however many bytes they take."""


def hand_over(desk: Desk, file: DebriefFile, to: Partner, folder: Path) -> Shared:
    """Seals a hand-over to an agency. The code is shown once and kept nowhere."""
    if to.kind == CENTRAL:
        raise UseExport
    return share(desk, file, to, folder, "handover", code=passphrase())


def check_code(statement: Statement, code: str | None) -> None:
    """Whether the code is the one that this hand-over was made with."""
    if not code:
        raise CodeMissing
    found = code_digest(code, statement.vault_id, statement.export_seq, statement.created)
    if not hmac.compare_digest(found, statement.transfer_code_digest or ""):
        raise WrongTransferCode


def read_handed(value: dict[str, Any], kind: str) -> Record:
    """The record of a hand-over to this kind of agency, in the one form it can have."""
    try:
        record = Record.model_validate(value)
    except ValueError:
        raise MisshapenHandOver(field="record") from None
    if record_json(record) != value:
        raise MisshapenHandOver(field="form")
    if record.purpose != "handover" or record.recipient != kind or record.training:
        raise MisshapenHandOver(field="purpose")
    if any(answer.sensitivity == "S4" for answer in record.answers):
        raise MisshapenHandOver(field="sensitivity")
    return record


def settle(file: DebriefFile, record: Record, kind: str, digest: str) -> int:
    """Records what is settled, and keeps the account for after; returns how many items are settled."""
    states = {each.item: each.state for each in record.told if can_be_told(file.bank, each.item)}
    events = [{"kind": "settled", **_settled(record, kind, digest, states)}] if states else []
    refused = file.do_all([*events, *_parts(record, kind, digest)])
    if refused is not None:
        raise refused
    return len(states)


def _settled(record: Record, kind: str, digest: str, states: dict[str, str]) -> dict[str, Any]:
    return {
        "items": sorted(states),
        "agency": kind,
        "dated": (record.sittings[-1].began if record.sittings else record.opened)[:10],
        "form": FORM,
        "reference": record.reference,
        "bundle": digest,
        "states": states,
    }


def _parts(record: Record, kind: str, digest: str) -> list[dict[str, Any]]:
    """The account in ASCII, so that no part of it can be refused for a character."""
    text = json.dumps(json.loads(dumps(record_json(record))), separators=(",", ":"))
    cut = [text[at : at + _PART] for at in range(0, len(text), _PART)]
    return [
        {
            "kind": "account_received", "bundle": digest, "agency": kind,
            "part": number, "parts": len(cut), "text": part,
        }
        for number, part in enumerate(cut, start=1)
    ]  # fmt: skip


def earlier_accounts(file: DebriefFile) -> list[Record] | Refusal:
    """What other agencies handed over, for after the talk; a refusal while a sitting is under way."""
    if file.interview.state.sitting is not None:
        return NotWhileTalking()
    texts: dict[str, str] = {}
    for event in file.interview.state.events:
        if isinstance(event, AccountReceived):
            texts[event.bundle] = texts.get(event.bundle, "") + event.text
    return [Record.model_validate(json.loads(text)) for text in texts.values()]


def readable(bank: Bank, record: Record) -> Interview:
    """A received record as an interview of its own, to say its answers in words.

    Each stands as reported by the agency. What this laptop's questionnaire does not know, or would
    not take, is left out: compare with ``record.answers`` before calling it the whole.
    """
    held = Interview(bank)
    by = {"at": record.opened, "by": record.agency}
    for each in _made(record):
        _take(held, {**by, **each})
    waiting = [{**by, **_reported(each)} for each in record.answers if each.value is not None]
    while waiting:  # the age position decides what may stand; a decision on it comes before it
        left = [each for each in waiting if not _take(held, each)]
        if len(left) == len(waiting):
            break
        waiting = left
    return held


def _take(held: Interview, data: dict[str, Any]) -> bool:
    try:
        return held.apply(read_event(data)) is None
    except Refusal:
        return False


def _made(record: Record) -> Iterator[dict[str, Any]]:
    yield {
        "kind": "opened", "record": record.record, "reference": record.reference, "agency": record.agency,
        "edition": record.edition, "bank": record.bank.id, "bank_version": record.bank.version,
        "bank_digest": record.bank.digest,
    }  # fmt: skip
    for repeat, instances in record.repeats.items():
        for number in range(1, min(max(instances, default=0), _MOST_INSTANCES) + 1):
            yield {"kind": "added", "repeat": repeat, "instance": number}


def _reported(each: AnswerRecord) -> dict[str, Any]:
    address = Address(each.item, each.instance, each.field)
    return {"kind": "answered", "address": str(address), "state": "reported", "value": each.value}


def was_received(file: DebriefFile, digest: str) -> bool:
    """Whether this bundle was taken into this de-brief before."""
    return any(getattr(event, "bundle", None) == digest for event in file.interview.state.events)
