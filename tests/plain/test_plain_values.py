"""Every answer type: what a value is written as gives that value again."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_lines import lines_for
from plain_stage import Terminal
from textual.app import App

from debrief.bank import Bank, load_bank
from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, LINK_TYPES
from debrief.bank.schema import AnswerSpec
from debrief.interview import Interview, read_event
from debrief.places import shipped
from debrief.plain.drafts import draft_of, text_of
from debrief.plain.lines import Lines
from debrief.plain.parts import PARTS
from debrief.plain.prompts import Prompts
from debrief.plain.values import Values
from debrief.text import cleaned
from debrief.tui.specs import Specs
from debrief.tui.widgets import field_for
from debrief.tui.widgets.spec import FieldSpec

NOW = datetime(2011, 7, 19, 10, tzinfo=UTC)
BANK = load_bank(shipped("questionnaires"))
WRITTEN = st.from_regex(r"[.?/ ]{0,2}[A-Za-zĐạ][\w,;: .?/'-]{0,30}", fullmatch=True).map(
    lambda t: " ".join(t.split())
)


def opened(bank: Bank) -> Interview:
    event = {
        "kind": "opened", "at": "2011-07-19T10:00:00Z", "by": "1234", "record": "0" * 32, "reference": "LA-1",
        "agency": "police", "edition": "uk-2011", "bank": bank.id, "bank_version": bank.version,
        "bank_digest": bank.digest,
    }  # fmt: skip
    interview = Interview(bank)
    assert interview.apply(read_event(event)) is None
    for kind in sorted(set(LINK_TYPES.values())):
        for number in (1, 2, 3):
            added = {
                "kind": "added",
                "at": event["at"],
                "by": "1234",
                "repeat": bank.item_of_kind(kind),
                "instance": number,
            }
            assert interview.apply(read_event(added)) is None
    return interview


INTERVIEW = opened(BANK)


def every_spec() -> dict[str, tuple[AnswerSpec, FieldSpec]]:
    """The first answer of each type in the questionnaire, with what its field is told."""
    specs, found = Specs(INTERVIEW, lambda: NOW), {}
    for item in BANK.items:
        answer, field = BANK.answer_of(item), specs.of(item)
        inner = dict(zip(answer.fields, field.fields, strict=True))
        for spec, told in [(answer, field), *((answer.fields[name], each) for name, each in inner.items())]:
            if spec.type not in CONTAINERS:
                found.setdefault(spec.type, (spec, told))
    return found


SPECS = every_spec()


def read_again(type_: str, value: Any) -> Any:
    spec, field = SPECS[type_]
    terminal = Terminal(deque(lines_for(INTERVIEW, spec, value)))
    prompts = Prompts(Lines(terminal.read, terminal.out.append, terminal.secret))
    got = Values(prompts, lambda: NOW, lambda kind, words: None).value(field, "Answer")
    assert not terminal.lines
    return got


def codes(type_: str) -> list[str]:
    return [option.code for option in SPECS[type_][1].options if not option.exclusive and not option.needs_text]


def linked(type_: str, kind: str) -> Any:
    return [f"{kind}:2", f"{kind}:1"] if type_.endswith(("s_link", "_links")) else f"{kind}:3"


SAMPLES: dict[str, list[Any]] = {
    "checklist": [
        {
            "lines": {codes("checklist")[0]: "yes", codes("checklist")[2]: "no"},
            "notes": {codes("checklist")[2]: "not today"},
        }
    ],
    "coded_multi": [
        [
            {"code": codes("coded_multi")[1], "passage": {"at": "rcr_open", "start": 10, "end": 52}},
            {"code": codes("coded_multi")[0]},
        ]
    ],
    "contact": [{"name": "Ms Okoro", "body": "children's services"}, {"name": "5571"}],
    "count": [
        {"from": 5},
        {"from": 5, "to": 7},
        {"to": 12},
        {"words": "many"},
        {"from": 3, "words": "three or so"},
    ],
    "country": [{"choice": "VN"}],
    "date_range": [
        {"start": {"edtf": "2011-06-16"}, "end": {"edtf": "2011-07"}},
        {"end": {"edtf": "2010", "words": "that winter"}},
    ],
    "datetime": ["2011-07-19T14:05+01:00"],
    "duration": [
        {"amount": {"from": 10}, "unit": "days"},
        {"amount": {"words": "a long time"}},
        {"words": "until the snow"},
    ],
    "identifier": ["AB?1234"],
    "item_list": [[{"item": "rcr_open", "reason": "asked for"}, {"item": "trn_open"}]],
    "language": [{"code": "vie", "dialect": "giọng Nghệ"}],
    "matrix": [],
    "money": [
        {"from": "60000", "currency": "EUR"},
        {"from": "20", "to": "40", "currency": "GBP", "per": "week"},
        {"words": "a lot"},
    ],
    "multi": [{"choices": [codes("multi")[1], codes("multi")[0]]}],
    "name": [{"roman": "Osas"}, {"script": "Nguyễn Văn A", "order": "family-first"}],
    "note": ["one\n\n. two\n.stop\n?"],
    "partial_date": [
        {"edtf": "2020-06-16"},
        {"edtf": "2020~", "words": "about 2020"},
        {"words": "when the rice was in"},
    ],
    "phone": ["+4479?"],
    "place": [
        {"words": "the town with two bridges", "country": "FR"},
        {
            "words": "home",
            "town": "Vinh",
            "region": "Nghệ An",
            "country": "VN",
            "code": "VNVII",
            "precision": "town",
        },
    ],
    "short_text": ["..", "?", ".stop", "a line"],
    "signature": [{"staff_id": "1234", "at": "2011-07-19T14:05+01:00"}],
    "single": [{"choice": codes("single")[0]}],
    "verbatim_text": [
        {
            "original": "Chúng tôi đi.\n.\n. và",
            "language": "vie",
            "english": "We left.",
            "checked": "We set out.",
        }
    ],
    "yes_no_not_sure": ["yes", "no", "not_sure"],
    **{type_: [linked(type_, kind)] for type_, kind in LINK_TYPES.items()},
}
_matrix_marks = [option.code for option in SPECS["matrix"][1].marks]
SAMPLES["matrix"] = [
    {"marks": {codes("matrix")[1]: _matrix_marks[0]}, "sources": {codes("matrix")[1]: "a letter"}}
]


def test_every_answer_type_has_a_sample() -> None:
    assert set(SAMPLES) == set(ANSWER_TYPES - CONTAINERS)


@pytest.mark.parametrize("type_", sorted(SAMPLES))
def test_a_value_is_the_same_after_it_was_written(type_: str) -> None:
    for value in SAMPLES[type_]:
        good = BANK.check_value(SPECS[type_][0], value, type_)
        assert read_again(type_, good) == good


@settings(max_examples=30, deadline=None)
@given(WRITTEN)
def test_any_line_is_said_as_it_stands(text: str) -> None:
    stored = cleaned(text)  # NFC: some signs have another form that is the same sign
    assert read_again("short_text", text) == stored
    assert read_again("name", {"roman": stored.strip()}) == {"roman": stored.strip()}


@pytest.mark.parametrize("type_", sorted(SAMPLES))
def test_a_draft_can_be_read_again(type_: str) -> None:
    assert text_of(draft_of(type_, "as it was written")) == "as it was written"
    assert type_ not in PARTS or isinstance(draft_of(type_, "x"), dict)


async def test_drafts_are_gone_on_with_on_the_screens() -> None:
    async with App[None]().run_test():
        for type_ in sorted(set(SAMPLES) - {"checklist", "matrix"}):
            field = field_for(SPECS[type_][1])
            field.restore(draft_of(type_, "as it was written"))
            assert "as it was written" in text_of(field.draft()), type_
