"""Bech32 (BIP 173), as age writes its keys: without the limit of 90 characters.

decode("age1…") -> ("age", 32 bytes)
"""

from __future__ import annotations

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6
_LONGEST = 4096


def encode(prefix: str, data: bytes) -> str:
    """Lower case; ``prefix`` is the human-readable part, without the ``1``."""
    values = _to_fives(data)
    remainder = _polymod([*_expand(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    check = [remainder >> 5 * (5 - i) & 31 for i in range(_CHECKSUM)]
    return prefix + "1" + "".join(_ALPHABET[v] for v in [*values, *check])


def decode(text: str) -> tuple[str, bytes]:
    """The prefix in lower case and the bytes. ValueError (without the text) if it is not Bech32."""
    if len(text) > _LONGEST or text not in (text.lower(), text.upper()):
        raise ValueError("not Bech32: too long, or mixed case")
    prefix, _, coded = text.lower().rpartition("1")
    values = [_ALPHABET.find(c) for c in coded]
    if not prefix or len(values) < _CHECKSUM or -1 in values:
        raise ValueError("not Bech32: characters")
    if not all(33 <= ord(c) <= 126 for c in prefix):
        raise ValueError("not Bech32: prefix")
    if _polymod([*_expand(prefix), *values]) != 1:
        raise ValueError("not Bech32: checksum")
    return prefix, _from_fives(values[:-_CHECKSUM])


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATOR):
            check ^= generator if top >> i & 1 else 0
    return check


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _to_fives(data: bytes) -> list[int]:
    held = bits = 0
    values = []
    for byte in data:
        held, bits = held << 8 | byte, bits + 8
        while bits >= 5:
            bits -= 5
            values.append(held >> bits & 31)
        held &= (1 << bits) - 1
    return [*values, held << (5 - bits) & 31] if bits else values


def _from_fives(values: list[int]) -> bytes:
    held = bits = 0
    data = bytearray()
    for value in values:
        held, bits = held << 5 | value, bits + 5
        if bits >= 8:
            bits -= 8
            data.append(held >> bits)
            held &= (1 << bits) - 1
    if bits >= 5 or held:
        raise ValueError("not Bech32: padding")
    return bytes(data)
