"""Where things stand in a picture, and the parts that several templates share: heading, box number, grid, program, tick."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadcast.drawing.text import Block
from broadcast.errors import TextError
from broadcast.tv import listing as program
from broadcast.tv.sheet import Area, Sheet, even
from broadcast.tv.storyboard import ROWS, Picture
from broadcast.unplugged.figures import Drawing, Figure, Image, Listing, Sign, Squares, Table

LEFT, RIGHT = 250.0, 1670.0
"""Text: inside what a 4:3 set shows."""
WIDE_LEFT, WIDE_RIGHT = 140.0, 1780.0
"""Figures: inside what a 14:9 picture shows."""
TOP, BOTTOM = 62.0, 836.0
GAP = 36.0
LEAST_BESIDE = 740.0
"""Width that is kept for words beside a grid."""
Beside = Squares | Drawing | Sign
"""Figures that stand at the right of all else."""
SQUARES = (1.0, 0.8, 0.64, 0.5, 0.4)
"""What is no word in a figure may be so much smaller than its greatest, where it has no room."""
MOST = 0.72
"""Of the height, for a figure under a question."""


@dataclass(slots=True)
class Place:
    """What a painter leaves behind: where the program stands, so that the marker can be a patch of it."""

    listing: tuple[Listing, program.Laid, float, float] | None = None
    left_out: list[str] = field(default_factory=list)
    """Kinds of figures that the screen has no room for; they are on paper."""
    left: float = LEFT
    """Where the lower third begins, in line with what is over it."""

    @property
    def area(self) -> Area | None:
        if self.listing is None:
            return None
        _, laid, x, y = self.listing
        return even(x, y, laid.width, laid.height)


def day(sheet: Sheet) -> None:
    frame = sheet.theme.frame
    sheet.fill(0, 0, frame.width, frame.height, "paper")
    sheet.fill(0, 0, 44, frame.height, "teal")


def night(sheet: Sheet) -> None:
    frame = sheet.theme.frame
    sheet.fill(0, 0, frame.width, frame.height, "night")
    sheet.fill(0, 0, 44, frame.height, "brick")


def heading(sheet: Sheet, picture: Picture, *, most: float, share: float, left: float = LEFT, right: float = RIGHT) -> float:
    """The heading at the top, the number of the box at its right; returns where it ends."""
    if picture.box:
        right -= badge(sheet, picture.box, right) + GAP
    if not picture.heading:
        return TOP + (BADGE + GAP if picture.box else 0)
    whole = BOTTOM - TOP
    block = sheet.largest(picture.heading, right - left, whole * share, most=most, room=whole * 0.6, keep="first")
    top = TOP + (max(0.0, (whole - block.height) / 2) if share == 1 else 0)
    if picture.box and block.height < BADGE and share != 1:
        top += (BADGE - block.height) / 2
    sheet.put(block, left, top)
    return max(top + block.height, TOP + BADGE if picture.box else 0) + GAP


def blocks(sheet: Sheet, lines: tuple[str, ...], width: float, between: float, height: float, place: Place) -> list[Block]:
    """Lines as large as they all fit; where not even the least size does, the last ones are left out."""
    found: list[Block] = []
    for size in (96.0, sheet.theme.type.text):
        found = [sheet.block(text, width, size=size) for text in lines if text]
        if stacked(found, between) <= height:
            return found
    while len(found) > 1 and stacked(found, between) > height:
        found.pop()
        place.left_out.append("line")
    return found


def asked(sheet: Sheet, text: str, width: float, height: float, most: float) -> Block:
    """A task: its last sentences ask, so they are kept."""
    return sheet.largest(text, width, height, most=most, room=(BOTTOM - TOP) * 0.75, keep="last")


def least(sheet: Sheet, picture: Picture) -> float:
    """Height that the first figure needs under some words; 0 where there is none, or no room for it at all."""
    figure = next((figure for figure in picture.figures if not isinstance(figure, Beside)), None)
    wide = WIDE_RIGHT - WIDE_LEFT
    if figure is None:
        return 0.0
    if isinstance(figure, Listing):
        rows = ROWS["question"] if any(picture.more) else 0
        high = max(program.least(sheet, figure, wide), program.rows_height(sheet, rows))
    elif isinstance(figure, Table):
        high = sheet.figure_height(figure.model_copy(update={"rows": figure.rows[:2]}), wide - 60) + 40
    else:
        heights = [sheet.figure_height(figure, wide - 60, squares=squares) + 40 for squares in SQUARES]
        high = next((high for high in heights if high < (BOTTOM - TOP) * MOST), min(heights))
    return high if high < BOTTOM - TOP - BADGE - GAP else 0.0


def stacked(blocks: list[Block], between: float) -> float:
    return sum(block.height + between for block in blocks)


BADGE = 140.0


def badge(sheet: Sheet, number: int, right: float) -> float:
    """A box of the sheet, small, at the upper right; returns its width."""
    wide = max(BADGE, sheet.block(str(number), 400, size=108, bold=True).natural() + 60)
    sheet.panel(right - wide, TOP, wide, BADGE, "card", "ink", line=9, radius=14)
    block = sheet.block(str(number), wide, size=108, bold=True, align="centre")
    sheet.put(block, right - wide, TOP + (BADGE - block.height) / 2)
    return wide


def label_width(sheet: Sheet, picture: Picture) -> float:
    return sheet.block(picture.label, 900, bold=True).natural() if picture.label else 0.0


def box_number(sheet: Sheet, picture: Picture, x: float, y: float, side: float) -> float:
    """The word for a box and under it the box with its number; returns where it ends."""
    if picture.label:
        y += sheet.put(sheet.block(picture.label, 900, bold=True, colour="teal"), x, y)
    sheet.panel(x, y, side, side, "card", "ink", line=14, radius=20)
    block = sheet.largest(str(picture.box), side - 50, side - 30, most=230, rows=1, align="centre")
    block = sheet.block(str(picture.box), side, size=block.size, bold=True, align="centre")
    sheet.put(block, x, y + (side - block.height) / 2)
    return y + side


def tick(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.circle(x + size / 2, y + size / 2, size / 2, "teal")
    points = [(x + size * 0.27, y + size * 0.53), (x + size * 0.44, y + size * 0.7), (x + size * 0.74, y + size * 0.33)]
    sheet.stroke(points, "cream", size * 0.11)


def plain_lines(sheet: Sheet, lines: tuple[str, ...], y: float, left: float = LEFT, right: float = RIGHT) -> float:
    for text in lines:
        block = sheet.block(text, right - left, size=96 if len(lines) < 3 else 85)
        if y + block.height > BOTTOM:
            break
        y += sheet.put(block, left, y) + GAP / 2
    return y


def grid_at_right(sheet: Sheet, grid: Beside, place: Place, *, centred: bool = False) -> float:
    """The robot's paper or the turtle's picture at the right, as large as the frame allows; returns its left edge."""
    high, pad = BOTTOM - TOP - 8, 24.0
    low, top = 300, int(WIDE_RIGHT - WIDE_LEFT - LEAST_BESIDE)
    if isinstance(grid, Sign):  # it grows no more than it is wide
        top = min(top, int(sheet.figure_width(grid)))
    while low < top:
        middle = (low + top + 1) // 2
        if sheet.figure_height(grid, middle) <= high:
            low = middle
        else:
            top = middle - 1
    tall = sheet.figure_height(grid, low)
    x = (sheet.theme.frame.width - low) / 2 if centred else WIDE_RIGHT - low - pad
    sheet.panel(x - 10, TOP - 18, low + pad + 10, tall + 36, "card", "rule")
    sheet.figure(grid, x, TOP + 4, low)
    return x - 10


def with_grid(sheet: Sheet, picture: Picture, place: Place) -> bool:
    """A picture with a grid: the grid at the right, all else at the left. False where there is none."""
    grid = next((figure for figure in picture.figures if isinstance(figure, Beside)), None)
    if grid is None:
        return False
    place.left = WIDE_LEFT
    alone = not picture.heading and not any(picture.lines) and len(picture.figures) == 1
    right = grid_at_right(sheet, grid, place, centred=alone) - GAP
    others = [figure for figure in picture.figures if figure is not grid]
    code = next((figure for figure in others if isinstance(figure, Listing)), None)
    place.left_out += [figure.figure for figure in others if figure is not code]
    y = TOP
    x = WIDE_LEFT + (badge(sheet, picture.box, WIDE_LEFT + BADGE) + GAP if picture.box else 0)
    if picture.heading:
        high = (BOTTOM - TOP) * (0.36 if code else 0.6 if picture.lines else 1)
        try:
            block = sheet.largest(picture.heading, right - x, high, most=124, room=(BOTTOM - TOP) * 0.6 if code else 0)
        except TextError:
            x, y = WIDE_LEFT, TOP + (BADGE + GAP / 2 if picture.box else 0)
            block = sheet.largest(picture.heading, right - x, BOTTOM - y, most=96, keep="last")
        y += max(0.0, (BADGE - block.height) / 2) if picture.box and y == TOP else 0
        y = max(y + sheet.put(block, x, y), TOP + BADGE if picture.box else 0) + GAP
    if code:
        laid = program.lay(
            sheet, code, right - WIDE_LEFT, BOTTOM - y, numbers=False, paged=any(picture.more), after=picture.after
        )
        if laid:
            place.listing = (code, laid, WIDE_LEFT, y)
            program.paint(sheet, code, laid, WIDE_LEFT, y, more=picture.more)
            return True
        place.left_out.append("listing")
    for block in blocks(sheet, picture.lines, right - WIDE_LEFT, GAP / 2, BOTTOM - y, place):
        if y + block.height <= BOTTOM:
            y += sheet.put(block, WIDE_LEFT, y) + GAP / 2
    return True


def with_image(sheet: Sheet, picture: Picture) -> bool:
    """A picture of the lesson's own, as large as it goes. False where there is none."""
    found = next((figure for figure in picture.figures if isinstance(figure, Image)), None)
    if found is None:
        return False
    wide = min(WIDE_RIGHT - WIDE_LEFT, (BOTTOM - TOP) * found.width / found.height)
    sheet.figure(found, (WIDE_LEFT + WIDE_RIGHT - wide) / 2, TOP, wide)
    return True


