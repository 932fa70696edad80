"""Options with letters, each a text, a program, a grid or a drawing; the right one gets a tick and a heavy ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadcast.drawing.figures import drawing, grid, listing
from broadcast.drawing.figures.pen import Pen, Point
from broadcast.unplugged.figures import Choice, Drawing, Grid, Listing


def draw(figure: Choice, pen: Pen, x: float, y_top: float, width: float) -> float:
    figure, pen = _bare(figure, pen), _smaller(figure, pen)
    columns = _columns(figure, pen, width)
    between = _between(pen)
    each = (width - between * (columns - 1)) / columns
    y = y_top
    options = list(figure.options)
    pictures = [body for _, body in options if isinstance(body, Drawing)]
    size = drawing.shared(pictures) if pictures else None
    with pen.figure(figure.alt):
        while options:
            row, options = options[:columns], options[columns:]
            high = max(_option(body, Pen(None, pen.look, pen.language), 0, 0, each, "", False, size) for _, body in row)
            for number, (letter, body) in enumerate(row):
                _option(body, pen, x + number * (each + between), y, each, letter, letter in figure.answer, size)
            y -= high + (pen.look.space if options else 0)
    return y_top - y


def _bare(figure: Choice, pen: Pen) -> Choice:
    """On screen programs beside each other go without numbers: nobody talks about a line of them."""
    if pen.look.fixed:
        return figure
    options = tuple((letter, _numberless(body) if isinstance(body, Listing) else body) for letter, body in figure.options)
    return figure.model_copy(update={"options": options})


def _numberless(listing: Listing) -> Listing:
    return listing.model_copy(update={"lines": tuple(line.model_copy(update={"number": 0}) for line in listing.lines)})


def _smaller(figure: Choice, pen: Pen) -> Pen:
    """Nothing is written into these grids and pictures, so they may be smaller."""
    shares = (0.7, 0.8) if any(isinstance(body, Grid) for _, body in figure.options) else (0.6, 0.62)
    if all(isinstance(body, str | Listing) for _, body in figure.options):
        return pen
    least, most = pen.look.cell
    return Pen(pen.canvas, replace(pen.look, cell=(least * shares[0], most * shares[1])), pen.language)


def _columns(figure: Choice, pen: Pen, width: float) -> int:
    """As many options beside each other as have room, at most four; texts and long programs go under one another."""
    room = _room(figure, pen)
    for columns in (4, 2):
        if len(figure.options) % columns == 0 and room * columns + _between(pen) * (columns - 1) <= width:
            return columns
    return 3 if len(figure.options) == 3 and room * 3 + _between(pen) * 2 <= width else 1


def natural(figure: Choice, pen: Pen) -> float:
    """Width that the widest option wants, in points."""
    return _room(_bare(figure, pen), _smaller(figure, pen))


def _room(figure: Choice, pen: Pen) -> float:
    room = 0.0
    for _, body in figure.options:
        if isinstance(body, str):
            wanted = pen.natural(body)
        elif isinstance(body, Listing):
            wanted = listing.natural(body.lines, pen, look=body.look)
        elif isinstance(body, Drawing):
            wanted = drawing.natural(body, pen)
        else:
            wanted = grid.natural(body, pen)
        room = max(room, wanted)
    return room + (0 if _above(pen, [body for _, body in figure.options]) else _badge(pen)) + 1


def _above(pen: Pen, bodies: Sequence[object]) -> bool:
    """On screen the letters stand over pictures: they are large there."""
    return not pen.look.fixed and all(isinstance(body, Drawing | Grid) for body in bodies)


def _between(pen: Pen) -> float:
    return pen.look.space * (2 if pen.look.fixed else 1)


def _badge(pen: Pen) -> float:
    return pen.look.text * (2.1 if pen.look.fixed else 1.9)


def _option(
    body: str | Listing | Grid | Drawing,
    pen: Pen,
    x: float,
    y_top: float,
    width: float,
    letter: str,
    right: bool,
    size: tuple[float, float] | None,
) -> float:
    look, badge = pen.look, _badge(pen)
    if isinstance(body, Drawing | Grid) and _above(pen, [body]):
        high = _picture(body, pen, x, y_top - badge, width, size)
        if letter:
            _ring(pen, (x + width / 2, y_top - badge / 2), letter, right)
        return badge + high
    room = width - badge
    if isinstance(body, str):
        block = pen.block(body, room)
        high = max(block.height + look.text * 0.4, badge)
        pen.put(block, x + badge, y_top - (high - block.height) / 2)
        middle = y_top - high / 2
    elif isinstance(body, Listing):
        high = max(listing.lines(body.lines, pen, x + badge, y_top, room, marked=body.marked, look=body.look), badge)
        middle = y_top - badge / 2
    else:
        high = max(_picture(body, pen, x + badge, y_top, room, size), badge)
        middle = y_top - badge / 2
    if letter:
        _ring(pen, (x + badge * 0.42, middle), letter, right)
    return high


def _picture(body: Drawing | Grid, pen: Pen, x: float, y_top: float, width: float, size: tuple[float, float] | None) -> float:
    if isinstance(body, Drawing):
        return drawing.draw(body, pen, x, y_top, width, size)
    return grid.draw(body, pen, x, y_top, width)


def _ring(pen: Pen, centre: Point, letter: str, right: bool) -> None:
    look = pen.look
    r = look.text * 0.78
    pen.circle(centre, r, look.thick if right else look.line * 1.2, colour=look.colours.accent if right else None)
    pen.centred(letter, centre, look.text, bold=True)
    if right:
        x, y = centre[0] + r * 0.9, centre[1] + r * 0.75
        tick = [(x - r * 0.42, y), (x - r * 0.1, y - r * 0.4), (x + r * 0.5, y + r * 0.5)]
        pen.polygon(tick, look.thick, colour=look.colours.ground, closed=False, round_ends=True)
        pen.polygon(tick, look.thick * 0.8, colour=look.colours.accent, closed=False, round_ends=True)
