"""Bad input: one sentence with file, line and remedy, whatever it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast import sources
from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson


def failure(path: Path) -> LessonError:
    with pytest.raises(LessonError) as caught:
        sources.read(path)
    error = caught.value
    assert error.file and error.remedy and "\n" not in str(error) and error.status == 2
    return error


def of(folder: Path, text: str | bytes) -> LessonError:
    path = folder / "lesson.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return failure(path)


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"", 0, "empty"),
        (b" \n\t\n", 0, "empty"),
        (b"PK\x03\x04\0\0", 0, "not a text"),
        ("# Où".encode("latin-1") + b"\n\nA.", 1, "UTF-8"),
        (b"# T\n\nab\xff\xfe", 3, "UTF-8"),
        ("# T\n\nA.".encode("utf-16"), 0, "UTF-16"),
        (b"# T\n\nA \x07 bell.\n", 3, "control character"),
        (b'{"cells": [1, "a"]}', 0, "JSON"),
        (b"<!DOCTYPE html><p>x</p>", 0, "markup"),
        (b"# T\n" + b"a" * 60_000, 2, "letters"),
        (b"a\n" * 1_000_001, 0, "bytes"),
    ],
)
def test_files_that_are_no_text_of_a_lesson(tmp_path: Path, raw: bytes, line: int, says: str) -> None:
    error = of(tmp_path, raw)
    assert error.line == line and says in error.what


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# Only a title\n", 0, "no text"),
        ("---\ntitle: T\n---\n", 0, "no text"),
        ("---\ntitle: T\nWords.\n", 1, "never closed"),
        ("---\ntitle: [a\n---\nA.\n", 3, "broken YAML"),
        ("---\ntitle: a: b\n---\nA.\n", 2, "broken YAML"),
        ("---\ntitle: T\nagess: 8\n---\nA.\n", 3, "agess"),
        ("---\ntitle: T\ntitle: T\n---\nA.\n", 3, "twice"),
        ("---\ntitle: [a, b]\n---\nA.\n", 2, "title must be a text"),
        ("---\nages: eight\n---\nA.\n", 2, "ages"),
        ("---\nages: 11-8\n---\nA.\n", 2, "no sense"),
        ("---\nminutes: 5.5\n---\nA.\n", 2, "minutes"),
        ("---\ndate: 2026-02-30\n---\nA.\n", 2, "date"),
        ("---\nlanguage: English please\n---\nA.\n", 2, "language"),
        ("---\nvocabulary: loop\n---\nA.\n", 2, "vocabulary"),
        ("---\nvocabulary:\n  - word: a\n    meaning: b\n  - A: c\n---\nA.\n", 3, "twice"),
        ("---\nrecall:\n  - ask: What?\n---\nA.\n", 3, "answer"),
        ("---\na: &x [1]\nb: *x\n---\nA.\n", 3, "alias"),
        ("---\na: [[[[[[[[1]]]]]]]]\n---\nA.\n", 2, "nested"),
        ("# T\n\n::: aks\nWhat?\n:::\n", 3, "aks"),
        ("# T\n\n::: ask\nWhat?\n\nanswer: a\n", 3, "never closed"),
        ("# T\n\nA.\n\n:::\n", 5, "closes nothing"),
        ("# T\n\n::: ask\nWhat?\n:::\n", 3, "no answer"),
        ("# T\n\n::: ask\nanswer: A.\n:::\n", 3, "no question"),
        ("# T\n\n::: ask {wait=sleep}\nWhat?\n\nanswer: a\n:::\n", 3, "sleep"),
        ("# T\n\n::: ask {color=red}\nWhat?\n\nanswer: a\n:::\n", 3, "color"),
        ("# T\n\n::: act\nStand.\n:::\n", 3, "no commands"),
        ("---\nfor: parents\n---\nA.\n", 2, "parents"),
        ("---\nnumber: -1\n---\nA.\n", 2, "number"),
        ("# T\n\n::: hear\n:::\n", 3, "which sound"),
        ("# T\n\n::: hear bell\n:::\n", 3, "bell"),
        ("# T\n\n::: hear open\nListen.\n:::\n", 4, "no text of its own"),
        ("# T\n\n::: set-up now\n:::\n", 3, "now"),
        ("# T\n\n::: show\n:::\n", 3, "cannot show ''"),
        ("# T\n\n::: show house\n:::\n", 3, "house"),
        ("# T\n\n::: show grid=5x5 start=Z9\n:::\n", 3, "outside"),
        ("# T\n\n::: set-up\n:::\n\n::: set-up\n:::\n", 6, "line 3"),
        ("# T\n\n::: activity\n:::\n", 3, "which"),
        ("# T\n\n::: activity dance\n:::\n", 3, "dance"),
        ("# T\n\n::: activity blank\n:::\n", 3, "no program above"),
        ("# T\n\n```robot grid=5\nright\n```\n", 3, "grid=5"),
        ("# T\n\n```robot grid=50x50\nright\n```\n", 3, "worksheet"),
        ("# T\n\n```robot start=F1\nright\n```\n", 3, "outside"),
        ("# T\n\n```robot start=11\nright\n```\n", 3, "no square"),
        ("# T\n\n```robot facing=7\nright\n```\n", 3, "facing"),
        ("# T\n\n```robot start=A3 facing=3\nright\n```\n", 3, "stands there"),
        ("# T\n\n```robot walls=A1-C1\nright\n```\n", 3, "neighbours"),
        ("# T\n\n```robot walls=A1\nright\n```\n", 3, "wall"),
        ("# T\n\n```robot marks=moon:A1\nright\n```\n", 3, "moon"),
        ("# T\n\n```robot gird=5x5\nright\n```\n", 3, "gird"),
        ("# T\n\n```robot\n\n```\n", 3, "empty"),
        ("# T\n\n```python main=maybe\nx = 1\n```\n", 3, "maybe"),
        ("# T\n\n" + "> " * 30 + "deep\n", 3, "nested too deeply"),
        ("# T\n\nA.\n\n![](a.png)\n", 5, "no words"),
        ("# T\n\n![hen](a.png)\n", 3, "no picture"),
        ("# T\n\n![hen](/etc/passwd)\n", 3, "outside"),
        ("# T\n\n![hen](../a.png)\n", 3, "outside"),
        ("# T\n\n![hen](C:/a.png)\n", 3, "cannot be used"),
        ("# T\n\n![hen](https://example.org/a.png)\n", 3, "internet"),
        ("# T\n\n![hen](//example.org/a.png)\n", 3, "internet"),
        ("# T\n\n![hen](lesson.md)\n", 3, "broken"),
    ],
)
def test_lessons_with_one_mistake(tmp_path: Path, text: str, line: int, says: str) -> None:
    error = of(tmp_path, text)
    assert says in error.what
    assert error.line == line


def test_a_mistake_in_writing_is_guessed(tmp_path: Path) -> None:
    assert "'ages'" in of(tmp_path, "---\nagess: 8\n---\nA.\n").remedy
    assert "'grid'" in of(tmp_path, "# T\n\n```robot gird=5x5\nright\n```\n").remedy


def test_nothing_there(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "none.md").what
    assert "lesson.md" in failure(tmp_path).what
    assert failure(tmp_path / ("x" * 5000)).what
    assert failure(Path("a\0b.md")).what


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "lesson.md"
    path.write_text("# T\n\nA.\n")
    path.chmod(0)
    assert "cannot be read" in failure(path).what


def test_pictures_that_lead_out_or_are_too_much(tmp_path: Path) -> None:
    from PIL import Image

    inside = tmp_path / "inside"
    inside.mkdir()
    Image.new("L", (8, 8)).save(tmp_path / "out.png")
    (inside / "link.png").symlink_to(tmp_path / "out.png")
    assert "outside" in of(inside, "# T\n\n![hen](link.png)\n").what
    Image.new("1", (6000, 6000)).save(inside / "huge.png")
    assert "6000 by 6000" in of(inside, "# T\n\n![hen](huge.png)\n").what
    whole = (tmp_path / "out.png").read_bytes()
    (inside / "half.png").write_bytes(whole[: len(whole) // 2])
    assert "broken" in of(inside, "# T\n\n![hen](half.png)\n").what


PIECES = st.sampled_from(
    ["---\n", "title: T\n", "ages: 8-11\n", "# A\n", "## B c.\n", "Words. More!\n", "\n", "- x\n", "  - y\n", "1. z\n", "> q\n", "```robot grid=5x5\n", "```python main\n", "```\n", "forward 2\n", "x = \"a\"\n",
     "::: ask {wait=think}\n", "::: act\n", "::: activity blank\n", "::: answer\n", ":::\n", "answer: y\n", "![a](b.png)\n", "<b>h</b>\n", "|a|b|\n|-|-|\n|c|d|\n", "`c`", "**d** – e\n", "\t", "&#0;", "{", "}", "你好。", "¿Qué? "]
)  # fmt: skip
ANY = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(PIECES, max_size=25).map(lambda parts: "".join(parts).encode()),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=ANY)
def test_any_bytes_are_a_lesson_or_one_error(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "lesson.md"
    path.write_bytes(raw)
    try:
        read = sources.read(path)
    except LessonError as error:
        assert error.file and error.remedy and "\n" not in str(error)
    else:
        assert isinstance(read, Lesson) and read.title.text
