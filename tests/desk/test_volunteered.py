"""Words said unasked, put where they belong: as they were said, and none of them lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief.desk import Desk
from debrief.desk.volunteered import keep_words, places
from debrief.interview import Address, flow_of, raised_flows

from .neighbours import added, child, did, words

KINDS = ("sexual", "injury", "offence", "danger")
BEFORE = {"original": "Tell me about a normal day.", "language": "eng"}


@pytest.mark.parametrize("kind", KINDS)
def test_words_and_the_prompt_before_them_stand_as_they_were_said(desk: Desk, kind: str) -> None:
    file = child(desk)
    said = {"original": "Tôi  phải tưới cây.\n", "language": "vie", "english": "I had to water the plants"}
    kept = keep_words(file, kind, said, BEFORE, None)
    assert kept == 1
    flow = file.interview.bank.flows[kind]
    entry = file.interview.entry(Address(flow.words.item, 1, flow.words.field))
    assert entry is not None
    assert (entry.state, entry.value) == ("volunteered", said)
    assert entry.event.provenance.before == BEFORE["original"]
    assert file.interview.value(Address(flow.before.item, 1, flow.before.field)) == BEFORE
    (raised,) = raised_flows(file.interview.view)
    assert (raised.flow.id, raised.instance) == (kind, 1)
    assert flow.check in [gate.check.id for gate in file.interview.unmet("signoff")]
    asked = [step for step in raised.left if file.interview.offered(step.address.item, 1)]
    assert not asked, "nothing more is asked about it"


def test_the_right_entry_a_new_one_and_one_that_holds_words_already(desk: Desk) -> None:
    file = child(desk)
    one, two = added(file, "exp"), added(file, "exp")
    assert places(file.interview, "offence") == (one, two)
    assert places(file.interview, "danger") == (), "each danger is an urgent action of its own"
    assert keep_words(file, "offence", words("I carried it."), BEFORE, two) == two
    assert keep_words(file, "offence", words("I hid it."), None, two) == two
    value = file.interview.value(Address("exp_offences", two, "words"))
    assert value["original"] == "I carried it.\n\nI hid it."
    history = file.interview.history(Address("exp_offences", two, "words"))
    assert history[0].value == words("I carried it."), "the first words stay as they were"
    assert file.interview.value(Address("exp_offences", two, "prompt_before")) == BEFORE
    other = {"original": "Tôi giấu nó.", "language": "vie"}
    assert keep_words(file, "offence", other, None, two) == 3, "another language has its own place"
    assert file.interview.value(Address("exp_offences", two, "words")) == value
    assert keep_words(file, "danger", words("My sister is there."), None, None) == 1
    assert keep_words(file, "danger", words("My aunt too."), None, None) == 2


def test_a_refusal_keeps_everything_as_it_was(desk: Desk) -> None:
    file = child(desk)
    before = file.interview.state.seq
    refused = keep_words(file, "sexual", words("Words."), BEFORE, 7)
    assert not isinstance(refused, int)
    assert file.interview.state.seq == before


def test_what_is_left_waits_at_sign_off_and_no_export_waits_for_it(desk: Desk) -> None:
    file = child(desk)
    keep_words(file, "offence", words("I carried it."), None, None)
    did(file, "sitting_ended", reason="finished")
    flow = flow_of(file.interview.view, "offence", 1)
    gate = next(g for g in file.interview.unmet("signoff") if g.check.id == flow.flow.check)
    assert gate.check.effect == "WARN"
    assert not gate.blocks
    assert not [g for g in file.interview.unmet("account") if g.check.id == flow.flow.check]


_TEXT = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x1FFF, exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co")),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.tuples(st.sampled_from(KINDS), _TEXT, st.booleans()), min_size=1, max_size=4))
def test_no_word_that_was_kept_is_ever_gone(desk: Desk, told: list[tuple[str, str, bool]]) -> None:
    import unicodedata

    file = child(desk, f"MP-{len(desk.listing()) + 100}")
    for kind, text, into_first in told:
        made = places(file.interview, kind)
        where = made[0] if into_first and made else None
        kept = keep_words(file, kind, {"original": unicodedata.normalize("NFC", text)}, None, where)
        assert isinstance(kept, int), str(kept)
    held = [each for kind in KINDS for each in _held(file, kind)]
    for _, text, _ in told:
        assert any(unicodedata.normalize("NFC", text) in each for each in held)


def _held(file: object, kind: str) -> list[str]:
    from debrief.desk import DebriefFile

    assert isinstance(file, DebriefFile)
    ref = file.interview.bank.flows[kind].words
    repeat = file.interview.bank.repeat_of(ref.item)
    made = file.interview.instances(str(repeat))
    values = [file.interview.value(Address(ref.item, n, ref.field)) for n in made]
    return [value["original"] for value in values if value]
