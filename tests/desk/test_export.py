"""From a de-brief to a bundle and back by its receipt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from debrief.bundle import (
    Agency,
    Identity,
    TrustList,
    encrypt,
    examine,
    generate,
    instant,
    issue,
    read_pair,
    sign_trust,
)
from debrief.bundle.sshsig import public_line
from debrief.bundle.trust import ListedRecipient, ReceiptKey, SigningKey
from debrief.desk import Desk
from debrief.desk.export import export, take_receipt
from debrief.desk.refusals import NoRecipient, NotSignedOff, ReceiptUnknown, RolledBack, TrainingStays
from debrief.desk.trust import enrolment, read_trust, take_trust, words_of
from debrief.interview.record import Record
from debrief.vault import Secret

from .conftest import PASSPHRASE, Clock


class Ukhtc:
    """A central repository as small as a test needs: its keys and its trust list."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.clock = clock
        self.identity: Identity = generate()
        self.root, self.receipts = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
        self.laptop = desk.vault.public_key()
        self.list = self.trust(1, [])

    def trust(self, version: int, keys: list[SigningKey]) -> TrustList:
        begin, end = self.clock() - timedelta(days=1), self.clock() + timedelta(days=365)
        window = {"from": instant(begin), "to": instant(end)}
        return TrustList(
            version=version,
            issued=instant(begin),
            expires=instant(end),
            roots=[public_line(self.root.public_key())],
            threshold=1,
            agencies=[Agency(id="ukhtc", name="UKHTC"), Agency(id="met-police", name="Police")],
            keys=keys,
            recipients=[
                ListedRecipient(role="ukhtc", age=str(self.identity.recipient), agency="ukhtc", **window)
            ],
            receipt_keys=[ReceiptKey(public=public_line(self.receipts.public_key()), revoked=None, **window)],
        )

    def admits(self) -> TrustList:
        begin, end = self.clock() - timedelta(days=1), self.clock() + timedelta(days=365)
        key = SigningKey(
            public=self.laptop,
            agency="met-police",
            namespaces=["transport@debrief", "bundle@debrief"],
            revoked=None,
            **{"from": instant(begin), "to": instant(end)},
        )
        self.list = self.trust(2, [key])
        return self.list


@pytest.fixture
def ukhtc(desk: Desk, clock: Clock) -> Ukhtc:
    made = Ukhtc(desk, clock)
    data = made.list.encode()
    take_trust(desk, data, [sign_trust(data, made.root)])
    return made


