"""Lessons out of documents.

    read(path) -> Lesson

To add a format: one file with `recognises(document)` and `read(document)`, and one row in READERS. The readers are asked
in order and look at what a document holds, never at its name alone; the last one takes any text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from broadcast.lesson.model import Lesson
from broadcast.sources import markdown
from broadcast.sources.document import Document, opened


@dataclass(frozen=True, slots=True)
class Reader:
    """One source format."""

    name: str
    title: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Lesson]


READERS: tuple[Reader, ...] = (Reader("markdown", "Markdown, our own and any other", markdown.recognises, markdown.read),)


def read(path: Path) -> Lesson:
    """The lesson in a folder or file, in its own language. LessonError says what is wrong with it, where, and what to do."""
    document = opened(path)
    return next(reader for reader in READERS if reader.recognises(document)).read(document)
