"""Rules about time: talk without a response, silence, repetition."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from fractions import Fraction

from broadcast.episode.rules.finding import Spot, Subject
from broadcast.episode.rules.responses import timeline
from broadcast.language.counting import words
from broadcast.lesson.model import Code, Doing, Lesson, Question, Said, Steps, Unit, Wanted
from broadcast.timecode import SAMPLE_RATE

REPEATS = 3
"""A class hears the same thing this often at the most (custom of interactive radio)."""
LONG = 5
"""Words from which on a repeated sentence tires; shorter ones are how a program is said."""
WITHIN = 60
"""… in so many seconds."""


def long_talk(subject: Subject) -> Iterator[Spot]:
    """More talk than the format's limit while the class only listens; said once for each stretch."""
    if subject.lesson:
        yield from _talk_in_lesson(subject, subject.lesson)
    elif subject.episode:
        talk, told = Fraction(0), False
        for moment in timeline(subject.episode, subject.language):
            cue = moment.cue
            if cue.kind == "wait" or (cue.kind == "act" and any(part.wait for part in cue.parts)):
                talk, told = Fraction(0), False
            elif cue.to == "pupils" and cue.parts:
                talk += moment.seconds
                if talk > subject.format.talk_limit and not told:
                    told = True
                    yield Spot.at(cue, f"{float(talk):.0f} s of talk up to here")


def _talk_in_lesson(subject: Subject, lesson: Lesson) -> Iterator[Spot]:
    """Prose of a step up to its next question, act, activity or program, at the language's rate."""
    for step in lesson.steps:
        talk, told = Fraction(0), False
        for block in step.blocks:
            if isinstance(block, Question | Doing | Code | Wanted):
                talk, told = Fraction(0), False
            units: tuple[Unit, ...] = ()
            if isinstance(block, Said):
                units = block.units
            elif isinstance(block, Steps):
                units = tuple(unit for entry in block.entries for unit in entry)
            for unit in units:
                talk += Fraction(60 * len(words(unit.text)), subject.language.words_a_minute)
                if talk > subject.format.talk_limit and not told:
                    told = True
                    yield Spot(f"{float(talk):.0f} s of talk up to here", unit.line)


def dead_air(subject: Subject) -> Iterator[Spot]:
    """Nothing is heard for longer than the profile allows: no voice, no bed."""
    if not subject.episode or not subject.episode.length:
        return
    limit = int(subject.format.profile.silence_seconds * SAMPLE_RATE)
    clock = 0
    for cue in subject.episode.cues:
        if cue.start - clock > limit:
            yield Spot.at(cue, f"{(cue.start - clock) / SAMPLE_RATE:.1f} s before it")
        clock = cue.start + cue.duration
        if cue.kind in ("wait", "music", "effect"):
            continue
        voiced = sum(part.duration for part in cue.parts)
        beats = sum(part.wait for part in cue.parts)
        silence = cue.duration - voiced - beats
        if silence > limit:
            yield Spot.at(cue, f"{silence / SAMPLE_RATE:.1f} s in it")
    if subject.episode.length - clock > limit and subject.episode.cues:
        yield Spot.at(subject.episode.cues[-1], f"{(subject.episode.length - clock) / SAMPLE_RATE:.1f} s at the end")


def repeated(subject: Subject) -> Iterator[Spot]:
    """The same sentence, of four words or more, again and again; counted within a minute, in a lesson within a step."""
    if subject.lesson:
        counts: dict[tuple[str, str], int] = {}
        for saying in subject.sayings:
            for sentence in saying.sentences:
                key = (saying.group.split("/")[0], _bare(sentence))
                counts[key] = counts.get(key, 0) + (len(words(sentence)) >= LONG)
                if counts[key] == REPEATS + 1:
                    yield Spot.at(saying, f"“{sentence}”")
    elif subject.episode:
        texts = {saying.cue: saying for saying in reversed(subject.sayings)}
        heard: dict[str, deque[Fraction]] = {}
        for moment in timeline(subject.episode, subject.language):
            saying_here = texts.get(moment.cue.number)
            for sentence in saying_here.sentences if saying_here and moment.cue.text else ():
                times = heard.setdefault(_bare(sentence), deque())
                while times and moment.start - times[0] > WITHIN:
                    times.popleft()
                if len(words(sentence)) >= LONG:
                    times.append(moment.start)
                if len(times) == REPEATS + 1:
                    yield Spot.at(moment.cue, f"“{sentence}”")


def _bare(sentence: str) -> str:
    return " ".join(words(sentence)).casefold()
