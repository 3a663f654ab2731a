"""The demonstration's folder and command: clears only what is its own, and says what it did."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from play_making import examples
from typer.testing import CliRunner

from debrief.bank import Bank
from debrief.play import refusals as no
from debrief.play import rehearse, script_of
from debrief.play.command import demo
from debrief.play.demo import demonstrate
from debrief.play.folder import MARK, DemoFolder
from debrief.vault import KdfCost


def test_a_folder_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(no.FolderTaken):
        DemoFolder(tmp_path).clear()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(no.FolderTaken):
        DemoFolder(tmp_path / "letter.txt").clear()


def test_the_next_demonstration_clears_the_last_one_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path / "new" / "demo")
    folder.clear()
    (folder.part("keys") / "old").touch()
    (folder.out / "note.txt").touch()
    folder.clear()
    assert not (folder.part("keys") / "old").exists()
    assert (folder.out / "note.txt").exists()
    assert (folder.out / MARK).is_file()


def test_what_was_not_signed_off_travels_as_urgent_with_its_gates_on_its_face(
    bank: Bank, tmp_path: Path
) -> None:
    text = examples()[0].replace("- sign_off: interviewer\n", "")
    shown = demonstrate(
        bank,
        lambda: datetime(2026, 3, 1, tzinfo=UTC),
        rehearse(bank, script_of(text, "page")),
        tmp_path / "demo",
        cost=KdfCost.for_tests(),
    )
    assert shown.exported.preview.record.purpose == "urgent"
    assert "Not yet signed off: 1 of 1." in shown.nrm
    assert shown.measure is None


def test_the_command_plays_a_case_and_says_where_everything_lies(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(examples()[0], encoding="utf-8")
    done = _run("--headless", "--out", str(tmp_path / "demo"), "--case", str(case))
    assert done.exit_code == 0, done.output
    assert "EXPLOITATION BY CHILD AND ADULT" in done.output
    assert "ROUTES" in done.output
    assert str(tmp_path / "demo" / "bundle") in done.output
    assert "age -d -i" in done.output


def test_a_script_with_a_mistake_makes_no_folder(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(examples()[0].replace("rcr_when:", "rcr_wen:"), encoding="utf-8")
    done = _run("--headless", "--out", str(tmp_path / "demo"), "--case", str(case))
    assert isinstance(done.exception, no.UnknownItem)
    assert not (tmp_path / "demo").exists()


def _run(*arguments: str):  # type: ignore[no-untyped-def]
    app = typer.Typer()
    app.command()(demo)
    return CliRunner().invoke(app, arguments)
