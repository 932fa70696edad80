"""Words hidden in squares, and the squares filled so that each word stands there once.

Who hides does not judge: `seek.py` looks for the words afterwards, and knows nothing of this module.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

Word = tuple[str, ...]
Way = tuple[int, int]
"""Columns to the right and rows down, a letter."""
RIGHT, DOWN, SLANT, RISING, LEFT, UP = (1, 0), (0, 1), (1, 1), (1, -1), (-1, 0), (0, -1)
TRIES = 60
"""Of whole grids, before it is given up."""


def hide(
    words: Sequence[Word], others: Sequence[Word], side: int, letters: Sequence[str], ways: Sequence[Way], chance: random.Random
) -> tuple[Word, ...] | None:
    """Rows from the top with every word in them once, and no other one; None where that cannot be."""  # fmt: skip
    for _ in range(TRIES):
        grid: dict[tuple[int, int], str] = {}
        longest = sorted(words, key=lambda word: (-len(word), word))
        if not all(_put(grid, word, side, ways, chance) for word in longest):
            continue
        if _fill(grid, (*words, *others), side, letters, chance):
            return tuple(tuple(grid[x, y] for x in range(side)) for y in range(side))
    return None


def _put(grid: dict[tuple[int, int], str], word: Word, side: int, ways: Sequence[Way], chance: random.Random) -> bool:
    """Somewhere by chance where it may cross another, but never lies on one from end to end."""
    places = [(x, y, way) for y in range(side) for x in range(side) for way in ways]
    chance.shuffle(places)
    # each way in turn, so that not all words go across
    first = chance.choice(list(ways))
    places.sort(key=lambda place: place[2] != first)
    for x, y, (dx, dy) in places:
        squares = [(x + at * dx, y + at * dy) for at in range(len(word))]
        ends = squares[-1]
        if not (0 <= ends[0] < side and 0 <= ends[1] < side):
            continue
        free = [square for square in squares if square not in grid]
        if free and all(grid.get(square, letter) == letter for square, letter in zip(squares, word, strict=True)):
            grid.update(zip(squares, word, strict=True))
            return True
    return False


def _fill(
    grid: dict[tuple[int, int], str], words: Sequence[Word], side: int, letters: Sequence[str], chance: random.Random
) -> bool:
    """A letter in each empty square with which no word comes about; False where no letter will do."""  # fmt: skip
    empty = [(x, y) for y in range(side) for x in range(side) if (x, y) not in grid]
    for square in empty:
        for letter in chance.sample(list(letters), len(letters)):
            grid[square] = letter
            if not any(_through(grid, square, word) for word in words):
                break
        else:
            return False
    return True


def _through(grid: dict[tuple[int, int], str], square: tuple[int, int], word: Word) -> bool:
    """Does the word stand in a line that this square is part of?"""
    return any(
        all(grid.get((square[0] + (step - at) * dx, square[1] + (step - at) * dy)) == word[step] for step in range(len(word)))
        for at, letter in enumerate(word)
        if letter == grid[square]
        for dx, dy in _round()
    )


def _round() -> Iterator[Way]:
    """All eight ways: a word that reads backwards is found as well."""
    return ((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
