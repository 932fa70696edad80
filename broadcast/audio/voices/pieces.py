"""A text cut into pieces for espeak-ng, and their sounds put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadcast.audio.level import Sound, edges, faded, whole
from broadcast.audio.voices.engine import Marks

BELOW_PEAK, FLOOR = -40.0, -60.0
"""dB: what of a piece counts as speech."""
FADE = 0.004
"""Seconds at a piece's ends."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one voice says in one go."""

    text: str
    """As espeak-ng gets it; `[[…]]` are phonemes."""
    origins: tuple[int, ...]
    """For each of its characters the place in the whole text that it comes from."""
    voice: str = ""
    """A voice of espeak-ng other than the role's own."""
    pause: float = 0.0
    """Seconds of silence after it."""
    phonemes: str = ""
    """What it has to answer, word by word, where every one of them is ours; an unknown one would be dropped unheard."""


def marks(events: Sequence[Sequence[int]], origins: tuple[int, ...]) -> Marks:
    """espeak-ng's (character of a piece, sample) as (character of the text, sample), ascending in both."""
    found: list[tuple[int, int]] = []
    for position, sample in events:
        if 0 <= position < len(origins) and (not found or (origins[position] > found[-1][0] and sample >= found[-1][1])):
            found.append((origins[position], sample))
    return tuple(found)


def joined(parts: Sequence[tuple[NDArray[np.int16], Marks, float]], rate: int) -> tuple[NDArray[np.int16], Marks]:
    """Pieces (samples, marks, seconds of silence after) one after the other, each without the silence at its own ends."""
    sounds: list[NDArray[np.int16]] = []
    found: list[tuple[int, int]] = []
    at = 0
    for samples, known, pause in parts:
        sound: Sound = samples.astype(np.float32) / np.float32(32768)
        begin, end = edges(sound, BELOW_PEAK, FLOOR)
        silence = np.zeros(round(pause * rate), np.int16)
        sounds += [whole(faded(sound[begin:end], round(FADE * rate), round(FADE * rate))), silence]
        for place, sample in known:
            if not found or place > found[-1][0]:
                found.append((place, at + min(max(sample - begin, 0), end - begin)))
        at += end - begin + len(silence)
    return np.concatenate(sounds) if sounds else np.zeros(0, np.int16), tuple(found)
