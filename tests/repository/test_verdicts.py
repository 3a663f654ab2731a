"""Verdicts: by whom, how many, undone by a row; proposals that never come back once judged different."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from debrief import repository as ukhtc
from debrief.errors import Refusal
from debrief.linking import Pair, Person, Role
from debrief.linking.suggesting import Held, Suggested, Suggestion
from debrief.office import linking as office
from debrief.repository import verdicts
from debrief.repository.proposals import last_model, proposals

from .world import NOW, Laptop, Told, admitted, number, take

DAY = {"edtf": "1993-04-02"}


def told(seed: int, name: str, reference: str = "", driver: str = "") -> Told:
    made = Told(seed).adult().answer("per_full_name", {"roman": name}).answer("per_dob_stated", DAY)
    made.add("per_nationality").answer("per_nationality/1", {"choices": ["VN"]})
    if reference:
        made.answer("ref_nrm.reference", reference)
    if driver:
        made.add("card_phone").answer("card_phone/1.c_value", "07700 900123")
        made.add("card_person").answer("card_person/1.p_names", {"roman": driver})
        made.answer("card_person/1.p_role", {"choices": ["transporter"]})
        made.answer("card_person/1.p_phones", ["phone:1"])
    return made


@pytest.fixture
def held(repository: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path) -> ukhtc.Repository:
    """Three accounts: 1 and 2 of one woman by her reference, 3 by her name; a driver in 1 and 3."""
    other = Laptop(2, agency="agency-y")
    admitted(place, other)
    repository.trust = ukhtc.read_list(place)
    one = told(1, "CANARY Nguyen Van An", "NRM-0001", driver="Big Mike")
    three = told(3, "An Nguyen Van Canary", driver="Mike Canary")
    laptop.sealed(place, [one.json(), three.json()]).write(stick)
    other.sealed(place, [told(2, "Little Bird", "nrm 0001").json()]).write(stick)
    assert not take(repository, stick).refused
    for name in ("ann", "bob", "cat"):
        ukhtc.keep_analyst(repository, name, {"link"}, by="ann", now=NOW)
    return repository


def mention(repository: ukhtc.Repository, seed: int, card: str = "debriefed:0") -> str:
    (uid,) = repository.uids(record=number(seed))
    return f"{uid}:{card}"


def say(repository: ukhtc.Repository, pair: str, word: str, user: str) -> str:
    link = verdicts.decide(repository, pair, word, user=user, reason="a made-up reason", now=NOW)
    assert link is not None
    return link.standing


def pair_of(repository: ukhtc.Repository, a: str, b: str) -> str:
    sides = set(Pair(*sorted((a, b))))
    return next(each.pair for each in proposals(repository) if {each.left, each.right} == sides)


def test_two_analysts_confirm_a_victim_one_a_suspect_and_a_third_disputes(held: ukhtc.Repository) -> None:
    before = held.digest()
    report = office.propose(held, user="ann", now=NOW)
    assert report.people == {"victim": 3, "suspect": 2}
    assert report.pairs == {("victim", "strong"): 2, ("suspect", "review"): 1}
    by_reference = pair_of(held, mention(held, 1), mention(held, 2))
    assert say(held, by_reference, "same", "ann") == "awaits_second"
    assert say(held, by_reference, "same", "Ann ") == "awaits_second"
    assert verdicts.people(held) == []
    assert say(held, by_reference, "same", "bob") == "confirmed"
    by_name = pair_of(held, mention(held, 1), mention(held, 3))
    say(held, by_name, "same", "ann")
    say(held, by_name, "same", "bob")
    (cluster,) = verdicts.people(held)
    assert set(cluster.mentions) == {mention(held, seed) for seed in (1, 2, 3)}
    drivers = pair_of(held, mention(held, 1, "card_person:1"), mention(held, 3, "card_person:1"))
    assert say(held, drivers, "same", "cat") == "confirmed"
    assert say(held, by_name, "different", "cat") == "disputed"
    clusters = [set(each.mentions) for each in verdicts.people(held)]
    assert {mention(held, 1), mention(held, 2)} in clusters
    assert not any(mention(held, 3) in each for each in clusters)
    assert held.digest() == before


def test_different_is_not_proposed_again_until_it_is_undone(held: ukhtc.Repository) -> None:
    office.propose(held, user="ann", now=NOW)
    pair = pair_of(held, mention(held, 1), mention(held, 2))
    assert say(held, pair, "different", "ann") == "different"
    office.propose(held, user="ann", now=NOW)
    assert pair not in {each.pair for each in proposals(held)}
    assert pair not in {each.pair for each in office.review(held, user="ann")}
    (row,) = verdicts.reasons(held, pair)
    with pytest.raises(Refusal, match="LINK-05"):
        verdicts.undo(held, 1, user="bob", reason="not mine", now=NOW)
    link = verdicts.undo(held, 1, user="ann", reason="wrong pair", now=NOW)
    assert (row["verdict"], link and link.standing) == ("different", "open")
    assert [each["undoes"] for each in verdicts.reasons(held, pair)] == [None, 1]
    with pytest.raises(Refusal, match="LINK-04"):
        verdicts.undo(held, 1, user="ann", reason="once more", now=NOW)
    office.propose(held, user="ann", now=NOW)
    assert pair in {each.pair for each in proposals(held)}


def test_who_may_not_decide_and_what_is_no_decision(held: ukhtc.Repository) -> None:
    office.propose(held, user="ann", now=NOW)
    pair = proposals(held)[0].pair
    for user, word, reason, name, code in (
        ("dan", "same", "x", pair, "UKHTC-90"),
        ("ann", "merge", "x", pair, "LINK-02"),
        ("ann", "same", " ", pair, "LINK-03"),
        ("ann", "same", "x", "0" * 12, "LINK-01"),
    ):
        with pytest.raises(Refusal, match=code):
            verdicts.decide(held, name, word, user=user, reason=reason, now=NOW)
    say(held, pair, "same", "ann")
    for change in ("UPDATE link_verdict SET verdict = 'different'", "DELETE FROM link_verdict"):
        with pytest.raises(DBAPIError, match="append-only"), held._engine.begin() as connection:
            connection.execute(text(change))


def test_a_review_shows_both_sides_and_leaves_one_entry_without_a_value(held: ukhtc.Repository) -> None:
    office.propose(held, user="ann", now=NOW)
    entries, _ = held.audit_head()
    shown = office.review(held, user="bob", role="victim")
    assert held.audit_head()[0] == entries + 1
    by_name = next(each for each in shown if "name_born_nationality" in each.methods[0])
    assert {side.record for side in by_name.sides} == {number(1), number(3)}
    assert list(by_name.why) == [("name", "same"), ("born", "same"), ("nationality", "same")]
    said = dict(by_name.sides[0].said)
    assert "Nguyen" in said["name"]
    with held.journal() as connection:
        kept = str(connection.execute(text("SELECT * FROM audit")).all())
        kept += str(connection.execute(text("SELECT * FROM link_proposal")).all())
    assert "canary" not in kept.casefold()
    assert "CANARY" not in repr(by_name)


def test_pairs_by_hand_and_those_that_cannot_be_one(held: ukhtc.Repository) -> None:
    two = mention(held, 2), mention(held, 3)
    pair = office.propose_pair(held, *two, user="ann", now=NOW)
    assert say(held, pair, "unsure", "ann") == "unsure"
    office.propose(held, user="ann", now=NOW)
    assert pair in {each.pair for each in proposals(held)}
    with pytest.raises(Refusal, match="LINK-09"):
        office.propose_pair(held, two[0], mention(held, 1, "card_person:1"), user="ann", now=NOW)
    with pytest.raises(Refusal, match="LINK-08"):
        office.propose_pair(held, two[0], "nobody:debriefed:0", user="ann", now=NOW)


def test_a_model_proposes_beside_the_rules_and_is_kept_with_its_size(
    held: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    seen: list[tuple[Role, int, Held | None, int]] = []

    def suggest(people: Sequence[Person], role: Role, last: Held | None, fresh: Collection[str]) -> Suggested:
        seen.append((role, len(people), last, len(fresh)))
        who = sorted(fresh)[:1] + sorted(each.id for each in people)
        two = Pair(*sorted(list(dict.fromkeys(who))[:2]))
        made = Suggestion(two, 0.995, "strong", "name +9.1")
        return Suggested(last or Held(len(people), f'{{"role": "{role}"}}'), (made,))

    report = office.propose(held, user="ann", now=NOW, suggest=suggest)
    assert report.trained == ["victim", "suspect"]
    model = last_model(held, "victim")
    assert model is not None
    assert (model.people, model.document) == (3, '{"role": "victim"}')
    (made,) = [each for each in proposals(held) if each.method == "model" and each.model == model.id]
    assert (made.probability, made.waterfall, made.people) == ("0.995000", "name +9.1", 3)

    later = NOW + timedelta(days=2)
    assert office.propose(held, user="ann", now=later, suggest=suggest).trained == []
    assert seen.pop()[3] == 2  # taken in at the very second of the first run: once more
    before = len(seen)
    office.propose(held, user="ann", now=later, suggest=suggest)
    assert len(seen) == before  # nothing came since: nobody is asked, and the proposals stand
    assert made.pair in {each.pair for each in proposals(held) if each.method == "model"}
    laptop.sealed(place, [told(4, "Somebody New").json()]).write(stick)
    take(held, stick, day=3)
    office.propose(held, user="ann", now=later + timedelta(days=2), suggest=suggest)
    assert seen[before:] == [("victim", 4, Held(3, '{"role": "victim"}'), 1)]
    office.propose(held, user="ann", now=later, suggest=suggest, anew=True)
    assert [each[3] for each in seen[-2:]] == [0, 0]


def test_a_withdrawn_account_has_no_links(
    held: ukhtc.Repository, place: ukhtc.Place, laptop: Laptop, stick: Path
) -> None:
    office.propose(held, user="ann", now=NOW)
    pair = pair_of(held, mention(held, 1), mention(held, 3))
    say(held, pair, "same", "ann")
    say(held, pair, "same", "bob")
    assert len(verdicts.people(held)) == 1
    gone = told(3, "An Nguyen Van Canary", driver="Mike Canary").do("withdrew", reason="a made-up reason")
    laptop.sealed(place, [gone.json()]).write(stick)
    take(held, stick)
    assert verdicts.people(held) == []
    assert pair not in {each.pair for each in office.review(held, user="ann")}
    assert verdicts.decide(held, pair, "unsure", user="ann", reason="late", now=NOW) is None
