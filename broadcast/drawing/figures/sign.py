"""Small drawings: the sounds of a wait, three children around a sheet, what a class works with. Lines that survive a copier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from broadcast.drawing.figures.pen import Pen, Point
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Sign


@dataclass(frozen=True, slots=True)
class Square:
    """The square that a drawing fills: points from 0 to 1 in it, upwards, become points on the page."""

    pen: Pen
    x: float
    y: float
    side: float

    @property
    def line(self) -> float:
        return max(self.pen.look.line, self.side * 0.016)

    def at(self, x: float, y: float) -> Point:
        return self.x + x * self.side, self.y + y * self.side

    def way(self, *points: Point, width: float = 1.0, filled: bool = False, closed: bool = False) -> None:
        fill = self.pen.look.colours.ink if filled else self.pen.look.colours.ground if closed else None
        self.pen.polygon([self.at(*point) for point in points], self.line * width, fill=fill, closed=closed, round_ends=True)

    def ring(self, x: float, y: float, radius: float, *, filled: bool = False, width: float = 1.0) -> None:
        colours = self.pen.look.colours
        fill = colours.ink if filled else colours.ground
        self.pen.circle(self.at(x, y), radius * self.side, self.line * width, fill=fill)

    def arc(self, x: float, y: float, radius: float, start: float, end: float, width: float = 1.0) -> None:
        """Part of a circle, from one angle to the other, in degrees from the right, upwards."""
        steps = [start + (end - start) * step / 16 for step in range(17)]
        self.way(*((x + radius * cos(turn * pi / 180), y + radius * sin(turn * pi / 180)) for turn in steps), width=width)


UNDER = 0.36
"""Part of the square, at each side of the child's legs, that its words have before they reach out of the square."""


def draw(figure: Sign, pen: Pen, x: float, y_top: float, width: float) -> float:
    """Draw in the middle of `width`, words at both sides under the hands; returns the height."""
    words = _words(figure, pen)
    side = min(width, _side(pen))
    if _across(side, words) > width:
        side = max(width * 0.2, (width - sum(block.natural() for block in words)) / (1 - 2 * UNDER))
    if pen.canvas is None:
        return side
    first = max(0.0, words[0].natural() - UNDER * side) if words else 0.0
    left = x + (width - _across(side, words)) / 2 + first
    with pen.figure(figure.alt):
        place = Square(pen, left, y_top - side, side)
        SIGNS[figure.sign](place)
        for number, block in enumerate(words):
            edge = left + (1 - UNDER) * side if number else left + UNDER * side - block.natural()
            pen.put(block, edge, place.at(0, 0.52)[1])
    return side


def natural(figure: Sign, pen: Pen) -> float:
    """The side of its square, and what its words need beyond it, in points."""
    return _across(_side(pen), _words(figure, pen))


def _words(figure: Sign, pen: Pen) -> list[Block]:
    return [pen.block(word, float("inf"), size=pen.look.small, bold=True) for word in figure.words[:2]]


def _across(side: float, words: Sequence[Block]) -> float:
    return side + sum(max(0.0, block.natural() - UNDER * side) for block in words)


def _side(pen: Pen) -> float:
    return pen.look.cell[1] * 3


def _notes(square: Square, first: float, second: float) -> None:
    """Two notes, one after the other."""
    for x, y in ((0.25, first), (0.68, second)):
        square.ring(x, y, 0.1, filled=True)
        square.way((x + 0.09, y), (x + 0.09, y + 0.36), width=2)
    square.way((0.37, first + (second - first) * 0.15), (0.53, first + (second - first) * 0.75), width=1)


def opens(square: Square) -> None:
    _notes(square, 0.2, 0.48)


def closes(square: Square) -> None:
    _notes(square, 0.48, 0.2)


def taps(square: Square) -> None:
    """Three taps on wood."""
    for x in (0.2, 0.5, 0.8):
        square.ring(x, 0.3, 0.08, filled=True)
        for turn in (55, 90, 125):
            dx, dy = cos(turn * pi / 180), sin(turn * pi / 180)
            square.way((x + dx * 0.14, 0.3 + dy * 0.14), (x + dx * 0.24, 0.3 + dy * 0.24))
    square.way((0.06, 0.2), (0.94, 0.2), width=2)


def threes(square: Square) -> None:
    """Seen from above: a sheet, and three heads with shoulders that look at it."""
    for x, y, turn in ((0.5, 0.1, 0), (0.1, 0.56, -90), (0.9, 0.56, 90)):
        _sitting(square, x, y, turn)
    square.way((0.28, 0.3), (0.72, 0.3), (0.72, 0.9), (0.28, 0.9), closed=True, width=1.4)
    square.way((0.34, 0.62), (0.5, 0.62), (0.5, 0.82), (0.34, 0.82), closed=True)
    for y in (0.79, 0.72, 0.65):
        square.way((0.55, y), (0.66, y))
    for y in (0.53, 0.46, 0.39):
        square.way((0.34, y), (0.66, y))


