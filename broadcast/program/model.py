"""The tree of a program, whatever language it was written in. Pure data: nothing here runs, prints or speaks.

A statement's `line` is its number in the printed listing, from 1 without holes: blank lines and comments are gone. `text` is the
statement's own line as its author wrote it, where that can be shown as it is; a changed statement has none and is printed anew.

Nodes that have a value are in `expressions`, lines in `statements`; everybody imports them from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal

from broadcast.program.expressions import (
    Binary,
    Call,
    Choose,
    Compare,
    Expression,
    Filled,
    Formatted,
    Gathered,
    Item,
    Listed,
    Logic,
    Mapped,
    Method,
    Name,
    Named,
    Nothing,
    Number,
    Part,
    Sense,
    Text,
    Truth,
    Tupled,
    Unary,
)
from broadcast.program.statements import (
    Assign,
    Block,
    Bodied,
    Branch,
    Break,
    Change,
    Circle,
    Continue,
    Define,
    Delete,
    Do,
    Effect,
    ForEach,
    Forever,
    Global,
    Go,
    If,
    Import,
    Loop,
    Move,
    Pass,
    Pen,
    Pick,
    Point,
    Print,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Send,
    Show,
    Simple,
    Statement,
    Stop,
    Swap,
    Turn,
    Unpack,
    When,
    While,
)

__all__ = [
    "Assign",
    "Binary",
    "Block",
    "Bodied",
    "Branch",
    "Break",
    "Call",
    "Change",
    "Choose",
    "Circle",
    "Compare",
    "Continue",
    "Define",
    "Delete",
    "Do",
    "Effect",
    "Expression",
    "Filled",
    "ForEach",
    "Forever",
    "Formatted",
    "Gathered",
    "Global",
    "Go",
    "If",
    "Import",
    "Item",
    "Listed",
    "Logic",
    "Loop",
    "Mapped",
    "Method",
    "Move",
    "Name",
    "Named",
    "Nothing",
    "Number",
    "Part",
    "Pass",
    "Pen",
    "Pick",
    "Point",
    "Print",
    "Program",
    "Put",
    "Repeat",
    "RepeatUntil",
    "Return",
    "Say",
    "Send",
    "Sense",
    "Show",
    "Simple",
    "Statement",
    "Stop",
    "Swap",
    "Text",
    "Truth",
    "Tupled",
    "Turn",
    "Unary",
    "Unpack",
    "When",
    "While",
    "numbered",
    "rows",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program."""

    language: Literal["robot", "python", "blocks"]
    """`robot`: the paper robot's own words. `blocks`: a program made of blocks, with its words for variables, turtles and sprites too."""
    body: Block
    words: str = ""
    """For the robot: tag of the language whose words it was written in; empty where they are mixed."""
    names: tuple[tuple[str, str], ...] = ()
    """A name of the program and the lesson's word for it in speech."""
    sprite: str = ""
    """Whose scripts these are, in a project with several."""
    origin: int = field(default=0, compare=False)
    """Line of the lesson's file that stands before the first line of the source, for messages."""

    @property
    def length(self) -> int:
        """Lines of the printed listing."""
        return max((line for line, _, _ in rows(self.body)), default=0)

    @property
    def moves(self) -> bool:
        """Does it command a robot, a turtle or a sprite?"""
        return any(isinstance(node, Move | Turn | Pick | Put | Point | Go | Circle | Sense) for node in walk(self.body))

    @property
    def draws(self) -> bool:
        """Does it draw with a pen?"""
        return any(isinstance(node, Pen) or (isinstance(node, Import) and node.module == "turtle") for node in walk(self.body))

    @property
    def flat(self) -> bool:
        """Has it words that a plane alone knows: a pen, places, angles?"""
        return any(map(_flat, walk(self.body)))


def _flat(node: Any) -> bool:
    match node:
        case Point() | Go() | Pen() | Circle() | Import(_, "turtle"):
            return True
        case Turn(angle=angle):
            return angle is not None
        case Sense(what):
            return what in ("x", "y", "direction", "edge")
    return False


def rows(block: Block, depth: int = 0) -> tuple[tuple[int, int, Statement | Branch | None], ...]:
    """Every line in order: (line number, how deep it is indented, what stands on it; None for `else:`)."""
    found: list[tuple[int, int, Statement | Branch | None]] = []
    for statement in block:
        if isinstance(statement, If):
            for branch in statement.branches:
                found.append((branch.line, depth, branch))
                found.extend(rows(branch.body, depth + 1))
            if statement.other:
                found.append((statement.other_line, depth, None))
                found.extend(rows(statement.other, depth + 1))
            continue
        found.append((statement.line, depth, statement))
        if isinstance(statement, Bodied):
            found.extend(rows(statement.body, depth + 1))
    return tuple(found)


def walk(node: Any) -> tuple[Any, ...]:
    """A node and everything in it, in the order of the text."""
    found: list[Any] = []
    _walk(node, found)
    return tuple(found)


def _walk(node: Any, found: list[Any]) -> None:
    if type(node) is tuple:
        for part in node:
            _walk(part, found)
        return
    kind: Any = type(node)
    parts = _parts(kind)
    if parts is not None:
        found.append(node)
        for name in parts:
            _walk(getattr(node, name), found)


@cache
def _parts(kind: Any) -> tuple[str, ...] | None:
    """The fields of a node; None for what is none."""
    return tuple(part.name for part in fields(kind) if part.name not in ("line", "text")) if is_dataclass(kind) else None


def numbered(block: Block) -> Block:
    """The same statements with lines counted afresh from 1, after something was changed."""
    return _numbered(block, 1)[0]


def _numbered(block: Block, line: int) -> tuple[Block, int]:
    done: list[Statement] = []
    for statement in block:
        if isinstance(statement, If):
            branches = []
            for branch in statement.branches:
                body, after = _numbered(branch.body, line + 1)
                branches.append(replace(branch, line=line, body=body))
                line = after
            other, other_line = statement.other, 0
            if other:
                other_line = line
                other, line = _numbered(other, line + 1)
            done.append(If(tuple(branches), other, other_line))
        elif isinstance(statement, Bodied):
            body, after = _numbered(statement.body, line + 1)
            done.append(replace(statement, line=line, body=body))
            line = after
        else:
            done.append(replace(statement, line=line))
            line += 1
    return tuple(done), line
