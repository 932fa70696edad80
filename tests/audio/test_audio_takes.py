"""Recorded takes: what people hand in, good and bad."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile
from audio_cases import act, episode, say

from broadcast.artifact import Store
from broadcast.audio import takes
from broadcast.audio.speech import LEVEL, Speeches, speak
from broadcast.errors import VoiceError
from broadcast.language.model import load
from broadcast.process import ffmpeg, run

CUE = "intro.4f1a2b"


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    """Six seconds of speech, at -23 LUFS."""
    text = "It never guesses. The robot walks around the square and comes back to where it began, and there it stops."
    store = Store(tmp_path_factory.mktemp("voice"))
    return speak(episode("en", say("a", text)), language=load("en"), store=store)["a", 0].samples / 32768


def recording(voice: np.ndarray, gain: float, noise: float, before: float, after: float, rate: int = 48000) -> np.ndarray:
    """A voice in a room: quieter, with hiss before, under and after it."""
    import soxr

    sound = np.concatenate([np.zeros(round(before * 48000)), voice * 10 ** (gain / 20), np.zeros(round(after * 48000))])
    sound = sound + np.random.default_rng(3).standard_normal(len(sound)) * 10 ** (noise / 20)
    return soxr.resample(sound, 48000, rate) if rate != 48000 else sound


def folder(tmp_path: Path, *names: str) -> Path:
    place = tmp_path / "takes" / "en"
    place.mkdir(parents=True, exist_ok=True)
    for name in names:
        (place / name).write_bytes(b"")
    return place


def speak_with(tmp_path: Path, *cues: object) -> Speeches:
    whole = episode("en", *(cues or (say(CUE, "It never guesses."),)))  # type: ignore[arg-type]
    return speak(whole, language=load("en"), store=Store(tmp_path / "cache"), takes=tmp_path / "takes")


@pytest.mark.parametrize(("gain", "noise"), [(-22, -75), (-6, -58), (12, -70), (-12, -60)])
def test_a_take_is_trimmed_and_brought_to_the_voices_level(voice: np.ndarray, tmp_path: Path, gain: float, noise: float) -> None:
    soundfile.write(
        folder(tmp_path) / f"{CUE}.wav", np.clip(recording(voice, gain, noise, 1.7, 2.3, 44100), -1, 1), 44100, subtype="PCM_16"
    )
    speech = speak_with(tmp_path)[CUE, 0]
    assert speech.voice == "take"
    assert speech.length / 48000 == pytest.approx(len(voice) / 48000, abs=0.25), "the hiss at both ends is gone, the voice is not"
    assert pyloudnorm.Meter(48000).integrated_loudness(speech.samples / 32768) == pytest.approx(LEVEL, abs=0.3)
    assert np.abs(speech.samples[:4]).max() < 40


@pytest.mark.parametrize(("suffix", "codec"), [("mp3", "libmp3lame"), ("m4a", "aac"), ("ogg", "libvorbis"), ("ogg", "libopus")])
def test_what_telephones_and_recorders_write_is_read(voice: np.ndarray, tmp_path: Path, suffix: str, codec: str) -> None:
    source = tmp_path / "source.wav"
    soundfile.write(source, np.stack([recording(voice, -8, -70, 0.5, 0.5)] * 2, axis=1), 48000)
    target = folder(tmp_path) / f"{CUE}.{suffix}"
    run([ffmpeg(), "-v", "error", "-i", str(source), "-c:a", codec, "-strict", "-2", str(target)])
    speech = speak_with(tmp_path)[CUE, 0]
    assert speech.length / 48000 == pytest.approx(len(voice) / 48000, abs=0.3)
    assert pyloudnorm.Meter(48000).integrated_loudness(speech.samples / 32768) == pytest.approx(LEVEL, abs=0.3)


def test_the_name_does_not_decide_what_a_file_is(voice: np.ndarray, tmp_path: Path) -> None:
    source = tmp_path / "source.wav"
    soundfile.write(source, voice, 48000)
    run([ffmpeg(), "-v", "error", "-i", str(source), "-f", "mp3", str(folder(tmp_path) / f"{CUE}.wav")])
    assert speak_with(tmp_path)[CUE, 0].voice == "take"


def playlist(secret: Path) -> bytes:
    return f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()


def test_a_playlist_is_no_take(voice: np.ndarray, tmp_path: Path) -> None:
    secret = tmp_path / "secret.wav"
    soundfile.write(secret, voice, 48000)
    for content in (
        playlist(secret),
        f"ffconcat version 1.0\nfile {secret}\n".encode(),
        b"ID3" + bytes(7) + playlist(secret),
        b"OggS" + playlist(secret),
    ):
        (folder(tmp_path) / f"{CUE}.mp3").write_bytes(content)
        with pytest.raises(VoiceError, match=f"cue {CUE}"):
            speak_with(tmp_path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"This is my take, hear me.\n" * 40, "no recording"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "broken"),
        (b"RIFF\xff\xff\xff\xffWAVE" + bytes(200), "broken"),
        (bytes(4096), "no recording"),
        (b"\xff\xfb" + bytes(64), "broken"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(64), "broken"),
    ],
)
def test_what_is_no_recording_is_refused_with_its_cue(tmp_path: Path, content: bytes, why: str) -> None:
    (folder(tmp_path) / f"{CUE}.wav").write_bytes(content)
    with pytest.raises(VoiceError, match=f"cue {CUE}: .*{why}") as caught:
        speak_with(tmp_path)
    assert caught.value.file.endswith(f"{CUE}.wav")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("level", [0.0, 10 ** (-70 / 20)])
def test_a_silent_take_is_refused(tmp_path: Path, level: float) -> None:
    sound = np.random.default_rng(1).standard_normal(96000) * level
    soundfile.write(folder(tmp_path) / f"{CUE}.wav", sound, 48000)
    with pytest.raises(VoiceError, match=f"cue {CUE}.*silent"):
        speak_with(tmp_path)


def test_a_take_of_more_than_ten_minutes_is_refused(voice: np.ndarray, tmp_path: Path) -> None:
    long = np.tile(voice, round(605 * 48000 / len(voice)) + 1)[: 605 * 48000 : 6]
    soundfile.write(folder(tmp_path) / f"{CUE}.wav", long, 8000, subtype="PCM_U8")
    with pytest.raises(VoiceError, match="ten minutes"):
        speak_with(tmp_path)


def test_two_takes_for_one_cue_are_refused(tmp_path: Path) -> None:
    folder(tmp_path, f"{CUE}.wav", f"{CUE}.mp3")
    with pytest.raises(VoiceError, match=f"cue {CUE} has two takes"):
        speak_with(tmp_path)


def test_a_take_of_an_edited_sentence_is_reported_and_not_played(tmp_path: Path) -> None:
    folder(tmp_path, "intro.000000.wav", "notes.txt")
    speeches = speak_with(tmp_path)
    assert speeches.unused == ("intro.000000.wav",)
    assert speeches[CUE, 0].voice == "espeak"


def test_an_act_needs_a_take_for_each_stretch(voice: np.ndarray, tmp_path: Path) -> None:
    cue = act("act.moves", "Do as I say.", "Forward!", "Right!")
    place = folder(tmp_path)
    soundfile.write(place / "act.moves.wav", voice, 48000)
    with pytest.raises(VoiceError, match=r"3 stretches. Record each: act\.moves-1 to act\.moves-3"):
        speak_with(tmp_path, cue)
    (place / "act.moves.wav").unlink()
    for number in (1, 3):
        soundfile.write(place / f"act.moves-{number}.wav", voice, 48000)
    with pytest.raises(VoiceError, match=r"lacks takes: act\.moves-2"):
        speak_with(tmp_path, cue)
    soundfile.write(place / "act.moves-2.wav", voice, 48000)
    assert {speech.voice for speech in speak_with(tmp_path, cue).values()} == {"take"}


def test_a_take_is_not_looked_for_outside_its_folder(voice: np.ndarray, tmp_path: Path) -> None:
    outside = tmp_path / "private.wav"
    soundfile.write(outside, voice, 48000)
    try:
        (folder(tmp_path) / f"{CUE}.wav").symlink_to(outside)
    except OSError:
        pytest.skip("no links on this system")
    with pytest.raises(VoiceError, match="outside"):
        speak_with(tmp_path)


def test_another_take_under_the_same_name_is_read_again(voice: np.ndarray, tmp_path: Path) -> None:
    path = folder(tmp_path) / f"{CUE}.wav"
    soundfile.write(path, voice, 48000)
    first = speak_with(tmp_path)[CUE, 0].length
    soundfile.write(path, voice[: len(voice) // 2], 48000)
    assert speak_with(tmp_path)[CUE, 0].length < first * 0.7


def test_a_click_of_the_recorder_is_no_speech(voice: np.ndarray) -> None:
    sound = recording(voice, 0, -70, 2, 2).astype(np.float32)
    sound[4800:4900] = 0.9
    sound[-4900:-4800] = 0.9
    begin, end = takes.speech_edges(sound)
    assert 1.8 * 48000 < begin < 2.05 * 48000 and len(sound) - 2.05 * 48000 < end < len(sound) - 1.7 * 48000
