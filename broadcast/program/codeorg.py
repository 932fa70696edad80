"""Reads a level of Code.org: its program, and the grid or plane that it runs on.

<Karel><config><![CDATA[{"properties": {"skin": "bee", "maze": "[[0,1,2],…]", "initial_dirt": …, "start_direction": "1"}}]]></config>
  <blocks><start_blocks>…</start_blocks><solution_blocks>…</solution_blocks></blocks></Karel>

The program is the solution where the level has one, else what it starts with. Procedures that only stand in the start blocks belong to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadcast.errors import ProgramError
from broadcast.program import blockly, codeorg_world, json_source
from broadcast.program.blockly_games import MIDDLE, Games
from broadcast.program.blockly_lines import DEFINITIONS
from broadcast.program.markup import Element, parse
from broadcast.program.model import Program, Sense, walk
from broadcast.program.raw import Raw, Reading

if TYPE_CHECKING:
    from broadcast.lesson.model import World

SOURCES = ("solution_blocks", "start_blocks", "initialization_blocks")
"""Where a level has a program, the best one first."""


def read(source: str, *, line: int = 0) -> Program:
    """The program of a level. `line` is the lesson's line before it; ProgramError names line and block."""
    return reading(source, line=line).program


def reading(source: str, *, line: int = 0) -> Reading:
    """The program of a level and what was left out of it."""
    level = parse(source, line=line)
    if level.tag.lower() in ("xml", "block"):
        return blockly.reading(source, line=line)
    return _program(level, _properties(level, line), line)


def world_of(source: str, *, line: int = 0) -> World | None:
    """The level's grid, or the plane of its artist; None where it has neither. Marks are drawn where the program asks for them."""
    level = parse(source, line=line)
    if level.tag.lower() in ("xml", "block"):
        return None
    properties = _properties(level, line)
    if "artist" in level.tag.lower() or "artist" in str(properties.get("skin", "")):
        return codeorg_world.plane(properties)
    grid = codeorg_world.squares(properties, line)
    if not grid:
        return None
    program = _program(level, properties, line).program
    marked = any(isinstance(node, Sense) and node.what in ("star", "dot", "cross") for node in walk(program.body))
    return codeorg_world.grid(grid, properties, line, marked=marked)


def _program(level: Element, properties: dict[str, Any], line: int) -> Reading:
    found = _stacks(level, line)
    games = Games(two=codeorg_world.two_kinds(codeorg_world.squares(properties, line)), start=_start(properties))
    return blockly.meaning(found, line, games)


def _stacks(level: Element, line: int) -> tuple[tuple[Raw, ...], ...]:
    blocks = level.first("blocks") or level
    parts = {child.tag: child for child in blocks.children}
    for tag in SOURCES:
        if tag not in parts:
            continue
        stacks = _under(parts[tag], line)
        if any(len(stack) > 1 or stack[0].bodies or stack[0].type not in blockly.HATS for stack in stacks):
            known = {stack[0].field("NAME") for stack in stacks if stack[0].type in DEFINITIONS}
            start = _under(parts["start_blocks"], line) if "start_blocks" in parts else ()
            more = tuple(stack for stack in start if stack[0].type in DEFINITIONS and stack[0].field("NAME") not in known)
            return (*stacks, *more)
    raise ProgramError(
        "this level has neither a solution nor blocks to start with", line=line + level.line, remedy="Choose a level that has"
    )


def _under(part: Element, line: int) -> tuple[tuple[Raw, ...], ...]:
    roots = part.all("xml") or [part]
    made = [Element("xml", {}, root.line, root.children) for root in roots]
    return tuple(stack for root in made for stack in blockly.raws(root, line))


def _properties(level: Element, line: int) -> dict[str, Any]:
    """What the level says of itself, as JSON in its first part."""
    config = level.first("config")
    if config is None or not config.text.strip():
        return {}
    said = json_source.parse(config.text.strip(), line=line + config.line - 1, what="the level's description", letters=500_000)
    properties = said.get("properties") if isinstance(said, dict) else None
    return properties if isinstance(properties, dict) else {}


def _start(properties: dict[str, Any]) -> tuple[float, float]:
    """Where the artist starts, from the upper left corner."""
    try:
        return float(properties.get("x", MIDDLE[0])), float(properties.get("y", MIDDLE[1]))
    except (TypeError, ValueError):
        return MIDDLE
