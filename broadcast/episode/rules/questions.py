"""Rules about questions, waits and answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadcast.episode.model import Cue
from broadcast.episode.rules.finding import Spot, Subject, matches
from broadcast.episode.rules.wording import is_yes_no
from broadcast.lesson.model import Lesson, Question
from broadcast.timecode import SAMPLE_RATE

SHORT = ("chorus", "think", "move")
"""Waits in which nobody can write."""
LEAST_BEAT = 2
"""Seconds for one command: a child hears it, begins, and stands again."""


def open_question(subject: Subject) -> Iterator[Spot]:
    """No wait after it, or no place where it is answered."""
    if subject.lesson:
        yield from _open_in_lesson(subject, subject.lesson)
    elif subject.episode:
        yield from _open_in_episode(subject, subject.episode.cues)


def _open_in_lesson(subject: Subject, lesson: Lesson) -> Iterator[Spot]:
    for question in _questions(lesson):
        if question.where == "now" and not question.answer and question.prompt:
            yield Spot("it has no answer", question.prompt[0].line)
    for saying in subject.sayings:
        if saying.kind == "say" and saying.last and _asks(saying.text) and not is_yes_no(saying.sentences[-1], subject):
            yield Spot.at(saying, f"nobody waits for “{saying.sentences[-1]}”")


def _questions(lesson: Lesson) -> list[Question]:
    return [*lesson.recall, *(block for step in lesson.steps for block in step.blocks if isinstance(block, Question))]


def _asks(text: str) -> bool:
    return text.rstrip('”"») ').endswith(("?", "？"))


def _open_in_episode(subject: Subject, cues: Sequence[Cue]) -> Iterator[Spot]:
    later = {cue.id: number for number, cue in enumerate(cues) if cue.kind == "answer"}
    for at, cue in enumerate(cues):
        if cue.kind == "ask" and cue.closes != "home":
            after = [other for other in cues[at + 1 :] if other.kind not in ("effect", "music")]
            waits = bool(after) and after[0].kind == "wait"
            if not waits and not any(part.wait for part in cue.parts):
                yield Spot.at(cue, "no wait follows")
            elif not cue.closes and _next(after[int(waits) :]) != "answer":
                yield Spot.at(cue, "no answer follows its wait")
            elif cue.closes and later.get(cue.closes, -1) < at:
                yield Spot.at(cue, f"no answer {cue.closes} comes later")
        elif cue.kind == "say" and cue.to == "pupils" and _asks(cue.text) and not _goes_on(cue, cues[at + 1 : at + 2]):
            yield Spot.at(cue, "it ends with a question and no wait follows")


def _next(after: Sequence[Cue]) -> str:
    """The kind of what follows a question's wait; more time for who is done already may come before it."""
    return next((cue.kind for cue in after if not (cue.optional and cue.kind in ("say", "wait"))), "")


def _goes_on(cue: Cue, after: Sequence[Cue]) -> bool:
    """A wait follows, or the same voice tells the story on, in which the question was no more than a turn of speech."""
    return any(other.kind == "wait" or (other.kind, other.role, other.origin) == ("say", cue.role, "lesson") for other in after)


def short_wait(subject: Subject) -> Iterator[Spot]:
    """Less time than the task needs."""
    if subject.lesson:
        for question in _questions(subject.lesson):
            prompt = " ".join(unit.text for unit in question.prompt)
            if question.wait in SHORT and (found := _writes(subject, prompt)):
                yield Spot(f"“{found}” in a wait to {question.wait}", question.prompt[0].line)
    elif subject.episode:
        yield from _short_in_episode(subject, subject.episode.cues)


def _short_in_episode(subject: Subject, cues: Sequence[Cue]) -> Iterator[Spot]:
    for before, cue in zip((None, *cues), cues, strict=False):
        if cue.kind == "wait" and cue.wait:
            seconds = (cue.duration or cue.ideal) / SAMPLE_RATE
            need = max(cue.least / SAMPLE_RATE, subject.format.waits[cue.wait][0])
            if seconds < need:
                yield Spot.at(cue, f"{seconds:g} s where {need:g} s are needed ({cue.wait})")
            elif before and before.kind == "ask" and cue.wait in ("chorus", "think") and (found := _writes(subject, before.text)):
                yield Spot.at(cue, f"“{found}” in a wait to {cue.wait}")
        if cue.kind == "act":
            for part in cue.parts:
                if 0 < part.wait < LEAST_BEAT * SAMPLE_RATE:
                    yield Spot.at(cue, f"{part.wait / SAMPLE_RATE:g} s for “{part.text}”")


def _writes(subject: Subject, text: str) -> str:
    """The words that ask for a pencil; where whispering is offered as well, no pencil is needed."""
    return next((match[0] for match in matches(subject.language.rules.get("writes", ()), text)), "")


def music_in_question(subject: Subject) -> Iterator[Spot]:
    """Music stops when content starts: none between a question and its answer."""
    if subject.episode:
        asked = False
        for cue in subject.episode.cues:
            if cue.kind == "music" and asked:
                yield Spot.at(cue)
            if cue.kind in ("ask", "answer", "say", "act"):
                asked = cue.kind == "ask" and not cue.closes
