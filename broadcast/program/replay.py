"""A second, independent look at a walk, so that no answer rests on one piece of code.

Nothing of the interpreter or of its paper is used. The robot's program is taken as a flat list of indented lines and followed with
a finger and a stack; squares are complex numbers, a quarter turn right is a multiplication by -1j.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from broadcast.program.model import (
    Branch,
    Call,
    Define,
    Do,
    Expression,
    Move,
    Number,
    Pick,
    Program,
    Put,
    Repeat,
    RepeatUntil,
    Say,
    Sense,
    Text,
    Turn,
    Unary,
    rows,
)

if TYPE_CHECKING:
    from broadcast.lesson.model import World

WAYS = {1j: "up", 1: "right", -1j: "down", -1: "left"}
PATIENCE = 20_000
"""Lines followed before it gives up; the interpreter stops long before."""


@dataclass(slots=True)
class Walk:
    """Where a robot went."""

    path: list[str] = field(default_factory=list)
    looks: str = "up"
    said: str = ""
    lying: list[str] = field(default_factory=list)
    held: int = 0
    stopped: str = ""
    """`edge`, `wall`, `blocked`, `nothing-here`, `nothing-held`; `endless`; empty when it came to its end."""
    line: int = 0
    """Line at which it stopped."""


class _Stopped(Exception):
    pass


class _Robot:
    def __init__(self, world: World | None) -> None:
        self.width = complex(world.columns, world.rows) if world else 0j
        self.at = self.number(world.start) if world else 0j
        self.heading = self.first_heading(world.facing) if world else 1j
        self.walls = [set(map(self.number, wall.split("-"))) for wall in world.walls] if world else []
        self.items = Counter(map(self.number, world.items)) if world else Counter()
        self.marks = [(self.number(square), kind) for square, kind in world.marks] if world else []
        self.goal = self.number(world.goal) if world and world.goal else None
        self.walk = Walk([self.name(self.at)])

    @staticmethod
    def number(square: str) -> complex:
        return complex("ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(square.strip()[0].upper()), int(square.strip()[1:]) - 1)

    def name(self, at: complex) -> str:
        x, y = int(at.real), int(at.imag)
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[x] + str(y + 1) if self.width else f"({x}, {y})"

    def first_heading(self, facing: str) -> complex:
        """Towards a row: up or down; towards a column: right or left. On its own row or column the edge decides."""
        if facing.strip().isdigit():
            there, here, last = int(facing) - 1, self.at.imag, self.width.imag - 1
            return 1j if there > here or (there == here and there == last) else -1j
        there, here, last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(facing.strip().upper()), self.at.real, self.width.real - 1
        return 1 if there > here or (there == here and there == last) else -1

    def barred(self, way: complex) -> str:
        to = self.at + way
        if not self.width:
            return ""
        if to.real < 0 or to.imag < 0 or to.real >= self.width.real or to.imag >= self.width.imag:
            return "edge"
        if {to} in self.walls:
            return "blocked"
        return "wall" if {self.at, to} in self.walls else ""

    def stop(self, why: str) -> None:
        self.walk.stopped = why
        raise _Stopped

    def forward(self, steps: int) -> None:
        way = self.heading if steps >= 0 else -self.heading
        for _ in range(abs(steps)):
            why = self.barred(way)
            if why:
                self.stop(why)
            self.at += way
            self.walk.path.append(self.name(self.at))

    def pick(self) -> None:
        if self.items[self.at] < 1:
            self.stop("nothing-here")
        self.items[self.at] -= 1
        self.walk.held += 1

    def put(self) -> None:
        if self.walk.held < 1:
            self.stop("nothing-held")
        self.items[self.at] += 1
        self.walk.held -= 1

    def finds(self, test: Expression) -> bool:
        if isinstance(test, Unary):
            return not self.finds(test.operand)
        if not isinstance(test, Sense):
            raise TypeError("no condition of the robot's language")
        if test.what == "wall":
            return bool(self.barred(self.heading))
        if test.what == "item":
            return self.items[self.at] > 0
        if test.what == "goal":
            return self.goal == self.at
        return (self.at, test.what) in self.marks

    def done(self) -> Walk:
        self.walk.looks = next(name for way, name in WAYS.items() if way == self.heading)
        where = sorted((at.real, at.imag) for at, count in self.items.items() for _ in range(count))
        self.walk.lying = [self.name(complex(x, y)) for x, y in where]
        return self.walk


ROBOTS = ("wall", "item", "goal", "star", "dot", "cross")


def followable(program: Program) -> bool:
    """Has it only lines of the robot's language, so that a finger can follow it?"""
    return all(on is None or _plain(on) for _, _, on in rows(program.body))


