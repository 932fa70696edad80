"""Checks of the sound: length, format, loudness, peak, silence, head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isinf
from pathlib import Path

import av
import numpy as np
import soundfile

from broadcast.delivery import meter
from broadcast.delivery.checks.figure import Check, Package, at_most, exactly, within
from broadcast.timecode import SAMPLE_RATE

SHORT = 10 * SAMPLE_RATE
"""Shorter than this no integrated meter is to be trusted: its gate needs length."""
RISE = SAMPLE_RATE // 1000
"""A fade begins below the last of 24 bits: the first value that is not zero comes some samples after the first of the programme."""
MP3_FRAMES = 3 * 1152
"""An MP3 begins with the encoder's delay and ends on a whole frame."""


def master(package: Package) -> Iterator[Check]:
    """The WAV of a station: 48 kHz, 24 bit, stereo, the slot to the sample."""
    for name, path in package.here("radio/*.wav"):
        info = soundfile.info(path)
        yield exactly(
            "wav-format", name, f"{info.samplerate} Hz {info.subtype} {info.channels} ch", f"{SAMPLE_RATE} Hz PCM_24 2 ch"
        )
        yield exactly("length", name, info.frames, package.episode.length, "samples")


def heard(path: Path, silence_level: float) -> meter.Sound:
    """What the second meter says of a file, which more than one check asks."""
    return _heard(path, silence_level, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _heard(path: Path, silence_level: float, _changed: int) -> meter.Sound:
    return meter.measure(path, silence_level)


def head(package: Package) -> Iterator[Check]:
    """Digital silence before the programme: exactly what the profile says; then something is heard within a millisecond."""
    wanted = package.form.profile.head_samples
    for name, path in package.here("radio/*.wav"):
        sound, _ = soundfile.read(path, frames=wanted + SAMPLE_RATE, dtype="int32", always_2d=True)
        loud = np.flatnonzero(sound.any(axis=1))
        first = int(loud[0]) if len(loud) else len(sound)
        yield within("head", name, first, wanted, wanted + RISE, "samples")


def level(package: Package) -> Iterator[Check]:
    """Loudness and true peak by the second meter, and the longest silence."""
    profile = package.form.profile
    for name, path in package.here("radio/*.wav"):
        sound = heard(path, profile.silence_level)
        if sound.samples >= SHORT:
            loudness = -99.0 if isinf(sound.loudness) else round(sound.loudness, 2)
            low, high = profile.loudness - profile.tolerance, profile.loudness + profile.tolerance
            yield within("loudness", name, loudness, round(low, 2), round(high, 2), "LUFS")
        peak = -99.0 if isinf(sound.true_peak) else round(sound.true_peak, 2)
        yield at_most("true-peak", name, peak, profile.true_peak, "dBTP")
        silence = round(sound.silence / SAMPLE_RATE, 3)
        yield at_most("silence", name, silence, profile.silence_seconds, "s")


def compressed(package: Package) -> Iterator[Check]:
    """The MP3 lasts as long as the slot and can be decoded to its end."""
    for name, path in package.here("radio/*.mp3"):
        samples = 0
        with av.open(str(path)) as file:
            rate = file.streams.audio[0].rate
            for frame in file.decode(audio=0):
                samples += frame.samples
        seconds = round(samples / rate - package.episode.length / SAMPLE_RATE, 3)
        yield within("mp3-length", name, seconds, -0.05, round(MP3_FRAMES / rate, 3), "s")
