"""What a script comes to: names, order, provenance, time, refusals that are expected."""

from __future__ import annotations

from play_making import HEAD, played

from debrief.bank import Bank
from debrief.interview import Address


def test_a_card_may_be_named_before_the_step_that_describes_it(bank: Bank) -> None:
    plan = played(
        bank, "- rcr_recruiters: [osas, madam]\n- person: madam\n- person: osas\n  fields: {names: Osas}\n"
    )
    held = plan.interview
    assert held.value(Address("rcr_recruiters", 1)) == ["person:1", "person:2"]
    assert held.value(Address("card_person", 1, "p_names")) == {"roman": "Osas"}
    assert held.instances("card_person") == (1, 2)


def test_legs_stand_in_their_order_and_not_in_the_order_of_telling(bank: Bank) -> None:
    plan = played(bank, "- leg: b\n  leg_to: Italy\n- leg: a\n  leg_to: Libya\n- order: {leg: [a, b]}\n")
    assert plan.interview.instances("leg") == (2, 1)
    assert plan.interview.value(Address("leg_to", 2))["country"] == "LY"


def test_an_item_that_repeats_makes_a_new_answer_unless_one_is_named(bank: Bank) -> None:
    steps = """\
- debt_detail: {now: 1 GBP}
- debt_detail: {now: 2 GBP}
  instance: x
- debt_detail.now: 3 GBP
  instance: x
"""
    held = played(bank, steps).interview
    assert held.instances("debt_detail") == (1, 2)
    assert [e.value["from"] for e in held.history(Address("debt_detail", 2, "now"))] == ["2", "3"]
    assert held.status(Address("debt_detail", 2, "now")) == "corrected"


def test_a_card_field_needs_no_prefix(bank: Bank) -> None:
    held = played(bank, "- document: p\n  fields: {kind: passport, d_status: forged}\n").interview
    assert held.value(Address("card_document", 1, "d_kind")) == {"choice": "passport"}
    assert held.value(Address("card_document", 1, "d_status")) == {"choice": "forged"}


def test_options_become_provenance(bank: Bank) -> None:
    steps = """\
- exit_how: {how: let_go}
  state: reported
  source: a statement
  dated: "2011"
  speaker: officer
  made_up: true
  restricted_to: police
  told_by: friend
  from_document: paper
  certainty: not_sure
  note: A note.
- person: friend
- document: paper
"""
    entry = played(bank, steps).interview.entry(Address("exit_how", 0, "how"))
    assert entry is not None
    said = entry.event.provenance
    assert (entry.state, said.source, said.dated, said.speaker) == (
        "reported",
        "a statement",
        "2011",
        "officer",
    )
    assert (said.made_up, said.told_by, said.document) == (True, "person:1", "document:1")
    assert (entry.event.certainty, entry.event.note) == ("not_sure", "A note.")
    assert entry.event.restricted_to == ("police",)


def test_the_question_that_was_put_is_kept_with_the_bank_it_comes_from(bank: Bank) -> None:
    entry = played(bank, "- rcr_open: We left.\n  asked: 1\n").interview.entry(Address("rcr_open"))
    assert entry is not None
    asked = entry.event.provenance.asked
    assert asked is not None
    assert asked.words == bank.items["rcr_open"].prompts[0].adult
    assert (asked.form, asked.bank) == ("open", bank.digest)


def test_what_holds_from_now_ends_with_the_next_from_now(bank: Bank) -> None:
    plan = played(
        bank, "- from_now: {made_up: true, source: x}\n- rcr_when: 2011\n- from_now:\n- rcr_where: a\n"
    )
    entries = [plan.interview.entry(Address(item)) for item in ("rcr_when", "rcr_where")]
    assert [e.event.provenance.made_up for e in entries if e] == [True, False]


def test_a_passage_ties_a_code_to_words_of_a_named_instance(bank: Bank) -> None:
    steps = """\
- leg: b
- leg: a
  leg_conditions: Water came in.
- ctl_coded: {threats_person: leg_conditions/a}
"""
    value = played(bank, steps).interview.value(Address("ctl_coded"))
    assert value == [{"code": "threats_person", "passage": {"at": "leg_conditions/2"}}]


def test_events_carry_the_time_of_the_script(bank: Bank) -> None:
    plan = played(
        bank, "- rcr_when: 2011\n- rcr_where: a\n  at: 14:30\n- rcr_open: x\n  at: 2011-10-08T09:00:00+01:00\n"
    )
    times = [act.data["at"] for act in plan.acts]
    assert times[0] == "2011-10-06T09:00:20Z"
    assert times[-2:] == ["2011-10-06T13:30:00Z", "2011-10-08T08:00:00Z"]


def test_a_refusal_that_is_expected_leaves_nothing_behind(bank: Bank) -> None:
    steps = """\
- per_age_status: uncertain
- per_age_status: adult_documents
  expect: SAY-13
- per_gender: nonsense
  expect: BANK-31
"""
    plan = played(bank, steps)
    held = plan.interview
    assert held.route == "child"
    assert held.value(Address("per_age_status")) == {"choice": "uncertain"}
    assert [act.expect for act in plan.acts if act.expect] == ["SAY-13"]
    assert held.status(Address("per_gender")) == "blank"


def test_of_a_child_what_is_never_asked_is_volunteered_of_itself(bank: Bank) -> None:
    head = HEAD.replace("adult_documents", "disputed")
    held = played(bank, "- rcr_cost: {words: My sister paid.}\n- rcr_offer: School.\n", head).interview
    assert held.status(Address("rcr_cost", 1, "words")) == "volunteered"
    assert held.status(Address("rcr_offer")) == "answered"


def test_says_all_texts_of_a_use_on_this_route(bank: Bank) -> None:
    plan = played(bank, "- say: [opening, closing]\n")
    texts = [act.data["text"] for act in plan.acts if act.kind == "text_said"]
    assert "opening_adult_1" in texts
    assert not any("child" in text for text in texts)


def test_a_script_says_which_facts_stand_where(bank: Bank) -> None:
    steps = """\
- leg: a
  answers: {leg_from: Libya, leg_to: Italy}
  fact: [F01, F02]
- rcr_when: 2011
  fact: F01
"""
    plan = played(bank, steps)
    assert plan.facts == {"F01": ("leg_from/1", "leg_to/1", "rcr_when"), "F02": ("leg_from/1", "leg_to/1")}


def test_nothing_that_was_said_stands_in_a_repr(bank: Bank) -> None:
    plan = played(bank, "- rcr_open: canary_words\n")
    assert "canary" not in repr(plan) + repr(plan.acts) + repr(plan.script)


def test_answers_that_another_answer_closes_are_named(bank: Bank) -> None:
    alone = played(bank, "- debt_detail: {now: 1 GBP}\n")
    opened = played(bank, "- debt_open: {answer: yes}\n- debt_detail: {now: 1 GBP}\n")
    assert (alone.closed, opened.closed) == (("debt_detail/1",), ())
