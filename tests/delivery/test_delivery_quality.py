"""Each check says yes to a good file and no to a file made wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from broadcast.delivery import quality
from broadcast.delivery.checks import air, content, paper, picture, sound
from broadcast.delivery.checks.figure import Check, Package
from broadcast.episode.format import load
from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.model import Item, Proof, Source
from tests.delivery import small

EN, DEMO = messages("en"), load("demo-5")
WHOLE = small.episode()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good") / "en"
    small.make(folder, WHOLE)
    return folder


@pytest.fixture
def folder(good: Path, tmp_path: Path) -> Path:
    return small.copy(good, tmp_path / "en")


def no(look: Callable[[Package], object], folder: Path, episode: Episode = WHOLE, **more: object) -> dict[str, Check]:
    """The checks that say no, by name."""
    found = look(Package(folder, episode, EN, DEMO, **more))  # type: ignore[arg-type]
    return {check.check: check for check in found if not check.ok}  # type: ignore[attr-defined]


def test_a_good_package_passes_every_check(folder: Path) -> None:
    found = quality.measure(folder, WHOLE, EN, DEMO)
    assert [check for check in found if not check.ok] == []
    assert {check.check for check in found} >= {
        "wav-format", "length", "head", "loudness", "true-peak", "silence", "mp3-length", "frames", "frame-rate", "size", "codecs", "decodes",
        "captions-letters", "captions-words", "fonts-embedded", "text", "pages", "ink", "without-sheet", "responses", "script-rules",
    }  # fmt: skip
    assert quality.read(folder) == found


def test_the_list_has_the_published_shape(folder: Path) -> None:
    quality.measure(folder, WHOLE, EN, DEMO)
    lines = json.loads((folder / "quality.json").read_text("utf-8"))
    assert all(set(line) == {"check", "file", "value", "limit", "unit", "ok"} for line in lines)
    assert all(isinstance(line["ok"], bool) for line in lines)


def test_measuring_twice_gives_the_same_bytes(folder: Path) -> None:
    quality.measure(folder, WHOLE, EN, DEMO)
    first = (folder / "quality.json").read_bytes()
    quality.measure(folder, WHOLE, EN, DEMO)
    assert (folder / "quality.json").read_bytes() == first


def test_pictures_that_no_old_set_shows(folder: Path) -> None:
    segment = WHOLE.segments[0]
    bare = segment.cues[-1].model_copy(update={"shot": segment.cues[0].shot})
    without = WHOLE.model_copy(update={"segments": (segment.model_copy(update={"cues": (*segment.cues[:-1], bare)}),)})
    assert set(no(picture.screens, folder, without)) == {"screen-credits"}


def test_one_sample_too_few(folder: Path) -> None:
    small.wav(folder / "radio" / "programme.wav", samples=WHOLE.length - 1)
    assert set(no(sound.master, folder)) == {"length"}


def test_sixteen_bits(folder: Path) -> None:
    small.wav(folder / "radio" / "programme.wav", subtype="PCM_16")
    assert set(no(sound.master, folder)) == {"wav-format"}


def test_too_loud_and_over(folder: Path) -> None:
    small.wav(folder / "radio" / "programme.wav", level=0.95)
    assert set(no(sound.level, folder)) == {"loudness", "true-peak"}


@pytest.mark.parametrize(("silent", "passed"), [(23_990, False), (24_000, True), (24_040, True), (24_100, False), (0, False)])
def test_the_head_is_silent_as_long_as_the_profile_says(folder: Path, silent: int, passed: bool) -> None:
    path = folder / "radio" / "programme.wav"
    samples, _ = soundfile.read(path)
    samples[:silent] = 0
    samples[silent:] += 0.001
    soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_24")
    found = list(sound.head(Package(folder, WHOLE, EN, load("us-radio-2730"))))
    assert [(check.value, check.ok) for check in found] == [(silent, passed)]


def test_a_hole_in_the_sound(folder: Path) -> None:
    path = folder / "radio" / "programme.wav"
    samples, _ = soundfile.read(path)
    samples[SAMPLE_RATE : SAMPLE_RATE * 5] = 0
    soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_24")
    assert no(sound.level, folder)["silence"].value == pytest.approx(4, abs=0.001)


def test_silence_is_a_figure_and_not_a_number_that_json_lacks(folder: Path) -> None:
    soundfile.write(folder / "radio" / "programme.wav", np.zeros((WHOLE.length, 2)), SAMPLE_RATE, subtype="PCM_24")
    assert set(no(sound.level, folder)) == {"loudness", "silence"}
    assert "Infinity" not in json.dumps([check.model_dump() for check in no(sound.level, folder).values()])


@pytest.mark.parametrize(
    ("chunk", "at", "value", "expected"),
    [
        ("bext", 412, b"\0\0", "LoudnessValue"),
        ("bext", 416, b"\0\0", "MaxTruePeakLevel"),
        ("bext", 346, b"\1\0", "bext version"),
        ("cart", 684 + 12, b"\1\0\0\0", "timers"),
        ("cart", 4, "é".encode(), "title"),
        ("cart", 388, b"\0" * 64, "out cue"),
        ("cart", -8, b"none", "cart"),
    ],
)
def test_fields_of_the_wav_that_do_not_say_what_is_in_it(folder: Path, chunk: str, at: int, value: bytes, expected: str) -> None:
    path = folder / "radio" / "programme.wav"
    data = bytearray(path.read_bytes())
    place = data.index(chunk.encode()) + 8 + at
    data[place : place + len(value)] = value
    path.write_bytes(data)
    assert no(air.written, folder)["wav-fields"].value == expected


def test_a_flac_that_lost_one_step_and_stems_of_other_words(folder: Path) -> None:
    radio = folder / "radio"
    samples, _ = soundfile.read(radio / "programme.wav", dtype="int32")
    soundfile.write(radio / "programme.flac", samples, SAMPLE_RATE, subtype="PCM_24")
    (radio / "stems").mkdir()
    soundfile.write(radio / "stems" / "speech.flac", samples // 3, SAMPLE_RATE, subtype="PCM_24")
    soundfile.write(radio / "stems" / "music-effects.flac", samples - samples // 3, SAMPLE_RATE, subtype="PCM_24")
    assert no(sound.lossless, folder) == {}
    samples[1000, 1] += 256
    soundfile.write(radio / "programme.flac", samples, SAMPLE_RATE, subtype="PCM_24")
    soundfile.write(radio / "stems" / "speech.flac", samples // 5, SAMPLE_RATE, subtype="PCM_24")
    assert {name: check.value for name, check in no(sound.lossless, folder).items()} == {
        "flac-difference": 1, "stems-difference": pytest.approx(20 * math.log10(1 / 3 - 1 / 5), abs=0.1),
    }  # fmt: skip


def test_a_short_mp3(folder: Path) -> None:
    radio = folder / "radio"
    small.convert(radio / "programme.wav", radio / "programme.mp3", "-t", "20")
    assert set(no(sound.compressed, folder)) == {"mp3-length"}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"rate": "30"}, {"frames", "frame-rate"}),
        ({"size": "1280x720"}, {"size"}),
        ({"seconds": 22}, {"frames", "sound-beside-picture"}),
    ],
)
def test_other_videos(folder: Path, settings: dict[str, object], expected: set[str]) -> None:
    small.video(folder / "tv" / "programme.mp4", folder / "radio" / "programme.wav", **settings)  # type: ignore[arg-type]
    assert set(no(picture.video, folder)) == expected


def test_a_damaged_video(folder: Path) -> None:
    path = folder / "tv" / "programme.mp4"
    data = bytearray(path.read_bytes())
    middle = data.index(b"mdat") + 4000
    data[middle : middle + 3000] = bytes(range(250)) * 12
    path.write_bytes(data)
    assert set(no(picture.decoding, folder)) == {"decodes"}


def test_captions_against_their_limits(folder: Path) -> None:
    path = folder / "tv" / "captions.vtt"
    path.write_text(
        "WEBVTT\n\n00:01.000 --> 00:01.200\n" + "so many letters in a line " * 3 + "\n\n00:20.000 --> 00:40.000\na\nb\nc\n",
        "utf-8",
    )
    assert set(no(picture.captions, folder)) == {
        "captions-letters", "captions-least", "captions-reading", "captions-lines", "captions-most", "captions-end", "captions-words", "captions-same",
    }  # fmt: skip


def test_a_font_that_is_not_embedded(folder: Path) -> None:
    small.pdf(folder / "radio" / "script.pdf", ["Hello"], font="Helvetica")
    assert no(paper.fonts, folder)["fonts-embedded"].note == "Helvetica"


def test_a_sentence_that_is_missing(folder: Path) -> None:
    small.pdf(folder / "tv" / "script.pdf", [part.text for cue in WHOLE.cues for part in cue.parts][:-1])
    check = no(paper.text, folder)["text"]
    assert (check.file, check.value) == ("tv/script.pdf", 1)
    assert "bottle cap" in check.note


def test_words_broken_over_lines_are_still_there(folder: Path) -> None:
    words = [word for cue in WHOLE.cues for part in cue.parts for word in part.text.split()]
    small.pdf(folder / "tv" / "script.pdf", words)
    assert no(paper.text, folder) == {}


def test_a_worksheet_of_two_black_pages(folder: Path) -> None:
    boxes = [text for box in WHOLE.boxes for text in (box.heading, box.prompt)]
    small.pdf(folder / "paper" / "worksheet-a4.pdf", boxes, pages=2, black=0.06)
    found = no(paper.worksheet, folder)
    assert set(found) == {"pages", "ink"}
    assert found["ink"].value == pytest.approx(6.5, abs=0.8)


def test_translations_and_voices(folder: Path) -> None:
    segment = WHOLE.segments[0]
    cues = tuple(cue.model_copy(update={"voice": "gtts"}) if cue.parts else cue for cue in segment.cues)
    preview = WHOLE.model_copy(update={"segments": (segment.model_copy(update={"cues": cues}),)})
    assert no(content.voices, folder, preview) == {}
    assert no(content.voices, folder, preview, for_air=True, previews=frozenset({"gtts"}))["preview-voice"].value == 2
    assert no(content.voices, folder, for_air=True) == {}
    assert no(content.untranslated, folder, untranslated=("a.123456: Hello",))["untranslated"].note == "a.123456: Hello"


def test_keys_are_run_again(folder: Path) -> None:
    code = "x = 2\nprint(x + 3)\n"
    item = Item(
        id="predict.123456", box=1, kind="predict", level=1, program=Source(language="python", source=code), prompt="What does it say?",
        answers=("5",), proof=Proof(how="It was run.", engines=("ours", "monty")),
    )  # fmt: skip
    right = WHOLE.model_copy(update={"items": (item,)})
    wrong = WHOLE.model_copy(update={"items": (item, item.model_copy(update={"id": "predict.654321", "answers": ("6",)}))})
    first, second = content.keys(Package(folder, right, EN, DEMO))
    assert (first.check, first.value, first.ok) == ("keys", 1, True)
    assert (second.check, second.ok, second.note) == ("proof", True, "predict.123456 · It was run. · ours, monty")
    found = no(content.keys, folder, wrong)["keys"]
    assert (found.value, found.limit) == (1, 2)
    assert "predict.654321" in found.note
    assert "says" in no(content.keys, folder, wrong)["proof"].note


def test_the_list_of_items_is_the_one_that_is_proven(folder: Path, tmp_path: Path) -> None:
    item = Item(
        id="predict.123456", box=1, kind="predict", level=1, program=Source(language="python", source="print(5)\n"), prompt="What does it say?",
        answers=("5",), proof=Proof(how="It was run.", engines=("ours", "monty")),
    )  # fmt: skip
    whole = WHOLE.model_copy(update={"items": (item,)})
    package = small.copy(folder, tmp_path / "package")
    path = package / "paper" / "items.json"
    path.write_text(f"[{item.model_dump_json()}]", "utf-8")
    assert all(check.ok for check in content.keys(Package(package, whole, EN, DEMO)))
    path.write_text(f"[{item.model_copy(update={'answers': ('6',)}).model_dump_json()}]", "utf-8")
    assert "not the episode's" in no(content.keys, package, whole)["keys"].note
    path.write_text("[", "utf-8")
    assert "cannot be read" in no(content.keys, package, whole)["keys"].note


def test_left_out_talk_is_reported_and_judged_by_nobody(folder: Path) -> None:
    short = WHOLE.model_copy(update={"dropped": ("a.123456: It never guesses.",)})
    (check,) = content.dropped(Package(folder, short, EN, DEMO))
    assert (check.ok, check.limit, check.value) == (True, None, "a.123456: It never guesses.")


def test_what_is_not_there_is_not_judged(tmp_path: Path) -> None:
    found = {check.check for check in quality.measure(tmp_path, WHOLE, EN, DEMO)}
    assert found == {"without-sheet", "responses", "script-rules", "untranslated"}


def test_unreadable_lists_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no checks"):
        quality.read(tmp_path)
    (tmp_path / "quality.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match="damaged"):
        quality.read(tmp_path)
