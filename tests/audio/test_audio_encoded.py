"""Copies of the programme and its stems: read by mutagen, libsndfile and libav."""

from __future__ import annotations

from pathlib import Path

import av
import mutagen
import mutagen.easyid3
import numpy as np
import pytest
import soundfile
from audio_cases import episode, music, say, timed, wait

from broadcast.artifact import Store
from broadcast.audio import encoded, files, mix
from broadcast.audio.speech import speak
from broadcast.audio.stems import gain, stem
from broadcast.errors import EnvironmentFault
from broadcast.language.model import load

TAGS = files.Tags(
    title="Робот", artist="Ana", album="Season one", language="es-419", date="2026-03-02", track=3, licence="CC BY 4.0",
    chapters=(files.Chapter("Hola", 0, 48000), files.Chapter("Adiós", 48000 * 61 + 24, 48000 * 70)),
)  # fmt: skip


class Profile:
    loudness, tolerance, true_peak, silence_level = -23.0, 0.2, -1.0, -45.0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, mix.Mixer, mix.Programme]:
    folder = tmp_path_factory.mktemp("copies")
    store = Store(folder / "cache")
    raw = episode("en", music("sting", "opening", 5), say("a", "Hello, robot!"), wait("think", 9), say("b", "We say it again."))
    speeches = speak(raw, language=load("en"), store=store)
    whole = timed(raw, speeches)
    programme = mix.programme(folder / "p.wav", whole, speeches, Profile(), store)
    return folder / "p.wav", mix.mixer(whole, speeches, store), programme


def read(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="int32", always_2d=True)[0] >> 8


def test_flac_has_every_sample_and_full_tags(made: tuple[Path, mix.Mixer, mix.Programme], tmp_path: Path) -> None:
    encoded.flac(tmp_path / "p.flac", made[0], TAGS)
    assert soundfile.info(tmp_path / "p.flac").subtype == "PCM_24"
    assert np.array_equal(read(tmp_path / "p.flac"), read(made[0]))
    easy = mutagen.File(tmp_path / "p.flac", easy=True)
    assert {name: easy[name] for name in ("title", "artist", "album", "genre", "date", "tracknumber", "language", "license")} == {
        "title": ["Робот"], "artist": ["Ana"], "album": ["Season one"], "genre": ["Educational"], "date": ["2026-03-02"],
        "tracknumber": ["3"], "language": ["spa"], "license": ["CC BY 4.0"],
    }  # fmt: skip
    assert (easy["chapter002"], easy["chapter002name"]) == (["00:01:01.000"], ["Adiós"])


def test_mp3_shows_the_same_to_easy_readers(made: tuple[Path, mix.Mixer, mix.Programme], tmp_path: Path) -> None:
    files.mp3(tmp_path / "p.mp3", made[0], TAGS)
    easy = mutagen.File(tmp_path / "p.mp3", easy=True)
    assert {name: easy[name] for name in ("title", "artist", "album", "genre", "tracknumber", "language", "copyright")} == {
        "title": ["Робот"], "artist": ["Ana"], "album": ["Season one"], "genre": ["Educational"], "tracknumber": ["3"],
        "language": ["spa"], "copyright": ["CC BY 4.0"],
    }  # fmt: skip
    assert easy["date"] == ["2026-03-02"]


def test_mp2_and_opus_are_what_they_say(made: tuple[Path, mix.Mixer, mix.Programme], tmp_path: Path) -> None:
    encoded.mp2(tmp_path / "p.mp2", made[0])
    encoded.opus(tmp_path / "p.opus", made[0], TAGS)
    seconds = files.length(made[0]) / 48000
    with av.open(str(tmp_path / "p.mp2")) as file:
        stream = file.streams.audio[0]
        assert (stream.codec_context.name.removesuffix("float"), stream.rate, stream.channels) == ("mp2", 48000, 2)
        assert sum(frame.samples for frame in file.decode(audio=0)) / 48000 == pytest.approx(seconds, abs=0.1)
    assert (tmp_path / "p.mp2").stat().st_size == pytest.approx(seconds * 32000, rel=0.01)
    with av.open(str(tmp_path / "p.opus")) as file:
        assert (file.streams.audio[0].codec_context.name, file.streams.audio[0].channels) == ("opus", 1)
        assert sum(frame.samples for frame in file.decode(audio=0)) / 48000 == pytest.approx(seconds, abs=0.05)
    assert mutagen.File(tmp_path / "p.opus")["title"] == ["Робот"]
    assert (tmp_path / "p.opus").stat().st_size * 900 / seconds < 8_000_000


def test_the_same_bytes_twice(made: tuple[Path, mix.Mixer, mix.Programme], tmp_path: Path) -> None:
    for name in ("a", "b"):
        encoded.flac(tmp_path / f"{name}.flac", made[0], TAGS)
        encoded.mp2(tmp_path / f"{name}.mp2", made[0])
        encoded.opus(tmp_path / f"{name}.opus", made[0], TAGS)
    for kind in ("flac", "mp2", "opus"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes(), kind


def test_stems_add_up_to_the_programme(made: tuple[Path, mix.Mixer, mix.Programme], tmp_path: Path) -> None:
    wav, mixer, programme = made
    assert programme.limited == 0
    assert gain(mixer, wav) == pytest.approx(programme.gain, abs=0.001)
    stem(tmp_path / "speech.flac", mixer, "speech", wav, TAGS)
    stem(tmp_path / "music-effects.flac", mixer, "score", wav, TAGS)
    speech, music = read(tmp_path / "speech.flac"), read(tmp_path / "music-effects.flac")
    assert np.abs(speech + music - read(wav)).max() <= 2
    assert not speech[: 5 * 48000].any()  # the sting, before anyone speaks
    spoken = [event for event in mixer.plan.events if event.source == "speech"]
    for event in spoken:
        piece = slice(event.start, event.end)
        assert np.abs(speech[piece]).max() > 10 * np.abs(music[piece]).max(), "a word in the music"


def test_the_sound_of_another_programme_has_no_gain(made: tuple[Path, mix.Mixer, mix.Programme], tmp_path: Path) -> None:
    with files.WavWriter(tmp_path / "silent.wav", made[1].length) as out:
        out.write(np.zeros((made[1].length, 2), np.float32))
    with pytest.raises(EnvironmentFault, match="not the sound of this episode"):
        gain(made[1], tmp_path / "silent.wav")
