"""Captions as files: SubRip and WebVTT, and back from either for the checks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.language.catalogue import Messages
from broadcast.timecode import Rate, hms, sample_of
from broadcast.tv.captions import Caption, captions


def captions_srt(path: Path, episode: Episode, messages: Messages) -> None:
    """Write SubRip: UTF-8, numbered from 1, times with a comma."""
    rate = Rate.parse(episode.frame_rate)
    blocks = [
        f"{number}\n{_times(caption, rate, ',')}\n" + "\n".join(caption.lines) + "\n"
        for number, caption in enumerate(captions(episode, messages), 1)
    ]
    path.write_text("\n".join(blocks), "utf-8", newline="")


def captions_vtt(path: Path, episode: Episode, messages: Messages) -> None:
    """Write WebVTT with its language in the header."""
    rate = Rate.parse(episode.frame_rate)
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {episode.language}\n"]
    for number, caption in enumerate(captions(episode, messages), 1):
        blocks.append(f"{number}\n{_times(caption, rate, '.')}\n" + "\n".join(map(_escaped, caption.lines)) + "\n")
    path.write_text("\n".join(blocks), "utf-8", newline="")


def _times(caption: Caption, rate: Rate, separator: str) -> str:
    return f"{hms(sample_of(caption.start, rate), separator)} --> {hms(sample_of(caption.end, rate), separator)}"


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_captions(path: Path, rate: Rate) -> tuple[Caption, ...]:
    """The captions of a finished file as pysubs2 reads them, in frames; InputError when it cannot."""
    import pysubs2

    try:
        subtitles: Sequence[pysubs2.SSAEvent] = pysubs2.load(str(path), encoding="utf-8").events
    except (OSError, UnicodeDecodeError, pysubs2.Pysubs2Error) as error:
        raise InputError(f"the captions cannot be read: {error}", file=str(path)) from error

    def frame(milliseconds: int) -> int:
        return round(Fraction(milliseconds, 1000) * rate.fraction)

    return tuple(Caption(frame(event.start), frame(event.end), tuple(event.plaintext.split("\n"))) for event in subtitles)
