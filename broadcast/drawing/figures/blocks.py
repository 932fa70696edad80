"""A program as blocks that fit into each other: our own shapes, in black and white or in the screen's colours.

What starts a script has a round top, what ends one a round bottom; a half-round bump under a block fits into the notch of
the next. Blocks that hold others embrace them. Values lie in pills, and an empty pill is a gap to write in.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.drawing.figures import block_layout, block_words
from broadcast.drawing.figures.block_layout import Measures, Opened, Placed, Plan
from broadcast.drawing.figures.pen import Pen, Point
from broadcast.unplugged.figures import Line

ROUND = 0.5523
"""Of the radius: where the handles of a quarter of a circle lie."""
GUTTER, POINTER = 1.9, 0.9
"""Width of the column of numbers and of the marker, over the size of the words."""


def draw(lines: Sequence[Line], pen: Pen, x: float, y_top: float, width: float, *, marked: int = 0, after: int = -1) -> float:
    """Blocks under one another; returns their height."""
    gutter, pointer = _margins(lines, pen, marked)
    plan = block_layout.plan(lines, pen, width - gutter - pointer - pen.look.line, after)
    if pen.canvas:
        paint(plan, pen, x + pointer + gutter, y_top - pen.look.line / 2, gutter=gutter, marked=marked)
    return plan.height + pen.look.line


def natural(lines: Sequence[Line], pen: Pen) -> float:
    """Width at which no block is broken, in points."""
    return block_layout.natural(lines, pen) + _margins(lines, pen, 0)[0] + pen.look.line + 1


def _margins(lines: Sequence[Line], pen: Pen, marked: int) -> tuple[float, float]:
    size = pen.look.text
    return (size * GUTTER if any(line.number for line in lines) else 0.0), (size * POINTER if marked else 0.0)


def paint(plan: Plan, pen: Pen, left: float, top: float, *, gutter: float, marked: int = 0) -> None:
    """Draw a plan with the upper left corner of its blocks at (left, top); numbers stand at the left of that."""
    look, measures = pen.look, Measures.of(pen)
    for block in plan.blocks:
        here = bool(marked) and any(arm.line.number == marked for arm in block.arms)
        fill = look.colours.mark if here else look.colours.ground
        start, steps = _outline(block, measures, left, top)
        pen.curve(start, steps, look.line * look.shape.edge, fill=fill)
    for rest in plan.opened:
        _rest(pen, rest, measures, left, top)
    for block in plan.blocks:
        for arm in block.arms:
            y = top - arm.y - measures.pad
            if arm.line.number and gutter:
                _number(pen, arm.line.number, left, y - arm.rows[0].height / 2, gutter, marked)
            for row in arm.rows:
                _row(pen, row, left + block.x + measures.side, y)
                y -= row.height + measures.between


def _rest(pen: Pen, rest: Opened, m: Measures, left: float, top: float) -> None:
    """What is left of a mouth: its arm down the side, and its foot."""
    x, inner, right, end = left + rest.x, left + rest.x + m.arm, left + rest.x + rest.width, top - rest.bottom
    bottom, line = end - rest.foot, pen.look.line * pen.look.shape.edge
    corners = [(x, top - rest.y), (x, bottom), (right, bottom), (right, end), (inner, end), (inner, top - rest.y)]
    if not rest.foot:
        corners = [(x, top - rest.y), (x, end), (inner, end), (inner, top - rest.y)]
        pen.rect(x, end, m.arm, rest.bottom - rest.y, 0, fill=pen.look.colours.ground)
        pen.line(corners[0], corners[1], line)
        pen.line(corners[3], corners[2], line)
    else:
        pen.polygon(corners, line, fill=pen.look.colours.ground)
    pen.line((x + line / 2, top - rest.y), (inner - line / 2, top - rest.y), line * 1.1, pen.look.colours.ground)


def _number(pen: Pen, number: int, left: float, middle: float, gutter: float, marked: int) -> None:
    look, size = pen.look, pen.look.text
    colour = look.colours.accent if number == marked else look.colours.quiet
    block = pen.block(str(number), gutter - size * 0.7, mono=True, align="right", colour=colour, leading=size)
    pen.put(block, left - gutter, middle + block.height / 2)
    if number == marked:
        tip, r = left - gutter - size * 0.1, size * 0.34
        pen.polygon([(tip - r * 1.5, middle + r), (tip, middle), (tip - r * 1.5, middle - r)], 0, fill=look.colours.accent)


def _row(pen: Pen, row: block_words.Row, x: float, y: float) -> None:
    look, middle = pen.look, y - row.height / 2
    for pill in row.pills:
        left, high = x + pill.x, pill.height
        line = look.line if pill.gap else look.thin
        pen.rect(left, middle - high / 2, pill.width, high, line, fill=look.colours.ground, radius=min(high, pill.width) / 2)
    for at, block in block_words.joined(row.words):
        pen.put(block, x + at, middle + block.height / 2)


class _Trail:
    """A way around a block, written in the plan's points."""

    def __init__(self, left: float, top: float, x: float, y: float) -> None:
        self.left, self.top = left, top
        self.start = self._at(x, y)
        self.steps: list[tuple[float, ...]] = []
        self.x, self.y = x, y

    def _at(self, x: float, y: float) -> Point:
        return self.left + x, self.top - y

    def to(self, x: float, y: float) -> None:
        self.steps.append(self._at(x, y))
        self.x, self.y = x, y

    def turn(self, x: float, y: float, *, across: bool) -> None:
        """A quarter of an ellipse to a point; `across`: it leaves level."""
        dx, dy = x - self.x, y - self.y
        one = (self.x + dx * ROUND, self.y) if across else (self.x, self.y + dy * ROUND)
        other = (x, y - dy * ROUND) if across else (x - dx * ROUND, y)
        self.steps.append((*self._at(*one), *self._at(*other), *self._at(x, y)))
        self.x, self.y = x, y

    def half(self, middle: float, y: float, radius: float) -> None:
        """Along a level edge to a half circle that hangs from it, and around it; the edge may run to either side."""
        sign = 1 if middle > self.x else -1
        self.to(middle - sign * radius, y)
        self.turn(middle, y + radius, across=False)
        self.turn(middle + sign * radius, y, across=True)


