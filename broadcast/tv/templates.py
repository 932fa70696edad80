"""The pictures: one function a template of `Shot`, and the table of them.

To add one: write `def name(sheet, picture, place)`, paint above the lower third (`BOTTOM`), put it into TEMPLATES, and let
`describe` say it. Text keeps to the middle that a 4:3 set shows; figures to 14:9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from broadcast.drawing.text import Block
from broadcast.errors import TextError
from broadcast.tv import listing as program
from broadcast.tv.sheet import Area, Sheet, even
from broadcast.tv.storyboard import Picture
from broadcast.unplugged.figures import Figure, Grid, Listing, Table

LEFT, RIGHT = 250.0, 1670.0
"""Text: inside what a 4:3 set shows."""
WIDE_LEFT, WIDE_RIGHT = 140.0, 1780.0
"""Figures: inside what a 14:9 picture shows."""
TOP, BOTTOM = 62.0, 836.0
GAP = 36.0
LABELS = 1.7
"""Room beside a grid for its letters, over their size (as `drawing.figures.grid` takes it)."""


@dataclass(slots=True)
class Place:
    """What a painter leaves behind: where the program stands, so that the marker can be a patch of it."""

    listing: tuple[Listing, program.Laid, float, float] | None = None
    left_out: list[str] = field(default_factory=list)
    """Kinds of figures that the screen has no room for; they are on paper."""

    @property
    def area(self) -> Area | None:
        if self.listing is None:
            return None
        _, laid, x, y = self.listing
        return even(x, y, laid.width, laid.height)


def title(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The programme's name, the lesson's title, and the robot's way along the foot."""
    _night(sheet)
    y = TOP + 30
    for text in picture.lines[:1]:
        y += sheet.put(sheet.largest(text, RIGHT - LEFT, 240, most=108, rows=2, colour="sun"), LEFT, y) + GAP
    sheet.fill(LEFT, y, 240, 12, "brick")
    y += 12 + GAP
    foot = 770.0
    block = sheet.largest(picture.heading, RIGHT - LEFT, foot - y - GAP, most=196, rows=4, colour="cream")
    sheet.put(block, LEFT, y + (foot - y - GAP - block.height) / 2)
    _way(sheet, foot)


def _way(sheet: Sheet, y: float) -> None:
    """Squares with a path and the bottle cap on them: decoration."""
    side = (RIGHT - LEFT) / 8
    for number in range(8):
        sheet.panel(LEFT + number * side, y, side, side, "night", "teal", line=5, radius=2)
    middle = y + side / 2
    sheet.stroke([(LEFT + side / 2, middle), (LEFT + side * 4.8, middle)], "sun", 14)
    x, r = LEFT + side * 5.5, side * 0.36
    sheet.circle(x, middle, r, "cream")
    sheet.polygon([(x - r * 0.45, middle - r * 0.55), (x + r * 0.7, middle), (x - r * 0.45, middle + r * 0.55)], "brick")


