"""Which row of a script stands on which page: heights in, pages out. Nothing is drawn here.

A row is never cut. A heading stays with the row after it, a question with the wait that follows it. A row that is taller than
a page has been cut between sentences before it comes here (`whole_sentences`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadcast.script.rows import Piece, Row


@dataclass(frozen=True, slots=True)
class Slab:
    """Something of a fixed height."""

    height: float
    """Points."""
    stays: bool = False
    """Stands on the same page as the slab after it."""


def paginate(slabs: Sequence[Slab], first: float, other: float) -> list[list[int]]:
    """Indexes of the slabs, page by page; `first` and `other` are the room on the first and on each later page, in points.

    What stays together goes to the next page together, unless it is taller than a page. The first page may stay empty under
    its header block.
    """
    pages: list[list[int]] = [[]]
    room = first
    for chain in _chains(slabs):
        height = sum(slabs[at].height for at in chain)
        if room < height <= other:
            pages.append([])
            room = other
        for at in chain:
            if slabs[at].height > room and (pages[-1] or room < other):
                pages.append([])
                room = other
            pages[-1].append(at)
            room -= slabs[at].height
    return pages


def _chains(slabs: Sequence[Slab]) -> list[list[int]]:
    chains: list[list[int]] = []
    joined = False
    for at, slab in enumerate(slabs):
        if joined:
            chains[-1].append(at)
        else:
            chains.append([at])
        joined = slab.stays
    return chains


def sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a text, by Unicode's rules for the language."""
    from icu4py.breakers import SentenceBreaker

    breaker = SentenceBreaker(text, language)
    return tuple(part for start, end in breaker.segments() if (part := text[start:end].strip()))


def whole_sentences(row: Row, language: str) -> tuple[Row, ...]:
    """A row as rows of a sentence each, for one that no page holds; what belongs to the first stays with it."""
    pieces: list[Piece] = []
    for piece in row.pieces:
        pieces += [Piece("words", part) for part in sentences(piece.text, language)] if piece.kind == "words" else [piece]
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "words" and any(other.kind == "words" for other in groups[-1]):
            groups.append([])
        groups[-1].append(piece)
    rest = replace(row, at="", video="")
    return tuple(replace(row if at == 0 else rest, pieces=tuple(group)) for at, group in enumerate(groups))
