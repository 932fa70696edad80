"""The robot's squared paper while a program runs on it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from broadcast.errors import ProgramError
from broadcast.program.trace import FaultKind, Looks, Pose

if TYPE_CHECKING:
    from broadcast.lesson.model import World

AROUND: tuple[Looks, ...] = ("up", "right", "down", "left")
"""Clockwise."""
AHEAD = {"up": (0, 1), "right": (1, 0), "down": (0, -1), "left": (-1, 0)}
SIDES = {"wall": 0, "wall-right": 1, "wall-left": 3}
"""Where a robot looks for a wall: quarter turns to the right."""
FOUND = (*SIDES, "item", "goal", "star", "dot", "cross")
"""What a robot finds out on its paper."""
MOST_COLUMNS, MOST_ROWS = 26, 99


class Bump(Exception):
    """The robot cannot do what it is told."""

    def __init__(self, kind: FaultKind, what: str) -> None:
        super().__init__(what)
        self.kind: FaultKind = kind
        self.what = what


def place(square: str, columns: int, rows: int) -> tuple[int, int]:
    """`C3` → (2, 2); ValueError when it is no square of the grid."""
    match = re.fullmatch(r"([A-Za-z])([1-9]\d?)", square.strip())
    if not match:
        raise ValueError(f"{square!r} is no square: write a letter and a number, like A1")
    x, y = ord(match[1].upper()) - 65, int(match[2]) - 1
    if x >= columns or y >= rows:
        raise ValueError(f"{square} is not on a grid of {columns} by {rows} squares")
    return x, y


def starting(world: World) -> Pose:
    """The pose that a world's `start` and `facing` mean; ValueError when they mean none."""
    if not (1 <= world.columns <= MOST_COLUMNS and 1 <= world.rows <= MOST_ROWS):
        raise ValueError(f"a grid has 1 to {MOST_COLUMNS} columns and 1 to {MOST_ROWS} rows, not {world.columns} by {world.rows}")
    x, y = place(world.start, world.columns, world.rows)
    return Pose(x, y, _looks(world, x, y), world.columns, world.rows)


def _looks(world: World, x: int, y: int) -> Looks:
    facing = world.facing.strip().upper()
    if facing.isascii() and facing.isdigit():
        row = int(facing) - 1
        if not 0 <= row < world.rows:
            raise ValueError(f"facing={facing} is no row of this grid (1 to {world.rows})")
        if row > y or row == y == world.rows - 1:
            return "up"
        if row < y or row == y == 0:
            return "down"
    elif len(facing) == 1 and "A" <= facing <= "Z":
        column = ord(facing) - 65
        if column >= world.columns:
            raise ValueError(f"facing={facing} is no column of this grid (A to {chr(64 + world.columns)})")
        if column > x or column == x == world.columns - 1:
            return "right"
        if column < x or column == x == 0:
            return "left"
    else:
        raise ValueError(f"facing={world.facing} is neither a row nor a column")
    raise ValueError(
        f"facing={facing} is where the robot already stands: name the row or column at the edge that it looks towards"
    )


class Paper:
    """The grid and the robot on it, or the open plane where a program has no world."""

    def __init__(self, world: World | None) -> None:
        self.world = world
        self.walls: set[frozenset[tuple[int, int]]] = set()
        self.blocked: set[tuple[int, int]] = set()
        self.items: Counter[tuple[int, int]] = Counter()
        self.marks: dict[tuple[int, int], set[str]] = {}
        self.goal: tuple[int, int] | None = None
        self.held = 0
        self.pose = Pose(0, 0, "up")
        if world is not None:
            try:
                self._lay(world)
            except ValueError as error:
                raise ProgramError(f"the robot's paper is wrong: {error}") from None
        self.path = [self.pose.square]

    def _lay(self, world: World) -> None:
        self.pose = starting(world)
        size = world.columns, world.rows
        for wall in world.walls:
            ends = [place(square, *size) for square in wall.split("-")]
            if len(ends) == 1:
                self.blocked.add(ends[0])
            elif len(ends) == 2 and abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1]) == 1:
                self.walls.add(frozenset(ends))
            else:
                raise ValueError(f"wall {wall} does not stand between two squares that touch")
        if (self.pose.x, self.pose.y) in self.blocked:
            raise ValueError(f"the robot starts on {world.start}, which is blocked")
        self.items.update(place(square, *size) for square in world.items)
        for square, kind in world.marks:
            if kind not in ("star", "dot", "cross"):
                raise ValueError(f"{kind!r} is no mark: use star, dot or cross")
            self.marks.setdefault(place(square, *size), set()).add(kind)
        self.goal = place(world.goal, *size) if world.goal else None

    @property
    def here(self) -> tuple[int, int]:
        return self.pose.x, self.pose.y

    def hindrance(self, looks: Looks) -> FaultKind | None:
        """What is in the way one step further: `edge`, `wall`, `blocked` or nothing."""
        if self.world is None:
            return None
        x, y = self.pose.x + AHEAD[looks][0], self.pose.y + AHEAD[looks][1]
        if not (0 <= x < self.world.columns and 0 <= y < self.world.rows):
            return "edge"
        if (x, y) in self.blocked:
            return "blocked"
        return "wall" if frozenset((self.here, (x, y))) in self.walls else None

    def step(self, back: bool) -> None:
        """One square on; Bump where that cannot be, and the robot stays."""
        looks = AROUND[(AROUND.index(self.pose.looks) + (2 if back else 0)) % 4]
        match self.hindrance(looks):
            case "edge":
                raise Bump("edge", f"the robot would leave the grid from {self.pose.square}")
            case "wall":
                raise Bump("wall", f"the robot would hit the wall at {self.pose.square}")
            case "blocked":
                raise Bump("blocked", f"the robot would walk from {self.pose.square} into a blocked square")
        x, y = AHEAD[looks]
        self.pose = Pose(self.pose.x + x, self.pose.y + y, self.pose.looks, self.pose.columns, self.pose.rows)
        self.path.append(self.pose.square)

    def turn(self, side: str) -> None:
        looks = AROUND[(AROUND.index(self.pose.looks) + (1 if side == "right" else 3)) % 4]
        self.pose = Pose(self.pose.x, self.pose.y, looks, self.pose.columns, self.pose.rows)

    def look(self, quarters: int) -> None:
        """So many quarters clockwise from up, wherever it looked before."""
        self.pose = Pose(self.pose.x, self.pose.y, AROUND[quarters % 4], self.pose.columns, self.pose.rows)

    def pick(self) -> None:
        if not self.items[self.here]:
            raise Bump("nothing-here", f"nothing lies on {self.pose.square} to pick up")
        self.items[self.here] -= 1
        self.held += 1

    def put(self) -> None:
        if not self.held:
            raise Bump("nothing-held", "the robot holds nothing that it could put down")
        self.items[self.here] += 1
        self.held -= 1

    def senses(self, what: str) -> bool:
        if what in SIDES:
            return self.hindrance(AROUND[(AROUND.index(self.pose.looks) + SIDES[what]) % 4]) is not None
        if what == "item":
            return self.items[self.here] > 0
        if what == "goal":
            return self.here == self.goal
        return what in self.marks.get(self.here, ())

    @property
    def lying(self) -> tuple[str, ...]:
        """Squares with something on them, sorted by letter, then number."""
        found = sorted(where for where, count in self.items.items() for _ in range(count))
        return tuple(Pose(x, y, "up", self.pose.columns, self.pose.rows).square for x, y in found)
