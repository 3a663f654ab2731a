"""What a catalogue must not hold, found before anybody is asked in its words.

Every finding has its file, line and context. What gettext itself knows (``msgfmt --check``) is not repeated
but where the app would suffer from it: a lost fact, a wrong rule for plurals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from debrief.language import contexts, messages
from debrief.language.glossary import Term
from debrief.language.po_files import parse, plural_header
from debrief.language.pseudo import FACT
from debrief.language.refusals import DamagedCatalogue
from debrief.language.supported import cldr
from debrief.language.transliteration import script_of

_UNREAD = "cannot be read here, its letters are not composed (NFC), or one of them steers the screen"
_STEERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FEW = 3
"""Texts of fewer words may be the same in two languages."""
_TIMES, _MORE = 2.2, 24
"""A text that is put to a person may have so many times the letters of the English, and so many more."""


@dataclass(frozen=True)
class Finding:
    """One fault of a catalogue. ``file:line: context: what``."""

    file: str
    line: int
    context: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.context}: {self.what}"


def check(tag: str, path: Path, glossary: tuple[Term, ...] = ()) -> list[Finding]:
    """Every finding about the catalogue of a language, in the order of its lines."""
    name = f"{tag}/{path.name}"
    try:
        content = path.read_bytes()
        parse(name, content)
        catalog = messages.parse(content.decode("utf-8"))
    except DamagedCatalogue as damaged:
        return [Finding(name, int(damaged.facts["line"]), "", _UNREAD)]
    except OSError as error:
        return [Finding(name, 0, "", error.strerror or "cannot be read")]
    header = _header(tag, content.decode("utf-8"))
    found = [Finding(name, 1, "", header)] if header else []
    # a false friend has honest uses: a man is "pan" where nobody is a boss
    banned = [word for term in glossary if term.kind == "avoid" for word in term.not_]
    for message in catalog:
        if message.id and any(messages.forms(message)) and not message.fuzzy:
            for what in _faults(message, tag, catalog, banned):
                found.append(Finding(name, message.lineno or 0, message.context or "interface", what))
    return found


def _header(tag: str, text: str) -> str:
    wanted = plural_header(cldr(tag))
    return "" if wanted in text else f"its Plural-Forms are not those of CLDR: {wanted}"


def _faults(message: Message, tag: str, catalog: Catalog, banned: list[str]) -> Iterator[str]:
    forms, english = messages.forms(message), _english(message)
    if not all(forms):
        yield f"not each of the {catalog.num_plurals} plural forms is there"
    for form in filter(None, forms):
        yield from (fault for look in _LOOKS if (fault := look(form, english, message)))
        if contexts.is_for_children(message.context):
            yield from (f"a child hears “{word}”" for word in banned if _holds(form, word, tag))


def _lost(form: str, english: str, message: Message) -> str:
    wanted, held = set(FACT.findall(english)), set(FACT.findall(form))
    if isinstance(message.id, (tuple, list)):  # “one person” needs no number
        wanted -= {"{count}"} - held
    parted = sorted(wanted ^ held)
    if parted:
        return f"its facts are not the English ones: {', '.join(parted)}"
    return "" if FACT.sub("", form).count("{") == FACT.sub("", english).count("{") else "a brace is broken"


def _copied(form: str, english: str, message: Message) -> str:
    words = re.findall(r"[^\W\d_]+", FACT.sub("", english))
    plain = [word for word in words if word.islower() and len(word) >= _FEW]  # a name has few or none
    named = len(plain) < 2 and not contexts.is_put_to_the_person(message.context)
    return "it is the English" if form == english and len(words) >= _FEW and not named else ""


def _mixed(form: str, english: str, message: Message) -> str:
    """Two scripts in one word: a letter that only looks right. Names taken over from the English are none."""
    foreign = set(re.findall(r"[A-Za-z]+", english))
    for word in re.findall(r"[^\W\d_]+", FACT.sub(" ", form)):
        rest = re.sub(r"[A-Za-z]+", lambda run: "" if run[0] in foreign else run[0], word)
        scripts = {script_of(letter) for letter in rest} - {"Zyyy"}
        if len(scripts) > 1 and scripts != {"Hani", "Latn"}:  # Chinese writes some words so: U盘
            return f"two scripts in one word ({', '.join(sorted(scripts))}): {word}"
    return ""


def _steered(form: str, english: str, message: Message) -> str:
    return "it holds a control character of direction" if _STEERS.search(form) else ""


def _long(form: str, english: str, message: Message) -> str:
    if not contexts.is_put_to_the_person(message.context) or len(form) <= _TIMES * len(english) + _MORE:
        return ""
    return f"much longer than the English: {len(form)} letters for {len(english)}"


_LOOKS: tuple[Callable[[str, str, Message], str], ...] = (_lost, _copied, _mixed, _steered, _long)


def _holds(form: str, word: str, tag: str) -> bool:
    """Whether a text holds a word; Chinese parts no words."""
    found, sought = form.casefold(), word.casefold()
    if tag.startswith("zh"):
        return sought in found
    return bool(re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", found))


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[-1])
