"""Installing where there is no network: the lock fits every kind of laptop, and our own wheel is whole."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
WHEELS = ROOT / "tests" / "data" / "wheels.txt"
STARTED = "import debrief; print(debrief.__file__); from debrief.cli import main; main()"
RUNS_ON = {"windows": "win_amd64", "macos": "macosx", "linux": "manylinux", "linux-arm": "aarch64"}


@pytest.fixture(scope="module")
def wheelhouse() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wheelhouse", ROOT / "scripts" / "wheelhouse.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entries(lock: str) -> dict[str, set[str]]:
    """Name and version, as in a wheel's file name, to the hashes."""
    found = {}
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        name, version = entry.split()[0].split("==")
        found[f"{re.sub(r'[-_.]+', '_', name).lower()}-{version}"] = set(re.findall(r"sha256:(\w{64})", entry))
    return found


@pytest.mark.parametrize("target", RUNS_ON)
def test_every_package_has_a_wheel_that_runs_there_and_its_hash_is_in_the_lock(
    target: str, wheelhouse: ModuleType
) -> None:
    """tests/data/wheels.txt: sha256sum of the wheels of four wheelhouses, made anew with the lock."""
    published = [line.split("  ") for line in WHEELS.read_text("utf-8").splitlines()]
    needed = entries(wheelhouse.target_lock((ROOT / "requirements.lock").read_text("utf-8"), target))
    assert len(needed) > 40
    for need, hashes in needed.items():
        fits = [
            digest
            for digest, name in published
            if name.lower().startswith(need + "-") and (RUNS_ON[target] in name or name.endswith("-any.whl"))
        ]
        assert set(fits) & hashes, f"{need}: make wheelhouses anew, and tests/data/wheels.txt"


def test_markers_are_judged_for_the_other_computer(wheelhouse: ModuleType) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    windows, linux = (entries(wheelhouse.target_lock(lock, each)) for each in ("windows", "linux"))
    assert {name.partition("-")[0] for name in set(windows) - set(linux)} == {"colorama"}
    assert not set(linux) - set(windows)
    assert ";" not in wheelhouse.target_lock(lock, "windows")


def test_our_own_wheel_installs_without_a_network_and_has_everything_in_it(
    wheelhouse: ModuleType, tmp_path: Path
) -> None:
    made = wheelhouse.own_wheel(tmp_path)
    lock = tmp_path / wheelhouse.INSTALL
    lock.write_text(wheelhouse.with_own("", made), "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "install",
        "--no-index",
        "--no-deps",
    ]
    pip += [
        "--find-links",
        str(tmp_path),
        "--require-hashes",
        "--target",
        str(tmp_path / "there"),
        "-r",
        str(lock),
    ]
    subprocess.run(pip, check=True, cwd=tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "there")}
    told = subprocess.run(
        [sys.executable, "-c", STARTED, "version"],
        check=True, cwd=tmp_path, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    where, version = told.stdout.splitlines()
    assert str(tmp_path / "there") in where
    assert re.fullmatch(r"debrief \S+, debrief-uk \d+ \(\w{12}\)", version)
    assert (tmp_path / "there" / "debrief" / "locales" / "vi").is_dir()

    made.write_bytes(made.read_bytes() + b"changed")
    refused = subprocess.run([*pip, "--upgrade"], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
