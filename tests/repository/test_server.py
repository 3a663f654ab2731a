"""A repository on a PostgreSQL server: the same commands, the same answers, and what may go wrong there."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from debrief import bundle
from debrief import repository as ukhtc
from debrief.commands.ukhtc import app
from debrief.errors import Refusal
from debrief.repository import database
from debrief.repository.roles import grants
from tests.console.console_stage import console

from .servers import Server
from .world import NOW, Laptop, Told, bank, codes, take

RUN = CliRunner()
PEOPLE = 3


@pytest.fixture
def home(place: ukhtc.Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of keys, where the environment says."""
    monkeypatch.setenv(ukhtc.HOME, str(place.folder))
    return place.folder


@pytest.fixture
def address(server: Server, home: Path) -> str:
    return server.new_database()


@pytest.fixture
def bundles(place: ukhtc.Place, laptop: Laptop, stick: Path) -> Path:
    for n in range(PEOPLE):
        made = bundle.instant(NOW)
        laptop.sealed(place, [Told(n).adult().exploited("labour").json()], created=made).write(stick)
    return stick


@pytest.fixture
def expected(place: ukhtc.Place, bundles: Path, tmp_path: Path) -> str:
    """The digest of a file that took the same bundles in."""
    shutil.copytree(place.folder, tmp_path / "file")
    with at(tmp_path / "file") as repository:
        assert not take(repository, bundles).refused
        return repository.digest()


def at(where: str | Path) -> ukhtc.Repository:
    return ukhtc.open_repository(where, now=NOW, bank=bank())


def typed(*words: str | Path, status: int = 0) -> str:
    result = RUN.invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result.output


def name_of(address: str) -> str:
    return make_url(address).database or ""


def test_every_command_takes_the_address_of_a_server(address: str, bundles: Path, expected: str) -> None:
    assert "none before" in typed("upgrade", "--repository", address)
    imported = typed("import", bundles, "--repository", address)
    assert imported.count("accepted") == PEOPLE
    assert typed("import", bundles, "--repository", address).count("duplicate") == PEOPLE
    assert f"digest {expected}" in typed("status", "--repository", address)
    assert re.search(r"Labour.*3", typed("table", "nrm", "--repository", address))
    assert typed("table", "routes", "--repository", address)
    assert typed("audit", "verify", "--repository", address) == "2 entries, unbroken.\n"


def test_the_folder_of_a_repository_on_a_server_is_not_a_second_one(
    address: str, place: ukhtc.Place, bundles: Path
) -> None:
    place.database.unlink()
    at(address).close()
    for command in (("import", bundles), ("status",), ("upgrade",)):
        assert typed(*command, "--repository", place.folder, status=1).startswith("UKHTC-19")
    assert not place.database.exists()


def test_a_database_that_sorts_as_a_language_does_is_not_taken(server: Server, home: Path) -> None:
    for kept in ("LOCALE_PROVIDER icu ICU_LOCALE 'en-GB'", "ENCODING 'LATIN1' LOCALE 'C'"):
        with pytest.raises(Refusal, match="UKHTC-17"):
            at(server.new_database(kept))


def test_the_database_of_something_else_is_left_alone(server: Server, address: str) -> None:
    server.execute("CREATE TABLE audit (note text)", name_of(address))
    with pytest.raises(Refusal, match="UKHTC-01"):
        at(address)
    assert server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name_of(address)) == [
        (1,)
    ]
    server.execute("DROP TABLE audit", name_of(address))
    at(address).close()


def test_a_server_that_is_not_there_is_one_sentence_without_its_address(server: Server, home: Path) -> None:
    for wrong in ("debrief:hush@/missing?host=" + str(server.folder), "x:hush@/x?host=/nowhere"):
        said = typed("status", "--repository", f"postgresql+psycopg://{wrong}", status=1)
        assert said.startswith("UKHTC-09")
        assert len(said.splitlines()) == 1
        assert "hush" not in said


# -- roles ------------------------------------------------------------------------------------------


def role_of(server: Server, address: str, role: str, sql: str) -> str:
    """Makes a role with these rights; the address under which it signs in."""
    quoted = role.replace('"', '""')
    server.execute(f'CREATE ROLE "{quoted}" LOGIN')
    server.execute(sql, name_of(address))
    return server.address(name_of(address), user=role)


