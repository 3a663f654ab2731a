"""Asking the central repository before asking the person (strategy para 107).

    made = ask_before(desk, file, ["nrm", "home_office"], stick)

Only the identifiers that are named leave, taken from the record as they stand there;
nothing that identifies anybody is ever typed on a command line.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from debrief.bundle import Opened, Sealed
from debrief.bundle.canonical import dumps
from debrief.desk.carriage import Face, remember, seal
from debrief.desk.debrief_file import DebriefFile
from debrief.desk.desk import Desk
from debrief.desk.partners import central_id, trust_of
from debrief.desk.refusals import (
    KeptFromInquiry,
    NotAsked,
    NotFromCentral,
    NothingToAsk,
    ReceivedAlready,
    TrainingStays,
)
from debrief.interview import Address
from debrief.interview.inquiry import Answer, Inquiry, Reference, Sought, read_document
from debrief.interview.recipients import CENTRAL
from debrief.interview.sharing import Filter
from debrief.interview.told import can_be_told

_PERSON = {"name": "per_full_name", "born": "per_dob_stated", "nationality": "per_nationality"}
"""What an inquiry may say of a person, and the item it stands in."""


@dataclass(frozen=True)
class Asking:
    """An inquiry that was sealed. ``leaves`` names the kinds of identifier in it."""

    path: Path
    inquiry: str
    leaves: tuple[str, ...]


def kinds_of_identifier(desk: Desk) -> tuple[str, ...]:
    """What may be chosen: each kind of reference number, and name, born, nationality."""
    return (*desk.bank.lists["REF_KIND"].choices, *_PERSON)


def ask_before(desk: Desk, file: DebriefFile, use: Sequence[str], folder: Path) -> Asking:
    """Seals an inquiry with the chosen identifiers to the central repository."""
    opened = file.interview.state.opened
    if opened is not None and opened.training:
        raise TrainingStays(record=file.reference)
    chosen = tuple(dict.fromkeys(use))
    inquiry = _inquiry(file, chosen)
    central = central_id(trust_of(desk)) or "ukhtc"
    data = dumps(inquiry.model_dump(mode="json", by_alias=True, exclude_none=True))
    recipients = desk.settings.recipients(desk.clock())
    sealed: Sealed = seal(
        desk, {inquiry.inquiry: data}, to=f"{central}/inquiry", purpose="inquiry",
        recipients=recipients, bank=file.bank, edition=file.interview.state.edition, face=Face(),
    )  # fmt: skip
    path = sealed.write(folder)
    remember(
        desk, file, sealed, to=f"{central}/inquiry", purpose="inquiry", people=[], face=Face(),
        inquiry=inquiry.inquiry,
    )  # fmt: skip
    return Asking(path, inquiry.inquiry, chosen)


def _inquiry(file: DebriefFile, chosen: Sequence[str]) -> Inquiry:
    allowed = Filter(file.interview.view, CENTRAL)
    references = [r for kind in chosen if kind not in _PERSON for r in _references(file, allowed, kind)]
    person: dict[str, Any] = {
        kind: _values(file, allowed, _PERSON[kind], kind) for kind in chosen if kind in _PERSON
    }
    if "nationality" in person:
        codes = [code for value in person["nationality"] for code in value["choices"]]
        person["nationality"] = list(dict.fromkeys(codes))
    person |= {kind: person[kind][0] for kind in ("name", "born") if kind in person}
    if not references and not person:
        raise NothingToAsk(record=file.reference, item="identifier")
    return Inquiry(
        inquiry=str(uuid.uuid4()),
        references=tuple(references),
        sought=Sought.model_validate(person) if person else None,
    )


def _references(file: DebriefFile, allowed: Filter, kind: str) -> list[Reference]:
    """The numbers of one kind on record."""
    view = file.interview.view
    places = [
        Address("per_refs", instance, "number")
        for instance in view.instances("per_refs")
        if (view.held_value("per_refs", instance, "kind") or {}).get("choice") == kind
    ]
    if kind == "nrm":
        places.append(Address("ref_nrm", 0, "reference"))
    numbers = [str(held) for place in places if (held := _allowed(file, allowed, place)) is not None]
    if not numbers:
        raise NothingToAsk(record=file.reference, item=kind)
    return [Reference(kind=kind, number=number) for number in dict.fromkeys(numbers)]


def _values(file: DebriefFile, allowed: Filter, item: str, kind: str) -> list[Any]:
    held = [_allowed(file, allowed, Address(item, instance)) for instance in file.interview.places(item)]
    found = [value for value in held if value is not None]
    if not found:
        raise NothingToAsk(record=file.reference, item=kind)
    return found


def _allowed(file: DebriefFile, allowed: Filter, place: Address) -> Any:
    """The value at an address, if the person lets it go to the central repository."""
    entry = file.interview.entry(place)
    if entry is None or entry.value is None:
        return None
    if allowed.category(place, entry.event) is not None:
        raise KeptFromInquiry(item=place.item)
    return entry.value


def take_answer(desk: Desk, opened: Opened) -> tuple[DebriefFile, int]:
    """Settles what an answer names, in the de-brief that asked; returns it, and how many items."""
    if opened.statement.sender.agency != central_id(trust_of(desk)):
        raise NotFromCentral
    if len(opened.records) != 1:
        raise NotAsked
    (value,) = opened.records.values()
    answer = read_document(Answer, value)
    file = desk.open(_asked(desk, answer))
    if any(getattr(event, "bundle", None) == opened.digest for event in file.interview.state.events):
        raise ReceivedAlready
    events = list(_settled(file, answer, opened.digest))
    if events and (refused := file.do_all(events)) is not None:
        raise refused
    return file, len({item for event in events for item in event["items"]})


def _asked(desk: Desk, answer: Answer) -> str:
    """The de-brief whose inquiry this answers, by its number and by its bundle."""
    for entry in desk.vault.journal():
        if entry.get("inquiry") == answer.inquiry and entry["digest"] == answer.digest:
            return str(entry["record"])
    raise NotAsked


def _settled(file: DebriefFile, answer: Answer, digest: str) -> list[dict[str, Any]]:
    found = []
    for account in sorted(answer.accounts, key=lambda each: each.dated):
        states = {item: state for item, state in account.items.items() if can_be_told(file.bank, item)}
        if states:
            found.append(
                {
                    "kind": "settled", "items": sorted(states), "agency": account.agency,
                    "dated": account.dated, "form": account.form, "bundle": digest, "states": states,
                }
            )  # fmt: skip
    return found
