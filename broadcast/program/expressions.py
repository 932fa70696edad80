"""Values of a program: what a node is worked out to. Pure data; `statements` has the lines that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
class Tupled:
    """Values in round brackets, `(1, 2)`: a list that cannot be changed."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A dictionary written out: (key, value) pairs in their order."""

    pairs: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A list comprehension with one `for`: `[element for variable in values if test]`."""

    element: Expression
    variable: str
    values: Expression
    test: Expression | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """`value[index]`."""

    value: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class Part:
    """`value[start:stop:step]`; what is absent is None."""

    value: Expression
    start: Expression | None
    stop: Expression | None
    step: Expression | None = None


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
    """Operators: `<` `<=` `>` `>=` `==` `!=` `in` `not in`; `is` and `is not` before None, True and False alone."""


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
class Formatted:
    """A value inside of an f-string with more than a number of decimals: `{name:>5}`, `{price:,}`."""

    value: Expression
    form: str
    """What stands after the colon, as Python writes it."""


@dataclass(frozen=True, slots=True)
class Named:
    """An argument that is named in a call: `greet(name="Luz")`, `sorted(names, reverse=True)`. Only ever among arguments."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function that the program defines, or one of the few that are built in (`len`, `input`, `range` …).

    What comes from a module is called as the program calls it: `random.randint`, or `randint` where it was imported by its name.
    """

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
    """What a robot, turtle or sprite finds out by itself.

    On the grid: a wall ahead, at its left or right, something under it. On the plane: its place, where it looks, whether it is at the edge.
    What nobody can know beforehand (a key, the mouse, a colour, loudness) can be read, drawn and said, but never run.
    """

    what: Literal[
        "wall", "wall-left", "wall-right", "item", "goal", "star", "dot", "cross",
        "x", "y", "direction", "edge", "touching", "colour", "key", "mouse", "distance", "timer", "loudness", "other",
    ]  # fmt: skip
    detail: str = ""
    """What it touches, which key, or the source's own word where `what` is `other`."""


Expression = (
    Number
    | Text
    | Truth
    | Nothing
    | Name
    | Listed
    | Tupled
    | Mapped
    | Gathered
    | Item
    | Part
    | Unary
    | Binary
    | Compare
    | Logic
    | Choose
    | Filled
    | Formatted
    | Named
    | Call
    | Method
    | Sense
)
