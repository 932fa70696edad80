"""Markdown cut at its fences, so that a reader may treat words and programs apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|~{3,})\s*(?P<info>[^`]*?)\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that belong together: words, or what stands between two fences."""

    rows: tuple[str, ...]
    line: int
    """Of its first row; of a program's first row, not of its fence."""
    info: str = ""
    """What the fence says behind its marks."""
    fenced: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.rows)


def pieces(text: str, line: int = 1) -> Iterator[Piece]:
    """The pieces of a text whose first line is `line`. A fence that nobody closes goes on to the end."""
    rows = text.split("\n")
    start = at = 0
    while at < len(rows):
        match = OPENING.match(rows[at])
        if not match:
            at += 1
            continue
        if at > start:
            yield Piece(tuple(rows[start:at]), line + start)
        mark, indent = match["fence"], len(match["indent"])
        end = at + 1
        while end < len(rows) and not _closes(rows[end], mark):
            end += 1
        inside = tuple(row[min(indent, len(row) - len(row.lstrip())) :] for row in rows[at + 1 : end])
        yield Piece(inside, line + at + 1, match["info"], True)
        start = at = end + 1
    if start < len(rows):
        yield Piece(tuple(rows[start:]), line + start)


def _closes(row: str, mark: str) -> bool:
    plain = row.strip()
    return len(plain) >= len(mark) and set(plain) == {mark[0]}
