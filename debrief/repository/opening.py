"""Making a repository, and opening one by its folder or by the address of its database."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from debrief import bundle
from debrief.bank import Bank, load_bank
from debrief.bundle.shapes import read
from debrief.places import shipped

from . import database, migrations
from .exploitation import RollUp
from .place import THRESHOLD, Place, make_gateway, make_place, read_place
from .refusals import DatabaseMissing, GatewayReads, NoHome, RootsDoNotFit
from .store import Repository
from .trust import first_list, read_list, take_list

HOME = "DEBRIEF_UKHTC_HOME"
"""Environment variable: the folder of keys of a repository that is named by an address."""


def init_repository(
    folder: Path,
    *,
    now: datetime,
    name: str = "UK Human Trafficking Centre",
    training: bool = False,
    passphrase: str | None = None,
    roots: Sequence[str] = (),
    threshold: int = THRESHOLD,
) -> Place:
    """Makes a repository in a new or empty folder: keys, the first trust list, the database.

    ``roots`` are the public keys of the root holders, who then sign the first list. Without them it
    is for a demonstration: three root keys lie in the folder, and two of them sign.
    """
    if roots and (len(set(roots)) != len(roots) or not 1 <= threshold <= len(roots)):
        raise RootsDoNotFit(count=len(set(roots)), limit=threshold)
    place = make_place(folder, training=training, passphrase=passphrase, roots=roots, threshold=threshold)
    first_list(place, name, now)
    engine = database.embedded(place.database, place.database_key(passphrase))
    try:
        database.prepare(engine, str(place.folder))
    finally:
        engine.dispose()
    return place


def init_gateway(folder: Path, data: bytes, signatures: Sequence[bytes], *, now: datetime) -> Place:
    """Makes a gateway. The caller has had the words of the list's roots compared."""
    offered = read(bundle.TrustList, data, name="trust.json")
    bundle.first_trust(data, signatures, roots=offered.roots, threshold=offered.threshold, now=now)
    place = make_gateway(folder, offered)
    take_list(place, data, signatures, now)
    return place


def open_repository(
    location: str | Path,
    *,
    passphrase: str | None = None,
    now: datetime | None = None,
    bank: Bank | None = None,
) -> Repository:
    """The repository at a folder, or at ``postgresql+psycopg://…`` with its folder in ``HOME``.

    ``now`` refuses a trust list that has expired: give it to import, leave it
    out to read. ``bank`` is the one shipped unless given.
    """
    place = _vault_room(location)
    trust = read_list(place, now)
    key = place.database_key(passphrase)
    engine = _engine(location, place, key)
    try:
        database.prepare(engine, str(place.folder))
        roll_up = RollUp.of(bank or load_bank(shipped("questionnaires")))
    except BaseException:
        engine.dispose()
        raise
    return Repository(place, engine, key, trust, roll_up)


def upgrade_repository(location: str | Path, *, passphrase: str | None = None) -> int | None:
    """Brings the tables up to date, and the facts in them; the version they had, None where there were none.

    On a server the role that owns the tables must do it. Stopped in the middle, it is run again.
    """
    place = _vault_room(location)
    engine = _engine(location, place, place.database_key(passphrase))
    try:
        found = migrations.upgrade(engine, str(place.folder))
    finally:
        engine.dispose()
    with open_repository(location, passphrase=passphrase) as repository:
        repository.renew_facts()
    return found


def _vault_room(location: str | Path) -> Place:
    place = read_place(folder_of(location))
    if place.gateway:
        raise GatewayReads
    return place


def _engine(location: str | Path, place: Place, key: bytes) -> Engine:
    """Never a new file: whoever gives the folder of a repository on a server must not get an empty one."""
    if "://" in str(location):
        return database.server(str(location))
    if not place.database.is_file():
        raise DatabaseMissing(file="db/repository.db")
    return database.embedded(place.database, key)


def folder_of(location: str | Path) -> Path:
    """Where keys, receipts and quarantine of a repository lie."""
    if "://" not in str(location):
        return Path(location)
    home = os.environ.get(HOME)
    if not home:
        raise NoHome(name=HOME)
    return Path(home)
