"""A chart for i2 Analyst's Notebook (``.anx``, UTF-16): solid links confirmed, dashed ones tentative.

The form is the one that the ``anxwritter`` package writes (version 1.25), as far as it is needed here.
"""

from __future__ import annotations

from itertools import count
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from debrief.exchange.chart import Chart, Edge, Joint, Kind, Node, Standing
from debrief.exchange.chart_layout import laid_out
from debrief.text import cleaned

TYPES: dict[Kind, str] = {
    "person": "Person", "organisation": "Organization", "phone": "Phone", "vehicle": "Vehicle",
    "place": "Place", "document": "Document", "money": "Account",
}  # fmt: skip
LINKS: dict[Joint, str] = {
    "together": "Named together", "associate": "Associate", "uses": "Uses", "lives": "Address",
    "seen": "Seen at", "works": "Business", "same": "May be same as",
}  # fmt: skip
STRENGTHS: dict[Standing, tuple[str, str]] = {
    "confirmed": ("Confirmed", "DotStyleSolid"),
    "suggested": ("Tentative", "DotStyleDashed"),
}


def anx(chart: Chart) -> bytes:
    """The chart laid out as in the drawing, with grades and accounts as descriptions and sources."""
    numbers = (f"ID{n}" for n in count(1))
    root = Element("Chart")
    SubElement(root, "ApplicationVersion", Major="9", Minor="0", Point="0", Build="0")
    _named(root, "Strength", numbers, [(name, {"DotStyle": dots}) for name, dots in STRENGTHS.values()])
    entities = _named(root, "EntityType", numbers, [(name, {}) for name in TYPES.values()])
    links = _named(root, "LinkType", numbers, [(name, {}) for name in LINKS.values()])
    items = SubElement(root, "ChartItemCollection")
    boxes, ends = laid_out(chart), {node.id: str(n) for n, node in enumerate(chart.nodes, start=1)}
    for node in chart.nodes:
        box = boxes[node.id]
        about = _about(node, chart.marking)
        item = _item(next(numbers), node.label, about, node.accounts)
        _icon(items, node, item, ends[node.id], (box.x, box.y), entities[TYPES[node.kind]])
    for edge in chart.edges:
        _link(items, edge, next(numbers), ends, links[LINKS[edge.kind]])
    data: bytes = tostring(root, encoding="utf-16", xml_declaration=True)
    return data


def _named(root: Element, kind: str, numbers: Any, rows: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """A collection of names; the id of each."""
    whole, found = SubElement(root, f"{kind}Collection"), {}
    for name, more in rows:
        found[name] = next(numbers)
        SubElement(whole, kind, {"Id": found[name], "Name": name, **more})
    return found


def _icon(
    items: Element, node: Node, about: dict[str, str], end: str, spot: tuple[float, float], reference: str
) -> None:
    x, y = (str(round(part)) for part in spot)
    item = SubElement(items, "ChartItem", about, XPosition=x)
    entity = SubElement(
        SubElement(item, "End", X=x, Y=y, Z="0"),
        "Entity",
        EntityId=end,
        Identity=node.id,
        LabelIsIdentity="false",
    )
    style = {"Type": TYPES[node.kind], "EntityTypeReference": reference}
    SubElement(SubElement(entity, "Icon"), "IconStyle", style)


def _link(items: Element, edge: Edge, number: str, ends: dict[str, str], reference: str) -> None:
    item = SubElement(items, "ChartItem", _item(number, LINKS[edge.kind], "", edge.accounts))
    link = SubElement(item, "Link", End1Id=ends[edge.left], End2Id=ends[edge.right])
    style = {"Strength": STRENGTHS[edge.standing][0], "Type": LINKS[edge.kind], "LinkTypeReference": reference}
    SubElement(link, "LinkStyle", style)


def _item(number: str, label: str, about: str, accounts: tuple[str, ...]) -> dict[str, str]:
    known = {"Id": number, "Label": label, "Description": about, "SourceReference": ", ".join(accounts)}
    return {name: cleaned(value) for name, value in known.items() if value}


def _about(node: Node, marking: str) -> str:
    """How it is marked, facts by their codes, when seen, and how graded."""
    said = [f"{name}: {value}" for name, value in node.facts]
    seen = f"seen: {node.first or '?'} to {node.last or '?'}" if node.first or node.last else ""
    return "\n".join(filter(None, [marking, *said, seen, ", ".join(node.grades)]))
