"""A second loudness meter, apart from the one that sets the level: ITU-R BS.1770-4, streamed.

Loudness: K-weighting by the two biquads of annex 1, applied as their impulse response in blocks; 400 ms blocks that
overlap by three quarters, gated at -70 LUFS and 10 LU under what is left. True peak: the 4 × 12 taps of annex 2. Only
48 kHz, which is what a master has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from broadcast.errors import InputError
from broadcast.timecode import SAMPLE_RATE

Array = npt.NDArray[np.float64]

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
TAPS = 1 << 12
"""Length of the impulse response: its slowest pole, 0.995, has decayed below -170 dB after so many samples."""
FFT = 1 << 14
HOP = SAMPLE_RATE // 10
PHASE_0 = (
    0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
    0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500,
)  # fmt: skip
PHASE_1 = (
    -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
    0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375,
)  # fmt: skip
PHASES = (PHASE_0, PHASE_1, PHASE_1[::-1], PHASE_0[::-1])
CHUNK = 40 * HOP


@dataclass(frozen=True, slots=True)
class Sound:
    """What a file measures."""

    samples: int
    loudness: float
    """Integrated, LUFS; -inf for silence."""
    true_peak: float
    """dBTP."""
    silence: int
    """Longest run below the level, in samples."""
    silence_at: int
    """Where that run begins."""


def measure(path: Path, silence_level: float) -> Sound:
    """Read a WAV or FLAC of 48 kHz once; `silence_level` in dBFS. InputError for another rate or an unreadable file."""
    energy: list[Array] = []
    peak, run, tail = _Peak(), _Silence(10 ** (silence_level / 20)), _Weighting()
    count = 0
    try:
        with soundfile.SoundFile(path) as file:
            if file.samplerate != SAMPLE_RATE:
                raise InputError(f"it has {file.samplerate} Hz", file=str(path), remedy="Masters have 48 000 Hz")
            for block in file.blocks(CHUNK, dtype="float64", always_2d=True):
                count += len(block)
                peak.take(block)
                run.take(block)
                energy.append(tail.take(block))
    except soundfile.LibsndfileError as error:
        raise InputError("the sound cannot be read", file=str(path)) from error
    return Sound(count, integrated(np.concatenate(energy) if energy else np.zeros(0)), peak.decibel, run.longest, run.place)


@cache
def _response() -> npt.NDArray[np.complex128]:
    """The spectrum of the K-weighting's impulse response."""
    signal = [1.0] + [0.0] * (TAPS - 1)
    for (b0, b1, b2), (a1, a2) in (SHELF, HIGH_PASS):
        x1 = x2 = y1 = y2 = 0.0
        filtered = []
        for x in signal:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            filtered.append(y)
            x1, x2, y1, y2 = x, x1, y, y1
        signal = filtered
    return np.fft.rfft(signal, FFT)


class _Weighting:
    """K-weights a stream and gives the energy of each whole tenth of a second (channels added up)."""

    def __init__(self) -> None:
        self.past: Array | None = None
        self.rest = np.zeros(0)

    def take(self, block: Array) -> Array:
        past = self.past if self.past is not None else np.zeros((block.shape[1], TAPS - 1))
        signal = np.concatenate([past, block.T], axis=1)
        self.past = signal[:, -(TAPS - 1) :]
        power = np.zeros(len(block))
        step = FFT - TAPS + 1
        for at in range(0, len(block), step):
            piece = signal[:, at : at + FFT]
            weighted = np.fft.irfft(np.fft.rfft(piece, FFT) * _response(), FFT)[:, TAPS - 1 : piece.shape[1]]
            power[at : at + weighted.shape[1]] = np.einsum("ij,ij->j", weighted, weighted)
        power = np.concatenate([self.rest, power])
        whole = len(power) // HOP * HOP
        self.rest = power[whole:]
        tenths: Array = power[:whole].reshape(-1, HOP).sum(axis=1)
        return tenths


def integrated(tenths: Array) -> float:
    """Gated loudness, LUFS, of energies a tenth of a second each."""
    if len(tenths) < 4:
        return float("-inf")
    blocks = np.convolve(tenths, np.ones(4), "valid") / (4 * HOP)
    for gate in (10 ** ((-70 + 0.691) / 10), 0.1):
        floor = gate if gate < 1e-3 else gate * blocks.mean()
        blocks = blocks[blocks > floor]
        if not len(blocks):
            return float("-inf")
    return float(-0.691 + 10 * np.log10(blocks.mean()))


class _Peak:
    """The highest value between the samples; a stretch that cannot beat the highest so far is passed over."""

    BOUND = max(sum(map(abs, phase)) for phase in PHASES)
    EDGE = len(PHASE_0) - 1
    FILTERS = np.array(PHASES)[:, ::-1].T.copy()

    def __init__(self) -> None:
        self.highest = 0.0
        self.past: Array | None = None

    def take(self, block: Array) -> None:
        signal = np.concatenate([self.past if self.past is not None else np.zeros((self.EDGE, block.shape[1])), block])
        self.past = signal[-self.EDGE :]
        for at in range(0, len(block), HOP):
            piece = signal[at : at + self.EDGE + HOP]
            if max(piece.max(), -piece.min()) * self.BOUND > self.highest:
                windows = np.lib.stride_tricks.sliding_window_view(piece, self.EDGE + 1, axis=0)
                between = np.ascontiguousarray(windows).reshape(-1, self.EDGE + 1) @ self.FILTERS
                self.highest = max(self.highest, float(between.max()), -float(between.min()))

    @property
    def decibel(self) -> float:
        return float(20 * np.log10(self.highest)) if self.highest else float("-inf")


class _Silence:
    """The longest run in which every channel stays under a level."""

    def __init__(self, level: float) -> None:
        self.level, self.at, self.open_at = level, 0, 0
        self.longest = self.place = 0

    def take(self, block: Array) -> None:
        loud = np.flatnonzero(np.abs(block).max(axis=1) >= self.level) + self.at
        edges = np.concatenate([[self.open_at - 1], loud, [self.at + len(block)]])
        gaps = np.diff(edges) - 1
        if len(gaps) and gaps.max() > self.longest:
            widest = int(gaps.argmax())
            self.longest, self.place = int(gaps[widest]), int(edges[widest]) + 1
        self.at += len(block)
        if len(loud):
            self.open_at = int(loud[-1]) + 1
