"""A de-brief that goes on from one that was sealed or erased on this laptop.

Only an outline is left of that: item ids with state and date, the sittings and who led them. The
new record begins with what it settles, so that nothing is asked twice, and its first sitting is
another sitting for the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debrief.desk.outline import FORM, settled_from_stub
from debrief.desk.refusals import UnknownReference
from debrief.interview.events import Settled

if TYPE_CHECKING:
    from debrief.desk.debrief_file import DebriefFile
    from debrief.desk.desk import Desk


def settled_here(desk: Desk, rid: str) -> list[dict[str, Any]]:
    """The events with which a record that goes on from ``rid`` begins; at least one, which names it."""
    stub = desk.vault.stub(rid)
    if stub is None:
        raise UnknownReference(record=rid)
    own = {"agency": stub["agency"], "form": FORM, "reference": stub["reference"]}
    found = settled_from_stub(stub, desk.bank)
    if any(own.items() <= event.items() for event in found):
        return found
    return [*found, {"kind": "settled", "items": [], "dated": stub["opened"][:10], **own}]


def go_on_from(desk: Desk, file: DebriefFile, rid: str) -> int:
    """Settles in ``file`` what an outline of this laptop holds; returns how many items."""
    events = settled_here(desk, rid)
    refused = file.do_all(events)
    if refused is not None:
        raise refused
    return len({item for event in events for item in event["items"]})


def goes_on_from(desk: Desk, file: DebriefFile) -> list[dict[str, Any]]:
    """The outlines of this laptop that a record goes on from, the oldest first."""
    state = file.interview.state
    own = state.opened.agency if state.opened else ""
    named = {
        event.reference
        for event in state.events
        if isinstance(event, Settled) and event.bundle is None and (event.agency, event.form) == (own, FORM)
    }
    found = [stub for stub in desk.vault.stubs().values() if stub.get("reference") in named]
    return sorted(found, key=lambda stub: str(stub["opened"]))


def leads_before(desk: Desk, file: DebriefFile) -> list[str]:
    """Who led each sitting with this person that this laptop knows of, in order."""
    earlier = [sitting["lead"] for stub in goes_on_from(desk, file) for sitting in stub["sittings"]]
    return earlier + [sitting.lead for sitting in file.interview.state.sittings]