def names(sheet: Sheet, picture: Picture, place: Place) -> None:
    """Who speaks: a card a person."""
    _night(sheet)
    people = [text for text in (picture.heading, *picture.lines) if text][:4]
    if not people:
        return
    across = len(people) if len(people) < 3 else 2
    rows = -(-len(people) // across)
    wide, high = (RIGHT - LEFT - GAP * (across - 1)) / across, (BOTTOM + 100 - TOP - 60 - GAP * (rows - 1)) / rows
    high = min(high, 560.0)
    top = (1080 - rows * high - GAP * (rows - 1)) / 2
    for number, name in enumerate(people):
        x, y = LEFT + (number % across) * (wide + GAP), top + (number // across) * (high + GAP)
        sheet.panel(x, y, wide, high, "card", "sun" if number else "teal", line=12, radius=36)
        head = high * 0.44 if rows == 1 else 0
        if head:
            _person(sheet, x + wide / 2, y + 60 + head / 2, head * 0.5, "teal" if number % 2 == 0 else "brick")
        space = high - head - 110
        block = sheet.largest(name, wide - 80, space, most=168, rows=2, colour="ink", align="centre")
        sheet.put(block, x + 40, y + 50 + head + (space - block.height) / 2)


def _person(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """A head and shoulders."""
    sheet.circle(x, y - size * 0.42, size * 0.44, colour)
    sheet.circle(x, y + size * 0.72, size * 0.72, colour)
    sheet.fill(x - size, y + size * 0.74, size * 2, size, "card")


def point(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A key point: its heading large, short lines under it."""
    _day(sheet)
    if _with_grid(sheet, picture, place):
        return
    y = _heading(sheet, picture, most=168, share=0.6 if picture.lines or picture.figures else 1)
    y = _bullets(sheet, picture.lines, y)
    _below(sheet, picture, place, y)


def listed(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A program, as large as it goes."""
    _day(sheet)
    if _with_grid(sheet, picture, place):
        return
    y = _heading(sheet, picture, most=108, share=0.3)
    _below(sheet, picture, place, y)


def world(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The robot's paper at the right; what happens, and the program, at the left."""
    _day(sheet)
    if not _with_grid(sheet, picture, place):
        point(sheet, picture, place)


def question(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A question, a large mark before it."""
    _day(sheet)
    if _with_grid(sheet, picture, place):
        return
    mark = 150.0
    sheet.circle(LEFT + mark / 2, TOP + 14 + mark / 2, mark / 2, "teal")
    block = sheet.block("?", mark, size=124, colour="cream", bold=True, align="centre")
    sheet.put(block, LEFT, TOP + 14 + (mark - block.height) / 2)
    only = not picture.lines and not picture.figures
    y = _heading(sheet, picture, most=168 if only else 124, share=1 if only else 0.6, left=LEFT + mark + GAP)
    y = _lines(sheet, picture.lines, max(y, TOP + mark + GAP))
    _below(sheet, picture, place, y)


def box(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The box of the sheet to take: its number as large as can be, and what it looks like."""
    _day(sheet)
    grid = next((figure for figure in picture.figures if isinstance(figure, Grid)), None)
    if grid is not None:
        left = _grid(sheet, grid, place)
        y = _number(sheet, picture, WIDE_LEFT, TOP, 300) + GAP
        words = sheet.largest(picture.heading, left - WIDE_LEFT - GAP, BOTTOM - y, most=108) if picture.heading else None
        if words:
            sheet.put(words, WIDE_LEFT, y)
        return
    side = 250.0
    _number(sheet, picture, LEFT, TOP, side)
    x = LEFT + max(side, _label_width(sheet, picture)) + GAP * 1.5
    y = TOP
    if picture.heading:
        block = sheet.largest(picture.heading, RIGHT - x, 340, most=124)
        y += sheet.put(block, x, y + 10) + GAP
    _below(sheet, picture, place, max(_lines(sheet, picture.lines, y, x), TOP + side + 130 + GAP))


def answer(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The answer, with a tick."""
    _day(sheet)
    grid = next((figure for figure in picture.figures if isinstance(figure, Grid)), None)
    right = _grid(sheet, grid, place) - GAP if grid else RIGHT
    left = WIDE_LEFT if grid else LEFT
    _tick(sheet, left + 10, TOP + 40, 130)
    y = TOP + 40 + 130 + GAP
    room = BOTTOM - y - (200 if picture.lines else 0)
    others = tuple(figure for figure in picture.figures if not isinstance(figure, Grid))
    if others and not grid:
        room = min(room, 250)
    block = sheet.largest(picture.heading or " ".join(picture.lines), right - left, room, most=230, colour="teal")
    y += sheet.put(block, left, y) + GAP / 2
    y = _lines(sheet, picture.lines if picture.heading else (), y, left, right)
    if not grid:
        _below(sheet, picture, place, y)
    else:
        place.left_out += [figure.figure for figure in others]


def card(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A word and what it means."""
    _day(sheet)
    x, y, wide, high = LEFT - 40, TOP + 20, RIGHT - LEFT + 80, BOTTOM - TOP - 40
    sheet.panel(x, y, wide, high, "card", "teal", line=12, radius=40)
    meaning = [text for text in picture.lines if text]
    word = sheet.largest(picture.heading, wide - 140, high * 0.5 if meaning else high - 80, most=230, rows=2, colour="brick", align="centre")
    rest = sheet.largest("\n".join(meaning), wide - 140, high - word.height - 130, most=108, bold=False, align="centre") if meaning else None
    total = word.height + (rest.height + GAP if rest else 0)
    top = y + (high - total) / 2
    top += sheet.put(word, x + 70, top)
    if rest:
        sheet.put(rest, x + 70, top + GAP)


def table(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A table as far as it is filled in."""
    _day(sheet)
    y = _heading(sheet, picture, most=108, share=0.3)
    found = next((figure for figure in picture.figures if isinstance(figure, Table)), None)
    place.left_out += [figure.figure for figure in picture.figures if figure is not found]
    _below(sheet, picture.model_copy(update={"figures": (found,) if found else picture.figures}), place, y)


def recap(sheet: Sheet, picture: Picture, place: Place) -> None:
    """What was done today, each with a tick."""
    _day(sheet)
    y = _heading(sheet, picture, most=144, share=0.4) + GAP / 2
    for text in picture.lines:
        block = sheet.block(text, RIGHT - LEFT - 130, size=96 if len(picture.lines) < 4 else 85)
        if y + block.height > BOTTOM:
            break
        _tick(sheet, LEFT, y + 18, 80)
        y += sheet.put(block, LEFT + 130, y) + GAP


def credits(sheet: Sheet, picture: Picture, place: Place) -> None:
    """Licence and credits."""
    _night(sheet)
    y = TOP + 90
    if picture.heading:
        y += sheet.put(sheet.largest(picture.heading, RIGHT - LEFT, 300, most=144, rows=2, colour="sun", align="centre"), LEFT, y) + GAP
    sheet.fill(960 - 120, y, 240, 12, "brick")
    y += 12 + GAP
    for text in picture.lines:
        block = sheet.largest(text, RIGHT - LEFT, 1000 - y, most=96, bold=False, colour="cream", align="centre")
        y += sheet.put(block, LEFT, y) + GAP / 2


TEMPLATES: dict[str, Callable[[Sheet, Picture, Place], None]] = {
    "title": title,
    "names": names,
    "point": point,
    "program": listed,
    "world": world,
    "question": question,
    "box": box,
    "answer": answer,
    "card": card,
    "table": table,
    "recap": recap,
    "credits": credits,
}
NIGHT = frozenset({"title", "names", "credits"})
"""Templates on the dark ground."""


# -- parts that several share


def _day(sheet: Sheet) -> None:
    frame = sheet.theme.frame
    sheet.fill(0, 0, frame.width, frame.height, "paper")
    sheet.fill(0, 0, 44, frame.height, "teal")


def _night(sheet: Sheet) -> None:
    frame = sheet.theme.frame
    sheet.fill(0, 0, frame.width, frame.height, "night")
    sheet.fill(0, 0, 44, frame.height, "brick")


def _heading(sheet: Sheet, picture: Picture, *, most: float, share: float, left: float = LEFT) -> float:
    """The heading at the top, the number of the box at its right; returns where it ends."""
    right = RIGHT
    if picture.box:
        right -= _badge(sheet, picture.box) + GAP
    if not picture.heading:
        return TOP + (BADGE + GAP if picture.box else 0)
    whole = BOTTOM - TOP
    block = sheet.largest(picture.heading, right - left, whole * share, most=most)
    top = TOP + (max(0.0, (whole - block.height) / 2) if share == 1 else 0)
    sheet.put(block, left, top)
    return max(top + block.height, TOP + BADGE if picture.box else 0) + GAP


BADGE = 140.0


def _badge(sheet: Sheet, number: int) -> float:
    """A box of the sheet, small, at the upper right; returns its width."""
    block = sheet.block(str(number), 400, size=108, bold=True)
    wide = max(BADGE, block.natural() + 70)
    sheet.panel(RIGHT - wide, TOP, wide, BADGE, "card", "ink", line=9, radius=14)
    block = sheet.block(str(number), wide, size=108, bold=True, align="centre")
    sheet.put(block, RIGHT - wide, TOP + (BADGE - block.height) / 2)
    return wide


def _label_width(sheet: Sheet, picture: Picture) -> float:
    return sheet.block(picture.label, 900, size=96, bold=True).natural() if picture.label else 0.0


def _number(sheet: Sheet, picture: Picture, x: float, y: float, side: float) -> float:
    """The word for a box and under it the box with its number; returns where it ends."""
    if picture.label:
        y += sheet.put(sheet.block(picture.label, 900, size=96, bold=True, colour="teal"), x, y)
    sheet.panel(x, y, side, side, "card", "ink", line=14, radius=20)
    block = sheet.largest(str(picture.box), side - 50, side - 30, most=230, rows=1, align="centre")
    block = sheet.block(str(picture.box), side, size=block.size, bold=True, align="centre")
    sheet.put(block, x, y + (side - block.height) / 2)
    return y + side


def _tick(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.circle(x + size / 2, y + size / 2, size / 2, "teal")
    points = [(x + size * 0.27, y + size * 0.53), (x + size * 0.44, y + size * 0.7), (x + size * 0.74, y + size * 0.33)]
    sheet.stroke(points, "cream", size * 0.11)


def _bullets(sheet: Sheet, lines: tuple[str, ...], y: float) -> float:
    for text in lines:
        block = sheet.block(text, RIGHT - LEFT - 90, size=96 if len(lines) < 5 else 85)
        if y + block.height > BOTTOM:
            break
        sheet.fill(LEFT + 6, y + block.leading / 2 - 20, 40, 40, "brick", 8)
        y += sheet.put(block, LEFT + 90, y) + GAP * 0.6
    return y


def _lines(sheet: Sheet, lines: tuple[str, ...], y: float, left: float = LEFT, right: float = RIGHT) -> float:
    for text in lines:
        block = sheet.block(text, right - left, size=96 if len(lines) < 3 else 85)
        if y + block.height > BOTTOM:
            break
        y += sheet.put(block, left, y) + GAP / 2
    return y


def _grid(sheet: Sheet, grid: Grid, place: Place) -> float:
    """The robot's paper at the right, as large as the picture allows; returns its left edge."""
    labels = LABELS * sheet.theme.type.code
    cell = min((BOTTOM - TOP - 12 - labels) / grid.rows, (WIDE_RIGHT - WIDE_LEFT - 760 - labels) / grid.columns)
    width = cell * grid.columns + 2 * labels
    x = WIDE_RIGHT + labels - 24 - width
    panel = WIDE_RIGHT - x - labels * 0.14
    sheet.panel(WIDE_RIGHT - panel, TOP - 18, panel, cell * grid.rows + labels + 42, "card", "rule")
    sheet.figure(grid, x, TOP + 6, width)
    return WIDE_RIGHT - panel


def _with_grid(sheet: Sheet, picture: Picture, place: Place) -> bool:
    """A picture with a grid: the grid at the right, all else at the left. False where there is none."""
    grid = next((figure for figure in picture.figures if isinstance(figure, Grid)), None)
    if grid is None:
        return False
    right = _grid(sheet, grid, place) - GAP
    others = [figure for figure in picture.figures if figure is not grid]
    code = next((figure for figure in others if isinstance(figure, Listing)), None)
    place.left_out += [figure.figure for figure in others if figure is not code]
    y = TOP
    if picture.heading:
        high = (BOTTOM - TOP) * (0.36 if code else 0.6 if picture.lines else 1)
        y += sheet.put(sheet.largest(picture.heading, right - WIDE_LEFT, high, most=124), WIDE_LEFT, y) + GAP
    if code:
        laid = program.lay(sheet, code, right - WIDE_LEFT, BOTTOM - y, numbers=False)
        if laid:
            place.listing = (code, laid, WIDE_LEFT, y)
            program.paint(sheet, code, laid, WIDE_LEFT, y, more=picture.more)
            return True
        place.left_out.append("listing")
    _lines(sheet, picture.lines, y, WIDE_LEFT, right)
    return True


def _below(sheet: Sheet, picture: Picture, place: Place, y: float) -> None:
    """The first figure that has room under what is there already; the others are on paper."""
    done = False
    for figure in picture.figures:
        if done or not _fits(sheet, picture, figure, place, y):
            place.left_out.append(figure.figure)
        else:
            done = True


def _fits(sheet: Sheet, picture: Picture, figure: Figure, place: Place, y: float) -> bool:
    wide, high = WIDE_RIGHT - WIDE_LEFT, BOTTOM - y
    if isinstance(figure, Listing):
        laid = program.lay(sheet, figure, wide, high)
        if laid is None:
            return False
        place.listing = (figure, laid, WIDE_LEFT, y)
        program.paint(sheet, figure, laid, WIDE_LEFT, y, more=picture.more)
        return True
    if isinstance(figure, Table):
        figure = _cropped(sheet, figure, wide - 60, high - 40)
    if isinstance(figure, Grid):
        return False
    tall = sheet.figure_height(figure, wide - 60)
    if tall > high - 40:
        return False
    sheet.panel(WIDE_LEFT, y, wide, tall + 40, "card", "rule")
    sheet.figure(figure, WIDE_LEFT + 30, y + 20, wide - 60)
    return True


def _cropped(sheet: Sheet, table: Table, width: float, height: float) -> Table:
    """Only as many rows as have room: those around the first empty one, where the class is writing."""
    rows = list(table.rows)
    while len(rows) > 1 and sheet.figure_height(table.model_copy(update={"rows": tuple(rows)}), width) > height:
        empty = next((index for index, row in enumerate(rows) if not all(row)), len(rows))
        rows.pop(0 if empty > 1 else -1)
    return table.model_copy(update={"rows": tuple(rows)})


def paint(sheet: Sheet, picture: Picture) -> Place:
    """Draw a picture; TextError, with its words, where they have no room even at the least size."""
    place = Place()
    try:
        TEMPLATES[picture.template](sheet, picture, place)
    except TextError as error:
        raise TextError(f"{error.what} (picture {picture.template})", remedy=error.remedy) from None
    return place


def caption(sheet: Sheet, text: str, width: float, colour: str) -> Block:
    """Words of the lower third, on one line if they can be, else on two."""
    return sheet.largest(text, width, 210, most=96, rows=2, colour=colour)
