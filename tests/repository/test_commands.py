"""`debrief ukhtc …` as it is typed: what is printed, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from debrief import repository as ukhtc
from debrief.cli import app as whole
from debrief.commands.ukhtc import app
from debrief.desk.refusals import WordsDiffer
from debrief.repository.refusals import AlreadyListed

from .world import Laptop, Told, number

RUN = CliRunner()


def typed(*words: str | Path, given: str | None = None) -> Result:
    result = RUN.invoke(app, [str(word) for word in words], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository made, and one laptop admitted, by commands alone."""
    folder = tmp_path / "ukhtc"
    assert "Its words:" in typed("init", folder).output
    path = Laptop(1).enrolment().write(tmp_path)
    shown = enrolled(folder, path, str(ukhtc.read_enrolment(path).words()))
    assert shown.exit_code == 0, shown.output
    assert "Trust list 2" in shown.output
    return folder


def enrolled(folder: Path, request: Path, heard: str) -> Result:
    words = ["trust", "enrol", str(request), "--repository", str(folder)]
    return RUN.invoke(whole, words, input=f"{heard}\n")


@pytest.fixture
def told() -> Told:
    """Lagos by air to Rome, hidden to Calais, into Dover; a made-up way."""
    told = Told(1).adult().exploited("labour")
    told.add("leg").answer("leg_from/1", {"town": "Lagos", "country": "NG"})
    told.answer("leg_to/1", {"town": "Rome", "country": "IT"})
    told.answer("leg_mode/1", {"choices": ["commercial_flight"]})
    told.answer("leg_when/1.start", {"edtf": "2009-05"})
    told.add("leg", 2).answer("leg_from/2", {"town": "Rome", "country": "IT"})
    told.answer("leg_to/2", {"words": "a car park near the sea", "country": "FR"})
    told.answer("leg_mode/2", {"choices": ["lorry_hidden"]})
    told.answer("leg_border/2.crossed", "yes")
    told.answer("leg_border/2.how", {"choices": ["hidden_in_vehicle"]})
    told.add("entry").answer("ent_port/1", {"choice": "dover", "words": "white cliffs"})
    told.answer("ent_kind/1", {"choice": "lorry_van_ferry"})
    told.answer("ent_manner/1", {"choice": "hidden_not_found"}, "assessed")
    told.answer("ent_juxtaposed/1.answer", "yes")
    told.answer("ent_juxtaposed/1.where", {"choice": "calais_ferry"})
    return told.answer("ent_when/1", {"edtf": "2009-06?"})


@pytest.fixture
def imported(folder: Path, told: Told, stick: Path) -> Path:
    from datetime import UTC, datetime

    from debrief import bundle

    made = bundle.instant(datetime.now(UTC))
    Laptop(1).sealed(ukhtc.read_place(folder), [told.json()], created=made).write(stick)
    result = typed("import", stick, "--repository", folder)
    assert result.exit_code == 0, result.output
    assert "accepted" in result.output
    return folder


def test_nobody_is_admitted_whose_words_were_not_read_back(folder: Path, tmp_path: Path) -> None:
    """And nobody can copy them from the screen: they are not shown before they are typed."""
    path = Laptop(2, "agency-y").enrolment().write(tmp_path)
    words = ukhtc.read_enrolment(path).words()
    other = ukhtc.read_enrolment(tmp_path / f"{Laptop(1).vault}.enrol.json").words()
    nine = " ".join(words.words[:9])
    swapped = " ".join([words.words[1], words.words[0], *words.words[2:]])
    for heard in ("", nine, swapped, " ".join(other.words), f"{' '.join(words.words)} {other.check}"):
        result = enrolled(folder, path, heard)
        assert isinstance(result.exception, WordsDiffer)
        assert not set(words.words) & set(result.output.split())
    assert ukhtc.read_list(ukhtc.read_place(folder)).version == 2
    assert "Trust list 3" in enrolled(folder, path, " ".join(words.groups)).output
    path = Laptop(3, "agency-y").enrolment().write(tmp_path)
    said = str(ukhtc.read_enrolment(path).words()).upper()
    assert "Trust list 4" in enrolled(folder, path, said).output


