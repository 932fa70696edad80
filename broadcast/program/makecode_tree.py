"""The tree of MakeCode's TypeScript: what is written, before it means anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Num:
    value: int | float


@dataclass(frozen=True, slots=True)
class Str:
    value: str


@dataclass(frozen=True, slots=True)
class Template:
    """Texts and values in turn; `tag`: a name before it, as in an image."""

    parts: tuple[Node, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Id:
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    value: Node
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    value: Node
    index: Node


@dataclass(frozen=True, slots=True)
class Invoke:
    function: Node
    arguments: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Func:
    """A function without a name, as a handler of events."""

    parameters: tuple[str, ...]
    body: tuple[Stmt, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign between two values."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Before:
    """`!x`, `-x`."""

    sign: str
    value: Node


@dataclass(frozen=True, slots=True)
class Either:
    test: Node
    then: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Array:
    items: tuple[Node, ...]


Node = Num | Str | Template | Id | Member | Index | Invoke | Func | Sign | Before | Either | Array


@dataclass(frozen=True, slots=True)
class Let:
    name: str
    value: Node | None
    line: int


@dataclass(frozen=True, slots=True)
class Set:
    """`target = value`, `target += value`."""

    target: Node
    sign: str
    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Run:
    """A value for what it does."""

    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Cond:
    branches: tuple[tuple[Node, tuple[Stmt, ...], int], ...]
    other: tuple[Stmt, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    test: Node
    body: tuple[Stmt, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Count:
    """`for (let name = first; test; step) …`."""

    name: str
    first: Node
    test: Node
    step: Stmt
    body: tuple[Stmt, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Each:
    name: str
    values: Node
    body: tuple[Stmt, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    parameters: tuple[str, ...]
    body: tuple[Stmt, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Leave:
    """`return`, `break`, `continue`."""

    word: str
    value: Node | None
    line: int


Stmt = Let | Set | Run | Cond | Loop | Count | Each | Function | Leave
