"""When the work is done: held, archived, sealed, erased. Only what lies elsewhere may go."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from debrief.bank import Bank
from debrief.bundle import examine, identity, issue, read_pair, sign_trust
from debrief.bundle.refusals import Unwritable
from debrief.bundle.sshsig import public_line, verify
from debrief.desk import Desk, keeping
from debrief.desk.continuing import leads_before
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.export import Exported, export, take_receipt
from debrief.desk.handover import settle
from debrief.desk.library import Library
from debrief.desk.outline import outline, settled_from_stub
from debrief.desk.refusals import (
    ArchiveNotShown,
    ArchiveUnreadable,
    NoCertificate,
    OnHold,
    OnlyHere,
    ReferenceTaken,
    SittingOpen,
    UnknownReference,
)
from debrief.desk.trust import take_trust
from debrief.interview.extract import extract
from debrief.vault import Sealed, read_sealed

from .conftest import Clock
from .test_export import Ukhtc

CANARY = "Kanari"


@pytest.fixture
def ukhtc(desk: Desk, clock: Clock) -> Ukhtc:
    made = Ukhtc(desk, clock)
    data = made.list.encode()
    take_trust(desk, data, [sign_trust(data, made.root)])
    return made


def told(desk: Desk, reference: str = "LA-17") -> DebriefFile:
    """A short de-brief, its sitting over."""
    file = desk.new(reference)
    for kind, data in (
        ("sitting_started", {"lead": "A12"}),
        ("added", {"repeat": "leg", "instance": 1}),
        ("answered", {"address": "leg_from/1", "state": "answered", "value": {"words": CANARY}}),
        ("answered", {"address": "rcr_open", "state": "not_asked_time", "value": None}),
        ("sitting_ended", {"reason": "finished"}),
    ):
        assert file.do(kind, **data) is None, kind
    return file


def sent(desk: Desk, file: DebriefFile, folder: Path) -> Exported:
    return export(desk, file, folder, "urgent")


def received(desk: Desk, ukhtc: Ukhtc, done: Exported, folder: Path, *, refused: bool = False) -> None:
    trust = ukhtc.list if refused else ukhtc.admits()
    verdict = examine(*read_pair(done.path), identities=[ukhtc.identity], trust=trust, now=ukhtc.clock())
    assert (verdict.opened is None) == refused
    take_receipt(desk, issue(verdict, ukhtc.receipts).write(folder))


def acknowledged(desk: Desk, ukhtc: Ukhtc, folder: Path) -> DebriefFile:
    file = told(desk)
    received(desk, ukhtc, sent(desk, file, folder), folder)
    return desk.open(file.rid)


def opened_by_age(sealed: bytes, secret: str, folder: Path) -> bytes:
    (folder / "sealed.age").write_bytes(sealed)
    (folder / "identity").write_text(secret + "\n")
    command = ["age", "-d", "-i", str(folder / "identity"), str(folder / "sealed.age")]
    return subprocess.run(command, check=True, capture_output=True).stdout


# -- what may go ----------------------------------------------------------------------------------


def test_an_acknowledged_one_is_sealed_and_ukhtc_opens_it_with_age(
    desk: Desk, ukhtc: Ukhtc, tmp_path: Path, open_desk: Callable[[], Desk]
) -> None:
    file = acknowledged(desk, ukhtc, tmp_path)
    events = desk.vault.read(file.rid)
    other = told(desk, "LA-18")

    keeping.seal(desk, file.rid)

    again = open_desk()
    with pytest.raises(Sealed):
        again.open(file.rid)
    with pytest.raises(Sealed):
        again.find("LA-17")
    assert [line.reference for line in again.listing()] == ["LA-18"]
    assert again.find("LA-18").interview.state.seq == other.interview.state.seq
    (gone,) = again.sealed()
    assert (gone.reference, gone.sittings, gone.erased) == ("LA-17", 1, False)
    (path,) = keeping.sealed_key(again, file.rid, tmp_path)
    secret = opened_by_age(path.read_bytes(), ukhtc.identity.secret(), tmp_path)
    assert read_sealed(again.vault.folder, secret) == events


def test_what_is_not_acknowledged_stays(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = told(desk)
    stays(desk, file, OnlyHere, tmp_path)
    done = sent(desk, file, tmp_path)
    stays(desk, file, OnlyHere, tmp_path)
    received(desk, ukhtc, done, tmp_path, refused=True)
    stays(desk, file, OnlyHere, tmp_path)


def stays(desk: Desk, file: DebriefFile, refusal: type[Exception], folder: Path) -> None:
    before = desk.vault.head
    for act in (lambda: keeping.seal(desk, file.rid), lambda: keeping.purge(desk, file.rid, folder)):
        with pytest.raises(refusal):
            act()
    assert desk.vault.head == before
    assert desk.vault.read(file.rid)


def test_what_was_said_after_the_export_stays(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = acknowledged(desk, ukhtc, tmp_path)
    assert file.do("answered", address="per_birthplace", state="volunteered", value={"words": CANARY}) is None
    with pytest.raises(OnlyHere) as refused:
        keeping.seal(desk, file.rid)
    assert refused.value.facts["count"] == "1"


def test_what_ukhtc_may_not_hold_needs_an_archive(desk: Desk, ukhtc: Ukhtc, tmp_path: Path, bank: Bank) -> None:
    """A value that is held back from every bundle lies in none."""
    file = desk.new("LA-17")
    assert bank.items["per_address_now"].sensitivity == "S4"
    assert file.do("answered", address="per_address_now", state="answered", value={"words": CANARY}) is None
    received(desk, ukhtc, sent(desk, file, tmp_path), tmp_path)
    with pytest.raises(OnlyHere) as refused:
        keeping.seal(desk, file.rid)
    assert refused.value.facts["count"] == "1"
    keeping.archive(desk, file.rid, tmp_path)
    keeping.seal(desk, file.rid)


def test_a_hold_and_an_open_sitting_forbid_both(desk: Desk, tmp_path: Path, ukhtc: Ukhtc) -> None:
    file = told(desk)
    keeping.hold(desk, file.rid, "disclosure in another case")
    keeping.archive(desk, file.rid, tmp_path)
    stays(desk, file, OnHold, tmp_path)
    keeping.lift_hold(desk, file.rid, "the case is over")
    file = desk.open(file.rid)
    assert file.do("sitting_started", lead="A12") is None
    keeping.archive(desk, file.rid, tmp_path)
    stays(desk, file, SittingOpen, tmp_path)
    assert file.do("sitting_ended", reason="finished") is None
    keeping.archive(desk, file.rid, tmp_path)
    keeping.seal(desk, file.rid)


def without(desk: Desk, folder: Path) -> Library:
    """Shelves on which the questionnaire of the de-briefs cannot be found."""
    return Library(folder / "nothing kept", replace(desk.bank, digest="0" * 64), desk.settings)


def test_a_hold_is_set_whatever_the_questionnaire(desk: Desk, tmp_path: Path) -> None:
    file = told(desk)
    keeping.archive(desk, file.rid, tmp_path)
    desk.library = without(desk, tmp_path)
    keeping.hold(desk, file.rid, "disclosure")
    with pytest.raises(OnHold):
        keeping.seal(desk, file.rid)


def test_what_can_no_longer_be_shown_does_not_count(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    """A bundle under another questionnaire, an archive of other entries: neither proves anything."""
    file = acknowledged(desk, ukhtc, tmp_path)
    strange = {"record": file.rid, "entries": 7, "content": "0" * 64, "digest": "1" * 64}
    desk.vault.log({"type": "archived", "at": "2011-07-19T10:00:00Z", **strange})
    own = desk.library
    desk.library = without(desk, tmp_path)
    with pytest.raises(OnlyHere):
        keeping.seal(desk, file.rid)
    desk.library = own
    keeping.seal(desk, file.rid)


# -- archive and erasure ----------------------------------------------------------------------------


def test_an_archive_stands_in_where_ukhtc_refused(
    desk: Desk, ukhtc: Ukhtc, tmp_path: Path, recovery: str
) -> None:
    file = told(desk)
    received(desk, ukhtc, sent(desk, file, tmp_path), tmp_path, refused=True)
    events = desk.vault.read(file.rid)

    path = keeping.archive(desk, file.rid, tmp_path)

    held = json.loads(opened_by_age(path.read_bytes(), recovery, tmp_path))
    assert (held["format"], held["record"], held["events"]) == ("debrief-archive/1", file.rid, events)
    with pytest.raises(ArchiveNotShown):
        keeping.purge(desk, file.rid, tmp_path)
    with pytest.raises(ArchiveUnreadable):
        keeping.purge(desk, file.rid, tmp_path, archive=tmp_path / "lost")
    (tmp_path / "another").write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ArchiveNotShown):
        keeping.purge(desk, file.rid, tmp_path, archive=tmp_path / "another")
    with pytest.raises(Unwritable):
        keeping.purge(desk, file.rid, tmp_path / "no folder", archive=path)
    assert desk.vault.read(file.rid) == events
    keeping.purge(desk, file.rid, tmp_path, archive=path)
    with pytest.raises(Sealed):
        desk.open(file.rid)


def test_an_archive_made_before_the_last_entry_is_not_enough(desk: Desk, tmp_path: Path) -> None:
    file = told(desk)
    path = keeping.archive(desk, file.rid, tmp_path)
    assert file.do("sitting_started", lead="A1") is None
    assert file.do("sitting_ended", reason="finished") is None
    with pytest.raises(OnlyHere) as refused:
        keeping.purge(desk, file.rid, tmp_path, archive=path)
    assert refused.value.facts["count"] == "2"


def test_the_certificate_says_what_lies_where_and_no_word(
    desk: Desk, ukhtc: Ukhtc, tmp_path: Path, clock: Clock
) -> None:
    file = acknowledged(desk, ukhtc, tmp_path)
    made = next(e for e in desk.vault.journal() if e["type"] == "exported")
    desk.vault.backup(tmp_path / "copy")
    clock.moves(days=30)

    erased = keeping.purge(desk, file.rid, tmp_path)

    found = json.loads(erased.path.read_bytes())
    assert found == erased.certificate
    assert (found["reference"], found["by"], found["erased"]) == ("LA-17", "A1", "2011-08-18T10:00:00Z")
    assert [each["digest"] for each in found["bundles"]] == [made["digest"]]
    assert len(found["bundles"][0]["receipt"]) == 64
    assert (found["sittings"], len(found["backups"])) == (1, 1)
    assert CANARY not in erased.path.read_text()
    signature = erased.path.with_name(erased.path.name + ".sig").read_bytes()
    signer = verify(signature, erased.path.read_bytes(), "erasure@debrief")
    assert public_line(signer) == desk.vault.public_key()
    assert desk.vault.sealed_key(file.rid) == []
    assert desk.sealed()[0].erased
    # the stick was lost: the same certificate again
    (tmp_path / "again").mkdir()
    assert keeping.certificate(desk, file.rid, tmp_path / "again").certificate == found
    with pytest.raises(NoCertificate):
        keeping.certificate(desk, "00" * 16, tmp_path)


# -- what stays ---------------------------------------------------------------------------------------


def test_the_outline_has_no_word_that_was_said(desk: Desk) -> None:
    file = told(desk)
    made = outline(desk.vault.read(file.rid))
    assert CANARY not in json.dumps(made)
    assert made["items"] == {
        "leg_from": ["answered", "2011-07-19"],
        "rcr_open": ["not_asked_time", "2011-07-19"],
    }
    assert [sitting["lead"] for sitting in made["sittings"]] == ["A12"]


def test_a_later_sitting_asks_nothing_twice(desk: Desk, ukhtc: Ukhtc, tmp_path: Path, bank: Bank) -> None:
    file = acknowledged(desk, ukhtc, tmp_path)
    keeping.seal(desk, file.rid)
    stub = desk.vault.stub(file.rid)
    assert stub is not None

    later = desk.new("LA-17-2")
    assert later.do_all(settled_from_stub(stub, bank)) is None

    assert "settled" in [why.reason for why in later.interview.why_not("leg_from", 1)]
    assert "settled" not in [why.reason for why in later.interview.why_not("rcr_open")]
    settled = later.interview.state.settled["leg_from"]
    assert (settled.agency, settled.dated, settled.reference) == ("police", "2011-07-19", "LA-17")
    # and the outline of the later one knows both
    again = settled_from_stub(outline(desk.vault.read(later.rid)), bank)
    assert again[0]["items"] == ["leg_from"]
    assert settled.states == {"leg_from": "answered"}
    # who they are is asked once too; safeguards, needs and what keeps a person safe each time
    more = {
        "per_full_name": "answered",
        "con_agrees": "answered",
        "need_open": "declined",
        "risk_open": "unknown",
    }
    named = stub | {"items": {item: [state, "2011-07-19"] for item, state in more.items()}}
    assert [each["states"] for each in settled_from_stub(named, bank)] == [{"per_full_name": "answered"}]
    # an older questionnaire's item is no obstacle
    strange = stub | {"items": {"no_such_item": ["answered", "2011-07-19"], "leg_from": ["no_state", "x"]}}
    assert settled_from_stub(strange, bank) == []


def test_a_reference_is_not_given_again(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = acknowledged(desk, ukhtc, tmp_path)
    assert keeping.find(desk, "LA-17") == file.rid
    keeping.seal(desk, file.rid)
    with pytest.raises(ReferenceTaken):
        desk.new("LA-17")
    with pytest.raises(UnknownReference):
        keeping.find(desk, "LA-17")


def test_a_receipt_that_comes_after_sealing_is_still_taken(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = acknowledged(desk, ukhtc, tmp_path)
    (tmp_path / "second").mkdir()
    second = sent(desk, file, tmp_path / "second")
    keeping.seal(desk, file.rid)
    received(desk, ukhtc, second, tmp_path / "second")
    taken = [entry for entry in desk.vault.journal() if entry["type"] == "receipt"]
    assert [entry["digest"] for entry in taken][-1] == second.digest


def test_two_kinds_of_recipients_are_never_mixed(tmp_path: Path) -> None:
    from debrief.bundle import decrypt, generate

    plain, hybrid = generate(), generate(post_quantum=True)
    files = keeping.sealed_to(b"made up", [str(plain.recipient), str(hybrid.recipient)])
    assert len(files) == 2
    assert [decrypt(files[i], [identity(k.secret())]) for i, k in enumerate((plain, hybrid))] == [
        b"made up"
    ] * 2


def test_an_account_that_was_received_goes_with_the_record_and_the_certificate_counts_it(
    desk: Desk, ukhtc: Ukhtc, tmp_path: Path, open_desk: Callable[[], Desk]
) -> None:
    """The words another agency handed over are not sent on: only an archive holds them, and it is asked for."""
    theirs = told(desk, "LA-30")
    record = extract(theirs.interview, recipient="police", purpose="handover")
    assert CANARY in str(record)
    file = desk.new("LA-31")
    did = file.do("sitting_started", lead="A12"), file.do("sitting_ended", reason="finished")
    assert did == (None, None)
    settle(file, record, "la_children", "ab" * 32)
    received(desk, ukhtc, sent(desk, file, tmp_path), tmp_path)
    stays(desk, file, OnlyHere, tmp_path)
    path = keeping.archive(desk, file.rid, tmp_path)
    entries = len(desk.vault.read(file.rid))

    erased = keeping.purge(desk, file.rid, tmp_path, archive=path)

    assert erased.certificate["entries"] == entries
    assert erased.certificate["archives"][0]["entries"] == entries, "those with the received words too"
    assert CANARY not in json.dumps(erased.certificate)
    again = open_desk()
    with pytest.raises(Sealed):
        again.vault.read(file.rid)
    stub = again.vault.stub(file.rid)
    assert stub is not None
    assert CANARY not in json.dumps(stub)
    assert [each["items"] for each in stub["settled"]] == [["leg_from"]], "it still asks nothing twice"
    later = again.new("LA-32", after=file.rid)
    assert later.interview.state.settled["leg_from"].agency == "la_children"
    assert leads_before(again, later) == ["A12"]