def test_a_laptop_is_admitted_once(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{Laptop(1).vault}.enrol.json"
    result = enrolled(folder, path, str(ukhtc.read_enrolment(path).words()))
    assert isinstance(result.exception, AlreadyListed)


def test_what_is_refused_ends_with_a_code_and_status_1(folder: Path, stick: Path) -> None:
    (stick / "x.debrief.age").write_bytes(b"not a bundle")
    (stick / "x.debrief.age.sig").write_bytes(b"not a signature")
    result = typed("import", stick, "--repository", folder)
    assert result.exit_code == 1
    assert "BUNDLE-" in result.output
    assert "UKHTC-21: 1 of 1 bundles" in result.output
    for words in (["table", "nrm"], ["status"], ["import", stick]):
        result = typed(*words, "--repository", stick)
        assert (result.exit_code, "UKHTC-01" in result.output) == (1, True)


def test_the_table_is_printed_and_exported(imported: Path) -> None:
    shown = typed("table", "nrm", "--repository", imported)
    assert shown.exit_code == 0
    assert "Labour exploitation                              0         1         1" in shown.output
    csv = typed("table", "nrm", "--repository", imported, "--csv")
    assert "para6,labour,Labour exploitation,0,1,1\n" in csv.output
    assert "3 entries, unbroken" not in csv.output
    assert "2 entries, unbroken" in typed("audit", "verify", "--repository", imported).output


def test_the_routes_are_printed_within_80_columns(imported: Path) -> None:
    result = typed("table", "routes", "--repository", imported)
    assert result.exit_code == 0
    for words in (
        "Lagos, Nigeria → Rome, Italy",
        "Rome, Italy → a car park near the sea, Fr",
        "Lorry, hidden",
        "Dover",
        "Lorry or van on a ferry",
        "Hidden, and not found",
        "Yes: Calais ferry port",
        "Yes: Hidden in a vehicle",
        "MADE-UP-1",
        "Lagos NG → Rome IT → a car park near the sea FR [Dover",
    ):
        assert words in result.output, words
    assert max(map(len, result.output.splitlines())) <= 80


def test_a_fact_is_found_again_field_by_field(imported: Path) -> None:
    asked = ["facts", "--repository", imported, "--record", number(1), "--purpose", "a test"]
    (found,) = json.loads(typed(*asked, "--json").output)
    rows = {(r["item"], r["instance"], r["field"]): r for r in found["fact_answer"]}
    assert rows["leg_from", 1, ""]["town"] == "Lagos"
    assert rows["leg_when", 1, "start"]["first"] == "2009-05-01"
    assert rows["ent_port", 1, ""]["code"] == "dover"
    assert rows["ent_when", 1, ""]["edtf"] == "2009-06?"
    assert found["fact_entry"][0]["first"] == "2009-06-01"
    assert [leg["position"] for leg in found["fact_leg"]] == [1, 2]
    assert "leg_to/1: answered | country=IT; town=Rome" in typed(*asked).output


def test_facts_need_a_purpose_and_a_record(imported: Path) -> None:
    asked = ["facts", "--repository", imported, "--record"]
    assert typed(*asked, number(1)).exit_code == 2
    assert "UKHTC-40" in typed(*asked, number(1), "--purpose", " ").output
    assert "UKHTC-43" in typed(*asked, number(2), "--purpose", "a test").output


def test_a_repository_with_a_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "ukhtc"
    assert typed("init", folder, "--passphrase", given="six words\n").exit_code == 0
    assert typed("status", "--repository", folder, given="six words\n").exit_code == 0
    wrong = typed("status", "--repository", folder, given="seven words\n")
    assert (wrong.exit_code, "UKHTC-06" in wrong.output) == (1, True)


def test_an_address_needs_its_folder_of_keys(imported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    assert "UKHTC-10" in typed("status", "--repository", address).output
    monkeypatch.setenv(ukhtc.HOME, str(imported))
    result = typed("status", "--repository", address)
    assert result.exit_code == 1
    assert "UKHTC-08" in result.output or "UKHTC-09" in result.output
