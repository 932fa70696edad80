"""Sound files: WAV as stations take it, MP3 with tags and chapters, PCM for whoever encodes further."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcast.errors import EnvironmentFault
from broadcast.language.model import load
from broadcast.language.model import tags as known
from broadcast.process import ffmpeg, run
from broadcast.timecode import SAMPLE_RATE

CHANNELS, BYTES = 2, 3
MP3_RATE = "192k"
MP3_SEARCH = 7
"""LAME's 0 (searches long) to 9: at this rate the finer search is not heard in speech, and takes twice the time."""
MP3_SCALE = 0.97
"""What LAME multiplies the sound with at this rate, to be safe from peaks; ours has room for them, so it is undone."""
SECONDS = 1800


class WavWriter:
    """Writes WAV, 48 kHz, 24 bit, stereo, of a length that is known before; ValueError where another came.

    `before` and `after` are finished chunks that stand before the format and after the samples.
    """

    def __init__(self, path: Path, length: int, before: bytes = b"", after: bytes = b"") -> None:
        self._length, self._written, self._after = length, 0, after
        size = length * CHANNELS * BYTES
        self._file = path.open("wb")
        whole = 36 + size + size % 2 + len(before) + len(after)
        self._file.write(b"RIFF" + whole.to_bytes(4, "little") + b"WAVE" + before + b"fmt " + (16).to_bytes(4, "little"))
        figures = (
            (1, 2),
            (CHANNELS, 2),
            (SAMPLE_RATE, 4),
            (SAMPLE_RATE * CHANNELS * BYTES, 4),
            (CHANNELS * BYTES, 2),
            (8 * BYTES, 2),
        )
        self._file.write(b"".join(value.to_bytes(width, "little") for value, width in figures))
        self._file.write(b"data" + size.to_bytes(4, "little"))

    def write(self, sound: NDArray[np.float32]) -> None:
        """The next samples, (n, 2), full scale 1."""
        whole = np.clip(np.rint(sound * np.float32(1 << 23)), -(1 << 23), (1 << 23) - 1).astype("<i4")
        self._file.write(np.ascontiguousarray(whole.view(np.uint8).reshape(-1, 4)[:, :BYTES]).tobytes())
        self._written += len(sound)

    def __enter__(self) -> WavWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self._length * CHANNELS * BYTES % 2:
            self._file.write(b"\0")
        if kind is None:
            self._file.write(self._after)
        self._file.close()
        if kind is None and self._written != self._length:
            raise ValueError(f"{self._written} samples written, {self._length} promised")


def pcm(path: Path, count: int = SAMPLE_RATE) -> Iterator[NDArray[np.int32]]:
    """A sound file's samples in blocks of `count`, (n, channels), 32 bit: for an encoder of whoever wants another file."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            yield from file.blocks(count, dtype="int32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise EnvironmentFault(f"the sound cannot be read: {error}", file=str(path)) from error


def length(path: Path) -> int:
    """Samples of a sound file."""
    import soundfile

    return int(soundfile.info(path).frames)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the sound that a player can start at; samples."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows and a station's archive reads."""

    title: str
    artist: str
    album: str
    language: str
    """BCP 47; written as ISO 639-2 where there is such a code."""
    date: str
    track: int
    licence: str
    genre: str = "Educational"
    chapters: tuple[Chapter, ...] = ()


def mp3(path: Path, wav: Path, tags: Tags) -> None:
    """Encode a WAV as MP3 with ID3v2.3 tags; the same bytes from the same sound."""
    import ffmpeg as graph

    out = graph.input(f"file:{wav}").audio.filter("volume", round(1 / MP3_SCALE, 6), precision="float").output(
        f"file:{path}", format="mp3", acodec="libmp3lame", audio_bitrate=MP3_RATE, compression_level=MP3_SEARCH, threads=1, fflags="+bitexact",
        **{"flags:a": "+bitexact", "map_metadata": -1, "id3v2_version": 0, "write_id3v1": 0},
    )  # fmt: skip
    try:
        run(out.overwrite_output().compile(cmd=ffmpeg()), timeout=SECONDS)
    except TimeoutError as error:
        raise EnvironmentFault("the MP3 was not made within half an hour") from error
    tag(path, tags)


def tag(path: Path, tags: Tags) -> None:
    """Write the tags into an MP3."""
    try:
        id3(tags).save(path, v1=0, v2_version=3)
    except (OSError, import_module("mutagen").MutagenError) as error:
        raise EnvironmentFault(f"the tags cannot be written: {error}", file=str(path)) from error


def id3(tags: Tags) -> Any:
    """The tags as ID3."""
    id3: Any = import_module("mutagen.id3")  # half typed

    found = id3.ID3()
    found.add(id3.TIT2(encoding=1, text=tags.title))
    found.add(id3.TPE1(encoding=1, text=tags.artist))
    found.add(id3.TALB(encoding=1, text=tags.album))
    found.add(id3.TCON(encoding=1, text=tags.genre))
    found.add(id3.TLAN(encoding=0, text=iso639(tags.language)))
    found.add(id3.TRCK(encoding=0, text=str(tags.track)))
    found.add(id3.COMM(encoding=1, lang=iso639(tags.language), desc="", text=tags.licence))
    found.add(id3.TCOP(encoding=1, text=tags.licence))
    found.add(id3.TXXX(encoding=1, desc="LANGUAGE", text=tags.language))
    if tags.date:
        found.add(id3.TDRC(encoding=0, text=tags.date))
    names = [f"chp{index}" for index in range(1, len(tags.chapters) + 1)]
    if names:
        found.add(
            id3.CTOC(
                element_id="toc", flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED, child_element_ids=names, sub_frames=[]
            )
        )
    for name, chapter in zip(names, tags.chapters, strict=True):
        title = id3.TIT2(encoding=1, text=chapter.title)
        begin, end = (round(sample * 1000 / SAMPLE_RATE) for sample in (chapter.start, chapter.end))
        found.add(
            id3.CHAP(
                element_id=name,
                start_time=begin,
                end_time=end,
                start_offset=0xFFFFFFFF,
                end_offset=0xFFFFFFFF,
                sub_frames=[title],
            )
        )
    return found


def iso639(tag: str) -> str:
    """The three letters that ID3 wants: `es-419` → `spa`; `und` where there is no file for the language."""
    return load(tag).iso639 if tag in known() else "und"
