"""A true-peak limiter that sees the whole programme before it acts.

Peaks are looked at in steps of 16 samples. Where a step comes near the ceiling, its true peak is estimated by four
times as many samples (ITU-R BS.1770-4, annex 2). The gain that each step needs is spread to its neighbours (5 ms
before, 60 ms after) and smoothed, so that it comes before the peak, goes slowly, and never lets a peak through.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

STEP = 16
CHUNK = 4096
"""Samples that are looked at together."""
AROUND = 32
"""Samples before and after a chunk that its interpolation needs."""
HEADROOM = 4.0
"""dB: between the samples of sound, peaks are hardly more than 3 dB higher."""
NEAR = 2.5
"""dB: the highest true peak lies where samples are within this of the highest one."""
BEFORE, AFTER, SMOOTH = 15, 180, 15
"""Steps (1/3 ms): look-ahead, hold, and half the width of the smoothing."""
MARGIN = 0.15
"""dB that the estimate may be too low."""

Read = Callable[[int, int], NDArray[np.float32]]
"""(start, count) → samples, (count, 2); zeros outside the programme."""


def peaks(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest sample of each step, over both channels; the last step may be short."""
    steps = -(-len(sound) // STEP)
    padded = np.zeros((steps * STEP, 2), np.float32)
    padded[: len(sound)] = np.abs(sound)
    return np.asarray(padded.reshape(steps, STEP * 2).max(axis=1))


def true_peaks(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest of four times as many points of each step; `sound` has AROUND samples more at both ends."""
    count = len(sound) - 2 * AROUND
    best = np.abs(sound[AROUND : AROUND + count])
    for phase in _kernel():
        between = np.zeros((count, 2), np.float32)
        for tap, weight in enumerate(phase):  # tap by tap: no library decides the order of the sum
            between += weight * sound[tap + 1 : tap + 1 + count]
        best = np.maximum(best, np.abs(between))
    best = best.max(axis=1)
    return np.asarray(best[: count // STEP * STEP].reshape(-1, STEP).max(axis=1), np.float32)


def highest(levels: NDArray[np.float32], read: Read) -> float:
    """The true peak of a programme in dBTP; `levels` are its `peaks`, `read` gives its samples. -inf for silence."""
    top = float(levels.max(initial=0.0))
    if top <= 0:
        return -np.inf
    near = np.unique(np.flatnonzero(levels > top * 10 ** (-NEAR / 20)) * STEP // CHUNK)
    found = max(float(true_peaks(read(int(chunk) * CHUNK - AROUND, CHUNK + 2 * AROUND)).max()) for chunk in near)
    return float(20 * np.log10(found))


@cache
def _kernel() -> NDArray[np.float32]:
    """Windowed sincs, a row each, that give the sound a quarter, a half and three quarters of a sample later."""
    at = np.arange(-AROUND + 1, AROUND)
    window = np.kaiser(len(at), 7)
    return np.stack([np.sinc(at - shift) * window for shift in (0.25, 0.5, 0.75)]).astype(np.float32)


def envelope(levels: NDArray[np.float32], gain: float, ceiling: float, read: Read) -> NDArray[np.float32]:
    """The limiter's gain at each step (1: untouched) for a programme that is first multiplied by `gain`.

    `levels` are `peaks` of the whole programme; `ceiling` is dBTP; `read` gives samples again where a true peak is needed.
    """
    limit = 10 ** ((ceiling - MARGIN) / 20)
    found = levels.astype(np.float64) * gain
    for chunk in np.unique(np.flatnonzero(found > limit * 10 ** (-HEADROOM / 20)) * STEP // CHUNK):
        first = int(chunk) * CHUNK
        exact = true_peaks(read(first - AROUND, CHUNK + 2 * AROUND)) * gain
        place = slice(first // STEP, first // STEP + len(exact))
        found[place] = np.maximum(found[place], exact[: len(found[place])])
    need = np.minimum(1.0, limit / np.maximum(found, 1e-9))
    if need.min() >= 1.0:
        return np.ones(len(levels) + 1, np.float32)
    reach = _lowest(need, BEFORE + SMOOTH, AFTER + SMOOTH)
    window = np.hanning(2 * SMOOTH + 3)[1:-1]
    smooth = np.convolve(np.pad(reach, SMOOTH, mode="edge"), window / window.sum(), "valid")
    return np.append(smooth, smooth[-1]).astype(np.float32)


def _lowest(values: NDArray[np.float64], ahead: int, behind: int) -> NDArray[np.float64]:
    """Of each place the lowest from `behind` places before it to `ahead` places after it."""
    out = np.ones(len(values))
    for place in np.flatnonzero(values < 1):  # few: peaks are rare
        area = slice(max(0, int(place) - ahead), int(place) + behind + 1)
        out[area] = np.minimum(out[area], values[place])
    return out


def gains(curve: NDArray[np.float32], start: int, count: int) -> NDArray[np.float32] | None:
    """The gain of each sample, straight between the steps; None where nothing is limited."""
    first, last = max(0, start // STEP - 1), -(-(start + count) // STEP) + 1
    part = curve[first:last]
    if not len(part) or part.min() >= 1:
        return None
    at = (np.arange(start, start + count) - first * STEP - STEP / 2 + 0.5) / STEP
    return np.interp(at, np.arange(len(part)), part).astype(np.float32)
