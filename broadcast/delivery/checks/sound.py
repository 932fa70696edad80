"""Checks of the sound: length, format, loudness, peak, silence, head."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from math import isinf, log10
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
WAV = "radio/programme.wav"
MESSAGE = 8
"""MB that messengers and cheap telephones take without trouble."""
STEMS = -24.0
"""dB: what a limiter may take from a loud profile; where it took nothing, the difference is rounding, under -100."""
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
    """MP3, MP2 and Opus last as long as the slot and can be decoded to their end; what is for messages is small."""
    for name, path in package.here("radio/*.mp3", "radio/*.mp2", "radio/*.opus"):
        samples = 0
        with av.open(str(path)) as file:
            rate = file.streams.audio[0].rate
            for frame in file.decode(audio=0):
                samples += frame.samples
        seconds = round(samples / rate - package.episode.length / SAMPLE_RATE, 3)
        yield within(f"{path.suffix[1:]}-length", name, seconds, -0.05, round(MP3_FRAMES / rate, 3), "s")
        if path.suffix == ".opus":
            yield at_most("message-size", name, round(path.stat().st_size / 1e6, 2), MESSAGE, "MB")


def lossless(package: Package) -> Iterator[Check]:
    """The FLAC has every sample of the WAV; the stems, added up, are the WAV but for what its limiter took."""
    whole = package.folder / WAV
    stems = [path for _, path in package.here("radio/stems/*.flac")]
    for name, path in package.here("radio/programme.flac"):
        if whole.exists():
            highest, _ = apart(whole, [path])
            yield at_most("flac-difference", name, round(highest * 2**23), 0, "steps")
    if whole.exists() and stems:
        _, energy = apart(whole, stems)
        yield at_most("stems-difference", "radio/stems", energy, STEMS, "dB")


def apart(whole: Path, parts: list[Path]) -> tuple[float, float]:
    """The highest difference between a sound and the sum of its parts, full scale 1, and its energy in dB under the sound's."""
    highest, energy, loud, samples = 0.0, 0.0, 0.0, []
    with ExitStack() as stack:
        files = [stack.enter_context(soundfile.SoundFile(path)) for path in (whole, *parts)]
        samples = [file.frames for file in files]
        while len(block := files[0].read(SHORT, dtype="float64", always_2d=True)):
            rest = block.copy()
            for file in files[1:]:
                other = file.read(SHORT, dtype="float64", always_2d=True)
                rest[: len(other)] -= other[: len(rest)]
            highest = max(highest, float(np.abs(rest).max()))
            energy += float(np.vdot(rest, rest))
            loud += float(np.vdot(block, block))
    if len(set(samples)) > 1:
        return 1.0, 0.0
    return highest, round(max(-144.0, 10 * log10(energy / loud)), 1) if energy and loud else -144.0
