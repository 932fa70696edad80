"""Lines of a program. Pure data; every statement knows its line of the listing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from broadcast.program.expressions import Call, Expression, Item, Method, Name


def _text() -> Any:
    return field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Assign:
    """`target = value`; with `also`, `target = also = value`."""

    line: int
    target: Name | Item
    value: Expression
    text: str = _text()
    also: tuple[Name | Item, ...] = ()
    """Further names that get the same value."""


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
class Unpack:
    """`a, b = value`: a tuple, list or text taken apart, a part for each target."""

    line: int
    targets: tuple[Name | Item, ...]
    value: Expression
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Delete:
    """`del names[0]`: the list or dictionary loses that place."""

    line: int
    target: Item
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Global:
    """`global score`: the function means the program's own variables by these names."""

    line: int
    names: tuple[str, ...]
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
    """The robot or sprite says a text. `seconds`: the bubble stays so long."""

    line: int
    value: Expression
    text: str = _text()
    seconds: Expression | None = None


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
    """A turn on the spot: a quarter, or by `angle` degrees on the plane. `degrees`: 90 is written, as in `right(90)`."""

    line: int
    side: Literal["left", "right"]
    degrees: bool = False
    angle: Expression | None = None
    """Degrees; None for a quarter turn. A quarter that a plane's program writes as 90 is `Number(90)` here."""
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
class Point:
    """Look a way on the plane: by degrees (0 up, 90 right), or towards something with a name."""

    line: int
    direction: Expression | None
    towards: str = ""
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Go:
    """To a place on the plane, or `by` so much; an absent co-ordinate stays as it is. `seconds`: it glides."""

    line: int
    x: Expression | None
    y: Expression | None
    by: bool = False
    seconds: Expression | None = None
    to: str = ""
    """Something with a name instead of a place: a sprite, the mouse, a random place."""
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle (or the first `extent` degrees of one) walked on the plane: its middle is `radius` to the left of the turtle."""

    line: int
    radius: Expression
    extent: Expression | None = None
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Pen:
    """What the turtle's pen does."""

    line: int
    do: Literal["down", "up", "clear", "colour", "width", "change-width", "stamp"]
    value: Expression | None = None
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Effect:
    """Something for eyes and ears that no answer depends on: waiting, a sound, a costume, a size."""

    line: int
    kind: Literal[
        "wait", "wait-until", "sound", "note", "show", "hide", "costume", "backdrop", "size", "size-by", "effect", "effect-by",
        "icon", "think", "speed", "bounce", "clone", "other",
    ]  # fmt: skip
    value: Expression | None = None
    detail: str = ""
    """The name of a sound, costume, icon …, or the source's own words where `kind` is `other`."""
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Send:
    """Broadcast a message; `waits` until whoever listens is done."""

    line: int
    message: str
    waits: bool = False
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Stop:
    """End the whole program, this script, or the others of this sprite."""

    line: int
    what: Literal["all", "this", "others"] = "all"
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Show:
    """A value typed at Python's prompt, which shows it: `>>> 2 + 3`."""

    line: int
    value: Expression
    text: str = _text()


@dataclass(frozen=True, slots=True)
class Import:
    """`import random`, `from turtle import *`: of the few modules that are known. Nothing happens."""

    line: int
    module: str
    names: tuple[str, ...] = ()
    """Names taken from it; empty for the module as a whole, `*` for all."""
    text: str = _text()
    alias: str = ""
    """Its name in this program, where that is another: `import turtle as t`."""


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
class Forever:
    """Without end, until the program is stopped."""

    line: int
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
    more: tuple[str, ...] = ()
    """Further names, where each value is a tuple that is taken apart: `for number, name in enumerate(names)`."""


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
    defaults: tuple[Expression, ...] = ()
    """Values of the last parameters, for calls that do not give them."""


@dataclass(frozen=True, slots=True)
class When:
    """A script's hat: what starts the lines below it."""

    line: int
    event: Literal["start", "key", "click", "message", "clone", "button", "shake", "other"]
    body: Block
    detail: str = ""
    """The key, message or button, or the source's own words where `event` is `other`."""
    text: str = _text()


Simple = (
    Assign
    | Change
    | Swap
    | Unpack
    | Delete
    | Global
    | Print
    | Say
    | Move
    | Turn
    | Pick
    | Put
    | Point
    | Go
    | Circle
    | Pen
    | Effect
    | Send
    | Stop
    | Show
    | Import
    | Do
    | Return
    | Break
    | Continue
    | Pass
)
"""A line alone."""
Loop = Repeat | RepeatUntil | While | Forever | ForEach
Bodied = Loop | Define | When
"""A line with a block inside it; the blocks of `If` are its branches'."""
Statement = Simple | Bodied | If
Block = tuple[Statement, ...]
