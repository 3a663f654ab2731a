"""From an interview to the record that a recipient gets."""

from __future__ import annotations

from collections.abc import Collection

from debrief.interview import events as e
from debrief.interview import record as r
from debrief.interview.address import Address
from debrief.interview.event_json import write_event
from debrief.interview.gates import unmet
from debrief.interview.interview import Interview
from debrief.interview.notes_out import NotesOut
from debrief.interview.provenance import Provenance
from debrief.interview.sharing import CENTRAL, Filter
from debrief.interview.state import SHARING, SIGN_OFF, Entry, Override
from debrief.interview.told import told_by

WITHHELD = "withheld"
"""Stands where a text has to stand and the recipient gets none."""


def extract(
    interview: Interview,
    *,
    recipient: str = CENTRAL,
    purpose: r.Purpose,
    supersedes: str | None = None,
    proved: Collection[str] | None = None,
    anonymous: bool = False,
) -> r.Record:
    """The record for one recipient.

    Raises ``SharingRefused``, ``SharingNotAsked``, ``ChildRecipient`` or ``RestrictedNotFor``
    where it may not be made. ``proved``: the decisions whose signatures were verified; a
    signature that was not counts as none. Without it, what the events say is taken.
    ``anonymous``: no name, birth date, reference or free text, whatever was agreed.
    """
    return _Extractor(interview, recipient, purpose, proved, anonymous).record(supersedes)


