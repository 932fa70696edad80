"""Graphics list and timelines, read back by OpenTimelineIO and by their own rules."""

from __future__ import annotations

import csv
import io
import re
import warnings
from pathlib import Path

import pytest

from broadcast.episode.model import Episode
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, frame_number, frame_of, slot_frames
from broadcast.tv.graphics import THIRD, graphics_csv
from broadcast.tv.rundown import rows
from broadcast.tv.storyboard import storyboard
from broadcast.tv.timeline import timeline_edl, timeline_otio
from tests.sample import exemplar

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it says of other people's plug-ins
    otio = pytest.importorskip("opentimelineio")

RATES = ("25", "30000/1001")
START = {"25": 900_000, "30000/1001": 107_892}
"""10:00:00:00 at 25 frames, 01:00:00;00 at 29.97: 108 000 numbers less the 108 dropped."""
NASTY = '=HYPERLINK("x")\r\n* LOC: 00:00:00:00 RED “¡ñandú!” 中文 {}'


def _at(rate: str) -> Episode:
    return exemplar().model_copy(update={"frame_rate": rate})


def _titled(rate: str) -> Episode:
    episode = _at(rate)
    cues = tuple(
        cue.model_copy(update={"text": NASTY, "shot": cue.shot and cue.shot.model_copy(update={"heading": NASTY})})
        for cue in episode.segments[0].cues
    )
    first = episode.segments[0].model_copy(update={"title": NASTY, "cues": cues})
    return episode.model_copy(update={"title": NASTY, "segments": (first, *episode.segments[1:])})


@pytest.mark.parametrize("rate", RATES)
def test_the_timeline_has_every_segment_and_every_cue(tmp_path: Path, rate: str) -> None:
    episode, en = _titled(rate), messages("en")
    timeline_otio(tmp_path / "t.otio", episode, en, sound="../radio/programme.wav")
    line = otio.adapters.read_from_file(str(tmp_path / "t.otio"))
    exact = Rate.parse(rate)
    assert line.name == NASTY
    assert line.global_start_time.value == START[rate]
    assert line.global_start_time.rate == pytest.approx(float(exact.fraction))
    assert line.duration().value == slot_frames(episode.length, exact)
    (video,), (audio,) = line.video_tracks(), line.audio_tracks()
    assert [(clip.name, clip.source_range.start_time.value, clip.source_range.duration.value) for clip in video] == [
        (row.title, row.start, row.actual) for row in rows(episode, en)
    ]
    assert [clip.source_range for clip in audio] == [clip.source_range for clip in video]
    marks = [mark for clip in video for mark in clip.markers]
    assert [(mark.name, mark.marked_range.start_time.value) for mark in marks] == [
        (str(cue.number), frame_of(cue.start, exact)) for cue in episode.cues
    ]
    for clip in video:
        inside = clip.source_range
        assert all(inside.contains(mark.marked_range.start_time) for mark in clip.markers)
    assert {clip.media_reference.target_url for clip in video} == {"programme.mp4"}
    assert {clip.media_reference.target_url for clip in audio} == {"../radio/programme.wav"}
    assert {clip.media_reference.available_range.duration.value for clip in audio} == {300 * SAMPLE_RATE}
    again = otio.adapters.read_from_string(otio.adapters.write_to_string(line, "otio_json"), "otio_json")
    assert again.is_equivalent_to(line), "nothing was lost in reading"


def test_without_a_wav_the_sound_is_the_video_s_own(tmp_path: Path) -> None:
    timeline_otio(tmp_path / "t.otio", _at("25"), messages("en"), first=0)
    line = otio.adapters.read_from_file(str(tmp_path / "t.otio"))
    assert {clip.media_reference.target_url for track in line.tracks for clip in track} == {"programme.mp4"}
    assert line.global_start_time.value == 0


@pytest.mark.parametrize("rate", RATES)
def test_the_list_has_the_same_cuts_and_its_start(tmp_path: Path, rate: str) -> None:
    episode, en, exact = _titled(rate), messages("en"), Rate.parse(rate)
    timeline_edl(tmp_path / "t.edl", episode, en)
    timeline_otio(tmp_path / "t.otio", episode, en)
    whole = otio.adapters.read_from_file(str(tmp_path / "t.otio"))
    listed = otio.adapters.read_from_file(str(tmp_path / "t.edl"), rate=float(exact.fraction))
    cuts = [(clip.source_range.start_time.value, clip.source_range.duration.value) for clip in whole.video_tracks()[0]]
    for track in (*listed.video_tracks(), *listed.audio_tracks()):
        assert [(clip.source_range.start_time.value, clip.source_range.duration.value) for clip in track] == cuts
    lines = (tmp_path / "t.edl").read_bytes().decode("ascii").split("\r\n")
    assert not any("\n" in line or len(line) > 128 for line in lines)
    assert lines[1] == ("FCM: DROP FRAME" if exact.drop_frame else "FCM: NON-DROP FRAME")
    assert sum('RED "nandu!" ?? {}' in line for line in lines) == len(episode.segments[0].cues)
    events = [line.split() for line in lines if re.match(r"\d{3} ", line)]
    assert len(events) == len(episode.segments)
    assert [len(event) for event in events] == [8] * len(events)
    assert frame_number(events[0][6], exact) == START[rate]
    assert frame_number(events[-1][7], exact) == START[rate] + slot_frames(episode.length, exact)
    assert [event[7] for event in events[:-1]] == [event[6] for event in events[1:]]
    marks = [line.split()[2] for line in lines if line.startswith("* LOC: ")]
    assert [frame_number(mark, exact) - START[rate] for mark in marks] == [frame_of(cue.start, exact) for cue in episode.cues]
    assert [line.split()[-1] for line in lines if line.startswith("* COMMENT: ")] == [row.slug for row in rows(episode, en)]


@pytest.mark.parametrize("rate", RATES)
def test_the_graphics_cover_the_programme(tmp_path: Path, rate: str) -> None:
    episode, en, exact = _titled(rate), messages("en"), Rate.parse(rate)
    graphics_csv(tmp_path / "g.csv", episode, en)
    found = list(csv.DictReader(io.StringIO((tmp_path / "g.csv").read_bytes().decode("utf-8"), newline="")))
    assert [int(row["number"]) for row in found] == list(range(1, len(found) + 1))
    spans = [(frame_number(row["in"], exact), frame_number(row["out"], exact)) for row in found]
    pictures = [span for span, row in zip(spans, found, strict=True) if row["template"] != THIRD]
    assert pictures[0][0] == 0 and pictures[-1][1] == slot_frames(episode.length, exact)
    assert [end for _, end in pictures[:-1]] == [start for start, _ in pictures[1:]], "no gap and no overlap"
    board = storyboard(episode, en)
    for (start, end), row in zip(spans, found, strict=True):
        states = [state for state in board.states if state.start < end and state.end > start]
        if row["template"] == THIRD:
            assert {state.band.text for state in states} == {row["words"]}
        else:
            assert {str(state.picture.box or "") for state in states} == {row["box"]}
    assert {row["box"] for row in found} >= {"1", "2", "3", "4", "5"}
    assert found[0]["words"].startswith("'=HYPERLINK")
