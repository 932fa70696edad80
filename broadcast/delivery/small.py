"""Sound and film small enough for a stick, a telephone, a weak school server; made of what a package holds, and kept in the store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadcast import artifact, process
from broadcast.artifact import Store
from broadcast.audio import encoded
from broadcast.audio.files import Tags
from broadcast.delivery.parcel import Parcel
from broadcast.errors import EnvironmentFault

LIMIT = 25_000_000
"""Bytes of an episode, all told: what a class can still get over a telephone."""
FILM = 17_000_000
"""… of which the film may take so many: what the sound and paper leave."""
SOUND_RATE = 48_000
"""Bits a second of the film's sound: AAC, which every telephone plays."""
FRAMES = "25/2"
"""A second: our pictures stand, and every second one is enough for them."""
SOUNDS = ("radio/programme.opus", "radio/programme.wav", "radio/programme.flac", "radio/programme.mp3", "tv/programme.mp4")
"""What the small sound is made of: the first that is there."""
VIDEO = "tv/programme.mp4"
SECONDS = 3 * 3600
BITEXACT = {"fflags": "+bitexact", "flags:v": "+bitexact", "flags:a": "+bitexact", "map_metadata": -1, "map_chapters": -1}


def opus(parcel: Parcel, store: Store) -> Path | None:
    """The programme in mono at 24 kbit/s; None for a package of paper alone."""
    name = next((name for name in SOUNDS if name in _hashes(parcel)), "")
    if not name:
        return None
    if name == SOUNDS[0]:
        return parcel.folder / name

    def make(target: Path) -> None:
        encoded.opus(target, parcel.folder / name, _tags(parcel))

    settings = (encoded.OPUS_RATE, _tags(parcel).title, parcel.made.language, parcel.made.date, parcel.made.licence)
    return store.get(artifact.key("small.opus", _hashes(parcel)[name], settings, _coder()), make, ".opus")


def mp3(parcel: Parcel, store: Store) -> Path | None:
    """The programme in mono at 32 kbit/s, for players that know no Opus; None for a package of paper alone."""
    name = next((name for name in SOUNDS[1:] if name in _hashes(parcel)), "")
    if not name:
        return None
    settings = {
        "format": "mp3", "acodec": "libmp3lame", "audio_bitrate": 32_000, "ac": 1, "ar": 24_000, "threads": 1, "id3v2_version": 3,
        "metadata": f"title={parcel.made.title}", **BITEXACT,
    }  # fmt: skip

    def make(target: Path) -> None:
        import ffmpeg as graph

        _run(graph.output(graph.input(f"file:{parcel.folder / name}").audio, f"file:{target}", **settings), target)

    return store.get(artifact.key("small.mp3", _hashes(parcel)[name], settings, _coder()), make, ".mp3")


def film(parcel: Parcel, store: Store) -> Path | None:
    """The programme in 640 × 360 with AAC in mono; None where there is no television."""
    if VIDEO not in _hashes(parcel):
        return None
    source = parcel.folder / VIDEO
    rate = max(24_000, FILM * 8 // _length(source) - SOUND_RATE)
    settings = {
        "format": "mp4", "vcodec": "libx264", "preset": "medium", "crf": 26, "maxrate": rate, "bufsize": 4 * rate, "profile:v": "main",
        "level": "3.0", "pix_fmt": "yuv420p", "g": 250, "acodec": "aac", "audio_bitrate": SOUND_RATE, "ac": 1, "ar": 44_100, "threads": 1,
        "movflags": "+faststart", "metadata": f"title={parcel.made.title}", **BITEXACT,
    }  # fmt: skip

    def make(target: Path) -> None:
        _encode(source, target, settings)

    return store.get(artifact.key("small.film", FRAMES, _hashes(parcel)[VIDEO], settings, _coder()), make, ".mp4")


def _encode(source: Path, target: Path, settings: Mapping[str, Any]) -> None:
    import ffmpeg as graph

    read = graph.input(f"file:{source}", threads=1)
    picture = read.video.filter("fps", FRAMES).filter("scale", 640, 360, flags="lanczos")
    _run(graph.output(picture, read.audio, f"file:{target}", **settings), source)


def _run(graph: Any, source: Path) -> None:
    try:
        process.run(graph.overwrite_output().compile(cmd=process.ffmpeg()), timeout=SECONDS)
    except TimeoutError as error:
        raise EnvironmentFault("a small copy was not made within three hours", file=str(source)) from error


def _length(path: Path) -> int:
    """Whole seconds of a film, at least one."""
    import av

    try:
        with av.open(str(path)) as film:
            return max(1, (film.duration or 0) // 1_000_000)
    except (av.FFmpegError, OSError) as error:
        raise EnvironmentFault(f"the film cannot be read: {error}", file=str(path)) from error


def _tags(parcel: Parcel) -> Tags:
    made = parcel.made
    return Tags(made.title, "", "", made.language, made.date, 0, f"{made.licence} · {made.credits}")


def _hashes(parcel: Parcel) -> dict[str, str]:
    return {file.path: file.sha256 for file in parcel.made.files}


def _coder() -> str:
    return process.ffmpeg().rsplit("/", 1)[-1]
