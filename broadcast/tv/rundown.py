"""The rundown: a row a segment, counted in frames of the format's rate so that every sum is exact.

The last running time is the slot; the first back time is the slot too, and each counts down to the end.
`plan` is the rundown as data; the CSV here, the workbook and the PDF beside are written from it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from broadcast.episode.model import Cue, Episode, Segment
from broadcast.language.catalogue import Messages
from broadcast.language.counting import count
from broadcast.language.model import Language
from broadcast.script.spreadsheet import inert
from broadcast.timecode import SAMPLE_RATE, Rate, frame_of, slot_frames, timecode
from broadcast.tv.align import pieces

COLUMNS = ("page", "slug", "segment", "start", "estimated", "actual", "frames", "running", "back", "over", "type", "first")
FIRST_WORDS = 6
"""Words of the first cue that a director recognises it by."""


@dataclass(frozen=True, slots=True)
class Row:
    """A segment in the rundown; all times in frames."""

    page: int
    slug: str
    title: str
    start: int
    estimated: int
    actual: int
    type: str
    """`VO` graphics under a voice, `SOT` with recorded takes, `GFX` graphics and music alone."""
    first: str

    @property
    def end(self) -> int:
        return self.start + self.actual

    @property
    def over(self) -> int:
        """Frames longer (shorter: below 0) than its words alone were reckoned to take."""
        return self.actual - self.estimated


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole rundown, in the words of the class's language."""

    title: str
    subtitle: str
    language: str
    names: dict[str, str]
    """What each of COLUMNS is called."""
    total: str
    """The word before the sums."""
    rate: Rate
    frames: int
    """Of the slot."""
    rows: tuple[Row, ...]

    def back(self, row: Row) -> int:
        """Frames from the row's start to the end of the slot."""
        return self.frames - row.start

    def signed(self, frames: int) -> str:
        """`+00:00:04:12`: so much over, or under."""
        return ("-" if frames < 0 else "+" if frames else "") + timecode(abs(frames), self.rate)


def plan(episode: Episode, messages: Messages) -> Plan:
    """The rundown as data."""
    rate = Rate.parse(episode.frame_rate)
    facts = (episode.programme, messages.language.name, episode.slot, f"{rate} fps", episode.edition, episode.date)
    return Plan(
        title=episode.title,
        subtitle=" · ".join(fact for fact in facts if fact),
        language=episode.language,
        names={name: messages.text(f"tv.rundown.{name}") for name in COLUMNS},
        total=messages.text("tv.rundown.total"),
        rate=rate,
        frames=slot_frames(episode.length, rate),
        rows=rows(episode, messages),
    )


def rows(episode: Episode, messages: Messages) -> tuple[Row, ...]:
    """The rows; their `actual` frames add up to the slot."""
    rate = Rate.parse(episode.frame_rate)
    total = slot_frames(episode.length, rate)
    segments = [segment for segment in episode.segments if segment.cues]
    starts = [min(frame_of(segment.start, rate), total) for segment in segments] + [total]
    return tuple(
        Row(
            page=page,
            slug=segment.slug,
            title=segment.title,
            start=starts[page - 1],
            estimated=frame_of(sum(estimate(cue, messages.language) for cue in segment.cues), rate),
            actual=starts[page] - starts[page - 1],
            type=_type(segment),
            first=_first(segment, messages),
        )
        for page, segment in enumerate(segments, 1)
    )


def estimate(cue: Cue, language: Language) -> int:
    """Samples a cue should take by its words alone, at the language's words a minute; waits and music at their ideal."""
    if not cue.parts:
        return cue.ideal or cue.duration
    words = sum(count(part.spoken) for part in cue.parts)
    return round(Fraction(words * 60 * SAMPLE_RATE, language.words_a_minute)) + sum(part.wait for part in cue.parts)


def _type(segment: Segment) -> str:
    voices = {cue.voice for cue in segment.cues if cue.parts}
    return "SOT" if "take" in voices else "VO" if voices else "GFX"


def _first(segment: Segment, messages: Messages) -> str:
    cue = segment.cues[0]
    language = messages.language
    words = [f"{word} " for word in cue.text.split()] if language.spaced else pieces(cue.text, language.tag)
    start = "".join(words[:FIRST_WORDS]).strip() + (" …" if len(words) > FIRST_WORDS else "")
    return f"{cue.number} {start or cue.note or messages.text('tv.rundown.music')}"


def rundown(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the rundown as CSV: UTF-8 without a mark at its start, lines end in LF."""
    told = plan(episode, messages)
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write([inert(told.names[name]) for name in COLUMNS])
    for row in told.rows:
        write(
            [
                f"{row.page:02d}",
                inert(row.slug),
                inert(row.title),
                *(timecode(value, told.rate) for value in (row.start, row.estimated, row.actual)),
                row.actual,
                *(timecode(value, told.rate) for value in (row.end, told.back(row))),
                told.signed(row.over),
                row.type,
                inert(row.first),
            ]
        )
    path.write_text(text.getvalue(), "utf-8", newline="")
