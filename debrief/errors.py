"""The one shape of everything that can go wrong: a code, a sentence, what to do.

A refusal is a class. Its docstring is the message: the first paragraph is one
sentence, the second says what to do. Both may name ``{facts}``: files, lines,
item ids, codes, numbers. A fact is never something that a person said; the
names of facts are a closed list, and their values are short and printable.

    class UnknownItem(Refusal):
        \"\"\"{file}, line {line}: there is no item called {item}.

        Correct the name, or add the item to its section file.\"\"\"

        code = "BANK-04"

A refusal can be raised, or returned where nothing may be thrown (the
interview). ``catalogue()`` lists every class that has been imported; the
manual's list is generated from it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeAlias

from debrief.text import put_in

FACTS = frozenset(
    {
        "agency", "bundle", "card", "choice", "code", "count", "event", "expected", "field",
        "file", "found", "group", "instance", "item", "key", "language", "limit", "line",
        "list", "name", "number", "operator", "path", "reason", "record", "rule", "section", "state",
        "step", "type", "version",
    }
)  # fmt: skip

Words: TypeAlias = Mapping[str, Mapping[str, str]]
"""By fact, each code of ours in words."""
_LONGEST_FACT = 200

_catalogue: dict[str, type[Refusal]] = {}


class Refusal(Exception):
    """Something was refused.

    Nothing was changed. Start again, and report this code if it returns."""

    code: ClassVar[str] = "ANY-00"
    words: ClassVar[Words] = {}
    """Of facts that are codes of ours: said in the reader's language where the sentence is."""

    def __init__(self, **facts: str | int) -> None:
        unknown = set(facts) - FACTS
        if unknown:
            raise TypeError(f"not names of facts: {sorted(unknown)}")
        self.facts = {name: _short(value) for name, value in facts.items()}
        super().__init__(self.code)

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            return  # a family of refusals, never raised itself
        held = _catalogue.setdefault(cls.code, cls)
        if (held.__module__, held.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{cls.code} is both {held.__qualname__} and {cls.__qualname__}")

    @classmethod
    def template(cls) -> tuple[str, str]:
        """The sentence and the remedy, untranslated, with their ``{facts}`` still in them."""
        paragraphs = [" ".join(p.split()) for p in (inspect.getdoc(cls) or "").split("\n\n")]
        return paragraphs[0], " ".join(paragraphs[1:])

    def say(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """The sentence and what to do, in the language of ``translate``."""
        sentence, remedy = self.template()
        facts = {name: self._worded(name, value, translate) for name, value in self.facts.items()}
        return put_in(translate(sentence), facts), put_in(translate(remedy), facts)

    def _worded(self, name: str, value: str, translate: Callable[[str], str]) -> str:
        word = self.words.get(name, {}).get(value)
        return value if word is None else translate(word)

    def __str__(self) -> str:
        sentence, remedy = self.say()
        return f"{self.code}: {sentence} {remedy}".rstrip()


def _short(value: str | int) -> str:
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"


def catalogue() -> list[type[Refusal]]:
    """Every refusal known to the rooms imported so far, by code."""
    return [_catalogue[code] for code in sorted(_catalogue)]
