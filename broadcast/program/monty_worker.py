"""The process in which the second engine runs: a request a line, an answer a line, as JSON.

    {"source": …, "inputs": […], "names": […], "seconds": 1.0, "heading": null, or where a turtle looks at the start: 90 is to the right}
    {"output": …, "commands": [[name, steps, letters printed before], …], "values": {name: its repr}, "error": "" or one line,
     "strokes": [[x, y, x, y, colour, width], …], "spot": [x, y, heading, pen] or null}

Started by `engines`; ends when its standard input does. Files, network and clock are refused by the engine itself. The turtle here is
another one than the interpreter's: places are complex numbers, ways are powers of i.
"""

from __future__ import annotations

import cmath
import json
import math
import sys
from typing import Any

MEMORY = 32_000_000
OUTPUT = 20_000
COMMANDS = 1000
GRID = ("forward", "back", "left", "right")


class Ended(Exception):
    """`exit()`."""


class Turtle:
    """What a turtle draws, and where it is."""

    def __init__(self, heading: float) -> None:
        self.at = 0j
        self.way = math.radians(90 - heading)
        self.pen, self.colour, self.width = True, "", 1.0
        self.strokes: list[list[Any]] = []
        self.told = 0

    def to(self, place: complex) -> None:
        self.told += 1
        if self.told > COMMANDS * 8:
            raise RuntimeError("too many commands")
        if self.pen and abs(place - self.at) >= 1e-6:
            self.strokes.append([self.at.real, self.at.imag, place.real, place.imag, self.colour, self.width])
        self.at = place

    def forward(self, steps: float) -> None:
        self.to(self.at + cmath.rect(steps, self.way))

    def back(self, steps: float) -> None:
        self.to(self.at - cmath.rect(steps, self.way))

    def left(self, degrees: float = 90) -> None:
        self.way += math.radians(degrees)

    def right(self, degrees: float = 90) -> None:
        self.way -= math.radians(degrees)

    def setheading(self, degrees: float) -> None:
        self.way = math.radians(degrees)

    def goto(self, x: float, y: float) -> None:
        self.to(complex(x, y))

    def setx(self, x: float) -> None:
        self.to(complex(x, self.at.imag))

    def sety(self, y: float) -> None:
        self.to(complex(self.at.real, y))

    def home(self) -> None:
        self.to(0j)
        self.way = 0.0

    def circle(self, radius: float, extent: float = 360) -> None:
        """Corners on the circle itself, as many as Python's turtle makes."""
        middle = self.at + cmath.rect(radius, self.way + math.pi / 2)
        start, corners = self.at - middle, 1 + int(min(11 + abs(radius) / 6, 59) * abs(extent) / 360)
        turn = math.radians(extent) * (1 if radius >= 0 else -1)
        for corner in range(1, corners + 1):
            self.to(middle + start * cmath.exp(1j * turn * corner / corners))
        self.way += turn

    def penup(self) -> None:
        self.pen = False

    def pendown(self) -> None:
        self.pen = True

    def color(self, *values: Any) -> None:
        several = values[0] if len(values) == 1 and isinstance(values[0], (tuple, list)) else values
        self.colour = ", ".join(map(str, several))

    def pensize(self, width: float) -> None:
        self.width = max(float(width), 0.0)

    def clear(self) -> None:
        self.strokes = []

    def stamp(self) -> None:
        pass

    def xcor(self) -> float:
        return self.plain(self.at.real)

    def ycor(self) -> float:
        return self.plain(self.at.imag)

    def heading(self) -> float:
        return (90 - math.degrees(self.way)) % 360

    @staticmethod
    def plain(amount: float) -> float:
        seen = round(amount, 6)
        return int(seen) if seen == int(seen) else seen

    def spot(self) -> list[Any]:
        return [self.at.real, self.at.imag, self.heading(), self.pen]


WORDS = (
    *GRID, "setheading", "goto", "setx", "sety", "home", "circle", "penup", "pendown", "color", "pensize", "clear", "stamp", "xcor", "ycor", "heading",
)  # fmt: skip


def answer(pool: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Run one program. Whatever goes wrong in it is told, not raised."""
    import pydantic_monty

    printed = pydantic_monty.CollectString(OUTPUT)
    prompts: list[tuple[int, str]] = []
    commands: list[tuple[str, Any, int]] = []
    inputs = iter(request["inputs"])
    heading = request.get("heading")
    turtle = None if heading is None else Turtle(heading)
    ended: list[bool] = []

    def recorded(name: str) -> Any:
        def command(*values: Any) -> None:
            if len(commands) >= COMMANDS:
                raise RuntimeError("too many commands")
            commands.append((name, values[0] if values else None, len(printed.output)))

        return command

    def asked(*prompt: Any) -> str:
        if prompt:
            prompts.append((len(printed.output), str(prompt[0])))
        return str(next(inputs))

    def end(*_: Any) -> None:
        ended.append(True)
        raise Ended

    known: dict[str, Any] = {"input": asked, "exit": end}
    known |= {name: getattr(turtle, name) for name in WORDS} if turtle else {name: recorded(name) for name in GRID}
    limits = {"max_feed_duration_secs": request["seconds"], "max_memory": MEMORY, "max_recursion_depth": 100}
    error, values = "", {}
    try:
        with pool.checkout(limits=limits) as session:
            try:
                session.feed_run(request["source"], external_lookup=known, print_callback=printed)
            except pydantic_monty.MontyError:
                if not ended:
                    raise
            for name in request["names"]:
                try:
                    values[name] = str(session.feed_run(f"repr({name})"))
                except pydantic_monty.MontyError:
                    continue  # it never got a value
    except Exception as fault:  # whatever a program does to the engine, the worker lives on and says so
        error = (str(fault).strip().splitlines() or [type(fault).__name__])[-1][:200]
    output = printed.output
    for at, prompt in reversed(prompts):  # what input() shows stands in the output as well
        output = output[:at] + prompt + output[at:]
    shifted = [(name, steps, at + sum(len(prompt) for place, prompt in prompts if place <= at)) for name, steps, at in commands]
    drawn = (turtle.strokes, turtle.spot()) if turtle else ([], None)
    return {"output": output, "commands": shifted, "values": values, "error": error, "strokes": drawn[0], "spot": drawn[1]}


def main() -> None:
    import pydantic_monty

    with pydantic_monty.Monty(max_processes=1, request_timeout=10.0) as pool:
        for line in sys.stdin:
            print(json.dumps(answer(pool, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
