"""A chart as FollowTheMoney entities, one JSON line each, for Aleph and whatever else reads them.

Written without the ``followthemoney`` package (272 MB, compiles ICU). Only a suspect is a Person; the
account that names them is an Event without a name of anybody. FollowTheMoney drops a phone that is of no
range in use, so every number stands in the notes as it was said, and as a phone only where it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, TypeAlias

import phonenumbers

from debrief.exchange.chart import Account, Chart, Edge, Kind, Node
from debrief.exchange.chart_words import JOINTS, KINDS

Entity: TypeAlias = dict[str, Any]

SCHEMATA: dict[Kind, str] = {
    "person": "Person", "organisation": "Organization", "phone": "UserAccount", "vehicle": "Vehicle",
    "place": "Address", "document": "Identification", "money": "BankAccount",
}  # fmt: skip
_NUMBER: dict[Kind, str] = {
    "organisation": "registrationNumber", "vehicle": "registrationNumber", "document": "number",
    "money": "accountNumber",
}  # fmt: skip
"""Under which property the number of a thing stands."""
_PEOPLE = ("person", "organisation")
_TOPIC = "crime.traffick.human"


def ftm_lines(chart: Chart) -> str:
    """One entity a line, UTF-8, each id once, in the chart's order."""
    entities = {each["id"]: each for each in _entities(chart)}
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entities.values())


def _entities(chart: Chart) -> Iterator[Entity]:
    events = [_event(account, chart) for account in chart.accounts]
    things = {node.id: _thing(node, chart) for node in chart.nodes}
    links = []
    for edge, left, right in chart.joined():
        if "document" in (left.kind, right.kind):
            _holder(things, left, right)
        else:
            links.append(_link(edge, left, right))
            _numbers(things, left, right)
    yield from (*events, *things.values(), *links)


def _entity(name_of: str, schema: str, **said: Any) -> Entity:
    """``said``: property to a text or several; empty ones are left out."""
    several = {name: [value] if isinstance(value, str) else list(value) for name, value in said.items()}
    properties = {name: list(dict.fromkeys(filter(None, values))) for name, values in several.items()}
    return {"id": name_of, "schema": schema, "properties": {n: v for n, v in properties.items() if v}}


def _event(account: Account, chart: Chart) -> Entity:
    """An account, by its keyed hash; who told it is nowhere. Everybody it names is involved."""
    own = (node.id for node in chart.nodes if account.id in node.accounts and node.kind in _PEOPLE)
    return _entity(
        account.id,
        "Event",
        name=f"Trafficking account {account.id[:8]}",
        date=account.opened,
        topics=_TOPIC,
        involved=own,
        summary=chart.marking,
        notes=[account.agency, account.grade],
    )


def _thing(node: Node, chart: Chart) -> Entity:
    seen = f"seen {node.first or '?'} to {node.last or '?'}" if node.first or node.last else ""
    by_account = (f"account {account[:8]}" for account in node.accounts)
    notes = [chart.marking, seen, *node.grades, *by_account, *_own_notes(node)]
    made = _entity(node.id, SCHEMATA[node.kind], **_named(node), **_known(node))
    kept = "description" if node.kind == "document" else "notes"
    made["properties"][kept] = list(dict.fromkeys(filter(None, notes)))
    return made


def _named(node: Node) -> dict[str, Any]:
    if node.kind == "document":
        return {"type": node.said("scheme")}
    if node.kind == "place":
        return {"full": node.label, "city": node.said("town"), "postalCode": node.said("postcode")}
    return {"name": node.label}


def _known(node: Node) -> dict[str, Any]:
    """What the schema has a property for."""
    found: dict[str, Any] = {}
    if node.kind in _NUMBER:
        found[_NUMBER[node.kind]] = node.said("number")
    if node.kind == "person":
        found |= {
            "alias": node.said("alias"), "nationality": map(str.lower, node.said("nationality")),
            "gender": node.said("sex"), "topics": "poi",
        }  # fmt: skip
    elif node.kind == "phone":
        found |= {"phone": filter(_diallable, node.said("number")), "service": node.said("platform")}
    if node.kind != "person":
        found["country"] = map(str.lower, node.said("country"))
    return found


def _diallable(number: str) -> bool:
    """Whether FollowTheMoney will keep it: E.164, of a range that is in use."""
    try:
        return number.startswith("+") and phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _own_notes(node: Node) -> Iterator[str]:
    if node.kind in ("phone", "money", "vehicle"):
        yield from (f"{KINDS[node.kind]}: {number}" for number in (node.label, *node.said("number")))
    yield from (f"role: {role}" for role in node.said("role"))
    yield from (f"age about {age}" for age in node.said("age"))


def _holder(things: dict[str, Entity], left: Node, right: Node) -> None:
    """A document is no thing to be linked with: it has holders."""
    document, other = (left, right) if left.kind == "document" else (right, left)
    if other.kind in _PEOPLE:
        held = things[document.id]["properties"].setdefault("holder", [])
        held += [other.id] if other.id not in held else []


def _numbers(things: dict[str, Entity], left: Node, right: Node) -> None:
    """A person's numbers stand with the person too, whole ones and, in the notes, as they were said."""
    phone, other = (left, right) if left.kind == "phone" else (right, left)
    if phone.kind == "phone" and other.kind == "person":
        held = things[other.id]["properties"]
        for name in ("phone", "notes"):
            more = things[phone.id]["properties"].get("phone", []) if name == "phone" else _own_notes(phone)
            held[name] = list(dict.fromkeys([*held.get(name, []), *more]))
        if not held["phone"]:
            del held["phone"]


def _link(edge: Edge, left: Node, right: Node) -> Entity:
    name = f"{edge.kind} {edge.left} {edge.right}"
    role = JOINTS[edge.kind] + (" (suggested only)" if edge.standing == "suggested" else "")
    notes = [f"account {account[:8]}" for account in edge.accounts]
    own = sha256(name.encode()).hexdigest()[:40]
    if edge.kind in ("together", "associate") and {left.kind, right.kind} == {"person"}:
        return _entity(own, "Associate", person=left.id, associate=right.id, relationship=role, summary=notes)
    return _entity(own, "UnknownLink", subject=left.id, object=right.id, role=role, summary=notes)
