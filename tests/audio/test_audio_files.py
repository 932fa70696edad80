"""Files: WAV to the byte, MP3 with tags that other readers find, figures that other meters find."""

from __future__ import annotations

from pathlib import Path

import mutagen.mp3
import numpy as np
import pyloudnorm
import pytest
import soundfile

from broadcast.audio import files
from broadcast.audio.loudness import Meter, measure
from broadcast.errors import EnvironmentFault

TAGS = files.Tags(
    title="Робот · El robot", artist="Code on Paper", album="Season one", language="es-419", date="2026-03-02", track=3, licence="CC BY 4.0",
    chapters=(files.Chapter("Hola", 0, 48000), files.Chapter("Adiós", 48000, 144000)),
)  # fmt: skip


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    rng = np.random.default_rng(5)
    time = np.arange(48000 * 12) / 48000
    tone = np.sin(2 * np.pi * 440 * time)[:, None] * np.array([[0.12, 0.08]]) * (0.6 + 0.4 * np.sin(time)[:, None])
    return (tone + rng.standard_normal(tone.shape) * 0.003).astype(np.float32)


@pytest.fixture(scope="module")
def wav(sound: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "a b.wav"
    with files.WavWriter(path, len(sound)) as out:
        for start in range(0, len(sound), 5000):
            out.write(sound[start : start + 5000])
    return path


def test_wav_keeps_every_sample(wav: Path, sound: np.ndarray) -> None:
    back, rate = soundfile.read(wav, dtype="float64", always_2d=True)
    assert rate == 48000 and soundfile.info(wav).subtype == "PCM_24"
    assert np.abs(back - sound).max() <= 0.5 / (1 << 23) + 1e-12
    assert np.array_equal(np.concatenate(list(files.pcm(wav, 7000))), soundfile.read(wav, dtype="int32")[0])
    assert files.length(wav) == len(sound)


def test_wav_clips_and_does_not_wrap(tmp_path: Path) -> None:
    with files.WavWriter(tmp_path / "x.wav", 2) as out:
        out.write(np.array([[1.5, -1.5], [1.0, -1.0]], np.float32))
    assert np.allclose(soundfile.read(tmp_path / "x.wav")[0], [[1, -1], [1, -1]], atol=1e-6)


def test_wav_of_another_length_than_promised_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="10 promised"), files.WavWriter(tmp_path / "x.wav", 10) as out:
        out.write(np.zeros((9, 2), np.float32))


def test_mp3_has_tags_and_chapters_that_mutagen_finds(wav: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.mp3"
    files.mp3(path, wav, TAGS)
    found = mutagen.mp3.MP3(path)
    assert found.info.length == pytest.approx(12, abs=0.1) and found.info.bitrate == 192000 and found.info.sample_rate == 48000
    tags = found.tags
    assert (str(tags["TIT2"]), str(tags["TPE1"]), str(tags["TALB"]), str(tags["TRCK"])) == (
        TAGS.title,
        TAGS.artist,
        TAGS.album,
        "3",
    )
    assert str(tags["TLAN"]) == "spa" and str(tags["TDRC"]) == "2026-03-02" and str(tags.getall("COMM")[0]) == "CC BY 4.0"
    assert tags["CTOC:toc"].child_element_ids == ["chp1", "chp2"]
    assert [(c.start_time, c.end_time, str(c.sub_frames["TIT2"])) for c in tags.getall("CHAP")] == [
        (0, 1000, "Hola"),
        (1000, 3000, "Adiós"),
    ]
    assert mutagen.File(path, easy=True)["artist"] == ["Code on Paper"]


def test_mp3_chapters_are_read_by_ffmpeg_too(wav: Path, tmp_path: Path) -> None:
    import av

    files.mp3(tmp_path / "p.mp3", wav, TAGS)
    with av.open(str(tmp_path / "p.mp3")) as container:
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["Hola", "Adiós"]
        assert container.metadata["title"] == TAGS.title


def test_mp3_is_the_same_again_and_sounds_as_the_wav(wav: Path, sound: np.ndarray, tmp_path: Path) -> None:
    for name in ("a.mp3", "b.mp3"):
        files.mp3(tmp_path / name, wav, TAGS)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()
    before, after = measure(wav), measure(tmp_path / "a.mp3")
    assert after.integrated == pytest.approx(before.integrated, abs=0.12)
    assert after.true_peak == pytest.approx(before.true_peak, abs=0.5)
    assert len(soundfile.read(tmp_path / "a.mp3")[0]) == len(sound)


def test_two_meters_agree(wav: Path, sound: np.ndarray) -> None:
    figures = measure(wav)
    assert figures.integrated == pytest.approx(pyloudnorm.Meter(48000).integrated_loudness(sound.astype(float)), abs=0.1)
    assert figures.true_peak == pytest.approx(20 * np.log10(np.abs(sound).max()), abs=0.3)
    assert figures.longest_silence == 0


def test_the_meter_beside_the_maker_agrees_with_the_file(wav: Path, sound: np.ndarray) -> None:
    with Meter() as meter:
        for start in range(0, len(sound), 48000):
            meter.hear(sound[start : start + 48000])
        figures = meter.done()
    other = measure(wav)
    assert (figures.integrated, figures.range, figures.longest_silence) == (other.integrated, other.range, other.longest_silence)


def test_the_longest_silence_is_found(sound: np.ndarray, tmp_path: Path) -> None:
    quiet = sound.copy()
    quiet[48000 : 48000 * 3] *= 1e-4
    quiet[48000 * 8 :] *= 1e-4
    soundfile.write(tmp_path / "q.wav", quiet, 48000, subtype="PCM_24")
    assert measure(tmp_path / "q.wav").longest_silence == pytest.approx(4, abs=0.05)
    assert measure(tmp_path / "q.wav", silence_level=-130).longest_silence == 0


def test_what_holds_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"no sound")
    with pytest.raises(EnvironmentFault):
        measure(tmp_path / "x.wav")
    with pytest.raises(EnvironmentFault):
        list(files.pcm(tmp_path / "x.wav"))


def test_languages_are_written_as_id3_wants_them() -> None:
    assert [files.iso639(tag) for tag in ("en", "es-419", "xx")] == ["eng", "spa", "und"]
