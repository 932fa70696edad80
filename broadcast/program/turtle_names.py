"""The names by which a Python program means its turtle: nobody may use one before the line that makes it.

`import turtle`, `t = turtle.Turtle()` and `screen = turtle.Screen()` are lines of their own in the tree, and `t.forward(10)` is a `Move`; that the
one comes before the other is asked here, as Python asks it.
"""

from __future__ import annotations

import re

from broadcast.program.limits import Stop
from broadcast.program.model import Effect, Import, Program, Sense, Statement, walk
from broadcast.program.python_text import who

MADE = re.compile(r"(\w+) = (?:(\w+)\.)?(\w+)\(.*\)")
CALLED = re.compile(r"(\w+)(?:\.\w+)?\(.*\)")


class Turtles:
    """Which of the names are there already."""

    def __init__(self, program: Program) -> None:
        self.asked = any(isinstance(node, Import) and node.module == "turtle" for node in walk(program.body))
        self.who = who(program.body).rstrip(".") if self.asked else ""
        self.made: set[str] = set()

    def come(self, line: Statement, known: dict[str, str]) -> None:
        """Before a line of the turtle is done: Stop where a name of it is not there; the name that it makes is from now on."""
        if isinstance(line, Effect) and line.kind == "wait":
            self._there(line.detail.split(".")[0] or "time", known)
        elif not self.asked:
            return
        elif isinstance(line, Effect) and line.kind == "other":
            if making := MADE.fullmatch(line.detail):
                self._there(making[2] or making[3], known)
                self.made.add(making[1])
            elif calling := CALLED.fullmatch(line.detail):
                self._there(calling[1], known)
        else:
            self._own(known)

    def seen(self, sense: Sense, known: dict[str, str]) -> None:
        if self.asked:
            self._there(sense.detail.split(".")[0], known)

    def _own(self, known: dict[str, str]) -> None:
        if self.who:
            self._there(self.who, known)
        elif not any(full.startswith("turtle.") for full in known.values()):
            raise Stop("name", "the turtle is not imported yet")

    def _there(self, name: str, known: dict[str, str]) -> None:
        if name not in known and name not in self.made and not any(full.endswith(".*") for full in known.values()):
            raise Stop("name", f"{name} has no value yet")
