"""A program as printed: numbers at the left, guides for what lies inside, gaps to write in."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.drawing.figures import blocks
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Line, Listing

STEP = 2.0
"""Width of one indent, over the size of the words."""
HANG = 1.6
"""What the rest of a broken line is further in, over the size of the words."""
LONG, MOST = 14, 3
"""Lines of a program that may stand in two columns, and how many there may be."""
APART = 2.2
"""Between columns, over the size of the words."""


def draw(listing: Listing, pen: Pen, x: float, y_top: float, width: float) -> float:
    with pen.figure(listing.alt) if listing.look == "blocks" else pen.element("P"):
        parts = columns(listing, pen, width)
        each = (width - (len(parts) - 1) * pen.look.text * APART) / len(parts)
        heights = []
        for number, part in enumerate(parts):
            after = parts[number + 1][0].indent if number + 1 < len(parts) else -1
            left = x + number * (each + pen.look.text * APART)
            heights.append(lines(part, pen, left, y_top, each, marked=listing.marked, look=listing.look, after=after))
        for number in range(1, len(parts)):
            middle = x + number * (each + pen.look.text * APART) - pen.look.text * APART / 2
            pen.line((middle, y_top), (middle, y_top - max(heights)), pen.look.thin, dash=(2.5, 2.5))
        return max(heights)


def columns(listing: Listing, pen: Pen, width: float) -> list[tuple[Line, ...]]:
    """A long program goes on at the top of another column where there is room; its numbers go on with it."""
    program = listing.lines
    if not pen.look.fixed or len(program) < LONG:
        return [program]
    room = natural(program, pen, look=listing.look)
    count = min(len(program) * 2 // LONG, MOST)
    while count > 1 and room * count + pen.look.text * APART * (count - 1) > width:
        count -= 1
    parts, rest = [], program
    for left in range(count, 1, -1):
        cut = _cut(rest, -(-len(rest) // left))
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [part for part in [*parts, rest] if part]


def _cut(program: Sequence[Line], wanted: int) -> int:
    """Where a column ends: near the wanted line, before one that lies in as little as can be."""
    near = range(max(wanted - 2, 1), min(wanted + 2, len(program) - 1) + 1)
    return min(near, key=lambda at: (program[at].indent, abs(at - wanted))) if near else wanted


def lines(
    program: Sequence[Line],
    pen: Pen,
    x: float,
    y_top: float,
    width: float,
    *,
    marked: int = 0,
    look: str = "text",
    after: int = -1,
) -> float:
    """Lines of a program under one another, as text or as blocks; returns their height. `after` is the indent of the line that follows."""
    if look == "blocks":
        return blocks.draw(program, pen, x, y_top, width, marked=marked, after=after)
    return _text(program, pen, x, y_top, width, marked)


def _text(program: Sequence[Line], pen: Pen, x: float, y_top: float, width: float, marked: int) -> float:
    look, size = pen.look, pen.look.text
    gutter = _gutter(program, size)
    pointer = size * 0.9 if marked else 0.0
    step, pad, leading = size * STEP, size * look.shape.air, size * look.shape.leading
    y = y_top
    rows: list[tuple[float, float, int]] = []
    for line in program:
        left = x + pointer + gutter + step * line.indent
        block = pen.block(line.text or " ", max(width - (left - x), size * 4), mono=True, leading=leading, hang=size * HANG)
        high = block.height + 2 * pad
        if marked and line.number == marked:
            _marker(pen, x, y, width, high)
        if line.number:
            colour = look.colours.accent if line.number == marked else look.colours.quiet
            number = pen.block(str(line.number), size * 1.2, mono=True, align="right", colour=colour, leading=leading)
            first = block.line_height(block.lines[0])
            pen.put(number, x + pointer, y - pad - (first - number.height))
        pen.put(block, left, y - pad)
        rows.append((y, y - high, line.indent))
        y -= high
    _guides(pen, x + pointer + gutter, step, rows)
    return y_top - y


def wanted(listing: Listing, pen: Pen) -> float:
    """Width at which no line is broken, in points."""
    return natural(listing.lines, pen, look=listing.look) + (pen.look.text * 0.9 if listing.marked else 0.0)


def natural(program: Sequence[Line], pen: Pen, *, look: str = "text") -> float:
    """Width at which no line is broken, in points."""
    if look == "blocks":
        return blocks.natural(program, pen)
    size = pen.look.text
    gutter = _gutter(program, size)
    wide = max((pen.natural(line.text or " ", mono=True) + size * STEP * line.indent for line in program), default=0.0)
    return gutter + wide + 1


def _gutter(program: Sequence[Line], size: float) -> float:
    """Width of the column of numbers; wider where a line begins with a number of its own, as in Korean (3 번 반복하기)."""
    if not any(line.number for line in program):
        return 0.0
    return size * (2.9 if any(line.text[:1].isdigit() for line in program) else 1.9)


def _guides(pen: Pen, left: float, step: float, rows: list[tuple[float, float, int]]) -> None:
    deepest = max((indent for _, _, indent in rows), default=0)
    for level in range(deepest):
        at = left + step * level + step * 0.28
        for top, bottom, indent in rows:
            if indent > level:
                pen.line((at, top), (at, bottom), pen.look.thin, pen.look.colours.quiet)


def _marker(pen: Pen, x: float, y: float, width: float, high: float) -> None:
    look = pen.look
    if look.colours.mark != look.colours.ground:
        pen.rect(x, y - high, width, high, 0, fill=look.colours.mark, radius=look.text * 0.15)
    middle, r = y - high / 2, look.text * 0.34
    left = x + look.text * 0.18
    pen.polygon([(left, middle + r), (left + r * 1.5, middle), (left, middle - r)], 0, fill=look.colours.accent)
