"""Tables of strings: Scratch's tutorials are lessons, other tables are refused by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import reading

CORPUS = next((up / "shared/corpus" for up in Path(__file__).resolve().parents if (up / "shared/corpus").is_dir()), Path("none"))
ENGLISH = {
    "gui.howtos.fly.name": "Make it fly",
    "gui.howtos.fly.step_flyPick": "Pick a bird for the story",
    "gui.howTos.fly.step_flyMove": {"string": "Move it to the left side", "context": "a step"},
    "gui.howtos.fly.step_flyTalk": "Make the bird talk to us",
    "gui.howtos.hide.name": "Hide",
    "gui.howtos.hide.step_1": "Hide behind the big tree",
    "gui.menuBar.file": "File",
}
POLISH = {
    "gui.howtos.fly.step_flyTalk": "Niech ptak do nas mówi",
    "gui.howtos.fly.name": "Niech leci",
    "gui.howtos.fly.step_flyPick": "Wybierz ptaka do bajki",
    "gui.howtos.fly.step_flyMove": "",
    "gui.howtos.hide.step_1": "Hide behind the big tree",
}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name, table in {"interface/en": ENGLISH, "interface/pl": POLISH, "blocks/en": {"CONTROL_FOREVER": "forever"}}.items():
        file = tmp_path / f"{name}.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(table), "utf-8")
    return tmp_path


def test_a_deck_is_a_lesson_and_its_tables_are_versions(tables: Path) -> None:
    who, found = reading(tables)
    fly, hide = found.lessons
    assert who.name == "strings" and (fly.title.text, hide.title.text) == ("Make it fly", "Hide")
    assert [step.title.text for step in fly.steps] == [
        "Pick a bird for the story",
        "Move it to the left side",
        "Make the bird talk to us",
    ]
    assert [step.title.text for step in fly.versions[0].steps] == ["Wybierz ptaka do bajki", "Niech ptak do nas mówi"]
    assert not hide.versions and fly.credits == "Scratch Foundation"
    assert [(one.file, one.what) for one in found.left_out] == [
        ("blocks/en.json", "1 strings"),
        ("interface/pl.json", "step step_flymove of fly"),
        ("interface/pl.json", "the language pl of hide"),
    ]


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ({"Games.name": "Blockly Games", "Maze.helpRun": "Run it"}, "Blockly Games"),
        ({"CONTROL_FOREVER": "forever"}, "Scratch's blocks"),
        ({"CONTROLS_IF_MSG_IF": "if"}, "Blockly's blocks"),
        ({"gui.menuBar.file": "File"}, "Scratch's editor"),
    ],
)
def test_a_table_that_is_no_lesson_is_refused_by_name(tmp_path: Path, table: dict[str, str], kind: str) -> None:
    (tmp_path / "en.json").write_text(json.dumps(table), "utf-8")
    for path in (tmp_path, tmp_path / "en.json"):
        with pytest.raises(LessonError, match=kind) as caught:
            reading(path)
        assert next(iter(table)) in caught.value.what


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(list(ENGLISH)),
        st.text(max_size=20) | st.lists(st.none()) | st.dictionaries(st.just("string"), st.text(max_size=9)),
    )
)
def test_any_table_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, table: dict[str, object]) -> None:
    file = tmp_path_factory.mktemp("any") / "en.json"
    file.write_text(json.dumps(table), "utf-8")
    try:
        assert reading(file)[1].lessons
    except LessonError as error:
        assert error.file


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
def test_tables_of_the_corpus() -> None:
    found = reading(CORPUS / "scratch-tutorial-strings/animate-a-name")[1]
    lesson = found.lessons[0]
    assert len(found.languages) == 11 and len(lesson.steps) == 6 and lesson.licence == "BSD-3-Clause"
    with pytest.raises(LessonError, match="Blockly Games"):
        reading(CORPUS / "blockly-games/maze")
