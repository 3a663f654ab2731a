"""Opening a record of 400 answers: reading, checking and folding, against decoding the same JSON.

Three figures of one run, as ratios of medians of CPU time: the fold alone, the
vault's reading and the fold, and the outline (whether each question is offered
now, and why not) at the end of it.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from debrief.bank import Bank, load_bank
from debrief.bundle import encrypt, generate
from debrief.interview import Interview, read_event
from debrief.places import shipped
from debrief.vault import KdfCost, Vault

ANSWERS = 400
ROUNDS = 15


def run() -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    bank = load_bank(shipped("questionnaires"))
    events = _events(bank)
    texts = [json.dumps(event) for event in events]
    plain = _median(lambda: [json.loads(text) for text in texts])
    fold = _median(lambda: Interview(bank, [read_event(event) for event in events]))
    interview = Interview(bank, [read_event(event) for event in events])
    outline = _median(lambda: [interview.why_not(item) for item in bank.items])
    with tempfile.TemporaryDirectory() as folder:
        whole = _from_vault(bank, Path(folder), events)
    return [
        {"name": "fold 400 answers / decode their JSON", "ratio": fold / plain, "goal": None},
        {"name": "open 400 answers / decode their JSON", "ratio": whole / plain, "goal": None},
        {"name": "the whole outline / fold 400 answers", "ratio": outline / fold, "goal": 0.5},
    ]


def _from_vault(bank: Bank, folder: Path, events: list[dict[str, Any]]) -> float:
    with Vault.create(
        folder / "vault",
        "plainly made up for a benchmark",
        user="A1",
        recovery=[str(generate().recipient)],
        wrap_for_recovery=encrypt,
        kdf=KdfCost.for_tests(),
    ) as vault:
        rid = vault.new_debrief()
        vault.append(rid, events)
        return _median(lambda: Interview(bank, [read_event(event) for event in vault.read(rid)]))


def _events(bank: Bank) -> list[dict[str, Any]]:
    """A record whose 400 answers lie over forty parts of a journey."""
    base = {"at": "2011-07-19T10:00:00Z", "by": "A1"}
    events: list[dict[str, Any]] = [
        {
            **base,
            "kind": "opened",
            "record": "0" * 32,
            "reference": "B-1",
            "agency": "police",
            "edition": "uk-2011",
            "bank": bank.id,
            "bank_version": bank.version,
            "bank_digest": bank.digest,
        },
        {**base, "kind": "sitting_started", "lead": "A1"},
    ]
    return [*events, *({**base, **event} for event in answers_of())]


def answers_of() -> list[dict[str, Any]]:
    """400 answers over forty parts of a journey, without time and person."""
    events: list[dict[str, Any]] = []
    for leg in range(1, ANSWERS // 10 + 1):
        events.append({"kind": "added", "repeat": "leg", "instance": leg})
        answers: dict[str, Any] = {
            "leg_from": {"words": "a town", "country": "VN"},
            "leg_to": {"words": "another town", "country": "RU"},
            "leg_when.start": {"edtf": "2020-06"},
            "leg_when.took": {"amount": {"from": 3}, "unit": "nights"},
            "leg_mode": {"choices": ["coach_bus"]},
            "leg_border.crossed": "yes",
            "leg_border.where": {"words": "at night, a river"},
            "leg_company.adults": {"from": 2, "to": 4},
            "leg_company.words": {"original": "two women and a man"},
            "leg_conditions": {"original": "cold, and nothing to eat"},
        }
        for name, value in answers.items():
            item, dot, field = name.partition(".")
            address = f"{item}/{leg}{dot}{field}"
            events.append({"kind": "answered", "address": address, "state": "volunteered", "value": value})
    return events


def _median(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)