def below(sheet: Sheet, picture: Picture, place: Place, y: float, x: float = WIDE_LEFT) -> None:
    """The first figure that has room under what is there already; the others are on paper."""
    done = False
    for figure in picture.figures:
        if done or not fits(sheet, picture, figure, place, x, y):
            place.left_out.append(figure.figure)
        else:
            done = True
            place.left = WIDE_LEFT


def fits(sheet: Sheet, picture: Picture, figure: Figure, place: Place, x: float, y: float) -> bool:
    wide, high = WIDE_RIGHT - x, BOTTOM - y
    if isinstance(figure, Listing):
        laid = program.lay(sheet, figure, wide, high, paged=any(picture.more), after=picture.after)
        if laid is None:
            return False
        place.listing = (figure, laid, x, y)
        program.paint(sheet, figure, laid, x, y, more=picture.more)
        return True
    if isinstance(figure, Beside):
        return False
    if isinstance(figure, Table):
        figure = cropped(sheet, figure, wide - 60, high - 40, picture.template == "answer")
    for squares in SQUARES:
        tall = sheet.figure_height(figure, wide - 60, squares=squares)
        if tall <= high - 40 and sheet.figure_width(figure, squares) <= wide - 60:
            sheet.panel(x, y, wide, tall + 40, "card", "rule")
            sheet.figure(figure, x + 30, y + 20, wide - 60, squares=squares)
            return True
    return False


def cropped(sheet: Sheet, table: Table, width: float, height: float, answered: bool) -> Table:
    """Only as many rows as have room: those around the first empty one, where the class is writing; with an answer, those
    before it."""
    rows = list(table.rows)
    while len(rows) > 1 and sheet.figure_height(table.model_copy(update={"rows": tuple(rows)}), width) > height:
        empty = next((index for index, row in enumerate(rows) if not all(row)), len(rows))
        wanted = empty - 1 if answered and empty else empty
        rows.pop(0 if wanted > 1 or (wanted and len(rows) == 2) else -1)
    return table.model_copy(update={"rows": tuple(rows)})
