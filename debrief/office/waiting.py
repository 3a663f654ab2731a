"""What waits for analysts, in numbers: nothing of what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from debrief.process import stopping
from debrief.repository import Repository
from debrief.repository.disseminations import disseminations
from debrief.repository.proposals import proposals
from debrief.repository.releases import releases
from debrief.repository.verdicts import links

from .dissemination import expired
from .intray import inbox, quarantined

_DECIDED = ("confirmed", "different")


@dataclass(frozen=True)
class Waiting:
    """How many bundles, pairs, drafts and packages ask for somebody."""

    inbox: int
    quarantine: int
    pairs: int
    publications: int
    disseminations: int
    expired: int


def waiting(repository: Repository, now: datetime) -> Waiting:
    """Bundles not taken in, bundles kept apart, pairs not settled, drafts and packages on their way."""
    settled = {each.pair for each in links(repository) if each.standing in _DECIDED}
    return Waiting(
        inbox=sum(each.state == "waits" for each in inbox(repository)),
        quarantine=len(quarantined(repository)),
        pairs=len({each.pair for each in stopping.watched(proposals(repository))} - settled),
        publications=sum(each.state in ("drafted", "checked") for each in releases(repository)),
        disseminations=sum(each.state in ("drafted", "checked") for each in disseminations(repository)),
        expired=len(expired(repository, now)),
    )
