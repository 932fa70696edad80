"""Scratch 3 projects as lessons: comments are told, scripts are programs; what is no project is refused."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.lesson.model import Code, Lesson
from broadcast.program import read as program_of
from broadcast.sources import reading

CORPUS = next(
    (up / "shared/corpus/scratch-sb3" for up in Path(__file__).resolve().parents if (up / "shared/corpus").is_dir()), Path("none")
)


def block(opcode: str, after: str | None = None, *, top: bool = False, y: int = 0, **more: Any) -> dict[str, Any]:
    return {"opcode": opcode, "next": after, "inputs": {}, "fields": {}, "topLevel": top, "y": y, "x": 0, "shadow": False, **more}


def project(words: str = "Watch the crab.") -> dict[str, Any]:
    blocks = {
        "b": block("event_whenkeypressed", "b1", top=True, y=300, fields={"KEY_OPTION": ["space", None]}),
        "b1": block("looks_say", inputs={"MESSAGE": [1, [10, "Hello"]]}),
        "a": block("event_whenflagclicked", "a1", top=True, y=10),
        "a1": block("motion_movesteps", "a2", inputs={"STEPS": [1, [4, "10"]]}),
        "a2": block("procedures_call", mutation={"proccode": "hop %n"}, inputs={"p": [1, [4, "2"]]}),
        "d": block("procedures_definition", "d1", top=True, y=500, inputs={"custom_block": [1, "p"]}),
        "p": block(
            "procedures_prototype", shadow=True, mutation={"proccode": "hop %n", "argumentnames": '["n"]', "argumentids": '["p"]'}
        ),
        "d1": block("motion_changeyby", inputs={"DY": [1, [4, "5"]]}),
        "loose": block("motion_turnright", top=True, y=900),
        "alone": block("event_whenthisspriteclicked", top=True, y=950),
    }
    comments = {
        "1": {"blockId": "a1", "text": words, "x": 0, "y": 40},
        "2": {"blockId": None, "text": "Last of *all*\n# it sleeps.", "x": 0, "y": 700},
        "3": {"blockId": None, "text": "First it wakes up.", "x": 0, "y": 0},
        "4": {"blockId": "d1", "text": "Hop means to go up.", "x": 0, "y": 510},
    }
    stage = {"isStage": True, "name": "Stage", "variables": {}, "lists": {}, "blocks": {}, "comments": {}}
    return {
        "targets": [
            stage,
            {"isStage": False, "name": "Crab", "variables": {}, "lists": {}, "blocks": blocks, "comments": comments},
        ]
    }


def sb3(path: Path, data: Any, name: str = "project.json") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data if isinstance(data, str | bytes) else json.dumps(data))
    return path


def outline(lesson: Lesson) -> list[str]:
    rows = []
    for step in lesson.steps:
        rows.append(f"# {step.title.text}")
        for each in step.blocks:
            if isinstance(each, Code):
                (target,) = [target for target in json.loads(each.source)["targets"] if target["blocks"]]
                rows.append("Code: " + " ".join(target["blocks"]))
            else:
                rows.append("Said: " + " ".join(unit.text for unit in getattr(each, "units", ())))
    return rows


def test_comments_and_scripts_come_as_they_lie_on_the_screen(tmp_path: Path) -> None:
    who, found = reading(sb3(tmp_path / "crab-dance.sb3", project()))
    lesson = found.lessons[0]
    assert who.name == "scratch" and lesson.title.text == "Crab dance"
    assert outline(lesson) == [
        "# Crab",
        "Said: First it wakes up.",
        "Said: Watch the crab.",
        "Said: Hop means to go up.",
        "Code: a a1 a2 d p d1",
        "Code: b b1",
        "Said: Last of *all* # it sleeps.",
    ]
    for code in lesson.programs:
        assert program_of(code).body
    assert [one.what for one in found.left_out] == [
        "blocks of 'Crab' that hang on nothing (motion_turnright)",
        "an event of 'Crab' with nothing under it (event_whenthisspriteclicked)",
        "costumes and sounds",
    ]


def test_languages_of_a_folder_are_versions_and_empty_ones_are_named(tmp_path: Path) -> None:
    sb3(tmp_path / "en" / "crab.sb3", project())
    sb3(tmp_path / "es-LA" / "crab.sb3", project("Mira el cangrejo."))
    sb3(tmp_path / "pl-PL" / "crab.sb3", project())
    sb3(tmp_path / "en" / "empty.sb3", {"targets": [{"isStage": True, "name": "Stage", "blocks": {}}]})
    found = reading(tmp_path)[1]
    assert found.languages == ("en", "es-419") and len(found.lessons) == 1
    assert {(one.file, one.why) for one in found.left_out if one.what == "the project"} == {
        ("en/empty.sb3", "the project is empty: nobody has put scripts or comments into it"),
        ("pl-PL/crab.sb3", "it is the same as en/crab.sb3"),
    }


def test_the_json_of_a_project_and_letters_of_a_language(tmp_path: Path) -> None:
    data = project("Смотри на краба.")
    data["targets"][1]["comments"] = {"1": data["targets"][1]["comments"]["1"]}
    (tmp_path / "crab.json").write_text(json.dumps(data), "utf-8")
    assert reading(tmp_path / "crab.json")[1].languages == ("ru",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"targets": [{"isStage": True, "name": "Stage", "blocks": {}}]}, "the project is empty"),
        ({"objName": "Stage", "children": []}, "Scratch 2"),
        ("{", "is broken"),
        ("[" * 200_000, "is broken|packed so tightly"),
        (b" " * 3_000_000, "packed so tightly"),
        ([], "the project is empty"),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, data: Any, what: str) -> None:
    with pytest.raises(LessonError, match=what) as caught:
        reading(sb3(tmp_path / "x.sb3", data))
    assert caught.value.file == str(tmp_path / "x.sb3")


def test_a_file_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sb3"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("project.json", json.dumps(project()))
        file.writestr("../up.png", b"x")
    with pytest.raises(LessonError, match="lead out of it"):
        reading(path)


@pytest.mark.parametrize(
    ("name", "data"), [("x.sb3", b"no zip"), ("x.sb2", b"PK\x03\x04"), ("x.sb", b"ScratchV02"), ("x.sb3", b"")]
)
def test_other_files_under_its_name_are_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LessonError, match="Scratch"):
        reading(tmp_path / name)


def test_blocks_in_a_circle_end(tmp_path: Path) -> None:
    data = project()
    data["targets"][1]["blocks"]["a2"]["next"] = "a1"
    assert reading(sb3(tmp_path / "x.sb3", data))[1].lessons


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["a", "event_whenflagclicked", "procedures_definition"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["opcode", "next", "inputs", "fields", "topLevel", "mutation", "proccode", "text", "blockId", "a", "y"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b"]), JSON), st.dictionaries(st.sampled_from(["1", "2"]), JSON), JSON)
def test_any_project_ends_in_a_lesson_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, blocks: Any, comments: Any, more: Any
) -> None:
    data = {"targets": [{"isStage": True, "name": more, "variables": more, "blocks": blocks, "comments": comments}, more]}
    with contextlib.suppress(LessonError):
        assert reading(sb3(tmp_path_factory.mktemp("any") / "x.sb3", data))[1].lessons


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_one_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x.sb3"
    path.write_bytes(b"PK\x03\x04" + data if data[:1] > b"\x80" else data)
    with pytest.raises(LessonError):
        reading(path)


def test_a_zip_without_a_project_is_no_project(tmp_path: Path) -> None:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as file:
        file.writestr("a.txt", "a")
    (tmp_path / "x.zip").write_bytes(buffer.getvalue())
    with pytest.raises(LessonError, match="not a text"):
        reading(tmp_path / "x.zip")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
def test_projects_of_the_corpus() -> None:
    found = reading(CORPUS / "catch-the-dots")[1]
    assert found.languages == ("es-419", "ko", "pl", "en") and len(found.lessons) == 2
    assert sum("empty" in one.why for one in found.left_out) == 4
    assert all(lesson.licence == "CC BY-SA 4.0" for lesson in found.lessons)
