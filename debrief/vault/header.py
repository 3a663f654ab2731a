"""The header file: who can open the vault, at what cost, and who can recover it.

Light on purpose: reading it needs neither SQLModel nor a key, so that the unlock screen can be
painted first. ``header.json`` is canonical JSON, {"header": …, "mac": …}; the MAC is keyed by the
vault key, so it can only be checked once a slot has been opened.

It tells a thief: that this is a vault, the Argon2id costs, the number of slots (not the names) and
the recovery recipients.
"""

from __future__ import annotations

import contextlib
import hmac
import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .disk import reason, replace, writing
from .kdf import KdfCost
from .keys import VaultKeys
from .refusals import HeaderChanged, HeaderDamaged, NewerVersion, NotAVault

HEADER = "header.json"
COPY = "header.copy.json"
VERSION = 1
MOST_SLOTS = 16
MOST_ELDERS = 64
_MOST_BYTES = 256 * 1024

Hex = Annotated[str, Field(pattern=r"^([0-9a-f]{2})+$", max_length=2**16)]
HexId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class Suite(_Strict):
    """The algorithms. A later version of the format adds others; these stay readable for ever."""

    kdf: Literal["argon2id"] = "argon2id"
    aead: Literal["chacha20-poly1305"] = "chacha20-poly1305"
    derive: Literal["hkdf-sha256"] = "hkdf-sha256"
    chain: Literal["sha256"] = "sha256"
    mac: Literal["hmac-sha256"] = "hmac-sha256"
    signature: Literal["ed25519"] = "ed25519"
    recovery: Literal["age-encryption.org/v1"] = "age-encryption.org/v1"


class Slot(_Strict):
    """One passphrase that opens the vault. Its id is random, its user's name sealed."""

    id: HexId
    salt: HexId
    memory_kib: int
    passes: int
    lanes: int
    token: bool
    key: Hex
    name: Hex


class Recovery(_Strict):
    """The vault key (32 bytes) as one age file to all recovery recipients."""

    recipients: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=4096)]],
        Field(min_length=1, max_length=16),
    ]
    blob: Hex


class Elder(_Strict):
    """An earlier vault key, under which rows were addressed up to and with epoch ``through``."""

    through: Annotated[int, Field(ge=1, lt=2**31)]
    key: Hex


class Header(_Strict):
    """Everything the header file says; values in hexadecimal."""

    format: Literal["debrief-vault"] = "debrief-vault"
    version: Literal[1] = 1
    suite: Suite = Suite()
    vault_id: HexId
    epoch: Annotated[int, Field(ge=1, lt=2**31)]
    for_tests: bool
    slots: Annotated[list[Slot], Field(min_length=1, max_length=MOST_SLOTS)]
    recovery: Recovery
    signing: Hex
    elders: Annotated[list[Elder], Field(max_length=MOST_ELDERS)] = []

    @property
    def changing(self) -> bool:
        """The change to this vault key is not finished.

        Until the epoch moves on once more, record keys and the head may still be under the last
        elder; afterwards nothing of an elder counts but the addresses of its rows.
        """
        return bool(self.elders) and self.epoch == self.elders[-1].through + 1

    @property
    def settled_epoch(self) -> int:
        """The epoch that holds once every change is finished."""
        return self.epoch + 1 if self.changing else self.epoch

    @property
    def least_wrap_epoch(self) -> int:
        """Record keys wrapped in an earlier epoch than this are not ours."""
        return self.elders[-1].through + 1 if self.elders and not self.changing else 1

    def cost_of(self, slot: Slot) -> KdfCost:
        """The slot's cost, within the bounds, or ``CostOutOfBounds``."""
        return KdfCost(slot.memory_kib, slot.passes, slot.lanes, self.for_tests).check()


class SignedHeader(_Strict):
    """A header as found, with its MAC not yet checked."""

    header: Header
    mac: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    def require_untouched(self, keys: VaultKeys, folder: Path) -> Header:
        """The header, or ``HeaderChanged`` when its MAC is not of this vault's key.

        ``keys`` then know the earlier keys that the header names.
        """
        if not hmac.compare_digest(_mac(self.header, keys), self.mac):
            raise HeaderChanged(file=str(folder / HEADER))
        for elder in self.header.elders:
            keys.learn_elder(elder.through, bytes.fromhex(elder.key))
        return self.header


def read_header(folder: Path) -> SignedHeader:
    """The header of the vault in ``folder``; every slot's cost is within the bounds.

    ``NotAVault``, ``NewerVersion``, ``HeaderDamaged`` or ``CostOutOfBounds`` otherwise.
    """
    path = folder / HEADER
    content = _read(path, folder)
    found = _parse(path, content)
    try:
        signed = SignedHeader.model_validate(found)
    except ValidationError as problem:
        place = ".".join(map(str, problem.errors(include_input=False)[0]["loc"]))
        raise HeaderDamaged(file=str(path), reason=f"wrong value in {place}") from None
    for slot in signed.header.slots:
        signed.header.cost_of(slot)
    return signed


def write_header(folder: Path, header: Header, keys: VaultKeys) -> None:
    """Replace the header file as a whole, with its MAC."""
    signed = SignedHeader(header=header, mac=_mac(header, keys))
    with writing(folder):
        replace(folder / HEADER, canonical(signed.model_dump()))
    with contextlib.suppress(OSError):  # the header stands; the next opening keeps the copy
        keep_copy(folder)


def keep_copy(folder: Path) -> None:
    """Keep the header a second time: without it not even the recovery key opens the vault.

    It is never read by itself; a person puts it back after a look at what happened.
    """
    content, copy = (folder / HEADER).read_bytes(), folder / COPY
    if not copy.is_file() or copy.read_bytes() != content:
        replace(copy, content)


def canonical(value: Any) -> bytes:
    """Sorted keys, no white space, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _mac(header: Header, keys: VaultKeys) -> str:
    return hmac.digest(keys.header_mac, canonical(header.model_dump()), "sha256").hex()


def _read(path: Path, folder: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotAVault(path=str(folder)) from None
    except OSError as problem:
        raise HeaderDamaged(file=str(path), reason=reason(problem)) from None
    if len(content) > _MOST_BYTES:
        raise HeaderDamaged(file=str(path), reason="it is too large")
    return content


def _parse(path: Path, content: bytes) -> object:
    try:
        found = json.loads(content)
        same = bool(canonical(found) == content)
    except (ValueError, RecursionError):
        raise HeaderDamaged(file=str(path), reason="it is not JSON") from None
    inner = found.get("header") if isinstance(found, dict) else None
    if not isinstance(inner, dict) or inner.get("format") != "debrief-vault":
        raise HeaderDamaged(file=str(path), reason="it is not a vault's header")
    version = inner.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NewerVersion(found=version, expected=VERSION)
    if not same:
        raise HeaderDamaged(file=str(path), reason="it was written by another program")
    return found
