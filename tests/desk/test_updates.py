"""Updates on a laptop that is never online: who may bring one, what it may be, and what stays."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from debrief import cli, language
from debrief.bank import Bank
from debrief.bank.refusals import BankRefusal, WeakenedRule
from debrief.bundle import make_pack, sign_pack, sign_trust, sshsig, ustar
from debrief.bundle import refusals as no
from debrief.bundle.packs import NAMESPACE, PackStatement
from debrief.desk import Desk
from debrief.desk.refusals import NoTrustList, OtherBank, PackLost
from debrief.desk.shelf import Shelf
from debrief.desk.trust import take_trust
from debrief.desk.updates import Update, examine, pack_of, take
from debrief.errors import Refusal
from debrief.language import LIST, DamagedCatalogue, DamagedLanguageList, UnknownLanguage, newer
from debrief.places import shipped
from debrief.vault import Vault
from tests.bank.versions import canonical, item, reworded, version, without

from .conftest import PASSPHRASE, Clock
from .test_export import Ukhtc

WORDS = "What would you like to tell me first of all?"


@pytest.fixture
def ukhtc(desk: Desk, clock: Clock) -> Ukhtc:
    made = Ukhtc(desk, clock)
    data = made.list.encode()
    take_trust(desk, data, [sign_trust(data, made.root)])
    return made


@pytest.fixture(scope="session")
def second(bank: Bank) -> Bank:
    return version(bank, 2, reworded("rcr_open", WORDS))


@pytest.fixture(autouse=True)
def shipped_languages() -> Iterator[None]:
    yield
    language.install({})
    language.use("en")


def carried(folder: Path, data: bytes, *signatures: bytes, name: str = "pack.tar") -> Path:
    """A file on a stick, with its signatures beside it."""
    path = folder / name
    path.write_bytes(data)
    for old in folder.glob(name + "*.sig"):
        old.unlink()
    for nth, each in enumerate(signatures, 1):
        (folder / (f"{name}.sig" if nth == 1 else f"{name}.{nth}.sig")).write_bytes(each)
    return path


def signed(ukhtc: Ukhtc, folder: Path, data: bytes) -> Path:
    return carried(folder, data, sign_pack(data, ukhtc.root))


def taken(desk: Desk, path: Path) -> Update:
    found = examine(desk, path)
    take(desk, found)
    return found


# -- the questionnaire -----------------------------------------------------------------------------


def test_a_newer_questionnaire_is_for_new_debriefs_and_the_old_ones_stay(
    desk: Desk,
    ukhtc: Ukhtc,
    open_desk: Callable[[], Desk],
    bank: Bank,
    second: Bank,
    clock: Clock,
    tmp_path: Path,
) -> None:
    old = desk.new("LA-1")
    path = signed(ukhtc, tmp_path, pack_of(second, clock()))
    found = examine(desk, path)
    assert (found.kind, found.version, found.held) == ("bank", 2, 1)
    assert found.names == tuple(bank.editions)
    assert desk.bank.digest == bank.digest, "looking changes nothing"
    take(desk, found)

    for again in (lambda: desk, open_desk):  # at once, and on another day
        at_hand = again()
        assert at_hand.bank.digest == second.digest
        assert at_hand.bank.items["rcr_open"].prompts[0].adult == WORDS
        assert at_hand.open(old.rid).bank.digest == bank.digest
        assert not at_hand.library.notices
    new = open_desk().new("LA-2")
    assert new.interview.state.opened is not None
    assert new.interview.state.opened.bank_version == 2
    assert {line.reference: line.may_move for line in open_desk().listing()} == {"LA-1": True, "LA-2": False}


def test_an_old_debrief_opens_after_the_app_itself_brought_another_questionnaire(
    desk: Desk, open_desk: Callable[[], Desk], bank: Bank, second: Bank, clock: Clock
) -> None:
    rid = desk.new("LA-1").rid
    vault = open_desk().vault
    upgraded = Desk(vault, second, clock)
    assert upgraded.open(rid).bank.digest == bank.digest
    assert upgraded.new("LA-2").bank.digest == second.digest


def test_where_the_kept_one_is_lost_it_is_said_and_the_shipped_one_is_used(
    desk: Desk,
    ukhtc: Ukhtc,
    open_desk: Callable[[], Desk],
    bank: Bank,
    second: Bank,
    clock: Clock,
    tmp_path: Path,
) -> None:
    taken(desk, signed(ukhtc, tmp_path, pack_of(second, clock())))
    rid = desk.new("LA-2").rid
    desk.vault.backup(tmp_path / "backup")
    Shelf(desk.vault.folder).copy_to(tmp_path / "backup")
    (kept,) = [each for each in (desk.vault.folder / "packs").iterdir() if each.stem == second.digest]
    kept.write_bytes(kept.read_bytes().replace(b"tell me first", b"tell me about"))

    later = open_desk()
    assert later.bank.digest == bank.digest
    assert [type(each) for each in later.library.notices] == [PackLost]
    with pytest.raises(OtherBank):
        later.open(rid)
    assert [line.reference for line in later.listing()] == ["LA-2"]
    with Vault.unlock(tmp_path / "backup", PASSPHRASE) as vault:
        assert Desk(vault, bank, clock).open(rid).bank.digest == second.digest
    taken(later, tmp_path / "pack.tar")  # and the same pack brings it back
    assert open_desk().open(rid).bank.digest == second.digest


def test_the_version_has_to_rise(
    desk: Desk, ukhtc: Ukhtc, bank: Bank, second: Bank, clock: Clock, tmp_path: Path
) -> None:
    for number in (1, 2):
        path = signed(ukhtc, tmp_path, pack_of(version(bank, number), clock()))
        if number == 1:
            with pytest.raises(no.PackRollback) as refused:
                examine(desk, path)
            assert refused.value.facts == {"found": "1", "expected": "2"}
    taken(desk, signed(ukhtc, tmp_path, pack_of(second, clock())))
    with pytest.raises(no.PackRollback):  # other content under the version in use
        examine(desk, signed(ukhtc, tmp_path, pack_of(version(bank, 2), clock())))
    assert desk.bank.digest == second.digest


def test_only_the_root_holders_who_are_needed_can_bring_one(
    desk: Desk, ukhtc: Ukhtc, second: Bank, clock: Clock, tmp_path: Path
) -> None:
    data = pack_of(second, clock())
    stranger = Ed25519PrivateKey.generate()
    other_use = sshsig.sign(data, "trust@debrief", ukhtc.root)
    for signatures, refusal in (
        ((), no.PackSignatures),
        ((sign_pack(data, stranger),), no.PackSignatures),
        ((sign_pack(data, desk.vault.signing_key()),), no.PackSignatures),
        ((other_use,), no.SignatureNamespace),
        ((sign_pack(data + b"\0", ukhtc.root),), no.SignatureWrong),
    ):
        with pytest.raises(refusal):
            examine(desk, carried(tmp_path, data, *signatures))


def test_two_of_three_means_two_different_ones(
    desk: Desk, ukhtc: Ukhtc, second: Bank, clock: Clock, tmp_path: Path
) -> None:
    others = [Ed25519PrivateKey.generate() for _ in range(2)]
    roots = [sshsig.public_line(each.public_key()) for each in (ukhtc.root, *others)]
    value = ukhtc.trust(2, []).model_copy(update={"roots": roots, "threshold": 2})
    list_ = value.encode()
    take_trust(desk, list_, [sign_trust(list_, each) for each in (ukhtc.root, *others)])
    data = pack_of(second, clock())
    once = sign_pack(data, ukhtc.root)
    with pytest.raises(no.PackSignatures) as refused:
        examine(desk, carried(tmp_path, data, once, once))
    assert refused.value.facts == {"expected": "2"}
    taken(desk, carried(tmp_path, data, once, sign_pack(data, others[1])))
    assert desk.bank.version == 2


def test_a_list_that_expired_vouches_for_nobody(
    desk: Desk, ukhtc: Ukhtc, second: Bank, clock: Clock, tmp_path: Path
) -> None:
    path = signed(ukhtc, tmp_path, pack_of(second, clock()))
    clock.moves(days=366)
    with pytest.raises(no.TrustExpired):
        examine(desk, path)


def test_without_a_trust_list_nothing_is_taken_in(
    desk: Desk, second: Bank, clock: Clock, tmp_path: Path
) -> None:
    data = pack_of(second, clock())
    with pytest.raises(NoTrustList):
        examine(desk, carried(tmp_path, data, sign_pack(data, Ed25519PrivateKey.generate())))


def test_no_byte_may_be_changed(desk: Desk, ukhtc: Ukhtc, second: Bank, clock: Clock, tmp_path: Path) -> None:
    data = pack_of(second, clock())
    signature = sign_pack(data, ukhtc.root)
    for at in (0, 130, 512, 600, 1024, 5000, len(data) // 2, len(data) - 1):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises(no.SignatureWrong):
            examine(desk, carried(tmp_path, bytes(changed), signature))
    with pytest.raises(no.SignatureWrong):
        examine(desk, carried(tmp_path, data[:-512], signature))


def statement(**changes: object) -> bytes:
    value = {"kind": "bank", "version": 2, "issued": "2011-07-19T10:00:00Z", **changes}
    return PackStatement.model_construct(format=value.pop("format", "debrief-pack/1"), **value).encode()


ROOT = "pack-bank-2"
SHAPES: dict[str, tuple[Callable[[bytes], bytes], type[Refusal]]] = {
    "a way out of the folder": (
        lambda bank: ustar.pack({"pack.json": statement(), "../../bank.json": bank}, ROOT),
        no.ArchiveMemberName,
    ),
    "an absolute path": (
        lambda bank: ustar.pack({"pack.json": statement(), "bank.json": bank}, "/pack-bank-2"),
        no.ArchiveMemberName,
    ),
    "a file nobody knows": (
        lambda bank: ustar.pack({"pack.json": statement(), "bank.json": bank, "run.py": b""}, ROOT),
        no.ArchiveMemberName,
    ),
    "no statement": (lambda bank: ustar.pack({"bank.json": bank}, ROOT), no.PackContent),
    "no questionnaire": (lambda bank: ustar.pack({"pack.json": statement()}, ROOT), no.PackContent),
    "languages under a questionnaire's name": (
        lambda bank: ustar.pack({"pack.json": statement(), "bank.json": bank, "vi.po": b""}, ROOT),
        no.PackContent,
    ),
    "a newer format": (
        lambda bank: ustar.pack({"pack.json": statement(format="debrief-pack/2"), "bank.json": bank}, ROOT),
        no.DocumentFormat,
    ),
    "an unknown field": (
        lambda bank: ustar.pack(
            {"pack.json": statement().replace(b'"version":2', b'"version":2,"worse":1'), "bank.json": bank},
            ROOT,
        ),
        no.DocumentShape,
    ),
    "another version outside": (
        lambda bank: ustar.pack({"pack.json": statement(version=3), "bank.json": bank}, ROOT),
        no.PackContent,
    ),
    "another version inside": (
        lambda bank: ustar.pack({"pack.json": statement(version=3), "bank.json": bank}, "pack-bank-3"),
        no.PackContent,
    ),
    "two forms of one archive": (
        lambda bank: ustar.pack({"pack.json": statement(), "bank.json": bank}, ROOT) + bytes(512),
        no.ArchiveNotCanonical,
    ),
    "another form of the JSON": (
        lambda bank: make_pack_of(bank.replace(b'":1', b'": 1', 1)),
        no.JsonNotCanonical,
    ),
    "a character that steers the terminal": (
        lambda bank: make_pack_of(bank.replace(b'"label":"', b'"label":"\\u001b', 1)),
        no.ForbiddenCharacter,
    ),
    "a list": (lambda bank: make_pack_of(b"[]"), BankRefusal),
    "nothing in it": (lambda bank: make_pack_of(b"{}"), BankRefusal),
}


def make_pack_of(bank: bytes) -> bytes:
    return ustar.pack({"pack.json": statement(), "bank.json": bank}, ROOT)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_pack_of_another_shape_though_the_roots_signed_it(
    shape: str, desk: Desk, ukhtc: Ukhtc, second: Bank, bank: Bank, tmp_path: Path
) -> None:
    make, refusal = SHAPES[shape]
    before = sorted(tmp_path.rglob("*"))
    path = signed(ukhtc, tmp_path, make(second.canonical))
    with pytest.raises(refusal):
        examine(desk, path)
    assert desk.bank.digest == bank.digest
    assert set(tmp_path.rglob("*")) - set(before) == {path, path.with_name("pack.tar.sig")}


def test_a_questionnaire_that_does_not_pass_its_checks_is_refused_whole(
    desk: Desk, ukhtc: Ukhtc, bank: Bank, clock: Clock, tmp_path: Path
) -> None:
    bad = {
        "an item that a rule needs is gone": without("per_age_status"),
        "a field nobody asked for": lambda files: files["bank.yaml"].update(worse="yes"),
        "another questionnaire": lambda files: files["bank.yaml"].update(id="other"),
        "a file nobody reads": lambda files: files.update({"more.yaml": {}}),
        "words for a child are missing": item(
            "rcr_open", lambda each: [prompt.pop("child", None) for prompt in each["prompts"]]
        ),
    }
    for name, change in bad.items():
        data = make_pack("bank", 2, clock(), {"bank.json": canonical(bank, 2, change)})
        path = signed(ukhtc, tmp_path, data)
        with pytest.raises(Refusal, match=r"^(BANK|BUNDLE)-") as refused:
            raise AssertionError(f"{name}: {taken(desk, path)}")
        assert refused.value.code.startswith(("BANK-", "BUNDLE-97")), name
        assert desk.bank.digest == bank.digest


def test_the_roots_cannot_take_a_safeguard_away(
    desk: Desk, ukhtc: Ukhtc, bank: Bank, clock: Clock, tmp_path: Path
) -> None:
    def weaker(files: dict[str, dict[str, list[dict[str, list[dict[str, str]]]]]]) -> None:
        check = next(
            check
            for rule in files["rules.yaml"]["rules"]
            for check in rule.get("checks", ())
            if check["effect"] == "HARD"
        )
        check["effect"] = "WARN"

    data = make_pack("bank", 2, clock(), {"bank.json": canonical(bank, 2, weaker)})
    with pytest.raises(WeakenedRule):
        examine(desk, signed(ukhtc, tmp_path, data))


def test_a_file_too_large_is_not_read(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    path = tmp_path / "pack.tar"
    with path.open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    with pytest.raises(no.PackTooLarge):
        examine(desk, path)
    with pytest.raises(no.BundleUnreadable):
        examine(desk, tmp_path / "not there")


# -- languages ---------------------------------------------------------------------------------------


HEADER = (
    b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
PO = HEADER + 'msgid "Locked"\nmsgstr "Đã khoá lại"\n'.encode()


def languages(*, whole: bool = False, **changes: bytes) -> dict[str, bytes]:
    """Version 2 of the shipped set: with all its texts, or one in each language."""
    files = newer.set_in(shipped("locales"))
    listed = files.pop(LIST).replace(b"\nversion: 1", b"\nversion: 2")
    texts = files if whole else dict.fromkeys(files, PO)
    return {LIST: listed, **texts, **{f"{tag}.po": content for tag, content in changes.items()}}


def listed(old: bytes, new: bytes) -> bytes:
    """The list of languages with one thing changed."""
    assert languages()[LIST].count(old) == 1
    return languages()[LIST].replace(old, new)


def test_newer_languages_are_said_at_once_and_on_another_day(
    desk: Desk, ukhtc: Ukhtc, open_desk: Callable[[], Desk], clock: Clock, tmp_path: Path
) -> None:
    language.use("vi")
    before = language.say("Locked")
    taken(desk, signed(ukhtc, tmp_path, pack_of(languages(whole=True, vi=PO), clock())))
    assert before != language.say("Locked") == "Đã khoá lại"
    language.install({})
    language.use("vi")
    assert language.say("Locked") == before, "shipped ones before a vault is open"
    open_desk()
    language.use("vi")
    assert language.say("Locked") == "Đã khoá lại"
    with pytest.raises(no.PackRollback):
        examine(desk, tmp_path / "pack.tar")


def test_a_newer_app_goes_before_an_older_pack(
    desk: Desk,
    ukhtc: Ukhtc,
    open_desk: Callable[[], Desk],
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken(desk, signed(ukhtc, tmp_path, pack_of(languages(vi=PO), clock())))
    monkeypatch.setattr("debrief.language.newer.shipped_version", lambda: 2)
    open_desk()
    language.use("vi")
    assert language.say("Locked") != "Đã khoá lại"


BAD_SETS: dict[str, tuple[dict[str, bytes], type[Refusal]]] = {
    "a lost quotation mark": ({"vi.po": HEADER + b'msgid "Locked"\nmsgstr "x\n'}, DamagedCatalogue),
    "not UTF-8": ({"vi.po": HEADER + b'msgid "Locked"\nmsgstr "\xff"\n'}, DamagedCatalogue),
    "an escape": ({"vi.po": HEADER + b'msgid "Locked"\nmsgstr "\x1b[2J"\n'}, DamagedCatalogue),
    "a reordering": ({"vi.po": HEADER + 'msgid "Locked"\nmsgstr "\u202e"\n'.encode()}, DamagedCatalogue),
    "a program for the plural": (
        {"vi.po": PO.replace(b"plural=0", b"plural=__import__('os')")}, DamagedCatalogue
    ),
    "one that is not listed": ({"fr.po": PO}, DamagedLanguageList),
    "no list": ({"languages.yaml": b"languages: {en: {}, vi: {}}\n"}, DamagedLanguageList),
    "a list that is a text": ({"languages.yaml": b"version: 2\nlanguages: none\n"}, DamagedLanguageList),
    "vouched for by nobody": (
        {"languages.yaml": listed(b"  vi:\n    stage: draft", b"  vi:\n    stage: approved")},
        DamagedLanguageList,
    ),
    "one that is not there": (
        {"languages.yaml": listed(b"languages:\n", b"languages:\n  fr: {}\n")}, UnknownLanguage
    ),
    "another version": (
        {"languages.yaml": listed(b"version: 2", b"version: 3")}, no.PackContent
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_SETS)
def test_bad_languages_are_refused_whole(
    name: str, desk: Desk, ukhtc: Ukhtc, clock: Clock, tmp_path: Path
) -> None:
    files, refusal = BAD_SETS[name]
    data = make_pack("catalogues", 2, clock(), {**languages(), **files})
    with pytest.raises(refusal):
        taken(desk, signed(ukhtc, tmp_path, data))
    assert newer.version() == 1


# -- the trust list ------------------------------------------------------------------------------------


def test_a_trust_list_comes_the_same_way(desk: Desk, ukhtc: Ukhtc, tmp_path: Path) -> None:
    data = ukhtc.admits().encode()
    path = carried(tmp_path, data, sign_trust(data, ukhtc.root), name="trust.json")
    found = taken(desk, path)
    assert (found.kind, found.version, found.held) == ("trust", 2, 1)
    older = ukhtc.trust(1, []).model_copy(update={"threshold": 1}).encode()
    with pytest.raises(no.TrustRollback):
        examine(desk, carried(tmp_path, older, sign_trust(older, ukhtc.root), name="trust.json"))


# -- ended in the middle ---------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from debrief.bank import load_bank
from debrief.desk import Desk
from debrief.desk.updates import examine, take
from debrief.places import shipped
from debrief.vault import Vault
import debrief.vault.disk as disk

folder, pack, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
vault = Vault.unlock(folder, sys.argv[4])
desk = Desk(vault, load_bank(shipped("questionnaires")), lambda: datetime(2011, 7, 19, 10, tzinfo=UTC))
found = examine(desk, pack)
count = 0
def fatal(function):
    def called(*a, **k):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*a, **k)
    return called
os.fsync, Path.replace = fatal(os.fsync), fatal(Path.replace)
vault.log = fatal(vault.log)
take(desk, found)
print("whole")
"""


