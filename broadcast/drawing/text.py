"""A block of text: it wraps to a width, knows its height and draws itself on a `Canvas`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from broadcast.drawing.glyphs import draw_line
from broadcast.drawing.lines import SLACK, Line, Segment, Shaped, line_width, shaped
from broadcast.drawing.scripts import setting
from broadcast.drawing.shaping import BLACK, Colour, Piece, Run
from broadcast.errors import TextError

if TYPE_CHECKING:
    from broadcast.drawing.canvas import Canvas

Align = Literal["left", "centre", "right"]
DROP = 0.35
"""The baseline lies this part of the size under the middle of its line: the letters' bodies stand in the middle."""


class Block:
    """Runs of text, in one language, as lines of a given width.

        block = Block("Look at box two.", "en", 12)
        height = block.wrap(200)              # points; also block.lines, block.height, block.width
        block.draw(canvas, x, y_top)

    `runs` is plain text or Runs (bold, mono, size, colour, underline of their own). A line feed in the text ends a line.
    `size`, `leading` and `hang` (what lines after the first are further in) are points; `bold`, `mono` and `colour` (red, green, blue from 0 to 1) hold where a run says
    nothing; `role` is the tag the text gets in the PDF's structure: `P`, `H1`, `H2`, `TD`, `LI` … or empty for none.
    """

    def __init__(
        self,
        runs: str | Sequence[Run],
        language: str,
        size: float = 11.0,
        *,
        leading: float | None = None,
        bold: bool = False,
        mono: bool = False,
        align: Align = "left",
        colour: Colour = BLACK,
        role: str = "P",
        hang: float = 0.0,
    ) -> None:
        self.runs = (Run(runs, bold=bold, mono=mono),) if isinstance(runs, str) else tuple(runs)
        self.language, self.size, self.align, self.colour, self.role = language, size, align, colour, role
        self.hang = hang
        self.leading = leading or max([size, *(run.size or 0 for run in self.runs)]) * setting(language).leading
        self.lines: tuple[Line, ...] = ()
        self.width = 0.0
        self._shaped: Shaped | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> float:
        """Of the lines as last wrapped, in points."""
        if self._shaped and not self._shaped.gaps:
            return self.leading * len(self.lines)
        return sum(self.line_height(line) for line in self.lines)

    def line_height(self, line: Sequence[Piece]) -> float:
        """The leading, or what a hand needs to write in the line's gaps."""
        return max([self.leading, *(part.run.gap_height for part in line if part.run.gap)])

    def wrap(self, width: float) -> float:
        """Break into lines of at most `width` points; returns the height. TextError for a letter without a font."""
        if width != self.width or not self.lines:
            self.width = width
            self.lines = self._words().lines(width, self.hang)
        return self.height

    def natural(self) -> float:
        """Width of the longest line when nothing is broken, in points."""
        return self._words().natural

    def least(self) -> float:
        """Width of the longest stretch that cannot be broken, in points."""
        return self._words().least

    def draw(self, canvas: Canvas, x: float, y_top: float) -> None:
        """Draw the wrapped lines, the first one's top at `y_top`."""
        if not self.lines:
            raise ValueError("wrap before draw")
        with canvas.text_element(self.role, self.language):
            for number, line in enumerate(self.lines):
                y_top -= self.line_height(line)
                left = x + (self.hang if number else 0.0)
                draw_line(canvas, left + self.offset(line), y_top + self.leading / 2 - self.size * DROP, line, self.colour)

    def offset(self, line: Sequence[Piece]) -> float:
        """Where a line starts, from the block's left edge."""
        if self.align == "left":
            return 0.0
        spare = self.width - line_width(line)
        return spare / 2 if self.align == "centre" else spare

    def split(self, height: float) -> tuple[Block, Block] | None:
        """This block as two, the first at most `height` points high; None where not one line, or all of them, fit."""
        count, used = 0, 0.0
        for line in self.lines:
            used += self.line_height(line)
            if used > height + SLACK:
                break
            count += 1
        if count < 1 or count >= len(self.lines):
            return None
        return self._part(self.lines[:count]), self._part(self.lines[count:])

    def _part(self, lines: Sequence[Line]) -> Block:
        part = Block(
            self.runs, self.language, self.size, leading=self.leading, align=self.align, colour=self.colour, role=self.role
        )
        part.lines, part.width = tuple(lines), self.width
        part._shaped = Shaped([[Segment.of(line)] for line in lines], self.language, self.size)
        return part

    def _words(self) -> Shaped:
        if self._shaped is None:
            self._shaped = shaped(self.runs, self.language, self.size)
        return self._shaped


@dataclass(frozen=True, slots=True)
class Fitted:
    """A heading at the size that was found."""

    block: Block
    size: float
    height: float


def fit(
    text: str,
    width: float,
    max_size: float,
    min_size: float,
    max_lines: int,
    *,
    language: str,
    bold: bool = True,
    align: Align = "left",
    colour: Colour = BLACK,
    role: str = "H1",
) -> Fitted:
    """The largest size (by half points) at which `text` takes at most `max_lines` lines without cutting a word.

    TextError when it does not fit at `min_size`.
    """
    steps = int((max_size - min_size) * 2)
    low, high = 0, steps
    best: Fitted | None = None
    while low <= high:
        middle = (low + high) // 2
        size = max_size - middle / 2
        block = Block(text, language, size, bold=bold, align=align, colour=colour, role=role, leading=size * 1.25)
        block.wrap(width)
        if len(block.lines) <= max_lines and _whole(block, width):
            best, high = Fitted(block, size, block.height), middle - 1
        else:
            low = middle + 1
    if best is None:
        raise TextError(f"{text!r} does not fit in {max_lines} lines of its place", remedy="Write it shorter")
    return best


def _whole(block: Block, width: float) -> bool:
    """Whether no word was cut between letters."""
    return block.least() <= width + SLACK
