"""Setting an answer: Debrief against survey-core and against the plainest engine in Python.

Three synthetic forms, the same answers for all. In Debrief an answer is an
``Answered`` event taken by ``Interview.apply``, with every check of it, and
then the question whether the last item is open, which settles what is open in
the whole form. Figures are ratios of medians of CPU time, an answer at a time,
within one run. No figure is given unless all engines agree on which questions
are open at the end.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.form_bank import FORMS, bank_of, questions_of, read_form, read_script, value_of
from benchmarks.reference import Place, Reference
from benchmarks.survey_core import Missing, SurveyCore
from debrief.bank import AGE_ITEM, Bank
from debrief.interview import Event, Interview, read_event

STAGES = ("answers", "updates")
EXPECTED_OPEN = {"s200": 100, "deep200": 84, "s800": 461}
"""After ``scramble``; JavaRosa, xforms-engine and ours agreed on it when the forms were made."""

ROUNDS = 5
SAMPLE = [n for n in range(2_000) if n % 10 >= 8]
"""The updates that survey-core plays too, which takes it minutes: every fifth pair. The second
update of a pair undoes the first, so the form is the same before and after each pair."""

Spent = dict[str, list[float]]
"""Microseconds of CPU time of each answer, by stage."""


def run() -> list[dict[str, Any]]:
    """One dict a figure: name, ratio, goal (None where there is none)."""
    rounds = [{name: play(name) for name in FORMS} for _ in range(ROUNDS)]
    rows = []
    try:
        with SurveyCore() as peer:
            for name in FORMS:
                rows += _against(peer, name, [each[name] for each in rounds])
    except Missing as missing:
        print(missing)
    for stage in STAGES:
        large, small = (_quietest([each[name][stage] for each in rounds]) for name in ("s800", "s200"))
        rows.append(_row(f"s800 / s200, {stage}", large, small, "at most 1.3"))
    for name in FORMS:
        bare = [played_reference(name)[1] for _ in range(ROUNDS)]
        for stage in STAGES:
            own, least = (_quietest([each[stage] for each in of]) for of in ([r[name] for r in rounds], bare))
            rows.append(_row(f"{name} {stage}: Debrief / plain reference", own, least))
    reading = _quietest([play_with_reading("s200") for _ in range(ROUNDS)])
    setting = _quietest([each["s200"]["answers"] for each in rounds])
    rows.append(_row("s200 answers: read from JSON and set / set", reading, setting))
    return rows


def _against(peer: SurveyCore, name: str, rounds: list[Spent]) -> list[dict[str, Any]]:
    """Debrief is played before and after the peer, so that a machine that slows down slows both."""
    theirs = peer.play(name, SAMPLE)
    _agree(f"survey-core, {name}", theirs.visible, open_by_raw_answers(name))
    rounds = [*rounds, *(play(name) for _ in rounds)]
    rows = []
    for stage in STAGES:
        numbers = SAMPLE if stage == "updates" else range(len(theirs.spent[stage]))
        own = [each[stage][n] for each in rounds for n in numbers]
        figure = f"{name} {stage}: survey-core / Debrief"
        rows.append(_row(figure, theirs.spent[stage], own, "at least 500"))
    return rows


def _quietest(rounds: list[list[float]]) -> list[float]:
    """Of each answer the least of the rounds: what else the machine did is left out."""
    return [min(each) for each in zip(*rounds, strict=True)]


def _row(name: str, above: list[float], below: list[float], goal: str | None = None) -> dict[str, Any]:
    ratio = statistics.median(above) / statistics.median(below)
    return {"name": name, "ratio": round(ratio, 2), "goal": goal}


def _agree(name: str, found: int, expected: int) -> None:
    if found != expected:
        raise AssertionError(f"{name}: {found} questions are open, and {expected} should be")


# -- Debrief --------------------------------------------------------------------------


def play(name: str) -> Spent:
    """Plays a form into an interview; every answer is timed by itself."""
    form, script = read_form(name), read_script(name)
    interview, record = begin(form)
    last = list(interview.bank.items)[-1]
    spent = {}
    for stage in (*STAGES, "scramble"):
        events = [read_event(data) for data in record.answers(script[stage])]
        spent[stage] = [_timed(_take, interview, event, last) for event in events]
    _agree(f"Debrief, {name}", count_open(interview), EXPECTED_OPEN[name])
    return spent


def play_with_reading(name: str) -> list[float]:
    """The same answers as they come from a record: JSON values, first read as events."""
    form = read_form(name)
    interview, record = begin(form)
    last = list(interview.bank.items)[-1]
    events = list(record.answers(read_script(name)["answers"]))
    return [_timed(_read_and_take, interview, data, last) for data in events]


def _take(interview: Interview, event: Event, last: str) -> None:
    if refused := interview.apply(event):
        raise refused
    interview.is_open(last)


def _read_and_take(interview: Interview, data: dict[str, Any], last: str) -> None:
    _take(interview, read_event(data), last)


def begin(form: dict[str, Any]) -> tuple[Interview, Record]:
    """An interview over the form's bank, opened, with every instance of its repeat."""
    bank = bank_of(form)
    interview, record = Interview(bank), Record(form)
    for data in record.opening(bank):
        if refused := interview.apply(read_event(data)):
            raise refused
    count_open(interview)  # as the outline does: every question has been looked at once
    return interview, record


