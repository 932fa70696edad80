"""Squares to paint, row by row; at the right of each row how many stay white and how many become black.

On screen there are the squares alone: the rows are said one after the other, and captions have them.
"""

from __future__ import annotations

from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Pixels


def draw(figure: Pixels, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    rows, columns = len(figure.runs), figure.columns
    number, beside = look.small * 1.7, _beside(figure, pen)
    cell = min(look.cell[1] * 0.75, (width - number - beside) / columns)
    left = x + number + max(0.0, (width - number - beside - columns * cell) / 2)
    top = y_top - look.thick / 2
    bottom = top - rows * cell
    with pen.figure(figure.alt):
        for row, cells in enumerate(figure.painted):
            for column, painted in enumerate(cells):
                if painted == "#":
                    pen.rect(left + column * cell, top - (row + 1) * cell, cell, cell, 0, fill=look.colours.ink)
        for column in range(1, columns):
            pen.line((left + column * cell, bottom), (left + column * cell, top), look.thin, look.colours.quiet)
        for row in range(1, rows):
            pen.line((left, top - row * cell), (left + columns * cell, top - row * cell), look.thin, look.colours.quiet)
        pen.rect(left, bottom, columns * cell, rows * cell, look.line * look.shape.edge)
        for row, runs in enumerate(figure.runs):
            middle = top - (row + 0.5) * cell
            pen.centred(str(row + 1), (left - number * 0.55, middle), min(look.small, cell * 0.75), bold=True)
            if look.fixed:
                _runs(pen, runs, left + columns * cell + look.small * 0.9, middle)
    return rows * cell + look.thick


def natural(figure: Pixels, pen: Pen) -> float:
    """Width with the least squares that can be painted, in points."""
    return figure.columns * pen.look.cell[0] * 0.8 + pen.look.small * 1.7 + _beside(figure, pen)


def _step(pen: Pen) -> float:
    """Width of a number with its little square."""
    return pen.look.small * 2.1


def _beside(figure: Pixels, pen: Pen) -> float:
    if not pen.look.fixed:
        return 0.0
    most = max(sum(1 for run in runs if run) for runs in figure.runs)
    return pen.look.small * 0.9 + most * _step(pen)


def _runs(pen: Pen, runs: tuple[int, ...], x: float, middle: float) -> None:
    """`2` and a white square, `3` and a black one, and so on."""
    look, side = pen.look, pen.look.small * 0.62
    for place, run in enumerate(runs):
        if run:
            pen.centred(str(run), (x + look.small * 0.4, middle), look.small)
            at = x + look.small * 0.95
            fill = look.colours.ink if place % 2 else look.colours.ground
            pen.rect(at, middle - side / 2, side, side, look.thin, fill=fill)
            x += _step(pen)
