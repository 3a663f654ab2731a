"""From cards of accounts to entries of a dissemination: suspects, numbers, vehicles, papers, places, bodies.

    entries = entries_of(bank, read, [Chosen(uid, "person", 1, grade)], kind="border_force")

What a card may say is a closed list of fields; the person's words, what somebody is to the person,
dates and free text are not among them. Nobody who may be a victim is ever an entry, no number
belongs to one, and at last every text is held against every name, number and address of everybody
in those accounts who may be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from debrief.bank import Bank
from debrief.bundle import Entry, Grade
from debrief.repository import Reader

from .grading import check_handling, handling_of
from .refusals import NotACard, NotForOthers, VictimInside
from .victims import Victims

Row: TypeAlias = dict[str, Any]
Fields: TypeAlias = dict[str, list[Row]]
"""Field of a card to the rows of its typed parts."""

SHOWN: Mapping[str, tuple[str, ...]] = {
    "person": ("p_names", "p_role", "p_sex", "p_age_estimate", "p_nationality_thought"),
    "phone": ("c_kind", "c_value", "c_country", "c_network_or_platform"),
    "vehicle": ("v_kind", "v_plate", "v_plate_country", "v_make_model", "v_colour", "v_trailer_or_vessel_no"),
    "place": ("pl_kind", "pl_address_lines", "pl_town", "pl_region", "pl_postcode", "pl_country", "pl_risks"),
    "org": ("o_name", "o_kind", "o_trade_sector", "o_reg_no", "o_gla_licence", "o_web"),
    "document": ("d_kind", "d_country", "d_number", "d_status"),
}
"""Fields that may leave, by kind of card."""
_OWNERS = {
    "phone": ("c_user",),
    "vehicle": ("v_driver_user",),
    "place": ("pl_in_charge",),
    "org": ("o_people",),
    "money": ("m_holder", "m_controller"),
}
_POSSESSIONS = ("p_phones", "p_online", "p_addresses", "p_vehicles", "p_businesses")
_FALSE_PAPERS = frozenset({"altered", "forged", "fraudulently_obtained", "genuine_other"})
_OWNED_ALONE = ("phone",)
"""Kinds that leave only as somebody's: a number on its own may be the victim's."""


@dataclass(frozen=True)
class Chosen:
    """A card that an analyst chose, and how it is graded. ``record`` is what a refusal names it by."""

    uid: str
    record: str
    kind: str
    instance: int
    grade: Grade

    @property
    def card(self) -> str:
        return f"{self.kind}:{self.instance}"


def entries_of(
    bank: Bank, read: Reader, chosen: Sequence[Chosen], *, kind: str, said: Sequence[str] = ()
) -> list[Entry]:
    """The entries, numbered in the order chosen; refused at the first card that may not go to ``kind``.

    ``said``: what the officer wrote about the whole; nobody who may be a victim is named there either.
    """
    accounts = Accounts(bank, read)
    if accounts.victims.are_in(said):
        raise VictimInside(card="order_words", record="order")
    for each in chosen:
        accounts.check(each, kind)
    numbers = {(each.uid, each.card): number for number, each in enumerate(chosen, start=1)}
    return [accounts.entry(each, numbers) for each in chosen]


class Accounts:
    """What some accounts say, card by card, and who in them is a suspect and who may be a victim."""

    def __init__(self, bank: Bank, read: Reader) -> None:
        self.bank, self.answers = bank, read.answers()
        self.cards: dict[tuple[str, str], Fields] = {}
        for row in self.answers:
            if row["item"].startswith("card_"):
                card = f"{row['item'].removeprefix('card_')}:{row['instance']}"
                self.cards.setdefault((row["debrief_uid"], card), {}).setdefault(row["field"], []).append(row)
        mentions = read.mentions()
        self.roles = {
            (m["debrief_uid"], f"{m['kind']}:{m['instance']}"): m["role"]
            for m in mentions
            if m["card"].startswith("card_")
        }
        self.victims = Victims(self.answers, mentions, read.identifiers())

    def check(self, chosen: Chosen, kind: str) -> None:
        fields = self.cards.get((chosen.uid, chosen.card))
        if fields is None or chosen.kind not in SHOWN:
            raise NotACard(card=chosen.card)
        check_handling(chosen.grade.scheme, chosen.grade.handling, kind, chosen.card)
        self.check_account(chosen, kind)
        if reason := self.reason_against(chosen.uid, chosen.card):
            raise self.refused(chosen, reason)

    def check_account(self, chosen: Chosen, kind: str) -> None:
        """The handling that the account as a whole was given holds for all of it."""
        for row in self.answers:
            own = (row["debrief_uid"], row["item"], row["field"]) == (chosen.uid, "cls_grading", "handling")
            if own and (held := handling_of(self.bank, row["code"])) is not None:
                check_handling(*held, kind, chosen.card)

    def reason_against(self, uid: str, card: str) -> str:
        """Why a card may not be given to others (``NOT_FOR_OTHERS``); empty where nothing is against it."""
        kind, fields = card.partition(":")[0], self.cards[uid, card]
        if kind == "person":
            return "" if self.is_suspect(uid, card) else "no_suspect"
        if kind == "document":
            return "" if _codes(fields, "d_status") & _FALSE_PAPERS else "own"
        owners = self.owners(uid, card)
        if any(not self.is_suspect(uid, owner) for owner in owners):
            return "of_others"
        return "victims" if kind in _OWNED_ALONE and not owners else ""

    def is_suspect(self, uid: str, card: str) -> bool:
        """By their role; and nobody who may need help, is under 18, or must not be known as the source."""
        fields = self.cards.get((uid, card), {})
        return (
            self.roles.get((uid, card)) == "suspect"
            and not _codes(fields, "p_may_be_victim") & {"yes", "not_clear"}
            and not _codes(fields, "p_child") & {"yes", "not_clear"}
            and not _codes(fields, "p_protect_source") & {"yes", "not_sure"}
        )

    def owners(self, uid: str, card: str) -> set[str]:
        """Everybody whom a card is linked with, either way round."""
        own = self.cards[uid, card]
        found = {row["link"] for field in _OWNERS.get(card.partition(":")[0], ()) for row in own.get(field, ())}
        for (account, person), fields in self.cards.items():
            links = {row["link"] for field in _POSSESSIONS for row in fields.get(field, ())}
            if account == uid and person.startswith("person:") and card in links:
                found.add(person)
        return {link for link in found if link}

    def entry(self, chosen: Chosen, numbers: Mapping[tuple[str, str], int]) -> Entry:
        fields = unrestricted(self.cards[chosen.uid, chosen.card])
        facts = {name: said for name in SHOWN[chosen.kind] if (said := list(_said(fields.get(name, ()))))}
        if not facts:
            raise self.refused(chosen, "empty")
        self.victims.check(facts, (chosen.uid, f"card_{chosen.kind}", chosen.instance), chosen.record)
        links = {row["link"] for rows in fields.values() for row in rows if row["link"]}
        return Entry(
            number=numbers[chosen.uid, chosen.card],
            kind=chosen.kind,
            grade=chosen.grade,
            facts=facts,
            links=sorted({numbers[chosen.uid, link] for link in links if (chosen.uid, link) in numbers}),
        )

    def refused(self, chosen: Chosen, reason: str) -> NotForOthers:
        return NotForOthers(card=chosen.card, record=chosen.record, reason=reason)


def unrestricted(fields: Fields) -> Fields:
    """Without what is restricted (S4). Intake lets none among the facts; this is the second wall."""
    return {name: [row for row in rows if row["sensitivity"] != "S4"] for name, rows in fields.items()}


def _codes(fields: Fields, name: str) -> set[str]:
    return {row["code"] for row in fields.get(name, ()) if row["code"]}


def _said(rows: Sequence[Row]) -> Iterator[str]:
    """The parts of a value that are said: a code, a text, a number from and to."""
    for row in rows:
        amount = "-".join(dict.fromkeys(n for n in (row["number_from"], row["number_to"]) if n))
        for part in (row["code"], row["text"], amount):
            if part and part.strip():
                yield part.strip()[:300]
