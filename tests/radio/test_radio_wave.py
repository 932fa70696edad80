"""What stands in the WAV beside its sound, as other readers find it: wavinfo, mutagen, soundfile, and AES46 by hand."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import mutagen.wave
import numpy as np
import pyloudnorm
import pytest
import soundfile
import wavinfo

from broadcast.audio.files import Tags, WavWriter
from broadcast.audio.loudness import Loudness, measure
from broadcast.episode.model import Episode
from broadcast.radio import wave
from tests.sample import exemplar

SECONDS = 12


def tags(episode: Episode) -> Tags:
    return Tags(episode.title, "Ana", episode.programme, episode.language, episode.date, 3, episode.licence)


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    rng = np.random.default_rng(5)
    swell = 0.05 + 0.04 * np.sin(np.arange(48000 * SECONDS) / 48000)[:, None]
    return (rng.standard_normal((48000 * SECONDS, 2)) * swell).astype(np.float32)


@pytest.fixture(scope="module")
def whole() -> Episode:
    update = {
        "title": "El robot – ¿qué camino?",
        "programme": "Código en papel",
        "date": "2026-03-09",
        "presenter": "Ana",
        "second": "Íñigo",
    }
    return exemplar().model_copy(update=update)


@pytest.fixture(scope="module")
def path(sound: np.ndarray, whole: Episode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("wave") / "a.wav", sound, whole)


def made(path: Path, sound: np.ndarray, episode: Episode) -> Path:
    with WavWriter(path, len(sound), wave.before(episode), wave.after(episode, tags(episode))) as out:
        out.write(sound)
    wave.measured(path, measure(path))
    return path


def chunks(path: Path) -> dict[str, bytes]:
    data = path.read_bytes()
    assert (data[:4], data[8:12], struct.unpack("<I", data[4:8])[0]) == (b"RIFF", b"WAVE", len(data) - 8)
    found, at = {}, 12
    while at < len(data):
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        found[data[at : at + 4].decode()] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    assert at == len(data)
    return found


def test_the_samples_are_those_of_a_plain_file(path: Path, sound: np.ndarray, tmp_path: Path) -> None:
    with WavWriter(tmp_path / "plain.wav", len(sound)) as out:
        out.write(sound)
    assert chunks(path)["data"] == chunks(tmp_path / "plain.wav")["data"]
    assert np.array_equal(soundfile.read(path, dtype="int32")[0], soundfile.read(tmp_path / "plain.wav", dtype="int32")[0])


def test_bext_is_of_version_2_and_holds_what_another_meter_measures(path: Path, sound: np.ndarray) -> None:
    found = wavinfo.WavInfoReader(str(path)).bext
    assert found is not None and found.version == 2 and found.time_reference == 0
    assert found.description == "El robot - que camino? / Codigo en papel / L01-en-1"
    assert found.originator_date == "2026-03-09" and found.originator_time == "00:00:00"
    assert found.coding_history.strip("\0\r\n") == "A=PCM,F=48000,W=24,M=stereo,T=Broadcast"
    meter = pyloudnorm.Meter(48000)
    assert found.loudness_value == pytest.approx(meter.integrated_loudness(sound), abs=0.1)
    second = 48000
    short = max(loud(sound[at : at + 3 * second]) for at in range(0, len(sound) - 3 * second + 1, second // 10))
    assert found.max_shortterm_loudness == pytest.approx(short, abs=0.1)
    instant = max(loud(sound[at : at + 19200]) for at in range(0, len(sound) - 19200 + 1, second // 10))
    assert found.max_momentary_loudness == pytest.approx(instant, abs=0.15)
    assert found.max_true_peak >= 20 * np.log10(np.abs(sound).max()) - 0.1
    assert found.loudness_range == pytest.approx(measure(path).range, abs=0.01)


def loud(sound: np.ndarray) -> float:
    """Loudness of a piece without a gate, by pyloudnorm's filters."""
    meter = pyloudnorm.Meter(48000)
    filtered = sound.astype(np.float64)
    for stage in meter._filters.values():
        filtered = np.stack([stage.apply_filter(filtered[:, channel]) for channel in (0, 1)], axis=1)
    return float(-0.691 + 10 * np.log10((filtered**2).mean(axis=0).sum()))


