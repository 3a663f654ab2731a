"""A draft for the NRM online form: adult, child, or the notification without a name (MS1).

Written in the order and under the keys of the official form, in English, which the form is in. It is a
draft of what is on record and no referral: the form takes only what a first responder types into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from debrief.exchange.answer_lines import answer_lines
from debrief.exchange.boxes import cut
from debrief.exchange.carried import Carried
from debrief.exchange.nrm_codes import code_for
from debrief.exchange.nrm_fields import FormField, NrmForm, nrm_form
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.exchange.withheld import withheld_words
from debrief.language import contexts, marked, say

Kind = Literal["adult", "child", "ms1"]

_TITLES = {
    "adult": marked("NRM referral of an adult: text for the form"),
    "child": marked("NRM referral of a child: text for the form"),
    "ms1": marked("Duty to notify (MS1), without a name: text for the form"),
}


def nrm_draft(carried: Carried, kind: Kind) -> Sheet:
    """The draft. The language in use should be English (``debrief.language.speaking``)."""
    form = nrm_form()
    rest: list[Line] = []
    parts = [_about(carried, kind, form)]
    for section in form.sections:
        fields = [each for each in form.fields if each.section == section and _shown(each, kind)]
        lines = [line for each in fields for line in _field_lines(carried, each, form, kind, rest)]
        parts.append(Part(section, tuple(lines)))
    parts.append(Part(say("What did not fit: to be sent with the form, as evidence"), tuple(rest)))
    return sheet(say(_TITLES[kind]), parts, (say("DRAFT – not sent, not a referral"), _face(carried)))


def _face(carried: Carried) -> str:
    record = carried.record
    if record.training:
        return say("TRAINING")
    return say("Record {reference}", reference=record.reference)


def _about(carried: Carried, kind: Kind, form: NrmForm) -> Part:
    record = carried.record
    lines = [
        Line(say("Prepared from what is on record. Read it with the person, and correct it.")),
        Line(
            say(
                "{source}; fields as of {dated}, prompt sheet of {sheet}",
                source=form.source,
                dated=form.dated,
                sheet=form.prompt_sheet,
            ),
            say("The form"),
        ),
        Line(record.edition, say("Edition of the record")),
        Line(say(record.status), say("The record is")),
    ]
    if kind == "ms1":
        lines.append(Line(say("The person did not agree to the NRM. Nothing here may identify them.")))
    lines += [Line(_wants(carried, each), say("Safeguard unmet")) for each in _unmet(carried)]
    for category, count in sorted(carried.withheld.items()):
        lines.append(Line(f"{withheld_words(category)}: {count}", say("Withheld")))
    return Part(say("About this draft"), tuple(lines))


def _unmet(carried: Carried) -> Iterable[str]:
    return dict.fromkeys(each.check for each in carried.record.unmet)


def _wants(carried: Carried, check: str) -> str:
    """What a safeguard wants, in words; a code says nothing to who fills in the form."""
    found = next((each for each in carried.bank.checks() if each.id == check), None)
    return say(found.wants, contexts.rule(check, "wants")) if found else check


def _shown(field: FormField, kind: Kind) -> bool:
    if field.key == "refuse-nrm":
        return kind == "ms1"
    return field.rule.get("only", kind) == kind or (kind == "ms1" and field.rule.get("only") == "adult")


def _field_lines(
    carried: Carried, field: FormField, form: NrmForm, kind: Kind, rest: list[Line]
) -> Iterator[Line]:
    yield Line(field.title, kind="field")
    yield Line(_key(field), kind="note")
    if field.rule.get("note"):
        yield Line(field.rule["note"], kind="note")
    if kind == "ms1" and field.rule.get("identifies"):
        yield Line(say("Left out: the notification has no name."))
        return
    code = code_for(carried, field)
    if code is not None:
        yield Line(f"{code} ({field.choices[code]})" if code in field.choices else code)
    lines = list(answer_lines(carried, field.items))
    if field.rule.get("choose"):
        yield Line(_choose(field, lines), kind="note")
    if lines:
        yield from _boxed(lines, field, form, rest)
    elif code is None:
        yield Line(_nothing(carried, field, kind))


def _choose(field: FormField, lines: list[Line]) -> str:
    """The form's own choices for a judgement that is the first responder's."""
    choices = " / ".join(f"{code} ({words})" for code, words in field.choices.items())
    if lines:
        return say("For the first responder to choose: {choices}. On record:", choices=choices)
    return say("For the first responder to choose: {choices}.", choices=choices)


def _key(field: FormField) -> str:
    need = say("required") if field.required else say("optional")
    return f"{field.key}, {field.type}, {need}"


def _boxed(lines: list[Line], field: FormField, form: NrmForm, rest: list[Line]) -> Iterator[Line]:
    """The lines as they are; where the form's box is too small for them, as much as it takes."""
    if field.type != "textarea":
        yield from lines
        return
    text = "\n".join(f"{line.label}: {line.text}" for line in lines)
    note = say(
        "[Cut here: the box takes {limit} characters. The rest is listed at the end.]", limit=form.longest_text
    )
    if len(pieces := cut(text, form.longest_text)) == 1:
        yield from lines
        return
    pieces = cut(text, form.longest_text - len(note) - 3)
    yield Line(f"{pieces[0]}\n{note}")
    for n, piece in enumerate(pieces[1:], 2):
        rest.append(Line(piece, say("{key}, part {n} of {count}", key=field.key, n=n, count=len(pieces))))


def _nothing(carried: Carried, field: FormField, kind: Kind) -> str:
    """Why there is nothing: each reason is a different fact."""
    if field.rule.get("by"):
        return say("For the first responder to fill in; it is not in a de-brief.")
    items = [carried.bank.items[name.partition(".")[0]] for name in field.items]
    if items and all(item.sensitivity == "S4" for item in items):
        return say("Restricted to protection (S4): not written into a draft. Fill it in on the form itself.")
    if items and kind == "child" and all(item.child == "never" for item in items):
        return say("Not asked of a child.")
    if field.rule.get("tick"):
        return say("Not ticked: nothing on record says so.")
    return say("Not known: nothing on record that may go here.")
