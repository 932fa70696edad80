"""Stings, beds and signals: scores in `media/music` (its README says how they are written), rendered once and kept."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from broadcast.artifact import Store, key
from broadcast.assets import media
from broadcast.audio.instruments import INSTRUMENTS
from broadcast.audio.level import loudness
from broadcast.errors import InputError
from broadcast.timecode import SAMPLE_RATE

STAGE = 1
"""Raised when an instrument or the rendering changes."""
SOFT = 0.7
"""Strength of a note with `!`."""
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
NOTE = re.compile(r"(?P<pitches>-|[A-G][#b]?\d(?:\+[A-G][#b]?\d)*):(?P<beats>\d*\.?\d+)(?P<soft>!?)")
PEAK = 10 ** (-3 / 20)
ROOM_SECONDS = 1.1


class Track(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    instrument: str
    notes: str
    pan: float = 0
    gain: float = 0


class Score(BaseModel):
    """A score as its file has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    licence: str
    tempo: float
    beats: float = 0
    seconds: float = 0
    loop: bool = False
    loudness: float
    """LUFS in a programme at -23."""
    fall: float
    """Seconds of fade at its end."""
    reverb: float = 0
    track: tuple[Track, ...]

    @property
    def length(self) -> int:
        """Samples."""
        return round((self.seconds or self.beats * 60 / self.tempo) * SAMPLE_RATE)

    @property
    def fade(self) -> int:
        """Samples."""
        return round(self.fall * SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class Note:
    """Pitches in hertz struck together, at a beat, for some beats."""

    at: float
    beats: float
    pitches: tuple[float, ...]
    soft: bool


@cache
def names() -> tuple[str, ...]:
    """Every score there is a file for."""
    return tuple(sorted(path.stem for path in (media() / "music").glob("*.toml")))


@cache
def load(name: str) -> Score:
    """The score of a name; InputError that lists the known ones, or says what is wrong in its file."""
    if name not in names():
        raise InputError(f"{name!r} is no sound we have", remedy=f"Use one of: {', '.join(names())}")
    path = media() / "music" / f"{name}.toml"
    try:
        score = Score(**tomllib.loads(path.read_text("utf-8")))
        for track in score.track:
            if track.instrument not in INSTRUMENTS:
                raise ValueError(f"no instrument {track.instrument!r}")
            read_notes(track.notes)
    except (OSError, ValidationError, ValueError) as error:
        raise InputError(f"the score is wrong: {error}", file=str(path)) from error
    if not score.length:
        raise InputError("the score is wrong: neither beats nor seconds", file=str(path))
    return score


def read_notes(text: str) -> tuple[Note, ...]:
    """The notes of a track; ValueError at what is none."""
    out: list[Note] = []
    at = 0.0
    for word in text.replace("|", " ").split():
        match = NOTE.fullmatch(word)
        if not match:
            raise ValueError(f"{word!r} is no note")
        beats = float(match["beats"])
        if match["pitches"] != "-":
            out.append(Note(at, beats, tuple(hertz(pitch) for pitch in match["pitches"].split("+")), bool(match["soft"])))
        at += beats
    return tuple(out)


def beats(text: str) -> float:
    """How many beats a track has, rests included."""
    return sum(float(match["beats"]) for match in NOTE.finditer(text))


def hertz(pitch: str) -> float:
    """`A4` → 440."""
    step = STEPS[pitch[0]] + pitch.count("#") - pitch[1:].count("b") + 12 * (int(pitch[-1]) + 1)
    return float(440 * 2 ** ((step - 69) / 12))


def rendered(name: str, store: Store) -> NDArray[np.float32]:
    """A score's sound, (samples, 2), at its loudness."""
    score = load(name)

    def make(path: Path) -> None:
        path.write_bytes(render(score).astype("<f4").tobytes())

    path = store.get(key("score", STAGE, score, SAMPLE_RATE), make, ".f32")
    return np.fromfile(path, "<f4").reshape(-1, 2)


def render(score: Score) -> NDArray[np.float32]:
    """Play a score. What rings past the end of a loop sounds at its beginning; elsewhere it fades."""
    length = score.length
    total = length if score.loop else length + 2 * SAMPLE_RATE
    out = np.zeros((total, 2))
    for track in score.track:
        out += _track(track, score, total)
    out = _room(out, score.reverb, score.loop)[:length]
    if not score.loop:
        fade = min(score.fade, length)
        out[length - fade :] *= (0.5 + 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / fade))[:, None]
    level = loudness(out[:, 0].astype(np.float32), out[:, 1].astype(np.float32))
    gain = min(10 ** (round(score.loudness - level, 2) / 20), PEAK / float(np.abs(out).max()))
    return (out * gain).astype(np.float32)


def _track(track: Track, score: Score, total: int) -> NDArray[np.float64]:
    out = np.zeros((total, 2))
    left, right = pan(track.pan)
    play = lru_cache(maxsize=32)(INSTRUMENTS[track.instrument])
    for note in read_notes(track.notes):
        start = round(note.at * 60 / score.tempo * SAMPLE_RATE)
        length = round(note.beats * 60 / score.tempo * SAMPLE_RATE)
        for pitch in note.pitches:
            wave = play(pitch, length, SOFT if note.soft else 1.0)
            sound = wave if wave.ndim == 2 else wave[:, None] * np.array([[left, right]])
            for begin in range(0, len(sound), total):  # what is longer than a loop goes round it
                piece = sound[begin : begin + total]
                first = min(len(piece), total - start)
                out[start : start + first] += piece[:first]
                if score.loop and first < len(piece):
                    out[: len(piece) - first] += piece[first:]
                if not score.loop:
                    break
    return np.asarray(out * 10 ** (track.gain / 20))


def pan(place: float) -> tuple[float, float]:
    """Gains of left and right for a place from -1 to 1, of equal power: as loud anywhere, in mono too."""
    angle = (place + 1) * np.pi / 4
    return float(np.cos(angle)), float(np.sin(angle))


def _room(sound: NDArray[np.float64], share: float, loop: bool) -> NDArray[np.float64]:
    """A light room around it: seeded noise that dies away, other left than right. In a loop it goes round."""
    if not share:
        return sound
    length, count = len(sound), round(ROOM_SECONDS * SAMPLE_RATE)
    size = 1 << (length + count - 1).bit_length()
    time = np.arange(count) / SAMPLE_RATE
    noise = np.random.Generator(np.random.PCG64(3)).standard_normal((2, count))
    pitch = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    shape = (pitch / 250) ** 2 / (1 + (pitch / 250) ** 2) / (1 + (pitch / 3500) ** 2)
    out = sound.copy()
    for channel in (0, 1):
        impulse = noise[channel] * np.exp(-time / 0.16) * (time > 0.012)
        impulse /= np.sqrt((impulse**2).sum())
        mixed = 0.75 * sound[:, channel] + 0.25 * sound[:, 1 - channel]
        wet = share * np.fft.irfft(np.fft.rfft(mixed, size) * np.fft.rfft(impulse, size) * shape, size)[: length + count]
        out[:, channel] += wet[:length]
        for begin in range(length, len(wet), length) if loop else ():
            piece = wet[begin : begin + length]
            out[: len(piece), channel] += piece
    return out
