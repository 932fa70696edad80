"""Rules about room: a text that no caption, screen, rundown or segment can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadcast.episode.rules.finding import Spot, Subject
from broadcast.language.counting import words
from broadcast.language.letters import columns
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.figures import Squares
from broadcast.unplugged.model import Shot

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
STATION = frozenset({"programme", "presenter", "second", "station", "date", "credits"})
"""What a station's profile fills in."""
UNIT = 400
"""Letters of one sentence: more fit no breath, no screen and no line of a catalogue."""
SCREEN = {
    "card": (60, 60),
    "box": (140, 60),
    "answer": (150, 80),
    "question": (180, 110),
    "program": (140, 110),
    "table": (140, 140),
}
"""Letters of a heading on the screen (alone, beside a grid), by template: tried with letters of 1/18 of the height."""
HEADING = (120, 110)
"""… of the other templates."""
BOX = 240
"""Letters of a box's prompt on a half-page."""
BREATH = 25
"""Seconds that a voice speaks in one cue at the most; longer ones cannot be re-recorded in one take."""


def no_room(subject: Subject) -> Iterator[Spot]:
    letters, halves = subject.language.caption_letters, subject.language.caption_halves
    for saying in subject.sayings:
        held = [name for name in PLACEHOLDER.findall(saying.text) if name not in STATION]
        long = next((word for word in words(saying.text) if columns(word, halves) > letters), "")
        if held:
            yield Spot.at(saying, f"nothing fills {{{held[0]}}}")
        elif long:
            yield Spot.at(saying, f"“{long}” is longer than a caption's {letters} letters")
        elif subject.lesson and any(len(sentence) > UNIT for sentence in saying.sentences):
            yield Spot.at(saying, f"a sentence of more than {UNIT} letters")
    if subject.episode:
        yield from _episode(subject)


def _episode(subject: Subject) -> Iterator[Spot]:
    episode = subject.episode
    assert episode is not None
    for segment in episode.segments:
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9 -]{0,19}", segment.slug):
            yield Spot(
                f"the slug {segment.slug!r} is no twenty ASCII capitals", cue=next((cue.number for cue in segment.cues), 0)
            )
        for cue in segment.cues:
            speech = sum(part.duration + part.wait for part in cue.parts)
            if cue.duration and speech > cue.duration:
                yield Spot.at(cue, f"{speech / SAMPLE_RATE:.1f} s of speech in {cue.duration / SAMPLE_RATE:.1f} s")
            elif max((part.duration for part in cue.parts), default=0) > BREATH * SAMPLE_RATE:
                yield Spot.at(cue, f"more than {BREATH} s in one breath")
            if cue.shot and len(cue.shot.heading) > (room := _room(cue.shot)):
                yield Spot.at(cue, f"a heading of more than {room} letters on the screen")
    for box in episode.boxes:
        if len(box.prompt) > BOX:
            yield Spot(f"box {box.number} asks with more than {BOX} letters")


def _room(shot: Shot) -> int:
    alone, beside = SCREEN.get(shot.template, HEADING)
    return beside if any(isinstance(figure, Squares) for figure in shot.figures) else alone