def _sitting(square: Square, x: float, y: float, turn: float) -> None:
    """Shoulders and a head, seen from above, looking up; turned by so many degrees."""
    angle = turn * pi / 180

    def at(dx: float, dy: float) -> Point:
        return x + dx * cos(angle) - dy * sin(angle), y + dx * sin(angle) + dy * cos(angle)

    oval = [at(0.17 * cos(step * pi / 12), 0.075 * sin(step * pi / 12)) for step in range(24)]
    square.way(*oval, closed=True, width=1.4)
    square.ring(*at(0, 0.01), 0.068, filled=True)
    for side in (-1, 1):
        square.way(at(side * 0.14, 0.03), at(side * 0.11, 0.14), width=2)


def radio(square: Square) -> None:
    """A radio on a shelf, and its sound."""
    square.way((0.1, 0.22), (0.72, 0.22), (0.72, 0.62), (0.1, 0.62), closed=True, width=1.6)
    square.ring(0.28, 0.42, 0.13)
    square.ring(0.28, 0.42, 0.05, filled=True)
    square.way((0.48, 0.52), (0.66, 0.52), width=1.4)
    square.ring(0.57, 0.36, 0.06)
    square.way((0.6, 0.62), (0.4, 0.94), width=1.4)
    square.way((0.02, 0.2), (0.98, 0.2), width=2)
    for radius in (0.1, 0.19):
        square.arc(0.76, 0.42, radius, -45, 45, 1.2)


def behind(square: Square) -> None:
    """A child seen from behind, both arms out."""
    square.way((0.08, 0.6), (0.92, 0.6), width=4)
    square.way((0.38, 0.66), (0.62, 0.66), (0.6, 0.3), (0.4, 0.3), closed=True, width=1.4)
    square.way((0.45, 0.3), (0.44, 0.05), width=4)
    square.way((0.55, 0.3), (0.56, 0.05), width=4)
    square.ring(0.5, 0.8, 0.12, filled=True)


def _squares(square: Square, x: float, y: float, side: float, count: int) -> None:
    """A little grid, with the robot on its first square."""
    cell = side / count
    square.way((x, y), (x + side, y), (x + side, y + side), (x, y + side), closed=True, width=1.2)
    for step in range(1, count):
        square.way((x + step * cell, y), (x + step * cell, y + side))
        square.way((x, y + step * cell), (x + side, y + step * cell))
    square.ring(x + cell / 2, y + cell / 2, cell * 0.3, filled=True)


def sheet(square: Square) -> None:
    """A worksheet and a pencil."""
    square.way((0.14, 0.05), (0.74, 0.05), (0.74, 0.95), (0.14, 0.95), closed=True, width=1.6)
    _squares(square, 0.22, 0.58, 0.3, 3)
    for y in (0.84, 0.76, 0.68):
        square.way((0.57, y), (0.67, y))
    for y in (0.47, 0.36, 0.25, 0.14):
        square.way((0.22, y), (0.67, y))
    square.way((0.62, 0.3), (0.64, 0.22), (0.71, 0.26), (0.93, 0.63), (0.84, 0.68), closed=True, width=1.2)
    square.way((0.62, 0.3), (0.71, 0.26))


def board(square: Square) -> None:
    """A board on its legs."""
    square.way((0.24, 0.3), (0.16, 0.04), width=2)
    square.way((0.76, 0.3), (0.84, 0.04), width=2)
    square.way((0.05, 0.28), (0.95, 0.28), (0.95, 0.92), (0.05, 0.92), closed=True, width=2)
    _squares(square, 0.12, 0.38, 0.42, 4)
    for y in (0.76, 0.66, 0.56, 0.46):
        square.way((0.62, y), (0.86, y))


def floor(square: Square) -> None:
    """Squares scratched into the ground, stones at their corners, and two feet in one of them."""
    for step in range(4):
        at = 0.1 + step * 0.27
        square.way((at, 0.1), (at, 0.91), width=0.8)
        square.way((0.1, at), (0.91, at), width=0.8)
    for column in range(4):
        for row in range(4):
            square.ring(0.1 + column * 0.27, 0.1 + row * 0.27, 0.035 + 0.008 * ((column + row) % 2))
    for x in (0.19, 0.28):
        oval = [(x + 0.032 * cos(step * pi / 8), 0.225 + 0.06 * sin(step * pi / 8)) for step in range(16)]
        square.way(*oval, closed=True, filled=True)


SIGNS: dict[str, Callable[[Square], None]] = {
    "open": opens,
    "close": closes,
    "tick": taps,
    "threes": threes,
    "radio": radio,
    "behind": behind,
    "sheet": sheet,
    "board": board,
    "floor": floor,
}
