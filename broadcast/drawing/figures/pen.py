"""A pen that draws on a canvas, or, without one, only measures: what a figure takes and how it looks is written once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from math import hypot
from typing import Any

from broadcast.drawing.canvas import Canvas
from broadcast.drawing.figures.look import Look
from broadcast.drawing.lines import shaped
from broadcast.drawing.shaping import Colour, Run
from broadcast.drawing.text import Align, Block

GAP = re.compile(r"_{3,}")
Point = tuple[float, float]


class Pen:
    """Lines, shapes and words in the look of a medium. Every length is in points."""

    def __init__(self, canvas: Canvas | None, look: Look, language: str) -> None:
        self.canvas, self.look, self.language = canvas, look, language

    # -- structure

    def figure(self, alt: str) -> AbstractContextManager[Any]:
        return self.canvas.figure(alt) if self.canvas else nullcontext()

    def element(self, role: str, *, scope: str = "") -> AbstractContextManager[Any]:
        return self.canvas.element(role, scope=scope if role == "TH" else "") if self.canvas else nullcontext()

    def group(self, role: str) -> AbstractContextManager[Any]:
        return self.canvas.group(role) if self.canvas else nullcontext()

    def artifact(self) -> AbstractContextManager[Any]:
        return self.canvas.artifact() if self.canvas else nullcontext()

    # -- lines and shapes

    def _ready(
        self, width: float, colour: Colour | None, dash: Sequence[float] = (), fill: Colour | None = None
    ) -> Canvas | None:
        canvas = self.canvas
        if canvas is None:
            return None
        canvas.setLineWidth(width)
        canvas.setStrokeColorRGB(*(colour or self.look.colours.ink))
        canvas.setDash(list(dash))
        if fill:
            canvas.setFillColorRGB(*fill)
        return canvas

    def line(
        self, start: Point, end: Point, width: float | None = None, colour: Colour | None = None, dash: Sequence[float] = ()
    ) -> None:
        if canvas := self._ready(width or self.look.line, colour, dash):
            canvas.line(*start, *end)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: float | None = None,
        *,
        colour: Colour | None = None,
        fill: Colour | None = None,
        dash: Sequence[float] = (),
        radius: float = 0.0,
    ) -> None:
        """A rectangle from its lower left corner; a `line` of 0 leaves the outline away."""
        wide = self.look.line if line is None else line
        if canvas := self._ready(wide, colour, dash, fill):
            canvas.roundRect(x, y, width, height, radius, stroke=int(wide > 0), fill=int(fill is not None))

    def circle(
        self,
        centre: Point,
        radius: float,
        line: float | None = None,
        *,
        colour: Colour | None = None,
        fill: Colour | None = None,
        dash: Sequence[float] = (),
    ) -> None:
        wide = self.look.line if line is None else line
        if canvas := self._ready(wide, colour, dash, fill):
            canvas.circle(*centre, radius, stroke=int(wide > 0), fill=int(fill is not None))

    def polygon(
        self,
        points: Sequence[Point],
        line: float | None = None,
        *,
        colour: Colour | None = None,
        fill: Colour | None = None,
        closed: bool = True,
        round_ends: bool = False,
    ) -> None:
        wide = self.look.line if line is None else line
        if canvas := self._ready(wide, colour, (), fill):
            path = canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            if closed:
                path.close()
            canvas.setLineJoin(1)
            canvas.setLineCap(1 if round_ends else 0)
            canvas.drawPath(path, stroke=int(wide > 0), fill=int(fill is not None))
            canvas.setLineCap(0)

    def curve(
        self,
        start: Point,
        steps: Sequence[Sequence[float]],
        line: float | None = None,
        *,
        colour: Colour | None = None,
        fill: Colour | None = None,
        closed: bool = True,
    ) -> None:
        """A way of straight lines (x, y) and Bézier curves (two handles and the end: six numbers)."""
        wide = self.look.line if line is None else line
        if canvas := self._ready(wide, colour, (), fill):
            path = canvas.beginPath()
            path.moveTo(*start)
            for step in steps:
                path.lineTo(*step) if len(step) == 2 else path.curveTo(*step)
            if closed:
                path.close()
            canvas.setLineJoin(1)
            canvas.drawPath(path, stroke=int(wide > 0), fill=int(fill is not None))

    # -- lines to cut and to fold along

    def cut(self, start: Point, end: Point, *, scissors: bool = True) -> None:
        """A dashed line to cut along, a pair of scissors near its start."""
        line = self.look.line
        self.line(start, end, line, dash=(line * 4, line * 3))
        if not scissors or self.canvas is None:
            return
        length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
        dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        size = self.look.small
        x, y = start[0] + dx * size * 0.5, start[1] + dy * size * 0.5

        def at(along: float, aside: float) -> Point:
            return x + (dx * along - dy * aside) * size, y + (dy * along + dx * aside) * size

        for side in (1, -1):
            blade = [at(0.28, side * 0.2), at(1.25, -side * 0.16)]
            self.polygon(blade, line * 2.2, colour=self.look.colours.ground, closed=False)
        for side in (1, -1):
            self.polygon([at(0.28, side * 0.2), at(1.25, -side * 0.16)], line, closed=False, round_ends=True)
            self.circle(at(0.12, side * 0.26), size * 0.17, line, fill=self.look.colours.ground)

    def fold(self, start: Point, end: Point) -> None:
        """A dotted line to fold along."""
        line = self.look.line
        self.line(start, end, line, dash=(line * 1.2, line * 2.4))

    # -- words

    def block(
        self,
        text: str | Sequence[Run],
        width: float,
        *,
        size: float | None = None,
        bold: bool = False,
        mono: bool = False,
        align: Align = "left",
        colour: Colour | None = None,
        leading: float | None = None,
        fills: Sequence[str] = (),
        hang: float = 0.0,
    ) -> Block:
        """Wrapped text. `____` in plain text becomes a gap to write in; `fills` stand in the gaps, in order."""
        size = size or self.look.text
        runs = self.runs(text, size, bold=bold, mono=mono, fills=fills) if isinstance(text, str) else text
        block = Block(
            runs, self.language, size, leading=leading, align=align, colour=colour or self.look.colours.ink, role="P", hang=hang
        )
        block.wrap(width)
        return block

    def runs(self, text: str, size: float, *, bold: bool = False, mono: bool = False, fills: Sequence[str] = ()) -> list[Run]:
        if "___" not in text:
            return [Run(text, bold=bold, mono=mono)]
        found: list[Run] = []
        at = 0
        for number, match in enumerate(GAP.finditer(text)):
            if match.start() > at:
                found.append(Run(text[at : match.start()], bold=bold, mono=mono))
            fill = fills[number] if number < len(fills) else ""
            found.append(
                Run(match[0], mono=mono, gap=self.look.gap, gap_height=self.look.rule, fill=fill, colour=self.look.colours.accent)
            )
            at = match.end()
        if at < len(text) or not found:
            found.append(Run(text[at:], bold=bold, mono=mono))
        return found

    def natural(self, text: str, *, size: float | None = None, bold: bool = False, mono: bool = False) -> float:
        """Width of a text in one line."""
        if "___" in text:
            return self.block(text, 1e6, size=size, bold=bold, mono=mono).natural()
        return _natural(text, self.language, size or self.look.text, bold, mono)

    def put(self, block: Block, x: float, y_top: float) -> float:
        """Draw a wrapped block; returns its height."""
        if self.canvas:
            block.draw(self.canvas, x, y_top)
        return block.height

    def centred(self, text: str, centre: Point, size: float, *, bold: bool = False, colour: Colour | None = None) -> None:
        """One line of text with its middle at a point."""
        if self.canvas is None:
            return
        block = Block(text, self.language, size, bold=bold, colour=colour or self.look.colours.ink, leading=size)
        block.wrap(float("inf"))
        self.put(block, centre[0] - block.natural() / 2, centre[1] + size / 2)


@lru_cache(maxsize=16384)
def _natural(text: str, language: str, size: float, bold: bool, mono: bool) -> float:
    return shaped((Run(text, bold=bold, mono=mono),), language, size).natural
