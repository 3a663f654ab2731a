"""A chart as GEXF 1.2, for Gephi, NetworkX and whatever else reads it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from debrief.exchange.chart import Chart, Edge, Node
from debrief.exchange.chart_csv import FACTS
from debrief.text import cleaned

_NAMESPACE = "http://www.gexf.net/1.2draft"
_OF_NODES = ("kind", "member", "first", "last", "grades", "accounts", *FACTS)
_OF_EDGES = ("kind", "standing", "accounts")


def gexf(chart: Chart) -> bytes:
    """UTF-8. Edges have no direction; the weight is the number of accounts."""
    root = Element("gexf", xmlns=_NAMESPACE, version="1.2")
    about = SubElement(root, "meta", lastmodifieddate=chart.made)
    SubElement(about, "creator").text = "Debrief"
    SubElement(about, "description").text = cleaned(f"{chart.marking} {chart.title}")
    graph = SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    for kind, names in (("node", _OF_NODES), ("edge", _OF_EDGES)):
        columns = SubElement(graph, "attributes", {"class": kind})
        for name in names:
            SubElement(columns, "attribute", id=name, title=name, type="string")
    nodes = SubElement(graph, "nodes")
    for node in chart.nodes:
        _values(SubElement(nodes, "node", id=node.id, label=cleaned(node.label)), _of_node(node))
    edges = SubElement(graph, "edges")
    for n, edge in enumerate(chart.edges):
        ends = {"source": edge.left, "target": edge.right}
        weight = str(max(len(edge.accounts), 1))
        _values(SubElement(edges, "edge", ends, id=str(n), weight=weight), _of_edge(edge))
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _values(parent: Element, said: dict[str, str]) -> None:
    values = SubElement(parent, "attvalues")
    for name, value in said.items():
        if value:
            SubElement(values, "attvalue", {"for": name, "value": cleaned(value)})


def _of_node(node: Node) -> dict[str, str]:
    known = {
        "kind": node.kind, "member": "yes" if node.member else "no", "first": node.first, "last": node.last,
        "grades": "; ".join(node.grades), "accounts": "; ".join(node.accounts),
    }  # fmt: skip
    return known | {name: "; ".join(node.said(name)) for name in FACTS}


def _of_edge(edge: Edge) -> dict[str, str]:
    return {"kind": edge.kind, "standing": edge.standing, "accounts": "; ".join(edge.accounts)}
