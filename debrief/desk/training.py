"""Practice cases: a role for a colleague to play, and a look back at what was heard. Nothing is scored.

Every case is plainly fictional data in ``questionnaires/training``, checked against the questionnaire when
it is read. The look back says which of the told facts have something on record, and how questions were put.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from debrief.bank import Bank
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.queue import forms_put
from debrief.desk.refusals import DamagedCase, NoCaseHere, NotWhileTalking, UnknownCase
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.interview import Address, Interview
from debrief.language import marked, say
from debrief.places import shipped
from debrief.text import is_safe

FORMS = {
    "open": marked("open question"),
    "cue": marked("with the person’s own words"),
    "focused": marked("focused"),
    "closed": marked("closed"),
    "other": marked("other"),
}


def _safe(text: str) -> str:
    if not is_safe(text):
        raise ValueError("characters that may not be stored")
    return text


Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(_safe)]
Several = Annotated[tuple[Words, ...], Field(min_length=1, max_length=60)]


class Fact(BaseModel):
    """Something the role tells, and the items any of which may hold it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    told: Words
    items: Several


class Case(BaseModel):
    """One practice case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    training: Literal[1]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,39}$")]
    title: Words
    route: Literal["adult", "child"]
    beforehand: Words
    """What the interviewer may know before the talk."""
    people: Several
    """Every name in it, all made up."""
    who: Words
    tells: Several
    """In the order the role tells it."""
    upsets: Several
    stops: Several
    facts: Annotated[tuple[Fact, ...], Field(min_length=3, max_length=60)]


@dataclass(frozen=True)
class LookBack:
    """What was heard of a case, what was missed, and how many questions were put in each form."""

    case: Case
    heard: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    put: dict[str, int]


def cases(bank: Bank) -> dict[str, Case]:
    """Every practice case by its id. Refused with TRAIN-02 where one cannot be used."""
    paths = sorted(shipped("questionnaires").joinpath("training").glob("*.yaml"))
    return {path.stem: _read(path, bank) for path in paths}


def case_named(bank: Bank, name: str) -> Case:
    """One case by its id; refused with TRAIN-01 where there is none."""
    found = cases(bank).get(name)
    if found is None:
        raise UnknownCase(name=name)
    return found


def _read(path: Path, bank: Bank) -> Case:
    try:
        return case_of(path.read_bytes(), path.name, bank)
    except OSError as error:
        raise DamagedCase(file=path.name, reason=type(error).__name__) from None


def case_of(content: bytes, file: str, bank: Bank) -> Case:
    """The case in the content of a file; its name is its id, and its items are in the questionnaire."""
    try:
        data: Any = yaml.load(content, Loader=yaml.CSafeLoader)
        case = Case.model_validate(data)
    except ValidationError as error:
        steps = error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        raise DamagedCase(file=file, reason=".".join(map(str, steps)) or "shape") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise DamagedCase(file=file, reason=type(error).__name__) from None
    unknown = [item for fact in case.facts for item in fact.items if item not in bank.items]
    if unknown or Path(file).stem != case.id:
        raise DamagedCase(file=file, reason=unknown[0] if unknown else case.id)
    return case


# -- the role -------------------------------------------------------------------------------------


def role_card(case: Case) -> Sheet:
    """What the colleague reads who plays the person; the interviewer should not."""
    parts = (
        Part(say("Who you are"), (Line(case.who),)),
        Part(
            say("What you tell, in this order"), tuple(Line(f"{n}. {w}") for n, w in enumerate(case.tells, 1))
        ),
        Part(say("What upsets you"), tuple(map(Line, case.upsets))),
        Part(say("When you stop"), tuple(map(Line, case.stops))),
        Part(say("What the interviewer knows beforehand"), (Line(case.beforehand),)),
    )
    marks = (say("TRAINING"), say("Made up: nobody in it is real. For the colleague who plays the person."))
    return sheet(case.title, parts, marks)


# -- afterwards -----------------------------------------------------------------------------------


def case_of_record(file: DebriefFile) -> Case:
    """The case a record was begun with; refused with TRAIN-03 where it was begun with none."""
    opened = file.interview.state.opened
    if opened is None or not opened.training or opened.case is None:
        raise NoCaseHere(record=file.reference)
    return case_named(file.bank, opened.case)


def look_back(file: DebriefFile) -> LookBack:
    """What came of the practice. Refused while the talk is under way, so that it leads nobody."""
    case = case_of_record(file)
    if file.interview.state.sitting is not None:
        raise NotWhileTalking
    held = _on_record(file.interview)
    heard = tuple(fact for fact in case.facts if held & set(fact.items))
    put = Counter(forms_put(file.interview))
    return LookBack(
        case=case,
        heard=heard,
        missed=tuple(fact for fact in case.facts if fact not in heard),
        put={form: put[form] for form in FORMS if put[form]},
    )


def _on_record(interview: Interview) -> set[str]:
    """The items that hold a value, or to which a passage of the account was tagged."""
    entries = {address: interview.entry(address) for address in interview.state.entries}
    held = {address.item for address, entry in entries.items() if entry and entry.value is not None}
    return held | {Address.parse(tag.address).item for tag in interview.state.tags}
