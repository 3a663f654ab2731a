"""The road of a made-up person: legs by real countries, and the port of entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from debrief.simulate.acts import Telling
from debrief.simulate.people import Person

_ON_THE_WAY = {
    "NG": ("NE", "LY", "IT", "FR"), "GH": ("NE", "LY", "IT", "FR"), "UG": ("KE", "AE", "FR"),
    "ER": ("SD", "LY", "IT", "FR"), "SO": ("KE", "TR", "GR", "FR"), "VN": ("RU", "CZ", "DE", "FR"),
    "CN": ("RU", "UA", "DE", "FR"), "TH": ("AE", "NL"), "IN": ("AE", "RU", "FR"),
    "PK": ("IR", "TR", "GR", "FR"), "IR": ("TR", "GR", "IT", "FR"), "AL": ("IT", "BE"),
}  # fmt: skip
_WITHIN = ("DE", "NL", "BE", "FR")
_BY = {
    "aeroplane": "commercial_flight",
    "ferry": "ferry_foot",
    "lorry_van_ferry": "lorry_hidden",
    "eurostar": "train",
    "small_boat": "small_boat",
}
"""Kind of entry, and the mode of the leg that ends there."""
_IN_A_VEHICLE = {"ferry", "lorry_van_ferry"}
"""Kinds of entry after which the vehicle is asked for."""
_MODES = ("car", "van", "coach_bus", "lorry_hidden", "train", "on_foot", "commercial_flight")
_MANNERS = ("own_genuine", "forged_altered", "anothers_document", "hidden_not_found", "no_document")
_BORDERS = ("crossing_own_papers", "crossing_other_papers", "avoided_crossing", "hidden_in_vehicle")


def tell_journey(
    telling: Telling, random: Random, person: Person, opened: date, ports: Sequence[tuple[str, str]]
) -> None:
    """One to three legs, the last to the United Kingdom, and the entry there."""
    stops = _stops(random, person.nationality)
    arrived = opened - timedelta(days=random.randrange(20, 900))
    day = arrived - timedelta(days=30 * (len(stops) - 1))
    entry = random.choice(sorted(_BY))
    for n, (begun, ended) in enumerate(pairwise(stops), start=1):
        telling.add("leg", n)
        telling.free(f"leg_from/{n}", {"country": begun})
        telling.free(f"leg_to/{n}", {"country": ended})
        mode = _BY[entry] if ended == "GB" else random.choice(_MODES)
        telling.free(f"leg_mode/{n}", {"choices": [mode]})
        telling.free(f"leg_when/{n}.start", {"edtf": (day + timedelta(days=30 * n - 30)).isoformat()[:7]})
        telling.answers(f"leg_border/{n}.crossed", "yes")
        telling.free(f"leg_border/{n}.how", {"choices": [random.choice(_BORDERS)]})
    port, code = random.choice(ports)
    telling.add("entry", 1)
    telling.free("ent_when/1", {"edtf": arrived.isoformat()})
    telling.free("ent_port/1", {"choice": port, "code": code})
    telling.free("ent_kind/1", {"choice": entry}, kin="vehicle" if entry in _IN_A_VEHICLE else "")
    telling.free("ent_manner/1", {"choice": random.choice(_MANNERS)})


def _stops(random: Random, nationality: str) -> list[str]:
    """Countries in order; those born in the United Kingdom came back from abroad."""
    way = [each for each in _ON_THE_WAY.get(nationality, _WITHIN) if each != nationality]
    count = random.choice((0, 1, 1, 2))
    between = sorted(random.sample(range(len(way)), count))
    start = "ES" if nationality == "GB" else nationality
    return [start, *(way[n] for n in between), "GB"]
