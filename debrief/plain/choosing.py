"""Choosing from a list by number, by code, or by a part of the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from debrief.language import has_word, marked, say
from debrief.plain.prompts import Given, Prompts
from debrief.text import cleaned, folded
from debrief.tui.widgets.spec import Option

_FEW = 12
"""A list up to so long is read out by itself."""
_MOST = 20
_HELP = marked("Write a number, or a part of the words. Enter alone leaves it.")
_ALL = {"all": marked("reads out the whole list")}
Missed = Callable[[str], None]
"""Told a line that is nothing of the list, so that it can be kept."""


class Chooser:
    """One list at one prompt. ``numbers`` are those of things; else they count from 1."""

    def __init__(
        self,
        prompts: Prompts,
        options: Sequence[Option],
        *,
        numbers: Sequence[int] | None = None,
        missed: Missed = lambda line: None,
    ) -> None:
        self.prompts, self.options, self.missed = prompts, list(options), missed
        self.numbers = list(numbers) if numbers is not None else list(range(1, len(self.options) + 1))

    def read_out(self) -> None:
        """Every choice with its number, where there are few of them."""
        if len(self.options) <= _FEW:
            self._listed(self.options)
        else:
            self.prompts.put(say("{count} choices. .all reads them out.", count=len(self.options)))

    def _listed(self, options: Sequence[Option]) -> None:
        for number, option in zip(self.numbers, self.options, strict=True):
            if option in options:
                self.prompts.put(f"{number} {option.label}")

    def one(self, prompt: str, own: dict[str, str] | None = None) -> Option | Given | None:
        """A choice; ``None`` at a blank line; or a command of the prompt’s own."""
        while True:
            reply = self.prompts.ask(prompt, say(_HELP), {**_ALL, **(own or {})})
            if isinstance(reply, Given):
                if reply.name != "all":
                    return reply
                self._listed(self.options)
                continue
            if not reply.strip():
                return None
            found = self.matching(reply)
            if len(found) == 1:
                return found[0]
            self._say_more(reply, found)

    def _say_more(self, line: str, found: Sequence[Option]) -> None:
        if not found:
            self.missed(line)
            self.prompts.put(say("Nothing in the list has this in it."))
        elif len(found) > _MOST:
            count = len(found)
            self.prompts.put(say("{count} choices have this in them. Write more of the words.", count=count))
        else:
            self.prompts.put(say("Which of these?"))
            self._listed(found)

    def matching(self, line: str) -> list[Option]:
        """The choices a line may mean: its number, its code or its very words; else all that hold them."""
        line = cleaned(line).strip()
        if re.fullmatch(r"\d{1,6}", line):
            return [o for n, o in zip(self.numbers, self.options, strict=True) if n == int(line)]
        exact = [o for o in self.options if o.code == line]
        wanted = folded(line)
        exact = exact or [o for o in self.options if folded(o.label) == wanted]
        if exact:
            return exact[:1]
        words = wanted.split()
        held = [(option, folded(f"{option.label} {option.searchable}")) for option in self.options]
        return [option for option, text in held if all(has_word(text, word) for word in words)]


def pick(
    prompts: Prompts,
    head: str,
    options: Sequence[Option],
    prompt: str,
    numbers: Sequence[int] | None = None,
) -> str | None:
    """A code from a short list that is read out; ``None`` at a blank line. ``numbers`` are those of things."""
    chooser = Chooser(prompts, options, numbers=numbers)
    if head:
        prompts.put(head)
    chooser.read_out()
    found = chooser.one(prompt)
    return found.code if isinstance(found, Option) else None


def pick_or_words(prompts: Prompts, head: str, options: Sequence[Option], prompt: str) -> tuple[str, str]:
    """A code of a short list, or else the words written: one of the two is empty, both at a blank line."""
    prompts.list(head, [option.label for option in options])
    reply = prompts.ask_line(prompt, say("A number of the list, or in words. Enter alone leaves it."))
    if re.fullmatch(r"\d{1,2}", reply) and 0 < int(reply) <= len(options):
        return options[int(reply) - 1].code, ""
    return "", reply
