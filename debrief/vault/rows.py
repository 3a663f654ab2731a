"""One row of the log: sealed twice, and tied to the row before it.

    prev     chain of the row before (32 zero bytes before the first)
    address  which de-brief, its own count, how many rows of the same append follow;
             sealed under the log key of the epoch: a thief cannot tell which rows belong together
    body     the padded event, sealed under the record key of that de-brief
    chain    SHA-256(format | vault id | seq | epoch | prev | address | body); needs no key

Every row carries ``prev``, so that damage to one row leaves every other readable. Moving a row,
renumbering it or giving it to another de-brief breaks its seals, whoever recomputes the chain.
"""

from __future__ import annotations

import hashlib
import struct
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .keys import Unsealable, VaultKeys, seal, unseal

GENESIS = bytes(32)
_ADDRESS = struct.Struct(">16sQI")
_COUNTED = 24  # the first bytes of an address: de-brief and count
_PLACE = struct.Struct(">QQ")


class Row(NamedTuple):
    """A row as it stands in the database."""

    seq: int
    epoch: int
    prev: bytes
    address: bytes
    body: bytes


class Address(NamedTuple):
    """Which de-brief (16 bytes), its own count from 1, rows of the same append still to come."""

    rid: bytes
    record_seq: int
    following: int


def seal_row(
    keys: VaultKeys,
    record: ChaCha20Poly1305,
    at: tuple[int, int, bytes],
    address: Address,
    padded: bytes,
) -> Row:
    """Seal one padded event for the place ``at`` = (seq, epoch, prev)."""
    seq, epoch, prev = at
    place, packed = _place(keys, seq, epoch, prev), _ADDRESS.pack(*address)
    return Row(
        seq,
        epoch,
        prev,
        seal(keys.log(epoch), packed, place),
        seal(record, padded, _meaning(place, packed)),
    )


def place_of(keys: VaultKeys, row: Row) -> bytes:
    """What every seal of a row is bound to; worked out once where a row is looked at whole."""
    return _place(keys, row.seq, row.epoch, row.prev)


def open_address(keys: VaultKeys, row: Row, place: bytes | None = None) -> Address:
    """Which de-brief the row belongs to, or ``Unsealable``."""
    return Address._make(unpacked(open_packed(keys, row, place or place_of(keys, row))))


def open_packed(keys: VaultKeys, row: Row, place: bytes) -> bytes:
    """The address as it was sealed, or ``Unsealable``: for whoever goes through very many rows."""
    packed = unseal(keys.log(row.epoch), row.address, place)
    if len(packed) != _ADDRESS.size:
        raise Unsealable
    return packed


def unpacked(packed: bytes) -> tuple[bytes, int, int]:
    """The parts of an ``Address``, out of the bytes of ``open_packed``."""
    return _ADDRESS.unpack(packed)


def open_body(
    keys: VaultKeys, record: ChaCha20Poly1305, row: Row, address: Address, place: bytes | None = None
) -> bytes:
    """The padded event of the row, or ``Unsealable``."""
    return open_at(record, row, _ADDRESS.pack(*address), place or place_of(keys, row))


def open_at(record: ChaCha20Poly1305, row: Row, packed: bytes, place: bytes) -> bytes:
    """``open_body`` for whoever has the address as it was sealed."""
    return unseal(record, row.body, _meaning(place, packed))


def chain_of(keys: VaultKeys, row: Row, place: bytes | None = None) -> bytes:
    """The row's chain value: 32 bytes that stand for it and for everything before it."""
    return hashlib.sha256((place or place_of(keys, row)) + row.address + row.body).digest()


def _place(keys: VaultKeys, seq: int, epoch: int, prev: bytes) -> bytes:
    return keys.row_prefix + _PLACE.pack(seq, epoch) + prev


def _meaning(place: bytes, packed: bytes) -> bytes:
    return place + b"|event|" + packed[:_COUNTED]
