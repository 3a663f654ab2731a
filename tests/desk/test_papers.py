"""Papers leave sealed to somebody, or in clear by an explicit act; the record says so first."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from debrief.bundle import decrypt, generate
from debrief.bundle.sshsig import public_line, verify
from debrief.cli import app
from debrief.desk import Desk, papers
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.papers import Sealing, hand_out, left_before, prepare, written
from debrief.desk.partners import Named, partner
from debrief.desk.queue import waiting_of
from debrief.desk.refusals import (
    AgreedToNrm,
    BlankNotWritten,
    ChildIsReferred,
    FolderMissing,
    ForWhomAndWhy,
    NameAndKey,
    NrmConsentMissing,
    PaperForAnother,
    PaperNotWritten,
    SealedOrClear,
    TakenBack,
    TrainingStays,
    UnknownPaper,
)
from debrief.errors import Refusal
from debrief.interview.refusals import ChildRecipient, RestrictedNotFor, SharingNotAsked, SharingRefused
from debrief.language import speaking

from .conftest import PASSPHRASE
from .neighbours import Neighbours, adult, child, did, told, words

CANARY = "Kanari"


def agreed(desk: Desk, word: str = "yes", **marks: str) -> DebriefFile:
    file = adult(desk, **(marks or {"central_repository": "yes"}))
    told(file, "ref_nrm_agree", {"choice": word})
    told(file, "rcr_open", words(f"It began with {CANARY}."))
    return file


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# -- which may be made --------------------------------------------------------------------------------


def test_an_adult_s_nrm_text_needs_their_agreement_and_until_then_there_is_ms1_alone(desk: Desk) -> None:
    file = adult(desk, central_repository="yes")
    for word in (None, "no", "wants_time", "not_asked"):
        if word:
            told(file, "ref_nrm_agree", {"choice": word})
        with pytest.raises(NrmConsentMissing):
            prepare(desk, file, "nrm")
        assert "without a name" in prepare(desk, file, "ms1").sheet.title
    told(file, "ref_nrm_agree", {"choice": "yes"})
    assert "adult" in prepare(desk, file, "nrm").sheet.title
    with pytest.raises(AgreedToNrm):
        prepare(desk, file, "ms1")


def test_a_child_is_referred_without_consent_and_never_only_notified(desk: Desk) -> None:
    file = child(desk)
    assert "child" in prepare(desk, file, "nrm").sheet.title
    with pytest.raises(ChildIsReferred):
        prepare(desk, file, "ms1")


def test_a_wish_about_sharing_binds_a_paper_too(desk: Desk) -> None:
    with pytest.raises(SharingRefused):
        prepare(desk, agreed(desk, central_repository="no"), "nrm")
    file = adult(desk, "MP-3", central_repository="yes", competent_authority="no")
    told(file, "ref_nrm_agree", {"choice": "yes"})
    with pytest.raises(SharingRefused):
        prepare(desk, file, "nrm")
    nameless = adult(desk, "MP-4", central_repository="without_name")
    told(nameless, "ref_nrm_agree", {"choice": "yes"})
    told(nameless, "rcr_open", words(CANARY))
    assert CANARY not in written(prepare(desk, nameless, "nrm"), "text")


def test_a_missing_page_is_for_bodies_that_may_hold_restricted_answers(desk: Desk) -> None:
    file = child(desk)
    assert prepare(desk, file, "missing", to="la_children").restricted
    with pytest.raises(ChildRecipient):
        prepare(desk, file, "missing", to="labour_authority")
    told(file, "set_strategy_discussion.agencies", {"choices": ["labour_authority"]}, "observed")
    with pytest.raises(RestrictedNotFor):
        prepare(desk, file, "missing", to="labour_authority")
    with pytest.raises(SharingNotAsked):
        prepare(desk, adult(desk), "missing")
    did(file, "went_missing", since="since last night", told="the police at 22:40")
    assert "since last night" in written(prepare(desk, file, "missing"), "text")
    did(file, "found", when="this morning")
    assert "Not reported missing" in written(prepare(desk, file, "missing"), "text")


def test_of_a_record_that_was_taken_back_no_paper_is_made(desk: Desk) -> None:
    file = agreed(desk)
    did(file, "withdrew", reason="She asked for it.")
    for kind in ("card", "missing", "nrm", "ms1"):
        with pytest.raises(TakenBack):
            prepare(desk, file, kind, contact="Sam 1")


def test_there_is_no_other_paper(desk: Desk) -> None:
    with pytest.raises(UnknownPaper):
        prepare(desk, child(desk), "poster")


# -- how it leaves -----------------------------------------------------------------------------------


def test_a_clear_file_is_written_where_it_was_asked_for_and_nowhere_else(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, stick = tmp_path / "temporary", tmp_path / "stick"
    temporary.mkdir()
    stick.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    file = agreed(desk)
    paper = prepare(desk, file, "nrm")
    path = hand_out(desk, file, paper, stick, None, to="Officer Lee", reason="to type it in", form="text")
    assert files_in(stick) == [path]
    assert files_in(temporary) == []
    text = path.read_text("utf-8")
    assert CANARY in text
    assert text.startswith("DRAFT")
    assert "For Officer Lee" in text, "who it is for is on its face"
    assert file.reference not in path.name
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    holding = [each for each in files_in(tmp_path) if CANARY.encode() in each.read_bytes()]
    assert holding == [path]
    (event,) = left_before(file)
    assert (event.what, event.to, event.reason, event.form) == ("nrm", "Officer Lee", "to type it in", "clear")
    assert event.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert "Officer Lee: nrm, clear" in waiting_of(desk, file).went


def test_sealed_it_opens_for_its_recipient_alone(neighbours: Neighbours, tmp_path: Path) -> None:
    desk = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = child(desk)
    told(file, "per_address_now", {"words": f"{CANARY} Street"}, "observed")
    key = generate()
    to = Sealing(partner(desk, "county-la"), (Named("Social worker Kim", str(key.recipient)),))
    paper = prepare(desk, file, "missing", to=to.agency.kind)
    path = hand_out(desk, file, paper, tmp_path, to, to="Kim, county", reason="She is missing")
    data = path.read_bytes()
    assert CANARY.encode() not in data
    assert f"{CANARY} Street" in decrypt(data, [key]).decode()
    signer = verify(path.with_name(path.name + ".sig").read_bytes(), data, "paper@debrief")
    assert public_line(signer) == desk.vault.public_key()
    with pytest.raises(Refusal):
        decrypt(data, [generate()])
    (event,) = left_before(file)
    assert (event.form, event.digest) == ("sealed", hashlib.sha256(data).hexdigest())


def test_standard_age_opens_it(neighbours: Neighbours, tmp_path: Path) -> None:
    desk = neighbours.desk("met-police")
    key = generate()
    identity = tmp_path / "identity"
    identity.write_text(key.secret())
    file = agreed(desk)
    to = Sealing(partner(desk, "met-police"), (Named("Lee", str(key.recipient)),))
    path = hand_out(desk, file, prepare(desk, file, "nrm"), tmp_path, to, to="Lee", reason="to type it in")
    opened = subprocess.run(["age", "-d", "-i", identity, path], capture_output=True, check=True).stdout
    assert b"<!DOCTYPE html>" in opened
    assert CANARY.encode() in opened


def test_restricted_answers_are_sealed_to_named_people_only(neighbours: Neighbours, tmp_path: Path) -> None:
    desk = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = child(desk)
    paper = prepare(desk, file, "missing", to="la_children")
    with pytest.raises(NameAndKey):
        hand_out(desk, file, paper, tmp_path, Sealing(partner(desk, "county-la")), to="K", reason="r")
    assert not left_before(file)


def test_a_restricted_page_is_sealed_to_those_it_was_made_for(neighbours: Neighbours, tmp_path: Path) -> None:
    desk = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = child(desk)
    paper = prepare(desk, file, "missing", to="police")
    named = (Named("Kim", str(generate().recipient)),)
    with pytest.raises(PaperForAnother):
        hand_out(desk, file, paper, tmp_path, Sealing(partner(desk, "county-la"), named), to="K", reason="r")
    assert not left_before(file)


def test_who_opens_it_must_be_one_who_may_be_told(neighbours: Neighbours, tmp_path: Path) -> None:
    desk = neighbours.desk("met-police")
    neighbours.desk("charity")
    file = agreed(desk)
    paper = prepare(desk, file, "nrm")
    with pytest.raises(SharingNotAsked):
        hand_out(desk, file, paper, tmp_path, Sealing(partner(desk, "charity")), to="K", reason="r")
    assert not left_before(file)


def test_nothing_leaves_without_a_name_and_a_reason_a_folder_and_a_real_person(
    desk: Desk, tmp_path: Path
) -> None:
    file = agreed(desk)
    paper = prepare(desk, file, "nrm")
    cases: list[tuple[type[Refusal], dict[str, Any]]] = [
        (ForWhomAndWhy, {"to": " ", "reason": "r"}),
        (ForWhomAndWhy, {"to": "Lee", "reason": ""}),
        (FolderMissing, {"to": "Lee", "reason": "r", "folder": tmp_path / "nowhere"}),
    ]
    before = files_in(tmp_path)
    for refusal, given in cases:
        with pytest.raises(refusal):
            hand_out(desk, file, paper, given.pop("folder", tmp_path), None, **given)
    training = desk.new("TR-1", training=True)
    told(training, "per_age_status", {"choice": "child_stated"}, "observed")
    with pytest.raises(TrainingStays):
        hand_out(desk, training, prepare(desk, training, "missing"), tmp_path, None, to="L", reason="r")
    assert not left_before(file)
    assert [each for each in files_in(tmp_path) if each not in before and "vault" not in str(each)] == []


def test_the_record_has_it_before_anything_is_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = agreed(desk)
    paper = prepare(desk, file, "nrm")
    seen: list[int] = []

    stick = tmp_path / "stick"
    stick.mkdir()

    def full(handle: int, mode: str) -> None:
        seen.append(len(left_before(file)))
        os.write(handle, b"half of it")
        os.close(handle)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(papers.os, "fdopen", full)
        with pytest.raises(PaperNotWritten):
            hand_out(desk, file, paper, stick, None, to="Lee", reason="r")
    assert seen == [1], "recorded before a byte was written"
    assert files_in(stick) == [], "no half of it is left"


def test_a_card_leaves_without_a_mark_and_is_in_the_history(desk: Desk, tmp_path: Path) -> None:
    file = child(desk)
    paper = prepare(desk, file, "card", contact="Sam 07700 900123")
    assert paper.sources
    path = hand_out(desk, file, paper, tmp_path, None, to="the person", reason="asked for it", form="text")
    assert path.read_text("utf-8") == "Numbers to keep\n\nSam 07700 900123\nNSPCC: 0800 107 7057\n"
    assert left_before(file)[0].what == "card"


# -- by command --------------------------------------------------------------------------------------


def test_the_commands_write_blank_sheets_and_never_over_a_file(tmp_path: Path) -> None:
    runner = CliRunner()
    page = tmp_path / "child.html"
    made = runner.invoke(app, ["paper", "prompts", "--child", "--language", "vi", "--to", str(page)])
    assert made.exit_code == 0, made.output
    assert 'lang="vi"' in page.read_text("utf-8")
    again = runner.invoke(app, ["paper", "consent", "--to", str(page)])
    assert isinstance(again.exception, BlankNotWritten)
    text = runner.invoke(app, ["paper", "consent", "--text"]).stdout
    assert "Are you willing to talk with us today?" in text
    unknown = runner.invoke(app, ["paper", "prompts", "--language", "xx"])
    assert isinstance(unknown.exception, Refusal)


def test_a_paper_about_a_person_by_command(desk: Desk, tmp_path: Path) -> None:
    file = agreed(desk)
    reference, vault = file.reference, str(desk.vault.folder)
    desk.vault.close()
    given = [
        "paper",
        "nrm",
        reference,
        "--who",
        "Lee",
        "--why",
        "to type",
        "--to",
        str(tmp_path),
        "--vault",
        vault,
    ]
    runner = CliRunner()
    neither = runner.invoke(app, given, input=f"{PASSPHRASE}\n")
    assert isinstance(neither.exception, SealedOrClear)
    stopped = runner.invoke(app, [*given, "--clear"], input=f"{PASSPHRASE}\nn\n")
    assert stopped.exit_code == 1
    assert not list(tmp_path.glob("*.html"))
    done = runner.invoke(app, [*given, "--clear"], input=f"{PASSPHRASE}\ny\n")
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.glob("*.html")
    assert str(path) in done.stdout.replace("\n", "")
    assert "destroy" in done.stdout
    assert CANARY not in done.output


def test_what_was_said_is_read_along_by_the_person_and_sealed_to_nobody(
    neighbours: Neighbours, tmp_path: Path
) -> None:
    desk = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = adult(desk, central_repository="yes")
    told(file, "rcr_open", words(f"Nó bắt đầu với {CANARY}."))
    with speaking("vi"):
        paper = prepare(desk, file, "read_back")
    assert (paper.sheet.language, paper.sheet.parts[0].lines[-1].text.count(CANARY)) == ("vi", 1)
    assert any("Tiếng Việt" in mark for mark in paper.sheet.marks), "the draft says that it is one"
    with pytest.raises(PaperForAnother):
        hand_out(desk, file, paper, tmp_path, Sealing(partner(desk, "county-la")), to="x", reason="y")
    out = tmp_path / "out"
    out.mkdir()
    path = hand_out(desk, file, paper, out, None, to="the person", reason="to read along")
    assert '<html lang="vi" dir="ltr">' in path.read_text("utf-8")
    assert left_before(file)[-1].what == "read_back"
