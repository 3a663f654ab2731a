"""JSON with one byte form (RFC 8785), read without trust.

    dumps({"b": 1, "a": "é"}) == b'{"a":"\\xc3\\xa9","b":1}'
    loads(dumps(value)) == value

`loads` refuses every other spelling of the same value: duplicate keys, spaces,
NaN, escapes where none are needed. It also refuses text that could steer a
terminal or mislead a reader. Numbers are whole: nothing here is measured.

Whole documents are looked at in a few passes of C; only what looks odd there is walked text by text
(docs/decisions/0025).
"""

from __future__ import annotations

import gc
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, NoReturn

from .refusals import (
    ForbiddenCharacter,
    JsonInvalid,
    JsonNotCanonical,
    JsonTooLarge,
    NotNormalised,
)

_UNNAMED = "The document"
MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 64
MAX_PARTS = 500_000
MAX_PARTS_TOGETHER = 4_000_000
"""Commas and brackets in one document, and in a bundle: memory is taken by parts, not bytes."""
_WIDEST = 2**53 - 1
"""RFC 8785 knows whole numbers up to here: beyond, other readers of JSON round."""

# Controls but \n and \t, bidirectional overrides and isolates, BOM, interlinear marks.
# ZWNJ, ZWJ, LRM and RLM stay: Persian, Kurdish, Hindi and Arabic names need them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_WELCOME = "\u200c\u200d\u200e\u200f\u00a0"
"""Not printable to Python, but common in names and sentences."""
_ESCAPED_CONTROLS = ("\\b", "\\f", "\\r", "\\u")
_BELOW_ASTRAL = bytes(range(0xF0))
"""Every byte that UTF-8 writes for characters up to U+FFFF."""
_CONTAINERS = frozenset({dict, list})


def dumps(value: object) -> bytes:
    """The canonical bytes; refuses what `loads` would not read back."""
    try:
        data = encode(value)
        same = loads(data) == value
    except (TypeError, ValueError, RecursionError):
        raise JsonInvalid(name=_UNNAMED, reason="not JSON") from None
    if not same:
        raise JsonInvalid(name=_UNNAMED, reason="not JSON")
    return data


def encode(value: object) -> bytes:
    """The canonical bytes of a value that `loads` gave: texts, whole numbers, lists, objects.

    UnicodeEncodeError for half a character.
    """
    data = _written(value)
    # RFC 8785 sorts names by UTF-16, Python by code point: the same where no character needs two units.
    return _written(_in_order(value), in_order=True) if data.translate(None, _BELOW_ASTRAL) else data


def loads(data: bytes, *, name: str = _UNNAMED) -> Any:
    """The value of canonical JSON. ``name`` is the file's, for the refusal."""
    if len(data) > MAX_BYTES or parts(data) > MAX_PARTS:
        raise JsonTooLarge(name=name, limit=MAX_BYTES // 2**20)
    with uncollected():
        text, value = _parse(data, name)
        _check_depth(value, name)
        if not _plain(text):
            for each in _texts(value):
                check_text(each, name=name)
        try:
            same = encode(value) == data
        except UnicodeEncodeError:
            raise JsonInvalid(name=name, reason="number or character") from None
    if not same:
        raise JsonNotCanonical(name=name)
    return value


def parts(data: bytes) -> int:
    """An upper bound of the number of values in a document, without parsing it."""
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def check_together(documents: Iterable[bytes]) -> None:
    """Refuse documents that are too much together, before the first is parsed."""
    if sum(map(parts, documents)) > MAX_PARTS_TOGETHER:
        raise JsonTooLarge(name="The content", limit=MAX_BYTES // 2**20)


def check_text(text: str, *, name: str = _UNNAMED) -> None:
    """Refuse characters that steer a terminal or hide what is written, and text not in NFC."""
    if _FORBIDDEN.search(text):
        raise ForbiddenCharacter(name=name)
    if not unicodedata.is_normalized("NFC", text):
        raise NotNormalised(name=name)


def _parse(data: bytes, name: str) -> tuple[str, Any]:
    def whole_only(text: str) -> NoReturn:
        raise JsonInvalid(name=name, reason="number not whole")

    def whole(text: str) -> int:
        number = int(text)
        if abs(number) > _WIDEST:
            raise JsonInvalid(name=name, reason="number or character")
        return number

    try:
        text = data.decode("utf-8")
        return text, json.loads(text, parse_float=whole_only, parse_int=whole, parse_constant=whole_only)
    except RecursionError:
        raise JsonInvalid(name=name, reason="depth") from None
    except ValueError:  # includes UnicodeDecodeError, JSONDecodeError and numbers too long
        raise JsonInvalid(name=name, reason="syntax") from None


def _plain(document: str) -> bool:
    """Whether no text in it can be one that `check_text` refuses. No proof of the contrary.

    Forbidden characters are not printable, or stand escaped; parts of a normalised text are normalised.
    """
    if "\\" in document and any(escape in document for escape in _ESCAPED_CONTROLS):
        return False
    if document.isascii():
        return document.isprintable()
    printable = document
    for each in _WELCOME:
        printable = printable.replace(each, "")
    return printable.isprintable() and unicodedata.is_normalized("NFC", document)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles while JSON is read: it has none, and the search took half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _written(value: object, *, in_order: bool = False) -> bytes:
    return (_AS_IT_STANDS if in_order else _SORTED).encode(value).encode()


def _writer(*, sort_keys: bool) -> json.JSONEncoder:
    return json.JSONEncoder(
        sort_keys=sort_keys,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        check_circular=False,
    )


_SORTED, _AS_IT_STANDS = _writer(sort_keys=True), _writer(sort_keys=False)


def _in_order(value: Any) -> Any:
    """The same value with the names of every object in the order of UTF-16."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value, key=_utf16)}
    return [_in_order(each) for each in value] if isinstance(value, list) else value


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")


def _check_depth(value: object, name: str) -> None:
    """Without recursion: depth is the enemy's to choose."""
    level: list[Any] = [value] if type(value) in _CONTAINERS else []
    for _ in range(MAX_DEPTH - 1):
        if not level:
            return
        below = [each.values() if type(each) is dict else each for each in level]
        level = [inner for inner in chain.from_iterable(below) if type(inner) in _CONTAINERS]
    if any(level):
        raise JsonInvalid(name=name, reason="depth")


def _texts(value: object) -> Iterator[str]:
    """Every text of a value that is not too deep, keys included."""
    level = [value]
    while level:
        below: list[object] = []
        for item in level:
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict):
                yield from item
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level = below
