"""The programme's sound: the plan rendered in blocks, brought to the profile's loudness, exact to the sample.

Two passes. The first renders and measures; from that come one gain for the whole and the limiter's curve. The second
renders again, applies both, writes 24 bits, and measures what it wrote. Memory holds a few seconds, whatever the length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadcast.artifact import Store
from broadcast.audio import limiter, scores
from broadcast.audio.files import WavWriter
from broadcast.audio.loudness import Loudness, Meter
from broadcast.audio.plan import Event, Plan, Sound, plan
from broadcast.audio.speech import Speech, Speeches
from broadcast.episode.model import Episode
from broadcast.errors import BroadcastError, EnvironmentFault
from broadcast.timecode import SAMPLE_RATE

BLOCK = 4 * SAMPLE_RATE
ROUNDS = 5
"""Second passes at the most; more than one is needed only where the limiter took some of the loudness."""
EXACT = 0.05
"""LU: nearer than this, nothing is changed any more."""

Stereo = NDArray[np.float32]
Curve = NDArray[np.float32]
Progress = Callable[[int, int], None]


class Target(Protocol):
    """What the mix needs of a delivery profile."""

    @property
    def loudness(self) -> float: ...
    @property
    def tolerance(self) -> float: ...
    @property
    def true_peak(self) -> float: ...
    @property
    def silence_level(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Programme:
    """What was mixed: its plan and what it measures."""

    plan: Plan
    loudness: Loudness
    samples: int
    gain: float
    """dB that the whole was raised by."""
    limited: float
    """dB that the loudest peak was lowered by; 0: the limiter did nothing."""


def programme(
    path: Path,
    episode: Episode,
    speeches: Speeches,
    profile: Target,
    store: Store,
    progress: Progress | None = None,
    chunks: tuple[bytes, bytes] = (b"", b""),
) -> Programme:
    """Write the episode's sound as WAV, 48 kHz, 24 bit, stereo, of exactly `episode.length` samples.

    `chunks` are what else stands in the file, before and after the samples.
    """
    try:
        return master(path, mixer(episode, speeches, store), profile, progress, chunks)
    except OSError as error:
        raise EnvironmentFault(f"the sound cannot be written: {error.strerror}", file=str(path)) from error


def mixer(episode: Episode, speeches: Speeches, store: Store) -> Mixer:
    """What renders an episode."""
    the_plan = planned(episode, speeches)
    names = sorted({event.name for event in the_plan.events if event.source == "score"})
    return Mixer(the_plan, speeches, {name: scores.rendered(name, store) for name in names})


def planned(episode: Episode, speeches: Speeches) -> Plan:
    """The plan alone."""
    return plan(episode, speeches.durations, _sound)


def _sound(name: str) -> Sound:
    score = scores.load(name)
    return Sound(score.length, score.fade, score.loop)


class Mixer:
    """Renders any stretch of a plan."""

    def __init__(self, the_plan: Plan, speeches: Mapping[tuple[str, int], Speech], music: Mapping[str, Stereo]) -> None:
        self.plan = the_plan
        self._speeches, self._music = speeches, music

    def of(self, the_plan: Plan) -> Mixer:
        """One with the same sounds for another plan of them."""
        return Mixer(the_plan, self._speeches, self._music)

    @property
    def length(self) -> int:
        return self.plan.length

    def read(self, start: int, count: int) -> Stereo:
        """Samples (count, 2); zeros outside the programme."""
        out = np.zeros((count, 2), np.float32)
        for event in self.plan.events:
            if event.start >= start + count:
                break
            first, last = max(start, event.start), min(start + count, event.end)
            if first < last:
                self._add(out[first - start : last - start], event, first - event.start)
        return out

    def blocks(self) -> Iterator[tuple[int, Stereo]]:
        for start in range(0, self.length, BLOCK):
            yield start, self.read(start, min(BLOCK, self.length - start))

    def _add(self, out: Stereo, event: Event, offset: int) -> None:
        sound = self._speech(event, offset, len(out)) if event.source == "speech" else self._score(event, offset, len(out))
        gain = np.float32(10 ** (event.gain / 20)) * edges(event, offset, len(sound))
        out[: len(sound)] += sound * (gain[:, None] if isinstance(gain, np.ndarray) else gain)

    def _speech(self, event: Event, offset: int, count: int) -> Stereo:
        cue, _, part = event.name.rpartition(":")
        samples = self._speeches[cue, int(part)].read(offset, count)
        # A half of a voice in each loudspeaker is as loud as the whole in one.
        return samples[:, None] * (np.array([scores.pan(event.pan)], np.float32) / np.float32(32768))

    def _score(self, event: Event, offset: int, count: int) -> Stereo:
        music = self._music[event.name]
        if not event.loop:
            return music[offset : offset + count]
        first = offset % len(music)
        if first + count <= len(music):
            return music[first : first + count]
        return np.resize(np.roll(music, -first, axis=0), (count, 2))


def edges(event: Event, offset: int, count: int) -> NDArray[np.float32] | np.float32:
    """The gain of an event's samples from `offset` on, as it comes and goes."""
    rising, falling = offset < event.rise, offset + count > event.length - event.fall
    if not rising and not falling:
        return np.float32(1)
    at = np.arange(offset, offset + count)
    gain = np.ones(count, np.float32)
    if rising:
        gain *= _half_cosine((at + 0.5) / event.rise)
    if falling:
        gain *= _half_cosine((event.length - at - 0.5) / event.fall)
    return gain


