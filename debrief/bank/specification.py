"""What the safeguards must come to: the shipped specification, and what falls below it.

``specification.yaml`` is written by hand from the rules and never derived from the
bank. A bank that calls itself by the specification's name may add to the
safeguards and may not weaken them; ``debrief check`` proves the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from debrief.bank.bank import Bank
from debrief.bank.conditions import Any as AnyOf
from debrief.bank.conditions import Compare, Condition, Ref, refs_of
from debrief.bank.parse_conditions import parse_condition
from debrief.bank.refusals import WeakenedRule
from debrief.bank.schema import Check, Effect, RouteName, Stage, Where, Who
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import read
from debrief.places import shipped

FILE = "specification.yaml"
_STRENGTH = ("TEXT", "AUTO", "WARN", "LEAD", "HARD")
_STAGES = get_args(Stage)
_YES = ("yes", "not_sure")


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: when it applies, what happens when it is unmet, and what meets it."""

    check: str
    effect: Effect
    who: Who
    stage: Stage
    demands: Condition
    at: Where


@dataclass(frozen=True, slots=True)
class Witness:
    """A person in whose record everything named is in order, and what must then be offered."""

    name: str
    route: RouteName
    answers: Mapping[str, Any]
    adds: tuple[str, ...]
    overrides: tuple[str, ...]
    offered: tuple[str, ...]
    withheld: tuple[str, ...]
    signoff: bool


@dataclass(frozen=True, slots=True)
class Specification:
    bank: str
    adult: Condition
    decided: Condition
    pointing: tuple[Condition, ...]
    forbidden: Mapping[str, str]
    """Item to the reason why it is never asked of a child."""
    asked_of_child: frozenset[str]
    account: frozenset[str]
    emergency: frozenset[str]
    restricted: frozenset[str]
    gates: tuple[Gate, ...]
    opens: Mapping[str, Condition]
    follow_ups: Mapping[tuple[str, int], Condition]
    settles: frozenset[str]
    waits: frozenset[str]
    if_raised: Mapping[str, frozenset[str]]
    witnesses: tuple[Witness, ...]

    def names(self) -> frozenset[str]:
        """Every item it speaks of."""
        listed = (self.forbidden, self.asked_of_child, self.account, self.emergency, self.restricted)
        found = {name for names in listed for name in names} | set(self.opens)
        return frozenset(found | {item for item, _ in self.follow_ups})


@lru_cache(maxsize=1)
def specification() -> Specification:
    """The shipped specification. Raises a ``BankRefusal`` where it cannot be read."""
    return read_specification(shipped("questionnaires"))


def read_specification(folder: Path) -> Specification:
    """The specification in ``folder``."""
    take = Taker(read(folder, FILE), "specification")
    childhood = Taker(take.raw("childhood"), "childhood", take.at.file, take.at.line)
    raised = take.mapping("if_raised")
    made = Specification(
        bank=take.text("bank"),
        adult=_condition(childhood.raw("adult"), "childhood"),
        decided=_condition(childhood.raw("decided"), "childhood"),
        pointing=tuple(_condition(each, "childhood") for each in childhood.list("pointing", empty=False)),
        forbidden={item: each["why"] for each in take.list("forbidden", empty=False) for item in each["items"]},
        gates=tuple(_gate(each, take) for each in take.list("gates", empty=False)),
        opens={i: _condition(each["when"], i) for each in take.list("opens") for i in each["items"]},
        follow_ups=_follow_ups(take),
        settles=frozenset(take.texts("settles")),
        waits=frozenset(take.texts("waits")),
        if_raised={route: frozenset(raised[route]) for route in raised},
        witnesses=tuple(_witness(each, take) for each in take.list("witnesses", empty=False)),
        **{
            name: frozenset(take.texts(name))
            for name in ("asked_of_child", "account", "emergency", "restricted")
        },
    )
    take.done()
    return made


def _condition(data: Any, owner: str) -> Condition:
    return parse_condition(data, file=FILE, owner=owner)


def _gate(data: Any, owner: Taker) -> Gate:
    take = Taker(data, "a gate", owner.at.file, owner.at.line)
    name = take.text("check")
    gate = Gate(
        check=name,
        effect=take.one_of("effect", get_args(Effect)),
        who=take.one_of("who", get_args(Who)),
        stage=take.one_of("stage", _STAGES),
        demands=_condition(take.raw("demands"), name),
        at=take.at,
    )
    take.done()
    return gate


def _follow_ups(take: Taker) -> dict[tuple[str, int], Condition]:
    found: dict[tuple[str, int], Condition] = {}
    for each in take.list("follow_ups"):
        for name in each["prompts"]:
            item, number = name.split()
            found[item, int(number)] = _condition(each["when"], item)
    for field, numbers in take.mapping("after_yes", empty=True).items():
        ref = Ref(*field.split("."))
        said = AnyOf(tuple(Compare(ref, "is", code) for code in _YES))
        found |= {(ref.item, n): said for n in numbers}
    return found


def _witness(data: Any, owner: Taker) -> Witness:
    take = Taker(data, "a witness", owner.at.file, owner.at.line)
    witness = Witness(
        name=take.text("name"),
        route=take.one_of("route", get_args(RouteName)),
        answers=take.mapping("answers"),
        adds=take.texts("adds", empty=True),
        overrides=take.texts("overrides", empty=True),
        offered=take.texts("offered"),
        withheld=take.texts("withheld", empty=True),
        signoff=take.flag("signoff"),
    )
    take.done()
    return witness


def check_weakened(bank: Bank, spec: Specification) -> None:
    """Raises ``WeakenedRule`` at the first gate without a way round that is weaker in ``bank``."""
    if bank.id != spec.bank:
        return  # another questionnaire: it makes no promise in this one's name
    held = {check.id: check for check in bank.checks()}
    for gate in spec.gates:
        if gate.effect not in ("HARD", "LEAD"):
            continue
        check = held.get(gate.check)
        if check is None or _weaker(check, gate):
            at = check.at if check else Where("rules.yaml", 1)
            raise WeakenedRule(file=at.file, line=at.line, rule=gate.check)


def _weaker(check: Check, gate: Gate) -> bool:
    return (
        _STRENGTH.index(check.effect) < _STRENGTH.index(gate.effect)
        or check.who not in ("all", gate.who)
        or _STAGES.index(check.stage) > _STAGES.index(gate.stage)
        or not refs_of(gate.demands) <= refs_of(check.needs)
    )
