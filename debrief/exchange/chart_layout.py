"""Where the parts of a chart are drawn: the same chart always lies the same way, and no label on another.

A force layout (Fruchterman and Reingold 1991) from a spiral, without chance; then boxes that lie on one
another are moved apart. Lengths are in units of the drawing, about a pixel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt

from debrief.exchange.chart import Chart, Node
from debrief.language.scripts import cells, wrap

ICON = 34
"""Height of a node's picture."""
LINE = 15
"""Height of a line of a label."""
_LETTER = 7.4
_WIDEST, _MOST_LINES = 18, 3
"""Letters a line, and lines of a label; what is longer is cut off with … and stands whole in the table."""
_APART = 12
"""Least distance between two boxes."""
_SPREAD = 130.0
"""Length of an edge at rest."""
_STEPS = 160
_WIDE = 1.35
"""How much wider than high a drawing is made."""
_FAR = 3.5
"""At so many lengths of an edge two nodes leave each other alone."""
_ROOM = 2.6
"""How much larger a drawing is than all its boxes together."""


@dataclass(frozen=True, repr=False)
class Box:
    """The middle of a node's picture and label together, their size, and the lines of the label."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )


def laid_out(chart: Chart) -> dict[str, Box]:
    """The box of each node, by its id, none on another; all to the right of and below nought."""
    nodes = _in_order(chart)
    spots = _settled([(node.id, *_begun(n)) for n, node in enumerate(nodes)], _pairs(chart))
    boxes = _close([_box(node, spots[node.id]) for node in nodes])
    boxes = _moved_in(_apart(boxes))
    return {node.id: box for node, box in zip(nodes, boxes, strict=True)}


def _in_order(chart: Chart) -> list[Node]:
    """From whoever has most edges outwards, so that what is joined begins near each other."""
    near: dict[str, list[str]] = {node.id: [] for node in chart.nodes}
    for edge in chart.edges:
        near[edge.left].append(edge.right)
        near[edge.right].append(edge.left)
    held = {node.id: node for node in chart.nodes}
    found: dict[str, Node] = {}
    for start in sorted(near, key=lambda one: (-len(near[one]), one)):
        queue = [start]
        for one in queue:
            if one not in found:
                found[one] = held[one]
                queue += sorted(near[one])
    return list(found.values())


def _begun(n: int) -> tuple[float, float]:
    """The n-th point of a spiral of the golden angle."""
    angle, far = n * pi * (3 - sqrt(5)), _SPREAD * 0.7 * sqrt(n)
    return far * cos(angle), far * sin(angle)


def _pairs(chart: Chart) -> list[tuple[str, str]]:
    return sorted({(min(e.left, e.right), max(e.left, e.right)) for e in chart.edges if e.left != e.right})


def _settled(
    begun: Sequence[tuple[str, float, float]], pairs: Sequence[tuple[str, str]]
) -> Mapping[str, tuple[float, float]]:
    """Every two push each other away, an edge pulls, and all are drawn a little to the middle."""
    spots = {one: [x, y] for one, x, y in begun}
    for step in range(_STEPS):
        pushed = {one: [-0.03 * x, -0.03 * y * _WIDE] for one, (x, y) in spots.items()}
        for a, b in combinations(spots, 2):
            _push(spots, pushed, a, b, away=True)
        for a, b in pairs:
            _push(spots, pushed, a, b, away=False)
        most = _SPREAD * 0.5 * (1 - step / _STEPS) + 1
        for one, (dx, dy) in pushed.items():
            far = max(hypot(dx, dy), 1e-9)
            spots[one][0] += dx / far * min(far, most)
            spots[one][1] += dy / far * min(far, most)
    return {one: (round(x * _WIDE, 1), round(y, 1)) for one, (x, y) in spots.items()}


def _push(
    spots: Mapping[str, list[float]], pushed: Mapping[str, list[float]], a: str, b: str, *, away: bool
) -> None:
    dx, dy = spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]
    far = max(hypot(dx, dy), 1.0)
    if away and far > _FAR * _SPREAD:
        return
    force = _SPREAD * _SPREAD / far if away else -far * far / _SPREAD
    for one, sign in ((a, 1), (b, -1)):
        pushed[one][0] += sign * force * dx / far
        pushed[one][1] += sign * force * dy / far


def label_lines(label: str) -> tuple[str, ...]:
    lines = wrap(" ".join(label.split()), _WIDEST) or [""]
    if len(lines) > _MOST_LINES:
        last = lines[_MOST_LINES - 1]
        lines = [*lines[: _MOST_LINES - 1], f"{last[: _WIDEST - 1].rstrip()}…"]
    return tuple(lines)


def _box(node: Node, spot: tuple[float, float]) -> Box:
    lines = label_lines(node.label)
    width = max(ICON + 6, max(map(cells, lines)) * _LETTER + 6)
    return Box(*spot, width, ICON + 4 + LINE * len(lines), lines)


def _close(boxes: list[Box]) -> list[Box]:
    """Draws all nearer, as far as there is more room than is needed: small signs cannot be read."""
    needed = sum((box.width + _APART) * (box.height + _APART) for box in boxes) * _ROOM
    wide, high = (max(at) - min(at) + 1 for at in ([b.x for b in boxes] or [0], [b.y for b in boxes] or [0]))
    by = min(1.0, max(0.35, sqrt(needed / (wide * high))))
    return [replace(box, x=box.x * by, y=box.y * by) for box in boxes]


def _apart(boxes: list[Box]) -> list[Box]:
    """Moves boxes until none lies on another; where moving alone does not do it, all are spread out."""
    while not _moved_apart(boxes):
        boxes = [replace(box, x=box.x * 1.15 + n % 3, y=box.y * 1.15 + n % 2) for n, box in enumerate(boxes)]
    return boxes


def _moved_apart(boxes: list[Box]) -> bool:
    for _ in range(60):
        clean = True
        for a, b in combinations(range(len(boxes)), 2):
            if boxes[a].overlaps(boxes[b], _APART):
                clean = False
                _part(boxes, a, b)
        if clean:
            return True
    return False


def _part(boxes: list[Box], a: int, b: int) -> None:
    """Both go half the way, along the axis on which it is shorter."""
    one, other = boxes[a], boxes[b]
    dx = (one.width + other.width) / 2 + _APART - abs(one.x - other.x)
    dy = (one.height + other.height) / 2 + _APART - abs(one.y - other.y)
    if dx < dy:
        by = (dx / 2 + 0.5) * (1 if one.x >= other.x else -1)
        boxes[a], boxes[b] = replace(one, x=one.x + by), replace(other, x=other.x - by)
    else:
        by = (dy / 2 + 0.5) * (1 if one.y >= other.y else -1)
        boxes[a], boxes[b] = replace(one, y=one.y + by), replace(other, y=other.y - by)


def _moved_in(boxes: list[Box]) -> list[Box]:
    if not boxes:
        return []
    left = min(box.x - box.width / 2 for box in boxes) - _APART
    top = min(box.y - box.height / 2 for box in boxes) - _APART
    return [replace(box, x=round(box.x - left, 1), y=round(box.y - top, 1)) for box in boxes]
