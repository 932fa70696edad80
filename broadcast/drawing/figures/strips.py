"""Lines out of order on strips, each with a letter, or on blocks; below, the order to write. Strips to cut out have dashed edges and scissors."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.drawing.figures import listing
from broadcast.drawing.figures.pen import Pen, Point
from broadcast.unplugged.figures import Line, Strips


def draw(figure: Strips, pen: Pen, x: float, y_top: float, width: float) -> float:
    """Two columns of strips where a frame is wide."""
    look = pen.look
    between = 2 * look.space
    two = not look.fixed and len(figure.strips) > 2 and 2 * _widest(figure, pen) + between <= width
    each, half = ((width - between) / 2, -(-len(figure.strips) // 2)) if two else (width, len(figure.strips))
    with pen.figure(figure.alt):
        parts = [figure.strips[:half], figure.strips[half:]]
        high = max(
            _column(figure, part, pen, x + number * (each + between), y_top, each) for number, part in enumerate(parts) if part
        )
        high += look.space * 1.4
        return high + _order(figure, pen, x, y_top - high, width)


def _column(
    figure: Strips, strips: Sequence[tuple[str, tuple[Line, ...]]], pen: Pen, x: float, y_top: float, width: float
) -> float:
    look = pen.look
    badge, pad = look.text * 2.2, look.text * 0.35
    room = width - badge - 2 * pad
    bare = figure.look == "blocks" and not figure.cut
    y = y_top - (look.small * 0.45 if figure.cut else 0.0)  # the scissors stand over the line
    _edge(figure, pen, (x, y), (x + width, y))
    for letter, lines in strips:
        body = listing.lines(lines, Pen(None, look, pen.language), 0, 0, room, look=figure.look)
        high = max(body + (3 if figure.look == "blocks" else 2) * pad, look.row * look.shape.still)
        for at in (x, x + width):
            if figure.cut:
                pen.cut((at, y), (at, y - high), scissors=False)
            elif not bare:
                pen.line((at, y), (at, y - high), look.thin)
        _edge(figure, pen, (x, y - high), (x + width, y - high))
        if bare:
            pen.circle((x + badge * 0.42, y - high / 2), look.text * 0.78, look.line * 1.2)
            pen.centred(letter, (x + badge * 0.42, y - high / 2), look.text, bold=True)
        else:
            pen.centred(letter, (x + badge / 2, y - high / 2), look.text * 1.15, bold=True)
            pen.line((x + badge, y - high), (x + badge, y), look.thin)
        listing.lines(lines, pen, x + badge + pad, y - (high - body) / 2, room, look=figure.look)
        y -= high
    return y_top - y


def _edge(figure: Strips, pen: Pen, start: Point, end: Point) -> None:
    """Over and under a strip; blocks that are not cut out need none."""
    if figure.cut:
        pen.cut(start, end)
    elif figure.look == "text":
        pen.line(start, end, pen.look.thin)


def natural(figure: Strips, pen: Pen) -> float:
    """Width at which no line is broken and the squares for the order have room, in points."""
    look = pen.look
    return max(_widest(figure, pen), (figure.places or len(figure.strips)) * (look.row + look.text * 1.3))


def _widest(figure: Strips, pen: Pen) -> float:
    lines = max((listing.natural(lines, pen, look=figure.look) for _, lines in figure.strips), default=0.0)
    return lines + pen.look.text * 2.9


def _order(figure: Strips, pen: Pen, x: float, y: float, width: float) -> float:
    """Squares with arrows between, one a strip, with the answer's letters in them."""
    look = pen.look
    count = figure.places or len(figure.strips)
    arrow = look.text * 1.3
    side = min(look.rule * 1.05, (width + arrow) / count - arrow)
    for number in range(count):
        left = x + number * (side + arrow)
        pen.rect(left, y - side, side, side, look.line * look.shape.edge, radius=look.text * 0.12)
        if number < len(figure.answer):
            pen.centred(
                figure.answer[number], (left + side / 2, y - side / 2), look.text * 1.15, bold=True, colour=look.colours.accent
            )
        if number < count - 1:
            start, tip, middle, head = left + side + arrow * 0.2, left + side + arrow * 0.82, y - side / 2, arrow * 0.22
            pen.line((start, middle), (tip - head, middle), look.line)
            pen.polygon(
                [(tip, middle), (tip - head * 1.4, middle + head), (tip - head * 1.4, middle - head)], 0, fill=look.colours.ink
            )
    return side
