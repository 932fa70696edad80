"""Cards to cut out: dots on the front, a line to fold along, and below it the back, upside down: folded back it stands upright.

On screen there are the fronts alone.
"""

from __future__ import annotations

from math import ceil, sqrt

from reportlab.lib.units import mm

from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Cards

LEAST: float = 19 * mm
"""Width of a card that a child can cut and fold."""


def draw(figure: Cards, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    count = len(figure.cards)
    label = look.small * 1.5 if look.fixed else 0.0
    card = min(_most(pen), (width - label) / count)
    side = card * 1.08
    left = x + label + (width - label - card * count) / 2
    top = y_top - label
    with pen.figure(figure.alt):
        if look.fixed:
            _cut(figure, pen, (left, top), card, side, label)
        for number, one in enumerate(figure.cards):
            corner = look.small * 0.85
            if not look.fixed:
                pen.rect(left + (number + 0.05) * card, top - side, card * 0.9, side, look.line, radius=card * 0.06)
            _dots(pen, one.dots, left + (number + 0.5) * card, top - side * (0.44 if look.fixed else 0.5), card)
            if look.fixed:
                pen.centred(one.front, (left + (number + 1) * card - corner, top - side + corner), look.small, bold=True)
                _turned(pen, one.back, (left + number * card + corner, top - side - corner))
    return label + 2 * side + look.line if look.fixed else side + look.line


def _cut(figure: Cards, pen: Pen, corner: tuple[float, float], card: float, side: float, label: float) -> None:
    """The lines to cut and to fold along, scissors, and what the dotted line means."""
    look, (left, top), count = pen.look, corner, len(figure.cards)
    middle, bottom, right = top - side, top - 2 * side, left + len(figure.cards) * card
    for number in range(count + 1):
        pen.cut((left + number * card, top), (left + number * card, bottom), scissors=False)
    for y in (top, bottom):
        pen.cut((left, y), (right, y), scissors=False)
    pen.fold((left - label * 0.5, middle), (right, middle))
    _scissors(pen, left - label * 0.15, top + label * 0.42, label * 0.42)
    word = pen.block(figure.fold, 1e6, size=look.small)
    pen.put(word, right - word.natural(), top + label * 0.5 + word.height / 2)
    sample = right - word.natural() - look.small * 2.6
    pen.fold((sample, top + label * 0.5), (sample + look.small * 2, top + label * 0.5))


def natural(figure: Cards, pen: Pen) -> float:
    """Width of cards that a child can cut out, in points."""
    if not pen.look.fixed:
        return len(figure.cards) * pen.look.cell[0] * 2
    return len(figure.cards) * LEAST + pen.look.small * 1.5


def _most(pen: Pen) -> float:
    return max(LEAST, pen.look.cell[1] * 2) if pen.look.fixed else pen.look.cell[1] * 1.9


def _dots(pen: Pen, count: int, x: float, y: float, card: float) -> None:
    """In rows as even as the number allows: 8 is two rows of four, 16 four of four."""
    columns = next((wide for wide in range(ceil(sqrt(count)), 5) if count % wide == 0), ceil(sqrt(count)))
    rows = ceil(count / columns)
    step = card * 0.74 / max(columns, 3)
    radius = step * 0.32
    for number in range(count):
        row, column = divmod(number, columns)
        wide = min(columns, count - row * columns)
        centre = (x + (column - (wide - 1) / 2) * step, y + ((rows - 1) / 2 - row) * step)
        pen.circle(centre, radius, 0, fill=pen.look.colours.ink)


def _turned(pen: Pen, text: str, centre: tuple[float, float]) -> None:
    """Upside down."""
    if pen.canvas is None:
        return
    pen.canvas.saveState()
    pen.canvas.translate(*centre)
    pen.canvas.rotate(180)
    pen.centred(text, (0.0, 0.0), pen.look.small, bold=True)
    pen.canvas.restoreState()


def _scissors(pen: Pen, x: float, y: float, size: float) -> None:
    """Two rings and two blades, cutting towards the right."""
    look = pen.look
    for sign in (1, -1):
        pen.circle((x, y + sign * size * 0.42), size * 0.3, look.thin)
        pen.polygon(
            [(x + size * 0.24, y + sign * size * 0.25), (x + size * 1.7, y - sign * size * 0.35)], look.line, closed=False
        )
