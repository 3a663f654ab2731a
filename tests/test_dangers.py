"""What is dangerous in Python stands nowhere in the program: held over its source, by whatever name.

Archives are never extracted, nothing is unpickled, YAML makes no objects, no file is temporary, what a person
said is neither printed nor logged nor drawn as markup, chance is never guessable, no text becomes code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "debrief").rglob("*.py"))

MODULES = {
    "pickle": "nothing is unpickled",
    "marshal": "nothing is unpickled",
    "shelve": "nothing is unpickled",
    "dill": "nothing is unpickled",
    "logging": "what a person said is in no log",
    "tempfile": "there are no temporary files in clear",
    "random": "chance comes from secrets",
    "tarfile": "an archive is never extracted",
    "zipfile": "an archive is never extracted",
    "pdb": "nobody looks into a running interview",
}
SEEDED = ("debrief/proof/", "debrief/simulate/")
"""Examples for proofs, and people who are made up, are drawn from a seed: they are the same each time."""
SILENCED = "debrief/process/silencing.py"
"""Where other packages' logs are stopped."""
MEMBERS = {
    "extractall": "an archive is never extracted",
    "unpack_archive": "an archive is never extracted",
    "mktemp": "there are no temporary files in clear",
    "copy_to_clipboard": "nothing goes to the clipboard",
    "from_markup": "data are never markup",
    "system": "no shell is run",
    "popen": "no shell is run",
    "print_exc": "an error's words hold values",
    "format_exc": "an error's words hold values",
    "print_exception": "an error's words hold values",
    "format_exception": "an error's words hold values",
    "TracebackException": "an error's words hold values",
    "full_load": "YAML is read by a safe loader alone",
    "full_load_all": "YAML is read by a safe loader alone",
    "unsafe_load": "YAML is read by a safe loader alone",
    "unsafe_load_all": "YAML is read by a safe loader alone",
}
BUILTINS = {
    "eval": "no text becomes code",
    "exec": "no text becomes code",
    "compile": "no text becomes code",
    "__import__": "no text becomes code",
    "breakpoint": "nobody looks into a running interview",
}
PRINTS = {"debrief/process/__init__.py", "debrief/tui/process.py", "debrief/language/__main__.py"}
"""Where a refusal is said after the screen has gone (tests/tui/test_process.py looks at what it says), and
where texts to be translated are counted."""
KEYWORDS: dict[str, tuple[object, str]] = {
    "markup": (False, "data are never markup"),
    "shell": (False, "no shell is run"),
    "echo": (False, "what a person said is in no log"),
    "hide_parameters": (True, "what a person said is in no error of the database"),
    "hide_input_in_errors": (True, "what a person said is in no error of a form"),
    "show_locals": (False, "a traceback holds values"),
    "inline": (False, "the screen leaves nothing behind"),
}
"""Keyword arguments that have one value, and that written out."""
WITH = {"create_engine": "hide_parameters"}


def dangers(source: str, name: str = "debrief/somewhere.py") -> list[str]:
    """What is dangerous in a module, each with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        found += [f"{name}:{node.lineno} {why}" for why in _of(node, name)]  # type: ignore[attr-defined]
    return found


def _of(node: ast.AST, name: str) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imported(node, name)
    if isinstance(node, ast.Attribute) and node.attr in MEMBERS:
        yield MEMBERS[node.attr]
    if isinstance(node, ast.Name) and node.id in BUILTINS:
        yield BUILTINS[node.id]
    if isinstance(node, ast.Name) and node.id == "print" and name not in PRINTS:
        yield "what a person said is not printed"
    if isinstance(node, ast.Call):
        yield from _called(node)


def _imported(node: ast.Import | ast.ImportFrom, name: str) -> Iterator[str]:
    module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
    modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [module]
    for each in modules:
        top = each.split(".")[0]
        allowed = (top == "random" and name.startswith(SEEDED)) or (top == "logging" and name == SILENCED)
        if top in MODULES and not allowed:
            yield MODULES[top]
    if isinstance(node, ast.ImportFrom) and not node.level:
        yield from (MEMBERS[alias.name] for alias in node.names if alias.name in MEMBERS)
        if module == "yaml" and any(
            "Loader" not in alias.name or "Unsafe" in alias.name for alias in node.names
        ):
            yield "YAML is read by a safe loader alone"


def _called(node: ast.Call) -> Iterator[str]:
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for name, (value, why) in KEYWORDS.items():
        if name in given and not (isinstance(given[name], ast.Constant) and given[name].value is value):
            yield why
    if called in WITH and WITH[called] not in given:
        yield KEYWORDS[WITH[called]][1]
    of = node.func.value if isinstance(node.func, ast.Attribute) else None
    loading = isinstance(of, ast.Name) and of.id == "yaml" and called in ("load", "load_all", "compose")
    if loading and not ast.unparse(given.get("Loader", node.func)).endswith("SafeLoader"):
        yield "YAML is read by a safe loader alone"


def test_nothing_dangerous_stands_in_the_program() -> None:
    named = [(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()) for path in SOURCES]
    assert not [each for source, name in named for each in dangers(source, name)]
    assert len(named) > 300


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "import pickle as p", "from pickle import loads", "import logging.handlers",
        "from tempfile import NamedTemporaryFile", "import random", "from random import choice",
        "import tarfile", "archive.extractall('.')", "from shutil import unpack_archive",
        "shutil.unpack_archive(a)",
        "f = archive.extractall", "yaml.load(t)", "yaml.load(t, Loader=yaml.Loader)", "yaml.full_load(t)",
        "yaml.load(t, Loader=yaml.UnsafeLoader)", "from yaml import load", "from yaml import unsafe_load",
        "yaml.load_all(t, Loader=yaml.FullLoader)", "print(answer)", "show = print", "Static(x, markup=True)",
        "Static(x, markup=yes)", "Text.from_markup(x)", "eval(x)", "f = exec", "os.system(x)",
        "subprocess.run(x, shell=True)", "create_engine(u)", "create_engine(u, hide_parameters=False)",
        "create_engine(u, hide_parameters=True, echo=True)", "ConfigDict(hide_input_in_errors=False)",
        "app.run(inline=True)", "traceback.print_exc()", "from traceback import format_exception",
        "__import__('pickle')",
    ],
)  # fmt: skip
def test_each_danger_is_seen(source: str) -> None:
    assert dangers(source)


@pytest.mark.parametrize(
    "source",
    [
        "yaml.load(t, Loader=yaml.CSafeLoader)", "yaml.safe_load(t)", "Static(x, markup=False)",
        "re.compile(x)",        "import secrets", "create_engine(u, hide_parameters=True)", "model.eval(x)",
        "from yaml import SafeLoader",
    ],
)  # fmt: skip
def test_what_is_safe_is_let_be(source: str) -> None:
    assert not dangers(source)


def test_chance_from_a_seed_is_for_what_is_made_up_alone() -> None:
    assert not dangers("import random", "debrief/proof/examples.py")
    assert dangers("import random", "debrief/vault/keys.py")
