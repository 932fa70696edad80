"""Mistakes that children make, as changes to a program. Each is one named change in one place.

To add one: a function that yields changed statements or blocks, and a row in `OF_STATEMENT` or `OF_BLOCK`, here or in `mutations_blocks`; its
words, so that somebody may make it, are in `unplugged/mistakes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from broadcast.language.model import Language, load
from broadcast.program import mutations_blocks
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Bodied,
    Branch,
    Break,
    Call,
    Change,
    Circle,
    Compare,
    Continue,
    Define,
    Delete,
    Do,
    Expression,
    ForEach,
    Go,
    If,
    Item,
    Loop,
    Move,
    Name,
    Number,
    Pen,
    Pick,
    Point,
    Print,
    Program,
    Put,
    Repeat,
    Return,
    Say,
    Show,
    Statement,
    Swap,
    Turn,
    Unpack,
    numbered,
    walk,
)
from broadcast.program.printing import INDENT, PrintedLine, lines, source

MOST_STEPS = 20
"""A walk is one step longer only up to here: beyond it nobody sees the difference."""
MOST_ROUNDS = 12
"""A loop gets one round more only up to here: beyond it no child counts them."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one mistake in it."""

    name: str
    """`one-round-more`, `turn-forgotten` …: the keys of `OF_STATEMENT` and `OF_BLOCK`."""
    program: Program
    line: int
    """Line of the right program's listing where it differs."""
    was: str
    """That line, with its indentation, in the words the program was written in."""
    now: str
    """The line that the child wrote there; empty where it was forgotten."""
    now_line: int
    """Its number in the mutant's own listing; 0 where it was forgotten."""

    right: Program
    """The program without the mistake."""

    @property
    def source(self) -> str:
        return source(self.program)

    def shown(self, language: Language) -> tuple[str, str]:
        """`was` and `now` in the words of a class, without indentation."""
        was = next(line.text for line in lines(self.right, language) if line.number == self.line)
        return was, next((line.text for line in lines(self.program, language) if line.number == self.now_line), "")


# --- one statement ----------------------------------------------------------------------------------------------------


def _count(node: Expression, by: int) -> Expression | None:
    """A number of rounds, one more or fewer; None where that makes no child's mistake."""
    if isinstance(node, Number) and isinstance(node.value, int) and 1 <= node.value + by <= MOST_ROUNDS + 1 and node.value:
        return Number(node.value + by)
    if isinstance(node, Name) or (isinstance(node, Call) and node.function == "len"):
        return Binary("+" if by > 0 else "-", node, Number(1))
    return None


def _rounds(statement: Statement, by: int) -> Iterator[Statement]:
    if isinstance(statement, Repeat):
        count = _count(statement.count, by)
        if count:
            yield replace(statement, count=count, text="")
    elif isinstance(statement, ForEach) and isinstance(statement.values, Call) and statement.values.function == "range":
        ends = list(statement.values.arguments)
        at = 0 if len(ends) == 1 else 1
        count = _count(ends[at], by)
        if count and len(ends) < 3:
            ends[at] = count
            yield replace(statement, values=Call("range", tuple(ends)), text="")


def _more(statement: Statement) -> Iterator[Statement]:
    yield from _rounds(statement, 1)


def _fewer(statement: Statement) -> Iterator[Statement]:
    yield from _rounds(statement, -1)


def _other_side(said: str) -> Callable[[Statement], Iterator[Statement]]:
    def mutate(statement: Statement) -> Iterator[Statement]:
        if isinstance(statement, Turn) and statement.side != said:
            yield replace(statement, side="left" if said == "left" else "right", text="")

    return mutate


def _steps(by: int) -> Callable[[Statement], Iterator[Statement]]:
    def mutate(statement: Statement) -> Iterator[Statement]:
        if (
            isinstance(statement, Move)
            and isinstance(statement.steps, Number)
            and isinstance(statement.steps.value, int)
            and 1 <= statement.steps.value + by <= MOST_STEPS
        ):
            yield replace(statement, steps=Number(statement.steps.value + by), bare=False, text="")

    return mutate


def _back(statement: Statement) -> Iterator[Statement]:
    if isinstance(statement, Move):
        yield replace(statement, back=not statement.back, text="")


