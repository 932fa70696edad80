"""Programs that are indented text, line by line and block by block: the paper robot's language, and that of blocks."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from broadcast.errors import ProgramError
from broadcast.program.model import Block, Branch, If, Statement

QUOTES = {'"': '"', "'": "'", "“": "”", "«": "»", "„": "“”"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it."""

    number: int
    """In the source, from 1."""
    indent: int
    text: str


class Unknown(Exception):
    """A line that cannot be read."""

    def __init__(self, line: Line, what: str, remedy: str = "", guess: Callable[[], tuple[str, bool]] | None = None) -> None:
        """`guess` gives the remedy, and whether the line is like a known word; it takes time and is asked only where no language reads it."""
        super().__init__(what)
        self.line, self.what = line, what
        self._remedy, self._guess = remedy, guess

    @cached_property
    def _guessed(self) -> tuple[str, bool] | None:
        return self._guess() if self._guess else None

    @property
    def remedy(self) -> str:
        return self._guessed[0] if self._guessed else self._remedy

    @property
    def sure(self) -> int:
        """Where each language says something else of a line: 2 its place is wrong, 1 it is like a known word, 0 neither."""
        return int(self._guessed[1]) if self._guessed else 2


def lines(source: str) -> list[Line]:
    """Those that are not empty, without comments."""
    found = []
    for number, raw in enumerate(unicodedata.normalize("NFC", source).split("\n"), 1):
        text = _uncommented(raw).rstrip()
        if text.strip():
            expanded = text.expandtabs(4)
            found.append(Line(number, len(expanded) - len(expanded.lstrip()), expanded.strip()))
    return found


def within(source: str, *, letters: int, most: int, line: int) -> list[Line]:
    """Its lines, where it is no longer than `letters` and no more than `most` lines; `line` is the lesson's line before it."""
    if len(source) > letters:
        raise ProgramError(
            f"the program is longer than {letters} letters", line=line + 1, remedy="Split it into several programs"
        )
    found = lines(source)
    if len(found) > most:
        raise ProgramError(f"the program has more than {most} lines", line=line + 1, remedy="Split it into several programs")
    return found


def nearest(failures: Sequence[Unknown], line: int) -> ProgramError:
    """Of what each language says against a program, that of the one which came farthest; `line` is the lesson's line before it."""
    farthest = max(failure.line.number for failure in failures)
    last = max((failure for failure in failures if failure.line.number == farthest), key=lambda failure: failure.sure)
    return ProgramError(last.what, line=line + last.line.number, remedy=last.remedy)


class Reader(ABC):
    """Lines become blocks by how far they stand in; what a line means, each language's own reader says."""

    def __init__(self, rows: list[Line], deepest: int) -> None:
        self.lines, self.deepest, self.at = rows, deepest, 0
        self.calls: list[tuple[Line, str]] = []
        """Names that are called, which may be taught further down."""

    @abstractmethod
    def recognise(self, line: Line) -> tuple[str, dict[str, Any]]:
        """The key of a line and what stands in its slots."""

    @abstractmethod
    def statement(self, line: Line, key: str, slots: dict[str, Any], depth: int) -> Statement:
        """What the line is, with what is inside of it."""

    @abstractmethod
    def callable(self, name: str) -> bool:
        """Does the program teach this name, or does everybody know it?"""

    @abstractmethod
    def unknown(self, line: Line) -> Unknown:
        """With the known words nearest to what was written."""

    def program(self) -> Block:
        block = self.block(self.lines[0].indent, 0) if self.lines else ()
        if self.at < len(self.lines):
            raise Unknown(self.lines[self.at], "this line is indented less than the first one")
        for line, name in self.calls:
            if not self.callable(name):
                raise self.unknown(line)
        return block

    def block(self, indent: int, depth: int) -> Block:
        if depth > self.deepest:
            raise Unknown(self.lines[self.at], f"the program is nested deeper than {self.deepest} times")
        done: list[Statement] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.indent < indent:
                break
            if line.indent > indent:
                raise Unknown(line, "this line is indented, but the line above does not end in ':'", "Move it to the left")
            self.at += 1
            key, slots = self.recognise(line)
            if key in ("else", "else_if"):
                if not done or not isinstance(before := done[-1], If) or before.other:
                    raise Unknown(line, f"{line.text!r} has no 'if' before it")
                inside = self.inside(line, depth)
                if key == "else":
                    done[-1] = replace(before, other=inside, other_line=line.number)
                else:
                    more = Branch(line.number, slots["value"], inside, again=True)
                    done[-1] = replace(before, branches=(*before.branches, more))
            else:
                done.append(self.statement(line, key, slots, depth))
        return tuple(done)

    def inside(self, line: Line, depth: int) -> Block:
        if self.at >= len(self.lines) or self.lines[self.at].indent <= line.indent:
            raise Unknown(line, f"nothing is inside of {line.text!r}", "Indent the lines that belong to it")
        return self.block(self.lines[self.at].indent, depth + 1)


def _uncommented(raw: str) -> str:
    """A line without its comment; a `#` inside of quotes is no comment, an apostrophe inside of a word is no quote."""
    closing, escaped = "", False
    for at, letter in enumerate(raw):
        if escaped:
            escaped = False
        elif closing:
            escaped = letter == "\\"
            closing = "" if letter in closing else closing
        elif letter in QUOTES and (at == 0 or not raw[at - 1].isalnum()):
            closing = QUOTES[letter]
        elif letter == "#":
            return raw[:at]
    return raw
