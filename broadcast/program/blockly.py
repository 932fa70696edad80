"""Reads Blockly's XML, old and new, with the blocks of Blockly's games and of Code.org's mazes and artists.

<xml>
  <block type="controls_repeat">
    <title name="TIMES">3</title>                 old; `<field name="TIMES">` since 2014
    <statement name="DO"><block type="maze_moveForward"/></statement>
    <next>…</next>
  </block>
</xml>

What blocks mean stands in `blockly_lines`, `blockly_values` and `blockly_games`. A block that is switched off is not there. Where a
`when_run` block starts the program, blocks that hang on nothing are left out and named; where there is none, Blockly runs them all.
An empty hole counts as Blockly's own generator counts it: 0, false or an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadcast.errors import ProgramError
from broadcast.program import blockly_games, blockly_json, blockly_lines, blockly_values
from broadcast.program.markup import Element, parse
from broadcast.program.model import Block, Define, Expression, Program, When
from broadcast.program.raw import Raw, Reader, Reading, counted, finished, scripts, spaced

HATS = {"when_run": "start", "start": "start", "event_whenrun": "start", "program_start": "start"}
"""Blocks that start a script."""


def read(source: str, *, line: int = 0) -> Program:
    """The program of a `<xml>` document. `line` is the lesson's line before it; ProgramError names line and block."""
    return reading(source, line=line).program


def reading(source: str, *, line: int = 0) -> Reading:
    """The program and what was left out of it."""
    if source.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return meaning(blockly_json.raws(source, line=line), line)
    return meaning(raws(parse(source, line=line), line), line)


def raws(root: Element, line: int) -> tuple[tuple[Raw, ...], ...]:
    """The stacks of blocks of a document, each from its top."""
    if root.tag.lower() not in ("xml", "block"):
        raise ProgramError(
            f"this XML starts with <{root.tag[:40]}>, not with <xml>", line=line + root.line, remedy="Export the blocks again"
        )
    tops = [root] if root.tag == "block" else root.all("block", "shadow")
    return tuple(stack for top in tops if (stack := _stack(top, 0, line)))


def meaning(stacks: Iterable[tuple[Raw, ...]], line: int, games: blockly_games.Games | None = None) -> Reading:
    """The program that the stacks are."""
    stacks = tuple(stacks)
    counted([raw for stack in stacks for raw in stack], line + 1)
    reader = _Blockly(line, games or blockly_games.Games())
    reader.games.prepare(stacks)
    hats: list[When] = []
    defined: list[Define] = []
    loose: list[tuple[Raw, ...]] = []
    for stack in stacks:
        top = stack[0]
        if top.type in blockly_lines.DEFINITIONS:
            defined.append(blockly_lines.definition(reader, top))
            if len(stack) > 1:
                loose.append(stack[1:])
        elif top.type in HATS:
            hats.append(When(0, "start", reader.lines(stack[1:])))
        elif top.type.startswith("when") or "_when" in top.type:
            inside = (*(raw for body in top.bodies.values() for raw in body), *stack[1:])
            hats.append(When(0, "other", reader.lines(inside), reader.words(top)))
        else:
            loose.append(stack)
    if hats:
        reader.left.extend(f"the block {spaced(stack[0].type)!r} hangs on nothing" for stack in loose)
    else:
        lines = tuple(statement for stack in loose if reader.stands(stack) for statement in reader.lines(stack))
        hats.append(When(0, "start", lines))
    return finished(scripts(hats, (*reader.games.definitions(), *defined)), line, left=reader.left)


class _Blockly(Reader):
    def __init__(self, line: int, games: blockly_games.Games) -> None:
        super().__init__(line)
        self.games = games

    def line(self, raw: Raw) -> Block | None:
        found = blockly_lines.line(self, raw)
        return self.games.line(self, raw) if found is None else found

    def known(self, raw: Raw) -> Expression | None:
        found = blockly_values.value(self, raw)
        return self.games.value(self, raw) if found is None else found

    def stands(self, stack: tuple[Raw, ...]) -> bool:
        """Is it a line? A value that lies about alone does nothing."""
        top = stack[0]
        if len(stack) > 1 or self.line(top) is not None or self.known(top) is None:
            return True
        self.left.append(f"the block {spaced(top.type)!r} hangs on nothing")
        return False


def _stack(top: Element, depth: int, line: int) -> tuple[Raw, ...]:
    """A block and those below it, without those that are switched off."""
    done: list[Raw] = []
    at: Element | None = top
    while at is not None:
        following = at.first("next")
        if not _off(at):
            done.append(_raw(at, depth, line))
        at = following.first("block", "shadow") if following else None
    return tuple(done)


def _off(element: Element) -> bool:
    return element.attributes.get("disabled") == "true" or bool(element.attributes.get("disabled-reasons"))


def _raw(element: Element, depth: int, line: int) -> Raw:
    if depth > 2 * 30:
        raise ProgramError("the blocks are nested deeper than 30 times", line=line + element.line, remedy="Split the program")
    fields: dict[str, str] = {}
    inputs: dict[str, Raw] = {}
    bodies: dict[str, tuple[Raw, ...]] = {}
    names: tuple[str, ...] = ()
    for child in element.children:
        name = child.attributes.get("name", "")
        if child.tag in ("title", "field"):
            fields[name] = child.text
        elif child.tag in ("value", "statement"):
            inner = child.first("block") or child.first("shadow")
            if inner is None:
                continue
            stack = _stack(inner, depth + 1, line)
            if stack and child.tag == "value":
                inputs[name] = stack[0]
            elif stack:
                bodies[name] = stack
        elif child.tag == "mutation":
            fields |= {f"@{key}": value for key, value in child.attributes.items()}
            names = tuple(arg.attributes.get("name", "") for arg in child.all("arg"))
    return Raw(element.attributes.get("type", ""), element.line, "", fields, inputs, bodies, names)
