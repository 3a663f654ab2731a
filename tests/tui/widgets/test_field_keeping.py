"""What was said stays: coming back, restoring, switching the language half-way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fields_desk import NEED, Desk, options, spec
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank.answers import read_value
from debrief.language.scripts import visual
from debrief.tui.reading import count_words, passage_written, read_count, read_passage
from debrief.tui.widgets import Field, FieldSpec, field_for

KNOWN: dict[str, tuple[dict[str, object], object]] = {
    "short_text": ({}, "mornings only"),
    "note": ({}, "two\nlines, [b]not markup[/b]"),
    "identifier": ({}, "HO/12??/45"),
    "phone": ({}, "+4479????1234"),
    "name": ({}, {"script": "An", "order": "father-grandfather", "language": "amh"}),
    "yes_no_not_sure": ({}, "not_sure"),
    "single": ({"options": NEED}, {"choice": "other", "other": "a coat"}),
    "multi": ({"options": NEED}, {"choices": ["rest", "gone_from_the_list"]}),
    "country": ({}, {"choice": "VN"}),
    "coded_multi": ({"options": NEED}, [
        {"code": "other", "passage": {"at": "rcr_open/2.words"}, "other": "tea"},
        {"code": "food", "passage": {"at": "note:3", "start": 1, "end": 9}}]),
    "checklist": ({"options": NEED}, {"lines": {"rest": "no"}, "notes": {"rest": "later"}}),
    "matrix": ({"options": NEED, "marks": options("yes:Yes")},
               {"marks": {"food": "yes"}, "sources": {"food": "card"}}),
    "partial_date": ({}, {"edtf": "2010-23", "words": "before the rice harvest",
                          "precision": "season"}),
    "date_range": ({}, {"start": {"edtf": "2009", "words": "2009"}, "end": {"edtf": ".."}}),
    "duration": ({}, {"amount": {"from": 3, "words": "about 3"}, "unit": "nights"}),
    "datetime": ({}, "2011-07-19T14:05:07+01:00"),
    "place": ({"options": options("dover:Dover")},
              {"words": "the port", "country": "GB", "choice": "dover", "precision": "exact"}),
    "language": ({}, {"code": "other", "other": "Tày", "dialect": "north"}),
    "count": ({}, {"from": 5, "to": 7, "words": "five or more"}),
    "money": ({}, {"from": "20", "to": "30", "currency": "GBP", "per": "day", "words": "20 or 30"}),
    "contact": ({}, {"body": "local authority"}),
    "person_link": ({}, "person:3"),
    "persons_link": ({}, ["person:3", "person:1"]),
    "item_list": ({"options": options("rcr_when:When?")}, [{"item": "rcr_when", "reason": "told"}]),
    "signature": ({}, {"staff_id": "A1", "at": "2011-07-19T14:05+01:00"}),
    "verbatim_text": ({}, {"original": "Tôi", "language": "vie", "english": "I", "checked": "I."}),
}  # fmt: skip


async def test_a_value_given_comes_back_the_same_and_can_be_put_back_half_typed() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for kind, (more, value) in KNOWN.items():
            assert read_value(kind, value) == value
            field = field_for(spec(kind, **more))
            field.value = value
            assert (kind, field.value) == (kind, value)
            await desk.show(field)
            await desk.settle()
            assert (kind, field.value) == (kind, value)
            assert [type(event).__name__ for event in desk.heard] == []
            draft = field.draft()
            again = field_for(spec(kind, **more))
            again.restore(draft)
            assert (kind, again.draft()) == (kind, draft)
            field.value = None
            assert (kind, field.value) == (kind, None)


async def test_one_letter_never_wipes_what_was_there() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for kind in ("short_text", "identifier", "phone", "note", "name", "partial_date", "count"):
            more, value = KNOWN[kind]
            field = field_for(spec(kind, **more))
            field.value = value
            await desk.show(field)
            before = str(field.draft())
            await desk.type("7")
            after = str(field.draft())
            assert len(after) == len(before) + 1, kind
            assert desk.heard[-1].field is field
            assert not desk.heard[-1].pasted


async def test_the_language_changes_in_place() -> None:
    desk = Desk()

    def foreign(of: FieldSpec) -> FieldSpec:
        fields = tuple(foreign(each) for each in of.fields)
        other = tuple(replace(o, label=f"⟦{o.label}⟧") for o in of.options)
        return replace(
            of, label=f"⟦{of.label}⟧", language="vi", say=lambda words: f"⟦{words}⟧",
            options=other, fields=fields,
        )  # fmt: skip

    async with desk.run_test(size=(60, 30)):
        for kind, keys in (
            ("short_text", "half ty←←"), ("note", "half⏎ty←←"), ("place", "the⏎Hul"),
            ("partial_date", "summer 20"), ("single", "doc"), ("checklist", "y↓"),
            ("money", "20⏎pou"), ("verbatim_text", "Tôi⇥I sl"),
        ):  # fmt: skip
            old = spec(kind, options=NEED)
            field = await desk.show(field_for(old))
            await desk.type(keys)
            focused, draft = desk.focused, field.draft()
            cursor = getattr(focused, "cursor_position", getattr(focused, "cursor_location", 0))
            field.relabel(foreign(old))
            await desk.settle()
            assert desk.focused is focused
            assert (kind, field.draft()) == (kind, draft)
            now = getattr(focused, "cursor_position", getattr(focused, "cursor_location", 0))
            assert now == cursor
            labels = [said.words for said in desk.query("Said") if said.words and said.display]
            assert labels
            assert [label for label in labels if not label.startswith("⟦")] == []


async def test_sixty_columns_and_a_label_from_right_to_left() -> None:
    desk = Desk()
    drawn: list[int] = []

    def draw(text: str, width: int) -> list[str]:
        drawn.append(width)
        return [text[::-1].rjust(width)]

    async with desk.run_test(size=(60, 24)) as pilot:
        await desk.show(field_for(spec("name", draw=draw, hint="salaam")))
        await pilot.pause()
        lines = desk.picture().splitlines()
        assert lines[0].endswith("eman ehT")
        assert lines[1].endswith("maalas")
        assert lines[2].startswith("tpircs nwo nI".rjust(17))
        assert max(drawn) <= 60
        for kind, more, shown in (
            ("single", {"options": NEED}, "doof"), ("checklist", {"options": NEED}, "doof"),
            ("yes_no_not_sure", {}, "ton"),
        ):  # fmt: skip
            await desk.show(field_for(spec(kind, draw=draw, **more)))
            await pilot.pause()
            assert shown in desk.picture().lower(), kind
        for kind, (more, value) in KNOWN.items():
            field = field_for(spec(kind, **more))
            field.value = value
            await desk.show(field)
            await pilot.pause()
            assert all(len(line) <= 60 for line in desk.picture().splitlines())
            for widget in field.query("Line, Page, Choices, Pick, Grid"):
                if widget.display and all(node.display for node in widget.ancestors):
                    assert widget.region.right <= 60, kind
                    assert widget.region.width >= 20, kind


async def test_what_is_typed_from_right_to_left_is_shown_once_more_as_it_reads() -> None:
    desk = Desk()
    joined = visual("سلام", 60)[0].strip()
    async with desk.run_test(size=(60, 24)) as pilot:
        field = await desk.show_type("name")
        await desk.type("سلام")
        await pilot.pause()
        assert field.value == {"script": "سلام"}
        assert joined in desk.picture()
        await desk.type("⏎An")
        await pilot.pause()
        assert joined not in desk.picture()
        await desk.show_type("note", draw_typed=None)
        await desk.type("سلام")
        await pilot.pause()
        assert joined not in desk.picture()


async def test_data_are_never_markup_and_never_control_the_terminal() -> None:
    desk = Desk()
    bad = "[@click=app.exit]x[/] [/b] \x1b]52;c;eA==\x07\u202e"
    async with desk.run_test(size=(60, 24)) as pilot:
        for kind in ("single", "multi", "checklist", "place", "short_text"):
            more = {"options": options(f"a:{bad}", "b:B", "c:C", "d:D", "e:E"), "hint": bad}
            field = await desk.show_type(kind, **more)
            await pilot.pause()
            picture = desk.picture()
            assert "[@click=app.exit]x[/] [/b]" in picture
            assert not set(picture) & set("\x1b\x07\u202e")
        field = await desk.show_type("short_text")
        await desk.paste(bad)
        assert field.value == "[@click=app.exit]x[/] [/b] ]52;c;eA=="
        assert desk.heard[-1].pasted


async def test_what_is_wrong_is_said_and_what_was_typed_is_kept() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for kind, keys, part in (
            ("partial_date", "31/02/1990", "no such date"),
            ("partial_date", "2005 to 2003", "no such date"),
            ("datetime", "yesterday", "Ctrl+T"),
            ("count", "7-5", "backwards"),
            ("money", "30-20", "backwards"),
            ("place", "⏎⏎⏎⏎dov!", "place code"),
            ("signature", "A1", "staff number"),
            ("short_text", "x" * 1001, "1001"),
            ("identifier", "x" * 201, "200"),
            ("contact", "x" * 1001, "1001"),
            ("checklist", "↓⏎late", "no mark"),
            ("coded_multi", "foo⏎⏎page 3!", "passage"),
        ):
            field = await desk.show_type(kind, options=() if kind == "place" else NEED)
            await desk.type(keys)
            assert part in (field.problem() or ""), kind
            assert field.query_one(".field-problem").display
            typed = keys.strip("↓⏎").split("⏎")[-1]
            assert typed in str(field.draft()), kind


async def test_what_was_understood_is_shown() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 24)) as pilot:
        for kind, keys, shown in (
            ("partial_date", "12/06/1990", "Understood: 12 June 1990"),
            ("partial_date", "before the rain", "Kept as words."),
            ("phone", "+84 90?", "Country: Việt Nam (+84)"),
            ("phone", "+442079460000", "United Kingdom (+44) · +44 20 7946 0000"),
            ("count", "many", "Kept as words."),
        ):
            await desk.show_type(kind)
            await desk.type(keys)
            await pilot.pause()
            assert shown in desk.picture(), desk.picture()


async def test_done_comes_from_enter_in_the_last_line_or_ctrl_g_anywhere() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for kind, keys in (("short_text", "a⏎"), ("contact", "a⏎b⏎c⏎"), ("place", "aⒼ"),
                           ("note", "a⏎bⒼ"), ("yes_no_not_sure", "1⏎"),
                           ("checklist", "yyⒼ")):  # fmt: skip
            field = await desk.show_type(kind, options=NEED)
            await desk.type(keys)
            assert [e.field for e in desk.heard if isinstance(e, Field.Done)] == [field], kind


@pytest.mark.parametrize(("typed", "passage"), [
    ("rcr_open 10-52", {"at": "rcr_open", "start": 10, "end": 52}),
    ("note:3", {"at": "note:3"}), ("no item!", None), ("", None),
])  # fmt: skip
def test_a_passage_is_read_and_written(typed: str, passage: dict[str, object] | None) -> None:
    assert read_passage(typed) == passage
    assert passage is None or passage_written(passage) == typed


@settings(max_examples=50, deadline=None)
@given(st.one_of(st.text(max_size=20), st.from_regex(r"\d{1,4}( ?- ?| to )\d{1,4}", fullmatch=True)))
def test_a_count_is_always_good_and_reads_back(text: str) -> None:
    from debrief.text import cleaned

    value = read_count(cleaned(text).strip())
    if value is not None:
        assert read_value("count", value) == value
        assert read_count(count_words(value)) == value
