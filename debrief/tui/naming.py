"""A refusal's facts as an interviewer knows them: labels where they are ids and codes of the bank."""

from __future__ import annotations

from collections.abc import Callable

from debrief.bank import AGE_ITEM
from debrief.errors import Refusal
from debrief.interview import Address, Interview
from debrief.tui import phrases
from debrief.tui.things import address_label


def named(refusal: Refusal, interview: Interview) -> Refusal:
    """The same refusal, with names for items, states, groups and safeguards where the bank has them."""
    facts = {name: _NAMES[name](interview, value) for name, value in refusal.facts.items() if name in _NAMES}
    return type(refusal)(**{**refusal.facts, **{name: said for name, said in facts.items() if said}})


def _item(interview: Interview, value: str) -> str:
    item, _, _ = value.partition("/")
    if item.partition(".")[0] not in interview.bank.items:
        return ""
    return f"“{address_label(interview, Address.parse(value))}”"


def _state(interview: Interview, value: str) -> str:
    bank = interview.bank
    if value in bank.states:
        return f"“{phrases.state_label(bank.states[value])}”"
    listed = bank.answer_of(AGE_ITEM).choices
    if listed and bank.has_code(listed, value):
        return f"“{phrases.choice_label(bank, listed, value, interview.state.edition)}”"
    return ""


def _group(interview: Interview, value: str) -> str:
    return f"“{phrases.repeat_label(interview.bank, value)}”" if interview.bank.is_repeat(value) else ""


def _rule(interview: Interview, value: str) -> str:
    found = next((check for check in interview.bank.checks() if check.id == value), None)
    wants = phrases.check_wants(found).rstrip(".") if found else ""
    return f"{value} “{wants}”" if found else ""


_NAMES: dict[str, Callable[[Interview, str], str]] = {
    "group": _group, "item": _item, "rule": _rule, "state": _state,
}  # fmt: skip
