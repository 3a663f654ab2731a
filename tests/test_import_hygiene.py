"""What a room loads when it is run, which a graph of the source cannot show.

The import contracts in pyproject.toml read the source; a library imported by a
library, or inside a function called while a module loads, escapes them. So each
room is imported whole, module by module, in a process of its own.
"""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import debrief

SCREEN = {"textual", "rich"}
TABLES = {"sqlmodel", "sqlalchemy", "sqlcipher3"}
KEYS = {"cryptography"}
RIGHT_OF = {
    "bank": {"interview", "vault", "bundle", "repository", "exchange", "tui"},
    "interview": {"vault", "bundle", "repository", "exchange", "tui"},
    "language": {"bank", "interview", "vault", "bundle", "repository", "exchange", "tui"},
    "vault": {"bundle", "repository", "exchange", "tui"},
    "bundle": {"repository", "exchange", "tui"},
    "repository": {"exchange", "tui"},
    "exchange": {"vault", "bundle", "repository", "desk", "tui"},
}
NEVER = {
    "bank": SCREEN | TABLES | KEYS,
    "interview": SCREEN | TABLES | KEYS,
    "language": SCREEN | TABLES | KEYS,
    "plain": SCREEN,
    "vault": SCREEN,
    "bundle": SCREEN,
    "repository": SCREEN,
    "exchange": SCREEN | TABLES | KEYS,
}

LOAD = """
import importlib, pkgutil, sys
room = importlib.import_module("debrief." + sys.argv[1])
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sorted(sys.modules), sep="\\n")
"""


def loaded_by(room: str) -> set[str]:
    """The names of all modules in memory once every module of a room is imported."""
    done = subprocess.run([sys.executable, "-c", LOAD, room], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("room", sorted(NEVER))
def test_a_room_loads_nothing_from_beyond_its_walls(room: str) -> None:
    modules = loaded_by(room)
    assert f"debrief.{room}" in modules
    packages = {name.partition(".")[0] for name in modules}
    rooms = {name.split(".")[1] for name in modules if name.startswith("debrief.")}
    assert not packages & NEVER[room]
    assert not rooms & RIGHT_OF.get(room, set())


LATE = {"pydantic", "pydantic_core", "sqlmodel", "sqlalchemy", "cryptography", "yaml", "edtf", "phonenumbers"}
"""Heavier than the first screen; they are read while the passphrase is typed."""


@pytest.mark.parametrize(
    "first",
    ["import debrief.cli", "import debrief.tui.start, debrief.tui.app, debrief.tui.screens.unlock"],
    ids=["command line", "first screen"],
)
def test_what_comes_first_waits_for_nothing_heavy(first: str) -> None:
    code = f"{first}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    assert "debrief.errors" in modules
    assert not {name.partition(".")[0] for name in modules} & LATE
    assert not {
        name for name in modules if name.startswith(("debrief.bank", "debrief.vault", "debrief.interview"))
    }


def test_what_a_package_offers_is_there() -> None:
    for found in pkgutil.walk_packages(debrief.__path__, "debrief."):
        if found.ispkg:
            package = importlib.import_module(found.name)
            offered = list(getattr(package, "__all__", ()))
            assert len(offered) == len(set(offered)), found.name
            assert [name for name in offered if not hasattr(package, name)] == [], found.name
