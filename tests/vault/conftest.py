"""Fixtures of the vault's tests; the helpers are in vault_making."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage
import pytest
from vault_making import Maker

from debrief.vault import Vault


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path, pyrage.x25519.Identity.generate())


@pytest.fixture
def vault(maker: Maker) -> Iterator[Vault]:
    with maker.make() as made:
        yield made


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """A fresh copy of a vault's folder, to be damaged."""
    count = 0

    def copy(folder: Path) -> Path:
        nonlocal count
        count += 1
        return Path(shutil.copytree(folder, tmp_path / f"copy-{count}"))

    return copy
