"""Markdown cut at its fences, so that a reader may treat words and programs apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadcast.sources import rows
from broadcast.sources.rows import Row


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
    words: list[Row] = []
    for part in rows.pieces(rows.numbered(text, line)):
        if not isinstance(part, rows.Fence):
            words.append(part)
            continue
        yield from _words(words)
        words = []
        yield Piece(tuple(row for row, _ in part.body), part.line + 1, part.info, True)
    yield from _words(words)


def _words(words: list[Row]) -> Iterator[Piece]:
    if words:
        yield Piece(tuple(row for row, _ in words), words[0][1])
