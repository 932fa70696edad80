"""The rules on lessons: ten faults, ten findings, each with its line; and the faults that a lesson can have besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.episode.format import load
from broadcast.episode.rules import check
from broadcast.language.catalogue import messages
from broadcast.sources import read

LESSONS = Path(__file__).parents[1] / "lessons"
OWN = Path(__file__).parents[2] / "scripts_src"
EXPECTED = {
    "B202": "Good morning",
    "B203": "Yesterday",
    "B206": "Every loop is fun",
    "B204": "The robot lives on",
    "B101": "What does the robot do first?",
    "B102": "Does the robot turn right?",
    "B103": "Write it down",
    "B201": "on the screen",
    "B104": "You are right",
    "B207": "Close your eyes",
}


def findings(path: Path, form: str = "simulcast-15") -> list[tuple[str, int]]:
    lesson = read(path)
    return [(finding.code, finding.line) for finding in check(lesson, messages(lesson.language), load(form))]


def test_ten_faults_ten_findings_each_with_its_line() -> None:
    path = LESSONS / "bad" / "lesson.md"
    lines = path.read_text("utf-8").splitlines()
    places = {code: next(number for number, line in enumerate(lines, 1) if words in line) for code, words in EXPECTED.items()}
    assert sorted(findings(path)) == sorted(places.items())
    assert len(places) == 10


def test_findings_name_the_file() -> None:
    lesson = read(LESSONS / "bad" / "lesson.md")
    found = check(lesson, messages("en"), load("demo-5"))
    assert {finding.file for finding in found} == {lesson.file}
    assert all(str(finding).startswith(f"{lesson.file}:{finding.line}: {finding.code} ") for finding in found)


def test_the_lesson_of_the_episode_by_hand_is_clean() -> None:
    assert findings(LESSONS / "exemplar", "demo-5") == []


@pytest.mark.parametrize("folder", sorted(path.parent for path in OWN.glob("*/lesson.md")), ids=lambda path: path.name)
def test_our_own_lessons_are_clean(folder: Path) -> None:
    assert findings(folder) == []


FAULTS = {
    "B205": ("::: ask\nWhat stands at www.example.org today?\n\nanswer: A robot.\n:::\n", 10),
    "B301": ("\n".join(f"The robot number {number} walks to the next square and waits." for number in range(8)), 14),
    "B303": ("\n\n".join(["The robot never guesses it."] * 5), 15),
    "B404": ("The robot says {hello} to us.\n", 9),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_other_faults(code: str, tmp_path: Path) -> None:
    body, line = FAULTS[code]
    (tmp_path / "lesson.md").write_text(f"---\ntitle: One fault\nlanguage: en\nages: 8-11\n---\n\n## A step\n\n{body}\n", "utf-8")
    assert findings(tmp_path) == [(code, line)]
