"""Words at the left, meanings at the right in another order, a dot beside each to draw lines between."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Matching


def draw(figure: Matching, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    dot, letter, between = look.text * 0.26, look.text * 1.6, max(width * 0.17, look.text * 4)
    widest = max((pen.natural(word, bold=True) for word in figure.left), default=0.0)
    left_width = min(widest + 1, (width - between) * 0.42)
    right_width = width - left_width - between - letter
    left = [pen.block(word, left_width, bold=True) for word in figure.left]
    right = [pen.block(word, right_width) for word in figure.right]
    height = max(_height(pen, left), _height(pen, right))
    left_x, right_x = x + left_width + look.text * 0.8, x + width - right_width - letter - look.text * 0.8
    with pen.figure(figure.alt):
        ends = [(left_x, at) for at in _middles(pen, left, y_top, height)]
        starts = [(right_x, at) for at in _middles(pen, right, y_top, height)]
        for number, other in enumerate(figure.answer[: len(ends)]):
            pen.polygon(
                [ends[number], starts[other]], look.thick * 0.75, colour=look.colours.accent, closed=False, round_ends=True
            )
        for block, (at, y) in zip(left, ends, strict=True):
            pen.put(block, x, y + block.height / 2)
            pen.circle((at, y), dot, 0, fill=look.colours.ink)
        for number, (block, (at, y)) in enumerate(zip(right, starts, strict=True)):
            pen.circle((at, y), dot, 0, fill=look.colours.ink)
            pen.centred(chr(97 + number), (x + width - right_width - letter * 0.55, y), look.text, bold=True)
            pen.put(block, x + width - right_width, y + block.height / 2)
    return height


def natural(figure: Matching, pen: Pen) -> float:
    """Width at which the words at the left stand on one line and the meanings on a few, in points."""
    words = max((pen.natural(word, bold=True) for word in figure.left), default=0.0)
    meanings = max((pen.natural(text) for text in figure.right), default=0.0)
    return words + pen.look.text * 6.5 + max(min(meanings, pen.look.text * 10), meanings / 3)


def _height(pen: Pen, blocks: Sequence[Block]) -> float:
    return sum(max(block.height + pen.look.space, pen.look.row * pen.look.shape.still) for block in blocks)


def _middles(pen: Pen, blocks: Sequence[Block], y_top: float, height: float) -> list[float]:
    """Where the entries' middles are when the column is spread over the height."""
    spare = (height - _height(pen, blocks)) / max(len(blocks), 1)
    found = []
    for block in blocks:
        high = max(block.height + pen.look.space, pen.look.row * pen.look.shape.still) + spare
        found.append(y_top - high / 2)
        y_top -= high
    return found
