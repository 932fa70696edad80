"""Mistakes that children make with turtles, sprites and variables, as changes to a statement or block (see `mutations`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from broadcast.program.model import Assign, Block, Change, Go, Name, Number, Pen, Statement, Turn

ANGLES = {
    30: (60,),
    36: (72,),
    45: (90,),
    60: (90, 120),
    72: (108,),
    90: (45, 60),
    108: (72,),
    120: (60,),
    135: (45,),
    144: (36,),
    180: (90,),
    270: (90,),
}
"""Another angle that a child takes: the inner one for the outer one, a quarter or half for what was meant."""


def angle(statement: Statement) -> Iterator[Statement]:
    if isinstance(statement, Turn) and isinstance(statement.angle, Number):
        for other in ANGLES.get(int(statement.angle.value), ()) if statement.angle.value == int(statement.angle.value) else ():
            yield replace(statement, angle=Number(other), text="")


def exchanged(statement: Statement) -> Iterator[Statement]:
    """x for y, and y for x."""
    if isinstance(statement, Go) and not statement.to and statement.x != statement.y:
        yield replace(statement, x=statement.y, y=statement.x, text="")


def set_for_change(statement: Statement) -> Iterator[Statement]:
    if isinstance(statement, Change) and statement.operator == "+" and isinstance(statement.target, Name):
        yield Assign(statement.line, statement.target, statement.value)


def change_for_set(statement: Statement) -> Iterator[Statement]:
    if (
        isinstance(statement, Assign)
        and isinstance(statement.target, Name)
        and isinstance(statement.value, Number)
        and not statement.also
    ):
        yield Change(statement.line, statement.target, "+", statement.value)


def pen_forgotten(block: Block, at: int) -> Iterator[Block]:
    line = block[at]
    if isinstance(line, Pen) and line.do in ("down", "up") and len(block) > 1:
        yield block[:at] + block[at + 1 :]


OF_STATEMENT: dict[str, Callable[[Any], Iterator[Any]]] = {
    "angle": angle,
    "x-for-y": exchanged,
    "set-for-change": set_for_change,
    "change-for-set": change_for_set,
}
OF_BLOCK: dict[str, Callable[[Block, int], Iterator[Block]]] = {"pen-forgotten": pen_forgotten}
