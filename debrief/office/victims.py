"""The last look at whatever is given to others: is anybody in it who may be a victim?

It holds every text against the names, numbers and addresses of the person who was de-briefed and of
everybody else in the same accounts who may be a victim: as said, and as links are looked for
(``debrief.linking``), so that another spelling or another script is the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from debrief import linking
from debrief.text import folded

from .refusals import VictimInside

_NAMES = frozenset({"name", "called", "alias"})
_OF_A_PERSON = _NAMES | {"reference", "phone", "handle", "document", "postcode"}
_TYPES = frozenset({"name", "phone", "identifier", "contact", "place"})
"""Types of answers that say who or where somebody is."""
_LEAST, _LEAST_WITHIN, _LEAST_PLACE = 4, 6, 10
"""Letters and digits of a text that may stand for somebody: alone, within another, and of an address (a
town alone is none)."""

_Card = tuple[str, str, int]


class Victims:
    """Whatever would give away somebody in these accounts who may be a victim."""

    def __init__(
        self,
        answers: Iterable[Mapping[str, Any]],
        mentions: Iterable[Mapping[str, Any]],
        identifiers: Sequence[Mapping[str, Any]],
    ) -> None:
        self.texts = {_plain(row["text"]) for row in answers if _says_who(row)}
        self.keys: dict[_Card, set[tuple[str, str]]] = defaultdict(set)
        victims = {_card(each) for each in mentions if each["role"] == "victim"}
        for each in identifiers:
            if each["kind"] not in _OF_A_PERSON:
                continue
            if _card(each) in victims:
                self.texts.add(_plain(each["raw"]))
            if each["normalised"] and (_card(each) in victims or not each["via"]):
                self.keys[_card(each)].add(_key(each["kind"], each["normalised"]))
        self.texts = {text for text in self.texts if len(text) >= _LEAST}
        self.held = {key for card in victims for key in self.keys[card]}

    def check(self, facts: Mapping[str, Sequence[str]], card: _Card, record: str) -> None:
        """Refuses an entry in which any of them stands."""
        if self.holds([text for texts in facts.values() for text in texts], card):
            raise VictimInside(card=f"{card[1].removeprefix('card_')}:{card[2]}", record=record)

    def holds(self, texts: Iterable[str], card: _Card) -> bool:
        """Whether any of them stands in these texts of a card, or by the card's own keys."""
        return self.are_in(texts) or bool(self.keys[card] & self.held)

    def are_in(self, texts: Iterable[str]) -> bool:
        """Whether any of them is named in these texts, as they were said."""
        said = {_plain(text) for text in texts}
        within = any(len(text) >= _LEAST_WITHIN and any(text in each for each in said) for text in self.texts)
        return within or bool(said & self.texts)


def _says_who(row: Mapping[str, Any]) -> bool:
    """Whether an answer, not of a card, says who the person is or where they are."""
    if not row["text"] or row["type"] not in _TYPES or row["item"].startswith("card_"):
        return False
    return row["type"] != "place" or len(_plain(row["text"])) >= _LEAST_PLACE


def _card(row: Mapping[str, Any]) -> _Card:
    return row["debrief_uid"], row["card"], row["instance"]


def _key(kind: str, normalised: str) -> tuple[str, str]:
    """Names whatever they are called and in whatever order their parts stand."""
    return ("name", linking.same_key(tuple(normalised.split()))) if kind in _NAMES else (kind, normalised)


def _plain(text: str) -> str:
    """Letters and digits alone, without marks and capitals."""
    return "".join(sign for sign in folded(text) if sign.isalnum())
