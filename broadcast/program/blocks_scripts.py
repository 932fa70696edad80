"""What the scripts of a program of blocks have to do with each other.

Scripts run side by side, and nobody can say which of two comes first. We run them one after the other; that is right as long as what runs
now does not touch what a waiting script touches too. What a line touches are its place, what is said, the drawing, the things on the
squares, chance, and each variable: read or changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from broadcast.program.model import (
    Assign,
    Block,
    Call,
    Change,
    Circle,
    Define,
    Do,
    ForEach,
    Go,
    Item,
    Method,
    Move,
    Name,
    Pen,
    Pick,
    Point,
    Print,
    Put,
    Say,
    Send,
    Sense,
    Statement,
    Stop,
    Turn,
    When,
    walk,
)

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Touched:
    """What is read and what is changed."""

    read: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()

    def clashes(self, other: Touched) -> str:
        """Something that both touch and one of them changes; empty where there is none."""
        if EVERYTHING in self.changed | other.changed:
            return EVERYTHING
        both = (self.changed & (other.read | other.changed)) | (self.read & other.changed)
        return min(both, default="")

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.read | other.read, self.changed | other.changed)


def done_once(body: Block) -> When | None:
    """The one script that somebody has to start, by a key, a button, a click or a shake, in a program that does nothing by itself.

    What the class is asked is what happens when it is done once: "When button A is pressed: …".
    """
    idle: list[Statement] = [line for line in body if not isinstance(line, Define | When)]
    hats = []
    for line in body:
        if isinstance(line, When) and line.event == "start":
            idle += line.body
        elif isinstance(line, When):
            hats.append(line)
    prepared = all(isinstance(line, Assign) for line in idle)
    return hats[0] if prepared and len(hats) == 1 and hats[0].event in ("key", "click", "button", "shake") else None


class Scripts:
    """The scripts of a program, and what each of its lines touches."""

    def __init__(self, body: Block) -> None:
        loose = tuple(line for line in body if not isinstance(line, When | Define))
        self.hats = tuple(line for line in body if isinstance(line, When))
        self.words = {node.name: node for node in walk(body) if isinstance(node, Define)}
        starts: list[When | Block] = [hat for hat in self.hats if hat.event == "start"]
        self.once = done_once(body)
        self.starts = (loose, *starts) if loose else tuple(starts)
        self.kept: dict[int, Touched] = {}

    def listeners(self, message: str) -> tuple[When, ...]:
        """Scripts that a message starts."""
        heard = message.strip().casefold()
        return tuple(hat for hat in self.hats if hat.event == "message" and hat.detail.strip().casefold() == heard)

    def line(self, node: Any) -> Touched:
        """What a line itself touches: not the lines inside it, not the scripts and words that it starts."""
        if id(node) not in self.kept:
            self.kept[id(node)] = Touched(
                frozenset(_read(list(_own(node)))), frozenset(what for part in _own(node) for what in _changed(part))
            )
        return self.kept[id(node)]

    def script(self, body: Any) -> Touched:
        """What a script touches with all that it starts."""
        if id(body) not in self.kept:
            found, todo, seen = Touched(), [body], {id(body)}
            while todo:
                for node in walk(todo.pop()):
                    found |= self.line(node)
                    for more in self.started(node):
                        if id(more) not in seen:
                            seen.add(id(more))
                            todo.append(more)
            self.kept[id(body)] = found
        return self.kept[id(body)]

    def started(self, node: Any) -> tuple[Block, ...]:
        """What a line or value does besides: a taught word, the scripts that hear its message."""
        match node:
            case Call(name) if name in self.words:
                return (self.words[name].body,)
            case Send(_, message):
                return tuple(hat.body for hat in self.listeners(message))
        return ()


def _own(node: Any) -> Iterator[Any]:
    """A node and its values, without the lines inside it."""
    yield node
    for part in fields(node):
        if part.name not in ("body", "branches", "other") or not isinstance(getattr(node, part.name), tuple):
            yield from walk(getattr(node, part.name))
    for branch in getattr(node, "branches", ()):
        yield from walk(branch.test)


def _read(nodes: list[Any]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Name(name):
                yield f"variable {name}"
            case Sense("item"):
                yield from ("the things", "its place")
            case Sense():
                yield "its place"


def _changed(node: Any) -> Iterator[str]:
    match node:
        case Move() | Turn() | Go() | Point() | Circle():
            yield from ("its place", "the drawing")
        case Pen():
            yield "the drawing"
        case Pick() | Put():
            yield from ("the things", "its place")
        case Say() | Print():
            yield "what is said"
        case Call("input"):
            yield "what is said"
        case Call("random"):
            yield "chance"
        case Assign(_, target) | Change(_, target):
            yield f"variable {_base(target)}"
        case ForEach(_, variable):
            yield f"variable {variable}"
        case Do(_, Method(value, _, _)) | Method(value, "pop", _):
            yield f"variable {_base(value)}"
        case Stop(_, "all" | "others"):
            yield EVERYTHING


def _base(node: Any) -> str:
    """The variable that a target is a part of."""
    while isinstance(node, Item):
        node = node.value
    return node.name if isinstance(node, Name) else ""
