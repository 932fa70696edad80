"""A robot's grid out of the options of its fence: `grid=5x5 start=A1 facing=5 walls=B2,C1-C2 goal=D4 items=A3 marks=star:B3`."""

from __future__ import annotations

import re

from broadcast.errors import LessonError
from broadcast.lesson.model import World
from broadcast.sources.options import choice

NAMES = ("grid", "start", "facing", "walls", "goal", "items", "marks")
MARKS = ("star", "dot", "cross")
LEAST, MOST = 2, 10
"""Squares a side: more are too small to write in on half a sheet."""
SQUARE = re.compile(r"([A-Za-z])(\d{1,2})")


def world(options: dict[str, str], file: str, line: int) -> World:
    """The grid; LessonError where it makes no sense. Nothing said: five by five, from A1, towards row 5."""
    columns, rows = _grid(options.get("grid", "5x5"), file, line)
    plan = _Plan(columns, rows, file, line)
    start = plan.square(options.get("start", "A1"), "start")
    facing = options.get("facing", "").upper() or str(rows)
    plan.direction(start, facing)
    walls = tuple(plan.wall(wall) for wall in _parts(options.get("walls", "")))
    items = tuple(plan.square(item, "items") for item in _parts(options.get("items", "")))
    marks = tuple(plan.mark(mark) for mark in _parts(options.get("marks", "")))
    goal = plan.square(options["goal"], "goal") if options.get("goal") else ""
    blocked = {wall for wall in walls if "-" not in wall}
    for name, squares in (("start", (start,)), ("goal", (goal,)), ("items", items)):
        for square in squares:
            if square in blocked:
                raise plan.wrong(f"{name}={square} lies in a wall", "Move the wall or the square")
    if len({square for square, _ in marks}) < len(marks):
        raise plan.wrong("a square has two marks", "Keep one mark a square")
    return World(columns, rows, start, facing, walls, goal, items, marks)


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,;\s]+", text) if part]


def _grid(text: str, file: str, line: int) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,3})\s*[x×]\s*(\d{1,3})", text.lower())
    if not match:
        raise LessonError(f"grid={text} is no size", file=file, line=line, remedy="Write columns x rows, like grid=5x5")
    columns, rows = int(match[1]), int(match[2])
    if not (LEAST <= columns <= MOST and LEAST <= rows <= MOST):
        raise LessonError(
            f"grid={text} cannot be drawn on a worksheet", file=file, line=line, remedy=f"Use {LEAST} to {MOST} columns and rows"
        )
    return columns, rows


class _Plan:
    def __init__(self, columns: int, rows: int, file: str, line: int) -> None:
        self.columns, self.rows, self.file, self.line = columns, rows, file, line

    def wrong(self, what: str, remedy: str) -> LessonError:
        return LessonError(what, file=self.file, line=self.line, remedy=remedy)

    @property
    def last(self) -> str:
        return f"{chr(64 + self.columns)}{self.rows}"

    def square(self, text: str, name: str) -> str:
        match = SQUARE.fullmatch(text)
        if not match:
            raise self.wrong(f"{name}={text} is no square", "Write a column's letter and a row's number, like A1")
        column, row = ord(match[1].upper()) - 64, int(match[2])
        if not (1 <= column <= self.columns and 1 <= row <= self.rows):
            raise self.wrong(
                f"{name}={text} lies outside of the grid of {self.columns} by {self.rows}", f"Use a square from A1 to {self.last}"
            )
        return f"{match[1].upper()}{row}"

    def direction(self, start: str, facing: str) -> None:
        """The robot looks along its column towards a row, or along its row towards a column; at the edge, over the edge."""
        letter = chr(64 + self.columns)
        rows = [str(row) for row in range(1, self.rows + 1)]
        columns = [chr(65 + column) for column in range(self.columns)]
        if facing not in rows and facing not in columns:
            raise self.wrong(
                f"facing={facing} is no row or column of this grid", f"Use a row, 1 to {self.rows}, or a column, A to {letter}"
            )
        if facing in (start[0], start[1:]) and facing not in ("1", str(self.rows), "A", letter):
            raise self.wrong(
                f"from {start} the robot cannot look towards {facing}: it stands there",
                "Name the row or column at the edge that it looks towards",
            )

    def wall(self, text: str) -> str:
        ends = text.split("-")
        if len(ends) == 1:
            return self.square(text, "walls")
        if len(ends) != 2:
            raise self.wrong(f"walls={text} is no wall", "Write B3 for a blocked square, A1-A2 for a wall between two")
        one, two = (self.square(end, "walls") for end in ends)
        if abs(ord(one[0]) - ord(two[0])) + abs(int(one[1:]) - int(two[1:])) != 1:
            raise self.wrong(f"walls={text}: the squares are not neighbours", "Name two squares that touch, like A1-A2")
        return f"{one}-{two}"

    def mark(self, text: str) -> tuple[str, str]:
        parts = text.split(":")
        if len(parts) != 2:
            raise self.wrong(f"marks={text} is no mark", "Write kind and square, like marks=star:B3")
        kind, square = (parts[1], parts[0]) if parts[1] in MARKS else (parts[0], parts[1])
        return self.square(square, "marks"), choice(kind, MARKS, "a mark", self.file, self.line)
