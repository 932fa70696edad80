"""What is heard when: the mix as a list of events, before any sample is touched. A test compares it as text.

Speech lies where the episode's times put it. Music cues play their score. A wait is opened and closed by one fixed
sound each, has a bed between them, and three taps in its last three seconds where it is long enough. Wherever else
nobody speaks for a while (the beats of an act, a card on the screen) there is a bed too. A very low room is under all.
Before the first cue is digital silence, as long as the delivery profile wants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from broadcast.audio.speech import parts
from broadcast.episode.model import Cue, Episode
from broadcast.errors import InputError
from broadcast.timecode import SAMPLE_RATE, hms

Source = Literal["speech", "score"]
MILLISECOND = SAMPLE_RATE // 1000

PANS = {"second": 0.16}
PRESENTER_PAN = -0.16
"""Two people side by side: 2 dB between left and right, nothing lost in mono."""

BED, OPEN, CLOSE, TICK, ROOM = "wait", "open", "close", "tick", "room"
BED_RISE, BED_FALL = 450 * MILLISECOND, 400 * MILLISECOND
BED_AFTER_OPEN = 200 * MILLISECOND
"""The bed comes up while the opening sound rings."""
BED_BEFORE_SPEECH = 60 * MILLISECOND
"""It is gone before anyone speaks."""
QUIET = 1300 * MILLISECOND
"""A longer stretch without speech or music gets a bed."""
TICKS_FROM = 8 * SAMPLE_RATE
"""Waits of this length count down their last three seconds."""
CUT = 30 * MILLISECOND
"""The fade of what is cut short."""
EDGE = 10 * MILLISECOND
"""The fade of the programme's own ends."""


@dataclass(frozen=True, slots=True)
class Event:
    """A stretch of one sound. Times are samples at 48 kHz."""

    start: int
    length: int
    source: Source
    name: str
    """`<cue>:<part>` of speech, the score's name otherwise."""
    gain: float = 0.0
    """dB."""
    pan: float = 0.0
    rise: int = 0
    fall: int = 0
    """Samples over which it comes and goes."""
    loop: bool = False

    @property
    def end(self) -> int:
        return self.start + self.length

    def __str__(self) -> str:
        edges = f"rise {self.rise} fall {self.fall}" if self.rise or self.fall else ""
        return (
            f"{hms(self.start)} +{self.length} {self.source} {self.name} {self.gain:+.1f} dB pan {self.pan:+.2f} {edges}".rstrip()
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """All events of a programme of `length` samples, by their start."""

    length: int
    events: tuple[Event, ...]

    def __str__(self) -> str:
        return "\n".join(str(event) for event in self.events)


@dataclass(frozen=True, slots=True)
class Sound:
    """What the plan needs to know of a score."""

    length: int
    fall: int
    loop: bool


def plan(episode: Episode, durations: Mapping[tuple[str, int], int], sound: Callable[[str], Sound]) -> Plan:
    """The plan of a timed episode; `durations` are those of its speech, `sound` tells of a score.

    InputError where speech is longer than the place that the episode gives it (another voice or rate than it was fitted with).
    """
    length, head = episode.length, min((cue.start for cue in episode.cues), default=0)
    events = [_loop(ROOM, head, length - head, EDGE, EDGE)]
    for cue in episode.cues:
        events += _speech(cue, durations)
        if cue.kind in ("music", "effect"):
            events += _taps(cue, sound) if cue.sound == TICK else [_music(cue, sound(cue.sound or "segment"))]
        if cue.kind == "wait":
            events += _wait(cue, sound)
    events += _beds(events, head, length)
    events.sort(key=lambda event: (event.start, event.source, event.name))
    return Plan(length, tuple(_within(event, length) for event in events if event.start < length and event.length > 0))


def _speech(cue: Cue, durations: Mapping[tuple[str, int], int]) -> list[Event]:
    out = []
    for index, part in enumerate(parts(cue)):
        length = durations[cue.id, index]
        limit = part.duration or cue.duration
        if length > limit:
            raise InputError(
                f"cue {cue.id} is spoken in {length} samples and has {limit}", remedy="Fit the episode with this voice again"
            )
        pan = PANS.get(cue.role, PRESENTER_PAN)
        out.append(Event(cue.start + part.start, length, "speech", f"{cue.id}:{index}", pan=pan))
    return out


def _music(cue: Cue, score: Sound) -> Event:
    """A loop fills its cue and is gone at its end; a sting plays through, cut where the cue is shorter."""
    name = cue.sound or "segment"
    if score.loop:
        return _loop(name, cue.start, cue.duration, CUT, min(score.fall, cue.duration // 2))
    length = min(score.length, cue.duration)
    fall = min(max(CUT, length // 10), length) if length < score.length else 0
    return Event(cue.start, length, "score", name, fall=fall)


def _taps(cue: Cue, sound: Callable[[str], Sound]) -> list[Event]:
    """The taps of a wait as an example: one at each second."""
    length = sound(TICK).length
    return [Event(cue.start + at, length, "score", TICK) for at in range(0, cue.duration - length + 1, SAMPLE_RATE)]


def _wait(cue: Cue, sound: Callable[[str], Sound]) -> list[Event]:
    opening, closing = sound(OPEN).length, sound(CLOSE).length
    end = cue.start + cue.duration
    if cue.duration < opening + closing:  # no room for two: the one that opens
        length = min(opening, cue.duration)
        return [Event(cue.start, length, "score", OPEN, fall=min(CUT, length))]
    out = [Event(cue.start, opening, "score", OPEN), Event(end - closing, closing, "score", CLOSE)]
    bed = cue.start + BED_AFTER_OPEN
    out.append(_loop(BED, bed, end - bed - BED_BEFORE_SPEECH, BED_RISE, BED_FALL))
    if cue.duration >= TICKS_FROM:
        tick = sound(TICK).length
        out += [Event(end - seconds * SAMPLE_RATE, tick, "score", TICK) for seconds in (3, 2, 1)]
    return out


def _beds(events: list[Event], head: int, length: int) -> list[Event]:
    """A bed in each stretch after the head where nothing but the room is planned."""
    out: list[Event] = []
    at = head
    busy = sorted((event.start, event.end) for event in events if event.name != ROOM)
    for start, end in [*busy, (length, length)]:
        # After a voice a breath, before it a breath.
        begin, stop = at + (BED_BEFORE_SPEECH if at > head else 0), start - BED_BEFORE_SPEECH
        if start - at >= QUIET:
            fall = min(BED_FALL, (stop - begin) // 3)
            out.append(_loop(BED, begin, stop - begin, min(BED_RISE, (stop - begin) // 3), fall))
        at = max(at, end)
    return out


def _loop(name: str, start: int, length: int, rise: int, fall: int) -> Event:
    rise, fall = min(rise, max(0, length) // 2), min(fall, max(0, length) // 2)
    return Event(start, length, "score", name, rise=rise, fall=fall, loop=True)


def _within(event: Event, length: int) -> Event:
    """The event, cut at the end of the programme with a short fade."""
    if event.end <= length:
        return event
    short = length - event.start
    return Event(
        event.start,
        short,
        event.source,
        event.name,
        event.gain,
        event.pan,
        event.rise,
        max(event.fall, min(CUT, short)),
        event.loop,
    )
