"""Shaped text and its lines: the words shaped once, the lines of each width kept, for a page that is packed asks many times.

A line ends as late as it can. Then it is looked after that no word of one letter ends a line, and that no last line is a
lone number, syllable or letter: what stands before it comes down to it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from broadcast.drawing.breaks import NEVER_LAST, breaks, clusters
from broadcast.drawing.shaping import Piece, Run, itemise, piece

SLACK = 1e-6
ORPHAN = 3
"""Letters of a last line that are too few to stand alone; a letter of Han or Hangul is two."""
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces up to a place where a line may end. Lengths are points."""

    pieces: Line
    width: float
    ink: float
    """Width without the blanks at the end."""
    text: str

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Segment:
        width = sum(part.width for part in pieces)
        return cls(tuple(pieces), width, line_width(pieces), "".join(part.text for part in pieces))

    @property
    def gap(self) -> bool:
        return any(part.run.gap for part in self.pieces)

    @property
    def lone(self) -> bool:
        """A word of one small letter and a blank, like `w` and `y`: it belongs to the word after it."""
        text = self.text
        return len(text) == 2 and text[0].islower() and text[1] == " "


class Shaped:
    """Text in segments, paragraph by paragraph, and its lines at every width that was asked for."""

    __slots__ = ("_laid", "gaps", "language", "least", "natural", "paragraphs", "size")

    def __init__(self, paragraphs: Sequence[Sequence[Segment]], language: str, size: float) -> None:
        self.paragraphs, self.language, self.size = paragraphs, language, size
        self.natural = max((sum(segment.width for segment in part) for part in paragraphs), default=0.0)
        """Width of the longest line when nothing is broken."""
        self.least = max((segment.ink for part in paragraphs for segment in part), default=0.0)
        """Width of the longest stretch that cannot be broken."""
        self.gaps = any(segment.gap for part in paragraphs for segment in part)
        self._laid: dict[tuple[float, float], tuple[Line, ...]] = {}

    def lines(self, width: float, hang: float = 0.0) -> tuple[Line, ...]:
        """The lines at a width; those after the first have `hang` less."""
        key = (width, hang)
        if key not in self._laid:
            self._laid[key] = tuple(self._broken(width, hang))
        return self._laid[key]

    def _broken(self, width: float, hang: float) -> Iterator[Line]:
        later = width - hang if hang and self.natural > width + SLACK else width
        first = width
        for paragraph in self.paragraphs:
            fitting = paragraph if self.least <= later + SLACK else list(self._cut(paragraph, later))
            for row in _settled(_filled(fitting, first, later), first, later):
                yield tuple(part for segment in row for part in segment.pieces)
            first = later

    def _cut(self, paragraph: Sequence[Segment], width: float) -> Iterator[Segment]:
        """The segments; one that is wider than the column is cut between letters."""
        for segment in paragraph:
            if segment.ink <= width + SLACK:
                yield segment
                continue
            yield from _joined(list(self._letters(segment)), width)

    def _letters(self, segment: Segment) -> Iterator[list[Piece]]:
        """A segment letter by letter, opening signs with the letter after them, all others with the one before."""
        waiting: list[Piece] = []
        for part in segment.pieces:
            for letter in (part.text,) if part.run.gap else clusters(part.text, self.language):
                starts = not part.run.gap and (letter[0].isalnum() or letter == "_" or letter in NEVER_LAST)
                if waiting and starts and waiting[-1].text not in NEVER_LAST:
                    yield waiting
                    waiting = []
                waiting.append(part if part.run.gap else _letter(part, letter, self.language, self.size))
        if waiting:
            yield waiting


def _joined(letters: list[list[Piece]], width: float) -> Iterator[Segment]:
    """Letters as segments; the first two of a word and its last two stay together where the column has room."""
    for at in (0, -2):
        if len(letters) > 2 and line_width(pair := [*letters[at], *letters[at + 1]]) <= width + SLACK:
            letters[at : at + 2 or None] = [pair]
    yield from map(Segment.of, letters)


def _letter(part: Piece, letter: str, language: str, size: float) -> Piece:
    return piece(part.face, letter, "Thai" if part.complex else "Zyyy", language, part.run, size)


def _filled(segments: Sequence[Segment], first: float, later: float) -> list[list[Segment]]:
    """Lines filled one after the other."""
    rows: list[list[Segment]] = [[]]
    room, used = first, 0.0
    for segment in segments:
        if rows[-1] and segment.ink and used + segment.ink > room + SLACK:
            last, room = rows[-1], later
            alone = len(last) > 1 and last[-1].lone and last[-1].width + segment.ink <= room + SLACK
            rows.append([last.pop()] if alone else [])
            used = sum(one.width for one in rows[-1])
        rows[-1].append(segment)
        used += segment.width
    return rows


def _settled(rows: list[list[Segment]], first: float, later: float) -> list[list[Segment]]:
    """No last line with too little on it: segments of the line before come down to it while they have room."""
    if len(rows) < 2:
        return rows
    before, last = rows[-2:]
    while len(before) > 1 and not any(segment.gap for segment in last) and _letters(last) <= ORPHAN:
        width = sum(segment.width for segment in [before[-1], *last[:-1]]) + last[-1].ink
        left = sum(segment.width for segment in before[:-1])
        if width > later + SLACK or left < width * 0.3:
            break
        last.insert(0, before.pop())
    return rows


def _letters(row: Sequence[Segment]) -> int:
    text = "".join(segment.text for segment in row).strip()
    wide = sum(unicodedata.east_asian_width(char) == "W" and char.isalpha() for char in text)
    return wide + sum(unicodedata.category(char) != "Mn" for char in text)


@lru_cache(8192)
def shaped(runs: tuple[Run, ...], language: str, size: float) -> Shaped:
    """Runs in segments; TextError for a letter that no font has."""
    return Shaped([_segments(paragraph, language, size) for paragraph in _paragraphs(runs)], language, size)


def _segments(paragraph: Sequence[Run], language: str, size: float) -> list[Segment]:
    text = "".join(run.text for run in paragraph)
    ends = breaks(text, language) if text else frozenset()
    found: list[Segment] = []
    pieces: list[Piece] = []
    for run, face, script, start, end in itemise(paragraph, language):
        for stop in sorted({at for at in ends if start < at < end} | {end}):
            core = text[start:stop].rstrip(" ")
            for part in (core, text[start + len(core) : stop]):
                if part:
                    pieces.append(piece(face, part, script, language, run, size))
            start = stop
            if stop in ends:
                found.append(Segment.of(pieces))
                pieces = []
    return found


def _paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs cut at line feeds."""
    found: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.expandtabs(4).split("\n")):
            if number:
                found.append([])
            if text:
                found[-1].append(run if text == run.text else replace(run, text=text))
    return found


def line_width(line: Sequence[Piece]) -> float:
    """Width in points without the blanks at its end."""
    count = len(line)
    while count and line[count - 1].blank:
        count -= 1
    return sum(part.width for part in line[:count])
