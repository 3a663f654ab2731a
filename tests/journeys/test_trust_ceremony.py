"""The ceremony of keys as people do it, command by command; `ssh-keygen` alone comes to the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief import cli
from debrief import repository as ukhtc
from debrief.bank import load_bank
from debrief.bundle import TrustList, encrypt, generate, read_enrolment, read_pair, recipient_words
from debrief.commands import trust as trust_commands
from debrief.commands import ukhtc as ukhtc_commands
from debrief.commands.key_files import read_public
from debrief.desk import Desk
from debrief.errors import Refusal
from debrief.places import shipped
from debrief.vault import KdfCost, Vault

PHRASE = "plainly made up for a test"
BANK = load_bank(shipped("questionnaires"))


@dataclass
class Clock:
    moment: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def days(self, count: int) -> None:
        self.moment += timedelta(days=count)


@dataclass
class World:
    """Root holders on their own sticks, UKHTC's folder, laptops; everything by what is typed."""

    folder: Path
    clock: Clock
    words: dict[str, str] = field(default_factory=dict)
    """The six words of each root key, on paper."""

    @property
    def centre(self) -> Path:
        return self.folder / "ukhtc"

    @property
    def list(self) -> Path:
        return self.centre / "trust" / "trust.json"

    def run(self, *words: object, typed: tuple[str, ...] = ()) -> str:
        text = "".join(f"{line}\n" for line in typed)
        done = CliRunner().invoke(cli.app, [str(word) for word in words], input=text)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.output

    def centre_does(self, *words: object, typed: tuple[str, ...] = ()) -> str:
        return self.run("trust", *words, "--repository", self.centre, typed=typed)

    def root(self, name: str) -> Path:
        """A holder makes a key; the public half goes to UKHTC."""
        said = self.run("trust", "root", self.folder / name)
        (self.words[name],) = re.findall(r"passphrase of this root key: (.+)", said)
        assert self.words[name].encode() not in (self.folder / name).read_bytes()
        return self.folder / f"{name}.pub"

    def signed_by(self, *names: str) -> str:
        """The folder "next" goes to each holder on a stick; the signatures come back."""
        stick = self.folder / "stick"
        shutil.copytree(self.centre / "trust" / "next", stick)
        drafted = stick / "trust.json"
        for name in names:
            self.run("trust", "sign", drafted, "--key", self.folder / name, typed=("y", self.words[name]))
        said = self.centre_does("join", stick)
        shutil.rmtree(stick)
        return said

    def published_by(self, *names: str) -> TrustList:
        assert "debrief trust publish" in self.signed_by(*names)
        self.centre_does("publish")
        return ukhtc.read_list(ukhtc.read_place(self.centre))

    def laptop(self, name: str = "laptop") -> Path:
        folder = self.folder / name
        vault = Vault.create(
            folder,
            PHRASE,
            user="A1",
            recovery=[generate().recipient],
            wrap_for_recovery=encrypt,
            kdf=KdfCost.for_tests(),
        )
        with vault:
            Desk(vault, BANK, self.clock).set(agency="police", agency_id="met-police", interviewer="A1")
        return folder

    def take(self, laptop: Path) -> str:
        return self.run("trust", "take", self.list, "--vault", laptop, typed=(PHRASE, *self.three()))

    def three(self) -> tuple[str, ...]:
        words = ukhtc.read_list(ukhtc.read_place(self.centre)).anchor_words().words
        return words[1], words[5], words[8]

    def enrol(self, laptop: Path, *more: object) -> Path:
        to = self.folder / f"request-{len(list(self.folder.glob('request-*')))}"
        to.mkdir()
        said = self.run("trust", "request", "--to", to, "--vault", laptop, typed=(PHRASE,))
        (heard,) = re.findall(r"Read out when UKHTC calls: (.+)", said)
        (path,) = to.glob("*.enrol.json")
        self.centre_does("enrol", path, "--agency-name", "A police force", *more, typed=(heard,))
        return path

    def export(self, laptop: Path, reference: str) -> Path:
        """A bundle of a de-brief that is begun for it."""
        to = self.folder / f"out-{reference}"
        to.mkdir()
        with Vault.unlock(laptop, PHRASE) as vault:
            Desk(vault, BANK, self.clock).new(reference).do("sitting_started", lead="A1")
        self.run("export", reference, "--urgent", "--to", to, "--vault", laptop, typed=(PHRASE,))
        (path,) = to.glob("*.debrief.age")
        return path

    def arrives(self, path: Path) -> str:
        """What UKHTC makes of a bundle: ``accepted``, ``duplicate``, or the code it is refused with."""
        done = CliRunner().invoke(cli.app, ["ukhtc", "import", str(path), "--repository", str(self.centre)])
        (line,) = re.findall(r"^(accepted|duplicate|refused)", done.output, re.MULTILINE)
        return str(line) if line != "refused" else re.findall(r"BUNDLE-\d+", done.output)[0]

    def keygen_believes(self, path: Path, *, with_krl: bool = True) -> bool:
        """What `ssh-keygen` says of a bundle, by the two files that UKHTC publishes."""
        folder = self.centre / "trust"
        lists = ["-f", folder / "allowed_signers", *(["-r", folder / "krl"] if with_krl else [])]
        when = self.clock().strftime("verify-time=%Y%m%d%H%M%SZ")
        command = ["ssh-keygen", "-Y", "verify", *lists, "-I", "met-police", "-n", "transport@debrief"]
        command += ["-O", when, "-s", f"{path}.sig"]
        return subprocess.run(command, input=path.read_bytes(), capture_output=True).returncode == 0