def _half_cosine(share: NDArray[np.float64]) -> NDArray[np.float32]:
    return (0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0, 1))).astype(np.float32)


def master(
    path: Path,
    mixer: Mixer,
    profile: Target,
    progress: Progress | None = None,
    chunks: tuple[bytes, bytes] = (b"", b""),
) -> Programme:
    """Both passes; BroadcastError where the profile cannot be met."""
    levels = []
    with Meter(profile.silence_level) as meter:
        for start, block in mixer.blocks():
            levels.append(limiter.peaks(block))
            meter.hear(block)
            if progress:
                progress(start // 2, mixer.length)
        figures = meter.done()
    found = np.concatenate(levels) if levels else np.zeros(0, np.float32)
    gain, ceiling = profile.loudness - figures.integrated, profile.true_peak
    before, step, slope = figures.integrated, 0.0, 1.0
    for _ in range(ROUNDS):
        gain = round(gain, 2)
        factor = 10 ** (gain / 20)
        curve = limiter.envelope(found, factor, ceiling, mixer.read)
        figures = _write(path, mixer, profile, factor, curve, progress, chunks)
        off, over = profile.loudness - figures.integrated, figures.true_peak - profile.true_peak
        if abs(off) <= EXACT and over <= 0:
            break
        if step:  # what the limiter takes of each decibel
            slope = min(1.0, max(0.25, (figures.integrated - before) / step))
        before, step = figures.integrated, off / slope if abs(off) > EXACT else 0.0
        gain += step
        ceiling -= over + 0.1 if over > 0 else 0
    if abs(off) > profile.tolerance or over > 0:
        raise BroadcastError(
            f"the sound measures {figures.integrated:.1f} LUFS and {figures.true_peak:.1f} dBTP, and the profile wants"
            f" {profile.loudness:.1f} and at most {profile.true_peak:.1f}",
            remedy="Choose a profile with a lower loudness",
        )
    return Programme(mixer.plan, figures, mixer.length, gain, abs(round(20 * float(np.log10(curve.min())), 2)))


def _write(
    path: Path,
    mixer: Mixer,
    profile: Target,
    factor: float,
    curve: Curve,
    progress: Progress | None,
    chunks: tuple[bytes, bytes],
) -> Loudness:
    levels = []
    with WavWriter(path, mixer.length, *chunks) as wav, Meter(profile.silence_level) as meter:
        for start, block in mixer.blocks():
            block = _mastered(block, start, factor, curve)
            levels.append(limiter.peaks(block))
            wav.write(block)
            meter.hear(block)
            if progress:
                progress((mixer.length + start + len(block)) // 2, mixer.length)
        figures = meter.done()
    found = np.concatenate(levels) if levels else np.zeros(0, np.float32)
    peak = limiter.highest(found, lambda start, count: _mastered(mixer.read(start, count), start, factor, curve))
    return replace(figures, true_peak=round(peak, 2))


def _mastered(sound: Stereo, start: int, factor: float, curve: Curve) -> Stereo:
    """Raised by `factor` and held by the limiter."""
    sound *= np.float32(factor)
    lowered = limiter.gains(curve, start, len(sound))
    if lowered is not None:
        sound *= lowered[:, None]
    return sound
