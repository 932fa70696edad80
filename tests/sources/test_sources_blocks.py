"""Fences with programs of blocks: their worlds, files beside the lesson, texts to translate, names to say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from broadcast import sources
from broadcast.errors import LessonError, ProgramError
from broadcast.lesson.localise import localise
from broadcast.lesson.model import Code, World
from broadcast.program import Program, read, run, source, world_of

XML = '<xml><block type="turtle_move"/><block type="text_print"><value name="TEXT"><block type="text"><field name="TEXT">Good &amp; big mangoes</field></block></value></block></xml>'
STAGE = {"isStage": True, "name": "Stage", "variables": {}, "lists": {}, "blocks": {}}
BLOCKS = {
    "a": {"opcode": "event_whenflagclicked", "next": "b", "parent": None, "inputs": {}, "fields": {}, "topLevel": True, "x": 0, "y": 0},
    "b": {"opcode": "looks_say", "next": "c", "parent": "a", "inputs": {"MESSAGE": [1, [10, "Sweet \"mangoes\"!"]]}, "fields": {}, "topLevel": False},
    "c": {"opcode": "data_setvariableto", "next": None, "parent": "b", "inputs": {"VALUE": [1, [10, "3"]]}, "fields": {"VARIABLE": ["my score", "v"]}, "topLevel": False},
}  # fmt: skip
PROJECT = json.dumps(
    {
        "targets": [STAGE, {"isStage": False, "name": "Cat", "direction": 180, "variables": {}, "lists": {}, "blocks": BLOCKS}],
        "meta": {"semver": "3.0.0"},
    }
)


def code(folder: Path, info: str, text: str = "") -> Code:
    path = folder / "walk.md"
    path.write_text(f"# T\n\n## S\n\nOne sentence.\n\n```{info}\n{text}```\n", encoding="utf-8")
    return sources.read(path).programs[0]


def packed(folder: Path, name: str = "cat.sb3") -> Path:
    with zipfile.ZipFile(folder / name, "w") as made:
        made.writestr("project.json", PROJECT)
    return folder / name


def test_text_of_blocks_with_its_world(tmp_path: Path) -> None:
    made = code(
        tmp_path,
        "blocks grid=4x4 start=B2 facing=4 main",
        'set big_bag to 2\nforward big_bag\nsay "Good mangoes"  # not "this"\n',
    )
    assert (made.language, made.main, made.world) == ("blocks", True, World(4, 4, "B2", "4"))
    assert [unit.text for unit in made.strings] == ["Good mangoes"]
    assert [(name, unit.text) for name, unit in made.names] == [("big_bag", "big bag")]
    assert run(read(made), world=made.world).final.square == "B4"
    turtle = code(tmp_path, "turtle facing=-90", "forward 10\n")
    assert (turtle.language, turtle.world) == ("blocks", World(kind="turtle", facing="270"))
    stage = code(tmp_path, "blocks world=stage", "forward 10\n")
    assert stage.world == World(kind="stage", facing="90")
    assert code(tmp_path, "blocks", "say 1\n").world is None


def test_python_may_have_a_plane(tmp_path: Path) -> None:
    made = code(tmp_path, "python world=turtle inputs=3,4", "forward(100)\n")
    assert (made.world, made.inputs) == (World(kind="turtle", facing="90"), ("3", "4"))
    assert len(run(read(made), world=made.world).strokes) == 1


WRONG = {
    "blocks world=moon": "cannot be 'moon'", "turtle grid=3x3 world=turtle": "grid= is for squared paper", "turtle facing=up": "facing=up is no angle", "blocks file=a.txt": "'file' is no option",
    "scratch file=../cat.sb3": "lies outside", "scratch file=/etc/passwd": "lies outside", "scratch file=no.sb3": "there is no program no.sb3", "scratch file=https://x/cat.sb3": "on the internet",
    "scratch file=link.sb3": "leads outside", "blockly file=bytes.xml": "is no text", "scratch": "the program is empty",
}  # fmt: skip


@pytest.mark.parametrize(("info", "why"), WRONG.items())
def test_a_wrong_fence_is_named(tmp_path: Path, info: str, why: str) -> None:
    folder = tmp_path / "lesson"
    folder.mkdir()
    packed(tmp_path)
    (folder / "link.sb3").symlink_to(tmp_path / "cat.sb3")
    (folder / "bytes.xml").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(LessonError, match=r".") as caught:
        code(folder, info, "" if "file" in info or info == "scratch" else "left\n")
    assert why in caught.value.what and caught.value.line == 7 and caught.value.remedy


def test_a_file_that_is_no_project_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "fake.sb3").write_text("hello")
    made = code(tmp_path, "scratch file=fake.sb3")
    assert "no Scratch project" in made.trouble
    assert "fake.sb3" in made.trouble
    with pytest.raises(ProgramError, match="no Scratch project") as caught:
        read(made)
    assert caught.value.line == 7
    assert world_of(made) is None


def test_a_scratch_project_beside_the_lesson(tmp_path: Path) -> None:
    packed(tmp_path)
    made = code(tmp_path, "scratch file=cat.sb3 sprite=Cat")
    assert (made.language, made.file, made.sprite, made.world) == ("scratch", "cat.sb3", "Cat", None)
    assert [unit.text for unit in made.strings] == ['Sweet "mangoes"!']
    assert [(name, unit.text) for name, unit in made.names] == [("my_score", "my score")]
    program = read(made)
    assert isinstance(program, Program) and (program.language, program.sprite) == ("blocks", "Cat")
    assert source(program) == "say 'Sweet \"mangoes\"!'\nset my_score to 3\n"
    assert world_of(made) == World(kind="stage", facing="180")


def test_texts_of_blocks_are_translated(tmp_path: Path) -> None:
    packed(tmp_path)
    (tmp_path / "po").mkdir()
    fences = f'```blocks\nsay "Good mangoes"\nsay “It\'s "so"”\n```\n\n```blockly\n{XML}\n```\n\n```scratch file=cat.sb3\n```\n'
    (tmp_path / "walk.md").write_text(f"# T\n\n## S\n\nOne sentence.\n\n{fences}", encoding="utf-8")
    lesson = sources.read(tmp_path / "walk.md")
    words = {
        "Good mangoes": "¡Mangos «buenos»!",
        'It\'s "so"': "Es “así”",
        "Good & big mangoes": "Mangos <grandes> & buenos",
        'Sweet "mangoes"!': 'Mangos "dulces"\\',
    }
    entries = [
        f'msgctxt "{unit.id}"\nmsgid {json.dumps(unit.text, ensure_ascii=False)}\nmsgstr {json.dumps(words[unit.text], ensure_ascii=False)}\n'
        for made in lesson.programs
        for unit in made.strings
    ]
    assert len(entries) == 4
    (tmp_path / "po" / "es-419.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + "\n".join(entries), encoding="utf-8"
    )
    said = [run(read(made)).printed for made in localise(lesson, "es-419").programs]
    assert said == [("¡Mangos «buenos»!", "Es “así”"), ("Mangos <grandes> & buenos",), ('Mangos "dulces"\\',)]


def test_a_sprite_goes_to_its_place_first_where_that_matters(tmp_path: Path) -> None:
    def read_with(opcode: str, inputs: dict[str, object]) -> str:
        step = {"opcode": opcode, "next": None, "parent": "a", "inputs": inputs, "fields": {}, "topLevel": False}
        cat = {
            "isStage": False,
            "name": "Cat",
            "x": 36,
            "y": -28,
            "direction": 90,
            "variables": {},
            "lists": {},
            "blocks": {"a": BLOCKS["a"], "b": step},
        }
        project = json.dumps({"targets": [STAGE, cat], "meta": {"semver": "3.0.0"}})
        return source(read(code(tmp_path, "scratch", project + "\n")))

    assert read_with("motion_changexby", {"DX": [1, [4, "10"]]}) == "go to x: 36 y: -28\nchange x position by 10\n"
    assert read_with("motion_gotoxy", {"X": [1, [4, "1"]], "Y": [1, [4, "-2"]]}) == "go to x: 1 y: -2\n"
    assert read_with("motion_movesteps", {"STEPS": [1, [4, "10"]]}) == "forward 10\n"
