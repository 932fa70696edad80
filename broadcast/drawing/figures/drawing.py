"""What a turtle draws, as large as there is room, and the turtle itself as an arrow where it starts.

On paper faint dots help to measure where all ends of lines lie on a grid of round numbers; the bar below says how far one dot is
from the next. A picture without lines is an empty frame. Pictures beside each other are drawn at one scale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, floor, radians, sin

from broadcast.drawing.figures.pen import Pen, Point
from broadcast.unplugged.figures import Drawing

WIDE, TALL = 6.0, 4.0
"""Of the picture at the most, over the greatest square of a grid."""
LEAST = 4.5
"""Width that a picture wants, over the least square of a grid."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""From one dot to the next, in the turtle's own units."""
APART = (11.0, 36.0)
"""Points between two dots at the least, and at the most where the picture allows."""
DOTS = 900
MANY = 60
"""More lines than these are drawn thinner."""


@dataclass(frozen=True, slots=True)
class View:
    """The part of the plane that is seen, in the turtle's units."""

    left: float
    low: float
    right: float
    high: float

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def tall(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture in its rectangle: points a unit, margins around, and the dots."""

    view: View
    scale: float
    margin: float
    width: float
    height: float
    step: int
    """From one dot to the next; 0: none."""


def view(figure: Drawing) -> View:
    """What must be seen of a picture."""
    points = [(x, y) for x1, y1, x2, y2 in (*figure.strokes, *figure.faint) for x, y in ((x1, y1), (x2, y2))]
    points += [figure.start[:2]] if figure.start else []
    points += [figure.view[:2], figure.view[2:]] if figure.view else []
    points = points or [(0.0, 0.0)]
    across, up = [x for x, _ in points], [y for _, y in points]
    return View(min(across), min(up), max(across), max(up))


def shared(figures: Sequence[Drawing]) -> tuple[float, float]:
    """Width and height that hold each of the pictures, in the turtle's units: for one scale."""
    views = [view(figure) for figure in figures]
    return max(one.wide for one in views), max(one.tall for one in views)


def lay(figure: Drawing, pen: Pen, width: float, size: tuple[float, float] | None = None) -> Laid:
    """The picture in `width` points; with a `size`, at the scale at which pictures up to that size have room."""
    look, seen = pen.look, view(figure)
    margin = _margin(pen)
    wide, tall = size or (seen.wide, seen.tall)
    most = look.cell[1]
    room = max(min(width - 2 * margin, most * WIDE), look.text)
    empty = not figure.strokes and not figure.faint
    if empty and max(wide, tall) <= 0:
        return Laid(seen, 0.0, margin, room + 2 * margin, min(most * 2.5, room * 0.75) + 2 * margin, 0)
    scale = min(room / max(wide, 1e-6), most * TALL / max(tall, 1e-6), most)
    step = 0 if size or not look.fixed else _step(figure, seen, scale)
    bar = look.small * 1.3 if step else 0.0
    across = min(max(wide * scale, look.text * 4), room) if empty else seen.wide * scale
    return Laid(seen, scale, margin, across + 2 * margin, tall * scale + 2 * margin + bar, step)


def draw(figure: Drawing, pen: Pen, x: float, y_top: float, width: float, size: tuple[float, float] | None = None) -> float:
    laid = lay(figure, pen, width, size)
    if pen.canvas is None:
        return laid.height
    look, seen = pen.look, laid.view
    begin = x + max((width - laid.width) / 2, 0) + laid.margin
    bar = look.small * 1.3 if laid.step else 0.0
    top = y_top - (laid.height - bar - seen.tall * laid.scale) / 2

    def at(across: float, up: float) -> Point:
        return begin + (across - seen.left) * laid.scale, top - (seen.high - up) * laid.scale

    with pen.figure(figure.alt):
        if not figure.strokes and not figure.faint:
            _frame(pen, x + max((width - laid.width) / 2, 0), y_top, laid)
        if laid.step:
            _dots(pen, laid, at, figure.start[:2] if figure.start else (0.0, 0.0))
            _bar(pen, laid, x + width / 2, y_top - laid.height + look.small * 0.75)
        for x1, y1, x2, y2 in figure.faint:
            pen.line(at(x1, y1), at(x2, y2), look.line, look.colours.quiet, dash=(look.line * 2, look.line * 2))
        heavy = look.thick * 0.8 if len(figure.strokes) <= MANY else look.line * 1.2
        for x1, y1, x2, y2 in figure.strokes:
            pen.polygon([at(x1, y1), at(x2, y2)], heavy, closed=False, round_ends=True)
        if figure.start:
            across, up, heading = figure.start
            middle = at(across, up) if figure.strokes or figure.faint else (x + width / 2, y_top - laid.height / 2)
            _arrow(pen, middle, heading, max(seen.wide, seen.tall) * laid.scale)
    return laid.height


def natural(figure: Drawing, pen: Pen) -> float:
    """Width under which a picture becomes hard to tell from others, in points."""
    return pen.look.cell[0] * LEAST + 2 * _margin(pen)


def _margin(pen: Pen) -> float:
    """Around a picture: the turtle may stand at its edge, and lines are thick."""
    return pen.look.text * (0.85 if pen.look.fixed else 0.55)


def _step(figure: Drawing, seen: View, scale: float) -> int:
    """The largest round number that all ends of lines are multiples of, from the start; 0 where dots would not help."""
    start = figure.start or (0.0, 0.0, 0.0)
    ends = [value for x1, y1, x2, y2 in figure.strokes for value in (x1 - start[0], y1 - start[1], x2 - start[0], y2 - start[1])]
    able = [step for step in STEPS if all(abs(value / step - round(value / step)) < 0.01 for value in ends)]
    able = [step for step in able if step * scale >= APART[0] and max(seen.wide, seen.tall) / step >= 2]
    able = [step for step in able if (seen.wide / step + 3) * (seen.tall / step + 3) <= DOTS]
    return max((step for step in able if step * scale <= APART[1]), default=min(able, default=0))


def _dots(pen: Pen, laid: Laid, at: Callable[[float, float], Point], start: Point) -> None:
    """A dot wherever a grid from the start has a corner, a little beyond the picture too."""
    seen, step, beyond = laid.view, laid.step, laid.margin / laid.scale

    def marks(first: float, last: float, origin: float) -> list[float]:
        low, high = floor((first - beyond * 0.9 - origin) / step) + 1, floor((last + beyond * 0.9 - origin) / step)
        return [origin + step * number for number in range(low, high + 1)]

    radius = 0.75
    for across in marks(seen.left, seen.right, start[0]):
        for up in marks(seen.low, seen.high, start[1]):
            pen.circle(at(across, up), radius, 0, fill=pen.look.colours.quiet)


def _bar(pen: Pen, laid: Laid, middle: float, y: float) -> None:
    """How far one dot is from the next."""
    look, long = pen.look, laid.step * laid.scale
    words = pen.block(str(laid.step), 1e6, size=look.small, leading=look.small * 1.2)
    left = middle - (long + words.natural() + look.small * 0.5) / 2
    tick = look.small * 0.3
    pen.line((left, y), (left + long, y), look.thin)
    for edge in (left, left + long):
        pen.line((edge, y - tick), (edge, y + tick), look.thin)
    pen.put(words, left + long + look.small * 0.5, y + words.height / 2)


def _frame(pen: Pen, x: float, y_top: float, laid: Laid) -> None:
    inset = laid.margin * 0.3
    dash = (pen.look.line * 2.5, pen.look.line * 2.5)
    wide, high = laid.width - 2 * inset, laid.height - 2 * inset
    pen.rect(x + inset, y_top - laid.height + inset, wide, high, pen.look.thin, dash=dash, radius=pen.look.text * 0.2)


def _arrow(pen: Pen, centre: Point, heading: float, picture: float) -> None:
    """The turtle, looking so many degrees clockwise from up; its tip lies a little before its place."""
    size, turn = pen.look.text * (0.5 if pen.look.fixed else 0.36), radians(heading)
    size = min(size, max(picture * 0.12, size * 0.6)) if picture else size
    ahead, side = (sin(turn), cos(turn)), (cos(turn), -sin(turn))
    x, y = centre

    def at(forward: float, aside: float) -> Point:
        return x + (ahead[0] * forward + side[0] * aside) * size, y + (ahead[1] * forward + side[1] * aside) * size

    corners = [at(1.25, 0), at(-0.75, 0.8), at(-0.35, 0), at(-0.75, -0.8)]
    pen.polygon(corners, pen.look.line * 1.1, fill=pen.look.colours.ground)
