"""From a made-up person to what is said in one de-brief: who, the road, the border, what was done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from debrief.bank import Bank
from debrief.simulate.acts import Telling
from debrief.simulate.journey import tell_journey
from debrief.simulate.names import dice
from debrief.simulate.people import Mention, People, Person

FICTION = "TRAINING. Nobody said this: it was made up by a program, and so was everyone in it."
AGENCIES = ("police", "border_immigration", "la_children", "ngo_first_responder")
"""What the made-up agencies are, in turn (AGENCY)."""
_FIRST_DAY, _DAYS = date(2010, 1, 4), 1_090
_ROWS = {
    True: {"sexual": 99, "labour": 98, "domestic_servitude": 44, "unspecified": 81},
    False: {"sexual": 438, "labour": 267, "domestic_servitude": 175, "unspecified": 52},
}
"""People by row of the strategy (para 6), children and adults."""


@dataclass(frozen=True)
class Exploited:
    """One kind at one place. ``under18``: yes, no, not_sure, or None where it is not recorded."""

    kind: str
    standing: str
    country: str
    under18: str | None


@dataclass(frozen=True)
class Account:
    """One de-brief with its truth. ``row`` and ``child`` are what the table of para 6 has to count it as."""

    telling: Telling
    person: Person
    mentions: tuple[Mention, ...]
    kinds: tuple[Exploited, ...]
    row: str
    child: bool
    opened: date


class Teller:
    """Tells accounts of these people over this bank; the same for the same seed."""

    def __init__(self, bank: Bank, people: People) -> None:
        self.people = people
        self._kinds: dict[str, list[str]] = {}
        for kind, rolled in bank.roll_up.items():
            self._kinds.setdefault(rolled["strategy"], []).append(kind)
        ports = bank.lists["UK_PORT"].choices.values()
        self._ports = [(p.code, str(p.facts["place_code"])) for p in ports if p.facts.get("place_code")]

    def account(self, person: Person, number: int, agency: int) -> Account:
        """The ``number``-th de-brief of all, of this person by this agency (from 0)."""
        random = dice(self.people.seed, "account", number)
        written = self.people.as_written(random, person)
        mentions = self.people.mentions(random, person.group)
        opened = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
        telling = Telling(
            record=uuid.UUID(int=random.getrandbits(128), version=4).hex,
            reference=f"TRAINING-{number:07d}",
            agency=AGENCIES[agency % len(AGENCIES)],
            purpose="urgent",
            days=[opened.isoformat()],
            adult=not person.child,
        )
        row = _drawn(random, _ROWS[person.child])
        kinds = self._exploitation(random, person, row)
        self._person(telling, random, written)
        tell_journey(telling, random, written, opened, self._ports)
        _suspects(telling, mentions)
        _activity(telling, random, kinds, len(mentions))
        child = any(each.under18 in ("yes", "not_sure") for each in kinds) or person.child
        return Account(telling, person, mentions, kinds, row, child, opened)

    def _person(self, telling: Telling, random: Random, person: Person) -> None:
        telling.answers("per_age_status", {"choice": "child_stated" if person.child else "adult_no_doubt"})
        telling.free("per_full_name", {"roman": f"{person.first} {person.family}"})
        born = {"edtf": person.born} if person.born else {"words": "does not know"}
        telling.free("per_dob_stated", born)
        telling.free("per_gender", {"choice": "woman_girl" if person.female else "man_boy"})
        telling.add("per_nationality", 1)
        telling.free("per_nationality/1", {"choices": [person.nationality]})
        if person.nrm:
            telling.add("per_refs", 1)
            telling.free("per_refs/1.kind", {"choice": "nrm"})
            telling.free("per_refs/1.number", person.nrm)
        telling.free("rcr_open", {"english": FICTION})
        town = self.people.names.town(random)
        telling.free("rcr_where", {"town": town, "country": person.nationality})
        how = random.sample(("family", "friend", "partner", "advert_online", "agency", "social_media"), 2)
        telling.free("rcr_contact_how.how", {"choices": sorted(how)})
        telling.add("rcr_cost", 1)
        telling.free("rcr_cost/1.cost", _money(random, ("EUR", "USD", "GBP")))

    def _exploitation(self, random: Random, person: Person, row: str) -> tuple[Exploited, ...]:
        """The first decides the row: it happened, here. A second is of the same row, intended, or elsewhere."""
        under18 = _under18(random, person.child)
        found = [Exploited(random.choice(self._kinds[row]), "actual", "GB", under18)]
        if random.random() < 0.15:
            other = row if row == "unspecified" else random.choice(sorted(self._kinds))
            standing = random.choice(("actual", "intended"))
            country = "IT" if standing == "actual" else "GB"
            found.append(Exploited(random.choice(self._kinds[other]), standing, country, under18))
        return tuple(found)


def supplement(account: Account, random: Random, supersedes: str) -> Telling:
    """The same de-brief after a second sitting, some weeks later, in which more was told."""
    before = account.telling
    later = account.opened + timedelta(days=random.randrange(7, 60))
    made = _again(before, "supplement", [*before.days, later.isoformat()], supersedes)
    made.do("sitting_ended", reason="complete")
    made.do("sitting_started", lead="0001")
    made.free("ctl_open", {"english": FICTION})
    made.free("exit_how.how", {"choice": random.choice(("police_operation", "left_escaped"))})
    return made


def withdrawal(account: Account, supersedes: str) -> Telling:
    """The same de-brief, taken back whole."""
    made = _again(account.telling, "urgent", list(account.telling.days), supersedes)
    made.do("withdrew", reason="TRAINING: taken back")
    return made


def _again(before: Telling, purpose: str, days: list[str], supersedes: str) -> Telling:
    return Telling(
        record=before.record,
        reference=before.reference,
        agency=before.agency,
        purpose=purpose,
        days=days,
        adult=before.adult,
        acts=list(before.acts),
        supersedes=supersedes,
    )


def _suspects(telling: Telling, mentions: tuple[Mention, ...]) -> None:
    """A card each, with the cards of phone and vehicle that belong to it."""
    phones = vehicles = 0
    for n, each in enumerate(mentions, start=1):
        card = f"card_person/{n}"
        telling.add("card_person", n)
        telling.free(f"{card}.p_names", {"roman": each.name})
        telling.free(f"{card}.p_role", {"choices": [each.suspect.role]})
        telling.free(f"{card}.p_sex", {"choice": _sex(each.female)})
        age = {"from": each.age, "to": each.age} if each.age else {"words": "not known"}
        telling.free(f"{card}.p_age_estimate", age)
        telling.free(f"{card}.p_where_now", {"town": each.town, "country": "GB"})
        if each.nationality:
            telling.free(f"{card}.p_nationality_thought", {"choices": [each.nationality]})
        if each.phone:
            phones += 1
            telling.add("card_phone", phones)
            telling.free(f"card_phone/{phones}.c_value", each.phone)
            telling.answers(f"card_phone/{phones}.c_user", [f"person:{n}"])
        if each.plate:
            vehicles += 1
            telling.add("card_vehicle", vehicles)
            telling.free(f"card_vehicle/{vehicles}.v_plate", each.plate)
            telling.answers(f"card_vehicle/{vehicles}.v_driver_user", [f"person:{n}"])


def _activity(telling: Telling, random: Random, kinds: tuple[Exploited, ...], suspects: int) -> None:
    for n, each in enumerate(kinds, start=1):
        telling.add("exp", n)
        telling.free(f"exp_kind/{n}.kinds", [{"code": each.kind}])
        telling.free(f"exp_kind/{n}.standing", {"choice": each.standing})
        telling.add("card_place", n)
        telling.free(f"card_place/{n}.pl_country", {"choice": each.country})
        telling.free(
            f"card_place/{n}.pl_kind", {"choice": random.choice(("house", "flat", "farm", "nail_bar"))}
        )
        telling.answers(f"exp_place/{n}", f"place:{n}")
        if each.under18:
            telling.free(f"exp_under18/{n}", each.under18)
        if suspects:
            telling.answers(f"exp_controllers/{n}", ["person:1"])
    telling.free(
        "ctl_coded", [{"code": random.choice(("debt", "threats_family", "violence", "takes_earnings"))}]
    )
    telling.add("debt_detail", 1)
    telling.free("debt_detail/1.at_start", _money(random, ("GBP", "EUR")))


def _under18(random: Random, child: bool) -> str | None:
    if child:
        return "yes"
    chance = random.random()
    if chance < 0.06:
        return "yes" if chance < 0.04 else "not_sure"
    return None if chance < 0.18 else "no"


def _drawn(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _money(random: Random, currencies: tuple[str, ...]) -> dict[str, Any]:
    amount = str(random.randrange(1, 60) * 500)
    return {"from": amount, "to": amount, "currency": random.choice(currencies), "per": "once"}


def _sex(female: bool | None) -> str:
    return "not_known" if female is None else "female" if female else "male"
