"""What is used before it is taught, along the lessons of a season.

A word is taught by the lesson that has it in its vocabulary; a sound by the one that plays it (`::: hear`); what a program is made
of, a loop, by the one that has its word in the vocabulary. What no lesson of the season teaches is taken for known. Lessons
for facilitators are a line of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from broadcast.episode import format as formats
from broadcast.episode.rules import Finding, subject_of, wording
from broadcast.errors import ProgramError
from broadcast.language.catalogue import messages
from broadcast.language.model import Language, load
from broadcast.lesson.model import Doing, Heard, Lesson, Question
from broadcast.program import read
from broadcast.program.model import walk
from broadcast.program.statements import Assign, Define, ForEach, Forever, If, Repeat, RepeatUntil, While

MADE_OF: dict[str, tuple[type, ...]] = {
    "loop": (Repeat, RepeatUntil, While, Forever, ForEach),
    "condition": (If,),
    "variable": (Assign,),
    "function": (Define,),
}
"""Word of `[terms]` → what it is in a program."""
SOUNDS = {"open": "that opens a wait", "close": "that closes a wait", "tick": "of the three taps"}


@dataclass(frozen=True, slots=True)
class Taught:
    """What a lesson teaches, and what it makes use of."""

    lesson: Lesson
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    made_of: dict[str, int] = field(default_factory=dict)
    """What its programs are made of, by word of `[terms]`, and the line of the first."""
    waits: int = 0
    """Line of its first question or task; 0: it has none."""


def looked_at(lesson: Lesson) -> Taught:
    """One lesson, in its own language."""
    blocks = [block for step in lesson.steps for block in step.blocks]
    waits = next((block.prompt[0].line if isinstance(block, Question) else (*block.intro, *block.beats)[0].line for block in blocks if isinstance(block, Question | Doing)), 0)  # fmt: skip
    return Taught(
        lesson,
        tuple(term.word.text for term in lesson.vocabulary),
        tuple(dict.fromkeys(block.sound for block in blocks if isinstance(block, Heard))),
        dict(_made_of(lesson)),
        waits,
    )


def _made_of(lesson: Lesson) -> Iterator[tuple[str, int]]:
    found: dict[str, int] = {}
    for code in lesson.programs:
        try:
            nodes = walk(read(code).body)
        except ProgramError:
            continue  # `check` of the lesson tells it
        for word, kinds in MADE_OF.items():
            if any(isinstance(node, kinds) for node in nodes):
                found.setdefault(word, code.line)
    yield from found.items()


def too_early(lessons: Sequence[Taught]) -> Iterator[Finding]:
    """Every use before its lesson, the lessons in the order of the season."""
    for audience in dict.fromkeys(each.lesson.audience for each in lessons):
        line = [each for each in lessons if each.lesson.audience == audience]
        for at, each in enumerate(line):
            language = load(each.lesson.language)
            known = {_plain(word) for before in line[: at + 1] for word in before.words}
            sounds = {sound for before in line[: at + 1] for sound in before.sounds}
            yield from _words(each, line[at + 1 :], known)
            yield from _sounds(each, line[at + 1 :], sounds)
            yield from _programs(each, line[at + 1 :], known, language)


def _words(each: Taught, later: Sequence[Taught], known: set[str]) -> Iterator[Finding]:
    lesson, seen = each.lesson, set(known)
    judged = subject_of(lesson, messages(lesson.language), formats.load("simulcast-15"))
    for other in later:
        for term in other.lesson.vocabulary if other.lesson.language == lesson.language else ():
            word = _plain(term.word.text)
            if word in seen:
                continue
            seen.add(word)
            used = wording.unexplained(judged, term.word.text, term.meaning.text)
            if used is not None:
                yield _finding("B601", f"“{term.word.text}” is used here and taught in {other.lesson.id}", lesson, used.line)


def _sounds(each: Taught, later: Sequence[Taught], known: set[str]) -> Iterator[Finding]:
    for sound in SOUNDS if each.waits else ():
        other = next((other for other in later if sound in other.sounds), None)
        if sound not in known and other is not None:
            message = f"The sound {SOUNDS[sound]} is used here and taught in {other.lesson.id}"
            yield _finding("B602", message, each.lesson, each.waits)


def _programs(each: Taught, later: Sequence[Taught], known: set[str], language: Language) -> Iterator[Finding]:
    for term, line in each.made_of.items():
        word = _plain(language.terms.get(term, term))
        other = next((other for other in later if word in {_plain(taught) for taught in other.words}), None)
        if word not in known and other is not None:
            yield _finding("B602", f"A program has a {term} here, and the word is taught in {other.lesson.id}", each.lesson, line)


def _finding(code: str, message: str, lesson: Lesson, line: int) -> Finding:
    file, at = lesson.place(line)
    return Finding(code=code, message=message, remedy="Change the order of the lessons, or explain it here", file=file, line=at)


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
