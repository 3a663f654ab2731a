"""Each finding of the doctor, from facts that are made up; and the probes, from trees that are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from debrief.bundle import sign_trust
from debrief.cli import app
from debrief.desk import Desk
from debrief.desk.checks import (
    Files,
    Finding,
    Level,
    Machine,
    files_of,
    look_at_files,
    look_at_machine,
    look_at_vault,
    probe,
)
from debrief.desk.checks.linux import Linux
from debrief.desk.checks.probes import Said, versions
from debrief.desk.checks.vault_state import RELEASED, look_at_clock
from debrief.desk.doctor import examine, must_act
from debrief.desk.export import export
from debrief.desk.trust import take_trust

from .conftest import PASSPHRASE, Clock
from .test_export import Ukhtc

MIB = 2**20
FIT = Machine(
    disk_encrypted=True,
    swap="encrypted",
    hibernates=True,
    core_limit=0,
    versions={"Python": "3.11.7", "SQLite": "3.40.1", "OpenSSL": "3.5.1", "cryptography": "50.0.2"},
)
GOOD = Files(there=True, free=10_000 * MIB)
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def levels(found: list[Finding]) -> dict[str, Level]:
    worst: dict[str, Level] = {}
    for each in found:
        worst[each.about] = max(worst.get(each.about, Level.ok), each.level)
    return worst


def test_a_fit_machine_has_nothing_to_do() -> None:
    assert set(levels(look_at_machine(FIT)).values()) == {Level.ok}
    assert set(levels(look_at_files(GOOD)).values()) == {Level.ok}


@pytest.mark.parametrize(
    ("about", "level", "change"),
    [
        ("disk", Level.act, {"disk_encrypted": False}),
        ("disk", Level.look, {"disk_encrypted": None}),
        ("swap", Level.act, {"swap": "clear"}),
        ("swap", Level.look, {"swap": None}),
        ("swap", Level.ok, {"swap": "off"}),
        ("hibernation", Level.act, {"swap": "clear"}),
        ("hibernation", Level.act, {"disk_encrypted": False}),
        ("hibernation", Level.ok, {"hibernates": False, "swap": "clear"}),
        ("hibernation", Level.look, {"hibernates": None, "swap": None}),
        ("user", Level.look, {"everything": True}),
        ("terminal", Level.act, {"programs_above": ("bash", "script", "tmux: server")}),
        ("terminal", Level.look, {"programs_above": ("bash", "tmux: server")}),
        ("crashes", Level.look, {"core_handler": "apport"}),
        ("crashes", Level.look, {"core_limit": 1024}),
        ("crashes", Level.look, {"core_limit": None}),
        ("versions", Level.act, {"versions": {"SQLite": "3.9.2"}}),
        ("versions", Level.act, {"versions": {"cryptography": "47.0.1"}}),
        ("versions", Level.act, {"versions": {"OpenSSL": ""}}),
    ],
)
def test_each_lack_of_a_machine_is_found(about: str, level: Level, change: dict[str, object]) -> None:
    assert levels(look_at_machine(replace(FIT, **change)))[about] is level  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "level", "change"),
    [
        ("room", Level.act, {"free": 10 * MIB}),
        ("room", Level.look, {"free": 500 * MIB}),
        ("room", Level.look, {"free": None}),
        ("ballast", Level.look, {"ballast": False}),
        ("modes", Level.act, {"open_to_others": ("head",)}),
        ("vault", Level.look, {"there": False}),
    ],
)
def test_each_lack_of_the_folder_is_found(about: str, level: Level, change: dict[str, object]) -> None:
    assert levels(look_at_files(replace(GOOD, **change)))[about] is level  # type: ignore[arg-type]


def test_every_finding_is_one_sentence_and_says_what_to_do() -> None:
    worst = look_at_machine(Machine(False, "clear", True, 1024, "apport", True, ("script",), {"SQLite": "3.9"}))
    worst += look_at_machine(Machine(programs_above=("screen",)))
    worst += look_at_machine(Machine())
    worst += look_at_files(Files(True, 0, False, ("head",))) + look_at_files(Files(False))
    for each in worst:
        assert each.sentence.endswith((".", "lost."))
        assert each.sentence[0].isupper()
        assert (each.level is Level.ok) == (not each.remedy)
        assert "\n" not in str(each)


# -- the clock, receipts, the trust list ---------------------------------------------------------


def test_a_clock_that_cannot_be_right() -> None:
    before = datetime.combine(RELEASED, datetime.min.time(), UTC) - timedelta(days=1)
    assert look_at_clock(NOW, None).level is Level.ok
    assert look_at_clock(before, None).level is Level.act
    assert look_at_clock(NOW, NOW + timedelta(hours=1)).level is Level.act
    assert look_at_clock(NOW, NOW + timedelta(minutes=1)).level is Level.ok


@pytest.fixture
def later(desk: Desk, clock: Clock) -> Desk:
    clock.moment = NOW
    return desk


def test_the_time_of_the_last_entry_counts(later: Desk, clock: Clock) -> None:
    later.new("LA-17")
    assert levels(look_at_vault(later))["clock"] is Level.ok
    clock.moves(days=-2)
    (said,) = [each.sentence for each in look_at_vault(later) if each.about == "clock"]
    assert "2026-12-01 09:00" in said


def test_a_receipt_that_does_not_come(later: Desk, clock: Clock, tmp_path: Path) -> None:
    ukhtc = Ukhtc(later, clock)
    data = ukhtc.list.encode()
    take_trust(later, data, [sign_trust(data, ukhtc.root)])
    done = export(later, later.new("LA-17"), tmp_path, "urgent")
    assert levels(look_at_vault(later))["receipts"] is Level.ok
    clock.moves(days=15)
    (found,) = [each for each in look_at_vault(later) if each.about == "receipts"]
    assert found.level is Level.look
    assert done.bundle in found.sentence
    assert "LA-17" not in found.sentence


@pytest.mark.parametrize(("days", "level"), [(0, Level.ok), (340, Level.look), (366, Level.act)])
def test_the_trust_list_ends(later: Desk, clock: Clock, days: int, level: Level) -> None:
    assert levels(look_at_vault(later))["trust"] is Level.look
    ukhtc = Ukhtc(later, clock)
    data = ukhtc.list.encode()
    take_trust(later, data, [sign_trust(data, ukhtc.root)])
    clock.moves(days=days)
    assert levels(look_at_vault(later))["trust"] is level


def test_a_vault_made_for_tests_protects_nothing(later: Desk) -> None:
    assert levels(look_at_vault(later))["strength"] is Level.act


# -- the whole -------------------------------------------------------------------------------------


def test_the_most_urgent_comes_first(later: Desk) -> None:
    folder = later.vault.folder
    machine = lambda _: replace(FIT, disk_encrypted=False)  # noqa: E731
    found = examine(folder, NOW, later, machine=machine)
    assert [each.level for each in found] == sorted((each.level for each in found), reverse=True)
    assert must_act(found)
    locked = examine(folder, NOW, machine=lambda _: FIT, files=lambda _: GOOD)
    assert not must_act(locked)
    assert levels(locked)["locked"] is Level.look
    assert "locked" not in levels(examine(folder, NOW, machine=lambda _: FIT, files=lambda _: Files(False)))


def test_the_folder_is_looked_at_as_it_is(desk: Desk) -> None:
    folder = desk.vault.folder
    assert files_of(folder).there
    assert files_of(folder).ballast
    assert files_of(folder).open_to_others == ()
    (folder / "ballast").unlink()
    (folder / "head").chmod(0o644)
    found = files_of(folder)
    assert (found.ballast, found.open_to_others) == (False, ("head",))
    assert files_of(folder / "not" / "there").there is False


def test_the_command(desk: Desk, open_desk: Callable[[], Desk], tmp_path: Path) -> None:
    folder = desk.vault.folder
    desk.vault.close()
    words = ["doctor", "--vault", str(folder)]
    whole = CliRunner().invoke(app, words, input=f"{PASSPHRASE}\n")
    assert whole.exit_code == 1  # a vault for tests, if nothing else
    assert "made for tests" in whole.output
    wrong = CliRunner().invoke(app, words, input="wrong\n")
    assert "VAULT-01" in wrong.output
    assert wrong.exit_code == 1
    locked = CliRunner().invoke(app, [*words, "--locked"])
    assert "were not looked at" in locked.output
    none = CliRunner().invoke(app, ["doctor", "--vault", str(tmp_path / "none")])
    assert "There is no vault here" in none.output


# -- what the computers say ------------------------------------------------------------------------


class Tree:
    """A made-up /proc and /sys, with devices by number."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.nodes: dict[str, tuple[int, int]] = {}
        self.of_files = (8, 1)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def block(self, number: tuple[int, int], uuid: str = "", slaves: tuple[str, ...] = ()) -> Path:
        place = self.root / "sys/dev/block" / f"{number[0]}:{number[1]}"
        place.mkdir(parents=True)
        if uuid:
            self.write(f"{place.relative_to(self.root)}/dm/uuid", uuid + "\n")
        (place / "slaves").mkdir()
        for name in slaves:
            (place / "slaves" / name).symlink_to(self.root / "sys/dev/block" / name)
        return place

    def linux(self) -> Linux:
        def node(path: Path) -> tuple[int, int]:
            try:
                return self.nodes[str(path)]
            except KeyError:
                raise FileNotFoundError from None

        return Linux(self.root, file=lambda _: self.of_files, node=node)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_linux_a_plain_disk(tree: Tree) -> None:
    tree.block((8, 1))
    assert tree.linux().encrypted(tree.root) is False


