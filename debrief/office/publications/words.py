"""What dimensions and their values are called on a page, in the language in use."""

from __future__ import annotations

from collections.abc import Mapping

from debrief.bank import Bank
from debrief.exchange.labels import choice_label
from debrief.language import country, currency, marked, number, say
from debrief.repository.statistics_dimensions import BANDS

LISTS = {
    "asset": "ASSET_KIND",
    "control": "CONTROL",
    "debt_added": "DEBT_ADDED",
    "deduction": "DEDUCT",
    "document": "DOC_KIND",
    "document_state": "DOC_STATUS",
    "entry": "ENTRY_KIND",
    "gender": "GENDER",
    "hidden": "CONCEAL",
    "identity_use": "ID_USE",
    "juxtaposed": "JUXTA",
    "kind": "EXPLOIT",
    "manner": "ENTRY_MANNER",
    "means": "MEANS",
    "mode": "MODE",
    "money_how": "PAY_ROUTE",
    "offer": "OFFER",
    "paid_how": "PAY_ROUTE",
    "port": "UK_PORT",
    "recruitment": "RECRUIT_HOW",
    "sector": "SECTOR",
    "seen": "PORT_IND",
    "visa": "VISA",
}
"""The list of the questionnaire whose choices are the values of a dimension."""

COUNTRIES = frozenset({"asset_in", "country", "money_to", "nationality", "passed", "recruited_in"})
_ROWS = {
    "sexual": marked("Sexual exploitation"),
    "labour": marked("Labour exploitation"),
    "domestic_servitude": marked("Domestic servitude"),
    "unspecified": marked("Unspecified or unknown"),
}
_OWN = {
    "age": {"child": marked("Child"), "adult": marked("Adult")},
    "exploitation": _ROWS,
    "sponsor": {"yes": marked("A sponsor was named")},
    "told_to_say": {"yes": marked("Was told what to say")},
    "ticket_by_other": {"ent_carrier": marked("The ticket was bought by somebody else")},
}
STRATEGY_ROWS = tuple(_ROWS)
"""The rows of the strategy's table (para 6), in its order."""


class Words:
    """Labels of values; ``agencies`` are names by the id of the trust list."""

    def __init__(self, bank: Bank, edition: str, agencies: Mapping[str, str]) -> None:
        self.bank, self.edition, self._agencies = bank, edition, agencies

    def of(self, dimension: str, value: str) -> str:
        """A value of a dimension as people read it; the value itself where it has no name."""
        if dimension in COUNTRIES:
            return country(value) or value
        if dimension == "way":
            begun, _, ended = value.partition(">")
            return say("from {begun} to {ended}", begun=self._country(begun), ended=self._country(ended))
        if dimension in LISTS:
            return choice_label(self.bank, LISTS[dimension], value, self.edition)
        if dimension in ("debt", "cost"):
            return _band(value)
        if dimension == "agency":
            return self._agencies.get(value, value)
        own = _OWN.get(dimension, {}).get(value)
        return say(own) if own else value

    def _country(self, code: str) -> str:
        return country(code) or code


def marking_label(bank: Bank, code: str, edition: str) -> str:
    """A protective marking, by its edition's name."""
    return choice_label(bank, "MARKING", code, edition)


def _band(value: str) -> str:
    """``GBP-1000`` as the ends of the band and the currency's name."""
    code, _, low = value.partition("-")
    above = [each for each in BANDS if each > int(low)]
    money = currency(code) or code
    if not above:
        return say("{money}: {first} or more", money=money, first=number(int(low)))
    return say("{money}: {first} to {last}", money=money, first=number(int(low)), last=number(above[0] - 1))
