"""The file of a language as it is written: what is wrong in it is said with its line and key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from broadcast.errors import InputError

OVER = re.compile(r"^over\s*=", re.MULTILINE)
TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")
KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]+)\s*=""")
PATTERN_TABLES = ("nouns", "rules")


def read(path: Path, kind: str = "language file") -> dict[str, Any]:
    """The tables of a file; InputError where it is no TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"(.*) \(at line (\d+)", str(error))
        what, line = (match[1], int(match[2])) if match else (str(error), 0)
        raise InputError(f"the {kind} is no TOML ({what})", file=str(path), line=line, remedy="Mend this line") from error
    except UnicodeDecodeError as error:
        raise InputError(f"the {kind} is not UTF-8", file=str(path), remedy="Save it again with the encoding UTF-8") from error
    except OSError as error:
        raise InputError(f"the {kind} cannot be read ({error.strerror or error})", file=str(path)) from error


def is_region(path: Path) -> bool:
    """Does this file lie over another language's?"""
    try:
        return bool(OVER.search(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False  # whoever reads it says why


def laid(under: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What is under, with what is its own in its place; tables are gone into."""
    return {**under, **{key: laid(under.get(key, {}), new) if isinstance(new, dict) else new for key, new in own.items()}}


def refused(error: ValidationError, path: Path, keys: Sequence[str], shape: str = "en.toml") -> InputError:
    """The first thing that is wrong in a file, with its key and line."""
    first = error.errors()[0]
    place = tuple(str(part) for part in first["loc"] if part != "")
    name = ".".join(place)
    at = line(path, place)
    if first["type"] == "missing":
        return InputError(f"the key {name} is missing", file=str(path), line=at, remedy=f"Add it; {shape} shows its shape")
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(place[-1], keys, 1, 0.6)
        remedy = f"Did you mean {near[0]}?" if near else "Take it out"
        return InputError(f"the key {name} is unknown", file=str(path), line=at, remedy=remedy)
    wanted = str(first["msg"]).removeprefix("Input should be ")
    return InputError(
        f"the key {name} is wrong: it should be {wanted}", file=str(path), line=at, remedy=f"See {shape} for its shape"
    )


def line(path: Path, place: Sequence[str]) -> int:
    """The line of a key, `("espeak", "presenter", "voice")`, as deep as it is written there; 0 where nothing of it is."""
    best = (0, 0)
    table: tuple[str, ...] = ()
    for number, row in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
        if match := TABLE.fullmatch(row.partition("#")[0].rstrip()):
            table = tuple(part.strip("\"' ") for part in match[1].split("."))
            best = max(best, (_shared(table, place), -number))
        elif match := KEY.match(row):
            best = max(best, (_shared((*table, _unquoted(match[1])), place), -number))
    return -best[1]


def _shared(found: Sequence[str], place: Sequence[str]) -> int:
    """How much of a place this names; nothing where it goes another way."""
    return len(found) if tuple(place[: len(found)]) == tuple(found) else 0


def _unquoted(key: str) -> str:
    if key.startswith('"'):
        return str(next(iter(tomllib.loads(f"{key} = 1"))))
    return key.strip("'")


def patterns(tables: Mapping[str, Any], path: Path) -> None:
    """InputError for the first regular expression that is none."""
    for place, pattern in _patterns(tables):
        try:
            re.compile(pattern.partition(" =>")[0] if place[-1] == "rephrase" else pattern, re.IGNORECASE)
        except re.error as error:
            raise InputError(
                f"the pattern {pattern!r} of {'.'.join(place)} is no regular expression ({error.msg})",
                file=str(path),
                line=_line_of_text(path, pattern) or line(path, place),
                remedy="Mend it; a bracket that is meant as a letter is written \\(",
            ) from error


def _patterns(tables: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for table in PATTERN_TABLES:
        for name, given in tables.get(table, {}).items():
            for pattern in [given] if isinstance(given, str) else given:
                yield (table, name), pattern
    for pattern in tables.get("espeak", {}).get("phonemes", {}):
        yield ("espeak", "phonemes", pattern), pattern


def _line_of_text(path: Path, text: str) -> int:
    rows = path.read_text("utf-8").split("\n")
    return next((number for number, row in enumerate(rows, 1) if text in row or text.replace("\\", "\\\\") in row), 0)


def leaves(tables: Mapping[str, Any]) -> int:
    """How many keys with a value a file has, but for its head."""
    return sum(len(table) if isinstance(table, dict) else 0 for table in tables.values())
