"""Answers as lines of a paper: what they are called, their words, how they are known.

A value of the person's own words is a quotation, in each layer it has: as it was said, as it was
interpreted, as the checked translation has it. An unknown is said as unknown, with the state it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import cast

from debrief.exchange.carried import Carried
from debrief.exchange.labels import answer_label, state_label
from debrief.exchange.provenance_words import CERTAINTY, KNOWS, SPEAKERS
from debrief.exchange.sheet import Line
from debrief.exchange.value_words import value_words
from debrief.interview import Address
from debrief.interview.record import AnswerRecord
from debrief.language import day, language_name, marked, say
from debrief.language.current import current

_LAYERS = {
    "original": marked("as said"),
    "english": marked("as interpreted"),
    "checked": marked("checked translation"),
}


def answer_lines(carried: Carried, names: Iterable[str], *, how: bool = True) -> Iterator[Line]:
    """The lines of items, or of fields of them (``exp_kind.kinds``), in this order.

    What is told of one part of the journey, one crossing or one place stays together.
    ``how``: with state and provenance behind each.
    """
    for repeat, together in groupby(names, lambda name: carried.bank.repeat_of(name.partition(".")[0])):
        held = list(together)
        for instance in (0,) if repeat is None else carried.instances(repeat):
            for name in held:
                for address, answer in carried.answers(name, instance):
                    yield from _lines(carried, address, answer, how)


def _lines(carried: Carried, address: Address, answer: AnswerRecord, how: bool) -> Iterator[Line]:
    label = answer_label(carried.bank, address)
    behind = f" [{how_known(carried, answer)}]" if how else ""
    if answer.value is None:
        yield Line(f"{_no_value(carried, answer)}{_reason(answer)}{behind}", label)
    elif answer.type == "verbatim_text":
        yield from _quotations(answer, label, behind)
    else:
        spec = carried.bank.spec(address.item, address.field)
        assert spec is not None  # the record was made with this questionnaire
        yield Line(value_words(carried, spec, answer.value) + behind, label)


def how_known(carried: Carried, answer: AnswerRecord) -> str:
    """State, who said it, how they know, how sure they are, and whether it was ever changed."""
    source = answer.provenance
    parts = [state_label(carried.bank.states[answer.state])]
    if source.made_up:
        parts.append(say("MADE UP for a demonstration or a test"))
    if source.speaker and source.speaker != "person":
        parts.append(say("said by {who}", who=say(SPEAKERS[source.speaker])))
    if source.source:
        parts.append(say("source: {source}", source=source.source))
    if source.dated:
        parts.append(source.dated)
    if source.knows:
        parts.append(say(KNOWS[source.knows]))
    if answer.certainty:
        parts.append(say(CERTAINTY[answer.certainty]))
    if answer.corrects:
        parts.append(say("corrected; earlier words are kept"))
    if answer.note:
        parts.append(say("note: {note}", note=answer.note))
    return "; ".join(parts)


def _no_value(carried: Carried, answer: AnswerRecord) -> str:
    """A state without a value, said as one: not known, not asked, declined."""
    return state_label(carried.bank.states[answer.state]) + "."


def _reason(answer: AnswerRecord) -> str:
    return f" ({answer.reason})" if answer.reason else ""


def _quotations(answer: AnswerRecord, label: str, behind: str) -> Iterator[Line]:
    """Each layer of the words; behind a translation who made it, and when."""
    value = cast("dict[str, str]", answer.value)
    texts = {name: (value[name], "") for name in _LAYERS if value.get(name)}
    for each in answer.layers:  # the last of each counts
        made = day(datetime.fromisoformat(each.at).date())
        texts[each.layer] = each.text, f"{each.translator}, {made}"
    code = value.get("language")
    for name, (text, by) in texts.items():
        spoken = language_name(code, current().tag) if code and name == "original" else None
        layer = ", ".join(filter(None, (say(_LAYERS[name]), spoken, by)))
        yield Line(f"“{text}” ({layer}){behind}", label, "words")
