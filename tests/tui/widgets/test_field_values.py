"""Every type: typed by keys, its value is the canonical JSON of the answer types."""

from __future__ import annotations

import pytest
from fields_desk import NEED, Desk, options, spec

from debrief.bank.answers import ANSWER_TYPES, CONTAINERS, read_value
from debrief.tui.widgets import Field, FieldSpec, Option, field_for
from debrief.tui.widgets.factory import FIELDS

TYPED: dict[str, list[tuple[dict[str, object], str, object]]] = {
    "short_text": [({}, "mornings only⏎", "mornings only")],
    "note": [({}, "Room moved⏎because of noise.", "Room moved\nbecause of noise.")],
    "identifier": [({}, "HO/12??/45", "HO/12??/45")],
    "phone": [({}, "+4479????1234", "+4479????1234"), ({}, "@handle", "@handle")],
    "name": [({}, "Nguyễn Văn An⏎Nguyen Van An⏎→", {
        "script": "Nguyễn Văn An", "roman": "Nguyen Van An", "order": "family-first"})],
    "yes_no_not_sure": [({}, "1", "yes"), ({}, "no⏎", "no"), ({}, "↓↓⏎", "no"), ({}, "3", "not_sure"),
                        ({}, "yn", None)],
    "single": [
        ({"options": NEED}, "doc⏎", {"choice": "doctor"}),
        ({"options": NEED}, "↓↓⏎", {"choice": "rest"}), ({"options": NEED}, "↓⏎↓⏎", {"choice": "rest"}),
        ({"options": NEED}, "oth⏎⏎a coat", {"choice": "other", "other": "a coat"}),
        ({"options": NEED}, "food and rest", None),
        ({"options": options("but:Yes, but not all", "yes:Yes")}, "yes⏎", {"choice": "yes"}),
    ],
    "multi": [
        ({"options": NEED}, "foo⏎rest⏎", {"choices": ["food", "rest"]}),
        ({"options": NEED}, "foo⏎non⏎", {"choices": ["none"]}),
        ({"options": NEED}, "non⏎foo⏎", {"choices": ["food"]}),
        ({"options": NEED}, "foo⏎rest⏎foo⏎", {"choices": ["rest"]}),
    ],
    "country": [({}, "nam⏎", {"choice": "VN"}), ({}, "kore⏎⏎", {"choice": "KR"}),
                ({}, "kore⏎↓⏎", {"choice": "KP"})],
    "coded_multi": [
        ({"options": NEED}, "foo⏎⏎rcr_open 10-52", [
            {"code": "food", "passage": {"at": "rcr_open", "start": 10, "end": 52}}]),
        ({"options": NEED}, "foo⏎rest⏎", [{"code": "food"}, {"code": "rest"}]),
    ],
    "checklist": [
        ({"options": NEED}, "yn-", {
            "lines": {"food": "yes", "rest": "no", "doctor": "not_applicable"}}),
        ({"options": NEED}, "y↑⏎two meals", {
            "lines": {"food": "yes"}, "notes": {"food": "two meals"}}),
    ],
    "matrix": [({"options": NEED, "marks": options("yes:Yes", "no_name:Not by name")}, "21", {
        "marks": {"food": "no_name", "rest": "yes"}})],
    "partial_date": [
        ({}, "6.1990", {"edtf": "1990-06", "words": "6.1990"}),
        ({}, "1990-06-12", {"edtf": "1990-06-12"}),
        ({}, "before the rice harvest", {"words": "before the rice harvest"}),
        ({}, "16 or 17 June 2020", {
            "edtf": "[2020-06-16,2020-06-17]", "words": "16 or 17 June 2020"}),
        ({}, "1370/5/12⇥→→→→", {"edtf": "1991-08-03", "words": "1370/5/12",
                                 "calendar": "persian", "in_calendar": "1370-05-12"}),
        ({}, "autumn 2010⇥⇥before the harvest", {
            "edtf": "2010-23", "words": "before the harvest"}),
        ({}, "31/02/1990", {"words": "31/02/1990"}),
    ],
    "date_range": [({}, "2009⏎⏎⏎..", {"start": {"edtf": "2009"}, "end": {"edtf": ".."}})],
    "duration": [({}, "3⏎→→→→⏎three sleeps", {
        "amount": {"from": 3}, "unit": "nights", "words": "three sleeps"})],
    "datetime": [
        ({}, "19/07/2011 14:05", "2011-07-19T14:05+01:00"),
        ({}, "2011-07-19 14:05 Z", "2011-07-19T14:05+00:00"),
        ({}, "Ⓣ", "2011-07-19T14:05+01:00"),
        ({}, "2011-07-19", None),
    ],
    "place": [
        ({}, "the town with two bridges⏎⏎⏎fra⏎⏎⏎→→→→→→", {
            "words": "the town with two bridges", "country": "FR", "precision": "described_only"}),
        ({"options": options("dover:Dover", "hull:Hull")}, "the port⏎dov⏎⏎⏎⏎⏎gb dvr", {
            "words": "the port", "choice": "dover", "code": "GBDVR"}),
        ({}, "viet nam", {"words": "viet nam", "country": "VN"}),
        ({}, "France, by the sea", {"words": "France, by the sea"}),
        ({}, "France⏎⏎⏎⌦", {"words": "France"}),
        ({}, "the north⏎⏎⏎kore⏎⏎⇤⇤⇤⌫⌫⌫⌫⌫⌫⌫⌫⌫France", {"words": "France", "country": "KR"}),
    ],
    "language": [({}, "amh⏎⏎Gondar", {"code": "amh", "dialect": "Gondar"})],
    "count": [
        ({}, "5", {"from": 5}), ({}, "5-7", {"from": 5, "to": 7}),
        ({}, "5 to 7", {"from": 5, "to": 7}), ({}, "many", {"words": "many"}),
        ({}, "7-5", {"words": "7-5"}),
        ({}, "5-7⏎five or more", {"from": 5, "to": 7, "words": "five or more"}),
        ({}, "many⏎a room full", {"words": "many; a room full"}),
    ],
    "money": [
        ({}, "20⏎pou⏎⏎→→→⏎twenty a day", {
            "from": "20", "currency": "GBP", "per": "day", "words": "twenty a day"}),
        ({}, "1,500.50-2,000", {"from": "1500.50", "to": "2000"}),
        ({}, "a lot", {"words": "a lot"}),
    ],
    "contact": [({}, "duty social worker⏎local authority⏎0100", {
        "name": "duty social worker", "body": "local authority", "reach": "0100"})],
    "person_link": [({"links": lambda: options("person:1", "person:2")}, "", None)],
    "item_list": [({"options": options("rcr_when:When?", "rcr_who:Who?")}, "when⏎⏎told police", [
        {"item": "rcr_when", "reason": "told police"}])],
    "signature": [({}, "A123⏎Ⓣ", {"staff_id": "A123", "at": "2011-07-19T14:05+01:00"}),
                  ({}, "A123", None)],
    "verbatim_text": [({}, "Tôi ngủ⇥I slept⇥viet⏎", {
        "original": "Tôi ngủ", "english": "I slept", "language": "vie"})],
}  # fmt: skip
LINKS = sorted(kind for kind in ANSWER_TYPES if kind.endswith(("_link", "_links")))
GROUPS = [sorted(set(TYPED) - set(LINKS))[n::4] for n in range(4)]


