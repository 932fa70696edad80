"""Recorded takes: a person's voice in place of the synthetic one.

    takes/<tag>/<cue id>.wav|mp3|m4a|ogg       a cue that is spoken in one stretch
    takes/<tag>/<cue id>-1.wav, -2.wav …       an act: its introduction and beats, one a file, all of them

A take stands for the whole of its stretch. Room noise before and after the words is cut, and the voice is brought to the
level of every other. A file's first bytes say what it is, never its name: a *take* may be a playlist that names other
files or addresses, so ffmpeg gets the demuxer told and may open nothing else.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcast import artifact
from broadcast.audio.level import Sound, faded, levelled, whole
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.process import ffmpeg, run
from broadcast.timecode import SAMPLE_RATE

STAGE = 1
"""Raised when reading, trimming or levelling change."""
SUFFIXES = (".wav", ".mp3", ".m4a", ".ogg")
SECONDS = 600
"""The longest take."""
BYTES = 250_000_000
"""The largest file: ten minutes of 96 kHz stereo at 24 bit, and some."""
DECODE_SECONDS = 120
FRAME = SAMPLE_RATE // 100
SILENCE = 10 ** (-60 / 20)
"""Nothing in the take is louder: nobody spoke."""
BEFORE, AFTER = SAMPLE_RATE * 60 // 1000, SAMPLE_RATE * 120 // 1000
FADE = SAMPLE_RATE * 8 // 1000
READ = "Record it again as WAV, MP3, M4A or OGG, at most ten minutes"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder of takes holds for an episode."""

    takes: Mapping[tuple[str, int], Path] = field(default_factory=dict)
    """(cue id, part) → file."""
    unused: tuple[str, ...] = ()
    """Names of takes for cues that the episode has not."""


def read_folder(folder: Path | None, parts: Mapping[str, int]) -> Folder:
    """Which files stand for which stretches; `parts` says how many each cue has. VoiceError where that is not clear."""
    if folder is None or not folder.is_dir():
        return Folder()
    try:
        files = sorted(
            (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()), key=lambda path: path.name
        )
    except OSError as error:
        raise VoiceError(f"the takes cannot be read: {error.strerror}", file=str(folder)) from error
    inside = folder.resolve()
    for path in files:
        if not path.resolve().is_relative_to(inside):
            raise VoiceError("the take is a link to a file outside its folder", file=str(path), remedy="Copy the file there")
    found: dict[tuple[str, int], Path] = {}
    unused: list[str] = []
    for path in files:
        place = _place(path.stem, parts)
        if place is None:
            unused.append(path.name)
        elif place in found:
            raise VoiceError(
                f"cue {place[0]} has two takes, {found[place].name} and {path.name}", file=str(folder), remedy="Keep one of them"
            )
        else:
            found[place] = path
    for cue in dict.fromkeys(cue for cue, _ in found):
        have = [index + 1 for index in range(parts[cue]) if (cue, index) in found]
        if len(have) != parts[cue]:
            names = ", ".join(f"{cue}-{index + 1}" for index in range(parts[cue]) if index + 1 not in have)
            raise VoiceError(
                f"cue {cue} is spoken in {parts[cue]} stretches and lacks takes: {names}",
                file=str(folder),
                remedy="Record these too",
            )
    return Folder(found, tuple(unused))


def _place(stem: str, parts: Mapping[str, int]) -> tuple[str, int] | None:
    if stem in parts:
        # One file for a cue of several stretches would swallow the pauses between them.
        if parts[stem] > 1:
            raise VoiceError(
                f"cue {stem} is spoken in {parts[stem]} stretches", remedy=f"Record each: {stem}-1 to {stem}-{parts[stem]}"
            )
        return stem, 0
    match = re.fullmatch(r"(.+)-(\d{1,3})", stem)
    if match and 1 <= int(match[2]) <= parts.get(match[1], 0):
        return match[1], int(match[2]) - 1
    return None


def digest(path: Path, cue: str) -> str:
    """SHA-256 of a take's bytes."""
    try:
        if path.stat().st_size > BYTES:
            raise VoiceError(f"the take of cue {cue} is larger than {BYTES // 1_000_000} MB", file=str(path), remedy=READ)
        return artifact.digest(path)
    except OSError as error:
        raise VoiceError(f"the take of cue {cue} cannot be read: {error.strerror}", file=str(path)) from error


