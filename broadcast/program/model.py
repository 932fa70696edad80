"""The tree of a program, whatever language it was written in. Pure data: nothing here runs, prints or speaks.

A statement's `line` is its number in the printed listing, from 1 without holes: blank lines and comments are gone. `text` is the
statement's own line as its author wrote it, where that can be shown as it is; a changed statement has none and is printed anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal

# --- expressions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number or a decimal fraction, never below zero (that is `Unary`)."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Text:
    """A string."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    """True or False."""

    value: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """None."""


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list written out."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """`value[index]`."""

    value: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class Part:
    """`value[start:stop]`; an absent end is None."""

    value: Expression
    start: Expression | None
    stop: Expression | None


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or `not x`."""

    operator: Literal["-", "not"]
    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic on two values."""

    operator: Literal["+", "-", "*", "/", "//", "%", "**"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Compare:
    """`a < b`; several in a chain, `1 < x < 5`, are several `(operator, right)`."""

    left: Expression
    rest: tuple[tuple[str, Expression], ...]
    """Operators: `<` `<=` `>` `>=` `==` `!=` `in` `not in`."""


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` of two values or more."""

    operator: Literal["and", "or"]
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """`then if test else other`."""

    test: Expression
    then: Expression
    other: Expression


@dataclass(frozen=True, slots=True)
class Filled:
    """An f-string: texts and values in turn; `places` counts decimals (`{x:.2f}`), -1 where nothing is said."""

    parts: tuple[tuple[Expression, int], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function that the program defines, or one of the few that are built in (`len`, `input`, `range` …)."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """`value.name(…)`, of the few methods that are allowed."""

    value: Expression
    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """What the robot finds out by itself: a wall before it, something under it."""

    what: Literal["wall", "item", "goal", "star", "dot", "cross"]


Expression = (
    Number
    | Text
    | Truth
    | Nothing
    | Name
    | Listed
    | Item
    | Part
    | Unary
    | Binary
    | Compare
    | Logic
    | Choose
    | Filled
    | Call
    | Method
    | Sense
)

# --- statements ----------------------------------------------------------------------------------------------------


def _text() -> Any:
    return field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Assign:
    """`target = value`."""

    line: int
    target: Name | Item
    value: Expression
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Change:
    """`target += value` and its like."""

    line: int
    target: Name | Item
    operator: Literal["+", "-", "*", "/", "//", "%", "**"]
    value: Expression
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Swap:
    """`a, b = x, y`: all values first, then all targets."""

    line: int
    targets: tuple[Name | Item, ...]
    values: tuple[Expression, ...]
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Print:
    """Python's `print`; `separator` and `end` where they are said."""

    line: int
    values: tuple[Expression, ...]
    separator: Expression | None = None
    end: Expression | None = None
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Say:
    """The robot says a text."""

    line: int
    value: Expression
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Move:
    """So many steps ahead, or back without turning. `bare`: no number is written, it is one step."""

    line: int
    steps: Expression
    back: bool = False
    bare: bool = False
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Turn:
    """A quarter turn on the spot. `degrees`: 90 is written, as in `right(90)`."""

    line: int
    side: Literal["left", "right"]
    degrees: bool = False
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Pick:
    """Pick up what lies on this square."""

    line: int
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Put:
    """Put down one of the things that were picked up."""

    line: int
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Do:
    """A call for what it does: a procedure of the program, or `names.append("Luz")`."""

    line: int
    call: Call | Method
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Return:
    """Leave a function, with a value or without."""

    line: int
    value: Expression | None = None
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Break:
    """Leave the loop."""

    line: int
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Continue:
    """On to the next round."""

    line: int
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Pass:
    """Nothing."""

    line: int
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Repeat:
    """So many times."""

    line: int
    count: Expression
    body: Block
    text: str = _text()


@dataclass(frozen=True, slots=True)
class RepeatUntil:
    """Asked before each round: as soon as `test` holds, it is over."""

    line: int
    test: Expression
    body: Block
    text: str = _text()


@dataclass(frozen=True, slots=True)
class While:
    """Asked before each round: as long as `test` holds."""

    line: int
    test: Expression
    body: Block
    text: str = _text()


@dataclass(frozen=True, slots=True)
class ForEach:
    """A round for each value of a list, a text or a `range`."""

    line: int
    variable: str
    values: Expression
    body: Block
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Branch:
    """`if` or, `again`, `elif` with what it guards."""

    line: int
    test: Expression
    body: Block
    again: bool = False
    text: str = _text()


@dataclass(frozen=True, slots=True)
class If:
    """The first branch whose test holds, else `other`."""

    branches: tuple[Branch, ...]
    other: Block = ()
    other_line: int = 0
    """Line of `else:`; 0 where there is none."""

    @property
    def line(self) -> int:
        return self.branches[0].line


@dataclass(frozen=True, slots=True)
class Define:
    """`to NAME:` and Python's `def`."""

    line: int
    name: str
    parameters: tuple[str, ...]
    body: Block
    text: str = _text()


Simple = Assign | Change | Swap | Print | Say | Move | Turn | Pick | Put | Do | Return | Break | Continue | Pass
Loop = Repeat | RepeatUntil | While | ForEach
Statement = Simple | Loop | If | Define
Block = tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program."""

    language: Literal["robot", "python"]
    body: Block
    words: str = ""
    """For the robot: tag of the language whose words it was written in; empty where they are mixed."""
    names: tuple[tuple[str, str], ...] = ()
    """A name of the program and the lesson's word for it in speech."""
    origin: int = field(default=0, compare=False)
    """Line of the lesson's file that stands before the first line of the source, for messages."""

    @property
    def length(self) -> int:
        """Lines of the printed listing."""
        return max((line for line, _, _ in rows(self.body)), default=0)

    @property
    def moves(self) -> bool:
        """Does it command the robot?"""
        return any(isinstance(node, Move | Turn | Pick | Put | Sense) for node in walk(self.body))


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
        if isinstance(statement, Repeat | RepeatUntil | While | ForEach | Define):
            found.extend(rows(statement.body, depth + 1))
    return tuple(found)


def walk(node: Any) -> tuple[Any, ...]:
    """A node and everything in it, in the order of the text."""
    if isinstance(node, tuple):
        return tuple(inner for part in node for inner in walk(part))
    if not is_dataclass(node) or isinstance(node, type):
        return ()
    return (node, *(inner for part in fields(node) for inner in walk(getattr(node, part.name))))


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
        elif isinstance(statement, Repeat | RepeatUntil | While | ForEach | Define):
            body, after = _numbered(statement.body, line + 1)
            done.append(replace(statement, line=line, body=body))
            line = after
        else:
            done.append(replace(statement, line=line))
            line += 1
    return tuple(done), line
