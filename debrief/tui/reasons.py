"""Why a question is not put, in words."""

from __future__ import annotations

from debrief.bank.conditions import (
    ALWAYS,
    All,
    Any,
    Compare,
    Condition,
    Fact,
    Not,
    OverItems,
    Ref,
    Route,
    Today,
)
from debrief.interview import Interview, WhyNot
from debrief.language import marked as marked_text
from debrief.language import say, say_many
from debrief.tui import phrases
from debrief.tui.earlier import earlier_answers
from debrief.tui.outline import Spot
from debrief.tui.things import value_words

_PLAIN = {
    "recorded": marked_text("Not a question: you record it."),
    "child_rule": marked_text("Never asked of a child. Record it here if it is said unprompted."),
    "if_raised": marked_text("Not suggested: only if the person raises it."),
    "answered": marked_text("On record."),
    "set_aside": marked_text("Set aside in this talk. You can record it all the same."),
    "topic_closed": marked_text("This topic is closed for today."),
    "stopped": marked_text("The talk was stopped. Nothing more is asked in this sitting."),
    "no_sitting": marked_text("No talk is under way. F3 begins one. You can record all the same."),
}


def why(interview: Interview, spot: Spot, reasons: list[WhyNot]) -> list[str]:
    """Each reason as a sentence, the one that matters most first."""
    order = ("closed", "kept_apart", "settled", "withheld", "stopped", "topic_closed", "child_rule", "recorded")
    ranked = sorted(reasons, key=lambda r: order.index(r.reason) if r.reason in order else 9)
    return [said for reason in ranked if (said := _sentence(interview, spot, reason))]


def _sentence(interview: Interview, spot: Spot, reason: WhyNot) -> str:
    if reason.reason == "closed":
        return closed_because(interview, spot)
    if reason.reason == "kept_apart":
        return in_the_earlier_form(interview, spot)
    if reason.reason == "settled":
        return told_before(interview, spot.item)
    if reason.reason == "withheld":
        first = phrases.check_wants(reason.checks[0].check)
        count = len(reason.checks)
        waits = say_many("Waits for {count} safeguard.", "Waits for {count} safeguards.", count)
        shown = say("F8 shows them.")  # the extractor does not look into f-strings
        return f"{waits} {first} {shown}"
    return say(_PLAIN[reason.reason])


def in_the_earlier_form(interview: Interview, spot: Spot) -> str:
    """What was said under an earlier version of a question, to be written down in the form of this one."""
    here = [words for at, _, words in earlier_answers(interview) if at[:2] == (spot.item, spot.instance)]
    told = say("Told already, in the form of an earlier version: {words}.", words="; ".join(here) or "…")
    anew = say("Write it down in this form; do not ask again.")  # the extractor does not look into f-strings
    return f"{told} {anew}"


def told_before(interview: Interview, item: str) -> str:
    """To whom a settled item was told, and when; never what was said."""
    told = interview.state.settled[item]
    agency = phrases.choice_label(interview.bank, "AGENCY", told.agency, interview.state.edition)
    return say("Already told to {agency}, {date}. Not asked again.", agency=agency, date=told.dated)


def closed_because(interview: Interview, spot: Spot) -> str:
    """What an item waits for: the conditions that do not hold."""
    item = interview.bank.items[spot.item]
    section = interview.bank.sections[item.section].when
    parts = [in_words(interview, c) for c in (section, item.when) if c != ALWAYS]
    return say("Does not apply: asked only if {condition}.", condition=say(" and ").join(parts))


def in_words(interview: Interview, condition: Condition) -> str:
    """A condition as part of a sentence."""
    match condition:
        case All(parts):
            return say(" and ").join(in_words(interview, part) for part in parts)
        case Any(parts):
            return say(" or ").join(in_words(interview, part) for part in parts)
        case Not(part):
            return say("not ({condition})", condition=in_words(interview, part))
        case Route(route):
            return say("the person is a child") if route == "child" else say("the person is an adult")
        case OverItems():
            return _over(interview, condition)
        case Fact():
            return say("something else has been recorded")
    return _compare(interview, condition)


def _over(interview: Interview, over: OverItems) -> str:
    name = phrases.repeat_label(interview.bank, over.repeat)
    if over.where is None:
        return say("“{what}” is on record", what=name)
    return say("for “{what}”: {condition}", what=name, condition=in_words(interview, over.where))


def _compare(interview: Interview, found: Compare) -> str:
    what = named(interview, found.ref)
    if found.operator == "answered":
        return say("“{what}” is answered", what=what)
    value = _operand(interview, found)
    match found.operator:
        case "is" | "any_of" | "contains" | "status":
            return say("“{what}” is {value}", what=what, value=value)
        case "is_not" | "none_of":
            return say("“{what}” is answered and is not {value}", what=what, value=value)
        case "at_least":
            return say("“{what}” is at least {value}", what=what, value=value)
        case "at_most":
            return say("“{what}” is at most {value}", what=what, value=value)
        case "before" | "possibly_before":
            return say("“{what}” is before {value}", what=what, value=value)
        case "after" | "possibly_after":
            return say("“{what}” is after {value}", what=what, value=value)
    return say("“{what}” is {value}", what=what, value=value)


def named(interview: Interview, ref: Ref) -> str:
    """What an answer that a condition asks for is called: its item, field and line."""
    item = interview.bank.items[ref.item]
    label = phrases.item_label(item)
    spec = interview.bank.spec(ref.item, ref.field)
    if ref.field and spec is not None:
        label = f"{label}, {phrases.field_label(interview.bank, item, ref.field, spec)}"
    whole = interview.bank.answer_of(ref.item)
    if ref.line and (choices := (spec or whole).choices):
        line = phrases.choice_label(interview.bank, choices, ref.line, interview.state.edition)
        label = f"{label}, {line}"
    return label


def _operand(interview: Interview, found: Compare) -> str:
    operand = found.operand
    if isinstance(operand, Today):
        return say("a day reckoned from today")
    if isinstance(operand, Ref):
        return f"“{named(interview, operand)}”"
    codes = operand if isinstance(operand, tuple) else (operand,)
    return say(" or ").join(_code(interview, found, str(code)) for code in codes)


def _code(interview: Interview, found: Compare, code: str) -> str:
    bank = interview.bank
    if found.operator == "status":
        return phrases.state_label(bank.states[code]) if code in bank.states else code
    spec = bank.spec(found.ref.item, found.ref.field)
    listed = bank.codes_for(found.ref)
    if listed and bank.has_code(listed, code):
        return phrases.choice_label(bank, listed, code, interview.state.edition)
    if spec is not None and spec.type == "yes_no_not_sure" and code in ("yes", "no", "not_sure"):
        return value_words(interview, spec, code)
    return code
