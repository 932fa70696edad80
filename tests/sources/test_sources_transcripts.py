"""Other formats become transcripts, and those lessons: places, versions, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.errors import LessonError
from broadcast.lesson.localise import localise
from broadcast.lesson.model import Code, Note, Question, Said
from broadcast.lesson.units import units
from broadcast.sources import reading
from broadcast.sources.reading import drafted
from broadcast.sources.source import Source, source
from broadcast.sources.transcript import Transcript, inside


def transcript(folder: Path, tag: str, title: str, sentences: str) -> Transcript:
    out = Transcript(Source(folder, folder, ()), tag, {"title": title, "licence": "CC BY 4.0"})
    out.heading("One" if tag == "en" else "Uno", ("a.md", 1))
    out.text(sentences, ("a.md", 3))
    out.ask("How many?" if tag == "en" else "¿Cuántos?", "Two." if tag == "en" else "Dos.", ("a.md", 9))
    out.code("python", "print(2)", ("b.md", 5))
    out.note("Wait." if tag == "en" else "Espere.", ("b.md", 9))
    return out


def test_every_line_knows_where_it_comes_from(tmp_path: Path) -> None:
    lesson = transcript(tmp_path, "en", "T", "One egg.\nTwo eggs.\n\n::: not a div").lesson("x")
    said, more, ask, code, note = lesson.steps[0].blocks
    assert isinstance(said, Said) and isinstance(ask, Question) and isinstance(code, Code) and isinstance(note, Note)
    assert [lesson.place(unit.line)[1] for unit in said.units] == [3, 4]
    assert isinstance(more, Said) and more.units[0].text == "::: not a div"
    assert lesson.place(code.line) == (f"{tmp_path}/b.md", 4)
    assert lesson.place(note.units[0].line) == (f"{tmp_path}/b.md", 9)
    assert lesson.licence == "CC BY 4.0"


def test_another_language_has_the_ids_of_the_source_where_they_agree(tmp_path: Path) -> None:
    english = transcript(tmp_path, "en", "Eggs", "One egg. Two eggs.\n\nThree eggs.")
    spanish = transcript(tmp_path, "es-419", "Huevos", "Un huevo.\n\nTres huevos.")
    found = drafted("eggs", [english, spanish])
    lesson = found.lessons[0]
    local = localise(lesson, "es-419")
    assert found.languages == ("en", "es-419")
    assert local.title.id == lesson.title.id and local.title.source == "Eggs"
    assert local.programs[0].id == lesson.programs[0].id
    alike = {unit.text for unit in units(local) if unit.id in {one.id for one in units(lesson)}}
    assert alike == {"Huevos", "Uno", "Tres huevos.", "¿Cuántos?", "Dos.", "Espere."}
    (mismatch,) = found.mismatches
    assert (mismatch.tag, mismatch.line) == ("es-419", 3) and "1 sentences, 2 in en" in mismatch.why


def test_no_sentence_is_left_open_before_a_program(tmp_path: Path) -> None:
    out = Transcript(Source(tmp_path, tmp_path, ()), "en", {"title": "T"})
    out.text("Then it says:", ("a.md", 1))
    out.code("python", "print(2)", ("a.md", 4))
    out.code("python", "print(3)", ("a.md", 8))
    out.text("Note: this stays:", ("a.md", 10))
    assert [unit.text for step in out.lesson("x").steps for unit in units(step) if "`" not in unit.text][1:] == [
        "Then it says.",
        "Note: this stays:",
    ]


def test_a_picture_that_is_not_there_is_left_out_by_name(tmp_path: Path) -> None:
    out = transcript(tmp_path, "en", "T", "A robot.\n\n![a robot](../up.png)\n\n<img src='x.png' alt='x'>")
    out.lesson("x")
    assert [(one.what, one.line) for one in out.left_out] == [("the picture ../up.png", 5), ("the picture x.png", 7)]


@pytest.mark.parametrize(
    ("target", "folder", "path"),
    [("images/a.png", "en", "en/images/a.png"), ("../a.png", "en/step", "en/a.png"), ("../../a.png", "en", "../a.png"), ("https://x/a.png", "en", "https://x/a.png")],
)  # fmt: skip
def test_paths_are_taken_from_the_root(target: str, folder: str, path: str) -> None:
    assert inside(target, folder) == path


def test_links_of_the_file_system_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("# A\n\nA.", "utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    (tmp_path / "up").symlink_to(tmp_path.parent, target_is_directory=True)
    assert source(tmp_path).files == ("real.md",)


def test_a_folder_with_thousands_of_files_is_refused(tmp_path: Path) -> None:
    for number in range(5001):
        (tmp_path / str(number)).touch()
    with pytest.raises(LessonError, match="more than 5000 files"):
        source(tmp_path)


def test_an_exercise(tmp_path: Path) -> None:
    docs = tmp_path / "leap" / ".docs"
    docs.mkdir(parents=True)
    (docs / "instructions.md").write_text("# Instructions\n\nFind leap years.\n\n~~~~exercism/note\nTry 2000.\n~~~~\n", "utf-8")
    (docs / "hints.md").write_text("# Hints\n\n## General\n\n- Think of 400.\n", "utf-8")
    meta = tmp_path / "leap" / ".meta"
    meta.mkdir()
    (meta / "config.json").write_text('{"authors": ["ana"]}', "utf-8")
    who, found = reading(tmp_path / "leap")
    lesson = found.lessons[0]
    assert who.name == "exercism" and lesson.title.text == "Leap" and lesson.credits == "Exercism: ana"
    kinds = [[type(block).__name__ for block in step.blocks] for step in lesson.steps]
    assert kinds == [["Said", "Note"], ["Note"]]
    note = lesson.steps[0].blocks[1]
    assert isinstance(note, Note) and lesson.place(note.units[0].line)[1] == 6


def test_no_other_reader_takes_a_lesson_of_our_own(tmp_path: Path) -> None:
    own = tmp_path / "lesson.md"
    own.write_text(
        "---\ntitle: T\nobjectives:\n  - Say it.\n---\n# T\n\n## A\n\nOne.\n\n::: ask\nHow many?\n\nanswer: Two.\n:::\n\n> A note.\n\nteaching: no key.\n",
        "utf-8",
    )
    assert reading(own)[0].name == "markdown" and reading(tmp_path)[0].name == "markdown"
    for lesson in sorted((Path(__file__).parents[2] / "scripts_src").rglob("lesson.md")):
        assert reading(lesson.parent)[0].name == "markdown", lesson
