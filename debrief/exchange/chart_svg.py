"""A chart as a drawing: solid lines for what is confirmed, dashed ones for what is only suggested.

Every shape is drawn in the page itself: no picture, no script, no style that a policy would have to let
in. What a line or a sign means stands in the key below, and everything in a table beside it.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape

from debrief.exchange.chart import Chart, Edge, Kind, Node
from debrief.exchange.chart_layout import ICON, LINE, Box, laid_out
from debrief.exchange.chart_words import KINDS
from debrief.language import say

_SIGNS: dict[Kind, str] = {
    "person": '<circle cx="0" cy="-8" r="7"/><path d="M-13 15a13 14 0 0 1 26 0z"/>',
    "organisation": '<path d="M-13 15V-13H5V15zM5 15V-3H13V15z"/>'
    '<path d="M-8 -7h3M-8 -1h3M-8 5h3M-2 -7h3M-2 -1h3M-2 5h3" stroke="#fff" stroke-width="2.5"/>',
    "phone": '<rect x="-9" y="-16" width="18" height="32" rx="3"/>'
    '<path d="M-6 -11H6V8H-6z" fill="#fff"/><circle cx="0" cy="12" r="1.6" fill="#fff"/>',
    "vehicle": '<path d="M-16 9V0l5-2 4-8H7l5 8 4 2V9z"/><path d="M-5 -7H0V-2H-8zM2 -7H6L9 -2H2z" fill="#fff"/>'
    '<circle cx="-9" cy="10" r="4"/><circle cx="9" cy="10" r="4"/>',
    "place": '<path d="M0 16C-6 6-11 1-11-5a11 11 0 0 1 22 0C11 1 6 6 0 16z"/>'
    '<circle cx="0" cy="-5" r="4" fill="#fff"/>',
    "document": '<path d="M-11 -16H4L11 -9V16H-11z"/>'
    '<path d="M-6 -4H6M-6 2H6M-6 8H3" stroke="#fff" stroke-width="2"/>',
    "money": '<rect x="-16" y="-10" width="32" height="20" rx="2"/><circle cx="0" cy="0" r="6" fill="#fff"/>',
}
_COLOURS: dict[Kind, str] = {
    "person": "#5d6b78", "organisation": "#6a4c93", "phone": "#2e7d5b", "vehicle": "#9a5b13",
    "place": "#8a3b3b", "document": "#46606b", "money": "#6b6312",
}  # fmt: skip
_MEMBER = "#13406b"
_LINE = "#4b5563"
_FONT = 'font-family="Noto Sans, DejaVu Sans, Arial, sans-serif"'
_MARGIN = 8
_LEAST_WIDTH = 860
"""So that a chart of a few signs is not blown up."""


def drawn(chart: Chart, title: str) -> str:
    """The chart as an ``svg`` element with a title and a hint to the table beside it."""
    boxes = laid_out(chart)
    width = max((box.x + box.width / 2 for box in boxes.values()), default=0) + _MARGIN
    left, wide = min(width - _LEAST_WIDTH, 0) / 2, max(width, _LEAST_WIDTH)
    height = max((box.y + box.height / 2 for box in boxes.values()), default=0) + _MARGIN
    return (
        '<svg role="img" aria-labelledby="chart-title chart-hint"'
        f' viewBox="{left:.0f} 0 {wide:.0f} {height:.0f}" {_FONT}>'
        f'<title id="chart-title">{escape(title)}</title>'
        f'<desc id="chart-hint">{escape(say("The tables below say the same in words."))}</desc>'
        f"{_lines(chart, boxes)}{''.join(_node(node, boxes[node.id]) for node in chart.nodes)}</svg>"
    )


def key_of(chart: Chart) -> str:
    """What the signs and lines of this chart mean."""
    members = {node.kind for node in chart.nodes if node.member}
    parts = [_key(_sign("person", _MEMBER), say("Member of the group"))] if members else []
    parts += [_key(_sign(kind), say(KINDS[kind])) for kind in KINDS if kind in {n.kind for n in chart.nodes}]
    parts += [
        _key(_sample(""), say("Confirmed: told in an account; thicker, in several")),
        _key(_sample(_DASHED), say("Suggested only: nobody has confirmed it")),
    ]
    return "".join(parts)


_DASHED = ' stroke-dasharray="7 5"'


def _sign(kind: Kind, colour: str = "") -> str:
    return f'<g fill="{colour or _COLOURS[kind]}">{_SIGNS[kind]}</g>'


def _key(sign: str, words: str) -> str:
    return f'<li><svg aria-hidden="true" viewBox="-20 -20 40 40">{sign}</svg> <bdi>{escape(words)}</bdi></li>\n'


def _sample(dashed: str) -> str:
    return f'<path d="M-19 0H19" stroke="{_LINE}" stroke-width="3"{dashed}/>'


def _lines(chart: Chart, boxes: dict[str, Box]) -> str:
    """One line for each two nodes: what is confirmed stands over what is suggested."""
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in chart.edges:
        pairs[min(edge.left, edge.right), max(edge.left, edge.right)].append(edge)
    return "".join(_line(boxes[a], boxes[b], pairs[a, b]) for a, b in sorted(pairs) if a != b)


def _line(one: Box, other: Box, edges: list[Edge]) -> str:
    told = {account for edge in edges if edge.standing == "confirmed" for account in edge.accounts}
    dashed = "" if any(edge.standing == "confirmed" for edge in edges) else _DASHED
    (x0, y0), (x1, y1) = _middle(one), _middle(other)
    return (
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="{_LINE}"'
        f' stroke-width="{min(1.2 + 0.6 * len(told), 4.2):.1f}"{dashed}/>'
    )


def _middle(box: Box) -> tuple[float, float]:
    """Of the sign: its label lies below."""
    return round(box.x, 1), round(box.y - box.height / 2 + ICON / 2, 1)


def _node(node: Node, box: Box) -> str:
    x, y = _middle(box)
    colour, bold = (_MEMBER, ' font-weight="bold"') if node.member else ("", "")
    top = y + ICON / 2 + 2
    rows = "".join(
        f'<text x="{x}" y="{top + LINE * (n + 0.8):.1f}" font-size="12.5" text-anchor="middle"{bold}'
        f' fill="#111">{escape(line)}</text>'
        for n, line in enumerate(box.lines)
    )
    left, high = box.x - box.width / 2, LINE * len(box.lines)
    return (
        f'<g><circle cx="{x}" cy="{y}" r="{ICON / 2 + 3}" fill="#fff"/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{high}"'
        ' fill="#fff" opacity="0.85"/>'
        f'<g transform="translate({x} {y})">{_sign(node.kind, colour)}</g>{rows}</g>'
    )
