"""Makes debrief/exchange/world.json from the npm package world-atlas (Natural Earth, public domain; ISC):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/world_outline.py package

Outlines are those of countries-110m; the points of small countries, which it lacks, are those of
countries-50m. The projection is Equal Earth (Savric, Patterson, Jenny 2018).
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from babel.core import get_global

TO = Path(__file__).parent.parent / "debrief" / "exchange" / "world.json"
WIDTH = 1000
NORTH, SOUTH = 84, -58
HALF = 180
LEFT_OUT = {"AQ"}
SMALLEST = 4  # points of a ring that can be seen at this scale
MIDDLES = {"RU": (37.6, 55.8)}  # where most people are and ways begin, far from the middle of the land
A = (1.340264, -0.081106, 0.000893, 0.003796)

Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Equal Earth, in radians of the equator; y downwards."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    x = 2 * sqrt(3) * radians(longitude) * cos(t)
    x /= 3 * (9 * A[3] * t**8 + 7 * A[2] * t**6 + 3 * A[1] * t**2 + A[0])
    return x, -(A[3] * t**9 + A[2] * t**7 + A[1] * t**3 + A[0] * t)


RIGHT, TOP = projected(180, 0)[0], projected(0, NORTH)[1]
SCALE = WIDTH / (2 * RIGHT)


def on_paper(longitude: float, latitude: float) -> tuple[int, int]:
    x, y = projected(longitude, max(latitude, SOUTH))
    return round((x + RIGHT) * SCALE), round((y - TOP) * SCALE)


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def countries(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[Point]]]]:
    """The code of each country (empty where it has none in ISO 3166-1), and its outer rings."""
    arcs, codes = arcs_of(topology), get_global("territory_aliases")
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        code = codes.get(shape.get("id", ""), [""])
        yield code if isinstance(code, str) else code[0], [ring(arcs, each[0]) for each in polygons]


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    found: list[Point] = []
    for n in numbers:
        line = arcs[n] if n >= 0 else arcs[~n][::-1]
        found += line[1:] if found else line
    return found


def one_side(points: list[Point]) -> list[Point]:
    """A ring over the antimeridian would be drawn all around the world: it ends there."""
    longitudes = [x for x, _ in points]
    over = max(longitudes) - min(longitudes) > HALF
    return [(float(HALF) if over and x < 0 else x, y) for x, y in points]


def path(rings: list[list[Point]]) -> str:
    parts = []
    for each in map(one_side, rings):
        points = [on_paper(*point) for point in each]
        plain = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
        if len(plain) >= SMALLEST:
            parts.append("M" + "L".join(f"{x} {y}" for x, y in plain[:-1]) + "Z")
    return "".join(parts)


def centre(rings: list[list[Point]]) -> tuple[int, int]:
    """The centroid of the largest ring."""
    return on_paper(*max((centroid(each) for each in rings), key=lambda found: found[0])[1])


def centroid(points: list[Point]) -> tuple[float, Point]:
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area), (x / (3 * area), y / (3 * area))) if area else (0.0, points[0])


def main(folder: Path) -> None:
    coarse, fine = (json.loads((folder / f"countries-{size}.json").read_bytes()) for size in ("110m", "50m"))
    shapes = sorted((code, path(rings)) for code, rings in countries(coarse) if code not in LEFT_OUT)
    centres = {code: centre(rings) for code, rings in countries(fine) if code and code not in LEFT_OUT}
    centres |= {code: on_paper(*middle) for code, middle in MIDDLES.items()}
    made = {
        "source": "Natural Earth (public domain), by world-atlas 2.0.2 (ISC, copyright Michael Bostock)",
        "width": WIDTH,
        "height": on_paper(0, SOUTH)[1],
        "outlines": [[code, line] for code, line in shapes if line],
        "centres": dict(sorted(centres.items())),
    }
    TO.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="ascii")
    print(f"{TO}: {TO.stat().st_size} bytes, {len(shapes)} outlines, {len(centres)} points")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
