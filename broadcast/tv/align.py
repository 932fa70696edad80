"""When each printed word is heard: printed and spoken words laid side by side.

The voice gives marks for the spoken form ("A three"); captions print the other one ("A3"). Words that are equal
anchor the two; what differs between two anchors is shared out by its letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from broadcast.drawing.breaks import breaks
from broadcast.episode.model import Part


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word with the space after it, and when it is said: samples from the start of the part."""

    text: str
    start: int
    end: int


def pieces(text: str, language: str) -> list[str]:
    """A text cut wherever a line may break: words with their space, in Chinese and Thai those of a dictionary."""
    return [text[start:end] for start, end in pairwise([0, *sorted(breaks(text, language))])] if text else []


def words(part: Part, language: str) -> list[Word]:
    """The printed words of a part with their times, ascending and without gaps inside a phrase."""
    printed, said = pieces(part.text, language), pieces(part.spoken, language)
    edges = list(_edges(printed, said))
    return [
        Word(text, start, max(start, end))
        for text, (begin, stop) in zip(printed, pairwise(edges), strict=True)
        if (start := time_at(part, begin)) is not None and (end := time_at(part, stop)) is not None
    ]


def time_at(part: Part, character: int) -> int:
    """The sample at which a character of the spoken form is reached: between two marks in proportion."""
    length = len(part.spoken)
    points = [(0, 0), *(mark for mark in part.marks if 0 < mark[0] < length), (length, part.duration)]
    at = min(bisect_right(points, character, key=lambda point: point[0]), len(points) - 1)
    (c0, t0), (c1, t1) = points[at - 1], points[at]
    return t1 if c1 <= c0 else t0 + (t1 - t0) * (min(character, c1) - c0) // (c1 - c0)


def _edges(printed: Sequence[str], said: Sequence[str]) -> Iterator[int]:
    """For each printed word the character of the spoken form where it begins, and last where all ends."""
    starts = [0]
    for word in said:
        starts.append(starts[-1] + len(word))
    matcher = SequenceMatcher(None, [_plain(word) for word in printed], [_plain(word) for word in said], autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        letters = sum(len(word) for word in printed[i1:i2])
        passed = 0
        for index in range(i1, i2):
            if i2 - i1 == j2 - j1:
                yield starts[j1 + index - i1]
            else:
                yield starts[j1] + (starts[j2] - starts[j1]) * passed // max(letters, 1)
            passed += len(printed[index])
    yield starts[-1]


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum()) or word.strip()
