"""Who is one person, from the links that analysts confirmed, and from nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from debrief.process import stopping

from .people import Pair


class Cluster(NamedTuple):
    """Mentions of one person. ``contested``: two of them were judged different, though a chain of
    confirmed links joins them; nothing is carried along such a chain until that is settled."""

    mentions: tuple[str, ...]
    contested: bool


def clusters(confirmed: Iterable[Pair], different: Collection[Pair] = ()) -> list[Cluster]:
    """The mentions that confirmed links join, directly or by a chain."""
    root: dict[str, str] = {}
    for left, right in stopping.watched(confirmed):
        root[_root(root, left)] = _root(root, right)
    groups: dict[str, list[str]] = defaultdict(list)
    for mention in stopping.watched(sorted(root)):
        groups[_root(root, mention)].append(mention)
    torn = {
        _root(root, left)
        for left, right in different
        if left in root and right in root and _root(root, left) == _root(root, right)
    }
    return sorted(Cluster(tuple(own), head in torn) for head, own in groups.items())


def linked(mention: str, confirmed: Collection[Pair], different: Collection[Pair] = ()) -> frozenset[str]:
    """Every mention of the same person; of a contested cluster only those linked directly."""
    for cluster in clusters(confirmed, different):
        if mention in cluster.mentions and not cluster.contested:
            return frozenset(cluster.mentions) - {mention}
    return frozenset(two.left if two.right == mention else two.right for two in confirmed if mention in two)


def _root(root: dict[str, str], mention: str) -> str:
    root.setdefault(mention, mention)
    while root[mention] != mention:
        root[mention] = root[root[mention]]
        mention = root[mention]
    return mention