def test_a_figure_that_was_not_measured_is_marked_as_unknown(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.wav"
    copy.write_bytes(path.read_bytes())
    nothing = float("-inf")
    wave.measured(copy, Loudness(-23.0, nothing, 0.0, 0.0, nothing, float("nan")))
    assert struct.unpack("<5h", chunks(copy)["bext"][412:422]) == (-2300, 0, 0x7FFF, 0x7FFF, 0x7FFF)


def test_every_field_of_the_cart(path: Path, whole: Episode) -> None:
    found = chunks(path)["cart"]
    assert len(found) == 2048
    texts = [found[at : at + 64].rstrip(b"\0").decode("ascii") for at in range(4, 452, 64)]
    last = [part.text for cue in whole.cues for part in cue.parts][-1]
    assert found[:4] == b"0101"
    assert texts[:6] == ["El robot - que camino?", "Ana, Inigo", "L01-en-1", "Radio Example", "EDUCATION", "Codigo en papel"]
    assert texts[6] and last.endswith(texts[6].split()[-1]) and len(texts[6]) < 64
    assert found[452:488] == b"2026-03-0900:00:009999-12-3123:59:59"
    assert found[488:552].rstrip(b"\0") == b"Broadcast"
    assert struct.unpack("<i", found[680:684]) == (32768,)
    timers = dict(struct.unpack("<4sI", found[at : at + 8]) for at in range(684, 684 + 48, 8))
    speaks = next(cue.start for cue in whole.cues if cue.parts)
    assert timers == {
        b"AUDs": 0, b"AUDe": whole.length, b"INTs": 0, b"INTe": speaks, b"SEGs": whole.length, b"SEGe": whole.length,
    }  # fmt: skip
    assert 0 < speaks < whole.length


def test_a_marker_a_segment_and_the_speed(path: Path, whole: Episode) -> None:
    info = wavinfo.WavInfoReader(str(path))
    assert info.cues is not None
    marks = {cue.name: cue.position for cue in info.cues.cues}
    assert list(marks.values()) == [segment.start for segment in whole.segments if segment.cues]
    labels = [label.text.rstrip("\0") for label in info.cues.labels]
    assert labels == [wave.ascii_only(segment.title, segment.slug) for segment in whole.segments if segment.cues]
    assert info.ixml is not None and info.ixml.project == "Código en papel"
    speed = info.ixml.parsed.find(".//SPEED")
    assert {child.tag: child.text for child in speed}["TIMECODE_RATE"] == "25/1"


def test_id3_has_the_title_with_all_its_letters(path: Path) -> None:
    found = mutagen.wave.WAVE(path)
    assert str(found.tags["TIT2"]) == "El robot – ¿qué camino?"
    assert str(found.tags["TDRC"]) == "2026-03-09"


def test_the_same_bytes_twice(path: Path, sound: np.ndarray, whole: Episode, tmp_path: Path) -> None:
    again = made(tmp_path / "again.wav", sound, whole)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()


@pytest.mark.parametrize(
    ("text", "plain"),
    [("¿Qué?", "Que?"), ("Робот", "L01"), ("机器人", "L01"), ("“a” – b’s", '"a" - b\'s'), ("a\nb\x07c", "a b c"), ("", "L01")],
)
def test_text_of_a_station_is_ascii(text: str, plain: str) -> None:
    assert wave.ascii_only(text, "L01") == plain


def test_a_title_that_ascii_cannot_write_becomes_the_edition(whole: Episode) -> None:
    odd = whole.model_copy(update={"title": "Робот", "date": ""})
    found = wave.cart(odd)
    assert found[4:68].rstrip(b"\0") == b"L01-en-1"
    assert found[452:462] == b"1900-01-01"
