"""The desk: a vault, a bank and a clock, and the de-briefs that lie there. No screen.

The screens, the line mode, the account scripts and the commands all work
here, so that what one of them records the others record the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from debrief.bank import Bank
from debrief.desk.continuing import settled_here
from debrief.desk.debrief_file import Clock, DebriefFile, stamp
from debrief.desk.library import Library
from debrief.desk.outline import SealedLine, sealed_lines
from debrief.desk.overdue import allowed_days
from debrief.desk.refusals import (
    ReferenceIsAName,
    ReferenceTaken,
    TrainingTakesNothing,
    UnknownReference,
)
from debrief.desk.settings import Settings, read_settings, write_settings
from debrief.interview import Interview, read_event

if TYPE_CHECKING:
    from debrief.vault import Vault

CENTRAL_PURPOSES = frozenset({"full", "urgent", "supplement", "withdrawal"})
"""Bundles that the central repository answers with a receipt."""

_REFERENCE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9/.\-]{0,39}$")


@dataclass(frozen=True)
class Listing:
    """One line of the list: never a name, never anything that was said."""

    rid: str
    reference: str
    opened: str
    last: str
    route: str
    status: str
    """open, signed or withdrawn"""
    sittings: int
    training: bool
    exported: int
    """Bundles made of it for the central repository."""
    receipts_missing: int
    missing: bool
    """The person is reported missing."""
    edition: str = ""
    may_move: bool = False
    """It is open, and on another version of the questionnaire than new ones."""
    sent_unreceipted: str | None = None
    """When the first of the bundles was made for which no receipt has come; ``None`` where none is missing."""
    stands_since: str | None = None
    """When it was signed off, or taken back by the person, last."""
    sent_last: str | None = None
    accepted: str | None = None
    """When the receipt came that says the last bundle was accepted."""
    refused: bool = False
    """The central repository refused or held the last bundle."""
    held: bool = False
    receipt_days: int = 14
    keep_days: int = 30


class Desk:
    """Everything a user of this laptop can reach."""

    def __init__(self, vault: Vault, bank: Bank, clock: Clock) -> None:
        """``bank`` is the questionnaire shipped with the app; a newer one taken in goes before it."""
        self.vault, self.clock = vault, clock
        self.settings = read_settings(vault)
        self.library = Library(vault.folder, bank, self.settings)

    @property
    def bank(self) -> Bank:
        """The questionnaire that new de-briefs are begun with."""
        return self.library.bank

    @property
    def staff(self) -> str:
        """Who works here now, and stands beside everything that is recorded: whose words opened the vault, not
        who set the laptop up."""
        return self.vault.user or self.settings.interviewer

    def set(self, **changes: Any) -> Settings:
        """Changes settings, in the vault's journal."""
        self.settings = write_settings(self.vault, stamp(self.clock()), **changes)
        return self.settings

    def new(
        self, reference: str, *, training: bool = False, after: str | None = None, case: str | None = None
    ) -> DebriefFile:
        """Begins a de-brief under the agency's own reference. Raises a refusal where it may not be.

        ``after`` is the id of one that was sealed or erased here, from which this one goes on;
        ``case`` the practice case of a training record.
        """
        settings = self.settings.require()
        if not _REFERENCE.match(reference):
            raise ReferenceIsAName
        taken = {line.reference for line in self.listing()} | {gone.reference for gone in self.sealed()}
        if reference in taken:
            raise ReferenceTaken(record=reference)
        if training and after is not None:
            raise TrainingTakesNothing(record=reference)
        settled = [] if after is None else settled_here(self, after)
        rid = self.vault.new_debrief()
        self.library.keep(self.bank)
        file = self._file(rid, self.bank)
        opened = {
            "kind": "opened",
            "record": rid,
            "reference": reference,
            "agency": settings.agency,
            "edition": settings.edition,
            "bank": self.bank.id,
            "bank_version": self.bank.version,
            "bank_digest": self.bank.digest,
            "training": training,
        } | ({"case": case} if training and case else {})
        refused = file.do_all([opened, *settled])
        if refused is not None:
            raise refused
        return file

    def open(self, rid: str) -> DebriefFile:
        """Opens a de-brief. It stays on its questionnaire until somebody moves it."""
        file = self._file(rid)
        self.library.keep(file.bank)
        return file

    def move(self, file: DebriefFile) -> DebriefFile:
        """Goes on with the questionnaire that new de-briefs are begun with; opens the de-brief anew.

        What changed stands in the event. Raises a refusal where it may not be, and nothing has changed.
        """
        self.library.keep(self.bank)
        refused = file.do(
            "bank_moved",
            bank=self.bank.id,
            bank_version=self.bank.version,
            bank_digest=self.bank.digest,
            from_digest=file.bank.digest,
            report=list(file.interview.changes_to(self.bank).lines()),
        )
        if refused is not None:
            raise refused
        return self.open(file.rid)

    def may_move(self, file: DebriefFile) -> bool:
        """Whether a de-brief is on another version than new ones, and is not closed."""
        return self._may_move(file.interview)

    def _may_move(self, interview: Interview) -> bool:
        own, closed = interview.bank, interview.signed or interview.state.withdrawn
        other = self.bank.digest != own.digest and self.bank.version >= own.version
        return other and self.bank.id == own.id and not closed

    def _file(self, rid: str, bank: Bank | None = None) -> DebriefFile:
        return DebriefFile(self.vault, self.library.find, rid, self.clock, self.staff, bank)

    def find(self, reference: str) -> DebriefFile:
        """Opens a de-brief by its reference."""
        for line in self.listing():
            if reference in (line.reference, line.rid):
                return self.open(line.rid)
        for gone in self.sealed():
            if reference in (gone.reference, gone.rid):
                return self.open(gone.rid)  # which says why not
        raise UnknownReference(record=reference)

    def listing(self) -> list[Listing]:
        """Every de-brief of this vault, the one last worked on first."""
        events: dict[str, list[dict[str, Any]]] = {}
        for _, rid, event in self.vault.read_all():
            events.setdefault(rid, []).append(event)
        lines = [self._line(rid, held) for rid, held in events.items()]
        return sorted(lines, key=lambda line: line.last, reverse=True)

    def sealed(self) -> list[SealedLine]:
        """Every de-brief that was sealed or erased: what is left of it for the list."""
        return sealed_lines(self.vault)

    def _line(self, rid: str, events: list[dict[str, Any]]) -> Listing:
        bank = self.library.find(events[0]["bank_digest"]) or self.bank
        interview = Interview(bank, [read_event(event) for event in events], self.library.find)
        state = interview.state
        sent = [e for e in events if e["kind"] == "exported" and e["purpose"] in CENTRAL_PURPOSES]
        receipts = {e["digest"]: e for e in events if e["kind"] == "receipt_taken"}
        opened = state.opened
        last = receipts.get(sent[-1]["digest"]) if sent else None
        days = allowed_days(self.bank, state.edition)
        return Listing(
            rid=rid,
            reference=opened.reference if opened else rid[:8],
            opened=events[0]["at"],
            last=events[-1]["at"],
            route=interview.route,
            status="withdrawn" if state.withdrawn else "signed" if interview.signed else "open",
            sittings=len(state.sittings),
            training=bool(opened and opened.training),
            exported=len({e["digest"] for e in sent}),
            receipts_missing=len({e["digest"] for e in sent} - set(receipts)),
            missing=state.missing,
            edition=state.edition,
            may_move=self._may_move(interview),
            sent_unreceipted=next((e["at"] for e in sent if e["digest"] not in receipts), None),
            stands_since=_stands_since(events),
            sent_last=sent[-1]["at"] if sent else None,
            accepted=last["at"] if last and last["result"] == "accepted" else None,
            refused=bool(last and last["result"] != "accepted"),
            held=state.held,
            receipt_days=Listing.receipt_days if days is None else days,
            keep_days=self.settings.keep_after_receipt_days,
        )


def _stands_since(events: list[dict[str, Any]]) -> str | None:
    """When the last signature was given, or the whole record taken back."""
    found = [
        e["at"]
        for e in events
        if e["kind"] == "signed_off" or (e["kind"] == "withdrew" and not e.get("address"))
    ]
    return found[-1] if found else None