def test_killed_at_any_step_either_the_old_one_is_in_use_or_the_new(
    desk: Desk,
    ukhtc: Ukhtc,
    open_desk: Callable[[], Desk],
    bank: Bank,
    second: Bank,
    clock: Clock,
    tmp_path: Path,
) -> None:
    path = signed(ukhtc, tmp_path, pack_of(second, clock()))
    seen = []
    for at in range(1, 9):
        open_desk().vault.close()
        done = subprocess.run(
            [sys.executable, "-c", KILLED, tmp_path / "vault", path, str(at), PASSPHRASE],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        whole = done.stdout == "whole\n"
        assert whole or done.returncode == -signal.SIGKILL, done.stderr
        later = open_desk()
        assert not later.library.notices
        assert later.bank.digest in (bank.digest, second.digest)
        seen.append(later.bank.digest)
        if whole:
            break
        if later.bank.digest == second.digest:
            break
    assert seen[0] == bank.digest
    assert seen[-1] == second.digest


# -- from UKHTC's folder to the laptop, on the command line -------------------------------------------------


def test_ukhtc_makes_one_and_standard_tools_and_the_laptop_take_it(
    desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bank: Bank
) -> None:
    import shutil

    for module in ("debrief.commands.clock", "debrief.commands.ukhtc", "debrief.cli"):
        monkeypatch.setattr(f"{module}.now", lambda: clock() + timedelta(hours=1))
    repository, folder, stick = tmp_path / "ukhtc", tmp_path / "questions", tmp_path / "stick"
    stick.mkdir()
    shutil.copytree(shipped("questionnaires"), folder)
    (folder / "bank.yaml").write_text(
        (folder / "bank.yaml").read_text("utf-8").replace("\nversion: 1", "\nversion: 2"), "utf-8"
    )

    def run(*words: object, text: str = "") -> str:
        done = CliRunner().invoke(cli.app, [str(word) for word in words], input=text)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    run("ukhtc", "init", repository, "--training")
    data = (repository / "trust" / "trust.json").read_bytes()
    signatures = sorted((repository / "trust").glob("trust.json*.sig"))
    take_trust(desk, data, [each.read_bytes() for each in signatures])
    rid = desk.new("LA-1").rid
    desk.vault.close()
    made = run("ukhtc", "pack", "bank", folder, "--repository", repository, "--to", stick)
    path = stick / "pack-bank-2.tar"
    assert made.split()[:3] == [str(path), f"{path}.sig", f"{path}.2.sig"]

    laptop = ("--vault", tmp_path / "vault")
    shown = run("update", path, *laptop, text=f"{PASSPHRASE}\nn\n")
    assert "Questionnaire 2 (in use: 1); editions: uk-2011" in shown
    assert "Taken in" not in shown
    shown = run("update", path, "--yes", *laptop, text=f"{PASSPHRASE}\n")
    assert "Taken in." in shown
    assert "LA-1" in shown
    with pytest.raises(no.PackRollback):
        run("update", path, "--yes", *laptop, text=f"{PASSPHRASE}\n")
    shown = run("move", "LA-1", *laptop, text=f"{PASSPHRASE}\ny\n")
    assert "LA-1 is on debrief-uk 2." in shown
    with Vault.unlock(tmp_path / "vault", PASSPHRASE) as vault:
        assert Desk(vault, bank, clock).open(rid).bank.version == 2

    listed = tmp_path / "pulled"
    listed.mkdir()
    signers = repository / "trust" / "allowed_signers"
    with path.open("rb") as file:
        subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "ukhtc-root", "-n", NAMESPACE,
             "-s", f"{path}.sig"],
            stdin=file, check=True, capture_output=True,
        )  # fmt: skip
    subprocess.run(["tar", "-xf", path, "-C", listed], check=True)
    told = subprocess.run(
        ["sha256sum", listed / "pack-bank-2" / "bank.json"], check=True, capture_output=True, text=True
    )
    with Vault.unlock(tmp_path / "vault", PASSPHRASE) as vault:
        assert Desk(vault, replace(bank), clock).bank.digest == told.stdout.split()[0]
