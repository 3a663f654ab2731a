"""Names of mentions: ``<debrief_uid>:<card>:<instance>``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debrief.linking import Cluster


def account_of(mention: str) -> str:
    """The number of the de-brief that a mention stands in."""
    return mention.partition(":")[0]


def accounts_of(mentions: Iterable[str], people: Sequence[Cluster]) -> list[str]:
    """The de-briefs that say anything of these people, by confirmed links; by number."""
    wanted = set(mentions)
    named = wanted | {m for c in people if not wanted.isdisjoint(c.mentions) for m in c.mentions}
    return sorted(map(account_of, named))


def whole(accounts: Iterable[str], people: Sequence[Cluster]) -> list[str]:
    """These de-briefs with every other one that says anything of somebody named in them; by number."""
    held = set(accounts)
    joined = {account_of(m) for c in people if held & {account_of(m) for m in c.mentions} for m in c.mentions}
    return sorted(held | joined)
