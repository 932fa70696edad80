"""How figures look: sizes in points and colours, for paper and for the screen."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Literal

from reportlab.lib.units import mm

from broadcast.drawing.shaping import BLACK, Colour

Style = Literal["paper", "dense", "screen"]
"""`dense` is paper with many figures on one side."""
WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for; on paper all ink is black."""

    ink: Colour = BLACK
    """Words and lines."""
    ground: Colour = WHITE
    """What lies behind, for things that cover a line."""
    quiet: Colour = BLACK
    """Guides, numbers of lines, rules."""
    accent: Colour = BLACK
    """The robot's path, the marked line, answers."""
    mark: Colour = WHITE
    """Behind the line of a program that is being talked about; the ground's colour for none."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Proportions, and the bounds of what scaling does on paper."""

    leading: float = 1.42
    """From one line of a program to the next, over the size of its words."""
    air: float = 0.16
    """Over and under each line of a program, over the size of its words."""
    still: float = 1.0
    """Least height of a row that nobody writes in, over `row`."""
    square: float = 0.0
    """A grid wants squares of this part of the greatest ones."""
    edge: float = 1.3
    """A figure's outline, over `line`."""
    inner: tuple[float, ...] = ()
    """Dashes of the lines inside a grid, in points; empty: whole ones. Ten of them are a tenth of a crowded page's ink."""
    row: tuple[float, float] = (8 * mm, 30 * mm)
    rule: tuple[float, float] = (9 * mm, 30 * mm)


@dataclass(frozen=True, slots=True)
class Look:
    """Measures in points. The least ones make a figure readable and leave room for a child's hand."""

    text: float
    small: float
    thin: float
    line: float
    thick: float
    row: float
    """Least height of a row to write in."""
    cell: tuple[float, float]
    """Least and greatest square of a grid."""
    rule: float
    """From one writing line to the next."""
    gap: float
    """Length of a gap in a sentence or a program."""
    space: float
    """Between neighbours."""
    colours: Colours
    fixed: bool
    """Words hardly change their size when the figure is scaled (paper)."""
    shape: Shape
    """What does not change with the scale."""

    def scaled(self, scale: float) -> Look:
        """Larger or smaller: on screen all of it; on paper what is no word and has room to shrink."""
        if scale == 1:
            return self
        if self.fixed:
            least, most = self.cell
            return replace(
                self,
                # in quarters of a point, so that words are shaped and broken once for several scales
                text=min(12.5, max(11.0, round(4 * self.text + 5 * (scale - 1)) / 4)),
                cell=(max(least, most * scale * self.shape.square), max(least, most * scale)),
                row=min(max(self.shape.row[0], self.row * scale), self.shape.row[1]),
                rule=min(max(self.shape.rule[0], self.rule * scale), self.shape.rule[1]),
                space=self.space * min(1.6, max(0.7, scale)),
            )
        values = {
            field.name: getattr(self, field.name) * scale
            for field in fields(self)
            if isinstance(getattr(self, field.name), float)
        }
        return replace(self, cell=(self.cell[0] * scale, self.cell[1] * scale), **values)


PAPER = Look(
    text=11.5, small=10.0, thin=1.0, line=1.1, thick=2.8, row=8.5 * mm, cell=(8 * mm, 14 * mm), rule=9.5 * mm,
    gap=26 * mm, space=6.0, colours=Colours(), fixed=True, shape=Shape(),
)  # fmt: skip
DENSE = Look(
    text=11.0, small=9.0, thin=0.95, line=0.95, thick=1.7, row=8 * mm, cell=(7.5 * mm, 11 * mm), rule=8.5 * mm,
    gap=22 * mm, space=4.5, colours=Colours(), fixed=True,
    shape=Shape(leading=1.3, air=0.1, still=0.72, square=0.85, edge=1.0, inner=(2.0, 2.0), row=(7.5 * mm, 11 * mm), rule=(8 * mm, 9.5 * mm)),
)  # fmt: skip
SCREEN = Look(
    text=60.0, small=60.0, thin=3.0, line=5.0, thick=12.0, row=100.0, cell=(66.0, 150.0), rule=100.0,
    gap=200.0, space=28.0, colours=Colours(), fixed=False, shape=Shape(),
)  # fmt: skip
"""Letters of a frame are at least 1/18 of its height (1080): 60."""


@lru_cache(maxsize=256)
def look(style: Style, colours: Colours | None = None, scale: float = 1.0) -> Look:
    """The look of a medium."""
    base = {"paper": PAPER, "dense": DENSE, "screen": SCREEN}[style]
    return (replace(base, colours=colours) if colours else base).scaled(scale)
