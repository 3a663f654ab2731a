"""What some accounts say of suspects and of what they use, as a chart shows it.

    scene = Scene(bank, read, people, name=repository.bodies.pseudonym)
    scene.person("<uid>:card_person:1")        # a node; None for whoever is no suspect
    scene.things(), scene.edges()

A suspect is who ``contents.Accounts.is_suspect`` says in every account that they are linked to: whoever
may be a victim in one of them is nobody here. Restricted answers (S4), and for a recipient the accounts
whose handling keeps them from it, are left out, and so is a thing that is, or may be, a victim's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from debrief.bank import Bank
from debrief.exchange.chart import Account, Edge, Fact, Joint, Kind, Node
from debrief.exchange.labels import choice_label
from debrief.linking import Cluster
from debrief.process import stopping
from debrief.repository.reader import Reader

from .contents import Accounts, Fields, unrestricted
from .grading import handling_of, may_go

_KINDS: dict[str, Kind] = {
    "phone": "phone", "vehicle": "vehicle", "place": "place", "org": "organisation", "money": "money",
    "document": "document",
}  # fmt: skip
_HAS: dict[str, Joint] = {
    "p_phones": "uses", "p_online": "uses", "p_vehicles": "uses", "p_addresses": "lives",
    "p_where_seen": "seen", "p_businesses": "works",
}  # fmt: skip
_OF: dict[str, tuple[tuple[str, Joint], ...]] = {
    "phone": (("c_user", "uses"),), "vehicle": (("v_driver_user", "uses"),), "org": (("o_people", "works"),),
    "place": (("pl_in_charge", "seen"),), "money": (("m_holder", "uses"), ("m_controller", "uses")),
}  # fmt: skip
_HELD: dict[str, tuple[str, str]] = {
    "ent_docs_after": ("documents", "holder"), "rcr_contract": ("document", "held_by"),
}  # fmt: skip
"""Questions that say who has a paper: the field of the papers, and that of the person."""
_LABELS: dict[str, tuple[str, ...]] = {
    "phone": ("c_value",), "vehicle": ("v_plate", "v_make_model"), "org": ("o_name",),
    "place": ("pl_address_lines", "pl_town", "pl_region", "pl_postcode", "pl_country"),
    "money": ("m_institution_or_service", "m_identifier"), "document": ("d_number",),
}  # fmt: skip
_FACTS: dict[str, dict[str, Fact]] = {
    "phone": {"c_value": "number", "c_network_or_platform": "platform", "c_country": "country"},
    "vehicle": {"v_plate": "number", "v_plate_country": "country"},
    "place": {"pl_town": "town", "pl_postcode": "postcode", "pl_country": "country"},
    "org": {"o_reg_no": "number"},
    "money": {"m_identifier": "number", "m_kind": "scheme", "m_country": "country"},
    "document": {"d_number": "number", "d_kind": "scheme", "d_country": "country"},
}
_CHOICES = {"d_kind": "DOC_KIND", "m_kind": "ASSET_KIND", "c_network_or_platform": "PLATFORM"}
"""Fields whose codes a chart says in words."""
_SEEN_FIRST, _SEEN_LAST = ("p_first_met", "p_last_seen"), ("p_last_seen", "p_last_contact", "p_first_met")
_SEXES = {"female", "male"}
_AXES = ("source", "information", "handling")


class Scene:
    """Nodes and edges of one read. ``recipient``: the kind of agency that a file is for; None: nobody's,
    the analyst looks. ``left_out``: how many things were, because of who they may belong to."""

    def __init__(
        self,
        bank: Bank,
        read: Reader,
        people: Sequence[Cluster],
        *,
        name: Callable[..., str],
        recipient: str | None = None,
    ) -> None:
        self.bank, self.name = bank, name
        self.accounts_said = Accounts(bank, read)
        self.debriefs = {row["debrief_uid"]: row for row in read.debriefs()}
        self._person_of = {m: c.mentions[0] for c in people if not c.contested for m in c.mentions}
        self._mentions: dict[str, list[str]] = defaultdict(list)
        self._graded: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.accounts_said.answers:
            if row["item"] == "cls_grading" and row["code"]:
                self._graded[row["debrief_uid"]][row["field"]] = row["code"]
        self._grades = {uid: self._grade(uid) for uid in self.debriefs}
        self.uids = {uid for uid in self.debriefs if recipient is None or self._may_go(uid, recipient)}
        self.fields = {
            own: unrestricted(fields) for own, fields in self.accounts_said.cards.items() if own[0] in self.uids
        }
        self._keys = _keys_of(read.identifiers())
        self._papers = _papers_of(row for row in self.accounts_said.answers if row["debrief_uid"] in self.uids)
        self.left_out = 0
        self._everywhere: dict[str, list[str]] = defaultdict(list)
        for uid, card in self.accounts_said.cards:
            if card.startswith("person:"):
                mention = _mention(uid, card)
                self._everywhere[self.one(mention)].append(mention)
                if uid in self.uids:
                    self._mentions[self.one(mention)].append(mention)

    def one(self, mention: str) -> str:
        """The mention that stands for a person; itself where nobody confirmed another."""
        return self._person_of.get(mention, mention)

    def suspects(self) -> list[str]:
        """The first mention of each suspect in these accounts."""
        return sorted(person for person in self._mentions if self.is_suspect(person))

    def is_suspect(self, person: str) -> bool:
        """By every account held of them, one that does not go to the recipient too."""
        everywhere = self._everywhere.get(self.one(person), ())
        return bool(self.mentions(person)) and all(
            self.accounts_said.is_suspect(*at(each)) for each in everywhere
        )

    def mentions(self, person: str) -> list[str]:
        return sorted(self._mentions.get(self.one(person), ()))

    # -- nodes --------------------------------------------------------------------------------

    def person(self, person: str, *, member: bool = False) -> Node | None:
        """A suspect as a node, by their fullest name; None for anybody else, and for whoever bears a
        victim's name."""
        person = self.one(person)
        if not self.is_suspect(person) or self._is_victims(self.mentions(person)):
            return None
        cards = [self.fields[at(each)] for each in self.mentions(person)]
        said = dict.fromkeys(text for card in cards for text in texts(card, "p_names"))
        names = sorted(said, key=lambda name: (-len(name), name))
        return Node(
            id=self.id_of(person),
            kind="person",
            label=names[0] if names else f"? {self.id_of(person)[:6]}",
            facts=tuple(self._person_facts(person, names[1:])),
            grades=tuple(sorted({g for each in self.mentions(person) if (g := self._grades[at(each)[0]])})),
            first=_edge_day(cards, _SEEN_FIRST, "first", min),
            last=_edge_day(cards, _SEEN_LAST, "last", max),
            accounts=self.accounts_of(each for each in self.mentions(person)),
            member=member,
        )

    def things(self, people: Iterable[str]) -> tuple[list[Node], list[Edge]]:
        """What these suspects have, each thing once, and the edges to it."""
        cards: dict[str, list[tuple[str, str]]] = defaultdict(list)
        joints: dict[tuple[str, str, Joint], list[str]] = defaultdict(list)
        for person in people:
            for mention in self.mentions(person):
                stopping.check()
                for uid, card, joint in self._had(mention):
                    thing = self._thing(uid, card)
                    if self._is_theirs(uid, card):
                        cards[thing].append((uid, card))
                        joints[self.id_of(person), thing, joint].append(uid)
                    else:
                        self.left_out += 1
        nodes = [self._thing_node(thing, sorted(set(held))) for thing, held in sorted(cards.items())]
        edges = [
            Edge(person, thing, joint, "confirmed", self._named(uids))
            for (person, thing, joint), uids in joints.items()
        ]
        return nodes, edges

    def between(self, people: Iterable[str]) -> list[Edge]:
        """Who was named in one account, and who was said to be an associate of whom."""
        held = {self.one(person) for person in people}
        together: dict[tuple[str, str, Joint], list[str]] = defaultdict(list)
        for uid in stopping.watched(sorted(self.uids)):
            own = {p for p in held if any(at(m)[0] == uid for m in self.mentions(p))}
            for a, b in combinations(sorted(own), 2):
                said = self._associates(uid, a, b)
                together[a, b, "associate" if said else "together"].append(uid)
        return [
            Edge(self.id_of(a), self.id_of(b), joint, "confirmed", self._named(uids))
            for (a, b, joint), uids in sorted(together.items())
        ]

    def accounts(self, wanted: Iterable[str]) -> tuple[Account, ...]:
        """The accounts of these names (``Node.accounts``), by month."""
        names, found = set(wanted), []
        for uid in self.uids:
            if (name := self.name("account", uid)) in names:
                row = self.debriefs[uid]
                found.append(Account(name, row["agency"], row["opened"][:7], self._grades[uid]))
        return tuple(sorted(found, key=lambda each: (each.opened, each.id)))

    def names_a_victim(self, words: Iterable[str]) -> bool:
        """Whether an analyst's own words do."""
        return self.accounts_said.victims.are_in(words)

    def grade_of(self, uid: str) -> str:
        return self._grades[uid]

    def id_of(self, person: str) -> str:
        return self.name("person", self.one(person))

    def accounts_of(self, mentions: Iterable[str]) -> tuple[str, ...]:
        return self._named(at(each)[0] for each in mentions)

    def words(self, uid: str, choices: str, code: str) -> str:
        """A choice in words, by the edition of its account."""
        return choice_label(self.bank, choices, code, self.debriefs[uid]["edition"])

    # -- inside -------------------------------------------------------------------------------

    def _person_facts(self, person: str, aliases: Sequence[str]) -> Iterator[tuple[Fact, str]]:
        yield from (("alias", alias) for alias in aliases)
        found: dict[tuple[Fact, str], None] = {}
        for mention in self.mentions(person):
            uid, card = at(mention)
            fields = self.fields[uid, card]
            for code in codes(fields, "p_role"):
                found["role", self.words(uid, "ROLE_PERSON", code)] = None
            found |= {("sex", code): None for code in codes(fields, "p_sex") if code in _SEXES}
            found |= {("nationality", c): None for c in codes(fields, "p_nationality_thought") if len(c) == 2}
            ages = [row["number_from"] for row in fields.get("p_age_estimate", ()) if row["number_from"]]
            found |= {("age", age): None for age in ages}
        yield from found

    def _had(self, mention: str) -> Iterator[tuple[str, str, Joint]]:
        """Account, card and joint of everything that is linked with a person, either way round."""
        uid, card = at(mention)
        found: dict[tuple[str, Joint], None] = {}
        for field, joint in _HAS.items():
            found |= {(link, joint): None for link in links(self.fields[uid, card], field)}
        for (account, thing), fields in self.fields.items():
            for field, joint in _OF.get(thing.partition(":")[0], ()) if account == uid else ():
                if card in links(fields, field):
                    found[thing, joint] = None
        found |= {(paper, "uses"): None for paper in self._papers.get((uid, card), ())}
        yield from ((uid, thing, joint) for thing, joint in found if (uid, thing) in self.fields)

    def _thing(self, uid: str, card: str) -> str:
        """The same name for the same number in two accounts: a node that both lie at."""
        kind, _, instance = card.partition(":")
        key = self._keys.get((uid, f"card_{kind}", int(instance)))
        if kind == "place":
            key = "|".join(folded) if (folded := self._address(uid, card)) else None
        return self.name(kind, key) if key else self.name(kind, uid, card)

    def _address(self, uid: str, card: str) -> list[str]:
        fields = self.fields[uid, card]
        parts = [
            " ".join(texts(fields, name)).casefold() for name in ("pl_address_lines", "pl_town", "pl_postcode")
        ]
        return [*parts, *codes(fields, "pl_country")] if any(parts) else []

    def _is_theirs(self, uid: str, card: str) -> bool:
        kind, _, instance = card.partition(":")
        said = (text for rows in self.fields[uid, card].values() for row in rows if (text := row["text"]))
        victims = self.accounts_said.victims
        return not self.accounts_said.reason_against(uid, card) and not victims.holds(
            said, (uid, f"card_{kind}", int(instance))
        )

    def _is_victims(self, mentions: Iterable[str]) -> bool:
        """Whether the name of any of these is one of a victim's."""
        for mention in mentions:
            uid, card = at(mention)
            names = texts(self.fields[uid, card], "p_names")
            if self.accounts_said.victims.holds(names, (uid, "card_person", int(card.partition(":")[2]))):
                return True
        return False

    def _thing_node(self, thing: str, held: Sequence[tuple[str, str]]) -> Node:
        kind = held[0][1].partition(":")[0]
        facts: dict[tuple[Fact, str], None] = {}
        for uid, card in held:
            for field, fact in _FACTS[kind].items():
                said = self._in_words(uid, card, field)
                facts |= {(fact, value): None for value in said if fact != "country" or len(value) == 2}
        if kind == "phone" and (key := self._keys.get((held[0][0], "card_phone", int(held[0][1][6:])))):
            facts["number", key] = None
        label = (
            ", ".join(text for f in _LABELS[kind] for text in _said(self.fields[held[0]], f))
            or f"? {thing[:6]}"
        )
        return Node(thing, _KINDS[kind], label, tuple(facts), accounts=self._named(uid for uid, _ in held))

    def _in_words(self, uid: str, card: str, field: str) -> list[str]:
        fields = self.fields[uid, card]
        if (choices := _CHOICES.get(field)) is None:
            return _said(fields, field)
        return [*(self.words(uid, choices, code) for code in codes(fields, field)), *texts(fields, field)]

    def _associates(self, uid: str, a: str, b: str) -> bool:
        own = [{at(m)[1] for m in self.mentions(p) if at(m)[0] == uid} for p in (a, b)]
        return any(
            set(links(self.fields[uid, card], "p_associates")) & other
            for cards, other in (own, own[::-1])
            for card in cards
        )

    def _named(self, uids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name("account", uid) for uid in sorted(set(uids)))

    def _grade(self, uid: str) -> str:
        """The account's grade as ``5x5x5 B21``; empty where it was given none."""
        by_choice = {each["choice"]: each for each in self.bank.grades}
        held = {axis: by_choice.get(code) for axis, code in self._graded[uid].items()}
        found = [held.get(axis) for axis in _AXES]
        scheme = next((each["scheme"] for each in found if each), "")
        return f"{scheme} {''.join(each['code'] if each else '?' for each in found)}" if scheme else ""

    def _may_go(self, uid: str, recipient: str) -> bool:
        handling = handling_of(self.bank, self._graded[uid].get("handling"))
        return handling is None or may_go(*handling, recipient)