FORBIDDEN = [
    "UPDATE audit SET purpose = 'another'",
    "DELETE FROM audit",
    "TRUNCATE audit",
    "ALTER TABLE audit DISABLE TRIGGER audit_kept",
    "DROP TRIGGER audit_kept ON audit",
    "DROP TABLE audit",
    "DROP FUNCTION audit_append_only CASCADE",
    "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "SET session_replication_role = replica",
    "CREATE RULE quiet AS ON INSERT TO audit DO INSTEAD NOTHING",
    "CREATE TABLE public.mine (x text)",
    "UPDATE analyst SET rights = 'link'",
    "UPDATE about SET value = '1'",
    "UPDATE record_version SET revision = 9",
    "DELETE FROM record_version",
    "DELETE FROM bundle",
]


def test_a_role_imports_and_reads_and_cannot_change_the_audit(
    server: Server, address: str, place: ukhtc.Place, laptop: Laptop, bundles: Path
) -> None:
    at(address).close()
    clerk = role_of(server, address, "clerk", "SELECT 'nothing yet'")
    with pytest.raises(Refusal, match="UKHTC-18"):
        at(clerk)
    told = Told(0).adult()
    told.do("withdrew", reason="a made-up reason")
    laptop.sealed(place, [told.json()]).write(bundles)
    server.execute(grants("clerk"), name_of(address))
    with at(clerk) as repository:
        assert not take(repository, bundles).refused
        assert ukhtc.nrm_table(repository, user="ann", purpose="a test").rows
        assert repository.verify_audit() == 1
        assert repository.counts()["fact_debrief"] == PEOPLE - 1
    for statement in FORBIDDEN:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server.execute(statement, name_of(address), user="clerk")
    server.execute("UPDATE about SET value = '1'", name_of(address))
    with pytest.raises(Refusal, match="UKHTC-18"):
        ukhtc.upgrade_repository(clerk)


def test_a_role_that_only_reads_writes_the_audit_and_nothing_else(
    server: Server, address: str, laptop: Laptop, bundles: Path
) -> None:
    with at(address) as repository:
        take(repository, bundles)
    reader = role_of(server, address, 'rea"der', typed("grants", 'rea"der', "--read-only"))
    with at(reader) as repository:
        assert len(ukhtc.facts_of_record(repository, Told(1).record, user="ann", purpose="a test")) == 1
        assert repository.verify_audit() == 1
        laptop.sealed(repository.place, [Told(9).adult().json()]).write(bundles)
        with pytest.raises(Refusal, match="UKHTC-18"):
            take(repository, bundles)


def test_not_even_the_owner_changes_the_audit_while_its_trigger_stands(address: str) -> None:
    with at(address) as repository:
        with repository.reader("ann", "a test", "facts", []):
            pass
        for change in ("UPDATE audit SET purpose = 'x'", "DELETE FROM audit", "TRUNCATE audit"):
            with pytest.raises(Refusal, match="UKHTC-12"), repository.journal(write=True) as connection:
                connection.execute(text(change))
        with pytest.raises(Refusal, match="UKHTC-04"), repository.journal() as connection:
            connection.execute(text("INSERT INTO analyst VALUES (1, 'x', 'x', 'x', 'x')"))
        assert repository.verify_audit() == 1


def test_who_reads_sees_one_moment(address: str, laptop: Laptop, bundles: Path) -> None:
    with at(address) as repository, repository.journal() as view:
        count = text("SELECT count(*) FROM bundle")
        assert view.execute(count).scalar() == 0
        assert not take(repository, bundles).refused
        assert view.execute(count).scalar() == 0
        assert repository.counts()["bundle"] == PEOPLE


# -- gone, killed, crowded ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(server: Server) -> Iterator[Server]:
    """A server that a test may stop."""
    with Server(server.programs, like=server) as made:
        yield made


