"""A chart as one self-contained page: the drawing, what its signs mean, and everything again in tables.

    with speaking("en"):
        html = chart_html(chart)

No script and no network (``page_frame``). The title that a browser's history shows names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from debrief.exchange.chart import Chart, Edge, Node
from debrief.exchange.chart_svg import drawn, key_of
from debrief.exchange.chart_words import JOINTS, KINDS, STANDINGS, fact_lines
from debrief.exchange.page_frame import framed
from debrief.exchange.page_style import style
from debrief.language import current, day, say

_STYLE = """
body { max-width: 277mm; }
figure svg { border: 0; }
ul.key { list-style: none; padding: 0; margin: 2mm 0 0; display: flex; flex-wrap: wrap; gap: 1mm 5mm; }
ul.key li { display: inline-flex; align-items: center; gap: 1.5mm; font-size: 9pt; }
ul.key svg { width: 6mm; height: 6mm; flex: none; }
th, td { text-align: start; overflow-wrap: break-word; }
tbody th { font-weight: bold; min-width: 30mm; overflow-wrap: anywhere; }
@page { size: A4 landscape; }
@media print { figure svg { max-height: 116mm; } ul.key svg { max-height: none; } body { max-width: none; } }
"""


def chart_html(chart: Chart) -> str:
    """The page in the language in use."""
    title = say("Chart of a group")
    marks = f'<p class="marks"><bdi>{escape(chart.marking)}</bdi></p>\n'
    lead = say("{people} people, {things} things, made on {day}", **_counts(chart))
    body = (
        f"<main>\n{marks}<h1><bdi>{escape(chart.title)}</bdi></h1>\n"
        f'<p class="lead">{_said(lead)}</p>\n'
        f'<figure>{drawn(chart, title)}\n<figcaption><ul class="key">\n{key_of(chart)}</ul></figcaption>'
        "</figure>\n"
        f"{_nodes(chart)}{_edges(chart)}{_accounts(chart)}{marks}</main>\n"
    )
    return framed(title, style(chart.marking) + _STYLE, current().tag, current().direction, body)


def _counts(chart: Chart) -> dict[str, str]:
    people = sum(node.kind == "person" for node in chart.nodes)
    return {
        "people": str(people),
        "things": str(len(chart.nodes) - people),
        "day": day(date.fromisoformat(chart.made)),
    }


def _nodes(chart: Chart) -> str:
    """Members first, then people, then things."""
    kinds = list(KINDS)
    ordered = sorted(chart.nodes, key=lambda node: (not node.member, kinds.index(node.kind), node.label))
    heads = (
        say("Name or number"),
        say("Kind"),
        say("What is known"),
        say("Seen"),
        say("Grades"),
        say("Accounts"),
    )
    return _table(say("People and things"), heads, ((node.label, *_cells(node)) for node in ordered))


def _cells(node: Node) -> tuple[str, ...]:
    kind = say(KINDS[node.kind])
    return (
        f"{kind}, {say('member')}" if node.member else kind,
        "; ".join(f"{label}: {words}" for label, words in fact_lines(node)),
        " – ".join((node.first or "?", node.last or "?")) if node.first or node.last else "",
        ", ".join(node.grades),
        short(node.accounts),
    )


def _edges(chart: Chart) -> str:
    heads = (say("From"), say("To"), say("What joins them"), say("How sure it is"), say("Accounts"))
    rows = ((one.label, other.label, *_joint(edge)) for edge, one, other in chart.joined())
    return _table(say("What joins them"), heads, rows)


def _joint(edge: Edge) -> tuple[str, ...]:
    return say(JOINTS[edge.kind]), say(STANDINGS[edge.standing]), short(edge.accounts)


def _accounts(chart: Chart) -> str:
    heads = (say("Account"), say("Agency"), say("Month"), say("Grade"))
    rows = ((short((each.id,)), each.agency, each.opened, each.grade) for each in chart.accounts)
    return _table(say("Accounts that say so"), heads, rows)


def short(accounts: Sequence[str]) -> str:
    """Keyed hashes, as far as a reader needs them to tell accounts apart."""
    return " ".join(account[:8] for account in accounts)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [
        f'<tr><th scope="row">{_said(first)}</th>{"".join(f"<td>{_said(cell)}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    ]
    if not lines:
        return ""
    top = "".join(f'<th scope="col">{_said(head)}</th>' for head in heads)
    return (
        f"<table>\n<caption><h2>{_said(caption)}</h2></caption>\n<thead><tr>{top}</tr></thead>\n"
        f"<tbody>\n{''.join(lines)}</tbody></table>\n"
    )


def _said(words: str) -> str:
    return f"<bdi>{escape(words)}</bdi>" if words else ""
