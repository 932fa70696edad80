"""The pictures: one function a template of `Shot`, and the table of them.

To add one: write `def name(sheet, picture, place)`, paint above the lower third (`BOTTOM`), put it into TEMPLATES, and let
`describe` say it. Text keeps to the middle that a 4:3 set shows; figures to 14:9.
"""

from __future__ import annotations

from collections.abc import Callable

from broadcast.errors import TextError
from broadcast.tv import listing as program
from broadcast.tv.layout import (
    BADGE,
    BOTTOM,
    GAP,
    LEFT,
    RIGHT,
    TOP,
    WIDE_LEFT,
    WIDE_RIGHT,
    Beside,
    Place,
    asked,
    badge,
    below,
    blocks,
    box_number,
    day,
    grid_at_right,
    heading,
    label_width,
    least,
    night,
    plain_lines,
    stacked,
    tick,
    with_grid,
    with_image,
)  # fmt: skip
from broadcast.tv.sheet import Sheet
from broadcast.tv.storyboard import Picture
from broadcast.unplugged.figures import Listing, Table


def title(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The programme's name, the lesson's title, and the robot's way along the foot."""
    night(sheet)
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
    night(sheet)
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
    day(sheet)
    if with_grid(sheet, picture, place) or with_image(sheet, picture):
        return
    if not picture.lines and not picture.figures:
        heading(sheet, picture, most=168, share=1)
        return
    aside = 90.0 if len(picture.lines) > 1 else 0.0
    lines = blocks(sheet, picture.lines, RIGHT - LEFT - aside, GAP * 0.6, BOTTOM - TOP - 150, place)
    room = BOTTOM - TOP - stacked(lines, GAP * 0.6) - GAP
    y = heading(sheet, picture, most=124, share=min(room / (BOTTOM - TOP), 0.6))
    for block in lines:
        if aside:
            sheet.fill(LEFT + 6, y + block.leading / 2 - 20, 40, 40, "brick", 8)
        y += sheet.put(block, LEFT + aside, y) + GAP * 0.6
    below(sheet, picture, place, y)


def listed(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A program, as large as it goes."""
    day(sheet)
    if with_grid(sheet, picture, place):
        return
    code = next((figure for figure in picture.figures if isinstance(figure, Listing)), None)
    wide = WIDE_RIGHT - WIDE_LEFT
    if code and program.least(sheet, code, wide) > BOTTOM - TOP - BADGE - GAP:
        below(sheet, picture, place, TOP)  # too long for a heading over it
        if picture.box and place.listing and _clear(place.listing[1], wide - BADGE - 2 * GAP):
            badge(sheet, picture.box, WIDE_RIGHT)
        return
    y = heading(sheet, picture, most=108, share=0.3, left=WIDE_LEFT, right=WIDE_RIGHT)
    below(sheet, picture, place, y)


def _clear(laid: program.Laid, width: float) -> bool:
    """Whether the first lines of a program leave its corner free."""
    return laid.reach(BADGE + GAP) < width


def world(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The robot's paper, or what the turtle draws, at the right; what happens, and the program, at the left."""
    day(sheet)
    if not with_grid(sheet, picture, place):
        (listed if picture.figures and not any(picture.lines) else point)(sheet, picture, place)


def question(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A question, a large mark before it. Over a figure what is no question stands small above it."""
    day(sheet)
    if with_grid(sheet, picture, place):
        return
    mark, beside = 150.0, 150.0 + GAP
    edge, right = (WIDE_LEFT, WIDE_RIGHT) if picture.figures else (LEFT, RIGHT)
    if picture.box:
        right -= badge(sheet, picture.box, right) + GAP
    small, words, rest = "", picture.heading, picture.lines
    if picture.lines and picture.figures:
        small, words, rest = " ".join(picture.lines), picture.heading, ()
        if not _asks(words) and _asks(small):
            small, words = words, small
    wide, whole = right - edge - beside, BOTTOM - TOP
    kicker = sheet.block(small, wide, colour="teal") if small else None
    lines = blocks(sheet, rest, wide, GAP / 2, whole * 0.5, place)
    most = 96 if small else 124 if picture.figures else 168
    room = whole * (0.42 if picture.figures else 1) - stacked(lines, GAP / 2)
    place.left = edge
    needs = least(sheet, picture)
    if needs:
        room = whole - needs - (kicker.height if kicker else 0) - GAP
    try:
        block = sheet.largest(words, wide, room, most=most, keep="last" if needs else "")
    except TextError:
        block = sheet.largest(words, wide, room, most=most, room=whole, keep="last")
    total = (kicker.height if kicker else 0) + block.height + stacked(lines, GAP / 2)
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
    below(sheet, picture, place, max(y, TOP + mark + 6) + GAP)


def _asks(text: str) -> bool:
    return any(mark in text for mark in "?？؟")


def box(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The box of the sheet to take: its number as large as can be, and what it looks like."""
    day(sheet)
    place.left = WIDE_LEFT
    grid = next((figure for figure in picture.figures if isinstance(figure, Beside)), None)
    if grid is not None:
        left = grid_at_right(sheet, grid, place)
        y = box_number(sheet, picture, WIDE_LEFT, TOP, 280) + GAP
        if picture.heading:
            sheet.put(sheet.largest(picture.heading, left - WIDE_LEFT - GAP, BOTTOM - y, most=108, keep="last"), WIDE_LEFT, y)
        return
    side = 280.0
    box_number(sheet, picture, WIDE_LEFT, TOP, side)
    x = WIDE_LEFT + max(side, label_width(sheet, picture)) + GAP * 1.5
    figures = bool(picture.figures)
    y = TOP
    if picture.heading:
        lines = blocks(sheet, picture.lines, WIDE_RIGHT - x, GAP / 2, (BOTTOM - TOP) * 0.5, place)
        high = (BOTTOM - TOP) * (0.34 if figures else 1) - stacked(lines, GAP / 2)
        y += sheet.put(asked(sheet, picture.heading, WIDE_RIGHT - x, high, 108 if figures else 144), x, y) + GAP / 2
        for line in lines:
            y += sheet.put(line, x, y) + GAP / 2
    below(sheet, picture, place, y + GAP / 2, x)


def answer(sheet: Sheet, picture: Picture, place: Place) -> None:
    """The answer, with a tick."""
    day(sheet)
    grid = next((figure for figure in picture.figures if isinstance(figure, Beside)), None)
    right = grid_at_right(sheet, grid, place) - GAP if grid else RIGHT
    left = WIDE_LEFT if grid else LEFT
    place.left = left
    others = tuple(figure for figure in picture.figures if not isinstance(figure, Beside))
    words, lines = picture.heading or " ".join(picture.lines), picture.lines if picture.heading else ()
    if others and not grid:
        tick(sheet, WIDE_LEFT, TOP + 4, BADGE)
        x, whole = WIDE_LEFT + BADGE + GAP, BOTTOM - TOP
        room = max(whole - least(sheet, picture) - GAP, BADGE)
        block = sheet.largest(words, WIDE_RIGHT - x, room, most=144, colour="teal", room=whole, keep="first")
        y = TOP + max(0.0, (BADGE - block.height) / 2)
        y = max(y + sheet.put(block, x, y), TOP + BADGE) + GAP / 2
        below(sheet, picture, place, plain_lines(sheet, lines, y, WIDE_LEFT, WIDE_RIGHT) + GAP / 2)
        return
    tick(sheet, left + 10, TOP + 20, 130)
    y = TOP + 20 + 130 + GAP / 2
    room = BOTTOM - y - (200 if lines else 0)
    block = sheet.largest(words, right - left, room, most=230, colour="teal", room=BOTTOM - y, keep="first")
    y += sheet.put(block, left, y) + GAP / 2
    plain_lines(sheet, lines, y, left, right)
    place.left_out += [figure.figure for figure in others]


def card(sheet: Sheet, picture: Picture, place: Place) -> None:
    """A word and what it means."""
    day(sheet)
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
    day(sheet)
    y = heading(sheet, picture, most=108, share=0.3, left=WIDE_LEFT, right=WIDE_RIGHT)
    found = next((figure for figure in picture.figures if isinstance(figure, Table)), None)
    place.left_out += [figure.figure for figure in picture.figures if figure is not found]
    below(sheet, picture.model_copy(update={"figures": (found,) if found else picture.figures}), place, y)


def recap(sheet: Sheet, picture: Picture, place: Place) -> None:
    """What was done today, each with a tick."""
    day(sheet)
    lines = blocks(sheet, picture.lines, RIGHT - LEFT - 130, GAP, BOTTOM - TOP - 160, place)
    room = BOTTOM - TOP - stacked(lines, GAP) - GAP
    y = heading(sheet, picture, most=144, share=min(room / (BOTTOM - TOP), 0.4)) + GAP / 2
    for block in lines:
        tick(sheet, LEFT, y + 18, 80)
        y += sheet.put(block, LEFT + 130, y) + GAP


def credits(sheet: Sheet, picture: Picture, place: Place) -> None:
    """Licence and credits."""
    night(sheet)
    whole = sheet.theme.frame.height - 2 * TOP
    wide = RIGHT - LEFT
    head = sheet.largest(picture.heading, wide, whole * 0.4, most=144, colour="sun", align="centre") if picture.heading else None
    rest = [text for text in picture.lines if text]
    room = (whole - (head.height if head else 0) - 2 * GAP - 12 - GAP * len(rest)) / max(len(rest), 1)
    lines = [sheet.largest(text, wide, room, most=96, bold=False, colour="cream", align="centre") for text in rest]
    y = TOP + (whole - (head.height + 2 * GAP + 12 if head else 0) - stacked(lines, GAP)) / 2
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


def paint(sheet: Sheet, picture: Picture) -> Place:
    """Draw a picture; TextError, with its words, where they have no room even at the least size."""
    place = Place()
    try:
        TEMPLATES[picture.template](sheet, picture, place)
    except TextError as error:
        raise TextError(f"{error.what} (picture {picture.template})", remedy=error.remedy) from None
    place.left_out += ["sentence"] * sheet.cut
    return place
