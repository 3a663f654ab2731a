"""Who may hold what: the laws of sharing, over random records and one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.bank import Bank
from debrief.interview import Address, Interview, read_event
from debrief.interview import refusals as no
from debrief.interview.extract import extract
from debrief.interview.recipients import CENTRAL, ground_for, is_named, parent_of, serves, sharing_with
from debrief.interview.record import Record
from debrief.interview.sharing_in import may_be_told
from debrief.interview.told import can_be_told, told, told_in
from tests.bank.real import real_bank
from tests.interview.recording import Recorder, adult, adult_before_account, child, words
from tests.interview.test_laws import accepted, seeds

REFUSED = (no.SharingRefused, no.SharingNotAsked, no.ChildRecipient, no.RestrictedNotFor)
AGENCIES = sorted(real_bank().lists["AGENCY"].choices)
PURPOSES = ("extract", "protection", "handover")
recipients = st.sampled_from(AGENCIES)


def sent(interview: Interview, recipient: str, purpose: Any) -> Record | None:
    try:
        return extract(interview, recipient=recipient, purpose=purpose)
    except REFUSED:
        return None


def marked(r: Recorder, item: str = "con_sharing", **marks: str) -> Recorder:
    return r.answer(item, {"marks": marks}, "answered")


# -- laws ------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(seeds, recipients, st.sampled_from(PURPOSES))
def test_laws_of_every_extract(seed: int, recipient: str, purpose: str) -> None:
    interview, _ = accepted(seed)
    bank, state = interview.bank, interview.state
    default = bank.edition(state.edition).child_recipients
    record = sent(interview, recipient, purpose)
    if record is None:
        return
    overridden = recipient in state.sharing_overridden
    wish = sharing_with(interview.view, recipient)
    # a wish or a duty stands behind every extract
    if interview.route == "adult":
        assert overridden or wish in ("yes", "without_name") or recipient == CENTRAL
        assert overridden or wish != "no"
    else:
        held = interview.view.entry(Address("set_strategy_discussion", 0, "agencies"))
        agreed = tuple(held.value["choices"]) if held and held.value else ()
        assert overridden or is_named(bank, recipient, (*default, *agreed, CENTRAL))
    # restricted answers in a protection extract alone, and there nothing but them
    for answer in record.answers:
        item = bank.items[answer.item]
        if purpose == "protection":
            assert item.sensitivity == "S4" or item.id == "card_person"
            assert interview.route == "adult" or is_named(bank, recipient, (*default, CENTRAL))
        else:
            assert item.sensitivity != "S4"
        assert serves(bank, state.edition, item.agencies, recipient)
        assert not answer.restricted_to or recipient in answer.restricted_to
        assert answer.state != "restricted" or recipient in answer.restricted_to
    # another agency never gets what was said before, and everybody is told how much was left out
    assert record.history is None
    there = {Address.parse(str(a)) for a in state.entries if interview.entry(a) and interview.is_open(*a[:2])}
    own = {(a.item, a.instance, a.field) for a in record.answers if a.by != "app"}
    if not state.withdrawn:
        assert sum(record.withheld.values()) >= len(there) - len(own)
    assert not record.told or purpose == "handover"
    assert all(can_be_told(bank, each.item) for each in record.told)


@settings(max_examples=40, deadline=None)
@given(seeds, recipients)
def test_without_a_name_nothing_names(seed: int, recipient: str) -> None:
    interview, _ = accepted(seed)
    if sharing_with(interview.view, recipient) != "without_name":
        return
    if recipient in interview.state.sharing_overridden:
        return
    record = sent(interview, recipient, "extract")
    if record is None:
        return
    assert record.reference == "withheld"
    assert not record.notes
    assert not [a for a in record.answers if a.type in ("name", "identifier", "phone", "verbatim_text", "note")]
    assert not [a for a in record.answers if a.item == "per_dob_stated"]
    assert not [a for a in record.answers if a.note or a.reason or a.layers]


@settings(max_examples=40, deadline=None)
@given(seeds, recipients)
def test_a_record_that_left_says_the_same_of_whom_it_may_be_known_to(seed: int, recipient: str) -> None:
    """The repository, which holds the record alone, tells nobody whom the laptop would have refused."""
    interview, _ = accepted(seed)
    record = sent(interview, CENTRAL, "urgent")
    if record is None or not may_be_told(interview.bank, record, recipient):
        return
    if sharing_with(interview.view, recipient) == "without_name":
        assert recipient in interview.state.sharing_overridden
    ground_for(interview.view, recipient)  # raises nothing


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_what_is_told_settles_nothing_that_is_open(seed: int) -> None:
    interview, _ = accepted(seed)
    bank = interview.bank
    record = sent(interview, "la_children", "handover")
    if record is None:
        return
    for each in record.told:
        assert bank.states[each.state].settles
        item = bank.items[each.item]
        assert item.sensitivity != "S4"
        assert item.id not in bank.emergency
        places = [a for a in interview.state.entries if a.item == each.item and interview.entry(a)]
        for place in {a.whole for a in places}:
            assert bank.states[interview.view.state_of(place)].settles


# -- wishes ------------------------------------------------------------------------------------


def test_silence_is_no_consent(bank: Bank) -> None:
    r = adult_before_account(bank)
    for agency in AGENCIES:
        if agency != CENTRAL:
            with pytest.raises(no.SharingNotAsked):
                extract(r.interview, recipient=agency, purpose="extract")
    assert extract(r.interview, recipient=CENTRAL, purpose="urgent")


def test_not_asked_again_takes_nothing_back(bank: Bank) -> None:
    r = marked(adult_before_account(bank), police="no")
    marked(r, "cls_sharing_again.sharing", police="not_asked")
    assert sharing_with(r.interview.view, "police") == "no"


def test_the_last_word_counts_wherever_it_was_said(bank: Bank) -> None:
    r = marked(adult_before_account(bank), police="yes")
    marked(r, "cls_sharing_again.sharing", police="yes")
    marked(r, police="no")
    assert sharing_with(r.interview.view, "police") == "no"


def test_a_body_of_another_edition_is_covered_by_its_role(bank: Bank) -> None:
    assert parent_of(bank, "border_force") == "border_immigration"
    r = marked(adult_before_account(bank), border_immigration="no")
    assert sharing_with(r.interview.view, "border_force") == "no"
    r = marked(adult_before_account(bank), border_force="yes", visas_immigration="no")
    assert sharing_with(r.interview.view, "border_immigration") == "no", "the strictest of its parts"
    assert sharing_with(r.interview.view, "border_force") == "yes"


def test_a_wish_taken_back_is_no_consent(bank: Bank) -> None:
    r = marked(adult_before_account(bank), police="yes")
    r.do("withdrew", address="con_sharing", reason="Asked.")
    with pytest.raises(no.SharingNotAsked):
        extract(r.interview, recipient="police", purpose="extract")


@pytest.mark.parametrize("edition", ["uk-2011", "uk-current"])
def test_a_childs_default_recipients_are_the_editions(bank: Bank, edition: str) -> None:
    r = child(bank)
    r.do("edition_changed", edition=edition)
    default = bank.edition(edition).child_recipients
    for agency in AGENCIES:
        made = sent(r.interview, agency, "extract")
        assert (made is not None) == is_named(bank, agency, default), agency
        assert (sent(r.interview, agency, "protection") is not None) == is_named(bank, agency, default), agency


def test_what_the_discussion_agreed_covers_the_body_and_never_what_is_restricted(bank: Bank) -> None:
    r = child(bank)
    r.answer("set_strategy_discussion.agencies", {"choices": ["border_immigration", "labour_authority"]})
    for agency in ("border_immigration", "border_force", "labour_authority"):
        assert sent(r.interview, agency, "extract")
        with pytest.raises(no.RestrictedNotFor):
            extract(r.interview, recipient=agency, purpose="protection")
    with pytest.raises(no.ChildRecipient):
        extract(r.interview, recipient="prosecution", purpose="extract")


def test_a_leads_decision_never_opens_what_is_restricted_of_a_child(bank: Bank) -> None:
    r = child(bank)
    r.do("sharing_overridden", agency="labour_authority", decided_by="L1", reason="Others.", basis="Duty.")
    assert sent(r.interview, "labour_authority", "extract")
    with pytest.raises(no.RestrictedNotFor):
        extract(r.interview, recipient="labour_authority", purpose="protection")


def test_a_decision_to_share_is_printed_with_who_why_and_on_what_basis(bank: Bank) -> None:
    r = child(bank)
    r.do(
        "sharing_overridden", agency="health", decided_by="L1", role="Manager", reason="A life.", basis="Duty."
    )
    record = extract(r.interview, recipient=CENTRAL, purpose="urgent")
    (made,) = [o for o in record.overrides if o.agency]
    assert (made.check, made.agency, made.lead, made.role) == ("sharing.health", "health", "L1", "Manager")
    assert (made.reason, made.basis, made.signed) == ("A life.", "Duty.", False)


def test_only_the_lead_it_names_signs(bank: Bank) -> None:
    r = child(bank)
    assert isinstance(
        r.tries("override_signed", check="sharing.health", lead="L1", signature="s"), no.UnknownRule
    )
    r.do("sharing_overridden", agency="health", decided_by="L1", reason="A life.", basis="Duty.")
    assert isinstance(
        r.tries("override_signed", check="sharing.health", lead="L2", signature="s"), no.OtherLead
    )
    assert isinstance(
        r.tries("override_signed", check="signoff.lead", lead="L1", signature="s"), no.UnknownRule
    )
    r.do("override_signed", check="sharing.health", lead="l 1", signature="s")
    assert extract(r.interview, recipient=CENTRAL, purpose="urgent").overrides[0].signed
    unproved = extract(r.interview, recipient=CENTRAL, purpose="urgent", proved=())
    assert not unproved.overrides[0].signed


def test_the_second_sign_off_is_the_leads(bank: Bank) -> None:
    r = child(bank)
    r.do("signed_off", role="interviewer", name="S1").do("signed_off", role="lead", name="L1")
    assert not [s for s in extract(r.interview, recipient=CENTRAL, purpose="full").signatures if s.signed]
    r.do("override_signed", check="signoff.lead", lead="L1", signature="s")
    lead = next(
        s for s in extract(r.interview, recipient=CENTRAL, purpose="full").signatures if s.role == "lead"
    )
    assert (lead.signed, lead.signature) == (True, "s")
    r.do("reopened", reason="More.")
    assert not extract(r.interview, recipient=CENTRAL, purpose="urgent").signatures


# -- what is told --------------------------------------------------------------------------------


def test_what_belongs_to_the_day_is_never_settled(bank: Bank) -> None:
    for item in bank.items.values():
        if can_be_told(bank, item.id):
            assert item.section in ("1", "2", "3", "4", "5", "6")
            assert item.asked
            assert not item.id.startswith(("con_", "saf_", "wel_", "need_", "risk_", "ref_", "cls_", "set_"))
    assert not can_be_told(bank, "no_such_item")


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ({("rcr_open", 0): "answered"}, {"rcr_open": "answered"}),
        ({("rcr_open", 0): "declined"}, {"rcr_open": "declined"}),
        ({("rcr_open", 0): "unknown"}, {"rcr_open": "unknown"}),
        ({("rcr_open", 0): "partial"}, {}),
        ({("rcr_open", 0): "not_asked_time"}, {}),
        ({("rcr_open", 0): "reported"}, {}),
        ({("rcr_open", 0): "made up"}, {}),
        ({("leg_to", 1): "declined", ("leg_to", 2): "answered"}, {"leg_to": "answered"}),
        ({("leg_to", 1): "answered", ("leg_to", 2): "deferred_session"}, {}),
        ({("con_agrees", 0): "answered", ("risk_threat", 0): "answered"}, {}),
    ],
)
def test_what_an_account_covers(bank: Bank, states: Any, found: Any) -> None:
    assert told(bank, states) == found


def test_an_account_passed_on_covers_what_it_was_told_itself(bank: Bank) -> None:
    r = child(bank)
    r.do("settled", items=["rcr_open", "trn_open"], agency="health", dated="2011", form="earlier_debrief",
         states={"rcr_open": "declined"})  # fmt: skip
    r.do("unlocked", item="trn_open", reason="safety", note="Needed.")
    record = extract(r.interview, recipient="la_children", purpose="handover")
    assert {t.item: t.state for t in record.told} == {"rcr_open": "already_told"}
    assert {s.item: s.state for s in record.settled} == {"rcr_open": "declined", "trn_open": None}
    central = extract(r.interview, recipient=CENTRAL, purpose="urgent")
    assert told_in(bank, central) == {"rcr_open": "already_told"}


def test_an_account_of_another_agency_is_never_in_the_history(bank: Bank) -> None:
    r = child(bank)
    r.do("account_received", bundle="0" * 64, agency="police", part=1, parts=1, text="Kestrel")
    record = extract(r.interview, recipient=CENTRAL, purpose="urgent")
    assert record.history is not None
    assert "Kestrel" not in str(record)


def test_a_note_about_something_restricted_stays(bank: Bank) -> None:
    r = adult(bank)
    r.do("noted", words=words("Kestrel"))
    r.do("tagged", passage={"at": f"note:{r.interview.state.seq}"}, address="risk_threat")
    record = extract(r.interview, recipient=CENTRAL, purpose="urgent")
    assert "Kestrel" not in str(record)
    assert record.withheld["restricted"] >= 1
    assert "Kestrel" in str(extract(r.interview, recipient="police", purpose="protection"))


def test_an_old_event_is_read_as_it_was() -> None:
    """Fields were added with a default that means "not known"."""
    event = read_event({"kind": "sharing_overridden", "at": "2011-07-19T09:00:00Z", "by": "S1",
                        "agency": "police", "decided_by": "L1", "reason": "A life.", "basis": "Duty."})  # fmt: skip
    assert (event.role, event.signature) == (None, None)  # type: ignore[attr-defined]
