"""The programme for archives, links and telephones: FLAC, MP2, Opus. The same bytes from the same sound."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcast.audio.files import CHANNELS, SECONDS, Tags, iso639, pcm
from broadcast.errors import EnvironmentFault
from broadcast.process import ffmpeg, run
from broadcast.timecode import SAMPLE_RATE

MP2_RATE = "256k"
"""What links and older playout take in stereo."""
OPUS_RATE = "24k"
"""Speech in mono stays clear; a quarter of an hour has under three megabytes."""


def flac(path: Path, wav: Path, tags: Tags) -> None:
    """Every sample of the WAV, at about half its size."""
    write_flac(path, pcm(wav))
    comments(path, tags)


def write_flac(path: Path, blocks: Iterable[NDArray[np.int32]]) -> None:
    """FLAC of 24 bits from samples of 32, (n, 2)."""
    import soundfile

    try:
        with soundfile.SoundFile(path, "w", SAMPLE_RATE, CHANNELS, "PCM_24", format="FLAC") as file:
            for block in blocks:
                file.write(block)
    except (soundfile.LibsndfileError, OSError) as error:
        raise EnvironmentFault(f"the FLAC cannot be written: {error}", file=str(path)) from error


def mp2(path: Path, wav: Path) -> None:
    """MPEG-1 layer II without tags, which such receivers take for noise."""
    _encode(path, wav, format="mp2", acodec="mp2", audio_bitrate=MP2_RATE)


def opus(path: Path, wav: Path, tags: Tags) -> None:
    """Mono, small enough for a message."""
    _encode(path, wav, format="opus", acodec="libopus", audio_bitrate=OPUS_RATE, ac=1)
    comments(path, tags)


def _encode(path: Path, wav: Path, **settings: Any) -> None:
    import ffmpeg as graph

    out = graph.input(f"file:{wav}").audio.output(
        f"file:{path}",
        threads=1,
        fflags="+bitexact",
        **{"flags:a": "+bitexact", "map_metadata": -1, "map_chapters": -1},
        **settings,
    )
    try:
        run(out.overwrite_output().compile(cmd=ffmpeg()), timeout=SECONDS)
    except TimeoutError as error:
        raise EnvironmentFault("the sound was not encoded within half an hour", file=str(path)) from error


def comments(path: Path, tags: Tags) -> None:
    """Vorbis comments of a FLAC or an Opus file; chapters as players of both read them."""
    mutagen: Any = import_module("mutagen")  # half typed
    fields = {
        "title": tags.title, "artist": tags.artist, "album": tags.album, "genre": tags.genre, "date": tags.date,
        "tracknumber": str(tags.track), "language": iso639(tags.language), "license": tags.licence, "copyright": tags.licence,
    }  # fmt: skip
    for number, chapter in enumerate(tags.chapters, 1):
        milliseconds = round(chapter.start * 1000 / SAMPLE_RATE)
        minutes, rest = divmod(milliseconds, 60_000)
        fields[f"chapter{number:03}"] = f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
        fields[f"chapter{number:03}name"] = chapter.title
    try:
        file = mutagen.File(path)
        for name, value in fields.items():
            if value:
                file[name] = value
        file.save()
    except (OSError, mutagen.MutagenError) as error:
        raise EnvironmentFault(f"the tags cannot be written: {error}", file=str(path)) from error
