"""Checkpoints of the audit: its last hash, dated and signed, to be kept where the database is not.

    made = checkpoint(repository, now=now)
    path = made.write(Path("stick"))               # and its .sig, as `ssh-keygen -Y sign` writes it
    verify_with(repository, [path])                # the number of entries, or AuditBroken

The chain of entries shows that one of them was changed. It does not show that all were written anew,
or that the last ones were cut off: whoever can do that needs only the database. A checkpoint on paper
or on another machine shows both. It is signed by the receipt key, in a namespace of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import select

from debrief.bundle import instant, sshsig
from debrief.bundle.refusals import UnknownKey
from debrief.bundle.sealed import read_pair, write_pair
from debrief.bundle.shapes import Count, Document, Instant, Sha256, VaultId, read

from .place import RECEIPT_KEY
from .refusals import AuditBroken
from .store import Repository
from .tables import AUDIT

NAMESPACE = "checkpoint@debrief"
SUFFIX = ".checkpoint.json"


class Checkpoint(Document):
    """The whole of a checkpoint. ``seq`` 0 with sixty-four zeros: nothing was read yet."""

    format: Literal["debrief-checkpoint/1"] = "debrief-checkpoint/1"
    repository: VaultId
    seq: Count
    hash: Sha256
    at: Instant


@dataclass(frozen=True)
class Signed:
    """A checkpoint and its signature, as two files."""

    checkpoint: Checkpoint
    signature: bytes

    def write(self, folder: Path) -> Path:
        """Both files; one that is there already is not replaced. The path of the checkpoint."""
        made = self.checkpoint
        target = folder / f"audit-{made.at.replace(':', '')}-{made.seq}{SUFFIX}"
        write_pair(target, made.encode(), self.signature)
        return target


def checkpoint(repository: Repository, *, now: datetime) -> Signed:
    """The head of an unbroken audit, signed."""
    repository.verify_audit()
    seq, last = repository.audit_head()
    made = Checkpoint(repository=repository.place.number(), seq=seq, hash=last, at=instant(now))
    return Signed(made, sshsig.sign(made.encode(), NAMESPACE, repository.place.signing_key(RECEIPT_KEY)))


def verify_with(repository: Repository, paths: Iterable[Path]) -> int:
    """The number of entries, all of them unbroken and as each checkpoint saw them."""
    held = [_read(repository, path) for path in paths]
    number = repository.verify_audit()
    for each in sorted(held, key=lambda one: one.seq):
        if each.repository != repository.place.number() or _hash_at(repository, each.seq) != each.hash:
            raise AuditBroken(number=each.seq)
    return number


def _read(repository: Repository, path: Path) -> Checkpoint:
    """A checkpoint that a receipt key of the trust list signed, even one that was replaced since."""
    data, signature = read_pair(path)
    signer = sshsig.verify(signature, data, NAMESPACE)
    listed = [key.public for key in repository.trust.receipt_keys if not key.compromised]
    if sshsig.public_line(signer) not in listed:
        raise UnknownKey(key=sshsig.fingerprint(signer))
    return read(Checkpoint, data, name=path.name)


def _hash_at(repository: Repository, seq: int) -> str:
    with repository.journal() as connection:
        found = connection.execute(select(AUDIT.c.hash).where(AUDIT.c.seq == seq)).scalar()
    return found or "0" * 64
