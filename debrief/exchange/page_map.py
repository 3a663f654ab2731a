"""Ways from country to country, drawn on an outline of the world. A table of the same stands over it.

Outlines: ``world.json``, from Natural Earth (public domain) by the npm package world-atlas (ISC);
``scripts/world_outline.py`` made it. Whose land is whose is theirs, and no statement of ours.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from math import dist
from typing import TypeAlias

from debrief.exchange.page_values import FigureTable
from debrief.language import country, say

Spot: TypeAlias = tuple[int, int]
View: TypeAlias = tuple[int, int, int, int]
"""Left, top, width, height."""
Ways: TypeAlias = dict[tuple[str, str], int]
"""From a country to another, and the shown figure."""

_RATIO = 2.1
_LEAST_WIDTH = 170
_MARGIN = 25
_AROUND, _NEAR, _CROWD = "GB", 80, 4
"""A closer map shows the countries so near the United Kingdom, where there are so many."""


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
    """The map of a table whose rows are ways (``VN>RU``), and a closer one where many lie together; empty
    where none can be drawn."""
    ways = _ways(table)
    if not ways:
        return ""
    whole = _map(table, ways, f"{table.id}-whole", say("Map: {title}", title=table.title))
    near = _crowded(ways)
    if not near:
        return whole
    return whole + _map(table, near, f"{table.id}-near", say("Map, closer: {title}", title=table.title))


def _crowded(ways: Ways) -> Ways:
    """The ways between countries close to each other, where the first map is too wide to tell them apart."""
    spots = {code: world().centres[code] for way in ways for code in way}
    close = {code for code, spot in spots.items() if dist(spot, world().centres[_AROUND]) <= _NEAR}
    found = {way: value for way, value in ways.items() if set(way) <= close}
    return found if len(close) >= _CROWD and len(close) < len(spots) else {}


def _map(table: FigureTable, ways: Ways, name: str, title: str) -> str:
    touched = sorted({code for way in ways for code in way})
    view = _view([world().centres[code] for code in touched])
    left, top, wide, high = view
    about = set(dict(table.figures[0].definition).get("country", "").split("+"))
    unit = wide / 1000
    same = escape(say("The table above gives the same figures."))
    names = "".join(f"<span><b>{code}</b> {escape(country(code) or code)}</span> " for code in touched)
    return (
        f'<figure class="whole"><svg role="img" aria-labelledby="{name}-t {name}-d"'
        f' viewBox="{left} {top} {wide} {high}">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{same}</desc>'
        f"{_arrow(name, unit)}{_land(about, set(touched), view, unit)}{_lines(ways, name, unit)}"
        f"{_labels(touched, unit)}</svg>\n<figcaption>{names}</figcaption></figure>\n"
    )


def _ways(table: FigureTable) -> Ways:
    """Ways that are shown and whose ends have a place on the map."""
    found = {}
    for row, (code, _) in enumerate(table.rows):
        begun, _, ended = code.partition(">")
        value = table.at(row, 0).value
        if value and begun in world().centres and ended in world().centres:
            found[begun, ended] = value
    return found


def _view(spots: list[Spot]) -> View:
    """The part of the world that holds these points, at one ratio of sides."""
    xs, ys = zip(*spots, strict=True)
    wide = max(max(xs) - min(xs) + 2 * _MARGIN, _LEAST_WIDTH)
    high = max(max(ys) - min(ys) + 2 * _MARGIN, round(wide / _RATIO))
    wide = max(wide, round(high * _RATIO))
    left, top = (max(xs) + min(xs) - wide) // 2, (max(ys) + min(ys) - high) // 2
    return left, top, wide, high


def _land(about: set[str], touched: set[str], view: View, unit: float) -> str:
    """The countries within view: those the page is about, those on a way, and the others."""
    lines: dict[str, list[str]] = {"#e3b7a0": [], "#c9d6e2": [], "#e9e9e4": []}
    for code, line in world().outlines:
        fill = "#e3b7a0" if code in about else "#c9d6e2" if code in touched else "#e9e9e4"
        if _within(line, view):
            lines[fill].append(f'<path d="{line}"/>')
    groups = (f'<g fill="{fill}">{"".join(paths)}</g>' for fill, paths in lines.items())
    return f'<g stroke="#fff" stroke-width="{0.8 * unit:.2f}">{"".join(groups)}</g>'


def _within(line: str, view: View) -> bool:
    """Whether the box around an outline touches what is shown."""
    left, top, wide, high = view
    numbers = [int(each) for each in re.findall(r"-?\d+", line)]
    xs, ys = numbers[::2], numbers[1::2]
    return max(xs) >= left and min(xs) <= left + wide and max(ys) >= top and min(ys) <= top + high


def _arrow(name: str, unit: float) -> str:
    size = 17 * unit
    return (
        f'<defs><marker id="{name}-end" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="{size:.2f}"'
        f' markerHeight="{size:.2f}" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0L6 3L0 6Z" fill="#13406b"/></marker></defs>'
    )


def _lines(ways: Ways, name: str, unit: float) -> str:
    """Bent a little to the left of their way, so that there and back are two lines."""
    most = max(ways.values())
    parts = []
    for (begun, ended), value in sorted(ways.items()):
        (x0, y0), (x1, y1) = world().centres[begun], world().centres[ended]
        bend = 0.16
        mx, my = (x0 + x1) / 2 + (y1 - y0) * bend, (y0 + y1) / 2 - (x1 - x0) * bend
        thick = (1 + 5 * value / most) * unit
        parts.append(
            f'<path d="M{x0} {y0}Q{mx:.1f} {my:.1f} {x1} {y1}" fill="none" stroke="#13406b"'
            f' stroke-width="{thick:.2f}" stroke-opacity="0.7" marker-end="url(#{name}-end)"/>'
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
