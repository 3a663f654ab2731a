"""Proposals by a trained model: better than the rules, explained, and nothing of anybody in what is kept."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from threading import Timer

import pytest

from benchmarks.made_people import Made, suspects, victims
from debrief.errors import Refusal
from debrief.linking import Number, Pair, Person, by_rules
from debrief.linking.frequency import whole_names
from debrief.linking.model import _Run, suggest
from debrief.linking.suggesting import STRONG, Held, Suggested, strong_from
from debrief.linking.training import smoothed
from debrief.process.refusals import StoppedWhenAsked
from debrief.process.stopping import Work
from tests.office.test_stopped_work import StopsAt


@pytest.fixture(scope="module")
def made() -> Made:
    return victims(1_500)


@pytest.fixture(scope="module")
def suggested(made: Made) -> Suggested:
    return suggest(made.people, "victim", None)


def true(made: Made, pairs: Collection[Pair]) -> int:
    return sum(made.truth[two.left] == made.truth[two.right] for two in pairs)


def test_the_model_finds_more_than_the_rules_at_no_less_precision(made: Made, suggested: Suggested) -> None:
    strong = [each.pair for each in suggested.suggestions if each.band == "strong"]
    assert true(made, strong) >= 0.99 * len(strong)
    rules = by_rules(made.people, ("reference", "name_born_nationality", "sound_born_nationality")).proposals
    assert true(made, strong) >= 1.15 * true(made, rules)
    assert all(left < right for left, right in strong)


def test_reasons_are_weights_without_a_value(made: Made, suggested: Suggested) -> None:
    first = suggested.suggestions[0]
    lines = dict(line.split() for line in first.waterfall.splitlines())
    assert set(lines) <= {"first_last", "dob", "nat", "sex", "ref", "phone"}
    assert float(lines["first_last"]) > 3
    kept = suggested.model.document + "".join(each.waterfall for each in suggested.suggestions)
    words = {part for person in made.people[:300] for name in person.names for part in name if len(part) > 5}
    words |= {person.born for person in made.people[:300] if person.day and person.born}
    assert not [word for word in words if word in kept]


def test_a_kept_model_is_used_until_the_file_has_doubled(
    made: Made, suggested: Suggested, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("debrief.linking.model.train", lambda *given: suggested.model.document)
    some = made.people[:400]
    again = suggest(some, "victim", suggested.model)
    assert again.model == suggested.model
    assert again.suggestions
    short = suggested.model._replace(people=199)
    assert suggest(some, "victim", short).model.people == 400


def test_a_model_that_compares_as_we_no_longer_do_is_trained_anew(
    made: Made, suggested: Suggested, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("debrief.linking.model.train", lambda *given: suggested.model.document)
    former = suggested.model._replace(document=suggested.model.document.replace("<= 2", "<= 3"))
    assert suggest(made.people[:300], "victim", former).model == Held(300, suggested.model.document)


def test_each_field_says_what_it_can(made: Made, suggested: Suggested) -> None:
    def one(name: str, *parts: str, born: str | None, kind: str, phone: str) -> Person:
        references = frozenset({Number(kind, f"x{name}12345")})
        values = {"born": born, "references": references, "phones": frozenset({phone}), "sex": "F"}
        return Person(f"{name}:p", name, names=(parts,), nationality=frozenset({"NG"}), **values)  # type: ignore[arg-type]

    added = [
        one("a", "zubaruk", "kolimanek", born="1980-03-04", kind="nrm", phone="1"),
        one("b", "zubaruk", "kolimanek", born="1980", kind="home_office", phone="2"),
        one("c", "zubaruk", "kolimanej", born="1980", kind="port", phone="3"),
        one("d", "kolimanek", "zubaruk", born="1980-04-03", kind="pnc", phone="4"),
    ]
    found = suggest([*made.people[:400], *added], "victim", suggested.model).suggestions
    shown = {each.pair: dict(line.split() for line in each.waterfall.splitlines()) for each in found}
    weights = {two: {name: float(bits) for name, bits in own.items()} for two, own in shown.items()}
    same, off, turned = (weights[Pair("a:p", f"{other}:p")] for other in "bcd")
    assert set(same) == {"first_last", "dob", "nat", "sex"}  # neither another kind of number nor another phone
    assert same["first_last"] > turned["first_last"] > 2
    assert off["first_last"] > 2
    assert turned["dob"] > same["dob"] > 2  # day and month exchanged; a year alone


def test_those_who_came_since_are_compared_with_everybody_as_in_a_whole_run(
    made: Made, suggested: Suggested
) -> None:
    fresh = {each.id for each in made.people[-150:]}
    found = suggest(made.people, "victim", suggested.model, fresh).suggestions
    whole = [each for each in suggested.suggestions if fresh & set(each.pair)]
    assert [(each.pair, each.band) for each in found] == [(each.pair, each.band) for each in whole]
    assert len(whole) > 20


def test_suspects_have_fields_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = suggest(suspects(700).people, "suspect", None)
    names = {each["output_column_name"] for each in json.loads(found.model.document)["comparisons"]}
    assert {"phone", "plate", "town", "age"} <= names
    assert "dob" not in names
    assert list(tmp_path.iterdir()) == []  # nothing in clear on a disk


def test_few_people_teach_nothing(made: Made) -> None:
    with pytest.raises(Refusal, match="LINK-07"):
        suggest(made.people[:50], "victim", None)


def test_a_comparison_too_large_for_the_memory_is_refused_and_spills_nowhere(
    made: Made, suggested: Suggested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("debrief.linking.model._SETTINGS", ("temp_directory = ''", "memory_limit = '2MB'"))
    with pytest.raises(Refusal, match=r"LINK-10.*memory"):
        suggest(made.people, "victim", suggested.model)
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_as_common_as_its_parts_make_one_expect_or_as_many_have_it() -> None:
    names = [(one, other) for one in ("an", "binh") for other in ("le", "vo")] * 5
    shares = whole_names([*names, ("zubaruk", "kolimanek"), ("kolimanek", "zubaruk"), ("an", "kolimanek")])
    assert shares["kolimanek zubaruk"] < 0.02 < 2 / 23  # though two of 23 have it
    assert shares["an kolimanek"] > shares["kolimanek zubaruk"]
    assert shares["an le"] == pytest.approx(0.25, abs=0.07)
    assert whole_names([("a", "b")] * 9 + [("c", "d")]) == pytest.approx({"a b": 0.9, "c d": 0.016}, abs=0.001)
    assert whole_names([]) == {}
    assert whole_names([("a", "b")])["a b"] == 1.0


def test_what_nobody_taught_says_nothing_and_one_slip_excludes_nobody() -> None:
    def level(condition: str = "x", **chances: float) -> dict[str, object]:
        return {"sql_condition": condition, **chances}

    never, half, rare = level(), level(u_probability=0.2), level(m_probability=0.9)
    slip, another = (
        level(m_probability=1e-30, u_probability=0.5),
        level("ELSE", m_probability=0.1, u_probability=1),
    )
    none = {"is_null_level": True}
    smoothed(
        {
            "comparisons": [
                {"output_column_name": "sex", "comparison_levels": [none, never, half, rare, slip]},
                {"output_column_name": "phone", "comparison_levels": [another]},
            ]
        }
    )
    assert none == {"is_null_level": True}
    assert never["m_probability"] == never["u_probability"]
    assert half["m_probability"] == half["u_probability"]
    assert (rare["m_probability"], rare["u_probability"]) == (0.9, 1e-4)
    assert slip["m_probability"] == 0.005
    assert another["m_probability"] == another["u_probability"]


def test_a_larger_file_asks_for_more(made: Made) -> None:
    asked = [strong_from("suspect", people) for people in (1_000, 10_000, 20_000, 100_000)]
    assert asked == sorted(asked)
    assert asked[0] == asked[1] == pytest.approx(STRONG["suspect"])
    assert asked[3] == pytest.approx(240 / 241)


def test_a_run_is_stopped_before_a_statement_and_in_one(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    for nth in (1, 10, 30):
        with pytest.raises(StoppedWhenAsked):
            StopsAt(nth).run(lambda: suggest(made.people, "victim", None))
    work = Work()

    def long(run: _Run) -> None:
        Timer(0, work.stop).start()
        run.connection.execute("SELECT max(a.range + b.range) FROM range(300000) a, range(100000) b")

    monkeypatch.setattr(_Run, "train", long)
    with pytest.raises(StoppedWhenAsked):
        work.run(lambda: suggest(made.people, "victim", None))
