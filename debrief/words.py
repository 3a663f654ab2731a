"""Words a person can say: passphrases, and keys read aloud over the telephone.

The list is EFF's long word list: 7,776 English words, none offensive, no two
alike by ear, each with the number five dice would show for it. One word is
log2(7776) = 12.92 bits.

    >>> len(passphrase().split())           # 77.5 bits
    6
    >>> read_back = fingerprint("age", b"the public key")
    >>> len(read_back.words), len(read_back.groups)
    (10, 10)

Ten words are 129 bits of ``SHA-256("debrief-fp/1" | kind | key)``. Where English
words are no help, the same ten values are read as five-digit dice numbers.
The check word depends on the ten others and shows a slip of the tongue; it adds
no strength.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

LEAST_WORDS = 5
_FINGERPRINT_WORDS = 10
# of the list as EFF published it
_LIST_SHA256 = "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
_KIND = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Fingerprint:
    """A public key as ten words, the same as five-digit groups, and a check word."""

    words: tuple[str, ...]
    groups: tuple[str, ...]
    check: str
    check_group: str

    def is_read_back(self, said: str) -> bool:
        """Whether ``said`` are the ten words, or the ten groups, with or without the check word."""
        parts = tidy(said).replace(",", " ").replace("(", " ").replace(")", " ").split()
        whole = ((*self.words, self.check), (*self.groups, self.check_group))
        return any(tuple(parts) in (each[:-1], each) for each in whole)

    def is_at(self, place: int, said: str) -> bool:
        """Whether ``said`` is the word, or the group, at this place (from 0)."""
        return tidy(said) in (self.words[place], self.groups[place])

    def __str__(self) -> str:
        return " ".join((*self.words, f"({self.check})"))


def passphrase(n: int = 6) -> str:
    """``n`` words drawn by the system's generator, with spaces between: 12.92 bits each.

    Raises ValueError for fewer than five: a passphrase that can be guessed
    from a copied laptop is worse than none, because it is trusted.
    """
    if n < LEAST_WORDS:
        raise ValueError(f"a passphrase has at least {LEAST_WORDS} words")
    return " ".join(secrets.choice(word_list()) for _ in range(n))


def tidy(typed: str) -> str:
    """What was typed, as it would have been generated: lower case, single spaces."""
    return " ".join(typed.casefold().split())


def fingerprint(kind: str, key: bytes) -> Fingerprint:
    """The spoken form of a public key.

    ``kind`` is what the key is for (``age``, ``ssh-ed25519``): the same bytes
    in another use give other words. ``key`` is the raw public key.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError("a kind of key is 1 to 40 of a-z, 0-9 and -")
    digest = sha256(b"debrief-fp/1|" + kind.encode() + b"|" + key).digest()
    chosen = _base(int.from_bytes(digest, "big"), _FINGERPRINT_WORDS)
    words, groups = _spoken(chosen)
    check_words, check_groups = _spoken(_check(groups))
    return Fingerprint(words, groups, check_words[0], check_groups[0])


def places_to_ask(count: int = 3) -> list[int]:
    """Some of the ten places, by chance and in order: nobody can foresee which words will be asked."""
    return sorted(secrets.SystemRandom().sample(range(_FINGERPRINT_WORDS), count))


def fingerprint_words(kind: str, key: bytes) -> tuple[str, ...]:
    """The ten words alone, for screens that ask for some of them to be typed."""
    return fingerprint(kind, key).words


@cache
def word_list() -> tuple[str, ...]:
    """The 7,776 words in the order of their dice numbers."""
    return tuple(word for _, word in _entries())


def _base(value: int, count: int) -> list[int]:
    size = len(word_list())
    return [value // size**place % size for place in reversed(range(count))]


def _check(groups: tuple[str, ...]) -> list[int]:
    digest = sha256(b"debrief-fp-check/1|" + " ".join(groups).encode()).digest()
    return _base(int.from_bytes(digest, "big"), 1)


def _spoken(places: list[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entries = _entries()
    return tuple(entries[p][1] for p in places), tuple(entries[p][0] for p in places)


@cache
def _entries() -> tuple[tuple[str, str], ...]:
    text = files("debrief").joinpath("words_eff_large.txt").read_text("ascii")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    # A changed list would change every fingerprint that was ever read aloud.
    if sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest() != _LIST_SHA256:
        raise RuntimeError("debrief/words_eff_large.txt is not the list it must be; reinstall")
    return tuple((number, word) for number, word in (line.split("\t") for line in lines))
