"""What a turtle draws, as large as there is room, and the turtle itself as an arrow where it starts."""

from __future__ import annotations

from math import cos, radians, sin

from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Drawing

WIDE, TALL = 10.0, 8.0
"""Of the picture at the most, over the greatest square of a grid."""


def draw(figure: Drawing, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    left, low, right, high = _bounds(figure)
    scale = _scale(figure, pen, width)
    margin = look.text * 0.8
    tall = (high - low) * scale + 2 * margin
    begin = x + max((width - (right - left) * scale) / 2, 0)

    def at(across: float, up: float) -> tuple[float, float]:
        return begin + (across - left) * scale, y_top - margin - (high - up) * scale

    with pen.figure(figure.alt):
        for x1, y1, x2, y2 in figure.faint:
            pen.line(at(x1, y1), at(x2, y2), look.line, look.colours.quiet, dash=(look.line * 2, look.line * 2))
        for x1, y1, x2, y2 in figure.strokes:
            pen.polygon([at(x1, y1), at(x2, y2)], look.thick * 0.8, closed=False, round_ends=True)
        if figure.start:
            across, up, heading = figure.start
            _arrow(pen, at(across, up), heading)
    return tall


def natural(figure: Drawing, pen: Pen) -> float:
    return pen.look.cell[0] * WIDE * 0.5


def _bounds(figure: Drawing) -> tuple[float, float, float, float]:
    points = [(x, y) for x1, y1, x2, y2 in (*figure.strokes, *figure.faint) for x, y in ((x1, y1), (x2, y2))]
    points += [figure.start[:2]] if figure.start else []
    points = points or [(0.0, 0.0)]
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _scale(figure: Drawing, pen: Pen, width: float) -> float:
    """Points a unit."""
    left, low, right, high = _bounds(figure)
    most = pen.look.cell[1]
    wide = min(width - 2 * pen.look.text * 0.8, most * WIDE * 0.6)
    return min(wide / max(right - left, 1e-6), most * TALL * 0.5 / max(high - low, 1e-6), most)


def _arrow(pen: Pen, centre: tuple[float, float], heading: float) -> None:
    size, turn = pen.look.text * 0.55, radians(heading)
    ahead, side = (sin(turn), cos(turn)), (cos(turn), -sin(turn))
    tip = centre[0] + ahead[0] * size * 1.3, centre[1] + ahead[1] * size * 1.3
    back = [
        (
            centre[0] - ahead[0] * size * 0.6 + sign * side[0] * size * 0.75,
            centre[1] - ahead[1] * size * 0.6 + sign * side[1] * size * 0.75,
        )
        for sign in (1, -1)
    ]
    pen.polygon([tip, *back], pen.look.line, fill=pen.look.colours.ground)
