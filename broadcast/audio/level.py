"""Sound in memory: loudness, edges, level. For files, see `loudness`.

Loudness is that of ITU-R BS.1770-4: K-weighting, blocks of 400 ms every 100 ms, gates at -70 LUFS and 10 LU below.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from broadcast.timecode import SAMPLE_RATE

Sound = NDArray[np.float32]
"""One channel; full scale is 1."""

# The two biquads of BS.1770-4 at 48 kHz: the head's shelf, then the high pass.
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))

STEP = SAMPLE_RATE // 1000
"""A millisecond: edges are found to this."""


@lru_cache(maxsize=8)
def _weight(size: int) -> NDArray[np.complex128]:
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    weight = np.ones(size // 2 + 1, np.complex128)
    for above, below in (SHELF, HIGH_PASS):
        weight *= (above[0] + above[1] * z + above[2] * z * z) / (below[0] + below[1] * z + below[2] * z * z)
    return weight


def loudness(*channels: Sound) -> float:
    """Integrated loudness in LUFS of sound at 48 kHz; what is shorter than a block is measured whole; -inf for silence."""
    length = len(channels[0])
    if not length:
        return -np.inf
    size = 1 << (length + SAMPLE_RATE // 10 - 1).bit_length()
    power = np.zeros(length)
    for channel in channels:
        power += np.fft.irfft(np.fft.rfft(channel, size) * _weight(size), size)[:length] ** 2
    block, hop = SAMPLE_RATE * 2 // 5, SAMPLE_RATE // 10
    total = np.concatenate(([0.0], np.cumsum(power)))
    starts = np.arange(0, max(1, length - block + 1), hop)
    ends = np.minimum(starts + block, length)
    blocks = (total[ends] - total[starts]) / (ends - starts)
    blocks = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    if not len(blocks):
        return -np.inf
    blocks = blocks[blocks > blocks.mean() / 10]
    return float(-0.691 + 10 * np.log10(blocks.mean()))


def edges(sound: Sound, below_peak: float, floor: float) -> tuple[int, int]:
    """First and last sample (end excluded) that are louder than `below_peak` dB under the peak and than `floor` dBFS.

    To the millisecond; (0, 0) where nothing is.
    """
    count = len(sound) // STEP
    peaks = np.abs(sound[: count * STEP].reshape(count, STEP)).max(axis=1) if count else np.zeros(0, np.float32)
    if not count or peaks.max() <= 0:
        return 0, 0
    loud = np.flatnonzero(peaks > max(peaks.max() * 10 ** (below_peak / 20), 10 ** (floor / 20)))
    return (int(loud[0]) * STEP, int(loud[-1] + 1) * STEP) if len(loud) else (0, 0)


def faded(sound: Sound, rise: int, fall: int) -> Sound:
    """The sound with its ends drawn to zero over so many samples: no click where it is joined."""
    sound = sound.copy()
    rise, fall = min(rise, len(sound) // 2), min(fall, len(sound) // 2)
    if rise:
        sound[:rise] *= _ramp(rise)
    if fall:
        sound[-fall:] *= _ramp(fall)[::-1]
    return sound


def _ramp(length: int) -> Sound:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)).astype(np.float32)


def levelled(sound: Sound, target: float, peak: float = -1.0) -> Sound:
    """The sound at `target` LUFS, by one gain for the whole of it; no sample above `peak` dBFS.

    The gain is rounded to a hundredth of a decibel, so that the last digit of a sum on another machine changes nothing.
    """
    gain = round(target - loudness(sound), 2)
    highest = float(np.abs(sound).max())
    ceiling = np.floor((peak - 20 * np.log10(highest)) * 100) / 100
    return (sound * np.float32(10 ** (min(gain, ceiling) / 20))).astype(np.float32)


def whole(sound: Sound) -> NDArray[np.int16]:
    """As 16-bit samples, nearest."""
    return np.clip(np.rint(sound * 32768), -32768, 32767).astype(np.int16)