def _plain(on: object) -> bool:
    match on:
        case Move(_, Number(int())) | Turn(angle=None) | Pick() | Put() | Say(_, Text(), seconds=None) | Repeat(_, Number(int())):
            return True
        case Define(parameters=()) | Do(_, Call(_, ())):
            return True
        case Branch(_, test, again=False) | RepeatUntil(_, test):
            sense = test.operand if isinstance(test, Unary) and test.operator == "not" else test
            return isinstance(sense, Sense) and sense.what in ROBOTS
    return False


def replay(program: Program, world: World | None) -> Walk:
    """Follow the robot's program."""
    robot = _Robot(world)
    with suppress(_Stopped):
        _follow(program, robot)
    return robot.done()


def _follow(program: Program, robot: _Robot) -> None:
    lines = [(depth, node, number) for number, depth, node in rows(program.body)]
    lines.append((0, None, 0))

    def end(at: int) -> int:
        return next(later for later in range(at + 1, len(lines)) if lines[later][0] <= lines[at][0])

    words = {node.name: at for at, (_, node, _) in enumerate(lines) if isinstance(node, Define)}
    finger, stack = 0, [(len(lines) - 1, -1)]  # blocks that the finger is in: (where it ends, where to go then)
    for _ in range(PATIENCE):
        while stack and finger == stack[-1][0]:
            finger = stack.pop()[1]
            if finger < 0:
                return
        depth, node, number = lines[finger]
        robot.walk.line = number
        after = end(finger)
        if isinstance(node, Repeat):
            rounds = int(node.count.value) if isinstance(node.count, Number) else 0
            if rounds:  # the first rounds lead back inside, the last one leads on
                stack.append((after, after))
                stack.extend([(after, finger + 1)] * (rounds - 1))
                finger += 1
            else:
                finger = after
        elif isinstance(node, RepeatUntil):
            if robot.finds(node.test):
                finger = after
            else:
                stack.append((after, finger))
                finger += 1
        elif isinstance(node, Branch):
            other = lines[after][1] is None and lines[after][0] == depth and after < len(lines) - 1
            if robot.finds(node.test):
                stack.append((after, end(after) if other else after))
                finger += 1
            elif other:
                stack.append((end(after), end(after)))
                finger = after + 1
            else:
                finger = after
        elif isinstance(node, Define):
            finger = after
        elif isinstance(node, Do):
            called = words[getattr(node.call, "function", "")]
            stack.append((end(called), finger + 1))
            finger = called + 1
        else:
            _obey(node, robot)
            finger += 1
    robot.stop("endless")


def _obey(node: object, robot: _Robot) -> None:
    match node:
        case Move(_, Number(steps), back):
            robot.forward(-int(steps) if back else int(steps))
        case Turn(_, side):
            robot.heading *= -1j if side == "right" else 1j
        case Pick():
            robot.pick()
        case Put():
            robot.put()
        case Say(_, Text(text)):
            robot.walk.said += text + "\n"
        case _:
            raise TypeError(f"{type(node).__name__} is no command of the robot's language")


def walked(commands: Iterable[tuple[str, int]], world: World | None) -> tuple[Walk, int]:
    """Where recorded commands lead, and how many were done; `forward` and `back` with steps, `left` and `right`."""
    robot, count = _Robot(world), 0
    with suppress(_Stopped):
        for name, steps in commands:
            if name in ("forward", "back"):
                robot.forward(steps if name == "forward" else -steps)
            else:
                robot.heading *= -1j if name == "right" else 1j
            count += 1
    return robot.done(), count
