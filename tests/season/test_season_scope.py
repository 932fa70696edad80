"""What is used before it is taught, curriculum codes, and the table of what is taught when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadcast.cli import status
from broadcast.errors import InputError
from broadcast.season import schemes
from broadcast.season.file import load
from broadcast.season.scope import scope
from tests.packages import SMALL, lesson
from tests.season.small import written

OURS = Path(__file__).parents[2] / "scripts_src"
CODES = "[curriculum]\nscheme = 'csta-2017'\n"


def ours(folder: Path, *names: str, more: str = "") -> Path:
    return written(folder, [str(OURS / name) for name in names], more=more)


def test_our_own_lessons_in_their_order_have_nothing_to_say(tmp_path: Path) -> None:
    found = scope(load(ours(tmp_path, "for-facilitators", "start-here", "paper-robot", "box-with-a-name", more=CODES)))
    assert [str(each) for each in found.findings] == []
    rows = {row["lesson"]: row for row in found.rows}
    assert rows["start-here"]["new words"].startswith("grid") and rows["box-with-a-name"]["codes"] == "CSTA 2-AP-11, CSTA 2-AP-12"
    codes = {row["code"]: row for row in found.codes}
    assert codes["CSTA 2-AP-11"]["lessons"] == "box-with-a-name" and "variables" in codes["CSTA 2-AP-11"]["what"]


def test_sounds_before_the_lesson_that_teaches_them(tmp_path: Path) -> None:
    found = scope(load(ours(tmp_path, "paper-robot", "start-here"))).findings
    told = [str(each) for each in found]
    assert any("B602" in each and "opens a wait" in each and "start-here" in each and "paper-robot" in each for each in told), (
        told
    )
    assert all(each.line for each in found)


def test_a_word_and_what_a_program_has(tmp_path: Path) -> None:
    early = SMALL.replace("forward 2\nright", "repeat 2:\n    forward 1").replace("short way", "short way, and a loop")
    late = SMALL.replace("credits:", "vocabulary:\n  loop: steps that are done again\ncredits:")
    lesson(tmp_path / "early", early)
    lesson(tmp_path / "late", late)
    found = scope(load(written(tmp_path, ["early", "late"]))).findings
    assert [(each.code, each.line) for each in found] == [("B601", 11), ("B602", 13)]
    assert scope(load(written(tmp_path, ["late", "early"]))).findings == ()
    lesson(tmp_path / "early", early.replace("a loop.", "a loop. A loop is steps that are done again."))
    assert [each.code for each in scope(load(written(tmp_path, ["early", "late"]))).findings] == ["B602"]


def test_an_unknown_code_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson(tmp_path / "one", SMALL.replace("credits:", "curriculum: CSTA 1A-AP-09, CSTA 1A-AP-99\ncredits:"))
    path = written(tmp_path, ["one"], more=CODES)
    found = scope(load(path)).findings
    assert [(each.code, each.line) for each in found] == [("B603", 5)] and "1A-AP-99" in found[0].message
    assert status(["check", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["findings"][0]["line"] == 5 and told["sequence"][0]["lesson"] == "one"
    assert scope(load(written(tmp_path, ["one"]))).findings == (), "without a scheme no code is judged"


def test_a_scheme_that_is_none_and_one_of_the_stations_own(tmp_path: Path) -> None:
    lesson(tmp_path / "one", SMALL.replace("credits:", "curriculum: 3.1.a\ncredits:"))
    with pytest.raises(InputError, match=r"season.toml:7: curriculum.scheme: 'nowhere'.*csta-2017"):
        scope(load(written(tmp_path, ["one"], more="[curriculum]\nscheme = 'nowhere'\n")))
    path = written(tmp_path, ["one"], more="[curriculum]\nscheme = ['csta-2017', 'ours.toml']\n")
    (tmp_path / "ours.toml").write_text("name = 'Ours'\n[codes]\n'3.1.a' = 'steps'\n")
    assert scope(load(path)).findings == ()
    (tmp_path / "ours.toml").write_text("name = 'Ours'\n[codes]\n'3.1.a' = 7\n")
    with pytest.raises(InputError, match=r"ours.toml:3: .*codes\.3\.1\.a"):
        scope(load(path))


def test_a_lesson_that_cannot_be_read_is_told_and_the_others_are_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson(tmp_path / "one", SMALL)
    lesson(tmp_path / "two", "---\ntitle: [\n---\n")
    assert status(["check", str(written(tmp_path, ["one", "two"]))]) == 1
    out = capsys.readouterr().out
    assert "B600" in out and "two/lesson.md:" in out and "one" in out


@pytest.mark.parametrize("name", schemes.names())
def test_every_scheme_is_whole(name: str, tmp_path: Path) -> None:
    lesson(tmp_path / "one", SMALL)
    found = schemes.schemes(load(written(tmp_path, ["one"], more=f"[curriculum]\nscheme = '{name}'\n")))[0]
    assert found.name and found.source and all(found.codes.values())
