"""A program out of an editor of blocks, in the one form that is printed: what is read, run, drawn and said is what stands on paper.

Names become single words (`My Score` is `My_Score`), and the program is printed and read once. What comes back is the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from unicodedata import normalize

from broadcast.language.model import load
from broadcast.program import blocks, blocks_text
from broadcast.program.letters import odd
from broadcast.program.model import (
    Assign,
    Block,
    Call,
    Define,
    Do,
    Effect,
    Expression,
    ForEach,
    Go,
    Listed,
    Name,
    Number,
    Pen,
    Program,
    Sense,
    Text,
    Unary,
    When,
    numbered,
    rows,
    walk,
)

INDENT = "    "


def formed(program: Program, *, line: int = 0) -> Program:
    """The program as it is printed and read again; ProgramError where that cannot be."""
    english = load("en")
    body = numbered(_renamed(program.body, _words(_variables(program.body)), _words(_taught(program.body))))
    shown = [(depth, blocks_text.line(on, english).text) for _, depth, on in rows(body)]
    text = "".join(f"{INDENT * depth}{written}\n" for depth, written in shown)
    return replace(program, body=blocks.read(text, line=line, own=True)[0], words="")


def placed(program: Program, x: float, y: float) -> Program:
    """A sprite that the project does not keep in the middle goes to its place first, where that matters: then the place stands on paper too."""
    inner = walk(program.body)
    matters = any(
        isinstance(node, Go) or (isinstance(node, Sense) and node.what in ("x", "y", "edge")) or _bounces(node) for node in inner
    )
    if (x, y) == (0, 0) or not matters:
        return program
    first = Go(0, _amount(x), _amount(y))
    body = list(program.body)
    for at, line in enumerate(body):
        if isinstance(line, When) and line.event == "start":
            if not _goes(line.body):
                body[at] = replace(line, body=(first, *line.body))
            return replace(program, body=numbered(tuple(body)))
        if not isinstance(line, When | Define):
            return program if _goes(tuple(body[at:])) else replace(program, body=numbered((*body[:at], first, *body[at:])))
    return program


def _goes(block: Block) -> bool:
    """Does it go to a place before anything depends on where it is?"""
    for line in block:
        match line:
            case Go(_, Number() | Unary("-", Number()), Number() | Unary("-", Number()), False, _, ""):
                return True
            case (
                Assign(_, Name(), Number() | Text() | Listed(()))
                | Pen()
                | Effect(_, "show" | "hide" | "costume" | "size" | "backdrop")
            ):
                continue
        return False
    return False


def _bounces(node: Any) -> bool:
    return isinstance(node, Effect) and node.kind == "bounce"


def _amount(value: float) -> Expression:
    size: int | float = abs(int(value) if float(value).is_integer() else round(value, 3))
    return Unary("-", Number(size)) if value < 0 else Number(size)


def _variables(node: Any) -> Iterator[str]:
    for inner in walk(node):
        match inner:
            case Name(name):
                yield name
            case ForEach(_, variable):
                yield variable
            case Define(_, _, parameters):
                yield from parameters


def _taught(node: Any) -> Iterator[str]:
    for inner in walk(node):
        match inner:
            case Define(_, name) | Do(_, Call(name, _)):
                yield name
    defined = {inner.name for inner in walk(node) if isinstance(inner, Define)}
    yield from (inner.function for inner in walk(node) if isinstance(inner, Call) and inner.function in defined)


def _words(names: Iterator[str]) -> dict[str, str]:
    """Each name as one word; two names that would be one word are told apart by a number."""
    made: dict[str, str] = {}
    every = dict.fromkeys(names)
    for name in sorted(every, key=lambda name: (_word(name) != name, list(every).index(name))):
        word, count = _word(name), 2
        while word in made.values():
            word, count = f"{_word(name)}{count}", count + 1
        made[name] = word
    return made


def _word(name: str) -> str:
    word = re.sub(r"_+", "_", re.sub(r"\W", "_", normalize("NFC", name))).strip("_")
    return word if re.fullmatch(r"[^\W\d]\w*", word) else f"n{word}" if word else "n"


def _renamed(node: Any, variables: dict[str, str], taught: dict[str, str]) -> Any:
    again: Callable[[Any], Any] = lambda inner: _renamed(inner, variables, taught)  # noqa: E731  # short for the two dictionaries
    if isinstance(node, tuple):
        return tuple(map(again, node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    made: Any = replace(node, **{part.name: again(getattr(node, part.name)) for part in fields(node)})
    match made:
        case Name(name):
            return Name(variables[name])
        case Text(value):
            return Text("".join(" " if odd(letter) else letter for letter in normalize("NFC", value)))
        case ForEach():
            return replace(made, variable=variables[made.variable])
        case Define():
            return replace(made, name=taught[made.name], parameters=tuple(variables[name] for name in made.parameters))
        case Call(name, arguments) if name in taught:
            return Call(taught[name], arguments)
    return made
