"""One page for those who look for a missing person: description, numbers, contacts, recent movements.

It holds restricted answers (S4), so it goes to its recipients only. It is one A4 page whatever is on
record: the most urgent comes first, long answers are shortened, and how many were left off is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from debrief.exchange.answer_lines import answer_lines
from debrief.exchange.carried import Carried
from debrief.exchange.labels import answer_label
from debrief.exchange.sheet import Line, Part, Sheet, sheet
from debrief.exchange.value_words import shortened, thing_label, value_words
from debrief.interview import Address
from debrief.language import cells, say, say_many

_LONGEST = 190
"""Letters of one answer."""
_LETTERS, _ROWS = 98, 40
"""Letters in a row of the page, and rows for answers on it; looked at on paper, with room to spare."""
_LEGS = 3
"""The last parts of the journey."""


@dataclass(frozen=True)
class Report:
    """Since when the person is missing, and who was told, as the record has it."""

    since: str = field(repr=False)
    told: str = field(repr=False)


_WHO = ("per_full_name", "per_called", "per_other_names.name", "per_dob_stated", "per_age_status",
        "per_gender", "per_nationality", "com_language", "com_needs.needs")  # fmt: skip
_LOOKS = ("per_description.description", "per_description.photo_ref")
_LAST = ("cls_left_with", "per_address_now", "per_accomm_type.kind", "per_carer.carer")
_NUMBERS = ("saf_contact_method.phone", "saf_contact_method.safe_ways", "saf_contact_method.do_not_use",
            "ent_number.phones", "exp_contact.phones", "ctl_since.contacts", "ctl_since.last_contact",
            "per_family_contact.safe_for_us", "ref_rep.who")  # fmt: skip
_MOVES = ("exit_how.how", "exit_how.when", "exit_how.where", "exp_place", "exp_when")
_RISKS = ("risk_threat.level", "risk_know_where.people", "risk_avoid", "risk_missing.factors",
          "risk_missing_plan.plan", "risk_missing_plan.told")  # fmt: skip
_ESSENTIAL = frozenset({
    "per_full_name", "per_dob_stated", "per_gender", "per_nationality", "com_language",
    "per_description.description", "per_description.photo_ref", "per_address_now", "saf_contact_method.phone",
})  # fmt: skip
_CARDS = {
    "card_person": (
        "p_names",
        "p_relation_to_person",
        "p_description",
        "p_phones",
        "p_where_now",
        "p_last_seen",
    ),
    "card_phone": ("c_value", "c_kind", "c_network_or_platform", "c_user", "c_still_live"),
    "card_vehicle": ("v_plate", "v_make_model", "v_colour", "v_features_writing"),
}


def missing_page(carried: Carried, report: Report | None) -> Sheet:
    """The page, in the language in use. ``report``: what was recorded when the person went missing."""
    child = carried.record.route == "child"
    room = _Room()
    parts = [
        room.part(say("Missing"), _reported(carried, report)),
        room.part(say("Who"), _said(carried, _WHO)),
        room.part(say("Description"), _said(carried, _LOOKS)),
        room.part(say("Where they were to be"), _said(carried, _LAST)),
        room.part(say("Numbers and contacts"), [*_said(carried, _NUMBERS), *_cards(carried, "card_phone")]),
        room.part(say("Recent movements"), [*_legs(carried), *_said(carried, _MOVES)]),
        room.part(say("Risks and plan"), _said(carried, _RISKS)),
        room.part(say("Vehicles"), list(_cards(carried, "card_vehicle"))),
        room.part(say("People"), list(_cards(carried, "card_person"))),
    ]
    if room.left:
        words = say_many(
            "{count} more answer is in the record.", "{count} more answers are in the record.", room.left
        )
        parts.append(Part("", (Line(words, kind="note"),)))
    title = say("Missing child") if child else say("Missing person")
    return sheet(title, parts, _marks(carried), shape="one_page")


def _marks(carried: Carried) -> tuple[str, ...]:
    training = (say("TRAINING"),) if carried.record.training else ()
    return (*training, say("RESTRICTED (S4): for its recipients only. Not for publication, not for posters."))


def _reported(carried: Carried, report: Report | None) -> list[Line]:
    reference = Line(carried.record.reference, say("Record"))
    if report is None:
        return [Line(say("Not reported missing in this record.")), reference]
    return [Line(report.since, say("Since")), Line(report.told, say("Told")), reference]


def _said(carried: Carried, names: tuple[str, ...]) -> list[Line]:
    """The answers. What whoever searches asks for first is said to be unknown where it is."""
    found: list[Line] = []
    for name in names:
        lines = list(answer_lines(carried, [name], how=False))
        if not lines and name in _ESSENTIAL:
            item, _, part = name.partition(".")
            lines = [Line(say("not known"), answer_label(carried.bank, Address(item, 0, part or None)))]
        found += lines
    return found


def _legs(carried: Carried) -> Iterator[Line]:
    for leg in reversed(carried.instances("leg")[-_LEGS:]):
        ends = thing_label(carried, "leg", leg)
        ends = "" if ends == _NOWHERE else ends
        more = [_words(carried, Address(item, leg, name)) for item, name in _LEG]
        if any((ends, *more)):
            yield Line(", ".join(filter(None, (ends, *more))))


_LEG: tuple[tuple[str, str | None], ...] = (
    ("leg_when", "start"),
    ("leg_when", "words"),
    ("leg_mode", None),
    ("leg_stay", "place"),
    ("leg_stay", "how_long"),
)
_NOWHERE = "? → ?"


def _cards(carried: Carried, item: str) -> Iterator[Line]:
    for instance in carried.instances(item):
        words = [_words(carried, Address(item, instance, name)) for name in _CARDS[item]]
        if any(words):
            yield Line("; ".join(filter(None, words)))


def _words(carried: Carried, address: Address) -> str:
    value, spec = carried.value(address), carried.bank.spec(address.item, address.field)
    return value_words(carried, spec, value) if value is not None and spec is not None else ""


class _Room:
    """The rows that are left on the page; what finds none is counted."""

    def __init__(self) -> None:
        self.rows, self.left = _ROWS, 0

    def part(self, title: str, lines: list[Line]) -> Part:
        kept = []
        for line in lines or [Line(say("Not known: nothing on record."))]:
            short = Line(shortened(line.text, _LONGEST), line.label, line.kind)
            needs = -(-(cells(short.text) + cells(short.label) + 2) // _LETTERS)  # a wide letter is two
            if needs > self.rows:
                self.left += 1
            else:
                self.rows -= needs
                kept.append(short)
        return Part(title, tuple(kept))
