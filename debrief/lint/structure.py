"""What a single file cannot show: order, sources, lists nobody uses, who is served by nothing."""

from __future__ import annotations

from debrief.bank import AGE_ITEM, Bank
from debrief.bank.conditions import ALWAYS, Condition, refs_of, repeats_of
from debrief.bank.schema import AnswerSpec, Item, Section, Where
from debrief.bank.specification import Specification
from debrief.lint.exceptions import allowed
from debrief.lint.finding import Finding, Findings, at, of
from debrief.lint.words import CLOSED

_MUST_HAVE = ("unknown", "not_remembered", "declined", "not_understood")
"""Whatever is asked may be answered so: a blank never means no (content C)."""


def structure(bank: Bank, spec: Specification | None, lines: dict[str, int]) -> Findings:
    """Every finding about structure. ``lines`` gives the line of each list, state and text."""
    for item in bank.items.values():
        yield from _item(bank, item)
    for section in bank.sections.values():
        if section.account:
            yield from _opens_open(bank, section)
    yield from _lists(bank, lines)
    yield from _states(bank, lines)
    yield from _child_core(bank)
    if spec is not None:
        yield from _as_specified(bank, spec)
    for condition in (bank.childhood.adult_when, bank.childhood.assessed_when, *bank.childhood.points_to_child):
        yield from _never_closed(bank, condition)


def _item(bank: Bank, item: Item) -> Findings:
    if item.prompts and not item.asked:
        yield of(item, "recorded", "is recorded and not asked, and has a question")
    if item.asked and item.child == "never" and not item.guidance:
        yield of(item, "other-source", "is never asked of a child, and nothing says where to get it instead")
    if item.when != ALWAYS and not item.when_source:
        yield of(item, "no-source", "has a condition without a source")
    if item.prompts and item.prompts[0].when != ALWAYS:
        yield of(item, "first-question", "has a first question with a condition; it belongs to the item")
    first = item.prompts[0].adult if item.prompts else None
    if item.form == "O" and CLOSED.match(first or "") and not allowed(item.id, "adult", "opens-closed"):
        yield of(item, "opens-closed", "is an open item, and begins with a closed question")
    yield from _forward(bank, item)


def _forward(bank: Bank, item: Item) -> Findings:
    """A condition may read what was asked before, or what is recorded at any time."""
    for condition in (item.when, bank.sections[item.section].when, *(p.when for p in item.prompts)):
        names = {ref.item for ref in refs_of(condition)} | {r for r in repeats_of(condition) if r in bank.items}
        for name in sorted(names - {item.id}):
            if bank.order[name] > bank.order[item.id] and bank.items[name].asked:
                yield of(item, "forward", f"waits for the answer to {name}, which is asked later")


def _opens_open(bank: Bank, section: Section) -> Findings:
    """Open first, then focused, then closed (A.0-1)."""
    rank = {"O": 0, "F": 1, "C": 2}
    asked = [bank.items[name] for name in section.items if bank.items[name].asked]
    if asked and asked[0].form != "O":
        yield of(asked[0], "closed-before-open", f"opens section {section.code}, and is not an open question")
    for item in asked:
        opener = next(
            (i for i in asked if rank[i.form] == 0 and bank.repeat_of(i.id) == bank.repeat_of(item.id)), None
        )
        if item.form == "C" and opener is not None and bank.order[opener.id] > bank.order[item.id]:
            yield of(item, "closed-before-open", f"is closed, and comes before the open {opener.id}")


def _lists(bank: Bank, lines: dict[str, int]) -> Findings:
    used = {name for spec in _specs(bank) for name in (spec.choices, spec.marks)}
    for name, each in bank.lists.items():
        where = Where("choices", lines.get(name, 1))
        if name not in used:
            yield at(where, name, "unused-list", "is a list of choices that nothing uses")
        labels: dict[str, str] = {}
        for code, choice in each.choices.items():
            here = Where("choices", lines.get(f"{name}.{code}", where.line))
            twin = labels.setdefault(choice.label.casefold(), code)
            if twin != code and name != "GRADE":  # a grade is told apart by its scheme and axis
                yield at(here, f"{name}.{code}", "label-twice", f"has the same words as {twin}")
            if code == "other" and not choice.text:
                yield at(here, f"{name}.other", "other-words", "“other” without a place for the words")
            if choice.exclusive and not each.multi:
                yield at(
                    here, f"{name}.{code}", "exclusive", "excludes the others of a list of which one is chosen"
                )


def _specs(bank: Bank) -> list[AnswerSpec]:
    found = []
    for spec in (*(i.answer for i in bank.items.values()), *(card[2] for card in bank.cards.values())):
        found += [spec, *spec.fields.values()]
    return found


def _states(bank: Bank, lines: dict[str, int]) -> Findings:
    for code in _MUST_HAVE:
        state = bank.states.get(code)
        where = Where("states.yaml", lines.get(code, 1))
        if state is None:
            yield at(
                where,
                code,
                "no-refusal",
                "is missing: nobody could say that they do not know or do not want to",
            )
        elif state.has_value:
            yield at(where, code, "no-refusal", "carries a value, though nothing was said")


def _child_core(bank: Bank) -> Findings:
    for name in bank.child_core:
        if bank.items[name].child != "ask" or not bank.items[name].asked:
            yield Finding(
                "paths.yaml", 1, name, "child-core", "is suggested to a child, and is not asked of a child"
            )


def _as_specified(bank: Bank, spec: Specification) -> Findings:
    for name in sorted(spec.names() - set(bank.items)):
        yield Finding(
            "sections", 1, name, "missing", "is named by the specification, and there is no such item"
        )
    for item in bank.items.values():
        if (item.id in spec.account) != bank.sections[item.section].account and item.id in spec.names():
            kind = "belongs to the account" if item.id in spec.account else "is no part of the account"
            yield of(item, "account", f"{kind}, and its section says otherwise")
    for name in sorted(spec.emergency ^ bank.emergency):
        missing = "is missing from" if name in spec.emergency else "does not belong to"
        yield Finding("paths.yaml", 1, name, "emergency", f"{missing} the emergency path")
    worded = spec.asked_of_child | spec.if_raised.get("child", frozenset())
    for name in sorted(worded & set(bank.items)):
        if bank.items[name].child != "ask":
            yield of(bank.items[name], "child-wording", "has no wording for a child")


def _never_closed(bank: Bank, condition: Condition) -> Findings:
    """What decides the route must not wait for anything, least of all for the route."""
    for name in sorted({ref.item for ref in refs_of(condition)} | {AGE_ITEM}):
        item = bank.items[name]
        if item.when != ALWAYS or bank.sections[item.section].when != ALWAYS:
            yield of(
                item, "age-closed", "decides whether a person is a child, and may be closed by a condition"
            )
