"""Boxes on a sheet, in numeric order, so that nobody wonders which comes next.

A row holds one box over the whole width, two narrow ones beside each other, or one at the left with the two that follow
at its right. Only where that does not fit may two stand at the left with the third at the right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from broadcast.errors import TextError

Side = Literal["left", "right", "full"]
Measure = Callable[[int, bool], float]
"""(index of the box, over the whole width) → height in points."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box in a row."""

    index: int
    side: Side
    top: float
    """Points under the row's top."""
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    height: float


def rows(full: Sequence[bool], measure: Measure, gap: float, *, tight: bool = False) -> tuple[Row, ...]:
    """The rows with the least height in all; `full` says which boxes need the whole width."""
    count = len(full)
    best: list[tuple[float, tuple[Row, ...]]] = [(0.0, ())] * (count + 1)
    for start in range(count - 1, -1, -1):
        choices = []
        for row in _starting(start, full, measure, gap, tight):
            after = start + len(row.cells)
            rest, following = best[after]
            choices.append((row.height + (gap if following else 0.0) + rest, (row, *following)))
        best[start] = min(choices, key=lambda choice: choice[0])
    return best[0][1]


def _starting(start: int, full: Sequence[bool], measure: Measure, gap: float, tight: bool) -> list[Row]:
    narrow = 0
    while start + narrow < len(full) and not full[start + narrow] and narrow < 3:
        narrow += 1
    whole = measure(start, True)
    found = [Row((Cell(start, "full", 0.0, whole),), whole)]
    if narrow >= 2:
        high = max(measure(start, False), measure(start + 1, False))
        found.append(Row((Cell(start, "left", 0.0, high), Cell(start + 1, "right", 0.0, high)), high))
    if narrow == 3:
        found.append(_three(start, (1, 2), measure, gap))
        if tight:
            found.append(_three(start, (2, 1), measure, gap))
    return found


def _three(start: int, split: tuple[int, int], measure: Measure, gap: float) -> Row:
    """Three boxes, `split` of them at the left and at the right; the shorter side is spread over the height."""
    heights = [measure(start + number, False) for number in range(3)]
    sides = (heights[: split[0]], heights[split[0] :])
    high = max(sum(side) + gap * (len(side) - 1) for side in sides)
    cells: list[Cell] = []
    for side, name in zip(sides, ("left", "right"), strict=True):
        spare = (high - sum(side) - gap * (len(side) - 1)) / len(side)
        top = 0.0
        for height in side:
            cells.append(Cell(start + len(cells), "left" if name == "left" else "right", top, height + spare))
            top += height + spare + gap
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


def stretch(packed: Sequence[Row], spare: float, most: float) -> tuple[Row, ...]:
    """Give each row its share of what is left of the page, at most `most` points."""
    share = min(spare / max(len(packed), 1), most)
    if share <= 0:
        return tuple(packed)
    return tuple(_taller(row, share) for row in packed)


def _taller(row: Row, share: float) -> Row:
    cells = []
    for cell in row.cells:
        column = [other for other in row.cells if other.side == cell.side]
        place, part = column.index(cell), share / len(column)
        cells.append(replace(cell, top=cell.top + part * place, height=cell.height + part))
    return Row(tuple(cells), row.height + share)
