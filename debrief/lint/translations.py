"""The catalogues: what is heard and what protects must be there, and say what the English says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from debrief.bank import Bank
from debrief.language import LIST, Covers, Review, contexts
from debrief.language.listed import reviews_of
from debrief.lint.finding import Finding, Findings
from debrief.lint.words import PLACEHOLDER, count

_PUT = re.compile(r"text\..+|\w+\.(adult|child)\.\d+")
_SHORT = 2
"""Texts of so few words may be the same in two languages."""


def translations(bank: Bank, locales: Path) -> Findings:
    """Every finding about the catalogues in ``locales``."""
    listed = reviews_of((locales / LIST).read_bytes())
    for path in sorted(locales.glob("*/LC_MESSAGES/debrief.po")):
        row = listed.get(path.parts[-3], Review())
        yield from _catalogue(bank, path, whole=row.covers is Covers.EVERYTHING)


def spoken(bank: Bank) -> Iterator[tuple[str, str, str]]:
    """Context, owner and English of everything that is said to a person, and of what stands beside it."""
    for item in bank.items.values():
        yield contexts.label(item.id), item.id, item.label
        for prompt in item.prompts:
            if prompt.adult:
                yield contexts.prompt(item.id, "adult", prompt.n), item.id, prompt.adult
            if prompt.child:
                yield contexts.prompt(item.id, "child", prompt.n), item.id, prompt.child
    for text in bank.texts.values():
        if text.who != "interviewer":
            yield contexts.text(text.id), text.id, text.text
    for name, listed in bank.lists.items():
        for code, choice in listed.choices.items():
            if not (listed.standard or listed.never_read_out):
                yield contexts.choice(name, code), f"{name}.{code}", choice.label
            for edition, label in choice.labels.items():
                if label is not None:
                    yield contexts.choice(name, code, edition), f"{name}.{code}", label


def put_to_a_person(context: str) -> bool:
    """Whether it is said to the person themselves; a language has at least these."""
    return bool(_PUT.fullmatch(context))


def safeguards(bank: Bank) -> Iterator[tuple[str, str, str]]:
    """The same of the safeguards: what each wants, and why, and the steps of the flows."""
    for rule in bank.rules.values():
        yield contexts.rule(rule.id, "title"), rule.id, rule.title
        for check in rule.checks:
            yield contexts.rule(check.id, "wants"), check.id, check.wants
            yield contexts.rule(check.id, "why"), check.id, check.why
    for flow in bank.flows.values():
        yield contexts.flow(flow.id), flow.id, flow.title
        for step in flow.steps:
            yield contexts.step(step.id, "wants"), step.id, step.wants
            yield contexts.step(step.id, "why"), step.id, step.why


def _catalogue(bank: Bank, path: Path, *, whole: bool) -> Findings:
    name = f"{path.parts[-3]}.po"
    try:
        with path.open("rb") as file:
            messages = {str(m.context): m for m in read_po(file) if m.id and m.context}
    except (PoFileError, ValueError, OSError):
        yield Finding(name, 1, "the catalogue", "catalogue", "cannot be read")
        return
    for context, owner, english in (*spoken(bank), *safeguards(bank)):
        found = messages.get(context)
        if not whole and not put_to_a_person(context) and not (found and found.string):
            continue
        yield from _message(name, owner, context, " ".join(english.split()), found)


def _message(name: str, owner: str, context: str, english: str, found: Message | None) -> Findings:
    said = found.string if found is not None and not found.fuzzy else ""
    line = found.lineno if found is not None and found.lineno else 1
    if found is None or not isinstance(said, str) or not said:
        yield Finding(name, line, owner, "untranslated", f"{context} has no translation")
        return
    if " ".join(str(found.id).split()) != english:
        yield Finding(name, line, owner, "stale", f"{context} translates an older wording")
    lost = set(PLACEHOLDER.findall(english)) - set(PLACEHOLDER.findall(said))
    more = set(PLACEHOLDER.findall(said)) - set(PLACEHOLDER.findall(english))
    for each in sorted(lost):
        yield Finding(name, line, owner, "placeholder-lost", f"{context} lost {{{each}}}")
    for each in sorted(more):
        yield Finding(name, line, owner, "placeholder", f"{context} holds {{{each}}}, which nothing fills in")
    if said == english and count(english) > _SHORT and not english.isupper():  # a marking stays as it is
        yield Finding(name, line, owner, "not-translated", f"{context} is the English text")
