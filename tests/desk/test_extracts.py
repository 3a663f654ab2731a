"""What an agency gets: what it needs, what was agreed, sealed to it alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from debrief.bundle import examine, generate, open_bundle, read_pair
from debrief.desk.extracts import make_extract
from debrief.desk.partners import Named, partner
from debrief.desk.reading import read_shared
from debrief.desk.receiving import open_shared
from debrief.desk.refusals import (
    AgencyKeyMissing,
    AgencyUnknown,
    KeyOfAnother,
    NameAndKey,
    NotForReading,
    NoTrustList,
    TakenBack,
    TrainingStays,
    UseExport,
)
from debrief.errors import Refusal
from debrief.interview.refusals import ChildRecipient, RestrictedNotFor, SharingNotAsked, SharingRefused

from .conftest import Clock
from .neighbours import Neighbours, added, adult, child, did, told, words

SECRET, OPEN = "Kestrel", "Harbour"


def refused_with(code: type[Refusal], stick: Path, act: Any) -> None:
    """The refusal comes before anything is written."""
    with pytest.raises(code):
        act()
    assert not list(stick.rglob("*.age"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_an_adult_who_agreed_and_who_can_read_it(neighbours: Neighbours, stick: Path) -> None:
    police, council = neighbours.desk("met-police"), neighbours.desk("county-la")
    neighbours.desk("charity")
    file = adult(police, la_children="yes")
    told(file, "rcr_open", words(OPEN))

    made = make_extract(police, file, partner(police, "county-la"), stick)

    shown = read_shared(council, made.path)
    assert (shown["from"], shown["purpose"]) == ("met-police", "extract")
    assert OPEN in str(shown["records"])
    with pytest.raises(Refusal, match="BUNDLE-0"):
        read_shared(neighbours.desk("charity"), made.path)
    (sent,) = [e for e in file.interview.state.events if e.kind == "exported"]  # type: ignore[attr-defined]
    assert sent.recipients == ("county-la",)  # type: ignore[attr-defined]


def test_no_is_no_and_silence_is_no_consent(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la"), neighbours.desk("charity")
    file = adult(police, la_children="no")
    refused_with(SharingRefused, stick, lambda: make_extract(police, file, partner(police, "county-la"), stick))
    refused_with(SharingNotAsked, stick, lambda: make_extract(police, file, partner(police, "charity"), stick))
    did(
        file,
        "sharing_overridden",
        agency="la_children",
        decided_by="L1",
        reason="A life.",
        basis="Vital interests.",
    )
    made = make_extract(police, file, partner(police, "county-la"), stick)
    assert made.face.asserted == ("sharing.la_children",)
    (order,) = made.record.overrides
    assert (order.agency, order.lead, order.basis, order.signed) == (
        "la_children",
        "L1",
        "Vital interests.",
        False,
    )


def test_a_child_and_who_is_told_of_it(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    for agency in ("county-la", "licensing", "border"):
        neighbours.desk(agency)
    file = child(police)
    to = {agency: partner(police, agency) for agency in ("county-la", "licensing", "border")}
    refused_with(ChildRecipient, stick, lambda: make_extract(police, file, to["licensing"], stick))
    refused_with(ChildRecipient, stick, lambda: make_extract(police, file, to["border"], stick))
    told(file, "set_strategy_discussion.agencies", {"choices": ["border_immigration"]}, "observed")
    told(file, "risk_threat.reasons", SECRET, "observed")
    told(file, "rcr_open", words(OPEN), "volunteered")

    for agency in ("county-la", "border"):
        made = make_extract(police, file, to[agency], stick)
        assert SECRET not in str(made.record)
        assert OPEN in str(made.record)
        assert made.record.withheld["restricted"] >= 1
    did(file, "sharing_overridden", agency="labour_authority", decided_by="L1", reason="Others.", basis="Duty.")
    make_extract(police, file, to["licensing"], stick)


def test_restricted_answers_go_to_named_people_in_an_extract_of_their_own(
    neighbours: Neighbours, stick: Path, clock: Clock
) -> None:
    police, council = neighbours.desk("met-police"), neighbours.desk("county-la")
    neighbours.desk("border")
    file, worker = child(police), generate()
    told(file, "set_strategy_discussion.agencies", {"choices": ["border_immigration"]}, "observed")
    told(file, "per_address_now", {"words": SECRET}, "observed")
    told(file, "rcr_open", words(OPEN), "volunteered")
    named = (Named("The social worker", worker.recipient),)
    la, border = partner(police, "county-la"), partner(police, "border")

    refused_with(NameAndKey, stick, lambda: make_extract(police, file, la, stick, protection=True))
    refused_with(
        RestrictedNotFor, stick, lambda: make_extract(police, file, border, stick, protection=True, named=named)
    )
    made = make_extract(police, file, la, stick, protection=True, named=named)

    with pytest.raises(Refusal):
        read_shared(council, made.path)
    trust = police.settings.trust_list()
    assert trust is not None
    opened = open_bundle(*read_pair(made.path), identities=[worker], trust=trust, now=clock())
    assert SECRET in str(opened.records)
    assert OPEN not in str(opened.records)
    assert "in_the_extract" in opened.statement.withheld
    assert [r.role for r in opened.statement.recipients] == ["named"]


def test_an_agency_gets_the_items_it_needs(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("licensing")
    file = adult(police, labour_authority="yes")
    told(file, "per_description.description", SECRET, "observed")
    told(file, "rcr_open", words(OPEN))
    made = make_extract(police, file, partner(police, "licensing"), stick)
    items = {answer.item for answer in made.record.answers}
    bank = police.bank
    assert all({"ALL", "GLA"} & set(bank.items[item].agencies) for item in items)
    assert SECRET not in str(made.record)
    assert made.record.withheld["other_agencies"] >= 1


def test_free_notes_follow_what_they_were_tagged_to(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("licensing"), neighbours.desk("county-la")
    file = adult(police, labour_authority="yes", la_children="yes")
    notes = {}
    for item in ("rcr_open", "per_description", "per_address_now", None):
        did(file, "noted", words=words(f"note of {item}"))
        notes[item] = file.interview.state.seq
        if item:
            did(file, "tagged", passage={"at": f"note:{notes[item]}"}, address=item)
    kept = {n.seq for n in make_extract(police, file, partner(police, "licensing"), stick).record.notes}
    assert kept == {notes["rcr_open"]}
    assert notes["per_address_now"] not in {
        n.seq for n in make_extract(police, file, partner(police, "county-la"), stick).record.notes
    }


def test_without_a_name_the_reference_stays_too(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = adult(police, "MP-REF-77", la_children="without_name")
    told(file, "per_full_name", {"roman": SECRET})
    did(file, "noted", words=words(SECRET))
    made = make_extract(police, file, partner(police, "county-la"), stick)
    assert SECRET not in str(made.record)
    assert "MP-REF-77" not in str(made.record)
    assert {"names", "free_text"} <= set(made.record.withheld)


def test_history_and_protected_sources_stay(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la")
    file = adult(police, la_children="yes")
    person = added(file, "card_person")
    told(file, f"card_person/{person}.p_names", {"roman": SECRET}, "reported")
    told(file, f"card_person/{person}.p_protect_source", "yes", "observed")
    did(file, "noted", words=words(SECRET))
    did(
        file,
        "tagged",
        passage={"at": f"note:{file.interview.state.seq}"},
        address=f"card_person/{person}.p_did",
    )
    made = make_extract(police, file, partner(police, "county-la"), stick)
    assert SECRET not in str(made.record)
    assert made.record.history is None
    assert not made.record.tags


def test_each_agency_has_its_own_count_and_its_own_last_version(
    neighbours: Neighbours, stick: Path, clock: Clock
) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la"), neighbours.desk("charity")
    file = adult(police, la_children="yes", ngo_first_responder="yes")
    made = [
        make_extract(police, file, partner(police, agency), stick)
        for agency in ("county-la", "charity", "county-la")
    ]
    identities = [neighbours.desks[a] for a in ("county-la", "charity", "county-la")]
    said = []
    for each, desk in zip(made, identities, strict=True):
        said.append(open_shared(desk, each.path).statement)
    assert [s.export_seq for s in said] == [1, 1, 2]
    assert said[2].prev_bundle_digest == made[0].digest
    assert made[0].record.supersedes is None
    assert made[2].record.supersedes is not None
    (line,) = police.listing()
    assert line.receipts_missing == 0, "no agency sends receipts"


def test_what_is_never_passed_on(neighbours: Neighbours, stick: Path) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la")
    la = partner(police, "county-la")
    training = police.new("T-1", training=True)
    refused_with(TrainingStays, stick, lambda: make_extract(police, training, la, stick))
    file = adult(police, la_children="yes")
    did(file, "withdrew", reason="Asked.")
    refused_with(TakenBack, stick, lambda: make_extract(police, file, la, stick))
    other = child(police, "MP-9")
    refused_with(UseExport, stick, lambda: make_extract(police, other, partner(police, "ukhtc"), stick))


def test_unknown_agencies_and_wrong_keys(neighbours: Neighbours, stick: Path, desk: Any) -> None:
    with pytest.raises(NoTrustList):
        partner(desk, "county-la")
    police = neighbours.desk("met-police")
    neighbours.desk("county-la"), neighbours.desk("border")
    with pytest.raises(AgencyUnknown):
        partner(police, "nobody")
    file = child(police)
    from debrief.desk.identity import own_identity

    border_key = own_identity(neighbours.desks["border"]).recipient
    named = (Named("Somebody", border_key),)
    la = partner(police, "county-la")
    refused_with(
        KeyOfAnother, stick, lambda: make_extract(police, file, la, stick, protection=True, named=named)
    )
    trust = police.settings.trust_list()
    assert trust is not None
    bare = trust.model_copy(update={"recipients": [r for r in trust.recipients if r.agency != "county-la"]})
    police.set(trust=bare.encode().decode())
    refused_with(AgencyKeyMissing, stick, lambda: make_extract(police, file, la, stick))


def test_a_hand_over_is_not_read_as_an_extract(neighbours: Neighbours, stick: Path, clock: Clock) -> None:
    from debrief.desk.handover import hand_over

    police, council = neighbours.desk("met-police"), neighbours.desk("county-la")
    file = child(police)
    made = hand_over(police, file, partner(police, "county-la"), stick)
    with pytest.raises(NotForReading):
        read_shared(council, made.path)
    with neighbours.repository() as repository:  # and the central repository cannot open it at all
        verdict = examine(
            *read_pair(made.path), identities=[neighbours.place.identity()], trust=repository.trust, now=clock()
        )
    assert verdict.opened is None
