"""Whom and what an account mentions: roles, keys, and what people share with their cards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from debrief import repository as ukhtc
from debrief.repository import audit
from debrief.repository.mentions import SUSPECT, role_of
from debrief.repository.opening import upgrade_repository

from .world import Laptop, Told, bank, number, take, version


def account(seed: int = 1) -> Told:
    """A made-up account: a person by two names, a driver with phone and van, another victim."""
    told = Told(seed).adult()
    told.answer("per_full_name", {"script": "Nguyễn Văn An", "roman": "Nguyen Van An", "language": "vie"})
    told.add("per_other_names").answer("per_other_names/1.name", {"roman": "An alias Little Bird"})
    told.answer("per_dob_stated", {"edtf": "1993-04-02", "words": "second of April"})
    told.answer("per_gender", {"choice": "woman_girl"})
    told.add("per_nationality").answer("per_nationality/1", {"choices": ["VN"]})
    told.add("per_refs").answer("per_refs/1.kind", {"choice": "home_office"})
    told.answer("per_refs/1.number", "M-12 345/67")
    told.add("card_phone").answer("card_phone/1.c_value", "07700 900123")
    told.answer("card_phone/1.c_kind", {"choice": "mobile"})
    told.add("card_person").answer("card_person/1.p_names", {"roman": "Big Mike"})
    told.answer("card_person/1.p_role", {"choices": ["transporter", "family"]})
    told.answer("card_person/1.p_phones", ["phone:1"])
    told.add("card_vehicle").answer("card_vehicle/1.v_plate", "ab12 cde")
    told.answer("card_vehicle/1.v_driver_user", ["person:1"])
    told.add("card_person", 2).answer("card_person/2.p_names", {"roman": "Madam"})
    told.answer("card_person/2.p_role", {"choices": ["controller"]})
    return told.answer("card_person/2.p_may_be_victim", {"choice": "yes"})


def rows(
    repository: ukhtc.Repository, seed: int = 1
) -> dict[tuple[str, int], tuple[str, list[dict[str, Any]]]]:
    """Role and identifiers by card and instance."""
    uids = repository.uids(record=number(seed))
    with repository.reader("ann", "a test", "mentions", uids) as read:
        found = {(m["card"], m["instance"]): (m["role"], []) for m in read.mentions()}
        for row in read.identifiers():
            found[row["card"], row["instance"]][1].append(row)
    return found


def test_an_account_is_known_by_its_mentions(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Any
) -> None:
    laptop.sealed(place, [account().json()]).write(stick)
    assert not take(repository, stick).refused
    found = rows(repository)
    role, own = found["debriefed", 0]
    assert role == "victim"
    keys = {(row["kind"], row["scheme"], row["normalised"], row["valid"]) for row in own}
    assert keys == {
        ("name", None, "nguyen van an", True), ("alias", None, "an", False),
        ("alias", None, "little bird", True), ("born", None, "1993-04-02", True),
        ("nationality", None, "VN", True), ("sex", None, "female", True),
        ("reference", "home_office", "m1234567", True),
    }  # fmt: skip
    scripts = [(row["raw"], row["script"], row["language"]) for row in own if row["kind"] == "name"]
    assert scripts == [("Nguyen Van An", "Latn", "vie"), ("Nguyễn Văn An", "Latn", "vie")]
    driver = {(row["kind"], row["normalised"], row["via"]) for row in found["card_person", 1][1]}
    assert driver == {
        ("name", "big mike", None), ("phone", "+447700900123", "phone:1"), ("plate", "GB AB12CDE", "vehicle:1")
    }  # fmt: skip
    assert found["card_person", 1][0] == "suspect"
    role, own = found["card_person", 2]
    assert (role, [row["normalised"] for row in own]) == ("victim", [None])
    assert found["card_phone", 1][0] == found["card_vehicle", 1][0] == "other"


def test_a_correction_renews_and_a_withdrawal_takes_out(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Any
) -> None:
    told = account()
    laptop.sealed(place, [told.json()]).write(stick)
    take(repository, stick)
    assert repository.counts()["mention"] == 5
    last = version(told.json())
    told.answer("per_dob_stated", {"edtf": "1994"})
    laptop.sealed(place, [told.json(supersedes=last)]).write(stick)
    take(repository, stick)
    born = [row for row in rows(repository)["debriefed", 0][1] if row["kind"] == "born"]
    assert [(row["raw"], row["normalised"], row["valid"]) for row in born] == [("1994", "1994", False)]
    told.do("withdrew", reason="a made-up reason")
    laptop.sealed(place, [told.json(supersedes=last)]).write(stick)
    take(repository, stick)
    assert repository.counts()["mention"] == repository.counts()["mention_identifier"] == 0


def test_an_upgrade_works_mentions_out_for_what_was_held_before_there_were_any(
    repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Any
) -> None:
    gone = account(2).do("withdrew", reason="a made-up reason")
    laptop.sealed(place, [account().json(), gone.json()]).write(stick)
    take(repository, stick)
    before = repository.digest()
    with repository.journal(write=True) as connection, audit.within():
        for table in ("mention", "mention_identifier"):
            connection.execute(text(f"DELETE FROM {table}"))
    assert repository.digest() != before
    upgrade_repository(place.folder)
    assert repository.digest() == before


def test_every_role_is_told_apart_and_need_goes_before_suspicion() -> None:
    codes = set(bank().lists["ROLE_PERSON"].choices)
    assert codes > SUSPECT
    assert {code for code in codes if role_of(frozenset({code}), None) == "other"} == {
        "companion", "helper", "witness", "family", "carer_adult", "other", "not_known",
    }  # fmt: skip
    assert role_of(frozenset({"controller", "other_victim"}), None) == "victim"
    assert role_of(frozenset({"controller"}), "yes") == "victim"
    assert role_of(frozenset({"controller"}), "no") == "suspect"