def test_the_whole_way_there_and_back(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = desk.new("LA-17")
    file.do("sitting_started", lead="A1")
    file.do(
        "answered", address="per_birthplace", state="volunteered", value={"words": "Hanoi", "country": "VN"}
    )

    done = export(desk, file, tmp_path, "urgent")
    verdict = examine(
        *read_pair(done.path), identities=[ukhtc.identity], trust=ukhtc.admits(), now=ukhtc.clock()
    )
    assert verdict.opened is not None
    (record,) = [Record.model_validate(each) for each in verdict.opened.records.values()]
    place = next(a for a in record.answers if a.item == "per_birthplace")
    assert place.value == {"words": "Hanoi", "country": "VN"}
    assert list(done.preview.unmet) == verdict.opened.statement.unmet
    assert "B-01" in done.preview.unmet

    receipt = issue(verdict, ukhtc.receipts).write(tmp_path)
    assert desk.listing()[0].receipts_missing == 1
    assert take_receipt(desk, receipt) == ("LA-17", "accepted", None)
    assert desk.listing()[0].receipts_missing == 0


def test_a_second_bundle_names_the_first(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = desk.new("LA-17")
    first = export(desk, file, tmp_path, "urgent")
    second = export(desk, file, tmp_path, "urgent")
    trust = ukhtc.admits()
    opened = [
        examine(*read_pair(x.path), identities=[ukhtc.identity], trust=trust, now=ukhtc.clock()).opened
        for x in (first, second)
    ]
    assert opened[0] is not None
    assert opened[1] is not None
    assert [o.statement.export_seq for o in opened if o] == [1, 2]
    assert opened[1].statement.prev_bundle_digest == first.digest
    (record,) = opened[1].records.values()
    assert record["supersedes"]


def test_a_full_export_waits_for_sign_off(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = desk.new("LA-17")
    with pytest.raises(NotSignedOff):
        export(desk, file, tmp_path, "full")
    assert not list(tmp_path.glob("*.age"))


def test_training_never_leaves(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = desk.new("T-1", training=True)
    with pytest.raises(TrainingStays):
        export(desk, file, tmp_path, "urgent")


def test_without_a_key_nothing_is_sealed(desk: Desk, tmp_path: Path) -> None:
    file = desk.new("LA-17")
    with pytest.raises(NoRecipient):
        export(desk, file, tmp_path, "urgent")


def test_a_receipt_for_somebody_else(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    file = desk.new("LA-17")
    done = export(desk, file, tmp_path, "urgent")
    verdict = examine(
        *read_pair(done.path), identities=[ukhtc.identity], trust=ukhtc.admits(), now=ukhtc.clock()
    )
    assert verdict.opened is not None
    statement = verdict.opened.statement.model_copy(update={"vault_id": "0" * 32})
    other = replace(verdict, digest="0" * 64, opened=replace(verdict.opened, statement=statement))
    with pytest.raises(ReceiptUnknown):
        take_receipt(desk, issue(other, ukhtc.receipts).write(tmp_path))


def test_the_words_of_a_list_and_of_a_request(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    data = ukhtc.list.encode()
    (tmp_path / "trust.json").write_bytes(data)
    (tmp_path / "trust.json.sig").write_bytes(sign_trust(data, ukhtc.root))
    read, signatures = read_trust(tmp_path / "trust.json")
    assert (read, len(signatures)) == (data, 1)
    assert len(words_of(data).words) == 10
    path = enrolment(desk).write(tmp_path)
    assert path.name == f"{desk.vault.vault_id}.enrol.json"


@pytest.mark.parametrize("sittings", [1, 0], ids=["an-answer-is-lost", "only-the-export-is-lost"])
def test_an_older_vault_put_back_is_found_at_the_next_receipt(
    desk: Desk, ukhtc: Ukhtc, tmp_path: Path, open_desk: Callable[[], Desk], sittings: int
) -> None:
    """Nothing on the laptop can tell; the receipt, which was elsewhere, can."""
    desk.new("LA-17")
    desk.vault.close()
    shutil.copytree(desk.vault.folder, tmp_path / "earlier")
    desk = open_desk()
    file = desk.find("LA-17")
    for _ in range(sittings):
        file.do("sitting_started", lead="A1")
    done = export(desk, file, tmp_path, "urgent")
    verdict = examine(
        *read_pair(done.path), identities=[ukhtc.identity], trust=ukhtc.admits(), now=ukhtc.clock()
    )
    receipt = issue(verdict, ukhtc.receipts).write(tmp_path)
    desk.vault.close()
    shutil.rmtree(desk.vault.folder)
    shutil.copytree(tmp_path / "earlier", desk.vault.folder)
    again = open_desk()  # opens without a word: every entry in it is sound
    for n in range(20):  # and has gone further than the lost one by now
        again.find("LA-17").do("noted", number=n + 1, text="made up", tags=[])
    entries = again.vault.head
    with pytest.raises(RolledBack):
        take_receipt(again, receipt)
    assert again.vault.head == entries


def test_a_receipt_that_knows_another_history_is_not_taken_in(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    """The bundle is known, and the head that it named is not of this vault's past."""
    done = export(desk, desk.new("LA-17"), tmp_path, "urgent")
    verdict = examine(
        *read_pair(done.path), identities=[ukhtc.identity], trust=ukhtc.admits(), now=ukhtc.clock()
    )
    assert verdict.opened is not None
    said = verdict.opened.statement
    for wrong in ({"chain": "0" * 64}, {"seq": said.vault_head.seq + 1000}, {"seq": 0}):
        head = said.vault_head.model_copy(update=wrong)
        opened = replace(verdict.opened, statement=said.model_copy(update={"vault_head": head}))
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        with pytest.raises(RolledBack):
            take_receipt(desk, issue(replace(verdict, opened=opened), ukhtc.receipts).write(folder))
    assert take_receipt(desk, issue(verdict, ukhtc.receipts).write(tmp_path)).reference == "LA-17"


def test_new_keys_are_the_same_history(
    desk: Desk, ukhtc: Ukhtc, tmp_path: Path, open_desk: Callable[[], Desk]
) -> None:
    """A receipt from before a change of epoch and of the vault's key is no sign of an older copy."""
    done = export(desk, desk.new("LA-17"), tmp_path, "urgent")
    verdict = examine(
        *read_pair(done.path), identities=[ukhtc.identity], trust=ukhtc.admits(), now=ukhtc.clock()
    )
    desk.vault.rekey()
    desk.vault.new_vault_key({desk.vault.slot: Secret(PASSPHRASE)}, encrypt, new_signing_key=True)
    desk.new("LA-18")
    again = open_desk()
    assert take_receipt(again, issue(verdict, ukhtc.receipts).write(tmp_path)).reference == "LA-17"
