"""Prove a maze again, by nothing but the robot: each step is tried by running it, square after square."""

from __future__ import annotations

from dataclasses import replace

from broadcast.errors import InputError
from broadcast.lesson.model import Code, World
from broadcast.program import read, run


def fewest(world: World) -> int:
    """Steps from start to goal at the least; InputError where no way leads there."""
    seen = {world.start}
    edge, steps = {world.start}, 0
    while edge:
        if world.goal in edge:
            return steps
        edge = {there for here in edge for there in _around(world, here)} - seen
        seen |= edge
        steps += 1
    raise InputError("no way leads to its goal")


def _around(world: World, square: str) -> set[str]:
    """Squares that the robot really reaches with one step."""
    found = set()
    there = replace(world, start=square)
    column, row = ord(square[0]) - 65, int(square[1:]) - 1
    for turns in range(4):
        # whatever it looks towards at first, four turns are all directions
        facing = (
            str(world.rows)
            if row < world.rows - 1
            else "1"
            if row
            else chr(64 + world.columns)
            if column < world.columns - 1
            else "A"
        )
        source = "right\n" * turns + "forward\n"
        trace = run(read(Code("", "robot", source, 0)), world=replace(there, facing=facing))
        if trace.done:
            found.add(trace.final.square)
    return found