class _Extractor:
    def __init__(
        self,
        interview: Interview,
        recipient: str,
        purpose: r.Purpose,
        proved: Collection[str] | None,
        anonymous: bool,
    ) -> None:
        self.interview, self.state, self.bank = interview, interview.state, interview.bank
        self.recipient, self.purpose = recipient, purpose
        self.proved = proved
        self.filter = Filter(interview.view, recipient, purpose == "protection", anonymous)
        self.notes = NotesOut(interview, self.filter)

    def record(self, supersedes: str | None) -> r.Record:
        opened, state = self.state.opened, self.state
        assert opened is not None  # an interview without its first event has nothing to send
        answers = self.answers()
        return r.Record(
            record=opened.record,
            revision=state.seq,
            supersedes=supersedes,
            reference=WITHHELD if self.filter.nameless else opened.reference,
            agency=opened.agency,
            recipient=self.recipient,
            purpose=self.purpose,
            edition=state.edition,
            bank=r.BankStamp(id=self.bank.id, version=self.bank.version, digest=state.bank_digest),
            training=opened.training,
            route=self.interview.route,
            childhood_seen=state.childhood_seen,
            status="withdrawn" if state.withdrawn else "signed" if self.interview.signed else "open",
            opened=opened.at,
            sittings=tuple(self.sittings()),
            repeats=self.repeats(answers),
            answers=() if state.withdrawn else answers,
            notes=() if state.withdrawn else tuple(self.notes.notes()),
            tags=tuple(self.notes.tags()),
            settled=tuple(self.settled()),
            told=tuple(self.told()),
            unmet=tuple(self.gates()),
            overrides=tuple(self.overrides()),
            signatures=tuple(self.signatures()),
            withheld=dict(sorted(self.filter.withheld.items())),
            history=self.history(),
        )

    def repeats(self, answers: tuple[r.AnswerRecord, ...]) -> dict[str, tuple[int, ...]]:
        """The instances of each repeat, in order; those of automatic items after those made by hand."""
        made = self.state.instances.items()
        told = {repeat: list(each) for repeat, each in made if each and self.bank.is_repeat(repeat)}
        for answer in answers:
            repeat = self.bank.repeat_of(answer.item)
            if repeat is not None and answer.instance not in told.setdefault(repeat, []):
                told[repeat].append(answer.instance)
        return {repeat: tuple(made) for repeat, made in sorted(told.items())}

    # -- answers ------------------------------------------------------------------------

    def answers(self) -> tuple[r.AnswerRecord, ...]:
        order = self.bank.order
        found = []
        held = [address for address in self.state.entries if address.item in order]
        for address in sorted(held, key=lambda a: (order[a.item], a.instance, a.field or "")):
            entry = self.interview.entry(address)
            if entry is None or not self.interview.is_open(address.item, address.instance):
                continue
            if self.filter.keeps(address, entry):
                found.append(self.answer(address, entry))
        found.extend(self.automatic())
        return tuple(found)

    def answer(self, address: Address, entry: Entry) -> r.AnswerRecord:
        item = self.bank.items[address.item]
        spec = self.bank.spec(address.item, address.field) or item.answer
        event = entry.event
        free = not self.filter.nameless
        return r.AnswerRecord(
            item=address.item,
            instance=address.instance,
            field=address.field,
            type=spec.type,
            state=entry.state,
            value=self.filter.without_words(spec, event.value),
            at=event.at,
            by=event.by,
            sitting=entry.sitting,
            sensitivity=item.sensitivity,
            reason=event.reason if free else None,
            certainty=event.certainty,
            note=event.note if free else None,
            provenance=self.notes.provenance(event.provenance)
            if free
            else Provenance(speaker=event.provenance.speaker),
            restricted_to=event.restricted_to,
            layers=tuple(self.layers(address)) if free else (),
            corrects=len(self.interview.history(address)) - 1,
        )

    def layers(self, address: Address) -> list[r.LayerRecord]:
        return [
            r.LayerRecord(layer=x.layer, text=x.text, translator=x.translator, at=x.at)
            for x in self.state.layers.get(address, ())
        ]

    def automatic(self) -> list[r.AnswerRecord]:
        """Automatic items as answers of the last event's time, judged by the app."""
        last = self.state.events[-1]
        found = []
        for (name, instance), value in self.interview.automatic().items():
            item = self.bank.items[name]
            here = self.filter.goes(item) and not self.filter.protection
            if not here or item.sensitivity == "S4" or self.interview.entry(Address(name, instance)):
                continue
            fields = value.items() if item.answer.fields else [(None, value)]
            for field, part in fields:
                spec = self.bank.spec(name, field) or item.answer
                found.append(
                    r.AnswerRecord(
                        item=name, instance=instance, field=field, type=spec.type, state="assessed",
                        value=self.filter.without_words(spec, self.bank.check_value(spec, part, name)),
                        at=last.at, by="app",
                        sitting=len(self.state.sittings), sensitivity=item.sensitivity,
                    )
                )  # fmt: skip
        return found

    # -- the rest -------------------------------------------------------------------------

    def sittings(self) -> list[r.SittingRecord]:
        return [
            r.SittingRecord(
                number=s.number, lead=s.lead, began=s.began, ended=s.ended, language=s.language,
                reason=None if self.filter.nameless else s.reason, end_reason=s.end_reason,
                stopped_by=s.stopped_by,
                log=tuple(r.LogLine(what=w, at=at, reason=why) for w, at, why in s.log),
            )
            for s in self.state.sittings
        ]  # fmt: skip

    def settled(self) -> list[r.SettledRecord]:
        return [
            r.SettledRecord(
                item=item, agency=x.agency, dated=x.dated, form=x.form,
                reference=None if self.filter.nameless else x.reference,
                unlocked=item in self.state.unlocked, state=x.states.get(item),
            )
            for item, x in sorted(self.state.settled.items())
        ]  # fmt: skip

    def told(self) -> list[r.ToldRecord]:
        """What the next interviewer need not ask; on a hand-over alone."""
        if self.purpose != "handover":
            return []
        covered = told_by(self.interview.view, self.filter)
        return [r.ToldRecord(item=item, state=state) for item, state in covered.items()]

    def gates(self) -> list[r.GateRecord]:
        """Every unmet check, for the face of the export."""
        return [
            r.GateRecord(check=x.check.id, rule=x.check.rule, stage=x.check.stage, effect=x.check.effect)
            for stage in ("prompt", "account", "signoff")
            for x in unmet(self.interview.view, stage)
        ]

    def overrides(self) -> list[r.OverrideRecord]:
        made = [*self.state.overrides.values(), *self.state.sharing_orders.values()]
        return [self.override(each) for each in sorted(made, key=lambda each: each.check)]

    def override(self, o: Override) -> r.OverrideRecord:
        """Whose decision it was, and whether it is signed: on the face of every export."""
        free, agency = not self.filter.nameless, o.check.removeprefix(SHARING)
        return r.OverrideRecord(
            check=o.check,
            lead=o.lead,
            role=o.role or "lead",
            reason=o.reason if free else WITHHELD,
            at=o.at,
            signed=self.is_proved(o.check, o.signed),
            signature=o.signature,
            agency=agency if agency != o.check else None,
            basis=o.basis if free else None,
        )

    def signatures(self) -> list[r.SignatureRecord]:
        return [
            r.SignatureRecord(
                role=s.role, name=s.name, at=s.at, signature=s.signature,
                signed=s.signature is not None and (s.role != "lead" or self.is_proved(SIGN_OFF, True)),
            )
            for s in self.state.signatures
        ]  # fmt: skip

    def is_proved(self, decision: str, said: bool) -> bool:
        return said and (self.proved is None or decision in self.proved)

    def history(self) -> r.History | None:
        """Every event that may go, for the central repository alone."""
        whole = self.recipient == CENTRAL and self.purpose in ("full", "urgent", "supplement")
        if not whole or self.filter.nameless or self.state.withdrawn:
            return None
        kept_back = self._kept_back()
        events = tuple(
            write_event(x)
            for seq, x in enumerate(self.state.events, start=1)
            if self.notes.goes_whole(x, seq) and self._event_may_go(x, kept_back)
        )
        aside = {a.whole for a in self.state.kept_apart}
        closed = tuple(
            r.ClosedRecord(item=a.item, instance=a.instance)
            for a in sorted({a.whole for a in self.state.entries}, key=str)
            if not self.interview.is_open(a.item, a.instance) or a in aside
        )
        return r.History(events=events, closed=closed)

    def _kept_back(self) -> set[Address]:
        """Where a wish, a protection or a withdrawal stands now: it covers what was said there before."""
        found: set[Address] = set()
        for address, entries in self.state.entries.items():
            current = entries[-1]
            if current.state == "withdrawn" or self.filter.category(address, current.event):
                found |= {address, address.whole}
        return found

    def _event_may_go(self, event: e.Event, kept_back: set[Address]) -> bool:
        if isinstance(event, e.AccountReceived):
            return False  # another agency's record: it goes its own way
        for address in _addresses(event):
            if not self.notes.may_go(str(address)):
                return False
            if address.item == "card_person" and address.instance in self.filter.protected:
                return False
            if address in kept_back and not (isinstance(event, e.Answered | e.Withdrew) and _is_empty(event)):
                return False
            if isinstance(event, e.Answered) and self.filter.category(address, event):
                return False
        return True


def _is_empty(event: e.Answered | e.Withdrew) -> bool:
    """That something was declined or taken back may be known; what it was may not."""
    return isinstance(event, e.Withdrew) or (event.value is None and event.note is None)


def _addresses(event: e.Event) -> list[Address]:
    """Every answer that an event speaks of."""
    match event:
        case e.Tagged(address=address, passage=passage):
            texts = [address] + ([] if passage.at.startswith("note:") else [passage.at])
        case e.Differed(first=first, second=second):
            texts = [first, second]
        case _:
            text = getattr(event, "address", None)
            texts = [text] if isinstance(text, str) else []
    return [Address.parse(text) for text in texts]
