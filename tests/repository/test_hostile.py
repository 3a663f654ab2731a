"""Enemies: altered bundles, smuggled records, a stolen disk, bad folders. A code each, no traceback."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from debrief import repository as ukhtc
from debrief.errors import Refusal

from .world import NOW, Laptop, Told, bank, codes, number, opened, take

CANARY = "CANARY-7f3a"


@pytest.mark.parametrize("at", [0, 30, 200, -200, -1])
@pytest.mark.parametrize("which", ["", ".sig"])
def test_one_byte_altered_anywhere_is_refused_with_a_code(
    repository: ukhtc.Repository,
    place: ukhtc.Place,
    laptop: Laptop,
    stick: Path,
    at: int,
    which: str,
) -> None:
    path = laptop.sealed(place, [Told(1).adult().json()]).write(stick)
    target = Path(f"{path}{which}")
    data = bytearray(target.read_bytes())
    data[at] ^= 0x20
    target.write_bytes(bytes(data))
    before = repository.digest()
    outcome = take(repository, stick).outcomes[0]
    assert outcome.result == "refused"
    assert outcome.refusal is not None
    assert codes(place) == [outcome.refusal.code]
    assert repository.digest() == before


def test_a_held_bundle_with_another_signature_is_no_duplicate(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    path = laptop.sealed(place, [Told(1).adult().json()]).write(stick)
    take(repository, stick)
    Path(f"{path}.sig").write_bytes(b"not a signature")
    assert take(repository, stick).outcomes[0].result == "refused"
    assert len(codes(place)) == 1


def test_files_that_are_no_bundles(repository: ukhtc.Repository, place: ukhtc.Place, tmp_path: Path) -> None:
    letter, alone = tmp_path / "letter.txt", tmp_path / "x.debrief.age"
    letter.write_text("not a bundle at all")
    Path(f"{letter}.sig").write_text("not a signature")
    alone.write_bytes(b"age-encryption.org/v1\n")
    report = take(repository, letter, alone, tmp_path / "nothing")
    assert [o.result for o in report.outcomes] == ["refused"] * 3
    assert all(o.refusal for o in report.outcomes)
    assert len(codes(place)) == 2
    with pytest.raises(Refusal, match="UKHTC-20"):
        take(repository, place.part("inbox"))


def test_a_bundle_for_somebody_else(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path, tmp_path: Path
) -> None:
    other = ukhtc.init_repository(tmp_path / "other", now=NOW)
    laptop.sealed(other, [Told(1).adult().json()]).write(stick)
    outcome = take(repository, stick).outcomes[0]
    assert outcome.refusal is not None
    assert outcome.refusal.code.startswith("BUNDLE-")
    assert repository.counts()["bundle"] == 0


def _restricted(value: dict[str, Any]) -> None:
    value["answers"][0]["sensitivity"] = "S4"


def _unknown_type(value: dict[str, Any]) -> None:
    value["answers"][0]["type"] = "spell"


def _wrong_value(value: dict[str, Any]) -> None:
    value["answers"][0]["value"] = {"choice": ["x"]}


def _said_twice(value: dict[str, Any]) -> None:
    value["answers"].append(value["answers"][0])


def _spelt_out(value: dict[str, Any]) -> None:
    value["answers"][0]["note"] = None


def _deep(value: dict[str, Any]) -> None:
    nested: Any = "x"
    for _ in range(40):
        nested = [nested]
    value["answers"][0]["value"] = nested


def _extra(value: dict[str, Any]) -> None:
    value["x'; DROP TABLE record_head; --"] = 1


def _huge_number(value: dict[str, Any]) -> None:
    value["answers"][0] |= {"type": "count", "value": {"from": 2**52}}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_restricted, "UKHTC-34"),
        (_unknown_type, "UKHTC-30"),
        (_wrong_value, "UKHTC-30"),
        (_said_twice, "UKHTC-30"),
        (_spelt_out, "UKHTC-30"),
        (_deep, "UKHTC-30"),
        (_extra, "UKHTC-30"),
        (_huge_number, "UKHTC-30"),
        (lambda value: value.update(recipient="somebody_else"), "UKHTC-31"),
        (lambda value: value.update(opened="2026-02-31T00:00:00Z"), "UKHTC-30"),
    ],
)
def test_a_record_that_says_too_much_or_too_little_is_kept_apart(
    repository: ukhtc.Repository,
    place: ukhtc.Place,
    laptop: Laptop,
    stick: Path,
    change: Callable[[dict[str, Any]], None],
    code: str,
) -> None:
    value = Told(1).adult().json()
    change(value)
    laptop.sealed(place, [value, Told(2).adult().json()]).write(stick)
    outcome = take(repository, stick).outcomes[0]
    assert outcome.held == {str(uuid.UUID(number(1))): code}
    assert repository.counts()["record_head"] == 1


def test_a_record_under_the_name_of_another_is_kept_apart(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    value = Told(1).adult().json()
    laptop.sealed(place, [value], [str(uuid.UUID(number(2)))]).write(stick)
    assert take(repository, stick).outcomes[0].held == {str(uuid.UUID(number(2))): "UKHTC-35"}
    assert repository.counts()["record_head"] == 0


def test_nothing_that_was_said_lies_in_clear_anywhere(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    told = Told(1).adult().answer("uk_open", {"original": f"{CANARY} said"}, "answered")
    told.answer("per_called", {"roman": f"{CANARY} name"})
    bad = Told(2).adult().answer("uk_open", {"original": f"{CANARY} bad"}).json()
    bad["format"] = "debrief-record/9"
    laptop.sealed(place, [told.json(), bad]).write(stick)
    report = take(repository, stick)
    assert CANARY not in repr(report)
    with repository.reader("ann", "a test", "facts", repository.uids()) as read:
        assert CANARY in str(read.answers())
    files = [path for path in place.folder.rglob("*") if path.is_file()]
    assert {"repository.db", "code.json"} <= {path.name for path in files}
    for path in files:
        assert CANARY.encode() not in path.read_bytes(), path.name


def test_a_wrong_key_is_one_sentence(place: ukhtc.Place) -> None:
    (place.part("keys") / "database.key").write_text("ab" * 32)
    with pytest.raises(Refusal, match="UKHTC-06"):
        opened(place)


def test_a_passphrase_opens_and_another_does_not(tmp_path: Path) -> None:
    place = ukhtc.init_repository(tmp_path / "ukhtc", now=NOW, passphrase="six words")
    assert not (place.part("keys") / "database.key").exists()
    ukhtc.open_repository(place.folder, passphrase="six words", bank=bank()).close()
    with pytest.raises(Refusal, match="UKHTC-06"):
        ukhtc.open_repository(place.folder, passphrase="seven words", bank=bank())
    with pytest.raises(Refusal, match="UKHTC-13"):
        ukhtc.open_repository(place.folder, bank=bank())


def test_places_that_are_no_repository(place: ukhtc.Place, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(Refusal, match="UKHTC-01"):
            ukhtc.open_repository(folder)
    with pytest.raises(Refusal, match="UKHTC-02"):
        ukhtc.init_repository(place.folder, now=NOW)
    about = place.folder / "repository.json"
    about.write_text(about.read_text().replace("debrief-repository/1", "debrief-repository/2"))
    with pytest.raises(Refusal, match="UKHTC-03"):
        ukhtc.open_repository(place.folder)
    about.write_text("{")
    with pytest.raises(Refusal, match="UKHTC-01"):
        ukhtc.open_repository(place.folder)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    with pytest.raises(Refusal, match=r"UKHTC-0[24]"):
        ukhtc.init_repository(blocked / "ukhtc", now=NOW)


def test_a_trust_list_by_another_root_is_refused(place: ukhtc.Place, tmp_path: Path) -> None:
    other = ukhtc.init_repository(tmp_path / "other", now=NOW)
    shutil.rmtree(place.part("trust"))
    shutil.copytree(other.part("trust"), place.part("trust"))
    with pytest.raises(Refusal, match="BUNDLE-91"):
        opened(place)
    shutil.rmtree(place.part("trust"))
    with pytest.raises(Refusal, match="UKHTC-14"):
        opened(place)


def test_a_full_disk_stops_the_import_and_loses_nothing(
    place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    with opened(place) as repository:
        laptop.sealed(place, [Told(1).adult().json()]).write(stick)
        take(repository, stick)
        digest = repository.digest()
        connection = repository._engine.raw_connection()
        pages = connection.cursor().execute("PRAGMA page_count").fetchone()[0]
        connection.cursor().execute(f"PRAGMA max_page_count = {pages}")
        connection.close()
        laptop.sealed(place, [Told(n).adult().json() for n in range(2, 60)]).write(stick)
        with pytest.raises(Refusal, match="UKHTC-05"):
            take(repository, stick)
        assert repository.digest() == digest
    with opened(place) as repository:
        assert not take(repository, stick).refused
        assert repository.counts()["record_head"] == 59


def test_keys_are_for_their_owner_alone(place: ukhtc.Place) -> None:
    for path in place.part("keys").iterdir():
        mode = path.stat().st_mode & 0o077
        assert mode == 0 or os.name == "nt"


def test_a_database_that_cannot_be_written_to(place: ukhtc.Place, laptop: Laptop, stick: Path) -> None:
    laptop.sealed(place, [Told(1).adult().json()]).write(stick)
    with opened(place) as repository:
        connection = repository._engine.raw_connection()
        connection.cursor().execute("PRAGMA query_only = ON")
        connection.close()
        with pytest.raises(Refusal, match="UKHTC-04"):
            take(repository, stick)
        with pytest.raises(Refusal, match="UKHTC-04"), repository.reader("a", "b", "c", []):
            pytest.fail("rows without an entry")


@pytest.mark.parametrize("address", ["mysql://a:secret@b/c", "postgresql+psycopg://a:secret@b:port/c", "://"])
def test_an_address_of_another_kind_is_refused_without_its_password(
    place: ukhtc.Place, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    from debrief.repository import database

    monkeypatch.setenv(ukhtc.HOME, str(place.folder))
    monkeypatch.setattr(database, "find_spec", lambda name: True)
    with pytest.raises(Refusal, match="UKHTC-01") as refused:
        ukhtc.open_repository(address, bank=bank())
    assert "secret" not in str(refused.value)


def test_an_expired_trust_list_imports_nothing_until_it_is_renewed(place: ukhtc.Place) -> None:
    later = NOW + timedelta(days=400)
    with pytest.raises(Refusal, match="BUNDLE-"):
        ukhtc.open_repository(place.folder, now=later, bank=bank())
    ukhtc.open_repository(place.folder, bank=bank()).close()  # reading goes on
    made = ukhtc.renew(place, later)
    assert "agency-x" in [key.agency for key in made.trust.keys]
    assert len(made.trust.recipients_for(later + timedelta(days=400), "ukhtc")) == 1
    ukhtc.open_repository(place.folder, now=later, bank=bank()).close()


def test_two_importers_of_one_stick(place: ukhtc.Place, laptop: Laptop, stick: Path) -> None:
    for n in range(6):
        laptop.sealed(place, [Told(n).adult().json()]).write(stick)

    def work(_: int) -> int:
        with opened(place) as repository:
            return take(repository, stick).refused

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, range(2))) == [0, 0]
    with opened(place) as repository:
        assert repository.counts()["record_version"] == 6
        assert repository.flags() == {}
        assert {o.result for o in take(repository, stick).outcomes} == {"duplicate"}
    assert len(list(place.part("receipts").iterdir())) == 12
