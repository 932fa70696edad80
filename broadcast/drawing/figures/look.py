"""How figures look: sizes in points and colours, for paper and for the screen."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

from reportlab.lib.units import mm

from broadcast.drawing.shaping import BLACK, Colour

Style = Literal["paper", "screen"]
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

    def scaled(self, scale: float) -> Look:
        """Larger or smaller: on screen all of it; on paper what is no word and has room to shrink."""
        if scale == 1:
            return self
        if self.fixed:
            least, most = self.cell
            return replace(
                self,
                text=min(12.5, max(11.0, self.text + 1.25 * (scale - 1))),
                cell=(least, max(least, most * scale)),
                row=max(PAPER_ROW, self.row * scale),
                rule=max(PAPER_RULE, self.rule * scale),
                space=self.space * min(1.6, max(0.7, scale)),
            )
        values = {
            field.name: getattr(self, field.name) * scale
            for field in fields(self)
            if isinstance(getattr(self, field.name), float)
        }
        return replace(self, cell=(self.cell[0] * scale, self.cell[1] * scale), **values)


PAPER_ROW: float = 8 * mm
PAPER_RULE: float = 9 * mm
PAPER = Look(
    text=11.5, small=10.0, thin=1.0, line=1.1, thick=2.8, row=8.5 * mm, cell=(8 * mm, 14 * mm), rule=9.5 * mm,
    gap=26 * mm, space=6.0, colours=Colours(), fixed=True,
)  # fmt: skip
SCREEN = Look(
    text=60.0, small=60.0, thin=3.0, line=5.0, thick=12.0, row=100.0, cell=(66.0, 150.0), rule=100.0,
    gap=200.0, space=28.0, colours=Colours(), fixed=False,
)  # fmt: skip
"""Letters of a frame are at least 1/18 of its height (1080): 60."""


def look(style: Style, colours: Colours | None = None, scale: float = 1.0) -> Look:
    """The look of a medium."""
    base = PAPER if style == "paper" else SCREEN
    return (replace(base, colours=colours) if colours else base).scaled(scale)
