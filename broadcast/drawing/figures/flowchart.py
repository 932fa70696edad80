"""A program as boxes and arrows: round ends, boxes for steps, diamonds for questions; empty ones to write in."""

from __future__ import annotations

from math import hypot

from broadcast.drawing.figures import flow_layout
from broadcast.drawing.figures.flow_layout import Label, Node, Wire
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Flowchart


def draw(figure: Flowchart, pen: Pen, x: float, y_top: float, width: float) -> float:
    part, pen = flow_layout.plan(figure, pen, width)
    edge = pen.look.line
    if pen.canvas is None:
        return part.height + 2 * edge
    left, top = x + max((width - part.width) / 2, 0) + part.left, y_top - edge
    with pen.figure(figure.alt):
        for wire in part.wires:
            _wire(pen, wire, left, top)
        for node in part.nodes:
            _node(pen, node, left, top)
        for label in part.labels:
            _label(pen, label, left, top)
    return part.height + 2 * edge


def natural(figure: Flowchart, pen: Pen) -> float:
    """Width of one column of boxes with no word cut, in points."""
    return flow_layout.natural(figure, pen)


def _node(pen: Pen, node: Node, left: float, top: float) -> None:
    look = pen.look
    x, y, wide, high = left + node.x, top - node.y, node.width, node.height
    line = look.line * look.shape.edge
    if node.kind in ("diamond", "lozenge"):
        point = high * flow_layout.POINT
        across = [x + wide / 2] if node.kind == "diamond" else [x + point, x + wide - point]
        corners = [(x, y - high / 2), *((at, y) for at in across), (x + wide, y - high / 2)]
        corners += [(at, y - high) for at in reversed(across)]
        pen.polygon(corners, line, fill=look.colours.ground)
    else:
        radius = min(high, wide) / 2 if node.kind == "end" else look.text * 0.12
        pen.rect(x, y - high, wide, high, line, fill=look.colours.ground, radius=radius)
    words, colour = (node.text, look.colours.ink) if node.text else (node.answer, look.colours.accent)
    if words:
        block = flow_layout.words(pen, words, node.inner, bold=not node.text)
        block.colour = colour
        pen.put(block, x + (wide - block.width) / 2, y - (high - block.height) / 2)


def _wire(pen: Pen, wire: Wire, left: float, top: float) -> None:
    look = pen.look
    points = [(left + x, top - y) for x, y in wire.points]
    if not wire.arrow:
        pen.polygon(points, look.line, closed=False)
        return
    (ax, ay), (bx, by) = points[-2:]
    length = hypot(bx - ax, by - ay) or 1.0
    dx, dy = (bx - ax) / length, (by - ay) / length
    size = look.text * 0.42
    base = (bx - dx * size, by - dy * size)
    pen.polygon([*points[:-1], base], look.line, closed=False)
    wide = size * 0.55
    pen.polygon(
        [(bx, by), (base[0] - dy * wide, base[1] + dx * wide), (base[0] + dy * wide, base[1] - dx * wide)],
        0,
        fill=look.colours.ink,
    )


def _label(pen: Pen, label: Label, left: float, top: float) -> None:
    look = pen.look
    block = pen.block(label.text, 1e6, size=look.small, leading=look.small * 1.2)
    wide = block.natural()
    pen.put(block, left + label.x - (wide if label.left else 0), top - label.y + block.height + look.line * 0.5)
