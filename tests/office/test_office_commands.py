"""The office as it is typed: a dissemination and a publication from draft to the end, and one entry a read."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from debrief import bundle
from debrief import repository as ukhtc
from debrief.cli import app
from debrief.errors import Refusal
from tests.repository.world import Laptop, Told, bank, number

from .test_disseminations import account

RUN = CliRunner()
LATER = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
QUARTER = "2011-Q1"


def run(*words: str | Path, given: str = "") -> Result:
    return RUN.invoke(app, [str(word) for word in words], input=given)


def typed(*words: str | Path, given: str = "") -> str:
    result = run(*words, given=given)
    assert result.exit_code == 0, (result.output, result.exception)
    return str(result.output)


def passphrase(output: str) -> str:
    found = re.search(r"^The passphrase of .*: (.*)$", output, re.MULTILINE)
    assert found
    return f"{found[1]}\n"


class Office:
    """A repository with one account, two officers and a partner, made by commands."""

    release = ""
    by = "head"
    """Whose account is in use."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.setattr("debrief.commands.asking.places_to_ask", lambda: [0, 1, 2])
        patch.setattr(getpass, "getuser", lambda: self.by)
        for module in ("debrief.bank", "debrief.repository.opening"):  # read once for all commands
            patch.setattr(f"{module}.load_bank", lambda folder: bank())
        self.folder, self.home = folder, folder / "ukhtc"
        self.keys: dict[str, str] = {}
        now = datetime.now(UTC)
        place = ukhtc.init_repository(self.home, now=now)
        laptop = Laptop(1)
        asked = laptop.enrolment()
        ukhtc.admit(place, bundle.read_enrolment(asked.json_bytes, asked.sig_bytes), "A made-up agency", now)
        others = [Told(n, day=datetime(2011, 2, 4, tzinfo=UTC)).adult().exploited("labour") for n in (2, 3)]
        told = [each.answer("ref_nrm.reference", "MADEUP12345").json() for each in others]
        laptop.sealed(place, [account().json(), *told], created=bundle.instant(now)).write(folder)
        self.ukhtc("import", folder)
        self.people()
        self.partner()

    def ukhtc(self, *words: str | Path, given: str = "", by: str = "") -> str:
        """A command at UKHTC, typed at somebody's own account."""
        self.by = by or "bob"
        return typed("ukhtc", *words, "--repository", self.home, given=given)

    def people(self) -> None:
        self.ukhtc("analyst", "add", "head", "--may", "analysts", by="head")
        for name in ("ann", "bob"):
            self.ukhtc("analyst", "add", name, "--may", "disseminate,publish,link", by="head")
            made = typed("ukhtc", "disseminate", "key", self.key(name))
            self.keys[name] = passphrase(made)
            public = f"{self.key(name)}.pub"
            self.ukhtc("disseminate", "officer", name, "--key", public, by="head")

    def key(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def partner(self) -> None:
        own = self.folder / "border"
        made = typed("partner", "keys", own, "--agency", "border-desk", "--kind", "border_force")
        self.keys["border"] = passphrase(made)
        read_out = re.search(r"^Read out: (.*)$", made, re.MULTILINE)
        assert read_out
        (request,) = own.glob("*.enrol.json")
        listed = ["trust", "enrol", request, "--partner", "--repository", self.home]
        typed(*listed, given=f"{read_out[1]}\n")
        words = ukhtc.read_list(ukhtc.read_place(self.home)).anchor_words().words
        typed(
            "partner",
            "trust",
            self.home / "trust" / "trust.json",
            "--keys",
            own,
            given="\n".join(words[:3]) + "\n",
        )

    def draft(self) -> str:
        result = self.drafting()
        assert result.exit_code == 0, result.output
        return str(result.output)[-200:].split("\n")[-2][:36]

    def drafting(self, **changes: str) -> Result:
        said = {
            "recipient": "border-desk", "subject": "A made-up recruiter", "purpose": "a test",
            "marking": "RESTRICTED", "expires": LATER, "key": str(self.key("ann")),
            "card": f"{number(1)}/person:1=B21",
        } | changes  # fmt: skip
        self.by = "ann"
        words = [word for name, value in said.items() for word in (f"--{name}", value)]
        return run("ukhtc", "disseminate", "draft", *words, "--repository", self.home, given=self.keys["ann"])

    def published(self) -> str:
        made = self.ukhtc("publish", "nrm", "--quarter", QUARTER, "--rounded", by="ann")
        self.release = made.split()[1].strip(":")
        return self.release

    def entries(self) -> int:
        with ukhtc.open_repository(self.home) as repository:
            return repository.audit_head()[0]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        yield Office(tmp_path_factory.mktemp("office"), patch)


def test_a_dissemination_from_draft_to_acknowledgement(office: Office, tmp_path: Path) -> None:
    name, border = office.draft(), office.folder / "border"
    shown = office.ukhtc("disseminate", "show", name, "--purpose", "to sign it")
    assert "1. person  [5x5x5 B21]\n     p_names: Petr Madeup" in shown
    office.ukhtc("disseminate", "check", name, "--key", office.key("bob"), given=office.keys["bob"])
    office.ukhtc("disseminate", "send", name, "--to", tmp_path, by="ann")
    (path,) = tmp_path.glob("*.debrief.age")
    assert b"Madeup" not in path.read_bytes()
    opened = typed("partner", "open", path, "--keys", border)
    assert "p_names: Petr Madeup" in opened
    assert "Signed by ann, bob" in opened
    assert "CANARY" not in shown + opened
    typed("partner", "acknowledge", path, "--keys", border, "--to", tmp_path, given=office.keys["border"])
    (back,) = tmp_path.glob("*.acknowledgement.json")
    assert "acknowledged" in office.ukhtc("disseminate", "acknowledged", back, by="ann")
    assert f"{name}  acknowledged" in office.ukhtc("disseminate", "list")
    assert office.ukhtc("disseminate", "expired") == ""
    cancelled = office.draft()
    assert "cancelled" in office.ukhtc("disseminate", "cancel", cancelled, by="ann")
    for day in ("2011-13-01", "tomorrow", "2011-01-01"):
        refused = office.drafting(expires=day)
        assert (refused.exit_code, "OFFICE-28" in refused.output) == (1, True)
    wrong = run("partner", "acknowledge", path, "--keys", border, "--to", tmp_path, given="six other words\n")
    assert isinstance(wrong.exception, Refusal)
    assert wrong.exception.code == "OFFICE-34"


def test_a_publication_from_draft_to_withdrawal(office: Office, tmp_path: Path) -> None:
    name = office.published()
    assert f"{name}  drafted" in office.ukhtc("release", "list")
    assert "drafted" in office.ukhtc("release", "show", name, "--to", tmp_path)
    (page,) = tmp_path.glob("*.html")
    assert "[c]" in page.read_text()
    for office.by, code in (("ann", "OFFICE-06"), ("eve", "UKHTC-90")):
        refused = run("ukhtc", "release", "check", name, "--repository", office.home)
        assert (refused.exit_code, code in refused.output) == (1, True)
    office.ukhtc("release", "check", name)
    released = office.ukhtc("release", "out", name, "--to", tmp_path / "out", by="ann")
    assert released.count("sha256") == 2
    assert (tmp_path / "out" / page.name).read_bytes() == page.read_bytes()
    said = office.ukhtc("release", "figures", name, "--purpose", "a complaint")
    assert re.search(r"labour.*\b2\b", said)
    missing = run("ukhtc", "release", "figures", "9", "--purpose", "a test", "--repository", office.home)
    assert (missing.exit_code, "OFFICE-05" in missing.output) == (1, True)
    again = office.published()
    office.ukhtc("release", "check", again)
    office.ukhtc("release", "out", again, "--to", tmp_path / "out", by="ann")
    assert "superseded" in office.ukhtc("release", "supersede", name, "--by", again, by="ann")
    assert "withdrawn" in office.ukhtc("release", "withdraw", again, "--reason", "a test", by="ann")


RECORD = ("--record", number(1))
WHY = ("--purpose", "a test")
READS: dict[str, tuple[str, ...]] = {
    "table nrm": (),
    "table routes": (),
    "facts": (*RECORD, *WHY),
    "audit who": (*RECORD, *WHY),
    "audit what": ("--of", "ann", *WHY),
    "publish": ("nrm", "--quarter", QUARTER, "--rounded"),
    "link propose": ("--rules",),
    "link review": (),
    "link show": (),
    "release figures": ("RELEASE", *WHY),
    "disseminate show": ("SENDING", *WHY),
    "disseminate check": ("SENDING", "--key", "BOBS KEY"),
    "disseminate send": ("SENDING", "--to", "FOLDER"),
    "disseminate draft": (),
}
"""Every command that shows anything of a person, or draws on it, and what is typed after it."""
ELSEWHERE = {
    "answer", "group propose", "group member", "group list", "group card", "group timeline", "group dossier",
    "group chart", "group export",
}  # fmt: skip
"""An answer is two reads, the search and what is found, with an entry each. Groups: an entry a read, and
another for a file that leaves (``test_group_commands``)."""
NO_READ = {
    "init", "import", "returns", "grants", "upgrade", "status", "pack", "sign-pack", "simulate",
    "audit verify", "audit checkpoint", "release list", "release show", "release check", "release out",
    "release withdraw", "release supersede", "disseminate key", "disseminate officer",
    "disseminate acknowledged", "disseminate cancel", "disseminate list", "disseminate expired",
    "link decide", "link undo", "analyst add", "analyst remove", "analyst list",
    "group keep", "group undo", "console",
}  # fmt: skip
"""Commands that give out numbers, names of analysts, and what is shown to anybody; the console's reads have
tests of their own."""


def commands(group: object, before: tuple[str, ...] = ()) -> Iterator[str]:
    found = getattr(group, "commands", None)
    if found is None:
        yield " ".join(before)
    else:
        for name, each in found.items():
            yield from commands(each, (*before, name))


def test_every_command_is_known_to_read_or_not() -> None:
    whole = typer.main.get_command(app).commands["ukhtc"]  # type: ignore[attr-defined]
    assert set(commands(whole)) == {*READS, *ELSEWHERE, *NO_READ}


def test_every_read_leaves_exactly_one_entry(office: Office, tmp_path: Path) -> None:
    release, sending = office.release or office.published(), office.draft()
    made = {"RELEASE": release, "SENDING": sending, "BOBS KEY": str(office.key("bob")), "FOLDER": str(tmp_path)}
    for command, words in READS.items():
        before = office.entries()
        if command == "disseminate draft":
            office.draft()
        else:
            said = [made.get(word, word) for word in words]
            office.ukhtc(*command.split(), *said, given=office.keys["bob"])
        assert office.entries() == before + 1, command
    before = office.entries()
    for words in (
        ["status"],
        ["audit", "verify"],
        ["release", "list"],
        ["disseminate", "list"],
        ["analyst", "list"],
    ):
        office.ukhtc(*words)
    assert office.entries() == before
    path = office.ukhtc("audit", "checkpoint", "--to", tmp_path).splitlines()[0]
    assert f"{before} entries, unbroken" in office.ukhtc("audit", "verify", "--checkpoint", path)
    who = office.ukhtc("audit", "who", *RECORD, *WHY)
    assert "bob  facts (1): a test" in who
    assert "CANARY" not in who