def prepared(patch: pytest.MonkeyPatch, clock: Clock) -> None:
    """The clock of the test, the places that are asked for, and the questionnaire read once."""
    for module in (cli, trust_commands, ukhtc_commands):
        patch.setattr(module, "now", clock)
    patch.setattr("debrief.commands.asking.places_to_ask", lambda: [1, 5, 8])
    patch.setattr("debrief.bank.load_bank", lambda _: BANK)
    patch.setattr("debrief.repository.opening.load_bank", lambda _: BANK)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    clock = Clock()
    prepared(monkeypatch, clock)
    return World(tmp_path, clock)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Three holders made their keys, two signed the first list and the next; one laptop is listed."""
    world = World(tmp_path_factory.mktemp("begun"), Clock())
    with pytest.MonkeyPatch.context() as patch:
        prepared(patch, world.clock)
        roots = [word for name in ("a", "b", "c") for word in ("--root", world.root(name))]
        assert "lacks 2 signatures" in world.run("ukhtc", "init", world.centre, *roots)
        assert world.published_by("a", "c").version == 1
        laptop = world.laptop()
        world.take(laptop)
        world.enrol(laptop)
        assert world.published_by("b", "c").version == 2
        world.take(laptop)
    return world


@pytest.fixture
def running(world: World, begun: World) -> World:
    """As begun, for one test alone."""
    shutil.copytree(begun.folder, world.folder, dirs_exist_ok=True)
    world.words.update(begun.words)
    return world


def test_no_root_key_lies_at_ukhtc_and_one_signature_publishes_nothing(running: World) -> None:
    assert not list((running.centre / "keys").glob("root*"))
    running.centre_does("renew")
    assert "lacks 1 signatures" in running.signed_by("a")
    with pytest.raises(Refusal, match="UKHTC-52"):
        running.centre_does("publish")
    assert "lacks 1" in running.signed_by("a")  # the same holder again is no second one
    assert ukhtc.read_list(ukhtc.read_place(running.centre)).version == 2
    # a change makes what was signed void; another can be added to the draft before it is signed
    running.centre_does("renew")
    assert "lacks 1 signatures" in running.signed_by("b")
    running.centre_does("drop")
    with pytest.raises(Refusal, match="UKHTC-51"):
        running.centre_does("publish")


def test_only_a_holders_signature_of_this_draft_counts(running: World) -> None:
    running.root("stranger")
    running.centre_does("renew")
    drafted = running.centre / "trust" / "next" / "trust.json"
    with pytest.raises(Refusal, match="UKHTC-54"):
        running.run(
            "trust", "sign", drafted, "--key", running.folder / "stranger", "--yes",
            typed=(running.words["stranger"],),
        )  # fmt: skip
    with pytest.raises(Refusal, match="BUNDLE-83"):
        running.run("trust", "sign", drafted, "--key", running.folder / "a", "--yes", typed=("wrong words",))
    with pytest.raises(Refusal, match="UKHTC-53"):
        running.centre_does("join", running.centre / "trust" / "trust.json.sig")  # of the list before
    with pytest.raises(Refusal, match="UKHTC-53"):
        running.centre_does("join", running.centre / "keys")  # where no signature is
    # a holder who would rather have ssh-keygen sign
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", running.folder / "own"], check=True)
    running.centre_does("roots", "--in", running.folder / "own.pub")
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", "trust@debrief", "-f", running.folder / "own", drafted],
        check=True,
        capture_output=True,
    )
    running.centre_does("join", f"{drafted}.sig")
    assert len(running.published_by("a", "b").roots) == 4


def test_a_holder_reads_what_they_sign(running: World) -> None:
    second = running.laptop("second")
    running.enrol(second)
    drafted = running.centre / "trust" / "next" / "trust.json"
    shown = CliRunner().invoke(
        cli.app, ["trust", "sign", str(drafted), "--key", str(running.folder / "a")], input="n\n"
    )
    assert shown.exit_code == 1
    assert not list(drafted.parent.glob("trust.json.*.sig"))
    added = [line for line in shown.output.splitlines() if line.startswith("+ ")]
    assert [line.split(" for ")[0] for line in added if "key of" in line] == ["+ key of met-police"]
    assert not [line for line in shown.output.splitlines() if line.startswith("- ")]
    with Vault.unlock(second, PHRASE) as vault:
        assert any(vault_words(vault) in line for line in added)


def vault_words(vault: Vault) -> str:
    from debrief.bundle import key_words

    return str(key_words(vault.public_key()))


def test_the_first_list_is_pinned_by_three_typed_words(running: World) -> None:
    fresh = running.laptop("fresh")
    for wrong in (("", "", ""), ("y", "y", "y"), ("yes", *running.three()[1:])):
        with pytest.raises(Refusal, match="DESK-38"):
            running.run("trust", "take", running.list, "--vault", fresh, typed=(PHRASE, *wrong))
    with Vault.unlock(fresh, PHRASE) as vault:
        assert Desk(vault, BANK, running.clock).settings.trust_list() is None
    assert "Trust list 2 taken in" in running.take(fresh)
    assert "2 of 3 root holders" in running.run("trust", "show", "--vault", fresh, typed=(PHRASE,))


def test_a_strangers_list_around_ukhtcs_own_key_has_other_words(running: World, tmp_path: Path) -> None:
    """The recipient is public: a forger can list it. The words are those of who signs."""
    forged = ukhtc.init_repository(tmp_path / "forged", now=running.clock())
    genuine, false = (ukhtc.read_list(ukhtc.read_place(p)) for p in (running.centre, forged.folder))
    same = {"version": 2, "recipients": genuine.recipients, "agencies": genuine.agencies}
    ukhtc.propose(forged, false.model_copy(update=same))
    fresh = running.laptop("fresh")
    with pytest.raises(Refusal, match="DESK-38"):
        running.run(
            "trust", "take", forged.part("trust") / "trust.json", "--vault", fresh,
            typed=(PHRASE, *running.three()),
        )  # fmt: skip


def test_a_laptops_key_rolls_over(running: World) -> None:
    laptop = running.folder / "laptop"
    former = listed(running)
    before = running.export(laptop, "MP-1")
    running.run("vault", "rekey", "--new-signing-key", "--vault", laptop, typed=(PHRASE,))
    early = running.export(laptop, "MP-2")  # with the new key, not yet listed
    assert running.arrives(early) == "BUNDLE-24"
    running.enrol(laptop, "--replaces", former)
    running.published_by("a", "b")
    running.clock.days(1)
    after = running.export(laptop, "MP-3")
    assert [running.arrives(each) for each in (before, early, after)] == ["accepted"] * 3
    assert [running.keygen_believes(each) for each in (before, after)] == [False, True]
    running.clock.days(40)  # what the former key sealed is taken in for thirty days more
    assert running.arrives(after) == "duplicate"


def listed(world: World) -> str:
    """The print of the laptop's key, as `debrief trust show` has it."""
    said = world.centre_does("show")
    (line,) = [each for each in said.splitlines() if "key of met-police" in each]
    return re.findall(r"SHA256:\S+", line)[0]


