"""Sounds of the instruments that scores name: functions of a pitch, a length and a strength.

Each gives one channel (or two, for what is wide), peak about 1, at 48 kHz. Struck and plucked ones ring on after their
written length; `pad` holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from broadcast.timecode import SAMPLE_RATE

Wave = NDArray[np.float64]
Instrument = Callable[[float, int, float], Wave]
"""(hertz, samples, strength 0–1) → samples, or (samples, 2)."""

NYQUIST_LIMIT = 16_000
"""Partials above this are left out: MP3 and old sets lose them anyway."""


def _struck(hertz: float, partials: tuple[tuple[float, float, float], ...], strength: float, attack: float) -> Wave:
    """Decaying partials: (ratio, level, seconds to fall to a third). A soft stroke has weaker high ones."""
    longest = max(decay for _, _, decay in partials)
    time = np.arange(round(longest * 7 * SAMPLE_RATE)) / SAMPLE_RATE
    out = np.zeros(len(time))
    for ratio, level, decay in partials:
        if hertz * ratio < NYQUIST_LIMIT:
            out += level * strength ** (1 + 0.35 * (ratio - 1)) * np.sin(2 * np.pi * hertz * ratio * time) * np.exp(-time / decay)
    rise = round(attack * SAMPLE_RATE)
    out[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    tail = len(out) // 8
    out[-tail:] *= np.linspace(1, 0, tail)
    return out


def _ring(hertz: float, seconds: float) -> float:
    """High bars ring shorter."""
    return float(seconds * (262 / hertz) ** 0.55)


def marimba(hertz: float, length: int, strength: float) -> Wave:
    """A bar tuned to its fourth and tenth partial, over a tube."""
    ring = _ring(hertz, 0.42)
    return _struck(hertz, ((1, 1, ring), (3.98, 0.22, ring * 0.28), (9.9, 0.05, ring * 0.09)), strength, 0.003)


def kalimba(hertz: float, length: int, strength: float) -> Wave:
    """A tongue of metal on a box."""
    ring = _ring(hertz, 0.62)
    return _struck(hertz, ((1, 1, ring), (2, 0.08, ring * 0.5), (5.6, 0.12, 0.07), (10.6, 0.03, 0.03)), strength, 0.002)


def bell(hertz: float, length: int, strength: float) -> Wave:
    """A small clear bell without the clang."""
    return _struck(hertz, ((1, 1, 0.16), (2, 0.3, 0.11), (3, 0.12, 0.08), (4.2, 0.06, 0.05)), strength, 0.002)


def bass(hertz: float, length: int, strength: float) -> Wave:
    """A soft plucked string; its second and third partial carry it on a small loudspeaker."""
    return _struck(hertz, ((1, 1, 0.45), (2, 0.45, 0.3), (3, 0.2, 0.18), (4, 0.07, 0.1)), strength, 0.007)


def wood(hertz: float, length: int, strength: float) -> Wave:
    """A tap on a hollow block."""
    return _struck(hertz, ((1, 1, 0.018), (1.52, 0.5, 0.012), (2.7, 0.2, 0.006)), strength, 0.001)


def pad(hertz: float, length: int, strength: float) -> Wave:
    """Slow strings, two channels: three voices a few cents apart, other ones left than right."""
    rise, fall = round(0.35 * SAMPLE_RATE), round(0.7 * SAMPLE_RATE)
    count = length + fall
    time = np.arange(count) / SAMPLE_RATE
    table = _strings(min(8, int(NYQUIST_LIMIT / 2 / hertz)))
    places = np.arange(len(table)) / (len(table) - 1)
    out = np.zeros((count, 2))
    for channel, cents in enumerate(((-5.0, 0.0, 3.0), (-3.0, 0.0, 5.0))):
        for voice, detune in enumerate(cents):
            out[:, channel] += np.interp((hertz * 2 ** (detune / 1200) * time + voice * 0.37) % 1, places, table) / 3
    envelope = np.ones(count)
    envelope[:rise] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    envelope[-fall:] = 0.5 + 0.5 * np.cos(np.pi * np.arange(fall) / fall)
    return np.asarray(out * envelope[:, None] * strength)


@cache
def _strings(partials: int) -> Wave:
    """One period of a soft string, its last point its first."""
    turn = 2 * np.pi * np.arange(4097) / 4096
    return np.asarray(
        sum(np.sin(partial * turn + 2 * np.pi * (partial * 0.61 % 1)) / partial**1.9 for partial in range(1, partials + 1))
    )


def shaker(hertz: float, length: int, strength: float) -> Wave:
    """Seeds in a gourd."""
    count = round(0.09 * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    noise = np.random.Generator(np.random.PCG64(7)).standard_normal(count)
    return np.asarray(
        _coloured(noise, 4500, 11_000) * np.minimum(time / 0.012, 1) * np.exp(-time / (0.016 + 0.012 * strength)) * strength
    )


def air(hertz: float, length: int, strength: float) -> Wave:
    """A quiet room, two channels; its end fits its beginning."""
    noise = np.random.Generator(np.random.PCG64(11)).standard_normal((2, length))
    return np.stack([_coloured(channel, 60, 900) for channel in noise], axis=1)


def _coloured(noise: Wave, low: float, high: float) -> Wave:
    """Noise with gentle slopes below and above; it stays circular."""
    pitch = np.fft.rfftfreq(len(noise), 1 / SAMPLE_RATE)
    shape = (pitch / low) ** 2 / (1 + (pitch / low) ** 2) / (1 + (pitch / high) ** 2)
    out = np.fft.irfft(np.fft.rfft(noise) * shape, len(noise))
    return np.asarray(out / np.abs(out).max())


INSTRUMENTS: dict[str, Instrument] = {
    "marimba": marimba,
    "kalimba": kalimba,
    "bell": bell,
    "bass": bass,
    "wood": wood,
    "pad": pad,
    "shaker": shaker,
    "air": air,
}
