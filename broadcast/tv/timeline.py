"""The programme for an editing desk: OpenTimelineIO and a CMX 3600 list, an event a segment, a marker a cue.

OpenTimelineIO's files are plain JSON, written here by its documented schemas
(https://opentimelineio.readthedocs.io/en/stable/tutorials/otio-serialized-schema-only-fields.html). The list is written here too: it
says drop-frame, where the record starts, and every cue, which the known converters leave out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from broadcast.episode.model import Cue, Episode
from broadcast.language.catalogue import Messages
from broadcast.timecode import SAMPLE_RATE, Rate, frame_number, frame_of, slot_frames, timecode
from broadcast.tv.rundown import Row, rows

STARTS = {False: "10:00:00:00", True: "01:00:00;00"}
"""Where the record starts unless a station's master says otherwise; True: numbers are dropped. As stations of each world have it
(`media/formats/masters`)."""
VIDEO = "programme.mp4"
COLOURS = {"ask": "YELLOW", "wait": "RED", "answer": "GREEN", "music": "PURPLE", "effect": "PURPLE"}
"""Of a cue's marker by its kind; others are cyan. The names are OpenTimelineIO's."""
PLAIN = str.maketrans({"¡": "", "¿": "", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
"""Signs that have a plain one in their place."""
TITLE, COMMENT = 70, 60
"""Letters of a title and of a comment in a CMX 3600 list."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue on the timeline."""

    frame: int
    frames: int
    colour: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """A segment, and its cues."""

    row: Row
    marks: tuple[Mark, ...]


def events(episode: Episode, messages: Messages) -> tuple[Event, ...]:
    """The segments that are on air for at least a frame."""
    rate, total = Rate.parse(episode.frame_rate), slot_frames(episode.length, Rate.parse(episode.frame_rate))
    filled = [segment for segment in episode.segments if segment.cues]
    return tuple(
        Event(row, tuple(_mark(cue, rate, total) for cue in segment.cues))
        for row, segment in zip(rows(episode, messages), filled, strict=True)
        if row.actual
    )


def timeline_otio(path: Path, episode: Episode, messages: Messages, *, sound: str = "", first: int | None = None) -> None:
    """Write `timeline.otio`; `sound` is the WAV as seen from it, empty where the video's own is all there is."""
    rate = Rate.parse(episode.frame_rate)
    found = events(episode, messages)
    frames = slot_frames(episode.length, rate)
    video = _reference(VIDEO, _range(0, frames, float(rate.fraction)))
    audio = _reference(sound, _range(0, episode.length, SAMPLE_RATE)) if sound else video
    tracks = (("V1", "Video", video, True), ("A1", "Audio", audio, False))
    timeline = {
        "OTIO_SCHEMA": "Timeline.1",
        "metadata": {"broadcast": {"lesson": episode.lesson, "language": episode.language, "edition": episode.edition}},
        "name": episode.title,
        "global_start_time": _time(_first(rate) if first is None else first, float(rate.fraction)),
        "tracks": _item("Stack.1", "tracks") | {"children": [_track(found, rate, *track) for track in tracks]},
    }
    path.write_text(json.dumps(timeline, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def timeline_edl(path: Path, episode: Episode, messages: Messages, *, first: int | None = None) -> None:
    """Write `timeline.edl`: ASCII, lines end in CR LF, as the desks of its time have them."""
    rate = Rate.parse(episode.frame_rate)
    start = _first(rate) if first is None else first
    lines = [
        f"TITLE: {_ascii(f'{episode.lesson} {episode.language}')[:TITLE]}",
        f"FCM: {'' if rate.drop_frame else 'NON-'}DROP FRAME",
        "",
    ]
    for number, event in enumerate(events(episode, messages), 1):
        row = event.row
        spots = (row.start, row.end, start + row.start, start + row.end)
        lines.append(f"{number:03d}  AX       B     C        {' '.join(timecode(frame, rate) for frame in spots)}")
        lines.append(f"* FROM CLIP NAME: {row.slug}")
        lines.append(f"* SOURCE FILE: {VIDEO}")
        lines.append(f"* COMMENT: {row.page:02d} {row.type} {row.slug}")
        lines += [
            f"* LOC: {timecode(start + mark.frame, rate)} {mark.colour:7} {_ascii(f'{mark.name} {mark.words}')[:COMMENT].rstrip()}"
            for mark in event.marks
        ]
    path.write_text("\r\n".join(lines) + "\r\n", "ascii", newline="")


def _first(rate: Rate) -> int:
    return frame_number(STARTS[rate.drop_frame], rate)


def _mark(cue: Cue, rate: Rate, total: int) -> Mark:
    at, end = min(frame_of(cue.start, rate), total - 1), min(frame_of(cue.start + cue.duration, rate), total)
    return Mark(at, max(end - at, 0), COLOURS.get(cue.kind, "CYAN"), str(cue.number), " ".join((cue.text or cue.note).split()))


def _ascii(text: str) -> str:
    """The text in the letters of CMX 3600: accents fall away, what else there is becomes a question mark."""
    plain = "".join(letter for letter in normalize("NFKD", text.translate(PLAIN)) if not combining(letter))
    return "".join(letter if " " <= letter <= "~" else "?" for letter in plain)


def _track(found: Sequence[Event], rate: Rate, name: str, kind: str, reference: dict[str, Any], marked: bool) -> dict[str, Any]:
    clips = [_clip(event, float(rate.fraction), reference, marked) for event in found]
    return _item("Track.1", name) | {"children": clips, "kind": kind}


def _clip(event: Event, rate: float, reference: dict[str, Any], marked: bool) -> dict[str, Any]:
    row = event.row
    return _item("Clip.2", row.title) | {
        "metadata": {"broadcast": {"page": row.page, "slug": row.slug, "type": row.type}},
        "source_range": _range(row.start, row.actual, rate),
        "markers": list(_markers(event.marks, rate)) if marked else [],
        "media_references": {"DEFAULT_MEDIA": reference},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def _markers(marks: Sequence[Mark], rate: float) -> Iterator[dict[str, Any]]:
    for mark in marks:
        yield {
            "OTIO_SCHEMA": "Marker.2",
            "metadata": {},
            "name": mark.name,
            "color": mark.colour,
            "marked_range": _range(mark.frame, mark.frames, rate),
            "comment": mark.words,
        }


def _item(schema: str, name: str) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": schema, "metadata": {}, "name": name, "source_range": None, "effects": [], "markers": [], "enabled": True,
    }  # fmt: skip


def _reference(url: str, available: dict[str, Any]) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "ExternalReference.1", "metadata": {}, "name": url.rpartition("/")[2], "available_range": available,
        "available_image_bounds": None, "target_url": url,
    }  # fmt: skip


def _time(value: int, rate: float) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(value)}


def _range(start: int, duration: int, rate: float) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "TimeRange.1", "duration": _time(duration, rate), "start_time": _time(start, rate)}
