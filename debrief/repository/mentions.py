"""From a record to its mentions: whom and what it names, with the keys links are looked for by.

Pure: no database, no clock. What cannot be made a key of is kept as it was said, without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Table

from debrief import linking
from debrief.interview.record import Record
from debrief.language import script_of
from debrief.linking import Key, Role

from .mention_tables import IDENTIFIERS, MENTIONS

Row: TypeAlias = dict[str, Any]

DEBRIEFED = "debriefed"
"""The card of the person de-briefed, who has none: always instance 0, always a victim."""
SUSPECT = frozenset(
    {
        "recruiter", "broker_agent", "document_supplier", "transporter", "guide", "smuggler",
        "harbourer", "transferor", "receiver", "seller", "buyer", "controller", "enforcer", "abductor",
        "exploiter_employer", "money_handler", "corrupt_official", "customer",
    }
)  # fmt: skip
"""Roles of ROLE_PERSON that make a suspect. A helper, a witness, a relative, a companion or a carer is
none by that; whoever may need help too is a victim here, whatever they were made to do."""

_CARDS = ("person", "phone", "vehicle", "place", "org", "document", "money", "event")
_LINKED = {
    "p_phones": "phone", "p_online": "phone", "p_addresses": "place", "p_where_seen": "place",
    "p_vehicles": "vehicle", "p_businesses": "org",
}  # fmt: skip
"""Fields of a person's card that name other cards."""
_OWNERS = {
    "phone": ("c_user",), "vehicle": ("v_driver_user",), "org": ("o_people",), "money": ("m_holder",),
    "place": ("pl_in_charge",),
}  # fmt: skip
"""Fields of other cards that name the people they belong to."""


class Said(NamedTuple):
    """One identifier, before it is a row."""

    kind: str
    raw: str
    key: Key
    scheme: str | None = None
    language: str | None = None
    named: bool = False
    """Whether it is a name, whose script is worth keeping."""


def mentions_of(record: Record) -> dict[Table, list[Row]]:
    """The rows of one de-brief, without its number."""
    read = _Mentions(record)
    rows: dict[Table, list[Row]] = {MENTIONS: [], IDENTIFIERS: []}
    for card, instance, kind, role, found in read.all():
        own = {"card": card, "instance": instance}
        rows[MENTIONS].append({**own, "kind": kind, "role": role})
        rows[IDENTIFIERS] += [
            {**own, "number": number, **_row(said), "via": via}
            for number, (said, via) in enumerate(dict.fromkeys(found))
        ]
    return rows


def _row(said: Said) -> Row:
    return {
        "kind": said.kind,
        "scheme": said.scheme,
        "raw": said.raw,
        "normalised": said.key.text,
        "valid": said.key.whole,
        "script": script_of(said.raw) if said.named else None,
        "language": said.language,
    }


def role_of(codes: frozenset[str], may_be_victim: str | None) -> Role:
    """What somebody mentioned is to this place, from the roles said and whether they may need help."""
    if "other_victim" in codes or may_be_victim == "yes":
        return "victim"
    return "suspect" if codes & SUSPECT else "other"


