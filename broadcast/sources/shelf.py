"""Books of many lessons: each lesson is read again when it is asked for and not kept, so that a book takes the room of one lesson.

The first pass says which chapters are lessons, what was left out, and how much of it there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson
from broadcast.sources.reading import Reading, named, several

FEW = 60
"""Chapters that are simply kept."""
Chapter = Callable[[], Reading]
"""Reads the one lesson of a chapter."""


class Shelf(Sequence[Lesson]):
    """The lessons of a book, in order."""

    def __init__(self, chapters: Sequence[Chapter], name: str) -> None:
        self.chapters, self.name = tuple(chapters), name
        self._last: tuple[int, Lesson, str] | None = None

    def __len__(self) -> int:
        return len(self.chapters)

    @overload
    def __getitem__(self, at: int) -> Lesson: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Lesson]: ...
    def __getitem__(self, at: int | slice) -> Lesson | Sequence[Lesson]:
        if isinstance(at, slice):
            return [self.opened(number)[0] for number in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self.opened(at % len(self))[0]

    def opened(self, at: int) -> tuple[Lesson, str]:
        """A lesson and its text; the last one asked for is at hand."""
        if self._last is None or self._last[0] != at:
            reading = self.chapters[at]()
            (lesson,) = reading.lessons
            self._last = at, named(lesson, self.name, at + 1), reading.texts.get(lesson.id, "")
        return self._last[1], self._last[2]


class Texts(Mapping[str, str]):
    """Id of a lesson → its text, of the lessons of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def __iter__(self) -> Iterator[str]:
        return (lesson.id for lesson in self.shelf)

    def __len__(self) -> int:
        return len(self.shelf)

    def __getitem__(self, name: str) -> str:
        number = name.removeprefix(self.shelf.name).removeprefix("-") or "1"
        if not name.startswith(self.shelf.name) or not number.isdecimal() or not 0 < int(number) <= len(self.shelf):
            raise KeyError(name)
        return self.shelf.opened(int(number) - 1)[1]


def shelved(chapters: Sequence[Chapter], name: str, refused: Callable[[int, LessonError], None]) -> Reading:
    """The chapters as one reading; those that are no lesson are `refused` by their place. No lessons where none of them is."""
    good: list[Chapter] = []
    kept: list[Reading] = []
    gone: list[Reading] = []
    for at, chapter in enumerate(chapters):
        try:
            reading = chapter()
        except LessonError as error:
            refused(at, error)
            continue
        good.append(chapter)
        if len(chapters) <= FEW:
            kept.append(reading)
        else:
            gone.append(Reading((), reading.left_out, reading.mismatches, {}, (reading.counts, reading.languages)))
    if kept or not good:
        return several(kept, name)
    shelf = Shelf(good, name)
    left = tuple(one for part in gone for one in part.left_out)
    mismatches = tuple(one for part in gone for one in part.mismatches)
    every, adapted, guide = (sum(part.counts[at] for part in gone) for at in range(3))
    tags = tuple(dict.fromkeys(tag for part in gone for tag in part.languages))
    return Reading(shelf, left, mismatches, Texts(shelf), ((every, adapted, guide), tags))
