"""Where the numbers and signs of a program of blocks stand in its text, found through its tree.

A place is changed in the tree, and the line is printed again: what differs is its text. So the places are the same in every language, in the
same order, although each language puts its words in its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from broadcast.language.model import Language
from broadcast.program.blocks_text import line as printed
from broadcast.program.model import Binary, Compare, Number, Program, rows
from broadcast.program.mutations import inside

COMPARISONS = ("<", "≤", ">", "≥", "=", "≠")
FAR = 500_000
"""A number that no program for children has is put in its place to find it."""
OTHER = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "!=", "!=": "=="}
SIGNS = {"+": "-", "-": "+", "*": "/"}


@dataclass(frozen=True, slots=True)
class Place:
    """A number or sign of a line."""

    line: int
    start: int
    """Letters from the line's first word."""
    was: str
    kind: Literal["number", "comparison", "sign"]


def places(program: Program, language: Language) -> tuple[Place, ...]:
    """All of them, line by line, in the order of the tree."""
    kinds: tuple[tuple[Literal["number", "comparison", "sign"], Callable[[Any], Iterator[Any]], str], ...] = (
        ("number", _number, r"\d+"),
        ("comparison", _comparison, "[<>=≠≤≥]"),
        ("sign", _sign, "[-+*]"),
    )
    found = []
    for number, _, on in rows(program.body):
        if on is None:
            continue
        text = printed(on, language).text
        for kind, change, looks in kinds:
            for changed in inside(on, change):
                start, was = _different(text, printed(changed, language).text)
                if re.fullmatch(looks, was):
                    found.append(Place(number, start, was, kind))
    return tuple(found)


def _different(text: str, other: str) -> tuple[int, str]:
    """Where two lines begin to differ, and what stands there in the first; a number as a whole."""
    start = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    stop = 0
    while stop < min(len(text), len(other)) - start and text[-1 - stop] == other[-1 - stop]:
        stop += 1
    end = len(text) - stop
    while start and text[start - 1].isdigit():
        start -= 1
    while end < len(text) and text[end].isdigit():
        end += 1
    return start, text[start:end]


def _number(node: Any) -> Iterator[Any]:
    if isinstance(node, Number) and isinstance(node.value, int):
        yield Number(node.value + FAR)


def _comparison(node: Any) -> Iterator[Any]:
    if isinstance(node, Compare) and len(node.rest) == 1 and node.rest[0][0] in OTHER:
        yield replace(node, rest=((OTHER[node.rest[0][0]], node.rest[0][1]),))


def _sign(node: Any) -> Iterator[Any]:
    if isinstance(node, Binary) and node.operator in SIGNS:
        yield replace(node, operator=SIGNS[node.operator])  # type: ignore[arg-type]  # the table's signs are the model's