class _Mentions:
    def __init__(self, record: Record) -> None:
        self.values = {
            (a.item, a.instance, a.field or ""): a.value for a in record.answers if a.value is not None
        }
        self.year = record.opened[:4]
        self._take: dict[str, Callable[[int], Iterator[Said]]] = {
            "person": self._person, "phone": self._phone, "vehicle": self._vehicle, "place": self._place,
            "org": self._org, "document": self._document, "money": self._money,
        }  # fmt: skip
        self.instances: dict[str, list[int]] = {}
        for item, instance, _ in self.values:
            if instance not in self.instances.setdefault(item, []):
                self.instances[item].append(instance)

    def all(self) -> Iterator[tuple[str, int, str, Role, list[tuple[Said, str | None]]]]:
        """Card, instance, kind, role, and the identifiers with the card they are had by."""
        yield DEBRIEFED, 0, "person", "victim", [(said, None) for said in self.debriefed()]
        for kind in _CARDS:
            for instance in sorted(self.instances.get(f"card_{kind}", ())):
                found = [(said, None) for said in self.own(kind, instance)]
                role: Role = self.role(instance) if kind == "person" else "other"
                yield f"card_{kind}", instance, kind, role, [*found, *self.reached(kind, instance)]

    def get(self, item: str, instance: int, field: str = "") -> Any:
        return self.values.get((item, instance, field))

    def role(self, instance: int) -> Role:
        codes = (self.get("card_person", instance, "p_role") or {}).get("choices", ())
        return role_of(frozenset(codes), _choice(self.get("card_person", instance, "p_may_be_victim")))

    # -- the person de-briefed -----------------------------------------------------------------

    def debriefed(self) -> Iterator[Said]:
        yield from _name("name", self.get("per_full_name", 0))
        yield from _name("called", self.get("per_called", 0))
        for n in self.instances.get("per_other_names", ()):
            yield from _name("alias", self.get("per_other_names", n, "name"))
        yield from _born(self.get("per_dob_stated", 0))
        for n in self.instances.get("per_nationality", ()):
            yield from _countries(self.get("per_nationality", n))
        yield from _sex(self.get("per_gender", 0))
        yield from self.references()

    def references(self) -> Iterator[Said]:
        for n in self.instances.get("per_refs", ()):
            kind, number = _choice(self.get("per_refs", n, "kind")), self.get("per_refs", n, "number")
            if number:
                yield Said("reference", number, linking.number(number), kind or "other")
        nrm = self.get("ref_nrm", 0, "reference")
        if nrm:
            yield Said("reference", nrm, linking.number(nrm), "nrm")

    # -- cards -----------------------------------------------------------------------------------

    def own(self, kind: str, n: int) -> Iterator[Said]:
        """What the card itself says."""
        return self._take[kind](n) if kind in self._take else iter(())

    def reached(self, kind: str, n: int) -> Iterator[tuple[Said, str]]:
        """What the cards say that are linked with a person, from either side."""
        if kind != "person":
            return
        links = [link for field in _LINKED for link in self.get("card_person", n, field) or ()] + [
            f"{card}:{m}"
            for card, fields in _OWNERS.items()
            for m in self.instances.get(f"card_{card}", ())
            for field in fields
            if f"person:{n}" in (self.get(f"card_{card}", m, field) or ())
        ]
        for link in dict.fromkeys(links):
            card, _, number = link.partition(":")
            yield from ((said, link) for said in self.own(card, int(number)))

    def _person(self, n: int) -> Iterator[Said]:
        yield from _name("name", self.get("card_person", n, "p_names"))
        yield from _countries(self.get("card_person", n, "p_nationality_thought"))
        yield from _sex(self.get("card_person", n, "p_sex"))
        age = (self.get("card_person", n, "p_age_estimate") or {}).get("from")
        if age is not None:
            yield Said("age", str(age), Key(str(age), True))
            yield Said("seen", self.year, Key(self.year, True))

    def _phone(self, n: int) -> Iterator[Said]:
        raw, kind = self.get("card_phone", n, "c_value"), _choice(self.get("card_phone", n, "c_kind"))
        if not raw:
            return
        if kind in ("imei", "sim"):
            yield Said("device", raw, linking.device(raw), kind)
        elif kind in (None, "mobile", "landline", "other"):
            yield Said("phone", raw, linking.phone(raw, self._country("card_phone", n, "c_country")), kind)
        elif kind != "postal":
            platform = _choice(self.get("card_phone", n, "c_network_or_platform"))
            yield Said("handle", raw, linking.handle(raw, platform), kind)

    def _vehicle(self, n: int) -> Iterator[Said]:
        country = self._country("card_vehicle", n, "v_plate_country")
        for field in ("v_plate", "v_trailer_or_vessel_no"):
            raw = self.get("card_vehicle", n, field)
            if raw:
                yield Said("plate", raw, linking.plate(raw, country), country)

    def _place(self, n: int) -> Iterator[Said]:
        town, country = self.get("card_place", n, "pl_town"), self._country("card_place", n, "pl_country")
        if town or country:
            yield Said("place", town or country or "", linking.place(town, country), country)
        code = self.get("card_place", n, "pl_postcode")
        if code:
            yield Said("postcode", code, linking.postcode(code))

    def _org(self, n: int) -> Iterator[Said]:
        name = self.get("card_org", n, "o_name")
        if name:
            parts = linking.words(name)
            yield Said("org", name, Key(" ".join(parts) or None, bool(parts)), named=True)
        for scheme, field in (("registration", "o_reg_no"), ("licence", "o_gla_licence")):
            raw = self.get("card_org", n, field)
            if raw:
                yield Said("org_number", raw, linking.number(raw), scheme)

    def _document(self, n: int) -> Iterator[Said]:
        raw = self.get("card_document", n, "d_number")
        if raw:
            kind = _choice(self.get("card_document", n, "d_kind")) or "other"
            country = self._country("card_document", n, "d_country") or "--"
            key = linking.number(raw)
            yield Said("document", raw, Key(f"{country} {key.text}" if key.text else None, key.whole), kind)

    def _money(self, n: int) -> Iterator[Said]:
        raw = self.get("card_money", n, "m_identifier")
        if raw:
            kind = _choice(self.get("card_money", n, "m_kind"))
            yield Said("account", raw, linking.number(raw), kind)

    def _country(self, item: str, n: int, field: str) -> str | None:
        return _iso(_choice(self.get(item, n, field)))


def _choice(value: Any) -> str | None:
    return value.get("choice") if value else None


def _iso(code: str | None) -> str | None:
    return code if code and len(code) == 2 and code.isupper() else None


def _name(kind: str, value: Any) -> Iterator[Said]:
    """The form in Latin letters before the one in the person's own script."""
    for form in ("roman", "script"):
        for one in linking.names_in((value or {}).get(form, "")):
            parts = linking.words(one)
            key = Key(" ".join(parts) or None, len(parts) > 1)
            yield Said(kind, one, key, language=(value or {}).get("language"), named=True)


def _born(value: Any) -> Iterator[Said]:
    if value:
        edtf, said = value.get("edtf"), value.get("words")
        yield Said("born", edtf or said, linking.born(edtf) if edtf else linking.NOTHING, value.get("calendar"))


def _countries(value: Any) -> Iterator[Said]:
    for code in (value or {}).get("choices", ()):
        yield Said("nationality", code, Key(code, True) if _iso(code) else linking.NOTHING)


_SEX = {"woman_girl": "female", "man_boy": "male", "female": "female", "male": "male"}
"""What one says of themselves (GENDER) beside what others see (SEX_OF_PERSON); no other is compared."""


def _sex(value: Any) -> Iterator[Said]:
    code = _choice(value)
    if code:
        yield Said("sex", code, Key(_SEX.get(code), code in _SEX))