def count_open(interview: Interview) -> int:
    """How many questions of the form are open, those of the repeat once an instance."""
    items = (item for item in interview.bank.items if item != AGE_ITEM)
    return sum(interview.is_open(item, place) for item in items for place in interview.places(item))


class Record:
    """The events of a made-up de-brief, each a second after the one before."""

    def __init__(self, form: dict[str, Any]) -> None:
        self.form, self.questions = form, questions_of(form)
        self.moment = datetime(2011, 7, 19, 10, tzinfo=UTC)

    def event(self, kind: str, **fields: Any) -> dict[str, Any]:
        self.moment += timedelta(seconds=1)
        return {"kind": kind, "at": self.moment.isoformat(), "by": "A1", **fields}

    def opening(self, bank: Bank) -> Iterator[dict[str, Any]]:
        of = {"bank": bank.id, "bank_version": bank.version, "bank_digest": bank.digest}
        who = {"record": "0" * 32, "reference": "B-1", "agency": "police", "edition": "uk-2011"}
        yield self.event("opened", **who, **of)
        yield self.event("sitting_started", lead="A1")
        yield self._answer(AGE_ITEM, {"choice": "adult_no_doubt"})
        repeat = self.form["repeat"]
        for instance in range(1, repeat["instances"] + 1):
            yield self.event("added", repeat=repeat["name"], instance=instance)

    def answers(self, stage: list[Any]) -> Iterator[dict[str, Any]]:
        for path, answer in stage:
            question, instance = place_of(path)
            address = f"{question}/{instance}" if instance else question
            yield self._answer(address, value_of(self.questions[question], answer))

    def _answer(self, address: str, value: Any) -> dict[str, Any]:
        return self.event("answered", address=address, state="answered", value=value)


# -- the plain reference ----------------------------------------------------------------


def place_of(path: list[Any]) -> Place:
    """A path of the script as a question and its instance, counted from 1."""
    return (path[0], 0) if len(path) == 1 else (path[2], path[1] + 1)


def open_by_raw_answers(name: str) -> int:
    """What is open when a closed question's answer still counts, as it does in survey-core."""
    return played_reference(name, closed_is_empty=False)[0].count_open()


def played_reference(name: str, *, closed_is_empty: bool = True) -> tuple[Reference, Spent]:
    script = read_script(name)
    reference = Reference(read_form(name), closed_is_empty=closed_is_empty)
    spent = {}
    for stage in (*STAGES, "scramble"):
        answers = [(place_of(path), value) for path, value in script[stage]]
        spent[stage] = [_timed(reference.answer, place, value) for place, value in answers]
    return reference, spent


def _timed(act: Callable[..., None], *what: Any) -> float:
    """Microseconds of CPU time."""
    begun = time.process_time_ns()
    act(*what)
    return (time.process_time_ns() - begun) / 1000
