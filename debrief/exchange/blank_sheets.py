"""Blank papers for a talk without a screen: the questions of a route, and what is explained beforehand.

A child's sheet has the child's wording and nothing else: no item that is never asked of a child, none
that is only opened when the person raises it. How far each translation may be trusted stands on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from debrief.bank import Bank
from debrief.bank.conditions import ALWAYS
from debrief.bank.schema import Item, RouteName
from debrief.exchange.labels import choice_label, item_label, prompt_words, section_title
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.exchange.told import Told, questions_of, text_words, texts_for
from debrief.language import contexts, say

_OF_CONSENT = ("con_own_words", "con_agrees", "con_restrictions", "con_adviser")


def prompt_sheet(bank: Bank, route: RouteName) -> Sheet:
    """Every question that may be put on a route, in the order of the questionnaire, with room to write."""
    told = Told()
    parts = [
        Part(
            say("Before the first question"),
            tuple(_texts(bank, route, told, "opening", "ground_rule", "practice")),
        )
    ]
    for code, section in bank.sections.items():
        lines = [line for name in section.items for line in _asked(bank, bank.items[name], route, told)]
        parts.append(Part(section_title(bank, code), tuple(lines)))
    parts.append(Part(say("To hear more"), tuple(_texts(bank, route, told, "follow_up"))))
    parts.append(Part(say("To stop, and at the end"), tuple(_texts(bank, route, told, "stop", "closing"))))
    title = say("Questions for a child") if route == "child" else say("Questions for an adult")
    return sheet(title, parts, (*_marks(bank), *told.marks()))


def consent_script(bank: Bank, route: RouteName, edition: str) -> Sheet:
    """What is said before the talk, what the person says to it, and lines to write it down."""
    told = Told()
    said_first = _texts(bank, route, told, "opening", "ground_rule")
    asked = [line for name in _OF_CONSENT for line in _asked(bank, bank.items[name], route, told)]
    parts = [
        Part(say("To say"), tuple(said_first)),
        Part(
            say("For the interviewer, not to read out: tick what was explained"), tuple(_ticks(bank, edition))
        ),
        Part(say("To ask"), tuple(asked)),
    ]
    if route == "adult":
        parts.append(Part(say("Sharing, body by body"), tuple(_sharing(bank, edition, told))))
        nrm = _asked(bank, bank.items["ref_nrm_agree"], route, told)
        parts.append(Part(say("Only after the NRM was explained"), tuple(nrm)))
    names = (say("Date and time"), say("Staff number"), say("Interpreter’s register number"))
    parts.append(Part(say("Record"), tuple(Line("", name, "write") for name in names)))
    title = say("Before the talk, with a child") if route == "child" else say("Before the talk, with an adult")
    return sheet(title, parts, (*_marks(bank), *told.marks()))


def _marks(bank: Bank) -> tuple[str, ...]:
    return say("BLANK: nothing about anybody"), say(bank.status, contexts.bank("status"))


def _texts(bank: Bank, route: RouteName, told: Told, *uses: str) -> Iterator[Line]:
    return (told.line(text_words(text)) for text in texts_for(bank, route, *uses))


def _asked(bank: Bank, item: Item, route: RouteName, told: Told) -> Iterator[Line]:
    """The questions of an item that may be offered on this route."""
    questions = questions_of(item, route)
    if not questions:
        return
    notes = [item_label(item)]
    if route == "child" and item.id in bank.child_core:
        notes.append(say("core"))
    if item.when != ALWAYS:
        notes.append(say("only where it fits"))
    yield Line(" · ".join(notes), kind="note")
    for prompt in questions:
        yield told.line(prompt_words(prompt, item.id, route))
        yield Line("", kind="write")


def _ticks(bank: Bank, edition: str) -> Iterator[Line]:
    for code in bank.lists["CONSENT_LIST"].choices:
        yield Line(f"☐ {choice_label(bank, 'CONSENT_LIST', code, edition)}")


def _sharing(bank: Bank, edition: str, told: Told) -> Iterator[Line]:
    item = bank.items["con_sharing"]
    for prompt in item.prompts:
        yield told.line(prompt_words(prompt, item.id, "adult"))
    marks = "   ".join(
        f"☐ {choice_label(bank, 'SHARING', mark, edition)}" for mark in bank.lists["SHARING"].choices
    )
    for choice in bank.choices("AGENCY", edition):
        if choice.code != "other":
            yield Line(marks, choice_label(bank, "AGENCY", choice.code, edition))
