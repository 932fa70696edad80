"""A Python program as the second engine takes it: the author's own lines, but for the few that it does not know.

The turtle's words become calls of functions that the engine's worker answers, `del` takes the place out by `pop`, what Python's prompt would
show is printed by a function at the top, and lines for eyes alone do nothing.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from broadcast.program import python_text
from broadcast.program.model import (
    Branch,
    Call,
    Circle,
    Delete,
    Effect,
    Go,
    Import,
    Item,
    Method,
    Move,
    Pen,
    Point,
    Program,
    Sense,
    Show,
    Statement,
    Stop,
    Turn,
    rows,
    walk,
)

PROMPT = "def shown_by_prompt(value):\n    if value is not None:\n        print(repr(value))\n"
INDENT = "    "


def told(program: Program) -> str:
    """The source for the second engine."""
    lines = [f"{INDENT * depth}{_line(on)}\n" for _, depth, on in rows(program.body)]
    return (PROMPT if any(isinstance(node, Show) for node in walk(program.body)) else "") + "".join(lines)


def _line(on: Statement | Branch | None) -> str:
    match on:
        case Move() | Turn() | Point() | Go() | Circle() | Pen():
            return python_text.line(_sensed(replace(on, text="")))
        case Show(_, value):
            return f"shown_by_prompt({python_text.expression(_sensed(value))})"
        case Delete(_, Item(value, index)):
            return python_text.expression(Method(_sensed(value), "pop", (_sensed(index),)))
        case Import(_, "turtle" | "time"):
            return "pass"
        case Effect(_, _, value):
            return "pass" if value is None else python_text.expression(_sensed(value))
        case Stop():
            return "exit()"
    if on is not None and any(isinstance(node, Sense) for part in _own(on) for node in walk(part)):
        return python_text.line(_sensed(replace(on, text="")))  # type: ignore[arg-type]  # a line of the model
    return python_text.line(on)


def _own(on: Any) -> tuple[Any, ...]:
    """The parts of a line without the block inside of it."""
    return tuple(getattr(on, part.name) for part in fields(on) if part.name not in ("body", "text", "line"))


def _sensed(node: Any) -> Any:
    """With `t.xcor()` as the worker's own `xcor()`."""
    if isinstance(node, Sense):
        return Call(node.detail.rpartition(".")[2], ())
    if isinstance(node, tuple):
        return tuple(map(_sensed, node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{part.name: _sensed(getattr(node, part.name)) for part in fields(node) if part.name != "body"})
