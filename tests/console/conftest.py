"""A made-up UKHTC, built once; each test works on its own copy."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest

from .console_stage import build


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("console") / "ukhtc"
    build(folder)
    gc.freeze()  # what is loaded by now is no garbage later: to look at it each time cost a seventh
    return folder


@pytest.fixture
def ukhtc_folder(_built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_built, tmp_path / "ukhtc"))
