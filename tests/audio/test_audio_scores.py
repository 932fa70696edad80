"""The music: each score by its own promises."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyloudnorm
import pytest

from broadcast.artifact import Store
from broadcast.audio import scores
from broadcast.audio.plan import BED, CLOSE, OPEN, ROOM, TICK
from broadcast.errors import InputError

NAMES = scores.names()
IN_C = {0, 2, 4, 5, 7, 9, 11}


@pytest.fixture(scope="module")
def played() -> dict[str, np.ndarray]:
    return {name: scores.render(scores.load(name)) for name in NAMES}


def test_all_that_a_plan_names_are_there() -> None:
    assert {"opening", "closing", "segment", BED, OPEN, CLOSE, TICK, ROOM} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_score_is_ours_in_its_key_and_in_time(name: str) -> None:
    score = scores.load(name)
    assert score.licence == "CC0-1.0"
    for track in score.track:
        notes = scores.read_notes(track.notes)
        steps = {round(69 + 12 * np.log2(pitch / 440)) % 12 for note in notes for pitch in note.pitches}
        assert steps <= IN_C, "all scores are in C, so that any two may follow each other"
        if score.loop:
            assert scores.beats(track.notes) * 60 / score.tempo == pytest.approx(score.length / 48000), (
                "a track is shorter than its loop"
            )


def test_stings_end_at_home() -> None:
    for name in ("opening", "segment"):
        bass = next(track for track in scores.load(name).track if track.instrument == "bass")
        assert scores.read_notes(bass.notes)[-1].pitches[0] % scores.hertz("C0") == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_its_sound(name: str, played: dict[str, np.ndarray]) -> None:
    score, sound = scores.load(name), played[name]
    assert len(sound) == score.length
    assert np.abs(sound).max() < 0.71, "three decibels of room"
    assert np.abs(sound.mean(axis=0)).max() < 0.002, "no constant"
    if score.length > 48000 and score.loudness > -60:
        assert pyloudnorm.Meter(48000).integrated_loudness(sound.astype(float)) == pytest.approx(score.loudness, abs=0.3)
    power = np.abs(np.fft.rfft(sound.sum(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / 48000)
    assert power[hertz < 30].sum() < 0.01 * power.sum(), "no rumble"
    assert power[(hertz > 200) & (hertz < 5000)].sum() > 0.25 * power.sum(), "carried by a small loudspeaker"
    left, right = sound.T.astype(float)
    assert (((left + right) / 2) ** 2).mean() > 0.35 * (sound**2).mean(), "nothing vanishes in mono"


@pytest.mark.parametrize("name", [name for name in NAMES if scores.load(name).loop])
def test_a_loop_joins(name: str, played: dict[str, np.ndarray]) -> None:
    sound = played[name]
    inside = np.abs(np.diff(sound, n=2, axis=0))
    join = np.abs(np.diff(np.concatenate((sound[-4:], sound[:4])), n=2, axis=0)).max()
    assert join <= inside.max()
    if name != ROOM:  # music: the step across the join is as its neighbours'
        assert np.abs(sound[0] - sound[-1]).max() <= 2 * max(
            np.abs(np.diff(sound[-480:], axis=0)).max(), np.abs(np.diff(sound[:480], axis=0)).max()
        )


@pytest.mark.parametrize("name", [name for name in NAMES if not scores.load(name).loop])
def test_a_sting_begins_and_ends_in_silence(name: str, played: dict[str, np.ndarray]) -> None:
    sound = played[name]
    assert np.abs(sound[0]).max() < 1e-4 and np.abs(sound[-3:]).max() < 1e-4


def test_the_sounds_that_open_and_close_a_wait_are_told_apart(played: dict[str, np.ndarray]) -> None:
    def pitches(sound: np.ndarray) -> tuple[float, float]:
        return tuple(
            float(np.fft.rfft(part.sum(axis=1) * np.hanning(len(part)), 96000).__abs__().argmax()) / 2
            for part in (sound[200:5600], sound[7000:16000])
        )  # type: ignore[return-value]

    up, down = pitches(played["open"]), pitches(played["close"])
    assert up[1] / up[0] == pytest.approx(1.5, rel=0.02) and down[0] / down[1] == pytest.approx(1.5, rel=0.02)


def test_a_score_is_rendered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    first = scores.rendered("tick", store)
    monkeypatch.setattr(scores, "render", lambda score: pytest.fail("rendered again"))
    assert np.array_equal(scores.rendered("tick", store), first)


def test_an_unknown_score_lists_the_known() -> None:
    with pytest.raises(InputError, match="closing"):
        scores.load("polka")


@pytest.mark.parametrize("text", ["H5:1", "C5", "C5:x", "C:1"])
def test_what_is_no_note_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="no note"):
        scores.read_notes(text)


def test_notes_are_read() -> None:
    notes = scores.read_notes("A4:1 -:.5 | C5+E5:2!")
    assert [(note.at, note.beats, note.soft, len(note.pitches)) for note in notes] == [(0, 1, False, 1), (1.5, 2, True, 2)]
    assert notes[0].pitches == (440,)
