"""Taking in an update: a questionnaire with its editions, catalogues, or a trust list.

Each comes as a file with its signatures beside it, and each has a version that must rise. It is
looked through whole before anything changes; then it is kept on the shelf, and last one entry in
the vault's journal makes it count. Ended at any moment, either the old one is in use or the new.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from debrief import language
from debrief.bank import Bank, bank_of
from debrief.bundle import Pack, TrustList, make_pack, open_pack
from debrief.bundle.canonical import loads
from debrief.bundle.packs import MAX_PACK
from debrief.bundle.refusals import BundleUnreadable, PackContent, PackRollback, PackTooLarge
from debrief.bundle.trust_update import FILE as TRUST
from debrief.desk.refusals import NoTrustList
from debrief.desk.trust import read_trust, take_trust
from debrief.errors import Refusal
from debrief.language import newer

if TYPE_CHECKING:
    from datetime import datetime

    from debrief.desk.desk import Desk

BANK = "bank.json"


@dataclass(frozen=True)
class Update:
    """An update that may be taken in, looked through and not yet taken: ``take`` does that."""

    kind: Literal["bank", "catalogues", "trust"]
    version: int
    held: int
    """The version in use."""
    names: tuple[str, ...]
    """What is in it: ids of editions, tags of languages, ids of agencies."""
    content: Bank | Pack | tuple[bytes, list[bytes]]


def examine(desk: Desk, path: Path) -> Update:
    """Looks an update through, against the trust list held. Nothing changes."""
    data, signatures = _read(path)
    held = desk.settings.trust_list()
    if held is None:
        raise NoTrustList
    if path.name == TRUST:
        return _trust(desk, held, data, signatures)
    pack = open_pack(data, signatures, trust=held, now=desk.clock())
    return _bank(desk, pack) if pack.kind == "bank" else _catalogues(desk, pack)


def take(desk: Desk, update: Update) -> None:
    """Takes in what ``examine`` has looked through. It counts from now on; open de-briefs stay as they are."""
    if isinstance(update.content, tuple):
        take_trust(desk, *update.content)
    elif isinstance(update.content, Bank):
        digest = desk.library.add(update.content.canonical)
        desk.set(bank=digest, bank_version=update.version)
        desk.library.use_bank(update.content)
    else:
        digest = desk.library.add(update.content.data)
        desk.set(catalogues=digest, catalogues_version=update.version)
        language.install(update.content.files)
        with contextlib.suppress(Refusal):  # the language on the screen, in its newer words
            language.use(language.current().tag)


def pack_of(source: Bank | Mapping[str, bytes], now: datetime) -> bytes:
    """The pack of a questionnaire, or of catalogues, still to be signed by the root holders."""
    if isinstance(source, Bank):
        return make_pack("bank", source.version, now, {BANK: source.canonical})
    return make_pack("catalogues", newer.check(source), now, source)


def _trust(desk: Desk, held: TrustList, data: bytes, signatures: list[bytes]) -> Update:
    from debrief.bundle import update_trust

    found = update_trust(held, data, signatures, now=desk.clock())
    names = tuple(agency.id for agency in found.agencies)
    return Update("trust", found.version, held.version, names, (data, signatures))


def _bank(desk: Desk, pack: Pack) -> Update:
    held = desk.bank
    if set(pack.files) != {BANK}:
        raise PackContent(name=BANK)
    loads(pack.files[BANK], name=BANK)  # one byte form, bounded, and no text that steers a terminal
    bank = bank_of(pack.files[BANK])
    if bank.id != held.id or bank.version != pack.version:
        raise PackContent(name=BANK)
    _rising(bank.version, held.version)
    return Update("bank", bank.version, held.version, tuple(bank.editions), bank)


def _catalogues(desk: Desk, pack: Pack) -> Update:
    found = newer.check(pack.files)
    if found != pack.version:
        raise PackContent(name=language.LIST)
    held = newer.version()
    _rising(found, held)
    names = tuple(sorted(name.removesuffix(".po") for name in pack.files if name.endswith(".po")))
    return Update("catalogues", found, held, names, pack)


def _rising(found: int, held: int) -> None:
    if found <= held:
        raise PackRollback(found=found, expected=held + 1)


def _read(path: Path) -> tuple[bytes, list[bytes]]:
    try:
        if path.stat().st_size > MAX_PACK:
            raise PackTooLarge(limit=MAX_PACK // 2**20)
    except OSError as error:
        raise BundleUnreadable(file=path.name, reason=error.strerror or "error") from None
    return read_trust(path)
