"""`cues.csv`: every cue with its exact place in the programme, for a playout system or a sound editor.

number, id, segment, kind, role, start and duration (HH:MM:SS.mmm), samples (the duration at 48 kHz), text, box (0: none),
wait (how the class answers). Comma-separated, RFC 4180, UTF-8.
"""

from __future__ import annotations

import csv
from pathlib import Path

from broadcast.episode.model import Cue, Episode, Segment
from broadcast.errors import EnvironmentFault
from broadcast.language.catalogue import Messages
from broadcast.script.spreadsheet import inert
from broadcast.timecode import hms

COLUMNS = ("number", "id", "segment", "kind", "role", "start", "duration", "samples", "text", "box", "wait")


def cues_csv(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the cue sheet; EnvironmentFault where the file cannot be written. Its words are data: the same in every language."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file, lineterminator="\r\n")
            sheet.writerow(COLUMNS)
            sheet.writerows(_row(segment, cue) for segment in episode.segments for cue in segment.cues)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def _row(segment: Segment, cue: Cue) -> tuple[object, ...]:
    return (
        cue.number, cue.id, segment.id, cue.kind, cue.role, hms(cue.start), hms(cue.duration), cue.duration,
        inert(cue.text or cue.note), cue.box, cue.wait or "",
    )  # fmt: skip
