"""Drawings as what is seen: lines without order or direction, those that touch or overlap in one row merged.

Two programs draw the same where these lines are the same, whichever stroke came first. What a child can tell apart is less than
that: a picture has no scale, so `apart` compares pictures blown up to the same size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import atan2, cos, degrees, dist, pi, sin

from broadcast.program.trace import Stroke

Segment = tuple[float, float, float, float]
Drawn = tuple[Segment, ...]
"""Merged lines, sorted; each from its smaller end to its larger one."""
ANGLE, PLACE = 1e-4, 1e-2
"""Lines this near (radians; units of the plane) are one line: what adds up in a turtle's sums is far less."""
SHIFT = 0.000237
"""Moves the borders of rounding off the places where programs draw."""
VISIBLE = 0.07
"""Of a picture's size: how far apart two pictures are somewhere, for a child of eight to see it in a box of three centimetres."""
SAMPLES = 60


@lru_cache(maxsize=4096)
def merged(strokes: tuple[Stroke, ...]) -> Drawn:
    """The lines of a run, as they lie on the paper."""
    rows: list[tuple[float, float, float, float]] = []  # angle, offset, begin, end along the line
    for stroke in strokes:
        length = dist((stroke.x1, stroke.y1), (stroke.x2, stroke.y2))
        if length < PLACE:
            continue
        angle = atan2(stroke.y2 - stroke.y1, stroke.x2 - stroke.x1) % pi
        angle = 0.0 if pi - angle < ANGLE else angle
        rows.append((angle, *_along(angle, stroke)))
    found: list[Segment] = []
    for angle, group in _clustered(rows, 0, ANGLE):
        # the whole cluster lies along the angle of its first line, so that offsets can be compared
        for offset, line in _clustered(group, 1, PLACE):
            found += [_segment(angle, offset, begin, end) for begin, end in _joined([(row[2], row[3]) for row in line])]
    return tuple(sorted(found))


def _along(angle: float, stroke: Stroke) -> tuple[float, float, float]:
    c, s = cos(angle), sin(angle)
    ends = sorted((x * c + y * s) for x, y in ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2)))
    return stroke.y1 * c - stroke.x1 * s, ends[0], ends[1]


def _clustered(rows: Iterable[tuple[float, ...]], by: int, near: float) -> list[tuple[float, list[tuple[float, ...]]]]:
    """Rows whose values lie next to each other, with the first of these values."""
    found: list[tuple[float, list[tuple[float, ...]]]] = []
    last = None
    for row in sorted(rows, key=lambda one: one[by:]):
        if last is None or row[by] - last > near:
            found.append((row[by], []))
        found[-1][1].append(row)
        last = row[by]
    return found


def _joined(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1] + PLACE:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def _segment(angle: float, offset: float, begin: float, end: float) -> Segment:
    c, s = cos(angle), sin(angle)
    ends = sorted((_round(at * c - offset * s), _round(at * s + offset * c)) for at in (begin, end))
    return (*ends[0], *ends[1])


def _round(value: float) -> float:
    """To a thousandth, zero without a sign."""
    return round(round(value + SHIFT, 3) + 0.0, 3) or 0.0


# --- what a child can tell apart ------------------------------------------------------------------------------------------


def apart(one: Drawn, other: Drawn) -> bool:
    """Do two pictures look different, each as large as its box, with the starting arrow at (0, 0) in both?"""
    if not one or not other:
        return one != other
    (first, here), (second, there) = _fitted(one), _fitted(other)
    return dist(here, there) > VISIBLE or _far(first, second) > VISIBLE or _far(second, first) > VISIBLE


def _fitted(drawn: Drawn) -> tuple[list[Segment], tuple[float, float]]:
    """The lines, and where it starts, in a box of one by one."""
    xs = [0.0, *(x for line in drawn for x in (line[0], line[2]))]
    ys = [0.0, *(y for line in drawn for y in (line[1], line[3]))]
    size = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    left, low = (min(xs) + max(xs) - size) / 2, (min(ys) + max(ys) - size) / 2
    lines = [((a - left) / size, (b - low) / size, (c - left) / size, (d - low) / size) for a, b, c, d in drawn]
    return lines, (-left / size, -low / size)


