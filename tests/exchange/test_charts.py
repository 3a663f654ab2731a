"""Charts as they are drawn and written: the same each time, nothing on another, read by others' readers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief.exchange.chart import Chart, Edge, Fact, Kind, Node
from debrief.exchange.chart_anx import STRENGTHS, anx
from debrief.exchange.chart_csv import edges_csv, nodes_csv
from debrief.exchange.chart_ftm import SCHEMATA, ftm_lines
from debrief.exchange.chart_gexf import gexf
from debrief.exchange.chart_layout import laid_out
from debrief.exchange.chart_page import chart_html
from debrief.language import speaking
from tests.exchange.charts import MARKING, group, large
from tests.pages.browser import Browser, Seen

MODEL = Path(__file__).parents[1] / "data" / "followthemoney-4.11.2.json"
"""Schemata and properties of FollowTheMoney that a chart is written in, by its own package."""


@pytest.mark.parametrize("count", [0, 1, 2, 12, 40, 60])
def test_no_box_lies_on_another_and_the_layout_is_the_same_each_time(count: int) -> None:
    chart = large(count, seed=count)
    boxes = laid_out(chart)
    assert set(boxes) == {node.id for node in chart.nodes}
    assert not [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])]
    assert all(box.x >= box.width / 2 and box.y >= box.height / 2 for box in boxes.values())
    assert boxes == laid_out(chart)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20), st.lists(st.text(max_size=60)))
def test_any_chart_is_laid_out(pairs: list[tuple[int, int]], labels: list[str]) -> None:
    """Loops, several edges between two, labels of any letters, and of none."""
    names = [*labels, *["x"] * 8][:8]
    nodes = tuple(Node(f"n{n}", "person", name) for n, name in enumerate(names))
    edges = tuple(Edge(f"n{a}", f"n{b}", "together") for a, b in pairs)
    boxes = laid_out(Chart("t", "m", "2026-06-01", nodes, edges))
    assert not any(a.overlaps(b) for a, b in combinations(boxes.values(), 2))


def test_networkx_reads_the_gexf(tmp_path: Path) -> None:
    chart = group()
    path = tmp_path / "chart.gexf"
    path.write_bytes(gexf(chart))
    read = networkx.read_gexf(path)
    assert set(read.nodes) == {node.id for node in chart.nodes}
    assert read.number_of_edges() == len(chart.edges)
    assert read.nodes["p1"]["alias"] == "Uncle M; مايك"
    assert read.nodes["p2"]["label"] == "=HYPERLINK(1) <script>alert(1)</script>"
    assert (read.edges["p1", "p3"]["standing"], read.edges["p1", "p3"]["weight"]) == ("suggested", 2.0)
    assert not read.is_directed()


def test_every_entity_is_one_of_followthemoneys() -> None:
    """Against a snapshot of its model: the package itself is 272 MB, and accepted this very chart."""
    model, chart = json.loads(MODEL.read_text("utf-8")), group()
    entities = {each["id"]: each for each in map(json.loads, ftm_lines(chart).splitlines())}
    for each in entities.values():
        known = model[each["schema"]]["properties"]
        for name, values in each["properties"].items():
            kind, *wanted = known[name]
            assert values
            assert all(isinstance(value, str) and value for value in values)
            assert len(values) == len(set(values))
            if kind == "entity":
                assert all(wanted[0] in model[entities[value]["schema"]]["is"] for value in values)
            if kind == "country":
                assert all(re.fullmatch("[a-z]{2}", value) for value in values)
    assert set(SCHEMATA.values()) <= set(model)
    assert set(SCHEMATA) == set(get_args(Kind))


def test_followthemoney_keeps_a_number_that_it_cannot_read() -> None:
    said = {each["id"]: each["properties"] for each in map(json.loads, ftm_lines(group()).splitlines())}
    assert said["t1"]["phone"] == ["+447400123456"]
    assert "phone" not in said["t2"]
    for name in ("t2", "p2"):
        assert "Phone or handle: 0770 9?? 12" in said[name]["notes"]
    assert said["p1"]["phone"] == ["+447400123456"]
    assert said["d1"]["holder"] == ["p1"]
    links = [each for each in said.values() if each.get("role") or each.get("relationship")]
    assert sum("suggested" in str(each) for each in links) == 1
    people = [each for each in said.values() if "poi" in each.get("topics", ())]
    assert len(people) == sum(node.kind == "person" for node in group().nodes)


def test_i2_reads_solid_and_dashed() -> None:
    data = anx(group())
    assert data.startswith(b"\xff\xfe")
    root = ElementTree.fromstring(data)
    dots = {each.get("Name"): each.get("DotStyle") for each in root.iter("Strength")}
    assert dots == dict(STRENGTHS.values())
    assert dots["Tentative"] == "DotStyleDashed"
    ends = {each.get("EntityId"): each.get("Identity") for each in root.iter("Entity")}
    links = {
        (ends[link.get("End1Id")], ends[link.get("End2Id")]): style.get("Strength")
        for link in root.iter("Link")
        for style in link.iter("LinkStyle")
    }
    assert links["p1", "p3"] == "Tentative"
    assert links["p1", "p2"] == "Confirmed"
    named = {name: {each.get("Id") for each in root.iter(name)} for name in ("EntityType", "LinkType")}
    assert {each.get("EntityTypeReference") for each in root.iter("IconStyle")} <= named["EntityType"]
    assert {each.get("LinkTypeReference") for each in root.iter("LinkStyle")} <= named["LinkType"]
    ids = [each.get("Id") for each in root.iter() if each.get("Id")]
    assert len(ids) == len(set(ids))


def test_every_form_is_marked() -> None:
    chart = group()
    entities = [json.loads(line)["properties"] for line in ftm_lines(chart).splitlines()]
    said = [MARKING in str(each) for each in entities if "role" not in each and "relationship" not in each]
    assert said == [True] * (len(chart.nodes) + len(chart.accounts))
    assert gexf(chart).decode().count(MARKING) == 1
    assert anx(chart).decode("utf-16").count(MARKING) == len(chart.nodes)
    assert nodes_csv(chart).count(MARKING) == len(chart.nodes)
    assert edges_csv(chart).count(MARKING) == len(chart.edges)


def test_a_sheet_never_begins_a_formula_and_has_every_fact() -> None:
    rows = list(csv.DictReader(io.StringIO(nodes_csv(group()))))
    assert rows[1]["label"] == "'=HYPERLINK(1) <script>alert(1)</script>"
    assert set(get_args(Fact)) <= set(rows[0])
    edges = list(csv.DictReader(io.StringIO(edges_csv(group()))))
    assert [each["standing"] for each in edges].count("suggested") == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_whole_alone(
    language: str, axe: Callable[[Path], Seen], browser: Browser, tmp_path: Path
) -> None:
    """Axe finds nothing, no request leaves, it fits its paper, and everything stands in a table too."""
    for name, chart in (("group", group()), ("large", large(60))):
        with speaking(language):
            html = chart_html(chart)
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        seen = axe(path)
        assert (seen.violations, seen.requests, seen.refused) == ({}, (), ())
        assert browser.overflow(path, millimetres=267) <= 0
        assert "<script" not in html
        assert html.count('class="marks"') == 2
        assert MARKING in html
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
        table = html.partition("<table>")[2]
        assert all(node.label.replace("<", "&lt;").replace(">", "&gt;") in table for node in chart.nodes)
        assert html.count("stroke-dasharray") >= 2, "one in the drawing, one in the key"
    assert "<title>Canary" not in html
