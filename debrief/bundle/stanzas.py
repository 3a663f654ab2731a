"""The header of an age v1 file: who may open it. Parsed strictly, within bounds.

    age-encryption.org/v1
    -> X25519 SVrzdFfkPxf0LPHOUGB1gNb9E5Vr8EUDa9kxk04iQ0o
    0OrTkKHpE7klNLd0k+9Uam5hkQkzMxaqKcIPRIO1sNE
    --- gxhoSa5BciRDt8lOpYNcx4EYtKpS0CJ06F3ZwN82VaM

Source: https://age-encryption.org/v1 (C2SP). The bounds of 64 KiB and 64
stanzas are ours: work done before anything is authenticated must be small.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from .refusals import AgeHeader, AgeTooLong, ArmoredAge, NotAge, PassphraseAge

VERSION = b"age-encryption.org/v1\n"
MAX_HEADER = 64 * 1024
MAX_STANZAS = 64
_COLUMNS = 64
_MAC_LINE = len("--- ") + 43
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")
_ARMOR = re.compile(rb"-----\s*BEGIN")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")


@dataclass(frozen=True)
class Stanza:
    """One recipient's line: its type, its arguments, and the wrapped file key."""

    type: bytes
    arguments: tuple[bytes, ...]
    body: bytes

    def encode(self) -> bytes:
        """As it stands in the file, ending in a line shorter than 64 columns."""
        text = encode64(self.body)
        lines = [text[i : i + _COLUMNS] for i in range(0, len(text) + 1, _COLUMNS)]
        first = b" ".join((b"->", self.type, *self.arguments))
        return b"".join(line + b"\n" for line in (first, *lines))


@dataclass(frozen=True)
class Header:
    """What stands before the payload. ``covered`` is what the MAC is over."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes
    length: int


def encode64(data: bytes) -> bytes:
    """Base64 without padding."""
    return base64.b64encode(data).rstrip(b"=")


def decode64(text: bytes) -> bytes:
    """Only the one canonical form is read; anything else refuses the header."""
    try:
        if not _BASE64.fullmatch(text):
            raise AgeHeader(reason="base64")
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise AgeHeader(reason="base64") from None
    if encode64(data) != text:
        raise AgeHeader(reason="base64 not canonical")
    return data


def parse(data: bytes) -> Header:
    """The header at the beginning of ``data``.

    Refuses what is not age, armored or passphrase files, and any header that is
    malformed or over the bounds.
    """
    if not data.startswith(VERSION):
        raise ArmoredAge if _ARMOR.search(data, 0, MAX_HEADER) else NotAge
    lines = _Lines(data)
    stanzas: list[Stanza] = []
    while True:
        start, line = lines.at, lines.next()
        if line.startswith(b"---"):
            return Header(tuple(stanzas), data[: start + 3], _mac(line, stanzas), lines.at)
        if len(stanzas) == MAX_STANZAS:
            raise AgeTooLong(limit=MAX_STANZAS)
        stanzas.append(_stanza(line, lines))


def _mac(line: bytes, stanzas: list[Stanza]) -> bytes:
    if not stanzas or len(line) != _MAC_LINE or not line.startswith(b"--- "):
        raise AgeHeader(reason="last line")
    return decode64(line[4:])


def _stanza(line: bytes, lines: _Lines) -> Stanza:
    words = line.split(b" ")
    if words[0] != b"->" or len(words) < 2 or not all(map(_ARGUMENT.fullmatch, words[1:])):
        raise AgeHeader(reason="stanza")
    # Its work factor would let a stranger choose how long we work.
    if words[1] == b"scrypt":
        raise PassphraseAge
    body: list[bytes] = []
    while not body or len(body[-1]) == _COLUMNS:
        body.append(lines.next())
        if len(body[-1]) > _COLUMNS:
            raise AgeHeader(reason="long line")
    return Stanza(words[1], tuple(words[2:]), decode64(b"".join(body)))


class _Lines:
    """Lines of the header, none of which may end beyond its bound."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = len(VERSION)

    def next(self) -> bytes:
        end = self._data.find(b"\n", self.at, MAX_HEADER)
        if end < 0:
            raise (
                AgeTooLong(limit=MAX_HEADER) if len(self._data) > MAX_HEADER else AgeHeader(reason="cut short")
            )
        line, self.at = self._data[self.at : end], end + 1
        return line