BOUNDS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
AROUND = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "!=", "!=": "=="}
OPERATORS = {"+": "-", "-": "+", "*": "+", "/": "*", "//": "*", "%": "//"}


def inside(statement: Any, change: Callable[[Any], Iterator[Any]]) -> Iterator[Any]:
    """The statement with one place of its own line changed, place after place; blocks inside it are left alone."""
    if isinstance(statement, If | Define):
        return
    for part in fields(statement):
        if part.name in ("line", "text", "body"):
            continue
        for changed in _places(getattr(statement, part.name), change):
            yield replace(statement, **{part.name: changed, "text": ""})


def _places(node: Any, change: Callable[[Any], Iterator[Any]]) -> Iterator[Any]:
    if isinstance(node, tuple):
        for at, inner in enumerate(node):
            for changed in _places(inner, change):
                yield (*node[:at], changed, *node[at + 1 :])
    elif hasattr(node, "__dataclass_fields__"):
        yield from change(node)
        for part in fields(node):
            for changed in _places(getattr(node, part.name), change):
                yield replace(node, **{part.name: changed})


def _compared(table: dict[str, str]) -> Callable[[Any], Iterator[Any]]:
    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Compare) and len(node.rest) == 1 and node.rest[0][0] in table:
            yield replace(node, rest=((table[node.rest[0][0]], node.rest[0][1]),))

    return change


def _calculated(node: Any) -> Iterator[Any]:
    if isinstance(node, Binary) and node.operator in OPERATORS:
        yield replace(node, operator=OPERATORS[node.operator])  # type: ignore[arg-type]  # the table's signs are the model's


def _comparison(statement: Statement | Branch) -> Iterator[Any]:
    for table in (BOUNDS, AROUND):
        yield from inside(statement, _compared(table))


def _operator(statement: Statement) -> Iterator[Statement]:
    yield from inside(statement, _calculated)
    if isinstance(statement, Change) and statement.operator in OPERATORS:
        yield replace(statement, operator=OPERATORS[statement.operator], text="")  # type: ignore[arg-type]


def _start(statement: Statement) -> Iterator[Statement]:
    """A count that begins one too high or too low."""
    match statement:
        case Assign(value=Number(int() as value)) if not isinstance(value, bool):
            for other in (value + 1, value - 1):
                if other >= 0:
                    yield replace(statement, value=Number(other), text="")
        case ForEach(values=Call("range", (only,))):
            yield replace(statement, values=Call("range", (Number(1), only)), text="")
        case ForEach(values=Call("range", (Number(int() as first), *rest))):
            for other in (first + 1, first - 1):
                if other >= 0:
                    yield replace(statement, values=Call("range", (Number(other), *rest)), text="")


def _place(node: Any) -> Iterator[Any]:
    """A place in a list, one further or one before: who counts from one looks at the next."""
    if isinstance(node, Item) and isinstance(node.index, Number) and isinstance(node.index.value, int):
        for other in (node.index.value + 1, node.index.value - 1):
            if other >= 0:
                yield replace(node, index=Number(other))


def _off_by_one(statement: Statement) -> Iterator[Statement]:
    yield from _start(statement)
    yield from inside(statement, _place)


def _forgotten(kind: type[Any]) -> Callable[[Block, int], Iterator[Block]]:
    def mutate(block: Block, at: int) -> Iterator[Block]:
        if isinstance(block[at], kind) and len(block) > 1:
            yield block[:at] + block[at + 1 :]

    return mutate


# --- a block ----------------------------------------------------------------------------------------------------------


def _swapped(block: Block, at: int) -> Iterator[Block]:
    if at + 1 < len(block):
        one, other = block[at], block[at + 1]
        if isinstance(one, SWAPPED) and isinstance(other, SWAPPED):
            yield (*block[:at], other, one, *block[at + 2 :])


