"""A group's chart as files: a page to print, and the forms that other programs read; and papers as files."""

from __future__ import annotations

from typing import Literal, TypeAlias

from debrief.exchange import as_html, as_text, chart_anx, chart_csv, chart_ftm, chart_gexf
from debrief.exchange.chart import Chart
from debrief.exchange.chart_page import chart_html
from debrief.exchange.sheet import Sheet

from .group_charts import drawable

Form: TypeAlias = Literal["page", "ftm", "gexf", "csv", "anx"]
PaperForm: TypeAlias = Literal["page", "text"]


def paper_files(sheet: Sheet, form: PaperForm) -> dict[str, bytes]:
    """A card, dossier or timeline by its ending."""
    return {".txt": as_text(sheet).encode()} if form == "text" else {".html": as_html(sheet).encode()}


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