def texts(fields: Fields, name: str) -> list[str]:
    return [row["text"].strip() for row in fields.get(name, ()) if (row["text"] or "").strip()]


def codes(fields: Fields, name: str) -> list[str]:
    return [row["code"] for row in fields.get(name, ()) if row["code"]]


def links(fields: Fields, name: str) -> list[str]:
    return [row["link"] for row in fields.get(name, ()) if row["link"]]


def days(fields: Fields, name: str) -> list[str]:
    """The first and last day that a date can mean (ISO 8601)."""
    return [day for row in fields.get(name, ()) for day in (row["first"], row["last"]) if day]


def _said(fields: Fields, name: str) -> list[str]:
    return [*codes(fields, name), *texts(fields, name)]


def _keys_of(identifiers: Iterable[dict[str, object]]) -> dict[tuple[str, str, int], str]:
    """The whole key of each card that has one of its own."""
    found: dict[tuple[str, str, int], str] = {}
    for row in identifiers:
        if (
            row["via"] is None
            and row["valid"]
            and row["kind"] in ("phone", "handle", "device", "plate", "account", "document")
        ):
            own = (str(row["debrief_uid"]), str(row["card"]), int(str(row["instance"])))
            found.setdefault(own, str(row["normalised"]))
    return found


def _papers_of(rows: Iterable[dict[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Papers (``document:1``) by account and card of who is said to have them; without what is restricted."""
    said: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["item"] in _HELD and row["link"] and row["sensitivity"] != "S4":
            said[row["debrief_uid"], row["item"], row["instance"]][row["field"]].append(row["link"])
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (uid, item, _), fields in said.items():
        papers, holder = _HELD[item]
        for person in fields[holder]:
            found[uid, person] += fields[papers]
    return found


def _edge_day(
    cards: Iterable[Fields], names: Iterable[str], column: str, edge: Callable[[list[str]], str]
) -> str:
    days = [row[column] for card in cards for name in names for row in card.get(name, ()) if row[column]]
    return edge(days) if days else ""


def _mention(uid: str, card: str) -> str:
    kind, _, instance = card.partition(":")
    return f"{uid}:card_{kind}:{instance}"


def at(mention: str) -> tuple[str, str]:
    """Account and card (``person:1``) of a mention."""
    uid, kind, instance = mention.split(":")
    return uid, f"{kind.removeprefix('card_')}:{instance}"