def _outline(block: Placed, m: Measures, left: float, top: float) -> tuple[Point, list[tuple[float, ...]]]:
    first, last = block.arms[0], block.arms[-1]
    x, peg = block.x, block.x + m.corner + m.notch * 2.4
    curve = min(first.height / 2, m.notch * 3.2) if block.round_top else m.corner
    trail = _Trail(left, top, x, block.y + curve)
    trail.turn(x + curve, block.y, across=False)
    if block.notch:
        trail.half(peg, block.y, m.notch)
    trail.to(x + first.width - curve, block.y)
    trail.turn(x + first.width, block.y + curve, across=True)
    for arm in block.arms:
        if not arm.mouth:
            continue
        inner, end, right = x + m.arm, arm.bottom + arm.mouth, x + arm.width
        follows = next((other for other in block.arms if other.y > arm.y), None)
        wide = follows.width if follows else first.width
        trail.to(right, arm.bottom - m.corner)
        trail.turn(right - m.corner, arm.bottom, across=False)
        trail.half(inner + m.corner + m.notch * 2.4, arm.bottom, m.notch)
        trail.to(inner + m.corner, arm.bottom)
        trail.turn(inner, arm.bottom + m.corner, across=True)
        trail.to(inner, end - m.corner)
        trail.turn(inner + m.corner, end, across=False)
        trail.half(inner + m.corner + m.notch * 2.4, end, m.notch)
        trail.to(x + wide - m.corner, end)
        trail.turn(x + wide, end + m.corner, across=True)
    right = x + (first.width if last.mouth else last.width)
    curve = min(last.height / 2, m.notch * 3.2) if block.round_bottom else m.corner
    trail.to(right, block.bottom - curve)
    trail.turn(right - curve, block.bottom, across=False)
    if block.bump:
        trail.half(peg + (m.arm if block.open else 0.0), block.bottom, m.notch)
    trail.to(x + curve, block.bottom)
    trail.turn(x, block.bottom - curve, across=True)
    return trail.start, trail.steps
