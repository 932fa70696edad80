"""Hedy's adventures: levels as steps, keywords in the reader's language, languages as versions."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.lesson.localise import localise
from broadcast.program import read as read_program
from broadcast.program import run, world_of
from broadcast.sources import hedy, reading
from broadcast.sources.source import source
from tests.sources.outline import outline

ENGLISH = """adventures:
    tale:
        name: Tale
        default_save_name: Tale
        description: Tell a tale
        levels:
            1:
                story_text: |
                    Start a line with {print}.
                    Use `{ask} {answer}` too.

                    ## Exercise
                    Tell of an owl.
                example_code: |
                    ```
                    {ask} Who are you?
                    {print} Hello _
                    ```
                answer_code: |
                    {print} An owl
                story_text_2: Now {turn} around.
            13:
                story_text: Brackets now.
                example_code: |
                    name = {input}('Name?')
                    {print}('An owl')
"""
SPANISH = """adventures:
    tale:
        name: Cuento
        levels:
            1:
                story_text: |
                    Empieza una línea con {print}.
                example_code: "```\\n{ask} ¿Quién eres?\\n```\\n"
"""


def folder(where: Path, **files: str) -> Path:
    for name, text in files.items():
        (where / f"{name}.yaml").write_text(text, "utf-8")
    return where


def test_levels_are_steps_and_keywords_are_words(tmp_path: Path) -> None:
    who, found = reading(folder(tmp_path, en=ENGLISH, es=SPANISH, uz="adventures:\n  tale:\n    name: x\n    levels: {}\n"))
    lesson = found.lessons[0]
    assert who.name == "hedy"
    assert (lesson.title.text, lesson.licence, lesson.credits) == ("Tale", "EUPL-1.2", hedy.CREDITS)
    assert (
        outline(lesson)
        == """# Tale 1
said: Tell a tale
said: Start a line with `print`. Use `ask answer` too.
said: Exercise
said: Tell of an owl.
hedy: ask Who are you? ⏎ print Hello _
note: `print An owl`
said: Now `turn` around.
# Tale 13
said: Brackets now.
python: name = input('Name?') ⏎ print('An owl')
"""
    )
    assert (
        outline(localise(lesson, "es-419"))
        == """# Cuento 1
said: Empieza una línea con `imprimir`.
hedy: preguntar ¿Quién eres?
"""
    )
    assert ("uz.yaml", "0 % of it is translated") in [(one.file, one.why) for one in found.left_out]


def test_a_drawing_is_blocks_in_the_words_of_its_language(tmp_path: Path) -> None:
    text = """adventures:
  turtle:
    name: 'the {turn}'
    levels:
      10:
        story_text: Ten.
      2:
        story_text: WORDS
        example_code: |
          {forward} 20
          {turn} {left}
          {forward} -5
          {turn} 45
"""
    where = folder(tmp_path, en=text.replace("WORDS", "Two."), es=text.replace("WORDS", "Dos.").replace("Ten.", "Diez."))
    lesson = reading(where)[1].lessons[0]
    assert (
        outline(lesson)
        == """# The turn 2
said: Two.
blocks: forward 20 ⏎ turn left 90 degrees ⏎ back 5 ⏎ turn right 45 degrees
# The turn 10
said: Ten.
"""
    )
    assert "avanza 20 ⏎ gira a la izquierda 90 grados" in outline(localise(lesson, "es-419"))
    assert len(run(read_program(lesson.programs[0]), world=world_of(lesson.programs[0])).steps) > 3


def test_a_language_that_is_still_english_is_left_out(tmp_path: Path) -> None:
    _, found = reading(folder(tmp_path, en=ENGLISH, ko=ENGLISH.replace("name: Tale", "name: 이야기")))
    assert found.languages == ("en",)
    assert any("0 % of it is translated" in one.why and one.file == "ko.yaml" for one in found.left_out)


def test_many_levels_are_several_lessons(tmp_path: Path) -> None:
    levels = "".join(f"      {number}:\n        story_text: Owl {number}.\n" for number in range(1, 11))
    _, found = reading(folder(tmp_path, en=f"adventures:\n  tale:\n    name: Tale\n    levels:\n{levels}"))
    assert [lesson.title.text for lesson in found.lessons] == ["Tale 1–8", "Tale 9–10"]


def test_a_broken_language_is_left_out_and_an_alias_is_not_followed(tmp_path: Path) -> None:
    bomb = 'adventures:\n  a: &a\n    levels:\n      1: {story_text: "x"}\n  b: *a\n'
    _, found = reading(folder(tmp_path, en=ENGLISH, es=bomb))
    assert found.languages == ("en",) and any("alias" in one.why for one in found.left_out)
    (tmp_path / "en.yaml").unlink()
    with pytest.raises(LessonError, match="alias"):
        reading(tmp_path)


@settings(max_examples=25)
@given(st.text(max_size=60), st.sampled_from(["", "    ", "        "]))
def test_any_text_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, text: str, indent: str) -> None:
    where = tmp_path_factory.mktemp("h")
    (where / "en.yaml").write_text(f"adventures:\n  a:\n    levels:\n      1:\n{indent}{text}", "utf-8", errors="ignore")
    found = source(where)
    if hedy.recognises(found):
        with contextlib.suppress(LessonError):
            assert hedy.read(found).lessons
