"""Codes of the NRM form that follow from what is on record; nothing is guessed, a blank is never "no"."""

from __future__ import annotations

from debrief.bank.answers import links_in
from debrief.exchange.carried import Carried
from debrief.exchange.nrm_fields import FormField
from debrief.exchange.value_words import value_words
from debrief.interview import Address
from debrief.language import country

_WAGES, _TAKES_EARNINGS = "types-of-exploitation-wages-taken", "takes_earnings"
_PROSTITUTION = "types-of-exploitation-prostitution"
_CHILD_SEXUAL = "types-of-exploitation-child-exploitation"


def code_for(carried: Carried, field: FormField) -> str | None:
    """The form's code for a field; ``None`` where nothing on record gives one."""
    rule = field.rule
    if rule.get("tick"):
        return "true" if field.key in ticks(carried) else None
    if "where" in rule:
        return _where(carried, rule["where"], rule.get("nth", 1))
    if "codes" not in rule:
        return None
    given = carried.codes(rule["codes"])
    if "to" in rule:
        return next((to for ours, to in rule["to"].items() if ours in given), None)
    return next((found for code in given if (found := _listed(carried, rule["codes"], code))), None)


def _listed(carried: Carried, name: str, code: str) -> str | None:
    item, _, field = name.partition(".")
    spec = carried.bank.spec(item, field or None)
    choices = carried.bank.lists[spec.choices].choices if spec and spec.choices else {}
    found = choices[code].facts.get("nrm") if code in choices else None
    return str(found) if found else None


def ticks(carried: Carried) -> set[str]:
    """The boxes of the types of exploitation, by the roll-up of the kinds on record."""
    found: set[str] = set()
    for instance in carried.instances("exp"):
        value = carried.value(Address("exp_kind", instance, "kinds")) or ()
        young = carried.value(Address("exp_under18", instance)) == "yes"
        for each in value:
            box = carried.bank.roll_up.get(each["code"], {}).get("nrm")
            if box:
                found.add(_CHILD_SEXUAL if young and box == _PROSTITUTION else box)
    if _TAKES_EARNINGS in carried.codes("ctl_coded"):
        found.add(_WAGES)
    return found


def _where(carried: Carried, what: str, nth: int) -> str | None:
    places = _places(carried)
    if what == "which":
        here, abroad = any(c == "GB" for c, _ in places), any(c != "GB" for c, _ in places)
        return {(True, True): "uk-and-overseas", (True, False): "uk", (False, True): "overseas"}.get(
            (here, abroad)
        )
    uk = what == "uk"
    named = [town if uk else country(c, "en") or c for c, town in places if (c == "GB") == uk]
    kept = [name for name in dict.fromkeys(named) if name]
    return kept[nth - 1] if len(kept) >= nth else None


def _places(carried: Carried) -> list[tuple[str, str]]:
    """(country, town) of every place of exploitation whose country is known."""
    found = []
    for _, answer in carried.answers("exp_place"):
        for link in links_in("place_link", answer.value) if answer.value else ():
            number = int(link.partition(":")[2])
            code = carried.value(Address("card_place", number, "pl_country"))
            if code:
                found.append((code["choice"], _town(carried, number)))
    return found


def _town(carried: Carried, number: int) -> str:
    spec = carried.bank.spec("card_place", "pl_town")
    value = carried.value(Address("card_place", number, "pl_town"))
    return value_words(carried, spec, value) if spec and value else ""
