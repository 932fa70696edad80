"""One box of the sheet: its number in a square, heading, prompt and figures; on the key, the answer under them."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from broadcast.drawing.canvas import Canvas
from broadcast.drawing.figures import height as figure_height
from broadcast.drawing.figures import look, paint
from broadcast.drawing.figures import width as figure_width
from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Figure
from broadcast.unplugged.model import Box


@dataclass(frozen=True, slots=True)
class Spacing:
    """Points."""

    badge: float
    """Side of the number's square."""
    pad: float
    between: float
    """Between prompt, figures and answer."""
    gap: float
    """Between boxes."""


ROOMY = Spacing(8.5 * mm, 3.2 * mm, 2.6 * mm, 3.5 * mm)
DENSE = Spacing(7.6 * mm, 2.6 * mm, 1.5 * mm, 2.4 * mm)
"""For a sheet of many boxes."""
WIDE: float = 110 * mm
"""From this width on a figure may stand beside the words or beside another figure."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A box as one document shows it."""

    box: Box
    figures: tuple[Figure, ...]
    notes: tuple[tuple[str, bool], ...] = ()
    """Text under the figures, bold or not: the answer, why, how it was checked."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The inside of a box at a width: what stands beside what."""

    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    share: float
    """Of the width, for the left side; 1: nothing stands beside."""
    words: float
    """Height of prompt and notes, in points."""
    height: float
    beside: bool
    """The words stand at the left and all figures at the right."""


class Drawer:
    """Measures and draws boxes in one language at one scale."""

    def __init__(self, language: str, scale: float, space: Spacing = ROOMY) -> None:
        self.language, self.scale, self.space = language, scale, space
        self.look = look("paper", None, scale)

    def height(self, shown: Shown, width: float) -> float:
        """Points that the box takes at a width."""
        inner = width - 2 * self.space.pad
        return (
            self.space.badge
            + self._head_extra(shown, width)
            + self._arranged(shown, inner).height
            + self.space.pad
            + self.space.between
        )

    def narrow(self, shown: Shown, width: float) -> bool:
        """Whether the box can be used at a width that is less than it asks for."""
        inner = width - 2 * self.space.pad
        return all(figure_width(figure, language=self.language, scale=self.scale) <= inner for figure in shown.figures)

    def draw(self, canvas: Canvas, shown: Shown, x: float, y_top: float, width: float, height: float) -> None:
        pen = Pen(canvas, self.look, self.language)
        with canvas.group("Sect"):
            with canvas.artifact():
                pen.rect(x, y_top - height, width, height, 1.0, radius=2.2 * mm)
                pen.rect(
                    x,
                    y_top - self.space.badge,
                    self.space.badge,
                    self.space.badge,
                    1.8,
                    fill=self.look.colours.ground,
                    radius=1.2 * mm,
                )
            with canvas.element("H2"):
                number = str(shown.box.number)
                pen.centred(
                    number,
                    (x + self.space.badge / 2, y_top - self.space.badge / 2),
                    self.space.badge * (0.7 if len(number) < 2 else 0.58),
                    bold=True,
                )
                heading = self._heading(shown, width)
                pen.put(
                    heading, x + self.space.badge + self.space.pad * 0.9, y_top - max((self.space.badge - heading.leading) / 2, 0)
                )
            inner = width - 2 * self.space.pad
            arranged = self._arranged(shown, inner)
            spare = height - self.height(shown, width)
            self._inside(
                canvas,
                shown,
                arranged,
                x + self.space.pad,
                y_top - self.space.badge - self._head_extra(shown, width) - self.space.between,
                inner,
                spare,
            )

    # -- parts

    def _heading(self, shown: Shown, width: float) -> Block:
        block = Block(shown.box.heading, self.language, self.look.text + 1, bold=True, leading=(self.look.text + 1) * 1.25)
        block.wrap(width - self.space.badge - 2 * self.space.pad)
        return block

    def _head_extra(self, shown: Shown, width: float) -> float:
        """What a heading of several lines takes under the number's square."""
        heading = self._heading(shown, width)
        return max(0.0, heading.height + (self.space.badge - heading.leading) / 2 - self.space.badge)

    def _prompt(self, shown: Shown, width: float) -> Block | None:
        if not shown.box.prompt:
            return None
        pen = Pen(None, self.look, self.language)
        return pen.block(shown.box.prompt, width, leading=self.look.text * 1.35)

    def _notes(self, shown: Shown, width: float) -> Block | None:
        if not shown.notes:
            return None
        runs = []
        for number, (text, bold) in enumerate(shown.notes):
            runs.append(Run(("\n" if number else "") + text, bold=bold))
        block = Block(runs, self.language, 10.0, leading=13.5)
        block.wrap(width)
        return block

    def _stack(self, figures: tuple[Figure, ...], width: float) -> float:
        high = sum(figure_height(figure, width, language=self.language, scale=self.scale) for figure in figures)
        return high + self.space.between * max(len(figures) - 1, 0)

    def _words(self, shown: Shown, width: float) -> float:
        parts = [block.height for block in (self._prompt(shown, width), self._notes(shown, width)) if block]
        return sum(parts) + self.space.between * max(len(parts) - 1, 0)

    def _arranged(self, shown: Shown, width: float) -> Arranged:
        """The arrangement with the least height; under one another where the gain is small."""
        figures = shown.figures
        words = self._words(shown, width)
        join = self.space.between if words and figures else 0.0
        plain = Arranged(figures, (), 1.0, words, words + join + self._stack(figures, width), False)
        if width < WIDE or not figures:
            return plain
        found = [plain]
        between = 2 * self.space.pad
        for share in (0.36, 0.5, 0.62):
            left, right = (width - between) * share, (width - between) * (1 - share)
            if words:
                beside = self._words(shown, left)
                found.append(Arranged((), figures, share, beside, max(beside, self._stack(figures, right)), True))
            for cut in range(1, len(figures)):
                high = max(self._stack(figures[:cut], left), self._stack(figures[cut:], right))
                found.append(Arranged(figures[:cut], figures[cut:], share, words, words + join + high, False))
        best = min(found, key=lambda way: way.height)
        return best if best.height < plain.height * 0.88 else plain

    def _inside(self, canvas: Canvas, shown: Shown, way: Arranged, x: float, y: float, width: float, spare: float) -> None:
        between = 2 * self.space.pad
        left, right = (width - between) * way.share, (width - between) * (1 - way.share)
        room = left if way.beside else width
        top = y
        for block in (self._prompt(shown, room), None if not way.beside else self._notes(shown, room)):
            if block:
                block.draw(canvas, x, y)
                y -= block.height + self.space.between
        if way.beside:
            self._figures(canvas, way.right, x + left + between, top - spare * 0.3, right)
            return
        y -= spare * 0.4
        if way.share == 1.0:
            y = self._figures(canvas, way.left, x, y, width)
        else:
            y = min(self._figures(canvas, way.left, x, y, left), self._figures(canvas, way.right, x + left + between, y, right))
        if notes := self._notes(shown, width):
            notes.draw(canvas, x, y)

    def _figures(self, canvas: Canvas, figures: tuple[Figure, ...], x: float, y: float, width: float) -> float:
        for figure in figures:
            y -= paint(canvas, figure, x, y, width, scale=self.scale, language=self.language) + self.space.between
        return y
