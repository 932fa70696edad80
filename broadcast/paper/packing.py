"""Boxes on a sheet, in numeric order, so that nobody wonders which comes next.

A row of an ordinary sheet holds one box over the whole width, two beside each other, or one at the left with the two
that follow at its right. On a tight one there may be three beside each other, columns of unequal width, and several
boxes over one another in one column of a row; within a row the reader goes down a column and then to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite

from broadcast.errors import TextError

Measure = Callable[[int, float], float]
"""(index of the box, width in points) → height in points; infinite where the box cannot be that narrow."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box in a row; points from the row's top left corner."""

    index: int
    column: int
    x: float
    width: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How a row is divided."""

    shares: tuple[float, ...]
    """Of the width, a column each."""
    boxes: tuple[int, ...]
    """Over one another in each column."""

    @property
    def odd(self) -> float:
        """Points of height that must be won before columns differ in width, or the first box is not alone in its column."""
        return 20 * (max(self.shares) - min(self.shares)) + (4 if self.boxes[0] > 1 else 0)


LOOSE = (Plan((1.0,), (1,)), Plan((0.5, 0.5), (1, 1)), Plan((0.5, 0.5), (1, 2)))
_PAIRS = tuple((share / 24, 1 - share / 24) for share in (12, 10, 14, 9, 15, 8, 16))
_TRIPLES = tuple((one / 24, two / 24, (24 - one - two) / 24) for one in (6, 7, 8, 10) for two in (6, 7, 8, 10) if one + two <= 18)
TIGHT = (
    *LOOSE,
    *(Plan(pair, boxes) for pair in _PAIRS for boxes in ((1, 1), (1, 2), (2, 1), (1, 3))),
    *(Plan(triple, boxes) for triple in _TRIPLES for boxes in ((1, 1, 1), (1, 1, 2))),
)


@dataclass(frozen=True, slots=True)
class _Way:
    """How the boxes up to one are laid: on so many pages, so high on the last of them."""

    page: int
    cost: float
    """Height of what is on the last page, and what its odd rows have to win."""
    used: float
    rows: tuple[Row, ...]


def rows(
    full: Sequence[bool],
    measure: Measure,
    width: float,
    gap: float,
    *,
    tight: bool = False,
    room: tuple[float, float] = (inf, inf),
) -> tuple[Row, ...]:
    """The rows that take the fewest pages, and the least height on the last; plain ones before odd ones.

    `full` says which boxes want the whole width; a tight sheet does not ask. `room` is the height of the first page and of every later
    one; no row of several boxes is higher than a page.
    """
    count = len(full)
    best: list[_Way | None] = [_Way(0, 0.0, 0.0, ())] + [None] * count
    for start in range(count):
        before = best[start]
        assert before is not None  # a box alone in its row goes anywhere
        for plan in TIGHT if tight else LOOSE:
            after = start + sum(plan.boxes)
            if after > count or (len(plan.shares) > 1 and not tight and any(full[start:after])):
                continue
            row = _row(plan, start, measure, width, gap)
            if row is None or (row.height > min(room) and after > start + 1):
                continue
            way = _onto(before, row, plan.odd, room, gap)
            known = best[after]
            if known is None or (way.page, way.cost) < (known.page, known.cost):
                best[after] = way
    found = best[count]
    assert found is not None
    return found.rows


def _onto(way: _Way, row: Row, odd: float, room: tuple[float, float], gap: float) -> _Way:
    """A row more, on the page as it is or on a new one."""
    joined = way.used + gap + row.height if way.used else row.height
    if way.used and joined > room[min(way.page, 1)]:
        return _Way(way.page + 1, row.height + odd, row.height, (*way.rows, row))
    return _Way(way.page, way.cost + joined - way.used + odd, joined, (*way.rows, row))


def _row(plan: Plan, start: int, measure: Measure, width: float, gap: float) -> Row | None:
    """A row by a plan, the boxes of the shorter columns spread over the height; None where one cannot be so narrow."""
    inner = width - gap * (len(plan.shares) - 1)
    columns: list[list[float]] = []
    at = start
    for share, boxes in zip(plan.shares, plan.boxes, strict=True):
        columns.append([measure(index, inner * share) for index in range(at, at + boxes)])
        at += boxes
    high = max(sum(column) + gap * (len(column) - 1) for column in columns)
    if not isfinite(high):
        return None
    cells: list[Cell] = []
    x = 0.0
    for number, (share, heights) in enumerate(zip(plan.shares, columns, strict=True)):
        spare = (high - sum(heights) - gap * (len(heights) - 1)) / len(heights)
        top = 0.0
        for height in heights:
            cells.append(Cell(start + len(cells), number, x, inner * share, top, height + spare))
            top += height + spare + gap
        x += inner * share + gap
    return Row(tuple(cells), high)


def total(packed: Sequence[Row], gap: float) -> float:
    return sum(row.height for row in packed) + gap * max(len(packed) - 1, 0)


def paginate(packed: Sequence[Row], room: Sequence[float], gap: float) -> tuple[tuple[Row, ...], ...]:
    """Rows on pages; `room` is the height of the first page and of every later one. TextError for a row no page holds."""
    sheets: list[list[Row]] = [[]]
    for row in packed:
        space = room[0] if len(sheets) == 1 else room[1]
        if sheets[-1] and total([*sheets[-1], row], gap) > space:
            sheets.append([])
            space = room[1]
        if row.height > space:
            raise TextError(
                f"box {row.cells[0].index + 1} is higher than a page", remedy="Make its figure smaller or its text shorter"
            )
        sheets[-1].append(row)
    return tuple(tuple(sheet) for sheet in sheets)


def spread(packed: Sequence[Row], room: Sequence[float], gap: float, pages: int) -> tuple[float, ...]:
    """The least room a page in which the rows still take so many pages, so that none is much fuller than another."""
    low, high = max((row.height for row in packed), default=0.0), max(room)
    for _ in range(12):  # to a few points
        middle = (low + high) / 2
        even = tuple(min(space, middle) for space in room)
        if all(row.height <= min(even) for row in packed) and len(paginate(packed, even, gap)) <= pages:
            high = middle
        else:
            low = middle
    return tuple(min(space, high) for space in room)


def stretch(packed: Sequence[Row], spare: float, most: float) -> tuple[Row, ...]:
    """Give each row its share of what is left of the page, at most `most` points."""
    share = min(spare / max(len(packed), 1), most)
    if share <= 0:
        return tuple(packed)
    return tuple(_taller(row, share) for row in packed)


def _taller(row: Row, share: float) -> Row:
    cells = []
    for cell in row.cells:
        column = [other for other in row.cells if other.column == cell.column]
        place, part = column.index(cell), share / len(column)
        cells.append(replace(cell, top=cell.top + part * place, height=cell.height + part))
    return Row(tuple(cells), row.height + share)
