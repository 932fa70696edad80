"""What a reader made of a source: its lessons, and the report of what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadcast.lesson.model import Lesson, Note, Screen
from broadcast.lesson.units import units
from broadcast.sources.transcript import LeftOut, Transcript
from broadcast.sources.versions import Mismatch, together


@dataclass(frozen=True, slots=True)
class Reading:
    """The lessons of a source; a long or many-parted one has several."""

    lessons: Sequence[Lesson]
    left_out: tuple[LeftOut, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """Id of a lesson → its text in our own format, in the source's language."""
    summed: tuple[tuple[int, int, int], tuple[str, ...]] | None = None
    """Counts and languages, where somebody looked through all lessons already."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags that the source has, its own language first."""
        if self.summed:
            return self.summed[1]
        tags = [tag for lesson in self.lessons for tag in (lesson.language, *(each.language for each in lesson.versions))]
        return tuple(dict.fromkeys(tags))

    @property
    def counts(self) -> tuple[int, int, int]:
        """Sentences in the source's language: all of them, those that are told or printed, those for the guide alone."""
        if self.summed:
            return self.summed[0]
        every = sum(len(list(units(lesson))) for lesson in self.lessons)
        blocks = [block for lesson in self.lessons for step in lesson.steps for block in step.blocks]
        guide = sum(len(block.units) for block in blocks if isinstance(block, Note | Screen))
        return every, every - guide, guide


def drafted(name: str, transcripts: Sequence[Transcript]) -> Reading:
    """One lesson from its transcripts, a language each, the source's own first. LessonError where the first is no lesson."""
    first, *others = transcripts
    lesson, mismatches = together([first.lesson(name), *(each.lesson(name) for each in others)])
    left = tuple(one for each in transcripts for one in each.left_out)
    return Reading((lesson,), left, mismatches, {lesson.id: first.document(name).text})


def several(parts: Iterable[Reading], name: str) -> Reading:
    """One reading of several: the lessons of a course or book, whose ids are its name, and from the second on a number."""
    found = list(parts)
    lessons: list[Lesson] = []
    texts: dict[str, str] = {}
    for part in found:
        for lesson in part.lessons:
            lessons.append(named(lesson, name, len(lessons) + 1))
            texts[lessons[-1].id] = part.texts.get(lesson.id, "")
    left = tuple(one for part in found for one in part.left_out)
    return Reading(tuple(lessons), left, tuple(one for part in found for one in part.mismatches), texts)


def named(lesson: Lesson, name: str, number: int) -> Lesson:
    """The lesson under its course's or book's name, from the second on with its number."""
    new = name if number == 1 else f"{name}-{number:02d}"
    return replace(lesson, id=new, versions=tuple(replace(each, id=new) for each in lesson.versions))
