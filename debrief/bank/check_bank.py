"""What must hold of a bank before anything may use it: every name resolves, every agency is served.

Wording, reachability and proofs are the business of ``debrief check``.
"""

from __future__ import annotations

from debrief.bank.bank import AGE_ITEM, Bank
from debrief.bank.check_conditions import Scope, check_condition
from debrief.bank.conditions import Compare, refs_of, repeats_of
from debrief.bank.refusals import (
    ForbiddenWording,
    MissingWording,
    OwnCondition,
    UncoveredAgency,
    UnknownAgency,
    UnknownCard,
    UnknownItem,
    UnknownList,
    UnknownRule,
    UnknownText,
    WrongRepeat,
)
from debrief.bank.schema import SELF, AnswerSpec, Flow, Item, Where

AGENCIES = ("POL", "UKBA", "UKHTC", "CEOP", "LA", "GLA", "FR", "CPS", "HLT", "FIN")
"""The agencies one de-brief serves (strategy para 53, content A.0)."""


def check_bank(bank: Bank) -> None:
    """Raises the refusal of the first thing that is wrong."""
    for item in bank.items.values():
        _item(bank, item)
    for card, (_, _, spec) in bank.cards.items():
        for name, field in spec.fields.items():
            _lists(bank, field, f"{card}.{name}", Where("cards.yaml", 1))
    for section in bank.sections.values():
        at = bank.items[section.items[0]].at
        check_condition(bank, section.when, Scope(f"section {section.code}", at))
    for check in bank.checks():
        check_condition(bank, check.needs, Scope(check.id, check.at))
    for flow in bank.flows.values():
        _flow(bank, flow)
    home = Where("rules.yaml", 1)
    childhood = bank.childhood
    for condition in (childhood.adult_when, childhood.assessed_when, *childhood.points_to_child):
        check_condition(bank, condition, Scope("childhood", home))
    _circles(bank)
    _paths(bank)
    _agencies(bank)


def _item(bank: Bank, item: Item) -> None:
    at: dict[str, str | int] = {"file": item.at.file, "line": item.at.line, "item": item.id}
    if item.repeat not in (None, SELF) and item.repeat not in bank.repeats:
        raise WrongRepeat(**at, group=item.repeat or "")
    if item.answer.card and item.answer.card not in bank.cards:
        raise UnknownCard(**at, card=item.answer.card)
    for rule in item.rules:
        if rule not in bank.rules:
            raise UnknownRule(**at, rule=rule)
    _lists(bank, item.answer, item.id, item.at)
    for name, field in item.answer.fields.items():
        _lists(bank, field, f"{item.id}.{name}", item.at)
    _wording(item)
    scope = Scope(item.id, item.at, bank.repeat_of(item.id))
    check_condition(bank, item.when, scope)
    for prompt in item.prompts:
        check_condition(bank, prompt.when, scope)


def _wording(item: Item) -> None:
    at: dict[str, str | int] = {"file": item.at.file, "line": item.at.line, "item": item.id}
    child = any(prompt.child for prompt in item.prompts)
    if item.asked and not any(prompt.adult for prompt in item.prompts):
        raise MissingWording(**at, name="adult")
    if item.asked and item.child == "ask" and not child:
        raise MissingWording(**at, name="child")
    if child and (item.child != "ask" or not item.asked):
        raise ForbiddenWording(**at)


def _lists(bank: Bank, spec: AnswerSpec, owner: str, at: Where) -> None:
    for name in (spec.choices, spec.marks):
        if name and name not in bank.lists:
            raise UnknownList(file=at.file, line=at.line, item=owner, list=name)


def _flow(bank: Bank, flow: Flow) -> None:
    """Where words and steps are recorded is there, and so is each text that is said."""
    scope = Scope(flow.id, flow.at, bank.repeat_of(flow.words.item))
    for step in flow.steps:
        check_condition(bank, step.done, scope)
        for text in step.says.values():
            if text not in bank.texts:
                raise UnknownText(file=flow.at.file, line=flow.at.line, item=flow.id, name=text)
    for ref in (flow.words, flow.before, *(step.to for step in flow.steps)):
        check_condition(bank, Compare(ref, "answered", True), scope)


def _circles(bank: Bank) -> None:
    """No item may depend on itself: through conditions, and through the items of a repeat."""
    needs: dict[str, set[str]] = {}
    for item in bank.items.values():
        conditions = [item.when, bank.sections[item.section].when]
        found = {ref.item for c in conditions for ref in refs_of(c)}
        needs[item.id] = found | {r for c in conditions for r in repeats_of(c) if r in bank.items}
    for start in needs:
        seen: set[str] = set()
        waiting = list(needs[start])
        while waiting:
            name = waiting.pop()
            if name == start:
                at = bank.items[start].at
                raise OwnCondition(file=at.file, line=at.line, item=start)
            if name not in seen:
                seen.add(name)
                waiting.extend(needs.get(name, ()))


def _paths(bank: Bank) -> None:
    for name in (*sorted(bank.emergency), *bank.child_core, AGE_ITEM):
        if name not in bank.items:
            raise UnknownItem(file="paths.yaml", line=1, item="paths", name=name)


def _agencies(bank: Bank) -> None:
    known = set(AGENCIES) | {"ALL"}
    served: set[str] = set()
    for item in bank.items.values():
        for agency in item.agencies:
            if agency not in known:
                raise UnknownAgency(file=item.at.file, line=item.at.line, item=item.id, agency=agency)
        served |= set(AGENCIES) if "ALL" in item.agencies else set(item.agencies)
    for edition in bank.editions.values():
        for agency in AGENCIES:
            if agency not in edition.agency_codes:
                raise UnknownAgency(file=f"editions/{edition.id}.yaml", line=1, item=edition.id, agency=agency)
    for agency in AGENCIES:
        if agency not in served:
            raise UncoveredAgency(file="sections", agency=agency)