def test_a_lost_laptop_is_believed_until_it_was_lost(running: World) -> None:
    laptop = running.folder / "laptop"
    before = running.export(laptop, "MP-1")
    assert running.keygen_believes(before)
    running.clock.days(2)
    after = running.export(laptop, "MP-2")
    with Vault.unlock(laptop, PHRASE) as vault:
        own = vault.public_key()
    running.centre_does("revoke", listed(running), "lost", "--at", "2026-06-02")
    found = running.published_by("a", "c")
    assert [k.revoked.kind for k in found.keys if k.public == own and k.revoked] == ["lost"]
    assert found.recipients_for(running.clock(), "agency") == []  # nothing more is sealed to it
    assert [running.arrives(before), running.arrives(after)] == ["accepted", "BUNDLE-66"]
    assert not running.keygen_believes(after)


def test_a_compromised_laptop_is_not_believed_at_all(running: World) -> None:
    laptop = running.folder / "laptop"
    taken, waiting = running.export(laptop, "MP-1"), running.export(laptop, "MP-2")
    assert running.arrives(taken) == "accepted"
    running.centre_does("revoke", listed(running), "compromised")
    running.published_by("a", "b")
    assert running.arrives(waiting) == "BUNDLE-66"
    assert not running.keygen_believes(waiting)
    # each of the two files is enough: here the key is put back into the list of signers alone
    with Vault.unlock(laptop, PHRASE) as vault:
        line = f'met-police namespaces="transport@debrief" {vault.public_key()}\n'
    (running.centre / "trust" / "allowed_signers").write_text(line)
    assert not running.keygen_believes(waiting)
    assert running.keygen_believes(waiting, with_krl=False)
    # the agency recovers on another laptop, with another signing key, and exports again
    running.run("vault", "rekey", "--new-signing-key", "--vault", laptop, typed=(PHRASE,))
    running.enrol(laptop)
    running.published_by("a", "b")
    running.take(laptop)
    again = running.folder / "again"
    again.mkdir()
    running.run("export", "MP-2", "--urgent", "--to", again, "--vault", laptop, typed=(PHRASE,))
    assert running.arrives(next(again.glob("*.age"))) == "accepted"


