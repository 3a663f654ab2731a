"""Missing children by area, for those who look for them: how many, by the agency that reported it.

Whoever is entitled gets a number for each area and nothing of a child: the agency that reported it is
whom to ask. A child counts where the account records an earlier missing episode (``risk_missing``).
"""

from __future__ import annotations

from collections import Counter

from debrief.bundle import Area, TrustList
from debrief.repository import Reader

from .refusals import NotForChildren

ENTITLED = frozenset({"police", "la_children", "child_exploitation_centre"})
"""Kinds of agency: those whom the edition tells of a child, and who look for one."""
_ITEM, _FACTORS, _MISSING = "risk_missing", "factors", "earlier_missing"


def areas(read: Reader, kind: str, trust: TrustList) -> list[Area]:
    """Children with a missing episode on record, by the name of the agency that sent the account."""
    if kind not in ENTITLED:
        raise NotForChildren(type=kind)
    gone = {
        row["debrief_uid"]
        for row in read.answers_to([_ITEM])
        if row["field"] == _FACTORS and row["code"] == _MISSING
    }
    names = {agency.id: agency.name for agency in trust.agencies}
    found = Counter(
        names.get(str(row["agency"]), str(row["agency"]))
        for row in read.debriefs()
        if row["debrief_uid"] in gone and row["route"] == "child"
    )
    return [Area(area=area, children=count) for area, count in sorted(found.items())]
