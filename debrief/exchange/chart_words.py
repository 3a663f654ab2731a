"""Words for the parts of a chart."""

from __future__ import annotations

from debrief.exchange.chart import Fact, Joint, Kind, Node, Standing
from debrief.language import country, marked, say

KINDS: dict[Kind, str] = {
    "person": marked("Person"),
    "organisation": marked("Organisation"),
    "phone": marked("Phone or handle"),
    "vehicle": marked("Vehicle"),
    "place": marked("Place"),
    "document": marked("Document"),
    "money": marked("Account or money"),
}
JOINTS: dict[Joint, str] = {
    "together": marked("named in the same account"),
    "associate": marked("associate"),
    "uses": marked("uses or has"),
    "lives": marked("address of"),
    "seen": marked("seen at"),
    "works": marked("business of"),
    "same": marked("may be the same person"),
}
STANDINGS: dict[Standing, str] = {"confirmed": marked("confirmed"), "suggested": marked("suggested only")}
FACTS: dict[Fact, str] = {
    "alias": marked("Also called"),
    "sex": marked("Sex"),
    "nationality": marked("Nationality thought to be"),
    "age": marked("Age thought to be"),
    "number": marked("Number"),
    "platform": marked("Platform"),
    "scheme": marked("Kind"),
    "town": marked("Town"),
    "postcode": marked("Postcode"),
    "country": marked("Country"),
    "role": marked("Role"),
}
_SEXES = {"male": marked("male"), "female": marked("female")}


def fact_lines(node: Node) -> list[tuple[str, str]]:
    """What is known of a node: label and words, each label once."""
    found: dict[Fact, list[str]] = {}
    for name, value in node.facts:
        found.setdefault(name, []).append(_value(name, value))
    return [(say(FACTS[name]), ", ".join(dict.fromkeys(values))) for name, values in found.items()]


def shown(text: str) -> str:
    """A number in a line of another direction keeps its plus before it (U+200E)."""
    return f"\u200e{text}" if text.startswith("+") else text


def _value(name: Fact, value: str) -> str:
    if name in ("nationality", "country"):
        return country(value) or value
    return say(_SEXES[value]) if name == "sex" and value in _SEXES else shown(value)
