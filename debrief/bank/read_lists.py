"""Reading choice lists, response states and the words said around the questions."""

from __future__ import annotations

from typing import Any

from debrief.bank.refusals import RepeatedId
from debrief.bank.schema import Choice, ChoiceList, SpokenText, State
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import Mapping


def _choice(data: Any, owner: Taker) -> Choice:
    take = Taker(data, owner.item, owner.at.file, owner.at.line)
    editions = take.mapping("edition", empty=True)
    return Choice(
        code=take.text("code"),
        label=take.text("label"),
        labels=dict(editions),
        exclusive=take.flag("exclusive"),
        text=take.flag("text"),
        reason_needed=take.flag("reason_needed"),
        as_state=take.maybe("as_state"),
        child_value=take.flag("child_value"),
        child_only=take.flag("child_only"),
        facts=take.rest(),
    )


def read_lists(data: Mapping) -> dict[str, ChoiceList]:
    """The choice lists of one file, by name."""
    lists = {}
    for name, each in Taker(data, "lists").mapping("lists").items():
        take = Taker(each, name, data.file, data.line)
        choices: dict[str, Choice] = {}
        for choice in (_choice(c, take) for c in take.list("choices", empty=False)):
            if choice.code in choices:
                raise RepeatedId(file=take.at.file, line=take.at.line, item=f"{name}.{choice.code}")
            choices[choice.code] = choice
        lists[name] = ChoiceList(
            name=name,
            choices=choices,
            multi=take.flag("multi"),
            never_read_out=take.flag("never_read_out"),
            standard=take.maybe("standard") if take.raw("kind") == "standard" else None,
            facts=take.rest(),
        )
    return lists


def read_states(data: Mapping) -> dict[str, State]:
    """The response states, by code."""
    states = {}
    for each in Taker(data, "states").list("states", empty=False):
        take = Taker(each, "states", data.file, data.line)
        state = State(
            code=take.text("code"),
            label=take.text("label"),
            reason=take.one_of("reason", ("yes", "no", "auto", "optional")),
            automatic=take.flag("automatic"),
            asked=take.flag("asked"),
            has_value=take.flag("has_value"),
            settles=take.flag("settles"),
            waits=take.flag("waits"),
            key=take.maybe("key"),
            note=take.maybe("note"),
        )
        take.done()
        states[state.code] = state
    return states


def read_texts(data: Mapping) -> dict[str, SpokenText]:
    """Openings, ground rules, follow-ups, stops and closings, by id."""
    texts = {}
    for each in Taker(data, "texts").list("texts", empty=False):
        take = Taker(each, "texts", data.file, data.line)
        text = SpokenText(
            id=take.text("id"),
            who=take.one_of("for", ("adult", "child", "all", "person", "interviewer")),
            use=take.text("use"),
            text=take.text("text"),
            status=take.maybe("status"),
        )
        take.done()
        texts[text.id] = text
    return texts
