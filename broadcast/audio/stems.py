"""Stems: the speech alone, and music and effects alone, for whoever gives the programme other voices.

Both have the gain that the whole programme has, and no limiter: together they are the programme before its peaks were
lowered, to a rounding of the last bit where none had to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcast.audio.encoded import comments, write_flac
from broadcast.audio.files import Tags, pcm
from broadcast.audio.mix import BLOCK, Mixer
from broadcast.audio.plan import Source
from broadcast.errors import EnvironmentFault

HEARD = 0.02
"""Only samples as loud as this tell the gain: what rounding did to them is under a thousandth of a decibel."""
ENOUGH = 8
"""Blocks that are asked for the gain; the highest answer is right, for a limiter only lowers."""
TOP = (1 << 23) - 1


def stem(path: Path, mixer: Mixer, source: Source, wav: Path, tags: Tags) -> None:
    """Write the part of the programme that comes from one source, as loud as it is in `wav`."""
    events = tuple(event for event in mixer.plan.events if event.source == source)
    part = mixer.of(replace(mixer.plan, events=events))
    write_flac(path, _whole(part, 10 ** (gain(mixer, wav) / 20)))
    comments(path, tags)


def _whole(part: Mixer, factor: float) -> Iterator[NDArray[np.int32]]:
    for _, block in part.blocks():
        yield np.clip(np.rint(block * np.float32(factor * (TOP + 1))), -TOP - 1, TOP).astype(np.int32) << 8


def gain(mixer: Mixer, wav: Path) -> float:
    """dB between the plan's sound and the programme made of it, as the mix chose it: to a hundredth."""
    found = []
    for index, block in enumerate(pcm(wav, BLOCK)):
        plain = mixer.read(index * BLOCK, len(block))
        loud = np.abs(plain) > HEARD
        if loud.sum() > 1000:
            found.append(float(np.median(block[loud] / 2.0**31 / plain[loud])))
        if len(found) == ENOUGH:
            break
    if not found or max(found) <= 0:
        raise EnvironmentFault("the programme is not the sound of this episode", file=str(wav), remedy="Build the package again")
    return round(20 * float(np.log10(max(found))), 2)
