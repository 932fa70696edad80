"""Squares for words that cross, numbered, and the clues beside or under them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Crossword

LEAST: float = 7.5 * mm
"""Side of a square that a child writes a letter into."""
SMALL_NUMBER = 7.0
"""Points: numbers stand in a corner, the letter in the middle."""


def draw(figure: Crossword, pen: Pen, x: float, y_top: float, width: float) -> float:
    columns = len(figure.cells[0])
    clues = _clues(figure, pen, width - columns * _least(pen) - 2 * pen.look.text)
    beside = bool(clues) and clues[0].width >= pen.look.text * 13
    room = max(columns * _least(pen), (width - 2 * pen.look.text) * 0.5) if beside else width
    cell = min(_most(pen), room / columns)
    clues = _clues(figure, pen, width - columns * cell - 2 * pen.look.text) if beside else []
    with pen.figure(figure.alt):
        if beside:
            _squares(figure, pen, x, y_top, cell)
            tall = _put(pen, clues, x + columns * cell + 2 * pen.look.text, y_top)
            return max(tall, len(figure.cells) * cell + pen.look.line)
        _squares(figure, pen, x + (width - columns * cell) / 2, y_top, cell)
        high = len(figure.cells) * cell + pen.look.line
        below = _clues(figure, pen, width)
        return high + (pen.look.space + _put(pen, below, x, y_top - high - pen.look.space) if below else 0.0)


def natural(figure: Crossword, pen: Pen) -> float:
    """Width with the least squares that can be written into, in points."""
    return len(figure.cells[0]) * _least(pen) + pen.look.line


def _least(pen: Pen) -> float:
    return LEAST if pen.look.fixed else pen.look.cell[0]


def _most(pen: Pen) -> float:
    return max(_least(pen), pen.look.cell[1] * 0.62)


def _squares(figure: Crossword, pen: Pen, x: float, y_top: float, cell: float) -> None:
    look = pen.look
    top = y_top - look.line / 2
    for row, cells in enumerate(figure.cells):
        for column, number in enumerate(cells):
            if number < 0:
                continue
            left, low = x + column * cell, top - (row + 1) * cell
            pen.rect(left, low, cell, cell, look.line, fill=look.colours.ground)
            if number:
                size = SMALL_NUMBER if look.fixed else cell * 0.32
                block = pen.block(str(number), 1e6, size=size, leading=size)
                pen.put(block, left + size * 0.3, low + cell - size * 0.15)
            letter = figure.letters[row][column] if figure.letters else ""
            if letter:
                size = min(look.text * 1.1, cell * 0.72)
                wide = pen.natural(letter, size=size, bold=True)
                centre = (left + cell * 0.54, low + cell * 0.44)
                pen.centred(letter, centre, size * min(1.0, cell * 0.8 / wide), bold=True, colour=look.colours.accent)


def _clues(figure: Crossword, pen: Pen, width: float) -> list[Block]:
    """Two lists under their heads; empty where there is no room, or where the squares stand alone."""
    size = pen.look.text
    if width < size * 6 or not any(figure.heads):
        return []
    found: list[Block] = []
    for head, clues in zip(figure.heads, (figure.across, figure.down), strict=True):
        if clues:
            found.append(pen.block(head, width, bold=True, leading=size * 1.35))
            found += [pen.block(f"{number}. {clue}", width, leading=size * 1.25) for number, clue in clues]
    return found


def _put(pen: Pen, blocks: Sequence[Block], x: float, y_top: float) -> float:
    y = y_top
    for block in blocks:
        y -= pen.put(block, x, y) + pen.look.space * 0.3
    return y_top - y