@pytest.mark.parametrize("left", [1, 25, 55])
def test_a_server_that_stops_in_the_middle_loses_nothing(
    own: Server,
    home: Path,
    bundles: Path,
    expected: str,
    place: ukhtc.Place,
    caplog: pytest.LogCaptureFixture,
    left: int,
) -> None:
    address = own.new_database()
    with at(address) as repository:

        @event.listens_for(repository._engine, "after_cursor_execute")
        def count(*unused: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                own.stop()

        with pytest.raises(Refusal, match="UKHTC-09"):
            take(repository, bundles)
        with pytest.raises(Refusal, match="UKHTC-09"):
            repository.digest()
        own.start()
        assert not take(repository, bundles).refused  # the same connection pool goes on
        assert repository.digest() == expected
    assert codes(place) == []
    assert caplog.records == []
    assert len(list((home / "receipts").glob("*.json"))) == PEOPLE


IMPORT = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from debrief import repository as ukhtc
from tests.repository.world import NOW, bank, take

address, stick, left = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
with ukhtc.open_repository(address, now=NOW, bank=bank()) as repository:
    @event.listens_for(repository._engine, "after_cursor_execute")
    def count(*unused):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), SIGNAL)
    sys.exit(take(repository, stick).refused)
"""


def importer(address: str, stick: Path, left: int) -> subprocess.Popen[bytes]:
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)
    program = IMPORT.replace("SIGNAL", str(int(kill)))
    return subprocess.Popen([sys.executable, "-c", program, address, str(stick), str(left)])


def test_killed_in_the_middle_on_a_server_and_run_by_two_at_once(
    address: str, bundles: Path, expected: str, home: Path
) -> None:
    assert importer(address, bundles, 30).wait() not in (0, 1)
    both = [importer(address, bundles, 0) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    with at(address) as repository:
        assert repository.digest() == expected
        assert repository.flags() == {}
    assert len(list((home / "receipts").glob("*.json"))) == PEOPLE


def test_two_at_once_into_a_file(place: ukhtc.Place, bundles: Path, expected: str) -> None:
    both = [importer(str(place.folder), bundles, 0) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    with at(place.folder) as repository:
        assert repository.digest() == expected
    assert len(list(place.part("receipts").glob("*.json"))) == PEOPLE


def test_a_writer_that_never_ends_is_named(
    address: str, bundles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another holds the writers' lock; nobody waits for ever."""
    monkeypatch.setattr(database, "WAIT", 1)
    with (
        at(address) as repository,
        repository.journal(write=True),
        pytest.raises(Refusal, match="UKHTC-11"),
    ):
        take(repository, bundles)


def test_a_full_disk_on_the_server(address: str, server: Server, bundles: Path, expected: str) -> None:
    """The server itself says that its disk is full, in the middle of a bundle."""
    with at(address) as repository:
        server.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'auf dem Datenträger' USING ERRCODE = 'disk_full'; END $$; "
            "CREATE TRIGGER full_disk BEFORE INSERT ON fact_answer EXECUTE FUNCTION full_disk()",
            name_of(address),
        )
        with pytest.raises(Refusal, match=r"UKHTC-05.* at postgresql://…\."):
            take(repository, bundles)
        assert repository.counts()["record_head"] == 0
        server.execute("DROP TRIGGER full_disk ON fact_answer", name_of(address))
        take(repository, bundles)
        assert repository.digest() == expected


async def test_a_console_that_is_open_says_so_and_goes_on_when_the_server_is_back(
    own: Server, home: Path, bundles: Path
) -> None:
    address = own.new_database()
    with at(address) as repository:
        assert not take(repository, bundles).refused
        ukhtc.keep_analyst(repository, "ann", {"groups"}, by="ann", now=NOW)
    async with console(address) as on:
        await on.enter()
        await on.room("groups")
        await on.press("n", "'Made up", "enter", "'kept before", "enter")
        assert "1 line" in on.said()
        own.stop()
        await on.press("n", "'Second", "enter", "'lost for now", "enter")
        assert "UKHTC-09" in on.said()
        assert "Made up" in on.said()  # what was read stays to be looked at
        await on.press("f9")
        assert "UKHTC-09" in on.said()
        own.start()
        await on.press("f9")
        assert "UKHTC-09" not in on.said()
        assert [line.name for line in on.screen.listing.lines] == ["Made up"]
        await on.press("n", "'Second", "enter", "'once more", "enter")
        assert [line.name for line in on.screen.listing.lines] == ["Made up", "Second"]
        await on.press("escape")
        assert on.name == "RoomsScreen"
        assert on.analyst.repository.verify_audit() > 0
