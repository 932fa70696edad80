"""Squares of letters with words hidden in them, the words below; on the key a ring lies around each word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from reportlab.lib.units import mm

from broadcast.drawing.figures.grid import Place
from broadcast.drawing.figures.pen import Pen, Point
from broadcast.unplugged.figures import Letters

LEAST: float = 6.4 * mm
"""Side of a square on paper: a ring is drawn into it, nothing is written."""


def draw(figure: Letters, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    columns, rows = len(figure.rows[0]), len(figure.rows)
    margin = _margin(pen)
    cell = min(_most(pen), (width - margin) / columns)
    left = x + margin + (width - margin - columns * cell) / 2
    place = Place(left, y_top - rows * cell - look.thick / 2, cell)
    high = rows * cell + margin + look.thick
    with pen.figure(figure.alt):
        _squares(figure, pen, place, margin)
        for first, last in figure.answer:
            _ring(pen, place.middle(first), place.middle(last), cell * 0.4)
        for number, row in enumerate(figure.rows):
            for column, letter in enumerate(row):
                centre = (place.x + (column + 0.5) * cell, place.y + (rows - number - 0.5) * cell)
                _letter(pen, letter, centre, cell)
    return high + _words(figure, pen, x, y_top - high, width)


def natural(figure: Letters, pen: Pen) -> float:
    """Width with the least squares that can be used, in points."""
    return len(figure.rows[0]) * _least(pen) + _margin(pen) + 1


def _least(pen: Pen) -> float:
    return LEAST if pen.look.fixed else pen.look.cell[0]


def _most(pen: Pen) -> float:
    return max(_least(pen), pen.look.cell[1] * 0.62)


def _margin(pen: Pen) -> float:
    return pen.look.small * (1.7 if pen.look.fixed else 1.1)


def _squares(figure: Letters, pen: Pen, place: Place, margin: float) -> None:
    """The lines, the letters under the columns and the numbers beside the rows."""
    look, cell = pen.look, place.cell
    columns, rows = len(figure.rows[0]), len(figure.rows)
    right, top = place.x + columns * cell, place.y + rows * cell
    size = min(look.small * 0.9, cell * 0.62)
    dash = (look.thin, look.thin * 2.5)  # to guide the eye; whole lines would be a third of a page's ink
    for column in range(1, columns):
        pen.line((place.x + column * cell, place.y), (place.x + column * cell, top), look.thin * 0.8, look.colours.quiet, dash)
    for row in range(1, rows):
        pen.line((place.x, place.y + row * cell), (right, place.y + row * cell), look.thin * 0.8, look.colours.quiet, dash)
    pen.rect(place.x, place.y, right - place.x, top - place.y, look.line * look.shape.edge)
    for column in range(columns):
        pen.centred(chr(65 + column), (place.x + (column + 0.5) * cell, place.y - margin * 0.55), size)
    for row in range(rows):
        pen.centred(str(row + 1), (place.x - margin * 0.55, place.y + (row + 0.5) * cell), size)


def _letter(pen: Pen, letter: str, centre: Point, cell: float) -> None:
    """In the middle of its square; a wide one is set smaller."""
    size = min(pen.look.text * 1.1, cell * 0.78)
    wide = pen.natural(letter, size=size)
    pen.centred(letter, centre, size * min(1.0, cell * 0.86 / wide))


def _ring(pen: Pen, one: Point, other: Point, radius: float) -> None:
    """A line around two points and all between them."""
    way = atan2(other[1] - one[1], other[0] - one[0]) if hypot(other[0] - one[0], other[1] - one[1]) else 0.0
    points = []
    for centre, begin in ((other, way - pi / 2), (one, way + pi / 2)):
        for step in range(13):
            angle = begin + pi * step / 12
            points.append((centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)))
    pen.polygon(points, pen.look.thick * 0.6, colour=pen.look.colours.accent)


def _words(figure: Letters, pen: Pen, x: float, y_top: float, width: float) -> float:
    """The words in columns, each with a square to tick; returns the height."""
    if not figure.words:
        return 0.0
    look, side = pen.look, pen.look.text * 0.85
    between = look.text * 1.4
    widest = max(pen.natural(word) for word in figure.words) + side * 1.6
    columns = max(1, min(len(figure.words), int((width + between) // (widest + between))))
    each = (width - between * (columns - 1)) / columns
    y = y_top - look.space
    rest = list(figure.words)
    with pen.group("L"):
        while rest:
            row, rest = rest[:columns], rest[columns:]
            y -= _entries(figure, pen, x, y, row, each)
    return y_top - y


def _entries(figure: Letters, pen: Pen, x: float, y: float, row: Sequence[str], each: float) -> float:
    """A row of words; returns its height."""
    side, between = pen.look.text * 0.85, pen.look.text * 1.4
    blocks = [pen.block(word, each - side * 1.6) for word in row]
    for number, block in enumerate(blocks):
        left = x + number * (each + between)
        middle = y - block.line_height(block.lines[0]) / 2
        with pen.group("LI"):
            with pen.element("Lbl"):
                pen.rect(left, middle - side / 2, side, side, pen.look.line)
                if figure.answer:
                    tick(pen, (left, middle - side / 2), side)
            with pen.element("LBody"):
                pen.put(block, left + side * 1.6, y)
    return max(block.height for block in blocks)


def tick(pen: Pen, corner: Point, side: float) -> None:
    """A hook in a little square."""
    x, y = corner
    points = [(x + side * 0.18, y + side * 0.5), (x + side * 0.42, y + side * 0.2), (x + side * 0.95, y + side * 1.0)]
    for one, other in pairwise(points):
        pen.polygon([one, other], pen.look.thick * 0.7, colour=pen.look.colours.accent, closed=False, round_ends=True)
