"""A program on screen: a panel, the line being talked about on a bar with an arrow before it; or blocks, that one filled.

A line that is longer than the panel goes on under itself, further in; a page that goes on has an arrowhead at its edge.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.drawing.figures import block_layout
from broadcast.drawing.figures import blocks as painted
from broadcast.drawing.figures.block_layout import Plan
from broadcast.drawing.text import Block
from broadcast.tv.sheet import Sheet
from broadcast.tv.storyboard import INDENT
from broadcast.unplugged.figures import Listing

PAD, POINTER, ARROWS = 24.0, 66.0, 40.0
BLOCKS = 16.0
"""Over and under a program of blocks."""
LETTER = 0.6
"""Advance of a letter of the code face, over its size."""
LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Laid:
    """A program as it will stand: size of its letters and the height of each line's rows."""

    size: float
    blocks: tuple[Block, ...]
    numbers: float
    """Width of the column of numbers; 0: none."""
    height: float
    width: float
    plan: Plan | None = None
    """Of a program that is drawn as blocks; `blocks` is empty then."""

    @property
    def whole(self) -> bool:
        """Whether no line is broken."""
        if self.plan:
            return all(len(arm.rows) == 1 for block in self.plan.blocks for arm in block.arms)
        return all(len(block.lines) == 1 for block in self.blocks)

    def reach(self, depth: float) -> float:
        """How far to the right the lines go that begin in the upper `depth` pixels."""
        before, down, found = PAD + POINTER + self.numbers, PAD, 0.0
        if self.plan:
            arms = [(block.x + arm.width, arm.y) for block in self.plan.blocks for arm in block.arms]
            return before + max((right for right, y in arms if y < depth), default=0.0)
        for block in self.blocks:
            found, down = max(found, block.natural() if down < depth else 0.0), down + block.height
        return before + found


def lay(
    sheet: Sheet, listing: Listing, width: float, height: float, *, numbers: bool = True, paged: bool = False, after: int = -1
) -> Laid | None:
    """The program in the largest size of the type scale that fits, in the least one where it is a page of several; None where not even
    that does. `after` is the indent of the line that follows on the next page."""
    sizes = [size for size in sheet.theme.type.scale if size <= 130 and size >= sheet.theme.type.code] + [sheet.theme.type.code]
    for size in sizes[-1:] if paged else sizes:
        best = _at(sheet, listing, width, size, numbers, after)
        if best.height <= height and (best.whole or size == sizes[-1]):
            return best
    return None


def least(sheet: Sheet, listing: Listing, width: float, *, numbers: bool = True) -> float:
    """The height it has at the least size."""
    return _at(sheet, listing, width, sheet.theme.type.code, numbers).height


def rows_height(sheet: Sheet, rows: int) -> float:
    """The height of a panel of so many rows at the least size."""
    return rows * sheet.theme.type.code * LEADING + 2 * PAD if rows else 0.0


def _at(sheet: Sheet, listing: Listing, width: float, size: float, numbers: bool, after: int = -1) -> Laid:
    digits = max((len(str(line.number)) for line in listing.lines if line.number), default=0) if numbers else 0
    column = digits * LETTER * size + 44 if digits else 0.0
    room = width - 2 * PAD - POINTER - column
    if listing.look == "blocks":
        column += size * 0.3 if digits else 0.0
        plan = block_layout.plan(listing.lines, sheet.pen(size=size, draws=False), room - size * 0.3, after)
        return Laid(size, (), column, plan.height + BLOCKS, width, plan)
    blocks = []
    for line in listing.lines:
        ink = sheet.theme.colour("ink")
        block = Block(
            line.text or " ", sheet.language, size, mono=True, leading=size * LEADING, colour=ink, hang=size * LETTER * 2
        )
        block.wrap(max(room - line.indent * INDENT * LETTER * size, 3 * size))
        blocks.append(block)
    return Laid(size, tuple(blocks), column, sum(block.height for block in blocks) + 2 * PAD, width)


def paint(
    sheet: Sheet, listing: Listing, laid: Laid, x: float, y: float, *, marked: int = 0, more: tuple[bool, bool] = (False, False)
) -> None:
    """Draw the panel with its upper left corner at (x, y)."""
    if laid.plan:
        left, top = sheet.spot(x + PAD + POINTER + laid.numbers, y + BLOCKS / 2)
        painted.paint(laid.plan, sheet.pen(size=laid.size), left, top, gutter=laid.numbers, marked=marked)
        _more(sheet, laid, x, y, more)
        return
    sheet.panel(x, y, laid.width, laid.height, "card", "rule")
    at = y + PAD
    number_colour = sheet.theme.colour("soft")
    for line, block in zip(listing.lines, laid.blocks, strict=True):
        left = x + PAD + POINTER + laid.numbers
        if marked and line.number == marked:
            sheet.fill(x + 12, at, laid.width - 24, block.height, "sun", 14)
            middle, half = at + block.leading / 2, laid.size * 0.3
            sheet.polygon([(x + PAD, middle - half), (x + PAD + half * 1.7, middle), (x + PAD, middle + half)], "brick")
        if laid.numbers and line.number:
            number = Block(
                str(line.number), sheet.language, laid.size, mono=True, leading=block.leading, align="right", colour=number_colour
            )
            number.wrap(laid.numbers - 44)
            sheet.put(number, x + PAD + POINTER, at)
        sheet.put(block, left + line.indent * INDENT * LETTER * laid.size, at)
        at += block.height
    _more(sheet, laid, x, y, more)


def _more(sheet: Sheet, laid: Laid, x: float, y: float, more: tuple[bool, bool]) -> None:
    """An arrowhead at the edge beyond which the program goes on."""
    for wanted, edge, tip in zip(more, (y, y + laid.height), (-1, 1), strict=True):
        if wanted:
            middle = x + laid.width - 70
            sheet.polygon(
                [(middle - ARROWS, edge - tip * 34), (middle + ARROWS, edge - tip * 34), (middle, edge - tip * 6)], "brick"
            )
