"""The process in which CPython itself runs programs that the tests made: a request a line, an answer a line, as JSON.

Nothing of the project is imported here: squares, pens and steps are counted once more, in other words. Only programs that a test
generated ever reach it, and what activities made of them.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import math
import sys
import types
from typing import Any

PATIENCE = 3000
"""Lines until a program is called endless."""


class Halt(Exception):
    """The program is stopped by its world or by our patience."""


class World:
    """Squared paper, or a plane with a pen."""

    def __init__(self, told: dict[str, Any] | None) -> None:
        told = told or {}
        self.plane = not told or told.get("kind", "grid") != "grid"
        self.columns, self.rows = told.get("columns", 0), told.get("rows", 0)
        self.x, self.y = (0.0, 0.0) if self.plane else self.place(told["start"])
        self.degrees = 90.0
        self.things = [self.place(square) for square in told.get("items", ())]
        self.marks = [(self.place(square), kind) for square, kind in told.get("marks", ())]
        self.solid = [self.place(wall) for wall in told.get("walls", ()) if "-" not in wall]
        self.walls = [{self.place(end) for end in wall.split("-")} for wall in told.get("walls", ()) if "-" in wall]
        self.goal = self.place(told["goal"]) if told.get("goal") else None
        self.held, self.down = 0, told.get("kind") == "turtle"
        if not self.plane:
            self.degrees = self.first(told["facing"])
        elif told:
            self.degrees = float(told["facing"]) if told.get("facing", "").lstrip("-").isdigit() else 90.0
        self.path = [self.name()]
        self.strokes: list[list[float]] = []

    @staticmethod
    def place(square: str) -> tuple[int, int]:
        return ord(square[0]) - 64, int(square[1:])

    def first(self, facing: str) -> float:
        if facing.isdigit():
            row = int(facing)
            return 0.0 if row > self.y or (row == self.y == self.rows) else 180.0
        column = ord(facing) - 64
        return 90.0 if column > self.x or (column == self.x == self.columns) else 270.0

    def name(self) -> str:
        return "" if self.plane else f"{chr(64 + int(self.x))}{int(self.y)}"

    def towards(self) -> str:
        if self.plane:
            return str(self.degrees % 360)
        return {0: str(self.rows), 90: chr(64 + self.columns), 180: "1", 270: "A"}[int(self.degrees % 360)]

    def ahead(self, turned: float = 0.0) -> tuple[int, int]:
        way = math.radians(self.degrees + turned)
        return round(self.x + math.sin(way)), round(self.y + math.cos(way))

    def barred(self, turned: float = 0.0) -> bool:
        to, here = self.ahead(turned), (int(self.x), int(self.y))
        inside = 1 <= to[0] <= self.columns and 1 <= to[1] <= self.rows
        return not inside or to in self.solid or {to, here} in self.walls

    def forward(self, steps: float = 1) -> None:
        if self.plane:
            way = math.radians(self.degrees)
            x, y = self.x + steps * math.sin(way), self.y + steps * math.cos(way)
            self.to(x, y)
            return
        for _ in range(abs(int(steps))):
            turned = 0.0 if steps > 0 else 180.0
            if self.barred(turned):
                raise Halt("wall")
            self.x, self.y = self.ahead(turned)
            self.path.append(self.name())

    def to(self, x: float, y: float) -> None:
        if self.down and (round(x, 6), round(y, 6)) != (round(self.x, 6), round(self.y, 6)):
            self.strokes.append([self.x, self.y, x, y])
        self.x, self.y = x, y

    def turn(self, by: float) -> None:
        self.degrees += by

    def pick(self) -> None:
        if (self.x, self.y) not in self.things:
            raise Halt("nothing here")
        self.things.remove((int(self.x), int(self.y)))
        self.held += 1

    def put(self) -> None:
        if not self.held:
            raise Halt("nothing held")
        self.things.append((int(self.x), int(self.y)))
        self.held -= 1

    def senses(self, what: str) -> bool:
        here = (int(self.x), int(self.y))
        if what == "item":
            return here in self.things
        if what == "goal":
            return here == self.goal
        if what in ("star", "dot", "cross"):
            return (here, what) in self.marks
        return self.barred({"wall": 0.0, "wall-right": 90.0, "wall-left": -90.0}[what])


def functions(world: World, out: io.StringIO, inputs: list[str]) -> dict[str, Any]:
    """What a program may call."""

    def say(value: object) -> None:
        out.write(f"{value}\n")

    def answered(prompt: object = "") -> str:
        out.write(str(prompt))
        if not inputs:
            raise Halt("no input")
        return inputs.pop(0)

    def pen(down: bool) -> Any:
        def change() -> None:
            world.down = down

        return change

    return {
        "pen_down": pen(True), "pen_up": pen(False), "forward": world.forward, "back": lambda steps=1: world.forward(-steps), "right": lambda by=90: world.turn(by),
        "left": lambda by=90: world.turn(-by), "pick": world.pick, "put": world.put, "senses": world.senses, "say": say, "input": answered,
        "__world__": world,
    }  # fmt: skip


def turtle(world: World) -> types.ModuleType:
    """A module with the names of the real one, on our plane."""
    made = types.ModuleType("turtle")
    world.down = True

    def pen(down: bool) -> Any:
        def change(*_: object) -> None:
            world.down = down

        return change

    for names, function in {
        ("forward", "fd"): world.forward, ("back", "bk", "backward"): lambda steps: world.forward(-steps), ("right", "rt"): world.turn,
        ("left", "lt"): lambda by: world.turn(-by), ("penup", "up", "pu"): pen(False), ("pendown", "down", "pd"): pen(True),
        ("goto", "setpos"): world.to,
    }.items():  # fmt: skip
        for name in names:
            setattr(made, name, function)
    return made


def ran(request: dict[str, Any]) -> dict[str, Any]:
    """One program, to its end or to what stops it, with a row for every line done."""
    world, out, inputs = World(request["world"]), io.StringIO(), list(request["inputs"])
    names = functions(world, out, inputs)
    sys.modules["turtle"] = turtle(World(None)) if "turtle" not in request["code"] else turtle(world)
    rows: list[dict[str, Any]] = []
    fault, before = "", [0]
    module: dict[str, Any] = {**names, **dict.fromkeys(request["zero"], 0)}

    def state(line: int, values: dict[str, Any]) -> dict[str, Any]:
        shown = {key: _shown(value) for key, value in values.items() if key not in names and _plain(value)}
        return {
            "line": line,
            "vars": shown,
            "square": world.name(),
            "looks": world.towards(),
            "held": world.held,
            "out": out.getvalue(),
            "at": [world.x, world.y],
        }

    def watch(frame: Any, event: str, _: object) -> Any:
        if frame.f_code.co_filename != "<lesson>":
            return None
        if event == "line":
            if before[0]:
                rows.append(state(before[0], frame.f_locals))
            before[0] = frame.f_lineno
            if len(rows) > PATIENCE:
                raise Halt("endless")
        return watch

    try:
        tree = ast.parse(request["code"])
        tree.body.sort(key=lambda node: not (request["hoist"] and isinstance(node, ast.FunctionDef)))
        code = compile(tree, "<lesson>", "exec")
        with contextlib.redirect_stdout(out):
            sys.settrace(watch)
            try:
                exec(code, module)  # a program that a test generated, in a process of its own
            finally:
                sys.settrace(None)
    except (Exception, RecursionError) as error:
        fault = f"{type(error).__name__}: {error}"
    rows.append(state(before[0], module))
    done = {key: _shown(value) for key, value in module.items() if key not in names and _plain(value)}
    return {
        "fault": fault, "out": out.getvalue(), "square": world.name(), "looks": world.towards(), "path": world.path, "held": world.held,
        "things": sorted(world.things), "strokes": world.strokes, "vars": done, "rows": rows, "x": world.x, "y": world.y,
    }  # fmt: skip


def _plain(value: object) -> bool:
    return isinstance(value, int | float | str | bool | list | dict | tuple | None.__class__)


def _shown(value: object) -> str:
    """As a child writes it into a table: texts without quotes, lists without brackets."""
    return ", ".join(_shown(one) for one in value) if isinstance(value, list) else str(value)


def main() -> None:
    for line in sys.stdin:
        print(json.dumps([ran(request) for request in json.loads(line)]), flush=True)


if __name__ == "__main__":
    main()
