"""Bad input ends in one clear sentence, status 2, nothing half-written, no traceback."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pypdfium2
import pytest

from broadcast.cli import status
from broadcast.errors import BroadcastError, FitError

LESSON = """---
title: A small lesson
ages: 8-11
---

## One step

Our robot walks on paper.
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "lesson.md").write_text(LESSON, "utf-8")
    return folder


def build(*args: object, tmp_path: Path) -> int:
    return status(["build", *map(str, args), "-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache"), "--only", "paper"])


def refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, *words: str) -> None:
    """One sentence with these words, and no package."""
    said = capsys.readouterr().err
    assert "Traceback" not in said
    lines = [line for line in said.splitlines() if line.startswith("broadcast: ")]
    assert len(lines) == 1, said
    assert lines[0].endswith(".")
    for word in words:
        assert word in lines[0]
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file() and not path.name.endswith(".lock")]


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (None, ("missing.md",)),
        ("", ("lesson.md",)),
        ("---\ntitle: [broken\n---\n\n## A\n\nText.\n", ("lesson.md",)),
        ("---\ntitle: A\nages: many\n---\n\n## A\n\nText.\n", ("lesson.md",)),
        ("## A\n\n![a well](well.png)\n", ("lesson.md:3", "well.png")),
        ("## A\n\n![a well](../well.png)\n", ("lesson.md:3", "../well.png")),
        ("## A\n\nText.\n\n```robot grid=5x5 start=Z9\nforward 1\n```\n", ("lesson.md:5",)),
        (b"\xff\xfe\x00\x01\x02", ("lesson.md",)),
    ],
)
def test_a_lesson_that_cannot_be_read(
    write: str | bytes | None, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "small" / "lesson.md"
    path.parent.mkdir()
    if isinstance(write, str):
        path.write_text(write, "utf-8")
    elif write is not None:
        path.write_bytes(write)
    assert build(path if write is not None else tmp_path / "missing.md", tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, *words)


def test_an_unknown_language_names_the_known_ones(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(lesson, "-l", "es-149", tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "es-149", "Did you mean es-419?")


@pytest.mark.parametrize(
    ("tag", "words"), [("en_Cyrl", ("'en_Cyrl' is written in Cyrillic", "in Latin")), ("tlh", ("'tlh' is no language we have",))]
)
def test_a_lesson_in_a_language_that_we_have_not(
    tag: str, words: tuple[str, ...], lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lesson / "lesson.md"
    path.write_text(LESSON.replace("ages:", f"language: {tag}\nages:"), "utf-8")
    assert build(lesson, tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "lesson.md: the lesson's language: ", *words)


def test_an_unknown_format_names_the_known_ones(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(lesson, "-f", "radio-16", tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "radio-16", "radio-15")


def test_a_language_without_translation_is_not_built_in_silence(
    lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(lesson, "-l", "es-419", tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "es-419", "--allow-untranslated")


def test_what_is_not_translated_is_marked_where_it_is_allowed(
    lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(lesson, "-l", "es_419", "--allow-untranslated", tmp_path=tmp_path) == 1
    assert "untranslated" in capsys.readouterr().err
    package = tmp_path / "out" / "small" / "es-419"
    document = pypdfium2.PdfDocument(package / "paper" / "worksheet-a4.pdf")
    assert "⁅A small lesson⁆" in document[0].get_textpage().get_text_range()
    document.close()
    cues = [cue for segment in json.loads((package / "episode.json").read_text("utf-8"))["segments"] for cue in segment["cues"]]
    said = next(cue for cue in cues if "Our robot" in cue["text"])
    assert (said["text"], said["spoken"]) == ("⁅Our robot walks on paper.⁆", "Our robot walks on paper.")
    places = [
        check["value"]
        for check in json.loads((package / "quality.json").read_text("utf-8"))
        if check["check"] == "untranslated-place"
    ]
    assert any(str(place).endswith("lesson.md:8: Our robot walks on paper.") for place in places)
    assert build(lesson, "-l", "es-419", "--allow-untranslated", "--for-air", tmp_path=tmp_path) == 2


def test_the_build_lists_what_is_not_translated(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(lesson, "-l", "es-419", tmp_path=tmp_path) == 2
    assert "lesson.md:8: not translated (one-step." in capsys.readouterr().err


def test_a_preview_voice_is_refused_for_air(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(lesson, "--voice", "gtts", "--for-air", tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "gtts", "preview")


def test_voices_that_are_not_there_are_said_at_once(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wanted, words in (
        ("nobody", ("nobody", "espeak, gtts, piper")),
        ("second=nobody", ("nobody", "espeak, gtts, piper")),
        ("piper", ("piper",)),
        (f"second=piper:{tmp_path}/none.onnx", ("piper",)),
    ):
        assert build(lesson, "--voice", wanted, tmp_path=tmp_path) == 2
        refused(capsys, tmp_path, *words)


def test_two_lessons_of_one_id_are_refused(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(lesson, lesson / "lesson.md", tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "small")


def test_a_medium_that_is_none(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["build", str(lesson), "--only", "fax", "-o", str(tmp_path / "out")]) == 2
    refused(capsys, tmp_path, "fax", "tv,radio,paper")


def test_a_stations_file_with_an_unknown_field(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lesson / "station.toml").write_text('presentr = "Ana"\n')
    assert build(lesson, tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "station.toml", "presenter")


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not be read or written"), (errno.EIO, "error")]
)
def test_what_the_machine_refuses_is_said(
    number: int, word: str, lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise OSError(number, "Input/output error", str(tmp_path / "out"))

    monkeypatch.setattr("broadcast.production.flow.produce", fail)
    assert build(lesson, tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, word)


def test_an_interruption_is_no_accident(
    lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("broadcast.production.flow.produce", stop)
    assert build(lesson, tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "stopped")


def test_what_nobody_thought_of_is_still_one_sentence(
    lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("broadcast.production.flow.produce", fail)
    monkeypatch.delenv("BROADCAST_TRACEBACK", raising=False)
    assert build(lesson, tmp_path=tmp_path) == 2
    refused(capsys, tmp_path, "ZeroDivisionError", "report")


def test_errors_keep_their_parts_between_processes() -> None:
    import pickle

    error = FitError("too long", file="lesson.md", line=7, remedy="Cut talk")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, BroadcastError)
    assert (str(again), again.status, again.line) == ("lesson.md:7: too long. Cut talk.", 1, 7)
