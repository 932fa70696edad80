"""The plan: new, cached, impossible and why."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from broadcast.artifact import Store
from broadcast.errors import EnvironmentFault, InputError
from broadcast.production.flow import produce
from broadcast.season.file import load
from broadcast.season.jobs import Terms, order, parts
from broadcast.season.plan import Plan, plan
from tests.packages import SMALL, lesson
from tests.season.small import season, written

CALENDAR = "[calendar]\nstart = 2026-03-02\nweekdays = ['monday']\nfirst_number = 5\n"


def planned(path: Path, folder: Path, **terms: bool) -> Plan:
    return plan(load(path), Terms(out=str(folder / "out"), **terms), Store(folder / "cache"))


def test_new_then_cached_then_new_again_where_a_line_changed(tmp_path: Path) -> None:
    path = season(tmp_path, more=CALENDAR)
    first = planned(path, tmp_path)
    assert [(each.job.id, each.state, each.job.number, each.job.date) for each in first.jobs] == [
        ("demo-5/one/en", "new", 5, "2026-03-02"), ("demo-5/two/en", "new", 6, "2026-03-09"),
    ]  # fmt: skip
    assert first.seconds > 0 and first.size > 0
    for each in first.jobs:
        wanted = order(first.season, each.job, first.terms, parts(first.season, each.job.lesson, each.job.form, first.first))
        assert dict(wanted.inputs) == dict(each.inputs), (
            "the plan knows what the package will depend on without reading the lesson"
        )
        produce(wanted, tmp_path / "out", Store(tmp_path / "cache"), lambda *args: None)
    assert {each.state for each in planned(path, tmp_path).jobs} == {"cached"}
    changed = tmp_path / "lessons/two/lesson.md"
    changed.write_text(changed.read_text().replace("a short way", "a long way"))
    assert [each.state for each in planned(path, tmp_path).jobs] == ["cached", "new"]
    path.write_text(path.read_text().replace("first_number = 5", "first_number = 6"))
    assert [each.state for each in planned(path, tmp_path).jobs] == ["new", "new"]


def test_several_formats_have_a_folder_each(tmp_path: Path) -> None:
    path = season(tmp_path, names=("one",))
    path.write_text(path.read_text().replace('["demo-5"]', '["demo-5", "radio-15"]'))
    assert [each.folder.relative_to(tmp_path / "out").as_posix() for each in planned(path, tmp_path).jobs] == [
        "demo-5/one/en",
        "radio-15/one/en",
    ]


def test_a_broken_lesson_among_others_is_impossible_and_keeps_its_day(tmp_path: Path) -> None:
    path = season(tmp_path, names=("one", "two", "three"), more=CALENDAR)
    (tmp_path / "lessons/two/lesson.md").write_text("---\ntitle: [\n---\n")
    found = planned(path, tmp_path).jobs
    assert [each.state for each in found] == ["new", "impossible", "new"]
    assert found[1].trouble and "lesson.md" in found[1].trouble.file and found[1].trouble.line
    assert [each.airing.number for each in found if each.airing] == [5, 6, 7]


def test_a_lesson_without_translation_is_impossible_unless_it_is_allowed(tmp_path: Path) -> None:
    season(tmp_path, names=("one",))
    robot = Path(__file__).parents[2] / "scripts_src/paper-robot"
    path = written(tmp_path, ["lessons/one", str(robot)], languages=("en", "es-419"))
    states = {each.job.id: each.state for each in planned(path, tmp_path).jobs}
    assert states == {
        "demo-5/one/en": "new", "demo-5/one/es-419": "impossible", "demo-5/paper-robot/en": "new", "demo-5/paper-robot/es-419": "new",
    }  # fmt: skip
    allowed = {each.job.id: (each.state, each.untranslated) for each in planned(path, tmp_path, allow_untranslated=True).jobs}
    assert allowed["demo-5/one/es-419"][0] == "new" and allowed["demo-5/one/es-419"][1] > 0


def test_a_language_that_no_lesson_has(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"season.toml:3: languages: no lesson has ko"):
        planned(season(tmp_path, languages=("en", "ko")), tmp_path)


def test_a_cache_that_cannot_be_written_is_no_lessons_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(EnvironmentFault, match="cache"):
        planned(season(tmp_path), tmp_path)


def test_two_lessons_of_one_id(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        lesson(tmp_path / folder / "same", SMALL)
    with pytest.raises(InputError, match=r"season.toml:2: .*a/same.*b/same.*same id"):
        planned(written(tmp_path, ["a/same", "b/same"]), tmp_path)


def test_planning_again_is_linear(tmp_path: Path) -> None:
    """Ten times as many lessons take about ten times as long, not a hundred times; measured by the second plan of each."""
    took = []
    for count in (8, 80):
        folder = tmp_path / str(count)
        path = season(folder, names=[f"lesson-{number}" for number in range(count)])
        planned(path, folder)
        began = time.process_time()
        planned(path, folder)
        took.append(time.process_time() - began)
    assert took[1] < 25 * took[0], took
