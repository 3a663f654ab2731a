"""The journals of the office on a real server: the same ledger, the same disseminations, the same audit."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from debrief import repository as ukhtc
from debrief.bundle import sshsig
from debrief.errors import Refusal
from debrief.office import dissemination, release
from debrief.office.group_proposals import propose
from debrief.office.groups import Asked, Said, enter, group_card
from debrief.repository import groups
from debrief.repository.audit_reports import who_read
from debrief.repository.checkpoint import checkpoint, verify_with
from debrief.repository.officers import keep_officer
from debrief.repository.releases import ledger_of, releases
from tests.office.made import publication, random_counts, table, write
from tests.office.test_disseminations import ANN, BOB, BORDER, account, order

from .servers import Server
from .world import NOW, Laptop, bank, number, take

QUARTER = "2010-Q4"
JOURNALS = (
    "release_draft", "release_cell", "release_step", "audit_object", "officer_key",
    "dissemination", "dissemination_body", "dissemination_source", "dissemination_step",
    "crime_group", "crime_group_member",
)  # fmt: skip


def test_the_office_on_a_server(
    server: Server,
    place: ukhtc.Place,
    laptop: Laptop,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ukhtc.admit_partner(place, BORDER.enrolment(), "A made-up border", NOW)
    laptop.sealed(place, [account().json()]).write(stick)
    monkeypatch.setenv(ukhtc.HOME, str(place.folder))
    with ukhtc.open_repository(server.new_database(), now=NOW, bank=bank()) as repository:
        assert not take(repository, stick).refused
        ukhtc.keep_analyst(repository, "head", {"analysts"}, by="head", now=NOW)
        for name, key in (("ann", ANN), ("bob", BOB)):
            ukhtc.keep_analyst(repository, name, {"disseminate", "groups", "publish"}, by="head", now=NOW)
            keep_officer(repository, name, sshsig.public_line(key.public_key()), by="head", now=NOW)
        figures(repository, tmp_path)
        package(repository, tmp_path)
        with repository.reader("ann", "a test", "facts", [f"{n:032}" for n in range(30)]):
            pass
        path = checkpoint(repository, now=NOW).write(tmp_path)
        actions = [each.action for each in who_read(repository, number(1), user="bob", purpose="a test")]
        assert actions == ["draft dissemination", "dissemination", "dissemination", "audit who"]
        assert verify_with(repository, [path]) == repository.audit_head()[0] == 6
        group(repository)
        for name in JOURNALS:
            with pytest.raises(Refusal, match="UKHTC-12"), repository.journal(write=True) as connection:
                connection.execute(text(f"TRUNCATE {name}"))


def group(repository: ukhtc.Repository) -> None:
    made = groups.keep_group(repository, "Made up", user="ann", reason="a test", now=NOW)
    (uid,) = repository.uids(record=number(1))
    said = Said(f"{uid}:card_person:1", "recruiter", "B21")
    entry = enter(repository, bank(), made, said, user="ann", reason="told", now=NOW)
    card = group_card(repository, bank(), made, Asked("ann", "a test", NOW))
    assert [(each.node.label, each.role, each.entry) for each in card.members] == [
        ("Petr Madeup", "recruiter", entry)
    ]
    assert propose(repository, Asked("ann", "a test", NOW), accounts=1)
    groups.take_back(repository, entry, user="bob", reason="a test", now=NOW)
    assert groups.members_of(repository, made) == []


def figures(repository: ukhtc.Repository, folder: Path) -> None:
    made = publication(table(random_counts(3, [QUARTER]), QUARTER, [QUARTER]), period=QUARTER)
    name = release.draft(repository, made, write, user="ann", now=NOW).release
    release.check(repository, name, user="bob", now=NOW)
    _, path = release.release(repository, name, folder, user="ann", now=NOW)
    assert path.exists()
    assert [each.state for each in releases(repository)] == ["released"]
    held = ledger_of(repository, name, user="bob", purpose="a test")
    assert [cell.count for cell in held] == [cell.count for cell in made.cells()]


def package(repository: ukhtc.Repository, folder: Path) -> None:
    name = dissemination.draft(
        repository, bank(), order("person:1", "phone:1"), user="ann", key=ANN, now=NOW
    ).dissemination
    dissemination.check(repository, name, user="bob", key=BOB, now=NOW)
    sent, path = dissemination.send(repository, bank(), name, folder, user="ann", now=NOW)
    assert sent.state == "sent"
    assert len(BORDER.open(path, repository.trust).letter.document.entries) == 2
