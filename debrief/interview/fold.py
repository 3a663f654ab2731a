"""Events into state. Every event here was accepted before: nothing is refused and nothing fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from debrief.bank import Bank
from debrief.interview import events as e
from debrief.interview.account import Splice, account_words, made_by, spliced
from debrief.interview.address import Address
from debrief.interview.state import SHARING, SIGN_OFF, Entry, Override, Sitting, State

_SAID = frozenset({"answered", "volunteered", "restricted"})
_COUNTS_AS_SAID = _SAID - {"restricted"}
_REPLACED = _SAID | {"corrected", "observed", "document", "reported", "already_told", "assessed"}


def fold(bank: Bank, state: State, event: e.Event) -> None:
    """Adds one accepted event to the state."""
    state.events.append(event)
    _FOLDS[type(event)](bank, state, event)


def _opened(bank: Bank, state: State, event: e.Opened) -> None:
    state.opened = event
    state.edition = event.edition
    state.bank_digest, state.bank_version = event.bank_digest, event.bank_version


def _sitting_started(bank: Bank, state: State, event: e.SittingStarted) -> None:
    number = len(state.sittings) + 1
    sitting = Sitting(number, event.lead, event.at, event.reason, event.language)
    sitting.agreed = event.agreed_in_advance and number > 1
    sitting.log.append(("start", event.at, None))
    state.sittings.append(sitting)


def _sitting_ended(bank: Bank, state: State, event: e.SittingEnded) -> None:
    if sitting := state.sitting:
        sitting.ended, sitting.end_reason = event.at, event.reason
        sitting.log.append(("end", event.at, event.reason))


def _break(bank: Bank, state: State, event: e.BreakStarted | e.BreakEnded) -> None:
    if sitting := state.sitting:
        sitting.on_break = isinstance(event, e.BreakStarted)
        sitting.log.append(("break" if sitting.on_break else "resume", event.at, None))


def _stopped(bank: Bank, state: State, event: e.Stopped) -> None:
    if sitting := state.sitting:
        sitting.stopped_by = event.who


def _distressed(bank: Bank, state: State, event: e.Distressed) -> None:
    if sitting := state.sitting:
        sitting.closed_topics |= set(event.closes)


def _text_said(bank: Bank, state: State, event: e.TextSaid) -> None:
    state.texts_said.add(event.text)


def _drafted(bank: Bank, state: State, event: e.Drafted) -> None:
    state.drafts[Address.parse(event.address)] = event.draft


def _answered(bank: Bank, state: State, event: e.Answered) -> None:
    address = Address.parse(event.address)
    earlier = state.current(address)
    counts = event.state
    if (
        counts in _COUNTS_AS_SAID
        and earlier is not None
        and earlier.state in _REPLACED
        and earlier.value is not None
        and earlier.value != event.value
    ):
        counts = "corrected"
    if earlier is None or earlier.value != event.value:
        state.layers.pop(address, None)  # they belong to the words before; the history keeps both
    entry = Entry(state.seq, len(state.sittings), counts, event)
    state.entries.setdefault(address, []).append(entry)
    state.kept_apart.discard(address)
    state.drafts.pop(address, None)


def _noted(bank: Bank, state: State, event: e.Noted) -> None:
    state.notes.append((state.seq, event))
    if event.account is not None:
        state.account_drafts.pop(event.account, None)
        state.account_marks[event.account] = event.marks
        if event.pasted:
            state.account_pasted.add(event.account)


def _account_drafted(bank: Bank, state: State, event: e.AccountDrafted) -> None:
    before = account_words(state, event.account)
    state.account_drafts[event.account] = spliced(before, Splice(event.start, event.removed, event.added))
    if event.marks is not None:
        state.account_marks[event.account] = event.marks
    if event.pasted:
        state.account_pasted.add(event.account)


def _tagged(bank: Bank, state: State, event: e.Tagged) -> None:
    if event.undone:
        state.tags = [t for t in state.tags if (t.passage, t.address) != (event.passage, event.address)]
        _answer_taken_back(state, event)
    else:
        state.tags.append(event)


def _answer_taken_back(state: State, event: e.Tagged) -> None:
    """Filed by mistake: what stands there by the tag alone goes with it. The history keeps both."""
    address = Address.parse(event.address)
    held = state.entries.get(address)
    if not held or not made_by(state, event, held[-1]):
        return
    held.pop()
    state.layers.pop(address, None)
    if not held:
        del state.entries[address]


def _added(bank: Bank, state: State, event: e.Added) -> None:
    state.instances.setdefault(event.repeat, []).append(event.instance)
    state.made[event.repeat] = event.instance


def _struck(bank: Bank, state: State, event: e.Struck) -> None:
    state.instances[event.repeat].remove(event.instance)
    state.struck.add((event.repeat, event.instance))


def _moved(bank: Bank, state: State, event: e.Moved) -> None:
    state.instances[event.repeat] = list(event.order)


def _layered(bank: Bank, state: State, event: e.Layered) -> None:
    state.layers.setdefault(Address.parse(event.address), []).append(event)


def _settled(bank: Bank, state: State, event: e.Settled) -> None:
    for item in event.items:
        state.settled[item] = event
        state.unlocked.discard(item)


def _unlocked(bank: Bank, state: State, event: e.Unlocked) -> None:
    state.unlocked.add(event.item)


def _acknowledged(bank: Bank, state: State, event: e.Acknowledged) -> None:
    state.acknowledged[event.check] = event


def _overridden(bank: Bank, state: State, event: e.Overridden) -> None:
    state.asserted[event.check] = event
    signed = event.signature is not None
    state.overrides[event.check] = Override(
        event.check, event.lead, event.role, event.reason, event.at, signed, event.signature
    )


def _override_signed(bank: Bank, state: State, event: e.OverrideSigned) -> None:
    agency = event.check.removeprefix(SHARING)
    if event.check == SIGN_OFF:
        state.signatures = [
            s.model_copy(update={"signature": event.signature}) if s.role == "lead" else s
            for s in state.signatures
        ]
    elif agency != event.check:
        state.sharing_orders[agency] = _signed(state.sharing_orders[agency], event)
    else:
        state.overrides[event.check] = _signed(state.overrides[event.check], event)


def _signed(held: Override, event: e.OverrideSigned) -> Override:
    return replace(held, signed=True, signature=event.signature)


def _sharing_overridden(bank: Bank, state: State, event: e.SharingOverridden) -> None:
    state.sharing_overridden.add(event.agency)
    state.sharing_orders[event.agency] = Override(
        SHARING + event.agency, event.decided_by, event.role or "", event.reason, event.at,
        event.signature is not None, event.signature, event.basis,
    )  # fmt: skip


def _signed_off(bank: Bank, state: State, event: e.SignedOff) -> None:
    state.signatures.append(event)


def _reopened(bank: Bank, state: State, event: e.Reopened) -> None:
    state.signatures.clear()


def _edition_changed(bank: Bank, state: State, event: e.EditionChanged) -> None:
    state.edition = event.edition


def _bank_moved(bank: Bank, state: State, event: e.BankMoved) -> None:
    state.bank_digest, state.bank_version = event.bank_digest, event.bank_version


def _withdrew(bank: Bank, state: State, event: e.Withdrew) -> None:
    if event.address is None:
        state.withdrawn = True
        return
    address = Address.parse(event.address)
    gone = e.Answered(at=event.at, by=event.by, address=event.address, state="withdrawn", reason=event.reason)
    state.layers.pop(address, None)
    state.drafts.pop(address, None)
    entry = Entry(state.seq, len(state.sittings), "withdrawn", gone)
    state.entries.setdefault(address, []).append(entry)


def _kept(bank: Bank, state: State, event: e.Event) -> None:
    """The event itself is the whole of what it says."""


def _missing(bank: Bank, state: State, event: e.WentMissing | e.Found) -> None:
    state.missing = isinstance(event, e.WentMissing)


def _hold(bank: Bank, state: State, event: e.HoldSet | e.HoldLifted) -> None:
    state.held = isinstance(event, e.HoldSet)


_FOLDS: dict[type[e.Event], Callable[[Bank, State, Any], None]] = {
    e.Opened: _opened,
    e.SittingStarted: _sitting_started,
    e.SittingEnded: _sitting_ended,
    e.BreakStarted: _break,
    e.BreakEnded: _break,
    e.Stopped: _stopped,
    e.Distressed: _distressed,
    e.TextSaid: _text_said,
    e.Prompted: _kept,
    e.Drafted: _drafted,
    e.Answered: _answered,
    e.Noted: _noted,
    e.AccountDrafted: _account_drafted,
    e.Tagged: _tagged,
    e.Added: _added,
    e.Struck: _struck,
    e.Moved: _moved,
    e.Layered: _layered,
    e.Queried: _kept,
    e.Differed: _kept,
    e.Settled: _settled,
    e.AccountReceived: _kept,
    e.Unlocked: _unlocked,
    e.Acknowledged: _acknowledged,
    e.Overridden: _overridden,
    e.OverrideSigned: _override_signed,
    e.SharingOverridden: _sharing_overridden,
    e.SignedOff: _signed_off,
    e.Reopened: _reopened,
    e.Exported: _kept,
    e.ReceiptTaken: _kept,
    e.HandedOut: _kept,
    e.EditionChanged: _edition_changed,
    e.BankMoved: _bank_moved,
    e.WentMissing: _missing,
    e.Found: _missing,
    e.Withdrew: _withdrew,
    e.HoldSet: _hold,
    e.HoldLifted: _hold,
}