def test_linux_luks_under_lvm_under_everything(tree: Tree) -> None:
    tree.of_files = (253, 1)
    tree.block((8, 2))
    tree.block((253, 0), "CRYPT-LUKS2-0123-luks", ("8:2",))
    tree.block((253, 1), "LVM-abc", ("253:0",))
    assert tree.linux().encrypted(tree.root) is True


def test_linux_one_half_of_a_mirror_in_clear(tree: Tree) -> None:
    tree.of_files = (9, 0)
    tree.block((8, 2))
    tree.block((253, 0), "CRYPT-LUKS2-0123-luks", ("8:2",))
    tree.block((9, 0), "", ("253:0", "8:2"))
    assert tree.linux().encrypted(tree.root) is False


def test_linux_a_file_system_without_a_disk_of_its_own(tree: Tree) -> None:
    tree.of_files = (0, 42)
    assert tree.linux().encrypted(tree.root) is None
    tree.write("proc/self/mountinfo", "36 25 0:42 / /home rw - btrfs /dev/mapper/home rw\n")
    assert tree.linux().encrypted(tree.root) is None
    tree.nodes["/dev/mapper/home"] = (253, 0)
    tree.block((253, 0), "CRYPT-LUKS2-0123-home")
    assert tree.linux().encrypted(tree.root) is True


