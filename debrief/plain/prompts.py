"""Prompts: a line is an answer, unless it begins as a command does.

A command is a dot or a slash and then, at once, a letter: ``.stop``, ``/s declined``. A question
mark alone is help. ``. .com`` (a dot, a space) says what follows as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from debrief.errors import Refusal
from debrief.language import say, say_error
from debrief.plain.lines import Lines
from debrief.text import folded

_COMMAND = re.compile(r"^[./]([^\W\d_][\w-]*)(?:\s+(.*))?$", re.DOTALL)
_KEYS = {
    "F1": "?", "F2": ".note", "F3": ".talk", "F4": ".distress", "F5": ".stop", "F6": ".language",
    "F7": ".urgent", "F8": ".waits", "F9": ".end", "F10": ".next", "F12": ".hide", "Esc": "Enter",
    "Ctrl+A": ".account", "Ctrl+P": ".wording", "Ctrl+K": ".cue", "Ctrl+W": ".texts", "Ctrl+U": ".touch",
    "Ctrl+R": ".history", "Ctrl+T": ".now", "Ctrl+E": ".how",
}  # fmt: skip
"""The keys that sentences shared with the screens name, and what does the same here."""
_KEY = re.compile("|".join(rf"(?<!\w){re.escape(key)}(?!\w)" for key in sorted(_KEYS, key=len, reverse=True)))


@dataclass(frozen=True)
class Given:
    """A command that belongs to the prompt itself, and what stands behind it."""

    name: str
    rest: str


class AsItStands(str):
    """A line that was written after a dot and a space: it ends nothing and commands nothing."""

    __slots__ = ()


Reply: TypeAlias = str | Given
Do: TypeAlias = Callable[[str], None]


@dataclass(frozen=True)
class Command:
    """``name`` and its short forms; ``does`` says in a few words what it does; ``do`` gets the rest."""

    name: str
    short: tuple[str, ...]
    does: str
    do: Do


class Prompts:
    """Asks, and does what commands say. ``tell_help`` is told what the prompt asks for."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.commands: Mapping[str, Command] = {}
        self.refused_names: Callable[[Refusal], Refusal] = lambda refusal: refusal
        self.about: Callable[[], list[str]] = list
        """What help begins with: what one should know at the place one is in."""

    # -- saying ----------------------------------------------------------------------------

    def put(self, text: str = "") -> None:
        """A text, with the commands in place of keys."""
        self.lines.put(in_commands(text))

    def list(self, head: str, rows: Sequence[str]) -> None:
        """A head, and a numbered line for each row."""
        if head:
            self.put(head)
        for number, row in enumerate(rows, start=1):
            self.put(f"{number} {row}")

    def refuse(self, refusal: Refusal | None) -> bool:
        """Says a refusal, if there is one: sentence, what to do, code."""
        if refusal is None:
            return False
        sentence, remedy = self.refused_names(refusal).say(say_error)
        self.put(say("Refused: {sentence}", sentence=sentence))
        if remedy:
            self.put(remedy)
        self.put(refusal.code)
        return True

    # -- asking ----------------------------------------------------------------------------

    def ask(self, prompt: str, help_: str = "", own: Mapping[str, str] | None = None) -> Reply:
        """A line. ``own``: commands of this prompt alone, with what each does."""
        own = own or {}
        while True:
            line = self.lines.ask(in_commands(prompt))
            if line.strip() in ("?", "؟"):
                self._help(help_, own)
                continue
            if line.startswith((". ", "/ ")):
                return AsItStands(line[2:])
            match = _COMMAND.match(line)
            if match is None:
                return line
            name, rest = match[1].casefold(), (match[2] or "").strip()
            if name in own:
                return Given(name, rest)
            self._do(name, rest)

    def ask_line(self, prompt: str, help_: str = "") -> str:
        """A line at a prompt that has no commands of its own; blank where nothing was written."""
        reply = self.ask(prompt, help_)
        assert isinstance(reply, str)
        return " ".join(reply.split())

    def _do(self, name: str, rest: str) -> None:
        command = self.commands.get(name)
        if command is None:
            self.put(say("There is no command .{name} here. ? lists them.", name=name))
            self.put(say("To say a line that begins so, write a dot and a space before it."))
            return
        try:
            command.do(rest)
        except Refusal as refusal:
            self.refuse(refusal)

    def _help(self, help_: str, own: Mapping[str, str]) -> None:
        for line in self.about():
            self.put(line)
        self.put(help_ or say("A line is taken as it is written. Enter alone goes on."))
        for name, does in own.items():
            self.put(f".{name}: {say(does)}")
        self.put(say("To say a line that begins with a dot and a letter, write a dot and a space before it."))
        self.put(say(".help lists every command."))

    def help(self, rest: str) -> None:
        """Every command with what it does; or those whose name or words hold what was written."""
        for command in dict.fromkeys(self.commands.values()):
            names = ", ".join(f".{name}" for name in (command.name, *command.short))
            line = f"{names}: {say(command.does)}"
            if folded(rest) in folded(line):
                self.put(line)


def by_name(commands: Sequence[Command]) -> dict[str, Command]:
    """Every name and short form, with its command. Raises ``ValueError`` where two have the same."""
    found: dict[str, Command] = {}
    for command in commands:
        for name in (command.name, *command.short):
            if name in found:
                raise ValueError(name)
            found[name] = command
    return found


def in_commands(text: str) -> str:
    """A sentence of the screens, with the commands that do what its keys do."""
    return _KEY.sub(lambda match: _KEYS[match[0]], text)
