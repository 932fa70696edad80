"""Looks for words in squares of letters, in all eight directions: the judge of a word search.

A square is named as on the robot's paper: column letter and row number from the bottom.
"""

from __future__ import annotations

from collections.abc import Sequence


def lines(columns: int, rows: int) -> list[list[tuple[int, int]]]:
    """Every whole row, column and slanting line, as (column, row from the top)."""
    found = [[(x, y) for x in range(columns)] for y in range(rows)]
    found += [[(x, y) for y in range(rows)] for x in range(columns)]
    for shift in range(1 - rows, columns):
        found.append([(x, x - shift) for x in range(columns) if 0 <= x - shift < rows])
    for total in range(columns + rows - 1):
        found.append([(x, total - x) for x in range(columns) if 0 <= total - x < rows])
    return found


def seek(rows: Sequence[Sequence[str]], word: Sequence[str]) -> list[tuple[str, str]]:
    """(first square, last square) of every place where the word stands; one that reads the same backwards counts once."""
    found: dict[frozenset[tuple[int, int]], tuple[str, str]] = {}
    wanted = list(word)
    for line in lines(len(rows[0]), len(rows)):
        for way in (line, line[::-1]):
            letters = [rows[y][x] for x, y in way]
            for start in range(len(way) - len(wanted) + 1):
                if letters[start : start + len(wanted)] == wanted:
                    squares = way[start : start + len(wanted)]
                    found.setdefault(frozenset(squares), (named(squares[0], len(rows)), named(squares[-1], len(rows))))
    return list(found.values())


def named(square: tuple[int, int], rows: int) -> str:
    """`A1` is at the lower left."""
    return f"{chr(65 + square[0])}{rows - square[1]}"
