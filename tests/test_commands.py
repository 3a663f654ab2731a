"""The project's own commands: one list of tasks, locks without addresses, one sentence for a lack."""

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-link.lock", "requirements-dev.lock", "requirements-attack.lock"]
SETUP = runpy.run_path(str(ROOT / "scripts" / "setup.py"))


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text("utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==([^ ;\\]+)", text))


def test_make_and_the_script_have_the_same_tasks() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (named,) = re.findall(r"(?m)^TASKS = (.+)$", makefile)
    assert set(named.split()) == set(SETUP["TASKS"])


def test_a_python_too_old_to_run_us_can_still_read_why() -> None:
    source = (ROOT / "scripts" / "setup.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 5))


def test_an_unknown_task_is_answered_with_how_to_use_it() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "setup.py", "fly"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "python scripts/setup.py run|demo|test" in done.stderr


def test_a_python_without_ensurepip_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError", "utf-8")
    script = tmp_path / "project" / "scripts" / "setup.py"
    script.parent.mkdir(parents=True)
    script.write_bytes((ROOT / "scripts" / "setup.py").read_bytes())
    done = subprocess.run(
        [sys.executable, script, "demo"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
    )
    assert done.returncode == 1
    assert done.stderr.strip() == SETUP["NEEDS_VENV"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    for requirement in re.split(r"(?m)^(?=[a-z])", text)[1:]:
        assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_all_locks_agree_and_hold_all_that_is_declared() -> None:
    run, link, dev, attack = map(pinned, LOCKS)
    assert run.items() <= link.items() <= dev.items() <= attack.items()
    assert {"splink", "duckdb", "pyarrow"} <= set(link) - set(run)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[\[<>=]", need)[0] for need in declared["dependencies"]}
    assert names <= set(run)


@pytest.mark.parametrize("tool", ["age", "ssh-keygen", "tmux"])
def test_a_missing_tool_is_named_by_its_package(tool: str, tmp_path: Path) -> None:
    for command in ("age", "ssh-keygen", "tar", "sha256sum", "tmux"):
        if command != tool:
            (tmp_path / command).symlink_to("/bin/true")
    done = subprocess.run(
        ["/bin/sh", ROOT / "scripts" / "needs"],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert tool.removesuffix("-keygen").replace("ssh", "openssh") in done.stderr
