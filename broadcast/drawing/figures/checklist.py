"""Sentences that are to be true, each with a square to tick."""

from __future__ import annotations

from broadcast.drawing.figures.letters import tick
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Checklist


def draw(figure: Checklist, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    side = look.text * 0.95
    room = width - side * 1.7
    y = y_top
    with pen.figure(figure.alt):
        for entry in figure.entries:
            block = pen.block(entry, room, leading=look.text * 1.3)
            high = max(block.height, side) + look.space * 0.6
            middle = y - look.space * 0.3 - block.line_height(block.lines[0]) / 2
            pen.rect(x + look.line, middle - side / 2, side, side, look.line * look.shape.edge)
            if figure.ticked:
                tick(pen, (x + look.line, middle - side / 2), side)
            pen.put(block, x + side * 1.7, y - look.space * 0.3)
            y -= high
    return y_top - y


def natural(figure: Checklist, pen: Pen) -> float:
    """Width at which the sentences take few lines, in points."""
    widest = max((pen.natural(entry) for entry in figure.entries), default=0.0)
    return pen.look.text * 1.7 + max(min(widest, pen.look.text * 14), widest / 3)
