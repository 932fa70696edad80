"""Blocks as their source has them, before they mean anything, and what every reader of blocks needs.

A reader of a source (Blockly's XML, Scratch's JSON, text in Scratch's words) makes `Raw` blocks of it; a `Reader` gives them their
meaning as lines and values of a program. A block that nobody knows and that holds no others becomes `Effect` or `Sense` of kind
`other` with its own words: the program can be shown and said, but it is not run. Where a block that holds others is unknown, the
shape of the program is unknown, and the whole is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from broadcast.errors import ProgramError
from broadcast.program.letters import odd
from broadcast.program.model import (
    Binary,
    Block,
    Define,
    Effect,
    Expression,
    Number,
    Pass,
    Program,
    Sense,
    Statement,
    Text,
    Unary,
    When,
    numbered,
)

MOST_BLOCKS, MOST_DEPTH, MOST_WORDS = 2000, 30, 400
"""Blocks of a program, blocks inside of blocks, letters of one name or text. A program for paper has a hundredth of it."""
NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Raw:
    """A block of a source."""

    type: str
    line: int = 0
    """Of the source, from 1; 0 where the source has no lines that an author knows."""
    place: str = ""
    """Where it stands, in words, where a line does not say it."""
    fields: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Raw] = field(default_factory=dict)
    bodies: Mapping[str, tuple[Raw, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """Parameters of a procedure."""

    def field(self, *names: str) -> str:
        """The first of these fields that there is; empty where there is none."""
        return next((self.fields[name].strip() for name in names if name in self.fields), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a source."""

    program: Program
    left: tuple[str, ...] = ()
    """What was left out and why, a clause each."""


class Reader:
    """Gives raw blocks their meaning; a source's own reader says in `line` and `value` what each block is."""

    def __init__(self, line: int) -> None:
        self.origin = line
        self.left: list[str] = []
        self.depth = 0

    def line(self, raw: Raw) -> Block | None:
        """The lines that a block is; None where nobody knows it."""
        raise NotImplementedError

    def known(self, raw: Raw) -> Expression | None:
        """The value that a block has; None where nobody knows it."""
        raise NotImplementedError

    def refusal(self, raw: Raw | None, what: str, remedy: str = "") -> ProgramError:
        """An error that names the block's line, or its place where there are no lines."""
        place = f" ({raw.place})" if raw and raw.place and not raw.line else ""
        return ProgramError(f"{what}{place}", line=self.origin + (raw.line if raw else 0), remedy=remedy)

    def lines(self, raws: Sequence[Raw]) -> Block:
        """The lines of a stack of blocks, one after another."""
        self.deeper(raws[0] if raws else None)
        done: list[Statement] = []
        for raw in raws:
            found = self.line(raw)
            if found is None:
                if raw.bodies:
                    raise self.refusal(raw, f"the block {raw.type!r} holds other blocks, and what it does with them is not known")
                found = (Effect(0, "other", None, self.words(raw)),)
            done.extend(found)
        self.depth -= 1
        return tuple(done)

    def body(self, raw: Raw, name: str) -> Block:
        """What is inside of a block; an empty mouth holds `Pass`."""
        return self.lines(raw.bodies.get(name, ())) or (Pass(0),)

    def value(self, raw: Raw | None, default: Expression) -> Expression:
        """The value of a block, or what an empty hole counts as."""
        if raw is None:
            return default
        self.deeper(raw)
        found = self.known(raw)
        if found is None:
            if raw.bodies:
                raise self.refusal(raw, f"the block {raw.type!r} holds other blocks, and what it does with them is not known")
            found = Sense("other", self.words(raw))
        self.depth -= 1
        return found

    def deeper(self, raw: Raw | None) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self.refusal(raw, f"the blocks are nested deeper than {MOST_DEPTH} times", "Split the program")

    def number(self, raw: Raw, text: str) -> Expression:
        """A number that is written in a block; `???` is a hole that a learner fills."""
        found = number(text)
        if found is None:
            raise self.refusal(raw, f"{text[:20]!r} in the block {raw.type!r} is no number", "Write a number there")
        return found

    def name(self, raw: Raw, text: str) -> str:
        """The name of a variable, list or procedure."""
        found = " ".join(text.split())
        if not found or len(found) > MOST_WORDS:
            raise self.refusal(raw, f"the block {raw.type!r} names nothing" if not found else "a name is too long")
        return found

    def words(self, raw: Raw) -> str:
        """An unknown block in its own words: its type and what is written in it."""
        written = [value for value in raw.fields.values() if value and not value.startswith("{")]
        inside = [self.words(inner) for inner in list(raw.inputs.values())[:4]] if self.depth <= MOST_DEPTH else []
        kind = "" if raw.type.startswith("$") else spaced(raw.type)
        return " ".join(part for part in (kind, *written, *inside) if part)[:MOST_WORDS]


