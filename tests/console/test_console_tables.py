"""Any table: found, put in order, given out with a purpose; the audit; the ways out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from debrief import cli
from debrief.console.listing import GAP, Column, Listing, widths
from debrief.console.screens.hidden import ConsoleHiddenScreen
from debrief.repository import init_repository, place
from tests.repository.world import NOW, number

from .console_stage import PURPOSE, WORDS, console

ROWS = st.lists(
    st.tuples(st.text("abÀ", max_size=4), st.integers(0, 99)), max_size=8, unique_by=lambda row: row[0]
)


@example([("bÀb", 0)], "bb", None, False)  # its letters without vowels
@given(ROWS, st.text("ab 9", max_size=3), st.sampled_from([None, 0, 1]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_what_holds_every_word_in_order(
    rows: list[tuple[str, int]], sought: str, order: int | None, turned: bool
) -> None:
    """Whatever the capitals and the marks."""
    columns = (Column("A", lambda row: row[0]), Column("B", lambda row: str(row[1]), lambda row: row[1]))
    listing = Listing(columns, key=lambda row: row[0])
    listing.fill(rows)
    assert [key for key, _ in listing.shown()] == [name for name, _ in rows]  # as read
    listing.sought, listing.order, listing.turned = sought, order, turned
    plain = {name: f"{name} {figure}".replace("À", "a") for name, figure in rows}
    wanted = [name for name, words in plain.items() if all(word in words for word in sought.split())]
    shown = [key for key, _ in listing.shown()]
    assert sorted(shown) == sorted(wanted)
    if order is None:
        assert shown == wanted
    else:
        by = (lambda name: plain[name].split(" ")[0]) if order == 0 else dict(rows).__getitem__
        assert [by(key) for key in shown] == sorted(map(by, shown), reverse=turned)


@given(st.lists(st.lists(st.text("ab", max_size=60), min_size=3, max_size=3), max_size=5), st.integers(20, 200))
@settings(max_examples=60, deadline=None)
def test_columns_never_need_more_room_than_there_is(lines: list[list[str]], room: int) -> None:
    found = widths(["one", "two", "three"], lines, room)
    assert sum(found) + GAP * 2 <= room


async def test_a_table_is_found_in_put_in_order_and_leaves_with_a_purpose(
    ukhtc_folder: Path, tmp_path: Path
) -> None:
    async with console(ukhtc_folder) as on:
        await on.enter()
        await on.room("links")
        await on.press("p", "1", "escape")
        await on.room("audit")
        await on.press("w", f"'{number(1)}", "enter")
        assert f"Who read {number(1)}"[:30] in on.said()
        assert "propose links" in on.said()
        await on.press("w", '"0000', "enter")
        assert "UKHTC-" in on.said()
        await on.press("r", '"ann', "enter", '"/audit who', "enter")
        shown = len(on.screen.listing.shown())
        assert 0 < shown < len(on.screen.listing)
        await on.press('"oO')
        assert "No. ▼" in on.said()
        await on.press("x", "'=a hostile purpose", "enter", f"'{tmp_path}/out", "enter")
        assert "Written:" in on.said()
        (path,) = (tmp_path / "out").iterdir()
        lines = list(csv.reader(path.read_text("utf-8").splitlines()))
        assert len(lines) == shown + 1
        await on.press("escape")
        assert len(on.screen.listing.shown()) == len(on.screen.listing)
        await on.press("r", '"ann', "enter")
        assert "export table audit" in on.said()
        assert "=a hostile purpose" in on.said()
        await on.press("v")
        assert "unbroken" in on.said()
        await on.press("c", f"'{tmp_path}", "enter")
        assert "Written:" in on.said()
        (signed,) = tmp_path.glob("audit-*.checkpoint.json.sig")
        await on.press("k", f"'{signed.with_suffix('')}", "enter")
        assert "unbroken" in on.said()
        kept = signed.with_suffix("").read_bytes()
        signed.with_suffix("").write_bytes(kept.replace(b'"seq":', b'"seq":9'))
        await on.press("k", f"'{signed.with_suffix('')}", "enter")
        assert "BUNDLE-" in on.said()  # changed since it was signed
        await on.press("f6")
        assert on.app.other_language == "en"
        await on.press("f6", "f1")
        assert "Asking is a read too" in on.said()
        assert "F2" not in on.said()  # the laptop's keys are not the console's
        await on.press("escape", "escape", "p", "'another purpose", "enter")
        assert "another purpose" in on.said()
        await on.press("f12")
        assert on.name == "ConsoleHiddenScreen"
        assert on.said() == ""
        await on.press("enter")
        assert on.name == "RoomsScreen"  # no passphrase, no lock: the machine's own holds


async def test_a_passphrase_opens_hides_and_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        place, "Argon2id", lambda **cost: Argon2id(**cost | {"iterations": 1, "memory_cost": 64})
    )
    init_repository(tmp_path / "ukhtc", now=NOW, passphrase=WORDS)
    async with console(tmp_path / "ukhtc") as on:
        await on.press("'something else", "enter")
        assert "UKHTC-06" in on.said()
        assert "something else" not in on.picture()
        await on.press(f"'{WORDS}", "enter", "escape")
        assert "What are you here for?" in on.said()  # nobody reads without a purpose
        await on.enter()
        assert PURPOSE in on.said()
        await on.press("f12", "'something else", "enter")
        assert isinstance(on.screen, ConsoleHiddenScreen)
        await on.press(f"'{WORDS}", "enter")
        assert on.name == "RoomsScreen"
        started = []
        monkeypatch.setattr(on.app, "replace", started.append)
        on.app.lock()
        assert started == [["debrief"]]
        assert on.analyst is None


async def test_what_is_no_repository_is_said_on_the_screen(tmp_path: Path) -> None:
    async with console(tmp_path / "nothing") as on:
        assert "UKHTC-" in on.said()
        await on.press("f12", "ctrl+l", "escape", "enter")
        assert on.name == "EnterScreen"


def test_the_command_refuses_what_is_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debrief.process.harden", lambda: None)  # it would outlive the test
    done = CliRunner().invoke(cli.app, ["ukhtc", "console", "--repository", str(tmp_path)])
    assert done.exit_code == 1
    assert "TUI-03" in done.output
    assert "Traceback" not in done.output
