"""`broadcast check`: as text and as JSON, with the status a caller goes by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadcast.cli import status
from tests.episode.test_rules_lesson import EXPECTED
from tests.packages import SMALL

BAD = Path(__file__).resolve().parents[1] / "lessons" / "bad" / "lesson.md"


def test_ten_faults_ten_findings(capsys: pytest.CaptureFixture[str]) -> None:
    lines = BAD.read_text("utf-8").splitlines()
    places = {code: next(number for number, line in enumerate(lines, 1) if words in line) for code, words in EXPECTED.items()}
    assert status(["check", str(BAD), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    with_line = {(finding["code"], finding["line"]) for finding in found if finding["line"]}
    assert with_line == set(places.items())
    assert all(finding["message"] and finding["remedy"] for finding in found)
    assert status(["check", str(BAD)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(found)
    for code, line in places.items():
        assert f"{BAD}:{line}: {code} " in said.out
    assert "Traceback" not in said.err


def test_a_program_that_never_ends_is_found_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SMALL.replace("```robot", "```python\nwhile True:\n    pass\n```\n\nNow the walk.\n\n```robot", 1)
    (tmp_path / "lesson.md").write_text(text, "utf-8")
    assert status(["check", str(tmp_path), "-f", "demo-5", "--json"]) == 1
    found = [finding for finding in json.loads(capsys.readouterr().out)["findings"] if finding["code"] == "B502"]
    assert [finding["line"] for finding in found] == [text.split("```python")[0].count("\n") + 1]
    assert "500 steps" in found[0]["message"]


def test_what_is_said_of_each_program_is_printed_where_that_is_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SMALL.replace("```robot", "```python\nmangos = 2\nprint(mangos)\n```\n\nNow the walk.\n\n```robot", 1)
    (tmp_path / "lesson.md").write_text(text, "utf-8")
    status(["check", str(tmp_path), "-f", "demo-5", "--said"])
    line = text.split("```python")[0].count("\n") + 1
    told = "There is a box called mangos. Line 1: put 2 in mangos. Line 2: say the number in mangos."
    assert f"lesson.md:{line}: {told}" in capsys.readouterr().out
    status(["check", str(tmp_path), "-f", "demo-5"])
    assert told not in capsys.readouterr().out


def test_letters_of_two_scripts_in_a_word_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SMALL.replace("robot", "rоbot", 1)  # a Cyrillic о
    (tmp_path / "lesson.md").write_text(text, "utf-8")
    status(["check", str(tmp_path), "-f", "demo-5", "--json"])
    found = [finding for finding in json.loads(capsys.readouterr().out)["findings"] if finding["code"] == "B503"]
    assert [(finding["severity"], finding["message"]) for finding in found] == [
        ("warning", "Letters of two scripts in one word: “rоbot”")
    ]


def test_a_sentence_without_translation_is_found_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lesson.md").write_text(SMALL, "utf-8")
    assert status(["check", str(tmp_path), "-l", "es", "-f", "demo-5", "--json"]) == 1
    found = [finding for finding in json.loads(capsys.readouterr().out)["findings"] if finding["code"] == "B501"]
    assert found and all(finding["line"] for finding in found) and "⁅" not in found[0]["message"]
