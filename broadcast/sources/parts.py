"""Tokens of a text as a tree: each with all that is inside of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token


@dataclass(slots=True)
class Part:
    """A token of a block with all that is inside of it."""

    token: Token
    inside: list[Part]


def nested(tokens: Sequence[Token]) -> list[Part]:
    """The flat list of tokens as a tree."""
    root: list[Part] = []
    stack = [root]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        part = Part(token, [])
        stack[-1].append(part)
        if token.nesting > 0:
            stack.append(part.inside)
    return root


def inlines(part: Part) -> list[Part]:
    """The stretches of words inside a part, in order."""
    return [part] if part.token.type == "inline" else [found for inner in part.inside for found in inlines(inner)]
