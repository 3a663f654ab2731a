"""The questionnaire changed in one place at a time: what ``debrief check`` must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from debrief.bank import Bank
from debrief.bank.conditions import (
    ALWAYS,
    All,
    Compare,
    Condition,
    Fact,
    Not,
    OverItems,
    Route,
    Today,
)
from debrief.bank.conditions import Any as AnyOf
from debrief.bank.schema import Check, Item, Prompt


class Mutant(NamedTuple):
    name: str
    bank: Bank


def mutants(bank: Bank) -> Iterator[Mutant]:
    """Every mutant, in a fixed order."""
    yield from _of_checks(bank)
    yield from _of_childhood(bank)
    yield from _of_items(bank)
    yield from _of_paths(bank)
    yield from _of_states(bank)


# -- conditions -------------------------------------------------------------------------------


def changed(bank: Bank, c: Condition) -> Iterator[tuple[str, Condition]]:
    """Every condition that differs from ``c`` in one place, with what was done."""
    yield "negated", Not(c)
    match c:
        case All(parts) | AnyOf(parts):
            kind, other = type(c), AnyOf if isinstance(c, All) else All
            if len(parts) > 1:
                yield "all for any" if other is All else "any for all", other(parts)
                for n in range(len(parts)):
                    yield f"part {n + 1} dropped", kind((*parts[:n], *parts[n + 1 :]))
            for n, part in enumerate(parts):
                for what, new in changed(bank, part):
                    yield f"part {n + 1} {what}", kind((*parts[:n], new, *parts[n + 1 :]))
        case Not(part):
            for what, new in changed(bank, part):
                if what != "negated":
                    yield f"not {what}", Not(new)
        case OverItems():
            yield from _of_repeat(bank, c)
        case Compare():
            yield from _of_compare(bank, c)
        case Route(route):
            yield "other route", Route("adult" if route == "child" else "child")
        case Fact(name, operator, operand):
            if isinstance(operand, int):
                yield "one more", Fact(name, operator, operand + 1)
                yield "one less", Fact(name, operator, operand - 1)


def _of_repeat(bank: Bank, c: OverItems) -> Iterator[tuple[str, Condition]]:
    if c.quantifier in ("any", "all") and c.where is not None:
        yield (
            "all for any" if c.quantifier == "any" else "any for all",
            replace(c, quantifier="all" if c.quantifier == "any" else "any"),
        )
    if c.quantifier == "count":
        yield "one more", replace(c, number=c.number + 1)
    if c.where is not None:
        for what, new in changed(bank, c.where):
            if what != "negated" or c.quantifier == "all":
                yield f"where {what}", replace(c, where=new)


def _of_compare(bank: Bank, c: Compare) -> Iterator[tuple[str, Condition]]:
    if isinstance(c.operand, tuple):
        for code in c.operand:
            left = tuple(each for each in c.operand if each != code)
            if left:
                yield f"without {code}", replace(c, operand=left)
        if more := _another(bank, c, c.operand):
            yield f"with {more}", replace(c, operand=(*c.operand, more))
    elif isinstance(c.operand, Today):
        yield "a year more", replace(c, operand=replace(c.operand, years=c.operand.years - 1))
        yield "a year less", replace(c, operand=replace(c.operand, years=c.operand.years + 1))
        yield "surely for possibly", replace(c, operator="after")
    elif isinstance(c.operand, str) and (other := _another(bank, c, (c.operand,))):
        yield f"{other} for {c.operand}", replace(c, operand=other)


def _another(bank: Bank, c: Compare, held: tuple[str, ...]) -> str | None:
    spec = bank.spec(c.ref.item, c.ref.field)
    if spec is None or c.ref.line or spec.type in ("yes_no_not_sure", "checklist"):
        codes: list[str] = [
            "yes",
            "no",
            "not_sure" if spec and spec.type == "yes_no_not_sure" else "not_applicable",
        ]
    else:
        codes = list(bank.lists[spec.choices].choices) if spec.choices else []
    return next((code for code in codes if code not in held), None)


# -- rules ------------------------------------------------------------------------------------


def _of_checks(bank: Bank) -> Iterator[Mutant]:
    for check in bank.checks():
        yield Mutant(f"{check.id} dropped", _with_check(bank, check, None))
        for field, values in (("effect", ("HARD", "LEAD", "WARN")), ("who", ("child", "adult", "all")),
                              ("stage", ("prompt", "account", "signoff"))):  # fmt: skip
            for value in values:
                if value != getattr(check, field):
                    new: Check = replace(check, **{field: value})
                    yield Mutant(f"{check.id} {field} {value}", _with_check(bank, check, new))
        for what, needs in changed(bank, check.needs):
            yield Mutant(f"{check.id} needs {what}", _with_check(bank, check, replace(check, needs=needs)))


def _with_check(bank: Bank, old: Check, new: Check | None) -> Bank:
    rule = bank.rules[old.rule]
    checks = tuple(new if each is old else each for each in rule.checks)
    rules = {**bank.rules, rule.id: replace(rule, checks=tuple(each for each in checks if each is not None))}
    return replace(bank, rules=rules)


def _of_childhood(bank: Bank) -> Iterator[Mutant]:
    held = bank.childhood
    for name in ("adult_when", "assessed_when"):
        for what, new in changed(bank, getattr(held, name)):
            yield Mutant(f"{name} {what}", replace(bank, childhood=replace(held, **{name: new})))
    points = held.points_to_child
    for n, each in enumerate(points):
        left = (*points[:n], *points[n + 1 :])
        yield Mutant(f"points {n + 1} dropped", replace(bank, childhood=replace(held, points_to_child=left)))
        for what, new in changed(bank, each):
            put = (*points[:n], new, *points[n + 1 :])
            yield Mutant(f"points {n + 1} {what}", replace(bank, childhood=replace(held, points_to_child=put)))


# -- items and paths --------------------------------------------------------------------------


def _of_items(bank: Bank) -> Iterator[Mutant]:
    for item in bank.items.values():
        for name, change in _changes(bank, item):
            yield Mutant(f"{item.id} {name}", _with_item(bank, replace(item, **change)))


def _changes(bank: Bank, item: Item) -> Iterator[tuple[str, dict[str, Any]]]:
    if item.child == "never":
        yield "asked of a child", {"child": "ask", "prompts": _worded(item)}
    if item.child == "ask":
        yield (
            "not asked of a child",
            {"child": "never", "prompts": tuple(replace(p, child=None) for p in item.prompts)},
        )
    if item.sensitivity == "S4":
        yield "S4 to S3", {"sensitivity": "S3"}
    elif item.sensitivity == "S3":
        yield "S3 to S4", {"sensitivity": "S4"}
    if bank.sections[item.section].account:
        yield "moved out of the account", {"section": "1"}
    if item.when != ALWAYS:
        yield "condition dropped", {"when": ALWAYS}
        yield from ((f"condition {what}", {"when": new}) for what, new in changed(bank, item.when))
    for route in item.offer:
        yield f"suggested to a {route}", {"offer": {}}
    for n, prompt in enumerate(item.prompts):
        if prompt.when != ALWAYS:
            for what, new in (("dropped", ALWAYS), *changed(bank, prompt.when)):
                put = (*item.prompts[:n], replace(prompt, when=new), *item.prompts[n + 1 :])
                yield f"question {prompt.n} condition {what}", {"prompts": put}


def _worded(item: Item) -> tuple[Prompt, ...]:
    if not item.prompts:
        return (Prompt(1, "Tell me about it.", "Tell me about it."),)
    return (replace(item.prompts[0], child="Tell me about it."), *item.prompts[1:])


def _with_item(bank: Bank, new: Item) -> Bank:
    return replace(bank, items={**bank.items, new.id: new})


def _of_paths(bank: Bank) -> Iterator[Mutant]:
    for name in sorted(bank.emergency):
        yield Mutant(f"{name} off the emergency path", replace(bank, emergency=bank.emergency - {name}))
    for item in bank.items.values():
        if bank.sections[item.section].account and item.asked:
            more = bank.emergency | {item.id}
            yield Mutant(f"{item.id} on the emergency path", replace(bank, emergency=more))
    for code, section in bank.sections.items():
        flag: Callable[..., Any] = replace
        put = flag(section, account=not section.account)
        yield Mutant(
            f"section {code} account {put.account}", replace(bank, sections={**bank.sections, code: put})
        )
        shut = flag(section, when=Route("adult"))
        yield Mutant(f"section {code} for adults", replace(bank, sections={**bank.sections, code: shut}))


def _of_states(bank: Bank) -> Iterator[Mutant]:
    for code, state in bank.states.items():
        put = replace(state, settles=not state.settles)
        yield Mutant(f"state {code} settles {put.settles}", replace(bank, states={**bank.states, code: put}))
        put = replace(state, waits=not state.waits)
        yield Mutant(f"state {code} waits {put.waits}", replace(bank, states={**bank.states, code: put}))