def _far(one: Sequence[Segment], other: Sequence[Segment]) -> float:
    """How far the point of one picture that is farthest from the other one lies from it."""
    length = sum(dist(line[:2], line[2:]) for line in one)
    worst = 0.0
    for a, b, c, d in one:
        steps = max(2, round(SAMPLES * dist((a, b), (c, d)) / length)) if length else 1
        for at in range(steps + 1):
            x, y = a + (c - a) * at / steps, b + (d - b) * at / steps
            worst = max(worst, min(_distance(x, y, line) for line in other))
    return worst


def _distance(x: float, y: float, line: Segment) -> float:
    a, b, c, d = line
    u, v = c - a, d - b
    square = u * u + v * v
    at = max(0.0, min(1.0, ((x - a) * u + (y - b) * v) / square)) if square else 0.0
    return dist((x, y), (a + at * u, b + at * v))


# --- names of shapes ------------------------------------------------------------------------------------------------------


Shape = tuple[str, int, int, int]
"""Kind (`line`, `polygon`, `star`, `rectangle`), corners, side, and a rectangle's other side: enough to draw it anywhere."""
MOST_CORNERS = 12


@lru_cache(maxsize=4096)
def shape(drawn: Drawn) -> Shape | None:
    """A shape whose name says everything but where it lies, with sides of whole numbers; None for any other drawing."""
    if not drawn:
        return None
    if len(drawn) == 1:
        length = _whole(dist(drawn[0][:2], drawn[0][2:]))
        return ("line", 2, length, 0) if length else None
    ring = _ring(drawn)
    if ring is None or len(ring) > MOST_CORNERS:
        return None
    count = len(ring)
    sides = [dist(ring[at], ring[(at + 1) % count]) for at in range(count)]
    turns = [_turned(ring[at - 1], ring[at], ring[(at + 1) % count]) for at in range(count)]
    if max(turns) - min(turns) > 0.01:
        return None
    rounds = round(abs(sum(turns)) / 360)
    one, other = _whole(sides[0]), _whole(sides[1])
    if not rounds or not one or not other:
        return None
    if max(sides) - min(sides) <= PLACE * 2:
        return ("polygon" if rounds == 1 else "star", count, one, 0)
    if count == 4 and rounds == 1 and abs(sides[0] - sides[2]) <= PLACE * 2 and abs(sides[1] - sides[3]) <= PLACE * 2:
        return ("rectangle", 4, max(one, other), min(one, other))
    return None


def _whole(length: float) -> int:
    """A whole length, whose ends are a thousandth off at the most; 0 for any other."""
    return round(length) if abs(length - round(length)) <= PLACE else 0


def _ring(drawn: Drawn) -> list[tuple[float, float]] | None:
    """The corners of one closed line in their order; None where the lines make no such thing."""
    ends: list[tuple[float, float]] = []

    def corner(x: float, y: float) -> int:
        for at, point in enumerate(ends):
            if dist(point, (x, y)) <= PLACE:
                return at
        ends.append((x, y))
        return len(ends) - 1

    pairs = [(corner(a, b), corner(c, d)) for a, b, c, d in drawn]
    if len(ends) != len(pairs) or len(pairs) > MOST_CORNERS:
        return None
    beside: dict[int, list[int]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    if any(len(there) != 2 for there in beside.values()):
        return None
    order, before, here = [0], -1, 0
    while True:
        after = next((there for there in beside[here] if there != before), beside[here][0])
        if after == 0:
            break
        order.append(after)
        before, here = here, after
    return [ends[at] for at in order] if len(order) == len(ends) else None


def _turned(before: tuple[float, float], here: tuple[float, float], after: tuple[float, float]) -> float:
    """Degrees of the turn at a corner, to the left above zero, up to 180."""
    one = atan2(here[1] - before[1], here[0] - before[0])
    other = atan2(after[1] - here[1], after[0] - here[0])
    turn = degrees(other - one) % 360
    return turn - 360 if turn > 180 else turn