def demuxer(head: bytes) -> str:
    """The one demuxer that may read a file with these first bytes; empty where it is no recording."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"OggS":
        return "ogg"
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):  # layer III
        return "mp3"
    return ""


def read(path: Path, cue: str, level: float) -> NDArray[np.int16]:
    """A take's speech: mono, 48 kHz, trimmed, at `level` LUFS; VoiceError with the file's name where it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise VoiceError(f"the take cannot be read: {error.strerror}", file=str(path)) from error
    if not data:
        raise VoiceError("the take is empty", file=str(path), remedy=READ)
    kind = demuxer(data[:16])
    if not kind:
        raise VoiceError("the take is no recording", file=str(path), remedy=READ)
    sound = _segment(_wav(path, kind), path)
    if len(sound) > SECONDS * SAMPLE_RATE:
        raise VoiceError("the take is longer than ten minutes", file=str(path), remedy=READ)
    begin, end = speech_edges(sound)
    if begin == end:
        raise VoiceError("the take is silent", file=str(path), remedy=READ)
    return whole(faded(levelled(sound[begin:end], level), FADE, FADE))


def _wav(path: Path, kind: str) -> bytes:
    """The take as WAV, 16 bit at 48 kHz mono, read by `kind`'s demuxer alone."""
    import ffmpeg as graph

    source = graph.input(f"file:{path}", format=kind, protocol_whitelist="file,pipe", t=SECONDS + 1)
    wav = source.audio.output(
        "pipe:", format="wav", acodec="pcm_s16le", ac=1, ar=SAMPLE_RATE, threads=1, fflags="+bitexact", flags="+bitexact"
    )
    try:
        data, _ = run(wav.compile(cmd=ffmpeg()), timeout=DECODE_SECONDS)
    except EnvironmentFault as error:
        raise VoiceError("the take is broken or holds no sound", file=str(path), remedy=READ) from error
    except TimeoutError as error:
        raise VoiceError(f"the take was not read within {DECODE_SECONDS} s", file=str(path), remedy=READ) from error
    return data


def _segment(wav: bytes, path: Path) -> Sound:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for an ffmpeg on the PATH when it is imported; it gets WAV and needs none
        from pydub import AudioSegment
        from pydub.exceptions import PydubException
    try:
        segment = (
            AudioSegment.from_file(BytesIO(wav), format="wav").set_channels(1).set_frame_rate(SAMPLE_RATE).set_sample_width(2)
        )
    except (PydubException, OSError, ValueError, IndexError) as error:
        raise VoiceError("the take is broken or holds no sound", file=str(path), remedy=READ) from error
    return np.asarray(segment.get_array_of_samples(), np.float32) / np.float32(32768)


def speech_edges(sound: Sound) -> tuple[int, int]:
    """Where a person begins and ends to speak, with a breath around it; (0, 0) where nobody does.

    A frame of 10 ms belongs to speech when it is well above the take's own noise (its quietest tenth) and not far below
    its loudest; what is shorter than 40 ms is a click of the recorder.
    """
    count = len(sound) // FRAME
    if not count:
        return 0, 0
    # Mean removed: cheap interfaces add a constant, which would look like noise.
    level = (sound[: count * FRAME] - sound.mean()).reshape(count, FRAME)
    rms = np.sqrt((level**2).mean(axis=1))
    loudest, noise = float(np.percentile(rms, 98)), float(np.percentile(rms, 10))
    if rms.max() < SILENCE:
        return 0, 0
    loud = rms > min(max(noise * 4, loudest / 100), loudest / 4)
    runs = np.flatnonzero(np.diff(np.concatenate(([0], loud.astype(np.int8), [0]))))
    kept = [(begin, end) for begin, end in zip(runs[::2], runs[1::2], strict=True) if end - begin >= 4]
    if not kept:
        return 0, 0
    return max(0, int(kept[0][0]) * FRAME - BEFORE), min(len(sound), int(kept[-1][1]) * FRAME + AFTER)
