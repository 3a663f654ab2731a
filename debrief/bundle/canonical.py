"""JSON with one byte form (RFC 8785), read without trust.

    dumps({"b": 1, "a": "é"}) == b'{"a":"\\xc3\\xa9","b":1}'
    loads(dumps(value)) == value

`loads` refuses every other spelling of the same value: duplicate keys, spaces,
NaN, escapes where none are needed. It also refuses text that could steer a
terminal or mislead a reader. Numbers are whole: nothing here is measured.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import rfc8785

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

# Controls but \n and \t, bidirectional overrides and isolates, BOM, interlinear marks.
# ZWNJ, ZWJ, LRM and RLM stay: Persian, Kurdish, Hindi and Arabic names need them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def dumps(value: object) -> bytes:
    """The canonical bytes; refuses what `loads` would not read back."""
    try:
        data = rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeError):
        raise JsonInvalid(name=_UNNAMED, reason="not JSON") from None
    loads(data)
    return data


def loads(data: bytes, *, name: str = _UNNAMED) -> Any:
    """The value of canonical JSON. ``name`` is the file's, for the refusal."""
    if len(data) > MAX_BYTES or parts(data) > MAX_PARTS:
        raise JsonTooLarge(name=name, limit=MAX_BYTES // 2**20)
    value = _parse(data, name)
    _check_texts(value, name)
    try:
        same = rfc8785.dumps(value) == data
    except rfc8785.CanonicalizationError:
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


def _parse(data: bytes, name: str) -> Any:
    def whole_only(text: str) -> NoReturn:
        raise JsonInvalid(name=name, reason="number not whole")

    try:
        text = data.decode("utf-8")
        return json.loads(text, parse_float=whole_only, parse_constant=whole_only)
    except RecursionError:
        raise JsonInvalid(name=name, reason="depth") from None
    except ValueError:  # includes UnicodeDecodeError, JSONDecodeError and numbers too long
        raise JsonInvalid(name=name, reason="syntax") from None


def _check_texts(value: object, name: str) -> None:
    for text in _texts(value, name):
        check_text(text, name=name)


def _texts(value: object, name: str) -> Iterator[str]:
    """Every text of a value, keys included, without recursion: depth is the enemy's to choose."""
    level = [value]
    for _ in range(MAX_DEPTH):
        below: list[object] = []
        for item in level:
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict):
                yield from item
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not below:
            return
        level = below
    raise JsonInvalid(name=name, reason="depth")