def test_linux_the_programs_above(tmp_path: Path) -> None:
    for process, name, above in (
        ("7", "debrief", "5"),
        ("5", "bash", "2"),
        ("2", "script", "1"),
        ("1", "init", "0"),
    ):
        (tmp_path / "proc" / process).mkdir(parents=True)
        (tmp_path / "proc" / process / "status").write_text(f"Name:\t{name}\nUmask:\t0022\nPPid:\t{above}\n")
    assert Linux(tmp_path).programs_above("7") == ("bash", "script", "init")
    assert Linux(tmp_path).programs_above("8") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "off"),
        ("/dev/zram0 partition 8 0 100\n", "encrypted"),
        ("/dev/dm-1 partition 8 0 -2\n", "encrypted"),
        ("/dev/dm-1 partition 8 0 -2\n/dev/sda3 partition 8 0 -3\n", "clear"),
        ("/swapfile file 8 0 -2\n", "clear"),
        ("/dev/gone partition 8 0 -2\n", None),
    ],
)
def test_linux_swap(tree: Tree, text: str, expected: str | None) -> None:
    tree.block((8, 1))
    tree.block((8, 3))
    tree.block((253, 1), "CRYPT-PLAIN-swap")
    tree.nodes |= {"/dev/dm-1": (253, 1), "/dev/sda3": (8, 3)}
    tree.write("proc/swaps", "Filename Type Size Used Priority\n" + text)
    assert tree.linux().swap() == expected


def test_linux_hibernation(tree: Tree) -> None:
    assert tree.linux().hibernates() is False
    tree.write("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 8 0 100\n")
    tree.write("sys/power/state", "freeze mem disk\n")
    assert tree.linux().hibernates() is True
    tree.write("sys/power/disk", "[disabled]\n")
    assert tree.linux().hibernates() is False
    tree.write("sys/power/disk", "[platform] shutdown\n")
    tree.write("sys/power/state", "freeze mem\n")
    assert tree.linux().hibernates() is False


@pytest.mark.parametrize(
    ("pattern", "handler"),
    [("core\n", ""), ("|/usr/lib/systemd/systemd-coredump %P %u\n", "systemd-coredump"), ("|\n", "")],
)
def test_linux_crash_handler(tree: Tree, pattern: str, handler: str) -> None:
    tree.write("proc/sys/kernel/core_pattern", pattern)
    assert tree.linux().core_handler() == handler


def answers(**said: Said | None) -> Callable[..., Said | None]:
    return lambda program, *_: said.get(program.replace("-", "_"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("FileVault is On.\n", True), ("FileVault is Off.\n", False), ("Busy.", None), (None, None)],
)
def test_macos(tmp_path: Path, text: str | None, expected: bool | None) -> None:
    run = answers(
        fdesetup=None if text is None else Said(0, text),
        sysctl=Said(0, "total = 2048.00M  used = 1.00M  free = 2047.00M  (encrypted)"),
    )
    found = probe(tmp_path, run, "darwin")
    assert (found.disk_encrypted, found.swap) == (expected, "encrypted")
    assert probe(tmp_path, answers(), "darwin").swap is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(0, "Verschlüsselt (Prozent): 100,0 %"), True),
        (Said(1, "Percentage Encrypted: 0.0%"), False),
        (Said(1, "An attempt to access a required resource was denied."), None),
        (Said(-2147217405, ""), None),
        (None, None),
    ],
)
def test_windows(tmp_path: Path, said: Said | None, expected: bool | None) -> None:
    found = probe(tmp_path, answers(manage_bde=said), "win32")
    assert (found.disk_encrypted, found.swap) == (expected, "encrypted" if expected else None)


def test_an_unknown_system_says_nothing(tmp_path: Path) -> None:
    found = probe(tmp_path, answers(), "plan9")
    assert found == Machine(versions=versions())
    assert set(found.versions) == {"Python", "SQLite", "OpenSSL", "cryptography"}


def test_this_computer_answers(tmp_path: Path) -> None:
    assert all(
        level is Level.ok
        for about, level in levels(look_at_machine(probe(tmp_path))).items()
        if about == "versions"
    )
