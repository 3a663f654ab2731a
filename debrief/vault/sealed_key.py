"""The key of one sealed de-brief, and reading it with nothing else but the vault's database.

    {"format": "debrief-sealed-key/1", "vault_id": hex, "record": hex, "key": hex,
     "runs": [[number of the first row, its count within the de-brief, how many rows], …]}

The key opens the rows of
this de-brief only, and of nobody else's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .header import HexId
from .keys import Unsealable, VaultKeys
from .opening import DATABASE
from .payload import unpack
from .refusals import NotASealedKey
from .rows import Address, Row, open_body
from .store import Store

_Number = Annotated[int, Field(ge=1, lt=2**53)]


class _SealedKey(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    format: Literal["debrief-sealed-key/1"] = "debrief-sealed-key/1"
    vault_id: HexId
    record: HexId
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", repr=False)]
    runs: list[Annotated[list[_Number], Field(min_length=3, max_length=3)]]


def sealed_key(vault_id: str, record: bytes, key: bytes, places: Iterable[tuple[int, int]]) -> bytes:
    """The JSON that is sealed to others; ``places`` are (number, count within the de-brief)."""
    runs = [list(run) for run in _runs(places)]
    made = _SealedKey(vault_id=vault_id, record=record.hex(), key=key.hex(), runs=runs)
    return json.dumps(made.model_dump(), sort_keys=True, separators=(",", ":")).encode()


def read_sealed(folder: Path, secret: bytes) -> list[dict[str, Any]]:
    """The events of a sealed de-brief; ``secret`` is what ``age -d`` gave.

    ``folder`` holds the vault or a copy of it. ``NotASealedKey`` when they do not belong together.
    """
    try:
        held = _SealedKey.model_validate_json(secret)
    except ValidationError:
        raise NotASealedKey(path=str(folder)) from None
    store = Store(folder / DATABASE, read_only=True)
    try:
        return list(_events(store, held))
    except (Unsealable, ValueError, TypeError):
        raise NotASealedKey(path=str(folder)) from None
    finally:
        store.close()


def _events(store: Store, held: _SealedKey) -> Iterator[dict[str, Any]]:
    keys = VaultKeys(bytes(32), bytes.fromhex(held.vault_id))  # only its binding is used
    record, cipher = bytes.fromhex(held.record), ChaCha20Poly1305(bytes.fromhex(held.key))
    places = {seq + i: nth + i for seq, nth, count in held.runs for i in range(count)}
    rows = [Row(*raw) for raw in store.events_at(sorted(places))]
    if len(rows) != len(places):
        raise Unsealable
    for row in rows:
        nth = places[row.seq]
        yield unpack(open_body(keys, cipher, row, Address(record, nth, 0)))


def _runs(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    first, began, count = 0, 0, 0
    for seq, nth in places:
        if count and (seq, nth) == (first + count, began + count):
            count += 1
            continue
        if count:
            yield first, began, count
        first, began, count = seq, nth, 1
    if count:
        yield first, began, count
