"""JSON that others wrote, read without trust: its length is asked before it is parsed, and its depth is bounded by the parser."""

from __future__ import annotations

import json
from typing import Any

from broadcast.errors import ProgramError

MOST_LETTERS = 5_000_000


def parse(source: str, *, line: int = 0, what: str = "the JSON", letters: int = MOST_LETTERS) -> Any:
    """What the JSON says; ProgramError where it is none, or longer or deeper than a program needs."""
    if len(source) > letters:
        raise ProgramError(f"{what} is longer than {letters} letters", line=line + 1, remedy="Make the project smaller")
    try:
        return json.loads(source.lstrip("\ufeff"), parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise ProgramError(
            f"{what} cannot be read: {error.msg.lower()}", line=line + error.lineno, remedy="Export it again"
        ) from None
    except RecursionError:
        raise ProgramError(f"{what} is nested too deeply", line=line + 1, remedy="Make the project simpler") from None
    except ValueError:
        raise ProgramError(f"{what} has a number that cannot be read", line=line + 1, remedy="Export it again") from None


def _constant(name: str) -> Any:
    raise ValueError(name)
