"""A frame, or a part of one, to paint on: pixels from the upper left corner, colours by their name in the theme."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from icu4py.breakers import SentenceBreaker

from broadcast.drawing import figures
from broadcast.drawing.canvas import Canvas
from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.raster import frame
from broadcast.drawing.text import Align, Block
from broadcast.errors import TextError
from broadcast.tv.theme import Theme, theme
from broadcast.unplugged.figures import Figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Area = tuple[int, int, int, int]
"""Left, top, width, height in pixels; for a patch all even, as pictures are coded."""
Point = tuple[float, float]


def even(x: float, y: float, width: float, height: float) -> Area:
    """The smallest area of even edges around one."""
    left, top = int(x) // 2 * 2, int(y) // 2 * 2
    return left, top, -(-int(math.ceil(x + width) - left) // 2) * 2, -(-int(math.ceil(y + height) - top) // 2) * 2


class Sheet:
    """What is painted is in pixels of the whole frame; a sheet with an `area` keeps only that part."""

    def __init__(self, language: str, title: str = "", area: Area | None = None) -> None:
        self.theme: Theme = theme()
        self.language = language
        self.area = area or (0, 0, self.theme.frame.width, self.theme.frame.height)
        self.cut = 0
        """Sentences that had no room."""
        self._stream = io.BytesIO()
        left, top, width, height = self.area
        self.canvas = Canvas(self._stream, (float(width), float(height)), title=title, language=language, compress=False)
        self._dx, self._dy = float(left), float(top + height)

    def _x(self, x: float) -> float:
        return x - self._dx

    def _y(self, y: float) -> float:
        return self._dy - y

    # -- shapes

    def fill(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """A filled rectangle."""
        self.canvas.setFillColorRGB(*self.theme.colour(colour))
        with self.canvas.artifact():
            if radius:
                self.canvas.roundRect(self._x(x), self._y(y + height), width, height, radius, stroke=0, fill=1)
            else:
                self.canvas.rect(self._x(x), self._y(y + height), width, height, stroke=0, fill=1)

    def wash(self, colour: str) -> None:
        """Fill the whole area."""
        x, y, width, height = self.area
        self.fill(x, y, width, height, colour)

    def panel(
        self, x: float, y: float, width: float, height: float, colour: str, edge: str, line: float = 6, radius: float = 24
    ) -> None:
        """A filled rectangle with an edge that lies inside it."""
        self.fill(x, y, width, height, edge, radius)
        self.fill(x + line, y + line, width - 2 * line, height - 2 * line, colour, max(radius - line, 1))

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """A filled polygon."""
        path = self.canvas.beginPath()
        path.moveTo(self._x(points[0][0]), self._y(points[0][1]))
        for x, y in points[1:]:
            path.lineTo(self._x(x), self._y(y))
        path.close()
        self.canvas.setFillColorRGB(*self.theme.colour(colour))
        with self.canvas.artifact():
            self.canvas.drawPath(path, stroke=0, fill=1)

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A line through points, with round ends."""
        path = self.canvas.beginPath()
        path.moveTo(self._x(points[0][0]), self._y(points[0][1]))
        for x, y in points[1:]:
            path.lineTo(self._x(x), self._y(y))
        self._pen(colour, width)
        with self.canvas.artifact():
            self.canvas.drawPath(path, stroke=1, fill=0)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self.canvas.setFillColorRGB(*self.theme.colour(colour))
        with self.canvas.artifact():
            self.canvas.circle(self._x(x), self._y(y), radius, stroke=0, fill=1)

    def arc(self, x: float, y: float, radius: float, share: float, colour: str, width: float) -> None:
        """The last `share` of a ring, clockwise up to twelve o'clock."""
        self._pen(colour, width)
        self.canvas.setLineCap(0)
        with self.canvas.artifact():
            if share >= 1:
                self.canvas.circle(self._x(x), self._y(y), radius, stroke=1, fill=0)
            else:
                left, top = self._x(x) - radius, self._y(y) - radius
                self.canvas.arc(left, top, left + 2 * radius, top + 2 * radius, 90, 360 * share)

    def _pen(self, colour: str, width: float) -> None:
        self.canvas.setStrokeColorRGB(*self.theme.colour(colour))
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)

    # -- words

    def block(
        self,
        text: str,
        width: float,
        *,
        size: float = 0,
        colour: str = "ink",
        bold: bool = False,
        mono: bool = False,
        align: Align = "left",
    ) -> Block:
        """Words wrapped to a width, at the theme's size for text unless one is given."""
        size = size or (self.theme.type.code if mono else self.theme.type.text)
        tall = Block("x", self.language, size)
        leading = size * max(self.theme.type.leading, tall.leading / size - 0.18)
        block = Block(
            text,
            self.language,
            size,
            leading=leading,
            bold=bold,
            mono=mono,
            align=align,
            colour=self.theme.colour(colour),
            role="P",
        )
        block.wrap(width)
        return block

    def put(self, block: Block, x: float, y: float) -> float:
        """Draw a block with its upper left corner at (x, y); returns its height."""
        block.draw(self.canvas, self._x(x), self._y(y))
        return block.height

    def largest(
        self,
        text: str,
        width: float,
        height: float,
        *,
        most: float = 1000,
        rows: int = 9,
        colour: str = "ink",
        bold: bool = True,
        align: Align = "left",
        room: float = 0,
        keep: Literal["", "first", "last"] = "",
    ) -> Block:
        """The words in the largest size of the type scale at which no word is cut and `height` is enough.

        Where the least size is too large, they may take `room`; then sentences are left out, so that the first or the
        last ones are kept (`cut` counts them); then it is a TextError.
        """
        for size in [size for size in self.theme.type.scale if size <= most] or [self.theme.type.text]:
            block = self.block(text, width, size=size, colour=colour, bold=bold, align=align)
            words = block.least()
            if block.height <= height and len(block.lines) <= rows and words <= width:
                return block
        if words <= width and len(block.lines) <= rows and block.height <= room:
            return block
        sentences = list(SentenceBreaker(text, self.language)) if keep else []
        if len(sentences) > 1:
            self.cut += 1
            fewer = "".join(sentences[:-1] if keep == "first" else sentences[1:]).strip()
            return self.largest(
                fewer, width, height, most=most, rows=rows, colour=colour, bold=bold, align=align, room=room, keep=keep
            )
        raise TextError(f"{text!r} is too long for the screen", remedy="Write it shorter")

    # -- figures

    def figure_width(self, figure: Figure, squares: float = 1.0) -> float:
        """The width under which a figure becomes hard to read."""
        return figures.WIDTHS[figure.figure](figure, self.pen(squares=squares, draws=False))

    def figure_height(self, figure: Figure, width: float, scale: float = 1.0, squares: float = 1.0) -> float:
        """The height that `figure` would return."""
        return figures.PAINTERS[figure.figure](figure, self.pen(scale, squares, draws=False), 0.0, 0.0, width)

    def figure(self, figure: Figure, x: float, y: float, width: float, scale: float = 1.0, squares: float = 1.0) -> float:
        """Draw a figure in the theme's colours, `scale` times its smallest, what is no word `squares` times; returns its height."""
        return figures.PAINTERS[figure.figure](figure, self.pen(scale, squares), self._x(x), self._y(y), width)

    def pen(self, scale: float = 1.0, squares: float = 1.0, *, size: float = 0.0, draws: bool = True) -> Pen:
        """A pen in the theme's colours, for words of a `size`, or one that only measures."""
        look = self._look(scale)
        look = replace(
            look, cell=(look.cell[0] * squares, look.cell[1] * squares), text=size or look.text, small=size or look.small
        )
        return Pen(self.canvas if draws else None, look, self.language)

    def spot(self, x: float, y: float) -> Point:
        """Pixels as the canvas of this sheet counts them."""
        return self._x(x), self._y(y)

    def _look(self, scale: float) -> figures.Look:
        colour = self.theme.colour
        colours = figures.Colours(
            ink=colour("ink"), ground=colour("card"), quiet=colour("soft"), accent=colour("brick"), mark=colour("sun")
        )
        size = self.theme.type.code
        return replace(figures.look("screen", colours), text=size, small=size, **dict(self.theme.figure)).scaled(scale)

    # -- the end

    def pdf(self) -> bytes:
        """The page; nothing can be painted after it."""
        self.canvas.save()
        return self._stream.getvalue()

    def pixels(self) -> NDArray[np.uint8]:
        """The page as an array (height, width, 3) of red, green and blue."""
        return frame(self.pdf(), self.area[2], self.area[3])
