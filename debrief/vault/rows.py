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
_PLACE = struct.Struct(">QQ")
_COUNT = struct.Struct(">Q")


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
    place = _place(keys, seq, epoch, prev)
    return Row(
        seq,
        epoch,
        prev,
        seal(keys.log(epoch), _ADDRESS.pack(*address), place),
        seal(record, padded, _meaning(place, address)),
    )


def place_of(keys: VaultKeys, row: Row) -> bytes:
    """What every seal of a row is bound to; worked out once where a row is looked at whole."""
    return _place(keys, row.seq, row.epoch, row.prev)


def open_address(keys: VaultKeys, row: Row, place: bytes | None = None) -> Address:
    """Which de-brief the row belongs to, or ``Unsealable``."""
    plain = unseal(keys.log(row.epoch), row.address, place or place_of(keys, row))
    if len(plain) != _ADDRESS.size:
        raise Unsealable
    return Address._make(_ADDRESS.unpack(plain))


def open_body(
    keys: VaultKeys, record: ChaCha20Poly1305, row: Row, address: Address, place: bytes | None = None
) -> bytes:
    """The padded event of the row, or ``Unsealable``."""
    return unseal(record, row.body, _meaning(place or place_of(keys, row), address))


def chain_of(keys: VaultKeys, row: Row, place: bytes | None = None) -> bytes:
    """The row's chain value: 32 bytes that stand for it and for everything before it."""
    chain = hashlib.sha256(place or place_of(keys, row))
    chain.update(row.address)
    chain.update(row.body)
    return chain.digest()


def _place(keys: VaultKeys, seq: int, epoch: int, prev: bytes) -> bytes:
    return keys.row_prefix + _PLACE.pack(seq, epoch) + prev


def _meaning(place: bytes, address: Address) -> bytes:
    return place + b"|event|" + address.rid + _COUNT.pack(address.record_seq)
