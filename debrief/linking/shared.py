"""Numbers that several accounts share: nodes of a chart, and never a reason to merge people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Held(NamedTuple):
    """An identifier of a mention: its account, the mention, its kind and key (whole ones only)."""

    debrief: str
    mention: str
    kind: str
    key: str


class Shared(NamedTuple):
    kind: str
    key: str
    mentions: tuple[str, ...]


def shared(held: Iterable[Held]) -> list[Shared]:
    """Identifiers that stand in two accounts or more, with every mention that has them."""
    found: dict[tuple[str, str], set[Held]] = defaultdict(set)
    for each in held:
        found[each.kind, each.key].add(each)
    return [
        Shared(kind, key, tuple(sorted({each.mention for each in own})))
        for (kind, key), own in sorted(found.items())
        if len({each.debrief for each in own}) > 1
    ]