def test_a_root_is_lost_and_replaced_by_the_other_two(running: World) -> None:
    held = ukhtc.read_list(ukhtc.read_place(running.centre))
    lost = trust_print(running, "b")
    running.root("d")
    said = running.centre_does("roots", "--out", lost, "--in", running.folder / "d.pub")
    assert "handbook's words change" in said
    assert "lacks 1 signatures" in running.signed_by("a", "d")  # the new threshold, and one of the old
    with pytest.raises(Refusal, match="UKHTC-52"):
        running.centre_does("publish")
    found = running.published_by("a", "c")
    assert found.anchor_words() != held.anchor_words()
    assert "Trust list 3 taken in" in running.take(running.folder / "laptop")
    # from here on the lost key counts for nothing, also where somebody found it with its words
    running.centre_does("renew")
    with pytest.raises(Refusal, match="UKHTC-54"):
        running.signed_by("b")
    shutil.rmtree(running.folder / "stick")
    running.published_by("c", "d")
    assert "Trust list 4 taken in" in running.take(running.folder / "laptop")
    running.centre_does("renew")
    assert running.published_by("a", "d").version == 5  # pins have moved on with the roots


def trust_print(world: World, name: str) -> str:
    from debrief.repository.trust_edit import print_of

    return print_of(read_public(world.folder / f"{name}.pub"))


def test_ukhtcs_own_keys_roll_over(running: World) -> None:
    laptop = running.folder / "laptop"
    before = running.export(laptop, "MP-1")
    said = running.centre_does("roll", "ukhtc")
    running.published_by("a", "b")
    (age,) = re.findall(r"Sealed to:  (age1\S+)", said)
    assert f"Its words:  {recipient_words(age)}" in said
    running.take(laptop)
    running.clock.days(91)  # both are sealed to while lists travel; then the new one alone
    found = ukhtc.read_list(ukhtc.read_place(running.centre))
    assert [each.age for each in found.recipients_for(running.clock(), "ukhtc")] == [age]
    after = running.export(laptop, "MP-2")
    assert [running.arrives(before), running.arrives(after)] == ["accepted", "accepted"]


def test_a_compromised_receipt_key_is_replaced_and_receipts_are_issued_again(running: World) -> None:
    laptop = running.folder / "laptop"
    sent = running.export(laptop, "MP-1")
    assert running.arrives(sent) == "accepted"
    (receipt,) = (running.centre / "receipts").glob("*.receipt.json")
    former = read_pair(receipt)
    running.centre_does("roll", "receipts", "--compromised")
    done = CliRunner().invoke(cli.app, ["ukhtc", "import", str(sent), "--repository", str(running.centre)])
    assert "UKHTC-57" in done.output  # no receipt is signed that nobody would believe
    running.published_by("a", "b")
    running.take(laptop)
    with pytest.raises(Refusal, match="BUNDLE-80"):
        running.run("receipt", receipt, "--vault", laptop, typed=(PHRASE,))
    assert running.arrives(sent) == "duplicate"
    again = read_pair(receipt)
    assert again[0] == former[0]
    assert again[1] != former[1]
    assert "MP-1" in running.run("receipt", receipt, "--vault", laptop, typed=(PHRASE,))
    assert running.centre_does("renew")
    found = running.published_by("a", "b")
    assert [key.revoked is not None for key in found.receipt_keys] == [True, False]


