"""JSON that others wrote, read without trust: its length and depth are asked before it is parsed."""

from __future__ import annotations

import json
import re
from typing import Any

from broadcast.errors import ProgramError

MOST_LETTERS, MOST_DEPTH = 5_000_000, 600
STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)


def parse(source: str, *, line: int = 0, what: str = "the JSON", letters: int = MOST_LETTERS) -> Any:
    """What the JSON says; ProgramError where it is none, or longer or deeper than a program needs."""
    if len(source) > letters:
        raise ProgramError(f"{what} is longer than {letters} letters", line=line + 1, remedy="Make the project smaller")
    deep = most = 0
    for mark in re.finditer(r"[\[\]{}]", STRING.sub("", source)):
        deep += 1 if mark[0] in "[{" else -1
        most = max(most, deep)
    if most > MOST_DEPTH:
        raise ProgramError(f"{what} is nested deeper than {MOST_DEPTH} times", line=line + 1, remedy="Make the project simpler")
    try:
        return json.loads(source.lstrip("\ufeff"), parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise ProgramError(
            f"{what} cannot be read: {error.msg.lower()}", line=line + error.lineno, remedy="Export it again"
        ) from None
    except (ValueError, RecursionError):
        raise ProgramError(f"{what} has a number that cannot be read", line=line + 1, remedy="Export it again") from None


def _constant(name: str) -> Any:
    raise ValueError(name)
