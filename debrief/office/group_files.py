"""A group's chart as files: a page to print, and the forms that other programs read."""

from __future__ import annotations

from typing import Literal, TypeAlias

from debrief.exchange import chart_anx, chart_csv, chart_ftm, chart_gexf
from debrief.exchange.chart import Chart
from debrief.exchange.chart_page import chart_html

from .group_charts import drawable

Form: TypeAlias = Literal["page", "ftm", "gexf", "csv", "anx"]


def chart_files(chart: Chart, form: Form) -> dict[str, bytes]:
    """By endings. Codes are the same in every language, so that files of two offices fit."""
    if form == "page":
        return {".html": chart_html(drawable(chart)).encode()}
    if form == "csv":
        nodes, edges = chart_csv.nodes_csv(chart), chart_csv.edges_csv(chart)
        return {".nodes.csv": nodes.encode(), ".edges.csv": edges.encode()}
    if form == "ftm":
        return {".ftm.json": chart_ftm.ftm_lines(chart).encode()}
    return {".gexf": chart_gexf.gexf(chart)} if form == "gexf" else {".anx": chart_anx.anx(chart)}