def test_ukhtcs_recovery_and_answer_keys_roll_over(running: World) -> None:
    fresh = generate().recipient
    words = recipient_words(fresh).words
    with pytest.raises(Refusal, match="DESK-38"):
        running.centre_does("roll", "recovery", "--age", fresh, typed=("no", "no", "no"))
    running.centre_does("roll", "recovery", "--age", fresh, typed=(words[1], words[5], words[8]))
    before = ukhtc.read_list(ukhtc.read_place(running.centre))
    running.centre_does("roll", "answers", "--compromised")
    found = running.published_by("a", "b")
    running.clock.days(91)
    assert [each.age for each in found.recipients_for(running.clock(), "ukhtc-recovery")] == [fresh]
    (own,) = [key.public for key in before.keys if key.agency == "ukhtc"]
    state = {key.public == own: key.compromised for key in found.keys if key.agency == "ukhtc"}
    assert state == {True: True, False: False}


def test_the_first_draft_is_not_thrown_away(world: World) -> None:
    one = world.root("a")
    for words in (["--root", one], ["--root", one, "--root", one]):  # and a threshold of two
        command = ["ukhtc", "init", str(world.centre), *map(str, words)]
        assert "UKHTC-56" in CliRunner().invoke(cli.app, command).output
    world.run("ukhtc", "init", world.centre, "--root", one, "--root", world.root("b"))
    with pytest.raises(Refusal, match="UKHTC-59"):
        world.centre_does("drop")
    assert world.published_by("a", "b").threshold == 2


def test_a_list_that_is_about_to_end_is_renewed(running: World) -> None:
    laptop = running.folder / "laptop"
    running.clock.days(366)
    assert "EXPIRED" in running.run("trust", "show", "--vault", laptop, typed=(PHRASE,))
    running.centre_does("renew")
    running.published_by("b", "c")
    assert "Trust list 3 taken in" in running.take(laptop)
    running.clock.days(300)
    assert "holds until" in running.run("trust", "show", "--vault", laptop, typed=(PHRASE,))


def test_the_list_for_ssh_keygen_can_be_made_anywhere(running: World, tmp_path: Path) -> None:
    to = tmp_path / "check"
    to.mkdir()
    running.run("trust", "signers", running.list, "--to", to)
    for name in ("allowed_signers", "krl"):
        assert (to / name).read_bytes() == (running.centre / "trust" / name).read_bytes()


class Killed(BaseException):
    """As if the power failed."""


def test_a_killed_publication_is_done_again(running: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old or new, never neither: at every file that publishing writes."""
    from debrief.repository import trust

    running.root("d")
    running.centre_does("roots", "--out", trust_print(running, "b"), "--in", running.folder / "d.pub")
    running.signed_by("a", "c")
    whole = trust.write_file
    for nth in range(1, 9):
        count = iter(range(1, 100))

        def failing(path: Path, data: bytes, nth: int = nth, count: Callable[[], int] = count.__next__) -> None:
            if count() == nth:
                raise Killed
            whole(path, data)

        monkeypatch.setattr(trust, "write_file", failing)
        with pytest.raises(Killed):
            running.centre_does("publish")
        monkeypatch.setattr(trust, "write_file", whole)
        assert ukhtc.read_list(ukhtc.read_place(running.centre)).version in (2, 3)
    running.centre_does("publish")
    assert ukhtc.read_list(ukhtc.read_place(running.centre)).version == 3
    assert len(ukhtc.read_place(running.centre).roots) == 3


def test_a_demonstration_signs_with_two_of_its_own_three(tmp_path: Path) -> None:
    clock = Clock()
    place = ukhtc.init_repository(tmp_path / "demo", now=clock())
    assert (len(place.roots), place.threshold) == (3, 2)
    found = ukhtc.read_list(place)
    assert (len(found.roots), found.threshold) == (3, 2)
    assert len(list(place.part("trust").glob("trust.json*.sig"))) == 2
    request = Path(__file__)  # not an enrolment, whoever reads it out
    with pytest.raises(Refusal):
        read_enrolment(request.read_bytes(), b"")
