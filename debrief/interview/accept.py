"""Whether an event may be added. Looks, refuses or lets pass; changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from debrief.bank import AGE_ITEM
from debrief.bank.answers import links_in
from debrief.bank.refusals import WrongValue
from debrief.bank.schema import AnswerSpec, Item
from debrief.bank.schema import State as ResponseState
from debrief.bank.values import Passage
from debrief.errors import Refusal
from debrief.interview import events as e
from debrief.interview import refusals as no
from debrief.interview.account import account_words, next_account, note_of, words_of
from debrief.interview.address import Address
from debrief.interview.gates import unmet
from debrief.interview.provenance import TimeMark
from debrief.interview.state import SHARING, SIGN_OFF
from debrief.interview.view import View

_AFTER_SIGNING = (
    e.Stopped, e.BreakStarted, e.BreakEnded, e.SittingEnded, e.Reopened, e.SignedOff, e.Exported,
    e.ReceiptTaken, e.HandedOut, e.WentMissing, e.Found,
    e.HoldSet, e.HoldLifted, e.OverrideSigned, e.SharingOverridden, e.Withdrew, e.Layered,
    e.Queried,
)  # fmt: skip
"""What may still happen to a signed record: the talk ends; it is carried, read, held, withdrawn or reopened."""

_ADULT_CLAIMS = frozenset({"adult_documents", "adult_no_doubt"})
_NEVER_BY_HAND = frozenset({"not_asked_child", "differs", "corrected"})


def refusal_of(view: View, event: e.Event) -> Refusal | None:
    """Why ``event`` may not be added to the state behind ``view``; ``None`` when it may."""
    try:
        _common(view, event)
        if check := _CHECKS.get(type(event)):
            check(view, event)
    except Refusal as refusal:
        return refusal
    return None


def _common(view: View, event: e.Event) -> None:
    state = view.state
    if isinstance(event, e.Opened) == (state.opened is not None):
        raise no.NotOpened
    if state.events and _moment(event.at) < _moment(state.events[-1].at):
        raise no.WrongTime
    if is_signed(view) and not isinstance(event, _AFTER_SIGNING):
        raise no.Closed


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def is_signed(view: View) -> bool:
    """Signed off by the interviewer, and for a child by a second person too."""
    if not view.state.signatures:
        return False
    roles = {signature.role for signature in view.state.signatures}
    return "interviewer" in roles and (view.route() == "adult" or "lead" in roles)


# -- addresses ------------------------------------------------------------------------


def _item(view: View, name: str) -> Item:
    item = view.bank.items.get(name)
    if item is None:
        raise no.UnknownAddress(item=name)
    return item


def _place(view: View, text: str) -> tuple[Address, Item, AnswerSpec]:
    address = Address.parse(text)
    item = _item(view, address.item)
    spec = view.bank.spec(address.item, address.field)
    if spec is None:
        raise no.UnknownAddress(item=str(address))
    repeat = view.bank.repeat_of(address.item)
    if repeat is None and address.instance:
        raise no.NotRepeating(group=address.item)
    if repeat is not None and address.instance not in view.instances(repeat):
        raise no.NoSuchInstance(group=repeat, instance=address.instance)
    return address, item, spec


# -- answers --------------------------------------------------------------------------


def _answered(view: View, event: e.Answered) -> None:
    address, item, spec = _place(view, event.address)
    response = view.bank.states.get(event.state)
    if response is None:
        raise no.UnknownState(state=event.state)
    if event.state in _NEVER_BY_HAND:
        raise no.NotByHand(state=event.state)
    _value(view, event, spec, response)
    if response.reason == "yes" and not event.reason and event.state != "already_told":
        raise no.ReasonMissing(state=event.state, item=str(address))
    if event.state == "already_told" and not (event.reason or event.provenance.source):
        raise no.ReasonMissing(state=event.state, item=str(address))
    if view.route() == "child" and response.asked and not _askable(item):
        raise no.NotAskedOfChild(item=item.id)
    if item.id == AGE_ITEM and event.value is not None:
        _age(view, _choice(event.value))


def _choice(value: Any) -> str:
    """The code of a single choice that was checked before."""
    return str(value["choice"])


def _askable(item: Item) -> bool:
    """Of a recorded item ``asked`` states say only that it was put on record."""
    return item.child == "ask" or not item.asked


def _value(view: View, event: e.Answered, spec: AnswerSpec, response: ResponseState) -> None:
    name = event.address
    if event.value is None:
        if response.has_value and event.state != "already_told":
            raise no.ValueMissing(state=event.state, item=name)
        return
    if not response.has_value:
        raise no.ValueNotWanted(state=event.state, item=name)
    if spec.fields:
        raise no.NeedsField(item=name)
    good = view.bank.check_value(spec, event.value, name)
    if good != event.value:  # what conditions read and bundles carry is the canonical form alone
        raise WrongValue(item=name, type=spec.type, field="value")
    for link in links_in(spec.type, good):
        kind, _, number = link.partition(":")
        repeat = view.bank.item_of_kind(kind)
        if repeat is None or int(number) not in view.instances(repeat):
            raise no.BrokenLink(item=name)


def _age(view: View, position: str) -> None:
    """The presumption of childhood (B-01), kept by what may be recorded."""
    if position in _ADULT_CLAIMS and view.state.childhood_seen:
        raise no.ChildhoodStands(state=position)
    if position == "assessed_adult" and not _assessed(view):
        raise no.AssessmentMissing


def _assessed(view: View) -> bool:
    """Whether a complete assessment as an adult is on record, whatever the position says now."""
    for instance in view.instances("per_age_assessment"):
        fields = view.held_value("per_age_assessment", instance, None) or {}
        outcome = fields.get("outcome", {}).get("choice")
        if outcome == "adult" and {"local_authority", "date", "reference"} <= set(fields):
            return True
    return False


def _addressed(view: View, event: e.Drafted | e.Prompted) -> None:
    _place(view, event.address)


def _has_words(view: View, event: e.Layered | e.Queried | e.Withdrew) -> None:
    if event.address is None:
        return
    if isinstance(event, e.Withdrew) and Address.parse(event.address) in view.state.kept_apart:
        return  # what has no place any more is theirs to take back all the same
    address, _, _ = _place(view, event.address)
    entry = view.entry(address)
    if entry is None or (isinstance(event, e.Layered) and entry.value is None):
        raise no.NothingToCorrect(item=str(address))


def _tagged(view: View, event: e.Tagged) -> None:
    _taggable(view, event.address)
    if event.undone and not any(
        (t.passage, t.address) == (event.passage, event.address) for t in view.state.tags
    ):
        raise no.NothingToCorrect(item=event.address)
    where = event.passage.at
    note = note_of(where)
    if note is not None:
        noted = dict(view.state.notes).get(note)
        if noted is None:
            raise no.NothingToCorrect(item="note")
        _within(event.passage, len(words_of(noted)))
    elif view.entry(_place(view, where)[0]) is None:
        raise no.NothingToCorrect(item=where)


def _taggable(view: View, text: str) -> None:
    """An item, a field, or a whole instance: ``leg/2``."""
    address = Address.parse(text)
    if address.item not in view.bank.repeats or address.field:
        _place(view, text)
    elif address.instance not in view.instances(address.item):
        raise no.NoSuchInstance(group=address.item, instance=address.instance)


def _within(passage: Passage, length: int) -> None:
    if not (passage.start or 0) <= (length if passage.end is None else passage.end) <= length:
        raise no.NotInTheAccount


def _noted(view: View, event: e.Noted) -> None:
    if event.account is not None and event.account > next_account(view.state):
        raise no.NotInTheAccount
    _marked(event.marks, len(words_of(event)))


def _account_drafted(view: View, event: e.AccountDrafted) -> None:
    length = len(account_words(view.state, event.account))
    if event.account > next_account(view.state) or event.start + event.removed > length:
        raise no.NotInTheAccount
    _marked(event.marks or (), length - event.removed + len(event.added))


def _marked(marks: Sequence[TimeMark], length: int) -> None:
    if any(mark.offset > length for mark in marks):
        raise no.NotInTheAccount


def _differed(view: View, event: e.Differed) -> None:
    _place(view, event.first)
    _place(view, event.second)


# -- repeats --------------------------------------------------------------------------


def _added(view: View, event: e.Added) -> None:
    if not view.bank.is_repeat(event.repeat):
        raise no.NotRepeating(group=event.repeat)
    if event.instance != view.state.made.get(event.repeat, 0) + 1:
        raise no.AlreadyThere(group=event.repeat, instance=event.instance)


def _struck(view: View, event: e.Struck) -> None:
    if event.instance not in view.instances(event.repeat):
        raise no.NoSuchInstance(group=event.repeat, instance=event.instance)


def _moved(view: View, event: e.Moved) -> None:
    if not view.bank.is_repeat(event.repeat):
        raise no.NotRepeating(group=event.repeat)
    if sorted(event.order) != sorted(view.instances(event.repeat)):
        raise no.WrongOrder(group=event.repeat)


# -- sittings, settled items, safeguards ------------------------------------------------


def _opened(view: View, event: e.Opened) -> None:
    if event.edition not in view.bank.editions:
        raise no.EditionUnknown(name=event.edition)


def _edition(view: View, event: e.EditionChanged) -> None:
    if event.edition not in view.bank.editions:
        raise no.EditionUnknown(name=event.edition)


def _text_said(view: View, event: e.TextSaid) -> None:
    if event.text not in view.bank.texts:
        raise no.UnknownText(name=event.text)


def _sitting_started(view: View, event: e.SittingStarted) -> None:
    if view.state.sitting is not None:
        raise no.SittingUnderWay


def _in_sitting(view: View, event: e.Event) -> None:
    if view.state.sitting is None:
        raise no.NotInSitting


def _distressed(view: View, event: e.Distressed) -> None:
    _in_sitting(view, event)
    if event.item is not None:
        _item(view, event.item)


def _settled(view: View, event: e.Settled) -> None:
    for name in event.items:
        _item(view, name)


def _unlocked(view: View, event: e.Unlocked) -> None:
    _item(view, event.item)


def _check(view: View, name: str) -> Any:
    for check in view.bank.checks():
        if check.id == name:
            return check
    raise no.UnknownRule(rule=name)


def _acknowledged(view: View, event: e.Acknowledged) -> None:
    _check(view, event.check)


def _overridden(view: View, event: e.Overridden) -> None:
    if _check(view, event.check).effect != "LEAD":
        raise no.NoOverride(rule=event.check)


def _override_signed(view: View, event: e.OverrideSigned) -> None:
    lead = _lead_of(view, event.check)
    if lead is None:
        raise no.UnknownRule(rule=event.check)
    if not same_person(lead, event.lead):
        raise no.OtherLead(rule=event.check)


def _lead_of(view: View, decision: str) -> str | None:
    """Whose decision it is: of an override, of sharing against a wish, of the second sign-off."""
    if decision == SIGN_OFF:
        return next((s.name for s in view.state.signatures if s.role == "lead"), None)
    if decision.startswith(SHARING):
        order = view.state.sharing_orders.get(decision.removeprefix(SHARING))
        return order.lead if order else None
    _check(view, decision)
    held = view.state.overrides.get(decision)
    return held.lead if held else None


def _signed_off(view: View, event: e.SignedOff) -> None:
    waiting = [result.check.id for result in unmet(view, "signoff") if result.blocks]
    if waiting:
        raise no.SignOffWithheld(count=len(waiting), rule=waiting[0])
    others = [s.name for s in view.state.signatures if s.role != event.role]
    if view.route() == "child" and any(same_person(event.name, other) for other in others):
        raise no.SamePerson


def same_person(one: str, other: str) -> bool:
    """Staff numbers and names are typed by hand: case and spaces make nobody a second person."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _reopened(view: View, event: e.Reopened) -> None:
    if not view.state.signatures:
        raise no.NotSigned


_CHECKS: dict[type[e.Event], Callable[[View, Any], None]] = {
    e.Opened: _opened,
    e.EditionChanged: _edition,
    e.TextSaid: _text_said,
    e.SittingStarted: _sitting_started,
    e.SittingEnded: _in_sitting,
    e.BreakStarted: _in_sitting,
    e.BreakEnded: _in_sitting,
    e.Stopped: _in_sitting,
    e.Distressed: _distressed,
    e.Prompted: _addressed,
    e.Drafted: _addressed,
    e.Answered: _answered,
    e.Noted: _noted,
    e.AccountDrafted: _account_drafted,
    e.Tagged: _tagged,
    e.Differed: _differed,
    e.Layered: _has_words,
    e.Queried: _has_words,
    e.Withdrew: _has_words,
    e.Added: _added,
    e.Struck: _struck,
    e.Moved: _moved,
    e.Settled: _settled,
    e.Unlocked: _unlocked,
    e.Acknowledged: _acknowledged,
    e.Overridden: _overridden,
    e.OverrideSigned: _override_signed,
    e.SignedOff: _signed_off,
    e.Reopened: _reopened,
}
