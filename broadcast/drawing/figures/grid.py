"""The squared paper: letters under the columns, numbers beside the rows, and everything that may lie on it."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from broadcast.drawing.figures.pen import Pen, Point
from broadcast.errors import TextError
from broadcast.unplugged.figures import Grid, Pose

LOOKS = {"up": (0.0, 1.0), "right": (1.0, 0.0), "down": (0.0, -1.0), "left": (-1.0, 0.0)}


def square(name: str) -> tuple[int, int]:
    """`C2` as (column, row), both from 0; TextError for anything else."""
    match = re.fullmatch(r"([A-Z])([1-9]\d?)", name)
    if not match:
        raise TextError(f"{name!r} is no square of a grid", remedy="Write a letter and a number, as in C2")
    return ord(match[1]) - 65, int(match[2]) - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a grid lies: its lower left corner and the side of a square."""

    x: float
    y: float
    cell: float

    def middle(self, name: str) -> Point:
        column, row = square(name)
        return self.x + (column + 0.5) * self.cell, self.y + (row + 0.5) * self.cell

    def corner(self, name: str) -> Point:
        column, row = square(name)
        return self.x + column * self.cell, self.y + row * self.cell


def draw(grid: Grid, pen: Pen, x: float, y_top: float, width: float) -> float:
    """Draw in the middle of `width`; returns the height."""
    look = pen.look
    margin = look.small * 1.7
    most = look.cell[1]
    cell = min(most, (width - 1.3 * margin) / grid.columns)
    named = cell >= look.small * 0.9  # smaller squares have no room for their names
    if not named:
        margin = look.small * 0.3
        cell = min(most, (width - 1.3 * margin) / grid.columns)
    left = x + margin + (width - 1.3 * margin - grid.columns * cell) / 2
    height = grid.rows * cell + margin
    place = Place(left, y_top - grid.rows * cell - look.thick / 2, cell)
    if pen.canvas is None:
        return height + look.thick
    with pen.figure(grid.alt):
        _paper(grid, pen, place, margin, named)
        _things(grid, pen, place)
        if len(grid.path) > 1:
            _path(grid, pen, place)
        if grid.start and (grid.robot is None or grid.start != grid.robot):
            robot(pen, place.middle(grid.start.square), cell, grid.start, faint=True)
        if grid.robot:
            robot(pen, place.middle(grid.robot.square), cell, grid.robot)
    return height + look.thick


def natural(grid: Grid, pen: Pen) -> float:
    """Width with the least squares that can be used, in points."""
    return grid.columns * pen.look.cell[0] + 1.3 * pen.look.small * 1.7


def _paper(grid: Grid, pen: Pen, place: Place, margin: float, named: bool) -> None:
    look, cell = pen.look, place.cell
    right, top = place.x + grid.columns * cell, place.y + grid.rows * cell
    for name in (wall for wall in grid.walls if "-" not in wall):
        _hatch(pen, place.corner(name), cell)
    for column in range(1, grid.columns):
        at = place.x + column * cell
        pen.line((at, place.y), (at, top), look.thin, look.colours.quiet, dash=look.shape.inner)
    for row in range(1, grid.rows):
        at = place.y + row * cell
        pen.line((place.x, at), (right, at), look.thin, look.colours.quiet, dash=look.shape.inner)
    pen.rect(place.x, place.y, right - place.x, top - place.y, look.line * look.shape.edge)
    for wall in grid.walls:
        if "-" in wall:
            _wall(pen, place, *wall.split("-", 1))
    if not named:
        return
    for column in range(grid.columns):
        pen.centred(chr(65 + column), (place.x + (column + 0.5) * cell, place.y - margin * 0.55), look.small, bold=True)
    for row in range(grid.rows):
        pen.centred(str(row + 1), (place.x - margin * 0.55, place.y + (row + 0.5) * cell), look.small, bold=True)


def _wall(pen: Pen, place: Place, one: str, other: str) -> None:
    (ax, ay), (bx, by) = place.middle(one), place.middle(other)
    x, y, half = (ax + bx) / 2, (ay + by) / 2, place.cell / 2
    across = (0.0, half) if abs(ax - bx) > abs(ay - by) else (half, 0.0)
    ends = [(x - across[0], y - across[1]), (x + across[0], y + across[1])]
    pen.polygon(ends, pen.look.thick * 1.25, closed=False, round_ends=True)


def _hatch(pen: Pen, corner: Point, cell: float) -> None:
    """Slanted lines: a square that nothing enters."""
    count = 5
    for step in range(1, 2 * count):
        at = step * cell / count
        start = (corner[0] + max(0.0, at - cell), corner[1] + min(at, cell))
        end = (corner[0] + min(at, cell), corner[1] + max(0.0, at - cell))
        pen.line(start, end, pen.look.thin)


