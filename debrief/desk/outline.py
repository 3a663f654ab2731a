"""What stays of a de-brief that was sealed or erased: an outline without a word that was said.

Our reference, the sittings and who led them, item ids with state and date. It is kept under the
vault key, so that a later sitting still asks nothing twice. Read from the events as they were
saved, not through a questionnaire: a de-brief of an older one has an outline too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from debrief.interview import Address
from debrief.interview.told import can_be_told

if TYPE_CHECKING:
    from debrief.bank import Bank
    from debrief.vault import Vault

FORMAT = "debrief-outline/1"
FORM = "earlier_debrief"
"""The ``form`` under which an outline's items count as settled."""

Events = list[dict[str, Any]]


@dataclass(frozen=True)
class SealedLine:
    """One line of the list, for a de-brief that this laptop can no longer read."""

    rid: str
    reference: str
    opened: str
    sittings: int
    sealed: str
    """When it was sealed or erased."""
    erased: bool
    """Nobody can open it from this vault, not even its recipients."""


def sealed_lines(vault: Vault) -> list[SealedLine]:
    """Every de-brief that was sealed or erased here, in that order."""
    stubs = vault.stubs()
    return [_line(rid, entry, stubs.get(rid, {})) for rid, entry in vault.sealed().items()]


def _line(rid: str, entry: dict[str, Any], stub: dict[str, Any]) -> SealedLine:
    return SealedLine(
        rid=rid,
        reference=stub.get("reference", rid[:8]),
        opened=stub.get("opened", ""),
        sittings=len(stub.get("sittings", ())),
        sealed=entry["at"],
        erased="age" not in entry,
    )


def outline(events: Events) -> dict[str, Any]:
    """The outline of a de-brief's events."""
    opened = next((e for e in events if e["kind"] == "opened"), {})
    return {
        "format": FORMAT,
        "reference": opened.get("reference", ""),
        "agency": opened.get("agency", ""),
        "edition": opened.get("edition", ""),
        "training": bool(opened.get("training")),
        "opened": opened.get("at", ""),
        "entries": len(events),
        "sittings": _sittings(events),
        "items": _items(events),
        "settled": _settled(events),
    }


def _sittings(events: Events) -> list[dict[str, Any]]:
    sittings: list[dict[str, Any]] = []
    for event in events:
        if event["kind"] == "sitting_started":
            sittings.append({"began": event["at"], "lead": event["lead"]})
        elif event["kind"] == "sitting_ended" and sittings:
            sittings[-1]["ended"] = event["at"]
    return sittings


def _items(events: Events) -> dict[str, list[str]]:
    """Item id to (state, date) of what was recorded last, whichever instance or field."""
    found: dict[str, list[str]] = {}
    for event in events:
        if event["kind"] == "answered":
            found[Address.parse(event["address"]).item] = [event["state"], event["at"][:10]]
        elif event["kind"] == "withdrew" and event.get("address"):
            found[Address.parse(event["address"]).item] = ["withdrawn", event["at"][:10]]
    return found


def _settled(events: Events) -> list[dict[str, Any]]:
    """What an earlier account had settled already: that it was told, to whom and when."""
    names = ("items", "agency", "dated", "form", "reference")
    kept = [event for event in events if event["kind"] == "settled"]
    return [{name: event[name] for name in names if event.get(name)} for event in kept]


def settled_from_stub(stub: dict[str, Any], bank: Bank) -> list[dict[str, Any]]:
    """The ``settled`` events that a new sitting begins with, so that nothing is asked twice.

    Only what an earlier account can settle (``interview.told``), in a state that the questionnaire
    calls settled: safeguards, wishes and needs are asked anew each time. A child is not asked twice
    who they are, either. Items that this questionnaire does not have are left out.
    """
    days: dict[str, dict[str, str]] = defaultdict(dict)
    for item, (state, day) in sorted(stub.get("items", {}).items()):
        if state in bank.states and bank.states[state].settles and can_be_told(bank, item):
            days[day][item] = state
    own = {"agency": stub["agency"], "form": FORM, "reference": stub["reference"]}
    found = [{**each, "items": _known(bank, each["items"])} for each in stub.get("settled", ())]
    found += [
        {**own, "items": [*states], "dated": day, "states": states} for day, states in sorted(days.items())
    ]
    return [{"kind": "settled", **each} for each in found if each["items"]]


def _known(bank: Bank, items: list[str]) -> list[str]:
    return [item for item in items if item in bank.items]