@pytest.mark.parametrize("kinds", GROUPS, ids=lambda kinds: "+".join(kinds))
async def test_typed_by_keys_it_is_the_canonical_value(kinds: list[str]) -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for kind in kinds:
            for more, keys, expected in TYPED[kind]:
                field = await desk.show_type(kind, **more)
                await desk.type(keys)
                assert (kind, keys, field.value) == (kind, keys, expected)
                if expected is not None:
                    assert read_value(kind, field.value) == expected


async def test_links_choose_among_the_things_of_this_record() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for kind in LINKS:
            empty = await desk.show_type(kind, links=tuple)
            assert "None yet. Ctrl+N" in empty.choose.choices.render().plain
            thing = kind.replace("persons", "person").removesuffix("s").removesuffix("_link")
            many = kind.endswith("s") or kind == "persons_link"
            known = [(f"{thing}:1", "tall man"), (f"{thing}:12", "the driver")]
            things = tuple(Option(*each) for each in known)
            field = await desk.show_type(kind, links=lambda things=things: things)
            await desk.type("12⏎")
            expected = [f"{thing}:12"] if many else f"{thing}:12"
            assert read_value(kind, field.value) == field.value == expected
            await desk.type("tall⏎")
            assert field.value == ([f"{thing}:12", f"{thing}:1"] if many else f"{thing}:1")
            await desk.type("Ⓝ")
            assert [e.kind for e in desk.heard if hasattr(e, "kind")] == [thing]
            field.link(f"{thing}:7")
            assert f"{thing}:7" in str(field.value)


def test_there_is_a_field_for_every_answer_type() -> None:
    assert set(FIELDS) == ANSWER_TYPES
    assert set(TYPED) | set(LINKS) == ANSWER_TYPES - CONTAINERS


async def test_a_group_is_the_values_of_its_fields() -> None:
    desk = Desk()
    fields = tuple(
        FieldSpec(name, kind, name) for name, kind in (("answer", "yes_no_not_sure"), ("words", "short_text"))
    )
    async with desk.run_test(size=(60, 30)):
        field = await desk.show_type("group", fields=fields)
        await desk.type("1⏎they said yes⏎")
        assert field.value == {"answer": "yes", "words": "they said yes"}
        assert isinstance(desk.heard[-1], Field.Done)
        assert desk.heard[-1].field is field
        draft = field.draft()
        field.value = None
        assert field.value is None
        field.restore(draft)
        assert field.value == {"answer": "yes", "words": "they said yes"}


async def test_a_country_that_came_of_the_words_goes_with_them_and_no_other() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for country, typed, expected in (
            ("FR", "⇲⌫⌫⌫⌫⌫⌫Việt Nam", {"words": "Việt Nam", "country": "VN"}),
            ("GB", "⇲⌫⌫⌫⌫⌫⌫Việt Nam", {"words": "Việt Nam", "country": "GB"}),
            ("FR", "⇲, the coast", {"words": "France, the coast", "country": "FR"}),
            (None, "", {"words": "France"}),
        ):
            field = field_for(spec("place"))
            field.value = {"words": "France", **({"country": country} if country else {})}
            await desk.show(field)
            await desk.type(typed)
            assert field.value == expected, "and what nobody touched is as it was"


async def test_a_time_stands_as_one_types_it_unless_it_is_of_another_zone() -> None:
    desk = Desk()
    async with desk.run_test(size=(60, 30)):
        for value, shown in (
            ("2011-07-19T14:05+01:00", "2011-07-19 14:05"),
            ("2011-07-19T14:05+02:00", "2011-07-19T14:05+02:00"),
            ("2011-07-19T14:05:09+01:00", "2011-07-19T14:05:09+01:00"),
        ):
            field = field_for(spec("datetime"))
            field.value = value
            await desk.show(field)
            assert (field.draft(), field.value) == ({"at": shown}, value)
        await desk.type("⌫")
        assert field.value != value