def _things(grid: Grid, pen: Pen, place: Place) -> None:
    """Marks, things to pick up and the goal; where one square has several, or the robot, each keeps to its own corner."""
    taken = {pose.square for pose in (grid.robot, grid.start) if pose} | set(grid.path)
    shared = Counter([name for name, _ in grid.marks] + list(set(grid.items)) + ([grid.goal] if grid.goal else []))

    def spot(name: str, corner: tuple[int, int]) -> tuple[Point, float]:
        """Centre and half size of a thing."""
        x, y = place.middle(name)
        off, size = (0.31, 0.15) if name in taken else (0.23, 0.21) if shared[name] > 1 else (0.0, 0.30)
        return (x + corner[0] * place.cell * off, y + corner[1] * place.cell * off), place.cell * size

    for name, mark in grid.marks:
        _mark(pen, *spot(name, (-1, 1) if shared[name] > 1 else (1, 1)), mark)
    for name, count in Counter(grid.items).items():
        _item(pen, *spot(name, (1, -1) if shared[name] > 1 else (1, 1)), count)
    if grid.goal:
        _flag(pen, *spot(grid.goal, (-1, -1) if shared[grid.goal] > 1 else (1, 1)))


def _item(pen: Pen, centre: Point, size: float, count: int) -> None:
    """A diamond; several things on one square are one diamond with their number."""
    x, y = centre
    r = size * (0.62 if count == 1 else 1.1)
    pen.polygon([(x, y + r), (x + r, y), (x, y - r), (x - r, y)], pen.look.line * 1.3, fill=pen.look.colours.ground)
    if count == 1:
        pen.line((x - r, y), (x + r, y), pen.look.thin)
    else:
        pen.centred(str(count), centre, min(pen.look.small, r), bold=True)


def _mark(pen: Pen, centre: Point, size: float, mark: str) -> None:
    x, y = centre
    if mark == "dot":
        pen.circle(centre, size * 0.42, 0, fill=pen.look.colours.ink)
    elif mark == "cross":
        r = size * 0.62
        for sign in (1, -1):
            pen.polygon([(x - r, y - r * sign), (x + r, y + r * sign)], pen.look.thick * 0.7, closed=False, round_ends=True)
    else:
        points = []
        for step in range(10):
            r = size * (1.0 if step % 2 == 0 else 0.42)
            angle = math.pi / 2 + step * math.pi / 5
            points.append((x + r * math.cos(angle), y + r * math.sin(angle)))
        pen.polygon(points, pen.look.line * 1.2, fill=pen.look.colours.ground)


def _flag(pen: Pen, centre: Point, size: float) -> None:
    x, y = centre
    left = x - size * 0.5
    pen.polygon([(left, y - size), (left, y + size)], pen.look.line * 1.8, closed=False, round_ends=True)
    pen.polygon(
        [(left, y + size), (left + size * 1.3, y + size * 0.55), (left, y + size * 0.1)], pen.look.line, fill=pen.look.colours.ink
    )
    pen.line((left - size * 0.4, y - size), (left + size * 0.4, y - size), pen.look.line * 1.4)


def robot(pen: Pen, centre: Point, cell: float, pose: Pose, faint: bool = False) -> None:
    """A bottle cap seen from above with an arrow on it; where it started, only its dashed outline."""
    look = pen.look
    r = cell * 0.36
    x, y = centre
    dx, dy = LOOKS[pose.looks]
    colour = look.colours.quiet if faint else look.colours.ink
    if faint:
        pen.circle(centre, r, look.line, colour=colour, fill=look.colours.ground, dash=(look.line * 3, look.line * 2.5))
    else:
        pen.circle(centre, r, look.line * 2, colour=colour, fill=look.colours.ground)
    tip, back, wide = r * 0.78, r * 0.62, r * 0.5
    shaft = [(x - dx * back, y - dy * back), (x + dx * tip * 0.3, y + dy * tip * 0.3)]
    head = [
        (x + dx * tip, y + dy * tip),
        (x + dx * tip * 0.05 - dy * wide, y + dy * tip * 0.05 + dx * wide),
        (x + dx * tip * 0.05 + dy * wide, y + dy * tip * 0.05 - dx * wide),
    ]
    pen.polygon(shaft, look.line * (1 if faint else 2.2), colour=colour, closed=False)
    pen.polygon(head, look.line, colour=colour, fill=look.colours.ground if faint else colour)


def _path(grid: Grid, pen: Pen, place: Place) -> None:
    """The way as a thick line with an arrowhead a step, ending outside the robot's cap."""
    look, colour = pen.look, pen.look.colours.accent
    points = [place.middle(name) for name in grid.path]
    if not (grid.start or (grid.robot and grid.robot.square == grid.path[0])):
        pen.circle(points[0], place.cell * 0.1, 0, fill=colour)
    pen.polygon(points, look.thick, colour=colour, closed=False, round_ends=True)
    size = max(place.cell * 0.2, look.thick * 2)
    for (ax, ay), (bx, by) in pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        if not length:
            continue
        dx, dy = (bx - ax) / length, (by - ay) / length
        x, y = (ax + bx) / 2 + dx * size / 2, (ay + by) / 2 + dy * size / 2
        back, wide = (x - dx * size, y - dy * size), size * 0.62
        head = [(x, y), (back[0] - dy * wide, back[1] + dx * wide), (back[0] + dy * wide, back[1] - dx * wide)]
        pen.polygon(head, 0, fill=colour)
