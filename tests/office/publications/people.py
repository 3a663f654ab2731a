"""Made-up people of a few shapes, each with canaries: words that no publication may hold."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from tests.repository.world import Told, number

NAME, PHONE, STREET, TOWN, PLATE, WORDS = (
    "Canaryna", "+447700900123", "Canary Row 7", "Canaryville", "CAN 4RY", "canary words",
)  # fmt: skip
DAY = "1993-07-19"
CANARIES = (NAME, "7700900123", "Canary", "CAN 4RY", "CAN4RY", "canary", DAY, "19 July", "Zephyr")
CARRIER = "Zephyr Lines"

IN_QUARTER = datetime(2026, 2, 4, 10, tzinfo=UTC)
BEFORE = datetime(2025, 11, 4, 10, tzinfo=UTC)


def from_vietnam(day: datetime) -> Told:
    """A child brought by lorry through Russia and France, and made to grow cannabis."""
    told = _person(Told(0, day=day).child(), "VN")
    told.answer("rcr_contact_how.how", {"choices": ["social_media", "smuggler"]})
    told.answer("rcr_offer_coded", [{"code": "job_different"}], "assessed")
    _leg(told, 1, "VN", "RU", "commercial_flight")
    _leg(told, 2, "RU", "FR", "lorry_hidden")
    _leg(told, 3, "FR", "GB", "lorry_hidden")
    _entry(told, "dover", "lorry_van_ferry", "hidden_not_found")
    told.answer("ent_vehicle/1.concealment", {"choices": ["trailer_load"]}, "volunteered")
    told.exploited("cannabis", under18="yes")
    told.answer("ctl_coded", [{"code": "debt"}, {"code": "locked_in"}], "assessed")
    return told


def from_romania(day: datetime) -> Told:
    """An adult brought by coach, to a car wash."""
    told = _person(Told(0, day=day).adult(), "RO")
    told.answer("rcr_contact_how.how", {"choices": ["friend"]})
    told.answer("rcr_choice", state="declined")
    _leg(told, 1, "RO", "FR", "coach_bus")
    _leg(told, 2, "FR", "GB", "coach_bus")
    _entry(told, "dover", "ferry", "own_genuine")
    told.answer("ent_carrier/1.carrier", CARRIER)
    told.answer("ent_indicators/1.seen", {"choices": ["companion_speaks_holds"]}, "observed")
    told.exploited("labour")
    told.answer("exp_sector/1", {"choice": "isic_g"})
    told.answer("ctl_coded", [{"code": "takes_earnings"}], "assessed")
    told.add("fin_money_path").answer("fin_money_path/1.how", {"choices": ["cash", "hawala"]})
    told.answer("fin_money_path/1.country", {"choice": "RO"})
    return told


def by_air(day: datetime) -> Told:
    """An adult brought by air on a visa, into a household."""
    told = _person(Told(0, day=day).adult(), "NG")
    _leg(told, 1, "NG", "GB", "commercial_flight")
    _entry(told, "heathrow", "aeroplane", "genuine_by_deception")
    told.answer("ent_visa/1.kind", {"choice": "domestic_worker"})
    told.exploited("domestic_servitude")
    told.answer("ctl_coded", [{"code": "documents_held"}, {"code": "belief_oath"}], "assessed")
    return told


def few(day: datetime) -> Told:
    """Fewer than ten of them: whatever is theirs alone is shown nowhere."""
    told = _person(Told(0, day=day).adult(), "IS")
    told.answer("rcr_contact_how.how", {"choices": ["gaming"]})
    _leg(told, 1, "IS", "GB", "small_boat")
    _entry(told, "harwich", "small_boat", "intercepted_at_sea")
    return told.exploited("sexual_premises")


SHAPES = ((from_vietnam, 34, 21), (from_romania, 43, 58), (by_air, 27, 0), (few, 7, 4))
"""How each is told, how many in the quarter, and how many in the one before."""
PEOPLE = sum(now + before for _, now, before in SHAPES)


def everybody() -> Iterator[dict[str, Any]]:
    """Every record, as it travels."""
    seed = 0
    for tell, now, before in SHAPES:
        for day, count in ((IN_QUARTER, now), (BEFORE, before)):
            value = tell(day).json()
            for _ in range(count):
                seed += 1
                yield another(value, seed)


def another(value: dict[str, Any], seed: int) -> dict[str, Any]:
    made = deepcopy(value)
    made["record"], made["reference"] = number(seed), f"MADE-UP-{seed}"
    made.pop("history", None)
    return made


def _person(told: Told, nationality: str) -> Told:
    told.answer("per_full_name", {"roman": NAME})
    told.answer("per_dob_stated", {"edtf": DAY, "words": DAY})
    told.add("per_nationality").answer("per_nationality/1", {"choices": [nationality]})
    told.answer("rcr_open", {"original": WORDS, "language": "eng"})
    told.answer("per_address_now", {"words": STREET, "town": TOWN, "country": "GB"})
    told.add("card_phone").answer("card_phone/1.c_value", PHONE)
    told.add("card_vehicle").answer("card_vehicle/1.v_plate", PLATE)
    told.add("card_person").answer("card_person/1.p_names", {"roman": NAME})
    return told


def _leg(told: Told, n: int, begun: str, ended: str, mode: str) -> None:
    told.add("leg", n)
    told.answer(f"leg_from/{n}", {"country": begun, "town": TOWN})
    told.answer(f"leg_to/{n}", {"country": ended, "town": TOWN})
    told.answer(f"leg_mode/{n}", {"choices": [mode]})


def _entry(told: Told, port: str, kind: str, manner: str) -> None:
    told.add("entry")
    told.answer("ent_port/1", {"choice": port})
    told.answer("ent_kind/1", {"choice": kind})
    told.answer("ent_manner/1", {"choice": manner})
