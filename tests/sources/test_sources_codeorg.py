"""Levels of Code.org: series as lessons, solutions as programs, tables as languages, blocks in sentences as words."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.lesson.localise import localise
from broadcast.program import read as read_program
from broadcast.program import world_of
from broadcast.sources import codeorg, reading
from broadcast.sources.codeorg_words import plain
from broadcast.sources.source import source
from tests.sources.outline import outline

SOLUTION = """<solution_blocks><xml><block type="when_run"><next><block type="maze_moveForward"/></next></block></xml></solution_blocks>"""
FORWARD = '<xml><block type="maze_moveForward"></block></xml>'


def level(where: Path, name: str, blocks: str = SOLUTION, **properties: object) -> None:
    about = {"skin": "bee", "maze": "[[2,1,3]]", "start_direction": "1", **properties}
    config = json.dumps({"properties": about}, indent=1)
    (where / f"{name}.level").write_text(
        f"<Karel>\n  <config><![CDATA[{config}]]></config>\n  <blocks>{blocks}</blocks>\n</Karel>", "utf-8"
    )


def table(where: Path, locale: str, kind: str, texts: dict[str, object]) -> None:
    (where / f"{kind}.{locale}.json").write_text(
        json.dumps({locale: {"data": {kind: texts}}}, indent=1, ensure_ascii=False), "utf-8"
    )


def test_levels_of_one_name_are_the_steps_of_a_lesson(tmp_path: Path) -> None:
    hints = json.dumps([{"hint_markdown": "One is enough.", "hint_type": "general"}])
    level(
        tmp_path,
        "2-3 Bee Walk 2",
        long_instructions=f"# Walk\nUse {FORWARD} once.",
        short_instructions="Walk.",
        authored_hints=hints,
    )
    level(tmp_path, "2-3 Bee Walk 10", "", short_instructions="Rest.", video_key="bee")
    table(tmp_path, "ru-RU", "short_instructions", {"2-3 Bee Walk 2": f"Поставь {FORWARD} один раз."})
    table(tmp_path, "ru-RU", "authored_hints", {"2-3 Bee Walk 2": {"a": "Одного хватит."}})
    who, found = reading(tmp_path)
    (lesson,) = found.lessons
    assert who.name == "codeorg" and (lesson.title.text, lesson.ages, lesson.licence, lesson.credits) == (
        "Bee Walk",
        (7, 9),
        "Apache-2.0",
        "Code.org",
    )
    code = lesson.programs[0]
    world = world_of(code)
    assert read_program(code).body and world is not None and world.goal.startswith("C")
    assert (
        outline(lesson).replace(code.source.replace("\n", " ⏎ "), "<level>")
        == """# Bee Walk 2
said: Walk
said: Use `forward` once.
codeorg: <level>
note: One is enough.
# Bee Walk 10
said: Rest.
"""
    )
    russian = localise(lesson, "ru")
    assert russian.title.text == "Пчела" and "said: Поставь `вперёд` один раз." in outline(russian)
    assert [(one.what, one.why) for one in found.left_out] == [("video_key: bee", "for a screen only")]


def test_tables_alone_are_lessons(tmp_path: Path) -> None:
    spanish = {"Standalone_Artist_1": "Dibuja un cuadrado.", "Standalone_Artist_2": "Dibuja un búho.", "Maze A": "Camina."}
    table(tmp_path, "es-MX", "short_instructions", spanish)
    table(tmp_path, "uz-UZ", "long_instructions", {"Standalone_Artist_1": "Kvadrat chizing."})
    _, found = reading(tmp_path)
    assert [(lesson.title.text, lesson.language, [each.language for each in lesson.versions]) for lesson in found.lessons] == [
        ("Laberinto", "es-419", []),
        ("Artista", "es-419", ["uz"]),
    ]
    assert outline(found.lessons[1]) == "# Artista 1\nsaid: Dibuja un cuadrado.\n# Artista 2\nsaid: Dibuja un búho.\n"
    assert found.lessons[1].place(found.lessons[1].steps[1].line)[1] == 6


def test_a_table_of_a_course(tmp_path: Path) -> None:
    folder = tmp_path / "locales" / "pl-PL"
    folder.mkdir(parents=True)
    said = {
        "https://studio.code.org/s/a/levels/1": {
            "short_instructions": "Narysuj sowę.",
            "display_name": "Sowa",
            "authored_hints": {"a": "Duża."},
        }
    }
    (folder / "a.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    _, found = reading(tmp_path)
    assert found.languages == ("pl",) and outline(found.lessons[0]) == "# Sowa\nsaid: Narysuj sowę.\nnote: Duża.\n"


def test_blocks_in_a_sentence_are_words() -> None:
    turn = '<block type="draw_turn"><title name="DIR">turnLeft</title><value name="VALUE"><block type="math_number"><title name="NUM">90</title></block></value></block>'
    assert plain(f"Use <xml>{turn}</xml>!", "es-419") == "Use `gira a la izquierda 90 grados`!"
    assert plain('<xml><block type="controls_repeat"><title name="TIMES">???</title></block></xml>', "en") == "`repeat`"
    assert plain("A [v for_loop/csf] and [r page/csf].", "en") == "A for loop and ."


@pytest.mark.parametrize(
    "text", ["<Karel><config><![CDATA[{]]></config></Karel>", "<Maze>\n<config><![CDATA[[]]]></config></Maze>"]
)
def test_a_broken_level_is_one_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.level").write_text(text, "utf-8")
    with pytest.raises(LessonError):
        reading(tmp_path / "a.level")


JSON = st.recursive(st.none() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["data", "ru-RU", "short_instructions", "authored_hints", "display_name", "A 1"]), inner, max_size=4), max_leaves=15)  # fmt: skip


@settings(max_examples=40)
@given(JSON, st.text(max_size=60))
def test_anything_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, data: object, text: str) -> None:
    where = tmp_path_factory.mktemp("c")
    (where / "a.json").write_text(json.dumps({"short_instructions": "", "ru": data}), "utf-8")
    (where / "b.level").write_text(f"<Maze><config><![CDATA[{json.dumps(data)}]]></config>{text}", "utf-8", errors="ignore")
    found = source(where)
    if codeorg.recognises(found):
        with contextlib.suppress(LessonError):
            assert codeorg.read(found).lessons
