"""Names found by typing them, in their own script or in Latin letters as they are usually spelled.

    has_word(findable("محمد"), "mohammed") and has_word(findable("Mohammed"), "محمد")
    has_word(findable("王小明"), "xiaoming") and has_word(findable("Nguyễn Thị Hạnh"), "hanh")

A table that reads a script into Latin letters leaves out vowels that nobody wrote and gives others than people
choose. So beside the letters stands each word without its vowels, marked so that only its beginning finds it.
For narrowing what is on a screen; whether two names are one is for ``debrief.linking``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from debrief.language.names import fold
from debrief.language.transliteration import in_latin, script_of

_GUESSED, _WRITTEN = "\u2039", "\u203a"
"""Before what is left of a word without vowels: read from another script, or written in Latin letters."""
_NOBODY_S = {ord(letter): 0xE000 + ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz"}
"""Of a private area: folding leaves them as they are."""
_ARTICLE = "ال"
_LEAST = 2
"""So much has to be left of a word, to be looked for without its vowels."""
_BEGINS = dict(zip("eiouqcvj", "aaaakkwy", strict=True))
_APOSTROPHES = "'’`ʼ"


@lru_cache(maxsize=16_384)
def findable(text: str) -> str:
    """All that a text can be found by, folded; for ``has_word``."""
    found = _words(text)
    mark = _GUESSED if _foreign(text) else _WRITTEN
    keys = [_key(mark, _bones(word)) for word in found]
    if len(found) > 1:
        keys.append(_key(mark, _joined(_bones(word) for word in found)))
    articled = (word.removeprefix(_ARTICLE) for word in found if word.startswith(_ARTICLE))
    keys += [_key(_GUESSED, _bones(word)) for word in articled]
    return " ".join((fold(text), *(fold(in_latin(word)) for word in found if _foreign(word)), *keys))


def has_word(text: str, word: str) -> bool:
    """Whether a folded word, or another spelling of it, stands in what ``findable`` gave."""
    return word in text or any(form in text for form in _otherwise(word))


def finds(text: str, words: Iterable[str]) -> bool:
    """Whether a text as it stands has every one of the folded words; nothing is made ready where none can."""
    wanted, plain = list(words), fold(text)
    if all(word in plain for word in wanted):
        return True
    if text.isascii() and all(word.isascii() for word in wanted):
        return False
    return all(has_word(findable(text), word) for word in wanted)


@lru_cache(maxsize=256)
def _otherwise(word: str) -> tuple[str, ...]:
    """The other forms in which ``findable`` may hold what was typed."""
    bones, foreign = _bones(word), _foreign(word)
    marks = (_GUESSED, _WRITTEN) if foreign else (_GUESSED,)
    latin = (fold(in_latin(word)),) if foreign else ()
    return latin + (tuple(_key(mark, bones) for mark in marks) if len(bones) >= _LEAST else ())


def _words(text: str) -> list[str]:
    """Its words, each letter with its marks; without figures."""
    parted = (sign if _spells(sign) else " " for sign in unicodedata.normalize("NFKC", text))
    return [word for word in "".join(parted).split() if word.strip(_APOSTROPHES)]


def _spells(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" or sign in _APOSTROPHES


def _foreign(text: str) -> bool:
    return not text.isascii() and script_of(text) != "Latn"


def _bones(word: str) -> str:
    """A word without its vowels, the first kept as ``a``; letters that are written for each other are one."""
    first = word[:1]
    silent = "" if first.isascii() or in_latin(first).strip("'`") else "a"  # alef, ayin: a vowel stands there
    latin = re.sub("[^a-z]", "", silent + fold(in_latin(word) or word))
    latin = re.sub(r"(.)\1+", r"\1", re.sub("([cdgkpstz])h", r"\1", latin))
    rest = re.sub("[aeiouvwy]|h$", "", latin[1:]).translate(str.maketrans("qc", "kk"))
    return _BEGINS.get(latin[:1], latin[:1]) + rest


def _key(mark: str, bones: str) -> str:
    """In letters that nobody can type: what is typed is not found in the middle of it."""
    return mark + bones.translate(_NOBODY_S)


def _joined(bones: Iterable[str]) -> str:
    """Words written as one: Abdullah for two words, Xiaoming for two signs."""
    first, *others = bones
    return re.sub(r"(.)\1+", r"\1", first + "".join(each.removeprefix("a") for each in others))
