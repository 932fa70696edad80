"""Everything that goes on air, in order: from a lesson (before it is planned) and from an episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadcast.episode.model import Episode
from broadcast.episode.rules.finding import Saying
from broadcast.lesson.model import Doing, Lesson, Picture, Question, Said, Steps, Unit


def of_lesson(lesson: Lesson) -> tuple[Saying, ...]:
    """Sentences of a lesson that may be said. Notes and what needs a computer go to the guide and are not among them."""
    return tuple(_lesson(lesson))


def _lesson(lesson: Lesson) -> Iterator[Saying]:
    yield from _units(lesson.materials, "material", "materials")
    for term in lesson.vocabulary:
        yield from _units((term.meaning,), "meaning", "vocabulary")
    for question in lesson.recall:
        yield from _question(question, f"recall.{question.id}")
    for step in lesson.steps:
        for at, block in enumerate(step.blocks):
            group = f"{step.id}/{at}"
            if isinstance(block, Said):
                yield from _units(block.units, "say", group)
            elif isinstance(block, Steps):
                for nth, entry in enumerate(block.entries):
                    yield from _units(entry, "say", f"{group}/{nth}")
            elif isinstance(block, Question):
                yield from _question(block, group)
            elif isinstance(block, Doing):
                yield from _units((*block.intro, *block.beats), "act", group)
            elif isinstance(block, Picture):
                yield from _units((block.alt,), "picture", group)
    yield from _units(lesson.homework, "ask", "homework")


def _question(question: Question, group: str) -> Iterator[Saying]:
    yield from _units(question.prompt, "ask", group)
    yield from _units(question.alone, "ask", group)
    yield from _units(question.answer, "answer", group)


def _units(units: Iterable[Unit], kind: str, group: str) -> Iterator[Saying]:
    every = tuple(units)
    for at, unit in enumerate(every, 1):
        yield Saying(unit.text.replace("`", ""), kind, line=unit.line, group=group, last=at == len(every))


def of_episode(episode: Episode) -> tuple[Saying, ...]:
    """What the voices say, a cue each; the form of a question without a sheet counts as said."""
    found = []
    for segment in episode.segments:
        for cue in segment.cues:
            for text in (cue.text, cue.alone):
                if text:
                    found.append(Saying(text, cue.kind, cue.line, cue.number, cue.to, segment.id))
    return tuple(found)