def _left_outside(block: Block, at: int) -> Iterator[Block]:
    """The last line of a block stands outside of it; not one that leaves the block, which has no place there."""
    statement = block[at]
    if isinstance(statement, Loop) and len(statement.body) > 1 and _may_leave(statement.body[-1]):
        yield (*block[:at], replace(statement, body=statement.body[:-1]), statement.body[-1], *block[at + 1 :])
    elif isinstance(statement, If):
        last = statement.other or statement.branches[-1].body
        if len(last) > 1 and _may_leave(last[-1]):
            if statement.other:
                shorter = replace(statement, other=last[:-1])
            else:
                shorter = replace(statement, branches=(*statement.branches[:-1], replace(statement.branches[-1], body=last[:-1])))
            yield (*block[:at], shorter, last[-1], *block[at + 1 :])


def _may_leave(statement: Statement) -> bool:
    return not any(isinstance(node, Break | Continue | Return) for node in walk(statement))


SWAPPED = (Assign, Change, Swap, Unpack, Delete, Print, Show, Say, Move, Turn, Pick, Put, Do, Go, Circle, Point, Pen)
OF_STATEMENT: dict[str, Callable[[Any], Iterator[Any]]] = {
    "one-round-more": _more,
    "one-round-fewer": _fewer,
    "left-for-right": _other_side("left"),
    "right-for-left": _other_side("right"),
    "steps-one-more": _steps(1),
    "steps-one-fewer": _steps(-1),
    "back-for-forward": _back,
    "comparison": _comparison,
    "off-by-one": _off_by_one,
    "operator": _operator,
    **mutations_blocks.OF_STATEMENT,
}
OF_BLOCK: dict[str, Callable[[Block, int], Iterator[Block]]] = {
    "turn-forgotten": _forgotten(Turn),
    "lines-swapped": _swapped,
    "indentation": _left_outside,
    **mutations_blocks.OF_BLOCK,
}
NAMES = (*OF_STATEMENT, *OF_BLOCK)


def mutants(program: Program) -> tuple[Mutant, ...]:
    """Every mistake of the tables at every place, in the order of the tables, then of the lines.

    No two are alike, and none is the program itself.
    """
    right = lines_of(program)
    seen = {source(program)}
    found = []
    for name in NAMES:
        for block in _changed(program.body, name):
            wrong = replace(program, body=numbered(block))
            text = source(wrong)
            if text not in seen:
                seen.add(text)
                found.append(_mutant(name, wrong, program, right))
    return tuple(found)


def _changed(block: Block, name: str) -> Iterator[Block]:
    for at, statement in enumerate(block):
        if name in OF_BLOCK:
            yield from OF_BLOCK[name](block, at)
        else:
            for changed in OF_STATEMENT[name](statement):
                yield (*block[:at], changed, *block[at + 1 :])
        for inner in _inner(statement, name):
            yield (*block[:at], inner, *block[at + 1 :])


def _inner(statement: Statement, name: str) -> Iterator[Statement]:
    if isinstance(statement, Bodied):
        for body in _changed(statement.body, name):
            yield replace(statement, body=body)
    elif isinstance(statement, If):
        for at, branch in enumerate(statement.branches):
            made = [] if name in OF_BLOCK else list(OF_STATEMENT[name](branch))
            made += [replace(branch, body=body) for body in _changed(branch.body, name)]
            for changed in made:
                yield replace(statement, branches=(*statement.branches[:at], changed, *statement.branches[at + 1 :]))
        for body in _changed(statement.other, name):
            yield replace(statement, other=body)


def lines_of(program: Program) -> tuple[PrintedLine, ...]:
    """The listing in the words that the program was written in."""
    return lines(program, load(program.words or "en"))


def _mutant(name: str, wrong: Program, program: Program, right: tuple[PrintedLine, ...]) -> Mutant:
    now = lines_of(wrong)
    at = next(
        (at for at, (a, b) in enumerate(zip(right, now, strict=False)) if (a.text, a.indent) != (b.text, b.indent)),
        min(len(right), len(now)),
    )
    forgotten = len(now) < len(right)
    if forgotten:
        at = min(at, len(right) - 1)
    return Mutant(
        name=name, program=wrong, line=right[at].number, was=_row(right[at]), now="" if forgotten else _row(now[at]),
        now_line=0 if forgotten else now[at].number, right=program,
    )  # fmt: skip


def _row(line: PrintedLine) -> str:
    return INDENT * line.indent + line.text