def number(text: str) -> Expression | None:
    """`-1.5` → a number below zero; None where it is no number."""
    text = text.strip().replace("\u2212", "-")
    if not NUMBER.fullmatch(text):
        return None
    plain = text.lstrip("+-")
    value: int | float = float(plain) if "." in plain else int(plain)
    return Unary("-", Number(value)) if text.startswith("-") and value else Number(value)


def literal(text: str) -> Expression:
    """What somebody wrote into a hole that takes numbers and texts alike."""
    return number(text) or Text(text)


def less_one(value: Expression) -> Expression:
    """A place counted from 1, counted from 0."""
    match value:
        case Number(int() as count) if count >= 1:
            return Number(count - 1)
        case Binary("+", inner, Number(1)):
            return inner
    return Binary("-", value, Number(1))


def spaced(text: str) -> str:
    """`maze_moveForward` → `maze move forward`."""
    return " ".join(HUMP.sub(" ", text.replace("_", " ").replace(".", " ")).lower().split())


def counted(raws: Sequence[Raw], line: int) -> None:
    """ProgramError where there are more blocks than a program may have."""
    found = 0
    waiting = list(raws)
    while waiting:
        raw = waiting.pop()
        found += 1
        if found > MOST_BLOCKS:
            raise ProgramError(
                f"the program has more than {MOST_BLOCKS} blocks", line=line, remedy="Split it into several programs"
            )
        waiting.extend(raw.inputs.values())
        for body in raw.bodies.values():
            waiting.extend(body)


def scripts(hats: Sequence[When], defined: Sequence[Define]) -> Block:
    """The program of several scripts: what is taught first; a start script that is alone needs no hat."""
    with_body = tuple(hat for hat in hats if hat.body)
    if len(with_body) == 1 and with_body[0].event == "start":
        return (*defined, *with_body[0].body)
    return (*defined, *with_body)


def finished(body: Block, line: int, *, left: Sequence[str] = (), sprite: str = "") -> Reading:
    """The program that was read, its lines numbered; ProgramError where it is empty or cannot be shown."""
    if not body:
        why = f": {left[0]}" if left else ""
        raise ProgramError(f"there is no program in it{why}", line=line, remedy="Put blocks under the block that starts it")
    for text in texts(body):
        if odd(text):
            raise ProgramError(f"the program has a letter that cannot be shown: {odd(text)!a}", line=line, remedy="Leave it out")
        if len(text) > MOST_WORDS:
            raise ProgramError(f"a text of the program is longer than {MOST_WORDS} letters", line=line, remedy="Shorten it")
    return Reading(Program("blocks", numbered(body), sprite=sprite, origin=line), tuple(left))


def texts(node: Any) -> Iterator[str]:
    """Every text in a tree."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from texts(part)
    elif is_dataclass(node) and not isinstance(node, type):
        for part in fields(node):
            yield from texts(getattr(node, part.name))
