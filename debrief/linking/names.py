"""Names as they are compared: any script, any order of parts, without titles.

    words("Mr Nguyễn Văn An") == ("nguyen", "van", "an")
    same_key(words("An, NGUYEN Van")) == same_key(words("Nguyễn Văn An"))
    sound("mohammed") == sound("muhammad") == sound(*words("محمد"))

What was said stays as it was said beside it: a key is for finding, never for showing as a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import jellyfish

from debrief.language import in_latin, script_of

TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "madame", "mme",
        "mlle", "auntie", "aunty", "aunt", "uncle", "boss", "mama", "papa", "brother", "sister",
        "alhaji", "alhaja", "hajj", "haji", "hajji", "sheikh", "shaikh", "sheik", "chief", "pastor",
        "reverend", "rev",
    }
)  # fmt: skip
"""How people are addressed; left out of keys, so that a title alone is no name."""

_ARTICLES = frozenset({"al", "el", "ul"})
_SYLLABLES = frozenset({"Hani", "Hang"})
_CONSONANTS = frozenset({"Arab", "Hebr", "Syrc"})
_VOWELS, _APOSTROPHES = "aeiou", "'’`ʼ"
_SOUNDS = re.compile("[cdgkstz]h|.")
_ALIAS = re.compile(
    r"\s*(?:[/;|()\[\]“”„\"]|\b(?:a\.?k\.?a\.?|alias|also known as|known as|called)(?=\s))\s*", re.IGNORECASE
)


def names_in(text: str) -> tuple[str, ...]:
    """The names that one field holds: a second one behind “alias”, a slash, brackets or quotes."""
    return tuple(part.strip(" ,.'‘’") for part in _ALIAS.split(text) if part.strip(" ,.'‘’"))


@lru_cache(maxsize=4_096)  # towns come again and again, people's names seldom: more would only fill memory
def words(name: str) -> tuple[str, ...]:
    """The parts of a name in plain small Latin letters, in the order said, without titles."""
    plain = unicodedata.normalize("NFKC", name)
    latin = in_latin(plain) or plain
    script = script_of(plain)
    if script in _SYLLABLES:
        latin = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", latin)
    if script == "Hani":
        latin = _given_joined(latin)
    if script in _CONSONANTS:
        latin = " ".join(map(_with_first_vowel, plain.split()))
    latin = re.sub(f"[{_APOSTROPHES}]", "", latin.casefold())
    found = [_voiced(part, script) for part in re.findall(r"[a-z0-9]+", latin)]
    return tuple(part for part in _joined(found) if part not in TITLES)


def same_key(parts: tuple[str, ...]) -> str:
    """One text for a name, whatever the order of its parts. Empty for no name."""
    return " ".join(sorted(parts))


def sound(*parts: str) -> str:
    """How the parts sound, whatever their order: Metaphone by the ``jellyfish`` package."""
    return " ".join(sorted(filter(None, (_metaphone(part) for part in parts))))


@lru_cache(maxsize=65_536)
def _metaphone(part: str) -> str:
    heard = str(jellyfish.metaphone(part)) or part
    return f"A{heard[1:]}" if heard[0] in "EIOU" else heard  # which vowel begins it is a matter of spelling


def _voiced(part: str, script: str) -> str:
    """A word of a script that writes no vowels, with one after each consonant, so that it sounds."""
    if script not in _CONSONANTS:
        return part
    first = "a" if part[0] in _VOWELS else ""
    bones = part[0] + re.sub(f"[{_VOWELS}wy]", "", part[1:])
    made = first + "a".join(_SOUNDS.findall(bones.lstrip(_VOWELS)))
    return f"{made}i" if made in _ARTICLES else made  # Ali, not the article: that is written with its word


def _with_first_vowel(word: str) -> str:
    """A word in Latin letters; alef and ayin at its beginning stand for a vowel that has no letter there."""
    latin = in_latin(word) or word
    silent = not word[0].isascii() and not in_latin(word[0]).strip("'`")
    return f"a{latin.lstrip(_APOSTROPHES + 'a')}" if silent else latin


def _given_joined(syllables: str) -> str:
    """A Chinese name as papers have it in Latin letters: the family's sign, and the given ones as one word.

    Of four signs or more the family has two."""
    names = syllables.split()
    family = 2 if len(names) > 3 else 1
    return " ".join(("".join(names[:family]), "".join(names[family:])))


def _joined(parts: list[str]) -> list[str]:
    """An article belongs to the word behind it: “al Hassan”, “el-Hassan” and “Alhassan” are one."""
    found: list[str] = []
    article = False
    for part in parts:
        if article:
            found[-1] = "al" + part
            article = False
        else:
            article = part in _ARTICLES and part is not parts[-1]
            found.append(part)
    return found
