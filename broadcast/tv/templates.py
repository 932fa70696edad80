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
from broadcast.tv.storyboard import ROWS, Picture
from broadcast.unplugged.figures import Figure, Grid, Listing, Table

LEFT, RIGHT = 250.0, 1670.0
"""Text: inside what a 4:3 set shows."""
WIDE_LEFT, WIDE_RIGHT = 140.0, 1780.0
"""Figures: inside what a 14:9 picture shows."""
TOP, BOTTOM = 62.0, 836.0
GAP = 36.0
LEAST_BESIDE = 740.0
"""Width that is kept for words beside a grid."""


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
    for across in (2, 1):
        wide = (RIGHT - LEFT - GAP * (min(across, len(people)) - 1)) / max(min(across, len(people)), 1)
        rows = -(-len(people) // across)
        high = min((sheet.theme.frame.height - 2 * TOP - 60 - GAP * (rows - 1)) / max(rows, 1), 560.0)
        head = high * 0.44 if rows == 1 else 0.0
        room = high - head - (110 if head else 40)
        try:
            words = [sheet.largest(name, wide - 80, room, most=168, rows=2, align="centre") for name in people]
        except TextError:
            if across == 1:
                raise
            continue
        break
    top = (sheet.theme.frame.height - rows * high - GAP * (rows - 1)) / 2
    for number, block in enumerate(words):
        x, y = LEFT + (number % across) * (wide + GAP), top + (number // across) * (high + GAP)
        sheet.panel(x, y, wide, high, "card", "sun" if number % 2 else "teal", line=12, radius=36)
        if head:
            _person(sheet, x + wide / 2, y + 60 + head / 2, head * 0.5, "brick" if number % 2 else "teal")
        sheet.put(block, x + 40, y + (50 + head if head else 20) + (room - block.height) / 2)


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
    if not picture.lines and not picture.figures:
        _heading(sheet, picture, most=168, share=1)
        return
    aside = 90.0 if len(picture.lines) > 1 else 0.0
    lines = _blocks(sheet, picture.lines, RIGHT - LEFT - aside, GAP * 0.6, BOTTOM - TOP - 150, place)
    room = BOTTOM - TOP - _sum(lines, GAP * 0.6) - GAP
    y = _heading(sheet, picture, most=124, share=min(room / (BOTTOM - TOP), 0.6))
    for block in lines:
        if aside:
            sheet.fill(LEFT + 6, y + block.leading / 2 - 20, 40, 40, "brick", 8)
        y += sheet.put(block, LEFT + aside, y) + GAP * 0.6
    _below(sheet, picture, place, y)


def listed(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A program, as large as it goes."""
    _day(sheet)
    if _with_grid(sheet, picture, place):
        return
    code = next((figure for figure in picture.figures if isinstance(figure, Listing)), None)
    wide = WIDE_RIGHT - WIDE_LEFT
    if code and program.least(sheet, code, wide) > BOTTOM - TOP - BADGE - GAP:
        _below(sheet, picture, place, TOP)  # too long for a heading over it
        if picture.box and place.listing and _clear(place.listing[1], wide - BADGE - 2 * GAP):
            _badge(sheet, picture.box, WIDE_RIGHT)
        return
    y = _heading(sheet, picture, most=108, share=0.3, left=WIDE_LEFT, right=WIDE_RIGHT)
    _below(sheet, picture, place, y)


def _clear(laid: program.Laid, width: float) -> bool:
    """Whether the first two lines of a program leave its corner free."""
    return all(block.natural() + laid.numbers + program.POINTER + program.PAD < width for block in laid.blocks[:2])


def world(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The robot's paper at the right; what happens, and the program, at the left."""
    _day(sheet)
    if not _with_grid(sheet, picture, place):
        (listed if picture.figures and not any(picture.lines) else point)(sheet, picture, place)


def question(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A question, a large mark before it. Over a figure what is no question stands small above it."""
    _day(sheet)
    if _with_grid(sheet, picture, place):
        return
    mark, beside = 150.0, 150.0 + GAP
    edge, right = (WIDE_LEFT, WIDE_RIGHT) if picture.figures else (LEFT, RIGHT)
    if picture.box:
        right -= _badge(sheet, picture.box, right) + GAP
    small, words, rest = "", picture.heading, picture.lines
    if picture.lines and picture.figures:
        small, words, rest = " ".join(picture.lines), picture.heading, ()
        if not _asks(words) and _asks(small):
            small, words = words, small
    wide, whole = right - edge - beside, BOTTOM - TOP
    kicker = sheet.block(small, wide, colour="teal") if small else None
    lines = _blocks(sheet, rest, wide, GAP / 2, whole * 0.5, place)
    most = 96 if small else 124 if picture.figures else 168
    room = whole * (0.42 if picture.figures else 1) - _sum(lines, GAP / 2)
    place.left = edge
    needs = _least(sheet, picture)
    if needs:
        room = whole - needs - (kicker.height if kicker else 0) - GAP
    try:
        block = sheet.largest(words, wide, room, most=most, keep="last" if needs else "")
    except TextError:
        block = sheet.largest(words, wide, room, most=most, room=whole, keep="last")
    total = (kicker.height if kicker else 0) + block.height + _sum(lines, GAP / 2)
    y = TOP if picture.figures else TOP + max(0.0, (whole - total) / 2)
    sheet.circle(edge + mark / 2, y + 6 + mark / 2, mark / 2, "teal")
    sign = sheet.block("?", mark, size=124, colour="cream", bold=True, align="centre")
    sheet.put(sign, edge, y + 6 + (mark - sign.height) / 2)
    if kicker:
        y += sheet.put(kicker, edge + beside, y)
    elif block.height < mark:
        y += (mark - block.height) / 2
    y += sheet.put(block, edge + beside, y)
    for line in lines:
        y += GAP / 2 + sheet.put(line, edge + beside, y + GAP / 2)
    _below(sheet, picture, place, max(y, TOP + mark + 6) + GAP)


def _asks(text: str) -> bool:
    return any(mark in text for mark in "?？؟")


def box(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The box of the sheet to take: its number as large as can be, and what it looks like."""
    _day(sheet)
    place.left = WIDE_LEFT
    grid = next((figure for figure in picture.figures if isinstance(figure, Grid)), None)
    if grid is not None:
        left = _grid(sheet, grid, place)
        y = _number(sheet, picture, WIDE_LEFT, TOP, 280) + GAP
        if picture.heading:
            sheet.put(sheet.largest(picture.heading, left - WIDE_LEFT - GAP, BOTTOM - y, most=108, keep="last"), WIDE_LEFT, y)
        return
    side = 280.0
    _number(sheet, picture, WIDE_LEFT, TOP, side)
    x = WIDE_LEFT + max(side, _label_width(sheet, picture)) + GAP * 1.5
    figures = bool(picture.figures)
    y = TOP
    if picture.heading:
        lines = _blocks(sheet, picture.lines, WIDE_RIGHT - x, GAP / 2, (BOTTOM - TOP) * 0.5, place)
        high = (BOTTOM - TOP) * (0.34 if figures else 1) - _sum(lines, GAP / 2)
        y += sheet.put(_asked(sheet, picture.heading, WIDE_RIGHT - x, high, 108 if figures else 144), x, y) + GAP / 2
        for line in lines:
            y += sheet.put(line, x, y) + GAP / 2
    _below(sheet, picture, place, y + GAP / 2, x)


def answer(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The answer, with a tick."""
    _day(sheet)
    grid = next((figure for figure in picture.figures if isinstance(figure, Grid)), None)
    right = _grid(sheet, grid, place) - GAP if grid else RIGHT
    left = WIDE_LEFT if grid else LEFT
    place.left = left
    others = tuple(figure for figure in picture.figures if not isinstance(figure, Grid))
    words, lines = picture.heading or " ".join(picture.lines), picture.lines if picture.heading else ()
    if others and not grid:
        _tick(sheet, WIDE_LEFT, TOP + 4, BADGE)
        x, whole = WIDE_LEFT + BADGE + GAP, BOTTOM - TOP
        room = max(whole - _least(sheet, picture) - GAP, BADGE)
        block = sheet.largest(words, WIDE_RIGHT - x, room, most=144, colour="teal", room=whole, keep="first")
        y = TOP + max(0.0, (BADGE - block.height) / 2)
        y = max(y + sheet.put(block, x, y), TOP + BADGE) + GAP / 2
        _below(sheet, picture, place, _lines(sheet, lines, y, WIDE_LEFT, WIDE_RIGHT) + GAP / 2)
        return
    _tick(sheet, left + 10, TOP + 20, 130)
    y = TOP + 20 + 130 + GAP / 2
    room = BOTTOM - y - (200 if lines else 0)
    block = sheet.largest(words, right - left, room, most=230, colour="teal", room=BOTTOM - y, keep="first")
    y += sheet.put(block, left, y) + GAP / 2
    _lines(sheet, lines, y, left, right)
    place.left_out += [figure.figure for figure in others]


def card(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A word and what it means."""
    _day(sheet)
    x, y, wide, high = LEFT - 40, TOP + 20, RIGHT - LEFT + 80, BOTTOM - TOP - 40
    sheet.panel(x, y, wide, high, "card", "teal", line=12, radius=40)
    meaning = " ".join(text for text in picture.lines if text)
    share = 0.5 if meaning else 0.9
    word = sheet.largest(
        picture.heading, wide - 140, high * share, most=230, rows=2, colour="brick", align="centre", room=high * 0.9
    )
    left = high - word.height - 2 * GAP
    rest = sheet.largest(meaning, wide - 140, left, most=108, bold=False, align="centre", keep="first") if meaning else None
    total = word.height + (rest.height + GAP if rest else 0)
    top = y + (high - total) / 2
    top += sheet.put(word, x + 70, top)
    if rest:
        sheet.put(rest, x + 70, top + GAP)


def table(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A table as far as it is filled in."""
    _day(sheet)
    y = _heading(sheet, picture, most=108, share=0.3, left=WIDE_LEFT, right=WIDE_RIGHT)
    found = next((figure for figure in picture.figures if isinstance(figure, Table)), None)
    place.left_out += [figure.figure for figure in picture.figures if figure is not found]
    _below(sheet, picture.model_copy(update={"figures": (found,) if found else picture.figures}), place, y)


def recap(sheet: Sheet, picture: Picture, place: Place) -> None:
    """What was done today, each with a tick."""
    _day(sheet)
    lines = _blocks(sheet, picture.lines, RIGHT - LEFT - 130, GAP, BOTTOM - TOP - 160, place)
    room = BOTTOM - TOP - _sum(lines, GAP) - GAP
    y = _heading(sheet, picture, most=144, share=min(room / (BOTTOM - TOP), 0.4)) + GAP / 2
    for block in lines:
        _tick(sheet, LEFT, y + 18, 80)
        y += sheet.put(block, LEFT + 130, y) + GAP


def credits(sheet: Sheet, picture: Picture, place: Place) -> None:
    """Licence and credits."""
    _night(sheet)
    whole = sheet.theme.frame.height - 2 * TOP
    wide = RIGHT - LEFT
    head = sheet.largest(picture.heading, wide, whole * 0.4, most=144, colour="sun", align="centre") if picture.heading else None
    rest = [text for text in picture.lines if text]
    room = (whole - (head.height if head else 0) - 2 * GAP - 12 - GAP * len(rest)) / max(len(rest), 1)
    lines = [sheet.largest(text, wide, room, most=96, bold=False, colour="cream", align="centre") for text in rest]
    y = TOP + (whole - (head.height + 2 * GAP + 12 if head else 0) - _sum(lines, GAP)) / 2
    if head:
        y += sheet.put(head, LEFT, y) + GAP
        sheet.fill(sheet.theme.frame.width / 2 - 120, y, 240, 12, "brick")
        y += 12 + GAP
    for block in lines:
        y += sheet.put(block, LEFT, y) + GAP


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


def _heading(sheet: Sheet, picture: Picture, *, most: float, share: float, left: float = LEFT, right: float = RIGHT) -> float:
    """The heading at the top, the number of the box at its right; returns where it ends."""
    if picture.box:
        right -= _badge(sheet, picture.box, right) + GAP
    if not picture.heading:
        return TOP + (BADGE + GAP if picture.box else 0)
    whole = BOTTOM - TOP
    block = sheet.largest(picture.heading, right - left, whole * share, most=most, room=whole * 0.6, keep="first")
    top = TOP + (max(0.0, (whole - block.height) / 2) if share == 1 else 0)
    if picture.box and block.height < BADGE and share != 1:
        top += (BADGE - block.height) / 2
    sheet.put(block, left, top)
    return max(top + block.height, TOP + BADGE if picture.box else 0) + GAP


def _blocks(sheet: Sheet, lines: tuple[str, ...], width: float, between: float, height: float, place: Place) -> list[Block]:
    """Lines as large as they all fit; where not even the least size does, the last ones are left out."""
    found: list[Block] = []
    for size in (96.0, sheet.theme.type.text):
        found = [sheet.block(text, width, size=size) for text in lines if text]
        if _sum(found, between) <= height:
            return found
    while len(found) > 1 and _sum(found, between) > height:
        found.pop()
        place.left_out.append("line")
    return found


def _asked(sheet: Sheet, text: str, width: float, height: float, most: float) -> Block:
    """A task: its last sentences ask, so they are kept."""
    return sheet.largest(text, width, height, most=most, room=(BOTTOM - TOP) * 0.75, keep="last")


def _least(sheet: Sheet, picture: Picture) -> float:
    """Height that the first figure needs under some words; 0 where there is none, or no room for it at all."""
    figure = next((figure for figure in picture.figures if not isinstance(figure, Grid)), None)
    wide = WIDE_RIGHT - WIDE_LEFT
    if figure is None:
        return 0.0
    if isinstance(figure, Listing):
        rows = ROWS["question"] if any(picture.more) else 0
        high = max(program.least(sheet, figure, wide), program.rows_height(sheet, rows))
    elif isinstance(figure, Table):
        high = sheet.figure_height(figure.model_copy(update={"rows": figure.rows[:2]}), wide - 60) + 40
    else:
        high = sheet.figure_height(figure, wide - 60) + 40
    return high if high < BOTTOM - TOP - BADGE - GAP else 0.0


def _sum(blocks: list[Block], between: float) -> float:
    return sum(block.height + between for block in blocks)


BADGE = 140.0


def _badge(sheet: Sheet, number: int, right: float) -> float:
    """A box of the sheet, small, at the upper right; returns its width."""
    wide = max(BADGE, sheet.block(str(number), 400, size=108, bold=True).natural() + 60)
    sheet.panel(right - wide, TOP, wide, BADGE, "card", "ink", line=9, radius=14)
    block = sheet.block(str(number), wide, size=108, bold=True, align="centre")
    sheet.put(block, right - wide, TOP + (BADGE - block.height) / 2)
    return wide


def _label_width(sheet: Sheet, picture: Picture) -> float:
    return sheet.block(picture.label, 900, bold=True).natural() if picture.label else 0.0


def _number(sheet: Sheet, picture: Picture, x: float, y: float, side: float) -> float:
    """The word for a box and under it the box with its number; returns where it ends."""
    if picture.label:
        y += sheet.put(sheet.block(picture.label, 900, bold=True, colour="teal"), x, y)
    sheet.panel(x, y, side, side, "card", "ink", line=14, radius=20)
    block = sheet.largest(str(picture.box), side - 50, side - 30, most=230, rows=1, align="centre")
    block = sheet.block(str(picture.box), side, size=block.size, bold=True, align="centre")
    sheet.put(block, x, y + (side - block.height) / 2)
    return y + side


def _tick(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.circle(x + size / 2, y + size / 2, size / 2, "teal")
    points = [(x + size * 0.27, y + size * 0.53), (x + size * 0.44, y + size * 0.7), (x + size * 0.74, y + size * 0.33)]
    sheet.stroke(points, "cream", size * 0.11)


def _lines(sheet: Sheet, lines: tuple[str, ...], y: float, left: float = LEFT, right: float = RIGHT) -> float:
    for text in lines:
        block = sheet.block(text, right - left, size=96 if len(lines) < 3 else 85)
        if y + block.height > BOTTOM:
            break
        y += sheet.put(block, left, y) + GAP / 2
    return y


def _grid(sheet: Sheet, grid: Grid, place: Place, *, centred: bool = False) -> float:
    """The robot's paper at the right, as large as the picture allows; returns its left edge."""
    high, pad = BOTTOM - TOP - 8, 24.0
    low, top = 300, int(WIDE_RIGHT - WIDE_LEFT - LEAST_BESIDE)
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


def _with_grid(sheet: Sheet, picture: Picture, place: Place) -> bool:
    """A picture with a grid: the grid at the right, all else at the left. False where there is none."""
    grid = next((figure for figure in picture.figures if isinstance(figure, Grid)), None)
    if grid is None:
        return False
    place.left = WIDE_LEFT
    alone = not picture.heading and not any(picture.lines) and len(picture.figures) == 1
    right = _grid(sheet, grid, place, centred=alone) - GAP
    others = [figure for figure in picture.figures if figure is not grid]
    code = next((figure for figure in others if isinstance(figure, Listing)), None)
    place.left_out += [figure.figure for figure in others if figure is not code]
    y = TOP
    x = WIDE_LEFT + (_badge(sheet, picture.box, WIDE_LEFT + BADGE) + GAP if picture.box else 0)
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
        laid = program.lay(sheet, code, right - WIDE_LEFT, BOTTOM - y, numbers=False, paged=any(picture.more))
        if laid:
            place.listing = (code, laid, WIDE_LEFT, y)
            program.paint(sheet, code, laid, WIDE_LEFT, y, more=picture.more)
            return True
        place.left_out.append("listing")
    for block in _blocks(sheet, picture.lines, right - WIDE_LEFT, GAP / 2, BOTTOM - y, place):
        if y + block.height <= BOTTOM:
            y += sheet.put(block, WIDE_LEFT, y) + GAP / 2
    return True


def _below(sheet: Sheet, picture: Picture, place: Place, y: float, x: float = WIDE_LEFT) -> None:
    """The first figure that has room under what is there already; the others are on paper."""
    done = False
    for figure in picture.figures:
        if done or not _fits(sheet, picture, figure, place, x, y):
            place.left_out.append(figure.figure)
        else:
            done = True
            place.left = WIDE_LEFT


def _fits(sheet: Sheet, picture: Picture, figure: Figure, place: Place, x: float, y: float) -> bool:
    wide, high = WIDE_RIGHT - x, BOTTOM - y
    if isinstance(figure, Listing):
        laid = program.lay(sheet, figure, wide, high, paged=any(picture.more))
        if laid is None:
            return False
        place.listing = (figure, laid, x, y)
        program.paint(sheet, figure, laid, x, y, more=picture.more)
        return True
    if isinstance(figure, Grid):
        return False
    if isinstance(figure, Table):
        figure = _cropped(sheet, figure, wide - 60, high - 40, picture.template == "answer")
    tall = sheet.figure_height(figure, wide - 60)
    if tall > high - 40 or sheet.figure_width(figure) > wide - 60:
        return False
    sheet.panel(x, y, wide, tall + 40, "card", "rule")
    sheet.figure(figure, x + 30, y + 20, wide - 60)
    return True


def _cropped(sheet: Sheet, table: Table, width: float, height: float, answered: bool) -> Table:
    """Only as many rows as have room: those around the first empty one, where the class is writing; with an answer, those
    before it."""
    rows = list(table.rows)
    while len(rows) > 1 and sheet.figure_height(table.model_copy(update={"rows": tuple(rows)}), width) > height:
        empty = next((index for index, row in enumerate(rows) if not all(row)), len(rows))
        wanted = empty - 1 if answered and empty else empty
        rows.pop(0 if wanted > 1 or (wanted and len(rows) == 2) else -1)
    return table.model_copy(update={"rows": tuple(rows)})


def paint(sheet: Sheet, picture: Picture) -> Place:
    """Draw a picture; TextError, with its words, where they have no room even at the least size."""
    place = Place()
    try:
        TEMPLATES[picture.template](sheet, picture, place)
    except TextError as error:
        raise TextError(f"{error.what} (picture {picture.template})", remedy=error.remedy) from None
    place.left_out += ["sentence"] * sheet.cut
    return place
