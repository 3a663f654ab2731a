"""A change of keys, brought to its end from wherever it was interrupted.

A change has one moment: the writing of the new header. Before it the old one holds. After it the
new one does, and what is still under the earlier keys is brought under the new ones, here: at once,
or at the next opening if the computer stopped in between.

    header (epoch e + 1) ─▶ record keys, in one transaction ─▶ head ─▶ header (epoch e + 2)

The last step is taken only after a change of the vault key: it says that nothing of the earlier key
counts any more. Record keys whose de-brief was sealed or erased are dropped on the way.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from pathlib import Path

from debrief.errors import Refusal

from .disk import Ballast, writing
from .head import Head, HeadFile
from .header import Header, keep_copy, write_header
from .keys import VaultKeys
from .making import BALLAST
from .opening import HEAD
from .store import Store, save
from .wraps import KeyRing


def new_epoch(header: Header) -> Header:
    """The header of the next epoch: every record key is wrapped anew in it."""
    return header.model_copy(update={"epoch": header.epoch + 1})


def unfinished(header: Header, ring: KeyRing) -> bool:
    """A change was begun and not finished."""
    return header.changing or ring.stale


def finish(
    folder: Path, store: Store, header: Header, keys: VaultKeys, head: Head, drop: Collection[bytes]
) -> Header:
    """Bring everything under ``header``; returns the header that then holds."""
    ring = KeyRing(keys, header.settled_epoch, least=header.least_wrap_epoch)
    rows = ring.rewrapped(store.wraps(), drop)
    save(lambda: store.put_wraps(rows), Ballast(folder / BALLAST).drop)
    HeadFile(folder / HEAD, keys).write(head)
    if header.changing:
        header = header.model_copy(update={"epoch": header.settled_epoch})
        write_header(folder, header, keys)
    with writing(folder):
        keep_copy(folder)  # the copy of an earlier header would still open for who has left
    store.checkpoint()
    with contextlib.suppress(Refusal):  # secure_delete has emptied it; this is for the slack
        store.compact()
    return header
