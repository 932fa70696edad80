"""Prove word searches and crosswords again, from the item alone."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.errors import InputError
from broadcast.unplugged.model import Item
from broadcast.unplugged.seek import seek


def rectangle(texts: Sequence[str]) -> list[list[str]]:
    """Rows of squares from the top, cells parted by blanks."""
    rows = [text.split(" ") for text in texts]
    if not rows or any(len(row) != len(rows[0]) or not all(row) for row in rows):
        raise InputError("its squares are no rectangle")
    return rows


def wordsearch(item: Item) -> None:
    """Each word stands in the squares once, in whatever direction, and where the key says."""
    rows = rectangle([option.text for option in item.options if option.id.startswith("row-")])
    wanted = {option.id: option.text.split(" ") for option in item.options if not option.id.startswith("row-")}
    if not wanted or [answer[0] for answer in item.answers] != list(wanted):
        raise InputError("its key does not name each of its words once")
    for name, first, last in item.answers:
        found = seek(rows, wanted[name])
        if len(found) != 1:
            raise InputError(f"word {name} stands in it {len(found)} times")
        if found[0] != (first, last):
            raise InputError(f"word {name} stands at {found[0][0]}, the key says {first} to {last}")


def crossword(item: Item) -> None:
    """The words are laid into the squares again: they agree where they cross, hang together, and no line holds anything else."""
    shape = rectangle([row for option in item.options if option.id == "squares" for row in option.text.split(" / ")])
    clues = {option.id: option.text for option in item.options if option.id != "squares"}
    answers = {name: text.split(" ") for name, text in item.answers}
    if set(clues) != set(answers) or len(answers) != len(item.answers):
        raise InputError("its clues and its words are not one to one")
    if len({" ".join(word) for word in answers.values()}) != len(answers) or len(set(clues.values())) != len(clues):
        raise InputError("two of its words or clues are the same")
    columns, rows = len(shape[0]), len(shape)
    squares = {(x, y) for y in range(rows) for x in range(columns) if shape[y][x] != "#"}
    letters: dict[tuple[int, int], str] = {}
    used: set[str] = set()
    expected = 0
    for y in range(rows):
        for x in range(columns):
            if (x, y) not in squares:
                continue
            begins = {
                name: line
                for name, line in (("across", _line(squares, x, y, 1, 0)), ("down", _line(squares, x, y, 0, 1)))
                if len(line) > 1
            }
            expected += bool(begins)
            if shape[y][x] != str(expected if begins else 0):
                raise InputError(f"the square {x + 1} from the left, {y + 1} from the top has the number {shape[y][x]}")
            for name, line in begins.items():
                _lay(answers.get(f"{name}-{expected}"), line, letters, f"{expected} {name}")
                used.add(f"{name}-{expected}")
    if used != set(answers):
        raise InputError("a word of its key has no place in the squares")
    if set(letters) != squares or len(_reached(squares)) != len(squares):
        raise InputError("its squares do not hang together, or belong to no word")


def _line(squares: set[tuple[int, int]], x: int, y: int, dx: int, dy: int) -> list[tuple[int, int]]:
    """The squares of the word that begins here in a direction; empty where none begins."""
    if (x - dx, y - dy) in squares:
        return []
    found = [(x, y)]
    while (found[-1][0] + dx, found[-1][1] + dy) in squares:
        found.append((found[-1][0] + dx, found[-1][1] + dy))
    return found


def _lay(word: list[str] | None, line: list[tuple[int, int]], letters: dict[tuple[int, int], str], name: str) -> None:
    if word is None:
        raise InputError(f"{name} is a stray word: it has no clue")
    if len(word) != len(line):
        raise InputError(f"{name} has {len(line)} squares, its word {len(word)} letters")
    for square, letter in zip(line, word, strict=True):
        if letters.setdefault(square, letter) != letter:
            raise InputError(f"{name} crosses a word that has another letter there")


def _reached(squares: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """All squares that hang together with the first."""
    found, ready = set(), [min(squares)]
    while ready:
        x, y = ready.pop()
        if (x, y) in squares and (x, y) not in found:
            found.add((x, y))
            ready += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return found
