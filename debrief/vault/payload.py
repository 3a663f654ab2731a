"""One event as bytes: canonical JSON, its length in front, padded so that sizes say little.

    length (4, big-endian) | JSON (UTF-8, sorted keys, no white space, no floats) | zeros

Sizes on disk are 512, 1024, 2048, 4096 … bytes, so nearly every answer has the same size.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from .refusals import EventNotPlain, EventTooLarge

SMALLEST = 512
LARGEST_EVENT = 2**20
_DEEPEST = 32
_WIDEST_INTEGER = 2**53 - 1  # beyond it other readers of JSON round
_LENGTH = struct.Struct(">I")


def pack(event: Mapping[str, Any]) -> bytes:
    """The padded bytes of an event, or ``EventNotPlain`` or ``EventTooLarge``."""
    plain = dict(event)
    _require_plain(plain, 0)
    try:
        body = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise EventNotPlain(reason="a text holds half a character") from None
    if len(body) > LARGEST_EVENT:
        raise EventTooLarge(found=len(body), limit=LARGEST_EVENT)
    whole = _LENGTH.pack(len(body)) + body
    return whole.ljust(padded_size(len(whole)), b"\0")


def unpack(padded: bytes) -> dict[str, Any]:
    """The event that ``pack`` packed; ``ValueError`` when it is none."""
    if len(padded) < SMALLEST:
        raise ValueError("too short")
    (length,) = _LENGTH.unpack_from(padded)
    event = json.loads(padded[_LENGTH.size : _LENGTH.size + length])
    if not isinstance(event, dict):
        raise ValueError("not an event")
    return event


def padded_size(size: int) -> int:
    """The next of 512, 1024, 2048, 4096 …"""
    return max(SMALLEST, 1 << (size - 1).bit_length())


def _require_plain(value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise EventNotPlain(reason=f"it is nested deeper than {_DEEPEST}")
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > _WIDEST_INTEGER:
            raise EventNotPlain(reason="a number is too large")
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not isinstance(name, str):
                raise EventNotPlain(reason="a name is not a text")
            _require_plain(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _require_plain(inner, depth + 1)
    else:
        raise EventNotPlain(reason=f"it holds a {type(value).__name__}")
