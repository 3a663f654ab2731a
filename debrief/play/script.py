"""An account script as a file: its head and its steps, read and checked for shape. Nothing is played here.

The format is docs/account-script.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from debrief.bank.refusals import BankRefusal, RepeatedKey
from debrief.bank.yaml_source import Mapping, read_text
from debrief.play import refusals as no
from debrief.play.forms import moment

VERSION = 1

_HEAD = frozenset({"account", "case", "about", "debrief", "steps", "not_carried"})
_TEXTS = ("reference", "agency", "agency_id", "edition", "interviewer", "begins")
_OPTIONAL = {"pace": 20, "training": False, "words": "eng", "layer": "original"}
"""What may be left out, and what it then is."""


@dataclass(frozen=True)
class Step:
    """One step as written: its number, from 1, its line, and what stands in it."""

    number: int
    line: int
    data: Mapping = field(repr=False)


@dataclass(frozen=True)
class Script:
    """An account as written down.

    ``begins`` is a moment with its zone, ``pace`` seconds from one event to the
    next, ``words`` the language of plain texts and ``layer`` whether they are the
    person's own or as interpreted, ``not_carried`` the sheet's
    values that no typed field can hold, with the reason.
    """

    file: str
    case: str
    about: str = field(repr=False)
    reference: str
    agency: str
    agency_id: str
    edition: str
    interviewer: str
    begins: str
    pace: int
    training: bool
    words: str
    layer: str
    steps: tuple[Step, ...] = field(repr=False)
    not_carried: dict[str, str] = field(repr=False)


def read_script(path: Path) -> Script:
    """The script in a file. Raises a refusal that names file and line."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise no.NoAccount(file=path.name, reason=error.strerror or "error") from None
    except UnicodeDecodeError:
        raise no.NoAccount(file=path.name, reason="it is not text in UTF-8") from None
    return script_of(text, path.name)


def script_of(text: str, file: str) -> Script:
    """The script in a text; ``file`` stands for it in refusals."""
    try:
        top = read_text(text, file)
    except RepeatedKey as error:
        raise no.Twice(**error.facts) from None
    except BankRefusal as error:
        raise no.NotReadable(file=file, line=error.facts.get("line", "1")) from None
    if top.get("account") != VERSION:
        if isinstance(top.get("account"), int):
            raise no.OtherVersion(file=file, found=top["account"], expected=VERSION)
        raise no.WrongHead(file=file, line=top.line, field="account")
    for key in sorted(set(top) - _HEAD):
        raise no.WrongHead(file=file, line=top.line, field=key)
    head = _head(top, file)
    return Script(
        file=file,
        case=_text(top, "case", file),
        about=str(top.get("about") or ""),
        steps=_steps(top, file),
        not_carried=_reasons(top, file),
        **head,
    )


def _head(top: Mapping, file: str) -> dict[str, Any]:
    data = top.get("debrief")
    if not isinstance(data, Mapping):
        raise no.WrongHead(file=file, line=top.line, field="debrief")
    for key in sorted(set(data) - set(_TEXTS) - set(_OPTIONAL)):
        raise no.WrongHead(file=file, line=data.line, field=f"debrief.{key}")
    made: dict[str, Any] = {key: _text(data, key, file) for key in _TEXTS}
    for key, usual in _OPTIONAL.items():
        made[key] = data.get(key, usual)
        if type(made[key]) is not type(usual):
            raise no.WrongHead(file=file, line=data.line, field=f"debrief.{key}")
    try:
        moment(made["begins"])
    except ValueError:
        raise no.WrongHead(file=file, line=data.line, field="debrief.begins") from None
    if made["layer"] not in ("original", "english"):
        raise no.WrongHead(file=file, line=data.line, field="debrief.layer")
    if not 0 <= made["pace"] <= 3_600:
        raise no.WrongHead(file=file, line=data.line, field="debrief.pace")
    return made


def _text(data: Mapping, key: str, file: str) -> str:
    value = data.get(key)
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value):
        raise no.WrongHead(file=file, line=data.line, field=key)
    return str(value)


def _steps(top: Mapping, file: str) -> tuple[Step, ...]:
    listed = top.get("steps")
    if not isinstance(listed, list) or not listed:
        raise no.WrongHead(file=file, line=top.line, field="steps")
    made: list[Step] = []
    for number, data in enumerate(listed, start=1):
        if not isinstance(data, Mapping):
            line = made[-1].line if made else top.line
            raise no.NoSubject(file=file, line=line, step=number)
        made.append(Step(number, data.line, data))
    return tuple(made)


def _reasons(top: Mapping, file: str) -> dict[str, str]:
    data = top.get("not_carried") or {}
    if not isinstance(data, dict) or not all(isinstance(v, str) and v for v in data.values()):
        raise no.WrongHead(file=file, line=top.line, field="not_carried")
    return dict(data)
