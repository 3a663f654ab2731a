"""Files about suspects, as they leave: by an explicit act, for somebody named, entered in the audit first.

    sealing = sealed_to(repository, agency="essex", now=now)
    paths = hand_out(repository, {"chart.html": html}, folder, act, sealing)

The default is a file sealed with age and signed; a clear one is written only where that was said. The
entry says who got what and why before anything is written: if the power fails between the two, the audit
has a file too many, never one too few.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from debrief.bundle import encrypt, recipient_words
from debrief.bundle.sealed import write_pair
from debrief.bundle.sshsig import sign
from debrief.process import stopping
from debrief.repository.analysts import require
from debrief.repository.files import write_file, writing
from debrief.repository.groups import RIGHT
from debrief.repository.place import ANSWER_KEY
from debrief.repository.store import Repository

from .refusals import AgencyHasNoKey, FolderNotThere, ForWhomAndWhy, SealedToOneOrClear

NAMESPACE = "paper@debrief"
LAW_ENFORCEMENT = "police"
"""What a recipient counts as of whom the trust list says nothing: handling lets go what any force may have."""


@dataclass(frozen=True)
class Act:
    """Who lets what out, for whom and why. ``objects``: the de-briefs that it draws on."""

    user: str
    what: str
    who: str
    reason: str
    objects: Collection[str]


@dataclass(frozen=True)
class Sealing:
    """Keys that a file is sealed to, and what kind of agency it is for (``Asked.recipient``)."""

    keys: tuple[str, ...]
    kind: str

    @property
    def words(self) -> list[str]:
        """Of each key, to be compared with the person it is for."""
        return [str(recipient_words(key)) for key in self.keys]


def sealing_to(
    repository: Repository, *, agency: str | None, keys: Sequence[str], clear: bool, now: datetime
) -> Sealing | None:
    """To whom it is sealed: an agency's listed keys, or those given; None for a clear file. Exactly one."""
    if sum((agency is not None, bool(keys), clear)) != 1:
        raise SealedToOneOrClear
    if agency is None:
        return Sealing(tuple(keys), LAW_ENFORCEMENT) if keys else None
    listed = repository.trust.recipients_for(now, "partner", "agency")
    found = tuple(each.age for each in listed if each.agency == agency)
    if not found:
        raise AgencyHasNoKey(agency=agency)
    kind = next((each.kind for each in repository.trust.agencies if each.id == agency), None)
    return Sealing(found, kind or LAW_ENFORCEMENT)


def hand_out(
    repository: Repository, files: Mapping[str, bytes], folder: Path, act: Act, sealing: Sealing | None
) -> list[Path]:
    """Enters the act, then writes each file under a name that says nothing; the paths. ``files``: by
    their endings (``.html``)."""
    for name, given in (("who", act.who), ("why", act.reason)):
        if not given.strip():
            raise ForWhomAndWhy(name=name)
    require(repository, act.user, RIGHT)
    if not folder.is_dir():
        raise FolderNotThere(path=str(folder))
    ready = {
        folder / f"{uuid.uuid4()}{ending}{'.age' if sealing else ''}": _closed(data, sealing)
        for ending, data in files.items()
    }
    form = "sealed" if sealing else "in clear"
    digests = " ".join(sha256(data).hexdigest() for data in ready.values())
    action = f"hand out {act.what} {form} to {act.who.strip()[:200]} sha256:{digests}"
    stopping.last_chance()  # the entry and the files are one act
    with repository.reader(act.user, act.reason, action, sorted(act.objects)):
        pass
    for path, data in ready.items():
        if sealing is None:
            write_file(path, data)
        else:
            with writing(path):
                write_pair(path, data, sign(data, NAMESPACE, repository.place.signing_key(ANSWER_KEY)))
    return list(ready)


def _closed(data: bytes, sealing: Sealing | None) -> bytes:
    return encrypt(data, list(sealing.keys)) if sealing else data
