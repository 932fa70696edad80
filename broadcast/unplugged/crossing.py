"""Words laid across each other, so that every two letters that touch in a line belong to a word.

Many orders of the words are tried, by chance but always the same; the layout with the most words wins, then the smallest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Square = tuple[int, int]
"""Column and row, the row from the top."""
ATTEMPTS = 60
MOST_SIDE = 12
"""Squares that a page has room for, large enough for a child's letters."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A word in its place."""

    index: int
    """Among the words that were given."""
    x: int
    y: int
    across: bool
    squares: tuple[str, ...]

    def cells(self) -> list[Square]:
        return [(self.x + at, self.y) if self.across else (self.x, self.y + at) for at in range(len(self.squares))]


def cross(words: Sequence[tuple[str, ...]], chance: random.Random) -> list[Laid]:
    """The best layout found; it holds one word at least, and all of it hangs together."""
    best: list[Laid] = []
    for attempt in range(ATTEMPTS):
        order = sorted(range(len(words)), key=lambda index: (-len(words[index]), index))
        if attempt:  # first the longest words first, then any order
            chance.shuffle(order)
        found = _attempt(words, order, chance)
        if not best or _worth(found) > _worth(best):
            best = found
    return _moved(best)


def _attempt(words: Sequence[tuple[str, ...]], order: Sequence[int], chance: random.Random) -> list[Laid]:
    first = order[0]
    found = [Laid(first, 0, 0, True, words[first])]
    grid = dict(zip(found[0].cells(), words[first], strict=True))
    rest = list(order[1:])
    while rest:
        for index in rest:
            able = list(_places(grid, found, index, words[index]))
            if able:
                most = max(shared for shared, _ in able)
                laid = chance.choice([laid for shared, laid in able if shared == most])
                found.append(laid)
                grid.update(zip(laid.cells(), laid.squares, strict=True))
                rest.remove(index)
                break
        else:
            break
    return found


def _places(grid: dict[Square, str], found: Sequence[Laid], index: int, word: tuple[str, ...]) -> Iterator[tuple[int, Laid]]:
    """(letters shared, place) of every place where the word crosses another and touches nothing else."""
    for (x, y), letter in sorted(grid.items()):
        for at, own in enumerate(word):
            if own == letter:
                for across in (True, False):
                    laid = Laid(index, x - at if across else x, y if across else y - at, across, word)
                    shared = _shared(grid, laid)
                    if shared and _within([*found, laid]):
                        yield shared, laid


def _shared(grid: dict[Square, str], laid: Laid) -> int:
    """How many letters it shares with words that cross it; 0 where it cannot stand there."""
    dx, dy = (1, 0) if laid.across else (0, 1)
    cells = laid.cells()
    ends = (cells[0][0] - dx, cells[0][1] - dy), (cells[-1][0] + dx, cells[-1][1] + dy)
    if any(end in grid for end in ends):
        return 0
    shared = 0
    for (x, y), letter in zip(cells, laid.squares, strict=True):
        if (x, y) in grid:
            # a letter that has a neighbour in our own direction is part of a word that lies in it
            if grid[x, y] != letter or (x - dx, y - dy) in grid or (x + dx, y + dy) in grid:
                return 0
            shared += 1
        elif (x - dy, y - dx) in grid or (x + dy, y + dx) in grid:
            return 0
    return shared


def _bounds(found: Sequence[Laid]) -> tuple[int, int, int, int]:
    cells = [cell for laid in found for cell in laid.cells()]
    across, down = [x for x, _ in cells], [y for _, y in cells]
    return min(across), min(down), max(across), max(down)


def _within(found: Sequence[Laid]) -> bool:
    left, top, right, bottom = _bounds(found)
    return right - left < MOST_SIDE and bottom - top < MOST_SIDE


def _worth(found: Sequence[Laid]) -> tuple[int, int]:
    left, top, right, bottom = _bounds(found)
    return len(found), -(right - left + 1) * (bottom - top + 1)


def _moved(found: Sequence[Laid]) -> list[Laid]:
    """With its upper left corner at (0, 0), in the order of reading."""
    left, top, _, _ = _bounds(found)
    moved = [Laid(one.index, one.x - left, one.y - top, one.across, one.squares) for one in found]
    return sorted(moved, key=lambda one: (one.y, one.x, not one.across))


def numbered(found: Sequence[Laid]) -> dict[Square, int]:
    """Square → number, of each square in which a word begins, row by row."""
    starts = sorted({(one.y, one.x) for one in found})
    return {(x, y): number for number, (y, x) in enumerate(starts, 1)}
