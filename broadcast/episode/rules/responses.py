"""Facts about the structure of an episode: what is said when, and when the class answers. Laws for planner and rules alike."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from broadcast.episode.fit import Measure, Timing
from broadcast.episode.model import Cue, Episode
from broadcast.language.counting import count
from broadcast.language.model import Language
from broadcast.timecode import SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Moment:
    """A cue with its place in time, in seconds: measured where the episode is timed, else estimated from its words."""

    cue: Cue
    segment: str
    start: Fraction
    seconds: Fraction

    @property
    def end(self) -> Fraction:
        return self.start + self.seconds


def timeline(episode: Episode, language: Language) -> tuple[Moment, ...]:
    """Every cue in order, one after the other."""
    found: list[Moment] = []
    clock = Fraction(0)
    for segment in episode.segments:
        for cue in segment.cues:
            seconds = Fraction(cue.duration, SAMPLE_RATE) if cue.duration else estimate(cue, language)
            found.append(Moment(cue, segment.id, clock, seconds))
            clock += seconds
    return tuple(found)


def estimate(cue: Cue, language: Language) -> Fraction:
    """Seconds of a cue that nobody has spoken yet: its words at the language's rate, its beats, or its ideal length."""
    if cue.kind == "wait" or (cue.ideal and not cue.parts):
        return Fraction(cue.ideal or cue.least, SAMPLE_RATE)
    if not cue.parts:
        return Fraction(0)
    speech = Fraction(60 * count(cue.spoken), language.words_a_minute)
    return speech + Fraction(sum(part.wait for part in cue.parts), SAMPLE_RATE) + Fraction(1, 2)


def estimated(episode: Episode, language: Language) -> Measure:
    """For `fit`, before anything is spoken: how long each part takes at the language's rate."""

    def measure(rate: float) -> dict[tuple[str, int], Timing]:
        a_word = Fraction(60 * SAMPLE_RATE) / (Fraction(rate) * language.words_a_minute)
        parts = ((cue.id, index, part) for cue in episode.cues for index, part in enumerate(cue.parts))
        return {(name, index): Timing(round(a_word * count(part.spoken))) for name, index, part in parts}

    return measure


@dataclass(frozen=True, slots=True)
class Response:
    """One time that the class does something: with voice, hand, pencil or body."""

    cue: Cue
    """The wait it happens in, or the act."""
    asks: Cue | None
    """The question it answers; None for an act and for a task that was told."""


def responses(episode: Episode) -> tuple[Response, ...]:
    """Every response of the class in order: each wait, and each beat of an act."""
    found: list[Response] = []
    before: Cue | None = None
    for cue in episode.cues:
        if cue.kind == "wait":
            found.append(Response(cue, before if before and before.kind == "ask" else None))
        elif cue.kind == "act":
            found += [Response(cue, None) for part in cue.parts if part.wait]
        if cue.kind not in ("music", "effect"):
            before = cue
    return tuple(found)


def responses_a_minute(episode: Episode, language: Language) -> Fraction:
    """The best documented programme has three to four (Nicaragua Radio Mathematics, ERIC ED125609)."""
    moments = timeline(episode, language)
    length = moments[-1].end if moments else Fraction(0)
    return Fraction(60 * len(responses(episode))) / length if length else Fraction(0)


def without_sheet(episode: Episode) -> tuple[int, int]:
    """(how many asks and acts a class without a sheet can do, how many there are)."""
    asked = [cue for cue in episode.cues if cue.kind in ("ask", "act")]
    return sum(1 for cue in asked if not cue.needs_sheet or cue.alone), len(asked)
