"""What is sent to a partner: graded, signed by two, sealed to one; and never anybody who may be a victim."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief import bundle
from debrief import repository as ukhtc
from debrief.bundle import sshsig
from debrief.bundle.canonical import dumps
from debrief.errors import Refusal
from debrief.office import dissemination as office
from debrief.office.dissemination import Order
from debrief.repository.disseminations import Sending
from debrief.repository.officers import keep_officer
from debrief.repository.trust import read_list
from debrief.repository.trust_edit import revoked
from tests.repository.world import NOW, Laptop, Told, admitted, bank, number, opened, take, version

ANN, BOB = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (71, 72))
CANARIES = (
    "CANARY NAME",
    "CANARY FRIEND",
    "+447700900123",
    "+447700900456",
    "CANARY HOUSE, 4 CANARY ROAD",
    "MADE-UP",
)
ACKNOWLEDGED = "acknowledgement@debrief"
EXPIRES = NOW + timedelta(days=90)


@dataclass
class Partner:
    """Somebody who is given disseminations: two keys and an entry in the trust list."""

    id: str
    kind: str
    seed: int

    def __post_init__(self) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)
        self.identity = bundle.generate()

    def enrolment(self) -> bundle.Enrolment:
        asked = bundle.request_enrolment(
            self.id, f"{self.seed:02x}" * 16, self.key, recipient=self.identity.recipient, kind=self.kind
        )
        return bundle.read_enrolment(asked.json_bytes, asked.sig_bytes)

    def open(self, path: Path, trust: bundle.TrustList, now: datetime = NOW) -> bundle.Received:
        data, signature = bundle.read_pair(path)
        return bundle.open_letter(data, signature, identities=[self.identity], trust=trust, now=now)


BORDER, POST = Partner("border-desk", "border_force", 81), Partner("post-hanoi", "post", 82)
FORCE, GONE = Partner("force-desk", "police", 83), Partner("gone-desk", "police", 84)


def of_a_child() -> Told:
    """A made-up account that came with conditions, of a child who went missing before."""
    told = Told(2).child().add("card_person")
    told.answer("card_person/1.p_names", {"roman": "Petr Madeup"}, "observed")
    told.answer("card_person/1.p_role", {"choices": ["recruiter"]}, "assessed")
    told.answer("cls_grading.handling", {"choice": "g555_handling_5"}, "assessed")
    return told.answer("risk_missing.factors", {"choices": ["earlier_missing"]}, "assessed")


def account() -> Told:
    """A made-up account with a suspect, another victim, and cards that belong to one or the other."""
    told = Told(1).adult()
    told.answer("per_called", {"roman": "CANARY NAME"}, "answered")
    told.answer("per_full_name", {"script": "Мария Канарейкина"})
    told.answer("saf_contact_method.phone", "+447700900123")
    people = {
        1: ("Petr Madeup", "recruiter"),
        2: ("CANARY FRIEND", "other_victim"),
        3: ("CANARY NAME", "transporter"),
    }
    people |= {4: ("Ivo Madeup", "witness"), 5: ("Ola Madeup", "controller"), 6: ("Uma Madeup", "recruiter")}
    people |= {7: ("Udo Madeup", "recruiter"), 8: ("Name Canary", "recruiter")}
    people |= {9: ("KANAREYKINA, Mariya", "recruiter")}
    for n, (name, role) in people.items():
        told.add("card_person", n).answer(f"card_person/{n}.p_names", {"roman": name})
        told.answer(f"card_person/{n}.p_role", {"choices": [role]})
    told.answer("card_person/5.p_may_be_victim", {"choice": "not_clear"})
    told.answer("card_person/6.p_child", {"choice": "yes"}).answer("card_person/7.p_protect_source", "not_sure")
    told.add("card_org")
    told.answer("card_org/1.o_name", "CANARY NAME Ltd").answer("card_org/1.o_people", ["person:1"])
    phones = {
        1: ("+447700900999", 1),
        2: ("+447700900456", 2),
        3: ("+447700900777", 0),
        4: ("+447700900456", 1),
    }
    for n, (value, owner) in phones.items():
        told.add("card_phone", n).answer(f"card_phone/{n}.c_value", value)
        if owner:
            told.answer(f"card_phone/{n}.c_user", [f"person:{owner}"])
    told.answer("card_person/1.p_phones", ["phone:1"]).answer("card_person/1.p_associates", ["person:2"])
    told.answer("card_person/1.p_description", {"original": "CANARY NAME knew him", "language": "eng"})
    for n, owner in ((1, 1), (2, 2), (3, 0)):
        told.add("card_vehicle", n).answer(f"card_vehicle/{n}.v_plate", f"M4 DUP{n}")
        if owner:
            told.answer(f"card_vehicle/{n}.v_driver_user", [f"person:{owner}"])
    told.answer("card_person/2.p_vehicles", ["vehicle:3"])
    for n, status in ((1, "forged"), (2, "genuine_own")):
        told.add("card_document", n).answer(f"card_document/{n}.d_kind", {"choice": "passport"})
        told.answer(f"card_document/{n}.d_number", f"MADEUP{n}").answer(
            f"card_document/{n}.d_status", {"choice": status}
        )
    told.add("card_place").answer("card_place/1.pl_address_lines", "CANARY HOUSE, 4 CANARY ROAD")
    told.answer("card_place/1.pl_in_charge", ["person:2"])
    return told


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ukhtc.Repository]:
    folder = tmp_path_factory.mktemp("disseminations")
    place, laptop, other = ukhtc.init_repository(folder / "ukhtc", now=NOW), Laptop(1), Laptop(2, "county-la")
    admitted(place, laptop, other)
    for each in (BORDER, POST, FORCE, GONE):
        ukhtc.admit_partner(place, each.enrolment(), f"A made-up {each.kind}", NOW)
    ukhtc.revoke(place, sshsig.public_line(GONE.key.public_key()), "lost", NOW - timedelta(days=1), NOW)
    laptop.sealed(place, [account().json()]).write(folder)
    other.sealed(place, [of_a_child().json()]).write(folder)
    with opened(place) as repository:
        assert not take(repository, folder).refused
        for name, key in (("ann", ANN), ("bob", BOB)):
            ukhtc.keep_analyst(repository, name, {"disseminate"}, by="head", now=NOW)
            ukhtc.keep_analyst(repository, "head", {"analysts"}, by="head", now=NOW)
            keep_officer(repository, name, sshsig.public_line(key.public_key()), by="head", now=NOW)
        yield repository


def order(*cards: str, to: Partner = BORDER, grade: str = "B21", **changes: object) -> Order:
    chosen = tuple((number(1), card, grade) for card in cards)
    made = Order(to.id, "Made-up recruiters", "a test", "RESTRICTED", EXPIRES, chosen)
    return replace(made, **changes)  # type: ignore[arg-type]


def drafted(repository: ukhtc.Repository, asked: Order) -> Sending:
    return office.draft(repository, bank(), asked, user="ann", key=ANN, now=NOW)


def sent(repository: ukhtc.Repository, asked: Order, folder: Path) -> tuple[Sending, Path]:
    name = drafted(repository, asked).dissemination
    office.check(repository, name, user="bob", key=BOB, now=NOW)
    return office.send(repository, bank(), name, folder, user="ann", now=NOW)


def test_a_package_from_draft_to_acknowledgement(repository: ukhtc.Repository, tmp_path: Path) -> None:
    before = repository.audit_head()[0]
    sending, path = sent(repository, order("person:1", "phone:1", "vehicle:1", "document:1"), tmp_path)
    assert repository.audit_head()[0] > before
    received = BORDER.open(path, repository.trust)
    document = received.letter.document
    suspect, phone, vehicle, paper = document.entries
    assert suspect.facts == {"p_names": ["Petr Madeup"], "p_role": ["recruiter"]}
    assert (suspect.links, phone.links, vehicle.links) == ([2], [1], [1])
    assert phone.facts["c_value"] == ["+447700900999"]
    assert paper.facts["d_number"] == ["MADEUP1"]
    assert suspect.grade == bundle.Grade(scheme="5x5x5", source="B", information="2", handling="1")
    assert [each.name for each in received.letter.officers] == ["ann", "bob"]
    text = json.dumps(received.letter.model_dump(mode="json"))
    assert not [each for each in (*CANARIES, number(1)) if each in text]
    for other in (POST, FORCE):
        with pytest.raises(Refusal, match="BUNDLE-"):
            other.open(path, repository.trust)
    with pytest.raises(Refusal, match="BUNDLE-86"):
        BORDER.open(path, repository.trust, now=EXPIRES + timedelta(seconds=1))
    back = tmp_path / "ack.json"
    data, signature = bundle.acknowledge(received, BORDER.key, NOW + timedelta(days=1))
    back.write_bytes(data)
    back.with_name("ack.json.sig").write_bytes(signature)
    later = NOW + timedelta(days=2)
    held = office.acknowledged(repository, back, user="ann", now=later)
    assert [(step.state, step.by) for step in held.steps] == [
        ("drafted", "ann"), ("checked", "bob"), ("sent", "ann"), ("acknowledged", "ann"),
    ]  # fmt: skip
    assert office.expired(repository, later) == []
    assert [e.dissemination for e in office.expired(repository, EXPIRES + timedelta(days=1))] == [
        sending.dissemination
    ]


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ("person:2", "OFFICE-22"),  # another victim, though the suspect's card names them
        ("person:3", "OFFICE-23"),  # a suspect under the victim's own name
        ("person:4", "OFFICE-22"),  # a witness
        ("person:5", "OFFICE-22"),  # a controller who may need help too
        ("person:6", "OFFICE-22"),  # a recruiter who is a child
        ("person:7", "OFFICE-22"),  # a recruiter who perhaps must not be known as the source
        ("person:8", "OFFICE-23"),  # the victim's name the other way round
        ("person:9", "OFFICE-23"),  # the victim's name in another script
        ("org:1", "OFFICE-23"),  # the victim's name within another
        ("phone:2", "OFFICE-22"),  # the other victim's
        ("phone:3", "OFFICE-22"),  # nobody's: it may be the victim's
        ("phone:4", "OFFICE-23"),  # another victim's number, on a suspect's card
        ("vehicle:2", "OFFICE-22"),
        ("vehicle:3", "OFFICE-22"),  # the other victim's card names it
        ("document:2", "OFFICE-22"),  # the victim's own passport
        ("place:1", "OFFICE-22"),
        ("person:99", "OFFICE-31"),
        ("event:1", "OFFICE-31"),
        ("person:x", "OFFICE-31"),
    ],
)
def test_nobody_who_may_be_a_victim_and_nothing_of_theirs(
    repository: ukhtc.Repository, card: str, code: str
) -> None:
    for cards in ((card,), ("person:1", card)):
        with pytest.raises(Refusal, match=code) as refused:
            drafted(repository, order(*cards))
        assert not [each for each in CANARIES if each in str(refused.value)]


def test_what_the_officer_writes_names_no_victim_either(repository: ukhtc.Repository) -> None:
    for changed in ({"subject": "Who sold Canary Name"}, {"reason": "asked for by canary friend"}):
        with pytest.raises(Refusal, match="OFFICE-23"):
            drafted(repository, order("person:1", **changed))  # type: ignore[arg-type]


def test_handling_decides_to_whom_a_thing_may_go(repository: ukhtc.Repository) -> None:
    assert drafted(repository, order("person:1", grade="B22", to=POST)).state == "drafted"
    for grade, to in (("B21", POST), ("B22", BORDER), ("B24", BORDER), ("B25", BORDER), ("B23", POST)):
        with pytest.raises(Refusal, match="OFFICE-21"):
            drafted(repository, order("person:1", grade=grade, to=to))
    for grade in ("2BP", "B2", "B2C", "", "b21", "B21 "):
        with pytest.raises(Refusal, match="OFFICE-20"):
            drafted(repository, order("person:1", grade=grade))
    with pytest.raises(Refusal, match="OFFICE-21"):  # the account itself came with conditions
        drafted(repository, order(cards=((number(2), "person:1", "B21"),)))


def test_in_the_scheme_of_today_handling_c_blocks() -> None:
    from debrief.office.grading import grade, may_go

    assert grade(bank(), "uk-current", "2BP").scheme == "3x5x2"
    assert may_go("3x5x2", "P", "police")
    assert not [kind for kind in ("police", "post", "overseas_partner") if may_go("3x5x2", "C", kind)]


def test_two_officers_each_with_a_key_that_another_wrote_down(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    name = drafted(repository, order("person:1")).dissemination
    with pytest.raises(Refusal, match="OFFICE-06"):
        office.check(repository, name, user="Ann", key=ANN, now=NOW)
    with pytest.raises(Refusal, match="OFFICE-25"):
        office.check(repository, name, user="bob", key=ANN, now=NOW)
    with pytest.raises(Refusal, match="UKHTC-90"):
        office.check(repository, name, user="eve", key=BOB, now=NOW)
    with pytest.raises(Refusal, match="OFFICE-07"):
        office.send(repository, bank(), name, tmp_path, user="ann", now=NOW)
    public = sshsig.public_line(ANN.public_key())
    for by in ("ann", "eve"):
        with pytest.raises(Refusal, match="UKHTC-90"):
            keep_officer(repository, "bob", public, by=by, now=NOW)
    with pytest.raises(Refusal, match="UKHTC-90"):
        keep_officer(repository, "Head", public, by="head", now=NOW)
    shown = office.show(repository, name, user="bob", purpose="to sign it")
    assert shown.entries[0].facts["p_names"] == ["Petr Madeup"]
    assert office.cancel(repository, name, user="ann", now=NOW).state == "cancelled"
    with pytest.raises(Refusal, match="OFFICE-07"):
        office.check(repository, name, user="bob", key=BOB, now=NOW)


def test_recipients_and_days(repository: ukhtc.Repository, tmp_path: Path) -> None:
    for id_ in ("nobody", "gone-desk", "agency-x"):
        with pytest.raises(Refusal, match="OFFICE-24"):
            drafted(repository, order("person:1", recipient=id_))
    for expires in (NOW, NOW - timedelta(days=1), NOW + timedelta(days=366)):
        with pytest.raises(Refusal, match="OFFICE-28"):
            drafted(repository, order("person:1", expires=expires))
    with pytest.raises(Refusal, match="OFFICE-30"):
        drafted(repository, order())
    name = drafted(repository, order("person:1")).dissemination
    late = EXPIRES + timedelta(days=1)
    with pytest.raises(Refusal, match="OFFICE-27"):
        office.check(repository, name, user="bob", key=BOB, now=late)
    office.check(repository, name, user="bob", key=BOB, now=NOW)
    with pytest.raises(Refusal, match="OFFICE-27"):
        office.send(repository, bank(), name, tmp_path, user="ann", now=late)
    with pytest.raises(Refusal, match="OFFICE-26"):
        office.send(repository, bank(), "nothing", tmp_path, user="ann", now=NOW)


def test_an_acknowledgement_is_of_this_bundle_by_this_partner(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    sending, path = sent(repository, order("person:1"), tmp_path)
    received = BORDER.open(path, repository.trust)
    good, signature = bundle.acknowledge(received, BORDER.key, NOW)
    value = json.loads(good)
    other = dumps({**value, "bundle_sha256": "ab" * 32})
    cases = [
        (good.replace(b"2026", b"2027"), signature),  # changed after it was signed
        (good, sshsig.sign(good, ACKNOWLEDGED, POST.key)),  # signed by another partner
        (good, sshsig.sign(good, ACKNOWLEDGED, ANN)),  # by nobody listed
        (good, sshsig.sign(good, "receipt@debrief", BORDER.key)),  # for another use
        (other, sshsig.sign(other, ACKNOWLEDGED, BORDER.key)),  # of another bundle
    ]
    back = tmp_path / "ack.json"
    for data, signed in cases:
        back.write_bytes(data)
        back.with_name("ack.json.sig").write_bytes(signed)
        with pytest.raises(Refusal, match=r"BUNDLE-|OFFICE-29"):
            office.acknowledged(repository, back, user="ann", now=NOW)
    assert office.find(repository, sending.dissemination).state == "sent"


def test_what_comes_back_late_or_by_a_lost_key_is_no_acknowledgement(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    _, path = sent(repository, order("person:1"), tmp_path)
    received = BORDER.open(path, repository.trust)
    back = tmp_path / "ack.json"
    for at in (NOW - timedelta(days=1), EXPIRES + timedelta(seconds=1)):
        data, signature = bundle.acknowledge(received, BORDER.key, at)
        back.write_bytes(data)
        back.with_name("ack.json.sig").write_bytes(signature)
        with pytest.raises(Refusal, match="OFFICE-27"):
            office.acknowledged(repository, back, user="ann", now=NOW)
    data, signature = bundle.acknowledge(received, BORDER.key, NOW)
    public = sshsig.public_line(BORDER.key.public_key())
    for kind, code in (("lost", "BUNDLE-84"), ("compromised", "BUNDLE-")):
        trust = revoked(repository.trust, public, kind, NOW, NOW, recipients=[])  # type: ignore[arg-type]
        with pytest.raises(Refusal, match=code):
            bundle.read_acknowledgement(data, signature, trust)
    data, signature = bundle.acknowledge(received, BORDER.key, NOW + timedelta(days=4000))
    with pytest.raises(Refusal, match="BUNDLE-84"):
        bundle.read_acknowledgement(data, signature, repository.trust)


def test_an_account_that_was_taken_back_leaves_no_more(repository: ukhtc.Repository, tmp_path: Path) -> None:
    laptop, told = Laptop(1, exported=1), Told(3).adult().add("card_person")
    told.answer("card_person/1.p_names", {"roman": "Petr Madeup"})
    told.answer("card_person/1.p_role", {"choices": ["recruiter"]})
    first = told.json()
    place = repository.place
    assert not take(repository, laptop.sealed(place, [first]).write(tmp_path)).refused
    name = drafted(repository, order(cards=((number(3), "person:1", "B21"),))).dissemination
    office.check(repository, name, user="bob", key=BOB, now=NOW)
    gone = told.do("withdrew", reason="a made-up reason").json(supersedes=version(first))
    assert not take(repository, laptop.sealed(place, [gone]).write(tmp_path)).refused
    with pytest.raises(Refusal, match="OFFICE-33"):
        office.send(repository, bank(), name, tmp_path, user="ann", now=NOW)


def test_a_letter_needs_two_officers_and_the_central_repository(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    """A laptop that is listed cannot pass for UKHTC, nor one officer for two."""
    from debrief.repository.sealing import seal

    _, path = sent(repository, order("person:1"), tmp_path)
    letter = BORDER.open(path, repository.trust).letter
    first = letter.officers[0]
    twice = letter.model_copy(update={"officers": [first, first]})
    renamed = letter.model_copy(update={"officers": [first, first.model_copy(update={"name": "bob"})]})
    changed = letter.document.model_copy(update={"marking": "UNCLASSIFIED"})
    to = [bundle.Recipient(age=BORDER.identity.recipient, role="partner")]
    for nth, made in enumerate((twice, renamed, letter.model_copy(update={"document": changed}))):
        folder = tmp_path / str(nth)
        folder.mkdir()
        records = {letter.document.dissemination: dumps(made.model_dump(mode="json"))}
        forged = seal(repository, bank(), records, purpose="dissemination", recipients=to, now=NOW).write(
            folder
        )
        with pytest.raises(Refusal, match="BUNDLE-"):
            BORDER.open(forged, repository.trust)
    laptop = Laptop(1)
    records = {letter.document.dissemination: dumps(letter.model_dump(mode="json"))}
    made = bundle.make(
        records,
        laptop._statement(export_seq=1, purpose="dissemination"),
        agency="agency-x",
        recipients=to,
        signing_key=laptop.key,
    )
    with pytest.raises(Refusal, match="BUNDLE-84"):
        BORDER.open(made.write(tmp_path), repository.trust)


def test_missing_children_by_area_go_to_those_who_look_for_them(
    repository: ukhtc.Repository, tmp_path: Path
) -> None:
    for to in (BORDER, POST):
        with pytest.raises(Refusal, match="OFFICE-32"):
            drafted(repository, order(to=to, missing=True))
    _, path = sent(repository, order(to=FORCE, missing=True), tmp_path)
    document = FORCE.open(path, repository.trust).letter.document
    assert [(each.area, each.children) for each in document.missing] == [("A made-up agency", 1)]
    assert document.entries == []


def test_a_partner_can_do_nothing_else(repository: ukhtc.Repository) -> None:
    """No bundle of theirs is taken in, and no laptop seals an extract to them."""
    trust = read_list(repository.place)
    with pytest.raises(Refusal, match="BUNDLE-"):
        trust.signer(BORDER.key.public_key().public_bytes_raw(), "bundle@debrief")
    assert BORDER.identity.recipient not in [each.age for each in trust.recipients_for(NOW, "agency")]
