"""Reading the safeguards and the editions."""

from __future__ import annotations

from typing import Any, get_args

from debrief.bank.parse_conditions import parse_condition
from debrief.bank.read_sections import read_condition
from debrief.bank.refusals import MissingSource
from debrief.bank.schema import AdviceLine, Check, Childhood, Edition, Effect, Rule, Stage, Who
from debrief.bank.taking import Taker
from debrief.bank.yaml_source import Mapping


def _check(data: Any, rule: str, owner: Taker) -> Check:
    take = Taker(data, rule, owner.at.file, owner.at.line)
    if take.raw("needs") is None:
        raise take.wrong("needs")
    check = Check(
        id=take.text("id"),
        rule=rule,
        effect=take.one_of("effect", get_args(Effect)),
        who=take.one_of("who", get_args(Who)),
        stage=take.one_of("stage", get_args(Stage)),
        needs=read_condition(take, "needs"),
        wants=take.text("wants"),
        why=take.text("why"),
        at=take.at,
    )
    take.done()
    return check


def read_rules(data: Mapping) -> tuple[dict[str, Rule], Childhood]:
    """The rules by id, and what makes a record a child's."""
    top = Taker(data, "rules")
    rules = {}
    for each in top.list("rules", empty=False):
        name = str(each.get("id", "a rule")) if isinstance(each, Mapping) else "a rule"
        take = Taker(each, name, data.file, data.line)
        if not take.raw("source"):
            raise MissingSource(file=take.at.file, line=take.at.line, item=name)
        rules[name] = Rule(
            id=take.text("id"),
            title=take.text("title"),
            effect=take.one_of("effect", get_args(Effect)),
            source=take.text("source"),
            read=take.one_of("read", ("V", "T", "K")),
            checks=tuple(_check(c, name, take) for c in take.list("checks")),
            at=take.at,
        )
        take.done()
    childhood = Taker(top.raw("childhood"), "childhood", data.file, data.line)
    top.done()
    points = tuple(
        parse_condition(each, file=data.file, line=childhood.at.line, owner="childhood")
        for each in childhood.list("points_to_child", empty=False)
    )
    return rules, Childhood(
        read_condition(childhood, "adult_when"), read_condition(childhood, "assessed_when"), points
    )


def read_edition(data: Mapping) -> Edition:
    """One edition file."""
    take = Taker(data, str(data.get("id", "edition")))
    lines = []
    for each in take.list("advice_lines"):
        line = Taker(each, take.item, take.at.file, take.at.line)
        lines.append(AdviceLine(*(line.text(key) for key in ("body", "name", "phone", "source", "checked"))))
        line.done()
    codes = take.inner("agency_codes")
    edition = Edition(
        id=take.text("id"),
        title=take.text("title"),
        begins=take.day("from"),
        ends=take.day("to") if take.maybe("to") else None,
        source=take.text("source"),
        schemes=dict(take.mapping("schemes")),
        advice_lines=tuple(lines),
        proposals=dict(take.mapping("proposals")),
        child_recipients=take.texts("child_recipients"),
        agency_codes={agency: codes.texts(agency) for agency in codes.data},
    )
    take.maybe("legislation")
    take.maybe("central_repository")
    take.done()
    return edition
