"""What a bank is made of, as plain frozen values. Reading and checking are elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from debrief.bank.conditions import ALWAYS, Condition, Ref

Form: TypeAlias = Literal["O", "F", "C", "R", "A"]
Tier: TypeAlias = Literal["G", "C", "X"]
Sensitivity: TypeAlias = Literal["S0", "S1", "S2", "S3", "S4"]
ChildMode: TypeAlias = Literal["ask", "record", "never"]
Effect: TypeAlias = Literal["HARD", "LEAD", "WARN", "AUTO", "TEXT"]
Stage: TypeAlias = Literal["prompt", "account", "signoff", "export"]
Who: TypeAlias = Literal["child", "adult", "all"]
RouteName: TypeAlias = Literal["child", "adult"]

SELF = "self"
"""The repeat of an item that repeats by itself; its repeat is named by its own id."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place in a file that a thing was read from."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list. ``labels`` by edition; an edition that is None does not offer it."""

    code: str
    label: str
    labels: Mapping[str, str | None] = field(default_factory=dict, hash=False)
    exclusive: bool = False
    text: bool = False
    reason_needed: bool = False
    as_state: str | None = None
    child_value: bool = False
    child_only: bool = False
    facts: Mapping[str, object] = field(default_factory=dict, hash=False, compare=False)
    """Everything else the content says of it: HTCDS and NRM codes, place codes, roll-up."""


@dataclass(frozen=True, slots=True)
class ChoiceList:
    name: str
    choices: Mapping[str, Choice]
    multi: bool = False
    never_read_out: bool = False
    standard: str | None = None
    """ISO 639-3, ISO 3166-1 …: codes of that standard are choices too."""
    facts: Mapping[str, object] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """What an answer looks like: its type, its list, and for a group or card its fields."""

    type: str
    label: str = ""
    choices: str | None = None
    marks: str | None = None
    card: str | None = None
    fields: Mapping[str, AnswerSpec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of an item. A route without words has no question at this number."""

    n: int
    adult: str | None
    child: str | None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    section: str
    label: str
    form: Form
    tier: Tier
    sensitivity: Sensitivity
    agencies: tuple[str, ...]
    source: str
    answer: AnswerSpec
    child: ChildMode
    at: Where
    repeat: str | None = None
    prompts: tuple[Prompt, ...] = ()
    guidance: str | None = None
    when: Condition = ALWAYS
    when_source: str | None = None
    rules: tuple[str, ...] = ()
    never_read_out: bool = False
    offer: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By route: if_raised, if_relevant: never suggested, opened by the interviewer."""

    @property
    def asked(self) -> bool:
        """Whether the item is put to a person at all (and not only recorded)."""
        return self.form in ("O", "F", "C")


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: str
    note: str | None
    account: bool
    items: tuple[str, ...]
    repeat: str | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a rule demands: at a stage, of records of some people, with an effect."""

    id: str
    rule: str
    effect: Effect
    who: Who
    stage: Stage
    needs: Condition
    wants: str
    why: str
    at: Where


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    title: str
    effect: Effect
    source: str
    read: str
    checks: tuple[Check, ...]
    at: Where


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step after words said unasked: where it is recorded, and when it counts as done."""

    id: str
    who: Who
    to: Ref
    done: Condition
    wants: str
    why: str
    says: Mapping[RouteName, str] = field(default_factory=dict, hash=False)
    """By route, the text that is said aloud; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What follows words of one kind, said unasked: they are written down, and others take over."""

    id: str
    rule: str
    check: str
    """The check at sign-off that is unmet while the flow is raised and a step is left."""
    title: str
    words: Ref
    before: Ref
    raised: Condition
    wants: str
    why: str
    steps: tuple[FlowStep, ...]
    at: Where


@dataclass(frozen=True, slots=True)
class Childhood:
    """When a record is an adult's, and what makes that impossible without an assessment."""

    adult_when: Condition
    assessed_when: Condition
    points_to_child: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A response state."""

    code: str
    label: str
    reason: Literal["yes", "no", "auto", "optional"]
    automatic: bool
    asked: bool
    has_value: bool
    settles: bool
    waits: bool = False
    """Set aside: not offered again in the same sitting."""
    key: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SpokenText:
    """Words said around the questions."""

    id: str
    who: Literal["adult", "child", "all", "person", "interviewer"]
    """To whom it is said; ``person``: nobody says it, whoever is asked may point at it."""
    use: str
    text: str
    status: str | None = None


@dataclass(frozen=True, slots=True)
class AdviceLine:
    body: str
    name: str
    phone: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Names, lines and schemes of one time; outside its dates no telephone number is shown."""

    id: str
    title: str
    begins: date
    ends: date | None
    source: str
    schemes: Mapping[str, str]
    advice_lines: tuple[AdviceLine, ...]
    proposals: Mapping[str, int]
    child_recipients: tuple[str, ...]
    agency_codes: Mapping[str, tuple[str, ...]]

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies inside the edition's dates."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A group that can be told several times, in any order."""

    id: str
    label: str
    order: int
