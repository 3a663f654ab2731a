"""What an agency is stands in the signed list: people's consent hangs on it."""

from __future__ import annotations

import pytest

from debrief import repository as ukhtc
from debrief.bundle import read_enrolment
from debrief.desk.partners import Named, central_id, kind_of, partner, trust_of
from debrief.desk.refusals import AgencyKindUnknown
from debrief.desk.trust import enrolment
from debrief.repository.refusals import OtherKind

from .neighbours import Neighbours


def test_an_enrolment_says_what_the_agency_is_and_what_to_seal_to(neighbours: Neighbours) -> None:
    police = neighbours.desk("met-police")
    assert (partner(police, "met-police").kind, partner(police, "ukhtc").kind) == (
        "police",
        "central_repository",
    )
    trust = trust_of(police)
    assert central_id(trust) == "ukhtc"
    assert kind_of(trust, "met-police") == "police"
    assert [r.agency for r in trust.recipients if r.role == "agency"] == ["met-police"]


@pytest.mark.parametrize("kind", ["la_children", "central_repository"])
def test_an_agency_is_one_kind_and_never_the_central_repository(neighbours: Neighbours, kind: str) -> None:
    police = neighbours.desk("met-police")
    made = enrolment(police)
    asked = read_enrolment(made.json_bytes, made.sig_bytes)
    trust_before = trust_of(police).version
    other = asked.model_copy(update={"kind": kind, "public": asked.public.replace(asked.public[-8:-4], "AAAA")})
    with pytest.raises(OtherKind):
        ukhtc.admit(neighbours.place, other, None, neighbours.clock())
    assert ukhtc.read_list(neighbours.place).version == trust_before


def test_an_agency_of_no_known_kind_gets_nothing(neighbours: Neighbours) -> None:
    police = neighbours.desk("met-police")
    neighbours.desk("county-la")
    trust = trust_of(police)
    agencies = [a.model_copy(update={"kind": None}) for a in trust.agencies]
    police.set(trust=trust.model_copy(update={"agencies": agencies}).encode().decode())
    with pytest.raises(AgencyKindUnknown):
        partner(police, "county-la")


def test_a_named_key_has_words(neighbours: Neighbours) -> None:
    from debrief.bundle import generate

    assert len(Named("Somebody", generate().recipient).words.split()) == 11
