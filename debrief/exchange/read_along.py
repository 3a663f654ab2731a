"""The read-along sheet: what is said to a person, in their language, to lie on the table during a talk.

It holds nothing that names what they have not named: no title of a section, no label of an item, no list
that is not for reading out. Its heading is the name of the language. Each question has a number, to point at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from debrief.bank import Bank
from debrief.bank.schema import AnswerSpec, Item, RouteName
from debrief.exchange.labels import choice_said, prompt_words
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.exchange.told import Told, questions_of, text_words, texts_for
from debrief.language import contexts, current, say

_MANY = 20
"""A longer list is not read along; a country or a language is said."""


def read_along_sheet(bank: Bank, route: RouteName, edition: str, beside: str | None = None) -> Sheet:
    """The sheet in the language in use; ``beside``: the tag of a second language, small below each line."""
    told = Told(beside)
    parts = [
        Part("", tuple(_to_point_at(bank, told))),
        Part("", tuple(_texts(bank, route, told, "opening", "ground_rule", "practice"))),
        Part("", tuple(_questions(bank, route, edition, told))),
        Part("", tuple(_texts(bank, route, told, "follow_up", "volunteered", "stop", "closing"))),
    ]
    status = say(bank.status, contexts.bank("status"))
    return sheet(current().own, parts, (say("BLANK: nothing about anybody"), status, *told.marks()))


def _to_point_at(bank: Bank, told: Told) -> Iterator[Line]:
    for text in bank.texts.values():
        if text.use == "card":
            shown, *other = told.lines(partial(text_words, text))
            yield Line(shown.text, other[0].text if other else "", "point", shown.language)


def _texts(bank: Bank, route: RouteName, told: Told, *uses: str) -> Iterator[Line]:
    for text in texts_for(bank, route, *uses):
        yield from told.lines(partial(text_words, text))


def _questions(bank: Bank, route: RouteName, edition: str, told: Told) -> Iterator[Line]:
    number, shown = 0, set[str]()
    for section in bank.sections.values():
        for item in (bank.items[name] for name in section.items):
            questions = questions_of(item, route)
            for prompt in questions:
                number += 1
                yield from told.lines(partial(prompt_words, prompt, item.id, route), str(number))
            if questions and not item.never_read_out:
                yield from _choices(bank, item, edition, told, shown)


_OURS = frozenset({"not_asked", "refused_by_staff"})
"""What only the interviewer records, in lists that the person may see."""


def _choices(bank: Bank, item: Item, edition: str, told: Told, shown: set[str]) -> Iterator[Line]:
    """The choices of an item that may be shown to the person, each list once."""
    for name in _lists(item.answer):
        known = bank.lists[name]
        if item.form != "C" or name in shown or known.never_read_out or known.standard:
            continue
        shown.add(name)
        theirs = [choice for choice in bank.choices(name, edition) if choice.code not in _OURS]
        for choice in theirs[:_MANY]:
            for line in told.lines(partial(choice_said, bank, name, choice.code, edition)):
                yield line if line.kind == "beside" else Line(f"☐ {line.text}", "", "plain", line.language)


def _lists(spec: AnswerSpec) -> Iterator[str]:
    if spec.choices:
        yield spec.choices
    for field in spec.fields.values():
        yield from _lists(field)
