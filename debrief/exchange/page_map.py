"""Ways from country to country, drawn on an outline of the world. A table of the same stands over it.

Outlines: ``world.json``, from Natural Earth (public domain) by the npm package world-atlas (ISC);
``scripts/world_outline.py`` made it. Whose land is whose is theirs, and no statement of ours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from math import hypot
from typing import TypeAlias

from debrief.exchange.page_values import FigureTable
from debrief.language import country, say

Spot: TypeAlias = tuple[int, int]

_RATIO = 2.1
_LEAST_WIDTH = 330
_MARGIN = 40


@dataclass(frozen=True)
class World:
    """Outlines by country code (empty where there is none) and the middle of each country."""

    width: int
    height: int
    outlines: tuple[tuple[str, str], ...]
    centres: dict[str, Spot]


@cache
def world() -> World:
    """The outline that is shipped, about a thousand wide; Equal Earth."""
    value = json.loads(files("debrief.exchange").joinpath("world.json").read_bytes())
    centres = {code: (x, y) for code, (x, y) in value["centres"].items()}
    return World(value["width"], value["height"], tuple((c, d) for c, d in value["outlines"]), centres)


def drawn(table: FigureTable) -> str:
    """The map of a table whose rows are ways (``VN>RU``); empty where none can be drawn."""
    ways = _ways(table)
    if not ways:
        return ""
    touched = sorted({code for way in ways for code in way})
    left, top, wide, high = _view([world().centres[code] for code in touched])
    about = set(dict(table.figures[0].definition).get("country", "").split("+"))
    unit = wide / 1000
    names = "".join(f"<span><b>{code}</b> {escape(country(code) or code)}</span> " for code in touched)
    return (
        f'<figure class="whole"><svg role="img" aria-labelledby="{table.id}-t {table.id}-d"'
        f' viewBox="{left} {top} {wide} {high}">'
        f'<title id="{table.id}-t">{escape(say("Map: {title}", title=table.title))}</title>'
        f'<desc id="{table.id}-d">{escape(say("The table above gives the same figures."))}</desc>'
        f"{_arrow()}{_land(about, set(touched))}{_lines(ways, unit)}{_labels(touched, unit)}</svg>\n"
        f"<figcaption>{names}</figcaption></figure>\n"
    )


def _ways(table: FigureTable) -> dict[tuple[str, str], int]:
    """Ways that are shown and whose ends have a place on the map."""
    found = {}
    for row, (code, _) in enumerate(table.rows):
        begun, _, ended = code.partition(">")
        value = table.at(row, 0).value
        if value and begun in world().centres and ended in world().centres:
            found[begun, ended] = value
    return found


def _view(spots: list[Spot]) -> tuple[int, int, int, int]:
    """The part of the world that holds these points, at one ratio of sides."""
    xs, ys = zip(*spots, strict=True)
    wide = max(max(xs) - min(xs) + 2 * _MARGIN, _LEAST_WIDTH)
    high = max(max(ys) - min(ys) + 2 * _MARGIN, round(wide / _RATIO))
    wide = max(wide, round(high * _RATIO))
    left, top = (max(xs) + min(xs) - wide) // 2, (max(ys) + min(ys) - high) // 2
    return left, top, wide, high


def _land(about: set[str], touched: set[str]) -> str:
    parts = []
    for code, line in world().outlines:
        fill = "#e3b7a0" if code in about else "#c9d6e2" if code in touched else "#e9e9e4"
        parts.append(f'<path d="{line}" fill="{fill}" stroke="#fff" stroke-width="0.4"/>')
    return "".join(parts)


def _arrow() -> str:
    return (
        '<defs><marker id="end" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="9" markerHeight="9"'
        ' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L6 3L0 6Z" fill="#13406b"/></marker></defs>'
    )


def _lines(ways: dict[tuple[str, str], int], unit: float) -> str:
    """Bent a little to the left of their way, so that there and back are two lines."""
    most = max(ways.values())
    parts = []
    for (begun, ended), value in sorted(ways.items()):
        (x0, y0), (x1, y1) = world().centres[begun], world().centres[ended]
        bend = 0.16
        mx, my = (x0 + x1) / 2 + (y1 - y0) * bend, (y0 + y1) / 2 - (x1 - x0) * bend
        thick = (1.2 + 4.8 * value / most) * unit
        if hypot(x1 - x0, y1 - y0) > 0:
            parts.append(
                f'<path d="M{x0} {y0}Q{mx:.0f} {my:.0f} {x1} {y1}" fill="none" stroke="#13406b"'
                f' stroke-width="{thick:.2f}" stroke-opacity="0.75" marker-end="url(#end)"/>'
            )
    return "".join(parts)


def _labels(touched: list[str], unit: float) -> str:
    size = 17 * unit
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{3.5 * unit:.2f}" fill="#13406b"/>'
        f'<text x="{x}" y="{y - 6 * unit:.1f}" font-size="{size:.1f}" font-weight="bold" text-anchor="middle"'
        f' font-family="sans-serif" stroke="#fff" stroke-width="{4 * unit:.2f}" paint-order="stroke">'
        f"{code}</text>"
        for code in touched
        for x, y in [world().centres[code]]
    )
