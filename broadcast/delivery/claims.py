"""The checks of a package as its `quality.json` claims them."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from broadcast.delivery.checks.figure import Check
from broadcast.errors import InputError

NAME = "quality.json"


def read(folder: Path) -> tuple[Check, ...]:
    """The checks of a package that is there; InputError when they cannot be read."""
    path = folder / NAME
    try:
        return TypeAdapter(tuple[Check, ...]).validate_json(path.read_bytes())
    except OSError as error:
        raise InputError("there are no checks", file=str(path), remedy="Name the folder of a package") from error
    except ValueError as error:
        raise InputError("the list of checks is damaged", file=str(path), remedy="Build the package again") from error
