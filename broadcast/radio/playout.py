"""What playout systems read beside the sound: a request for Liquidsoap, and Rivendell's metadata for `rdimport --xml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from broadcast.audio.files import Tags
from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault
from broadcast.radio.wave import LAST_DATE, ascii_only, intro, out_cue
from broadcast.timecode import SAMPLE_RATE

PROGRAMME = "programme.wav"


def liquidsoap(path: Path, episode: Episode, tags: Tags) -> None:
    """One `annotate:` line: tags, and that the whole file is played, neither less nor faded. Its file lies beside it."""
    end = f"{episode.length // SAMPLE_RATE}.{episode.length % SAMPLE_RATE * 1000 // SAMPLE_RATE:03}"
    fields = {
        "title": tags.title, "artist": tags.artist, "album": tags.album, "genre": tags.genre, "date": tags.date,
        "language": tags.language, "tracknumber": str(tags.track), "duration": end, "liq_cue_in": "0.000", "liq_cue_out": end,
        "liq_fade_in": "0.", "liq_fade_out": "0.", "liq_cross_duration": "0.",
    }  # fmt: skip
    told = ",".join(f'{name}="{_quoted(value)}"' for name, value in fields.items() if value)
    _write(path, f"annotate:{told}:{PROGRAMME}\n")


def _quoted(text: str) -> str:
    """A text between Liquidsoap's quotes: a line, its quotes and backslashes marked."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def rivendell(path: Path, episode: Episode, tags: Tags) -> None:
    """RDXML, an element a line, as `rdimport --xml` reads it from the file that has the sound's name."""
    milliseconds = episode.length * 1000 // SAMPLE_RATE
    whole: dict[str, str | int] = {
        "title": tags.title, "artist": tags.artist, "album": tags.album, "year": tags.date[:4],
        "userDefined": episode.edition, "forcedLength": episode.slot.partition(".")[0],
    }  # fmt: skip
    cut: dict[str, str | int] = {
        "description": tags.title, "outcue": out_cue(episode), "originName": ascii_only(episode.station),
        "startDatetime": f"{episode.date}T00:00:00" if episode.date else "",
        "endDatetime": f"{LAST_DATE}T23:59:59" if episode.date else "",
        "length": milliseconds, "startPoint": 0, "endPoint": milliseconds,
        "talkStartPoint": 0, "talkEndPoint": intro(episode) * 1000 // SAMPLE_RATE,
    }  # fmt: skip
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<cart>", *_elements(whole, 1), "  <cutList>", "    <cut>"]
    lines += [*_elements(cut, 3), "    </cut>", "  </cutList>", "</cart>"]
    _write(path, "\n".join(lines) + "\n")


def _elements(values: Mapping[str, str | int], depth: int) -> list[str]:
    return [
        f"{'  ' * depth}<{name}>{escape(' '.join(str(value).split()))}</{name}>" for name, value in values.items() if value != ""
    ]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error
