"""The map of a Code.org level as squared paper.

In a level's map row 0 is the top; 0 is a wall, 1 open, 2 the start, 3 the goal, 4 an obstacle, 5 start and goal in one. Letters in old maps
(`R`, `P`, `FC`) are open squares with a flower. Directions are 0 up, 1 right, 2 down, 3 left. Rows and columns that hold nothing but
wall are left off at the edges: on paper the edge is the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from broadcast.errors import ProgramError
from broadcast.lesson.model import World
from broadcast.program import json_source

MOST_SIDE, MOST_WORK = 26, 20
"""A flower without end (99) has so much: more than any program for paper picks."""
EMPTY, ENDLESS = 98, 99
WALL, OPEN, START, GOAL, OBSTACLE, BOTH = range(6)
CROPS = ("", "star", "dot", "cross")


@dataclass(frozen=True, slots=True)
class Square:
    """What a square of the map is."""

    tile: int
    work: int = 0
    mark: str = ""


def squares(properties: dict[str, Any], line: int) -> tuple[tuple[Square, ...], ...]:
    """The map from its top row; empty where the level has none."""
    skin = str(properties.get("skin", ""))
    if saved := _table(properties.get("serialized_maze"), line):
        rows = tuple(tuple(_cell(cell, skin) for cell in row) for row in saved)
    else:
        old = _table(properties.get("maze"), line)
        dirt = _table(properties.get("initial_dirt") or properties.get("initialDirt"), line)
        rows = tuple(
            tuple(_old(cell, dirt[y][x] if y < len(dirt) and x < len(dirt[y]) else 0) for x, cell in enumerate(row))
            for y, row in enumerate(old)
        )
    if rows and (len(rows) > MOST_SIDE or not 0 < len(rows[0]) <= MOST_SIDE or any(len(row) != len(rows[0]) for row in rows)):
        raise ProgramError(f"the level's map is no grid of at most {MOST_SIDE} by {MOST_SIDE} squares", line=line + 1)
    return rows


def two_kinds(rows: tuple[tuple[Square, ...], ...]) -> bool:
    """Is there work of two kinds, so that a program must tell them apart?"""
    return len({square.mark for row in rows for square in row if square.mark}) > 1


def grid(rows: tuple[tuple[Square, ...], ...], properties: dict[str, Any], line: int, *, marked: bool) -> World:
    """The paper: our rows count from the bottom."""
    starts = [(x, y) for y, row in enumerate(rows) for x, square in enumerate(row) if square.tile in (START, BOTH)]
    if len(starts) != 1:
        raise ProgramError(f"the level's map has {len(starts)} squares to start on, not one", line=line + 1)
    left, right = _span([any(row[x].tile != WALL for row in rows) for x in range(len(rows[0]))])
    top, bottom = _span([any(square.tile != WALL for square in row) for row in rows])
    columns, height = right - left + 1, bottom - top + 1

    def name(x: int, y: int) -> str:
        return f"{chr(65 + x - left)}{bottom - y + 1}"

    inside = [(name(x, y), rows[y][x]) for x in range(left, right + 1) for y in range(bottom, top - 1, -1)]
    start = starts[0]
    return World(
        columns=columns,
        rows=height,
        start=name(*start),
        facing=_facing(properties, columns, height, line),
        walls=tuple(where for where, square in inside if square.tile in (WALL, OBSTACLE)),
        goal=next((where for where, square in inside if square.tile in (GOAL, BOTH)), ""),
        items=tuple(where for where, square in inside for _ in range(square.work)),
        marks=tuple((where, square.mark) for where, square in inside if square.mark) if marked else (),
    )


def plane(properties: dict[str, Any]) -> World:
    """The artist's plane: it looks right where the level does not say another way."""
    try:
        degrees = float(str(properties.get("start_direction", 90)).strip() or 90) % 360
    except ValueError:
        degrees = 90.0
    return World(kind="turtle", facing=f"{degrees:g}")


def _facing(properties: dict[str, Any], columns: int, rows: int, line: int) -> str:
    """The row or column at the edge that the start looks towards."""
    match str(properties.get("start_direction", "1")).strip():
        case "0":
            return str(rows)
        case "1":
            return chr(64 + columns)
        case "2":
            return "1"
        case "3":
            return "A"
    raise ProgramError("the level's start_direction is none of 0, 1, 2 and 3", line=line + 1)


def _span(kept: list[bool]) -> tuple[int, int]:
    """From the first to the last that is kept; at least two, where there are two, so that there is a way to look along."""
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    if first == last:
        return (first, last + 1) if last + 1 < len(kept) else (max(0, first - 1), last)
    return first, last


def _table(value: Any, line: int) -> list[list[Any]]:
    """A map, which levels keep as JSON inside of a JSON text."""
    if isinstance(value, str) and value.strip():
        value = json_source.parse(value, line=line, what="the level's map", letters=200_000)
    if not value:
        return []
    if not isinstance(value, list) or any(not isinstance(row, list) for row in value):
        raise ProgramError("the level's map is no table of squares", line=line + 1)
    return value


def _old(cell: Any, dirt: Any) -> Square:
    """Of an old map: flowers and piles are above zero, hives and holes below."""
    tile, work = _whole(cell, OPEN), _whole(dirt, 0)
    return Square(tile, _work(abs(work)), "star" if work > 0 else "dot" if work < 0 else "")


def _cell(cell: Any, skin: str) -> Square:
    """Of a newer map. What may be one thing or another is the first of them, and has the least that it may have."""
    if not isinstance(cell, dict):
        return Square(_whole(cell, WALL))
    tile, value = _whole(cell.get("tileType"), WALL), _whole(cell.get("value"), 0)
    feature = cell.get("featureType")
    features = cell.get("possibleFeatures")
    if isinstance(features, list):
        crop = _whole(features[0], 0) if features else 0
        return Square(tile, _work(value) if crop else 0, CROPS[crop] if 0 <= crop < len(CROPS) else "")
    if "planter" in skin:
        return Square(tile, 1 if feature == 1 else 0, "star" if feature == 2 else "")
    if "bee" in skin:
        hive = (feature == 0 and cell.get("cloudType") != 2) or (feature == 2 and cell.get("cloudType") == 3)
        flower = not hive and feature in (1, 2)
        return Square(tile, _work(abs(value)) if hive or flower else 0, "dot" if hive else "star" if flower else "")
    return Square(tile, _work(abs(value)), "star" if value > 0 else "dot" if value < 0 else "")


def _work(count: int) -> int:
    return 0 if count == EMPTY else min(count, MOST_WORK)


def _whole(value: Any, default: int) -> int:
    """A number of a map; letters and the like are `default`."""
    try:
        return int(float(value)) if not isinstance(value, bool) else default
    except (TypeError, ValueError, OverflowError):
        return default
