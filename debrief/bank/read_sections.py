"""Reading the section files and the cards: items, prompts, fields."""

from __future__ import annotations

from typing import Any, get_args

from debrief.bank.answers import ANSWER_TYPES
from debrief.bank.conditions import ALWAYS, Condition
from debrief.bank.parse_conditions import parse_condition
from debrief.bank.refusals import MissingSource, UnknownType
from debrief.bank.schema import (
    AnswerSpec,
    ChildMode,
    Form,
    Item,
    Prompt,
    Section,
    Sensitivity,
    Tier,
)
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import Mapping


def read_condition(take: Taker, key: str) -> Condition:
    """The condition under ``key``; none is always."""
    data = take.raw(key)
    if data is None:
        return ALWAYS
    return parse_condition(data, file=take.at.file, line=take.at.line, owner=take.item)


def read_answer(data: Any, owner: Taker, item: str) -> AnswerSpec:
    take = Taker(data, item, owner.at.file, owner.at.line)
    answer_type = take.text("type")
    if answer_type not in ANSWER_TYPES:
        raise UnknownType(file=take.at.file, line=take.at.line, item=item, type=answer_type)
    fields = take.mapping("fields", empty=True)
    spec = AnswerSpec(
        type=answer_type,
        label=take.maybe("label") or "",
        choices=take.maybe("choices"),
        marks=take.maybe("marks"),
        card=take.maybe("card"),
        fields={name: read_answer(each, take, f"{item}.{name}") for name, each in fields.items()},
    )
    take.done()
    if bool(spec.fields) != (answer_type == "group") or (answer_type == "card") != bool(spec.card):
        raise take.wrong("fields")
    if any(field.fields or field.card for field in spec.fields.values()):
        raise take.wrong("fields")
    return spec


def _prompts(take: Taker) -> tuple[Prompt, ...]:
    prompts = []
    for n, data in enumerate(take.list("prompts"), start=1):
        each = Taker(data, take.item, take.at.file, take.at.line)
        if each.number("n") != n:
            raise each.wrong("n")
        prompt = Prompt(n, each.maybe("adult"), each.maybe("child"), read_condition(each, "when"))
        each.done()
        if not (prompt.adult or prompt.child):
            raise each.wrong("adult")
        prompts.append(prompt)
    return tuple(prompts)


def _item(data: Any, section: str, owner: Taker) -> Item:
    name = data.get("id", "an item") if isinstance(data, Mapping) else "an item"
    take = Taker(data, str(name), owner.at.file, owner.at.line)
    if not take.raw("source"):
        raise MissingSource(file=take.at.file, line=take.at.line, item=take.item)
    item = Item(
        id=take.text("id"),
        section=section,
        label=take.text("label"),
        form=take.one_of("form", get_args(Form)),
        tier=take.one_of("tier", get_args(Tier)),
        sensitivity=take.one_of("sensitivity", get_args(Sensitivity)),
        agencies=take.texts("agencies"),
        source=take.text("source"),
        answer=read_answer(take.raw("answer"), take, take.item),
        child=take.one_of("child", get_args(ChildMode)),
        at=take.at,
        repeat=take.maybe("repeat"),
        prompts=_prompts(take),
        guidance=take.maybe("guidance"),
        when=read_condition(take, "when"),
        when_source=take.maybe("when_source"),
        rules=take.texts("rules", empty=True),
        never_read_out=take.flag("never_read_out"),
        offer=dict(take.mapping("offer", empty=True)),
    )
    take.done()
    return item


def read_section(data: Mapping) -> tuple[Section, tuple[Item, ...]]:
    """One section file: the section and its items, in order."""
    take = Taker(data, f"section {data.get('code', '')}")
    code = take.text("code")
    items = tuple(_item(each, code, take) for each in take.list("items", empty=False))
    section = Section(
        code=code,
        title=take.text("title"),
        note=take.maybe("note"),
        account=take.flag("account"),
        items=tuple(item.id for item in items),
        repeat=take.maybe("repeat"),
        when=read_condition(take, "when"),
    )
    take.done()
    return section, items


def read_cards(data: Mapping) -> dict[str, tuple[str, str, AnswerSpec]]:
    """Card id to (kind of link, field that names it, spec with its fields)."""
    cards = {}
    for name, each in Taker(data, "cards").mapping("cards").items():
        take = Taker(each, name, data.file, data.line)
        fields = take.mapping("fields")
        spec = AnswerSpec(
            type="card",
            label=take.text("label"),
            card=name,
            fields={f: read_answer(x, take, f"{name}.{f}") for f, x in fields.items()},
        )
        kind, title = take.text("kind"), take.text("title")
        take.done()
        if title not in spec.fields:
            raise take.wrong("title")
        cards[name] = (kind, title, spec)
    return cards
