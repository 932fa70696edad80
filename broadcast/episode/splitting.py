"""A long lesson as several episodes that each fit the format, cut between steps.

Only lessons of other formats are split: whoever writes for us decides for themselves what a lesson is. Talk is counted in words, and
what a program, a question or a task takes is a figure of thumb: the fit of each episode decides in the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadcast.episode.format import Format
from broadcast.language.counting import count
from broadcast.language.model import Language
from broadcast.lesson.model import Code, Doing, Lesson, Picture, Question, Said, Step, Steps, Unit
from broadcast.lesson.units import units
from broadcast.program import readable
from broadcast.timecode import SAMPLE_RATE

FULL = 1.15
"""Slots of counted talk for an episode: what is counted here is more than is said, and where it is still too much the fit lets talk go,
while an episode that is too short is none."""
PROGRAM, LISTING, QUESTION, TASK = 60.0, 20.0, 14.0, 25.0
"""Seconds that each takes: a program is said twice and asked about, one that cannot be read is only pointed to."""


def split(lesson: Lesson, form: Format, language: Language) -> tuple[Lesson, ...]:
    """The lesson itself where it fits or is our own; else its episodes, `<lesson>`, `<lesson>-02` …, with their versions."""
    if not lesson.places:
        return (lesson,)
    groups = _groups(lesson, form, language)
    if len(groups) == 1:
        return (lesson,)
    return tuple(_part(lesson, number, group) for number, group in enumerate(groups))


def _groups(lesson: Lesson, form: Format, language: Language) -> list[list[Step]]:
    """The steps of each episode, about as long as each other."""
    takes = [sum(_seconds(block, language) for block in step.blocks) for step in lesson.steps]
    episodes = max(1, round(sum(takes) / (form.length / SAMPLE_RATE * FULL)))
    most = sum(takes) / episodes
    found: list[list[Step]] = [[]]
    used = 0.0
    for step, seconds in zip(lesson.steps, takes, strict=True):
        if found[-1] and used + seconds / 2 > most and len(found) < episodes:
            found.append([])
            used = 0.0
        found[-1].append(step)
        used += seconds
    return found


def _seconds(block: object, language: Language) -> float:
    match block:
        case Code():
            return PROGRAM if readable(block.language) else LISTING
        case Question():
            return QUESTION + _talk(units(block), language)
        case Doing():
            return TASK + _talk(units(block), language)
        case Said() | Steps() | Picture():
            return _talk(units(block), language)
    return 0.0  # for the guide, or shown beside the talk


def _talk(those: Iterator[Unit], language: Language) -> float:
    return 60 * sum(count(unit.text) for unit in those) / language.words_a_minute


def _part(lesson: Lesson, number: int, steps: Sequence[Step]) -> Lesson:
    """One episode. Words of the vocabulary go where the text first uses them; the others, and what is needed, stay in the first."""
    name = lesson.id if number == 0 else f"{lesson.id}-{number + 1:02d}"
    inside = {unit.id for unit in units(tuple(steps))}
    used = {unit.id for unit in units(lesson.steps)}
    own = {step.id for step in steps}
    return replace(
        lesson,
        id=name,
        number=lesson.number + number,
        steps=tuple(steps),
        vocabulary=tuple(term for term in lesson.vocabulary if term.unit in inside or (number == 0 and term.unit not in used)),
        recall=lesson.recall if number == 0 else (),
        homework=lesson.homework,
        versions=tuple(
            _part(version, number, kept) for version in lesson.versions if (kept := _kept(version, own, lesson, number))
        ),
    )


def _kept(version: Lesson, own: set[str], base: Lesson, number: int) -> list[Step]:
    """A version's steps of this part; one that has no counterpart stays with the step before it."""
    known = {step.id for step in base.steps}
    kept: list[Step] = []
    inside = number == 0
    for step in version.steps:
        if step.id in known:
            inside = step.id in own
        if inside:
            kept.append(step)
    return kept
