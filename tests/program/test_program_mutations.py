"""Mistakes that children make: each is one place, is readable again, and says truly what was and what is."""

from __future__ import annotations

from hypothesis import given, settings

from broadcast.lesson.model import World
from broadcast.program import Program, mutants, read, run, source
from broadcast.program.mutations import NAMES
from tests.program.given import EXEMPLAR, STEPS, fence, python, python_sources, robot, robot_sources
from tests.program.given_python import drawings, programs, talks, typed
from tests.program.test_program_blocks import blocks


def check(program: Program, language: str) -> None:
    before = source(program).splitlines()
    seen = {source(program)}
    for mutant in mutants(program):
        text = mutant.source
        assert text not in seen
        seen.add(text)
        after = text.splitlines()
        assert read(fence(text, language)).body == mutant.program.body, mutant
        assert mutant.name in NAMES
        assert before[mutant.line - 1] == mutant.was
        if mutant.now_line:
            assert after[mutant.now_line - 1] == mutant.now != mutant.was
            different = [at for at, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b]
            assert different[0] == mutant.line
            assert len(different) <= (2 if mutant.name == "lines-swapped" else 1) or mutant.name == "indentation"
        else:
            assert mutant.now == "" and len(after) == len(before) - 1
            assert before[: mutant.line - 1] + before[mutant.line :] == after or before.count(mutant.was) > 1


@given(text=robot_sources())
@settings(max_examples=30, deadline=None)
def test_mutants_of_the_robots_language(text: str) -> None:
    check(robot(text), "robot")


@given(text=python_sources())
@settings(max_examples=20, deadline=None)
def test_mutants_of_python(text: str) -> None:
    check(python(text), "python")


@given(text=programs())
@settings(max_examples=5, deadline=None)
def test_mutants_of_all_of_beginners_python(text: str) -> None:
    check(python(text), "python")


@given(text=talks())
@settings(max_examples=5, deadline=None)
def test_mutants_of_talks_with_the_prompt(text: str) -> None:
    check(python(typed(text)), "python")


@given(text=drawings())
@settings(max_examples=5, deadline=None)
def test_mutants_of_drawings(text: str) -> None:
    check(python(text), "python")


def found(program: Program) -> dict[str, list[tuple[int, str, str]]]:
    named: dict[str, list[tuple[int, str, str]]] = {}
    for mutant in mutants(program):
        named.setdefault(mutant.name, []).append((mutant.line, mutant.was.strip(), mutant.now.strip()))
    return named


def test_mistakes_of_the_exemplar() -> None:
    named = found(robot(EXEMPLAR))
    assert named["one-round-more"] == [(1, "repeat 3:", "repeat 4:")]
    assert named["one-round-fewer"] == [(1, "repeat 3:", "repeat 2:")]
    assert named["turn-forgotten"] == [(3, "right", "")]
    assert named["left-for-right"] == [(3, "right", "left")]
    assert named["steps-one-more"] == [(2, "forward 2", "forward 3")]
    assert named["lines-swapped"] == [(2, "forward 2", "right")]
    assert named["indentation"] == [(3, "right", "right")]
    more = next(mutant for mutant in mutants(robot(EXEMPLAR)) if mutant.name == "one-round-more")
    assert run(more.program, world=World()).final.square == "A1"


def test_mistakes_in_spanish_words() -> None:
    program = robot("repite 3:\n    avanza 2\n    derecha\n")
    assert ("izquierda", "left-for-right") in [(mutant.now.strip(), mutant.name) for mutant in mutants(program)]


def test_a_class_reads_the_mistake_in_its_own_words() -> None:
    from broadcast.language.model import load

    shown = {mutant.name: mutant.shown(load("es-419")) for mutant in mutants(robot(EXEMPLAR))}
    assert shown["left-for-right"] == ("derecha", "izquierda")
    assert shown["turn-forgotten"] == ("derecha", "")
    assert shown["one-round-more"] == ("repite 3:", "repite 4:")


def test_mistakes_of_python() -> None:
    named = found(python(STEPS))
    assert named["off-by-one"] == [
        (1, "steps = 1", "steps = 2"),
        (1, "steps = 1", "steps = 0"),
        (2, "for turn in range(4):", "for turn in range(1, 4):"),
    ]
    assert named["operator"] == [(5, "steps = steps + 1", "steps = steps - 1")]
    named = found(
        python(
            "n = 7\nwhile n > 3:\n    print(n)\n    n -= 2\nif n <= 3 and n != 1:\n    print('small')\nelse:\n    print('big')\n    print('so')\n"
        )
    )
    assert (2, "while n > 3:", "while n >= 3:") in named["comparison"]
    assert (2, "while n > 3:", "while n < 3:") in named["comparison"]
    assert (5, "if n <= 3 and n != 1:", "if n < 3 and n != 1:") in named["comparison"]
    assert (4, "n -= 2", "n += 2") in named["operator"]
    assert (9, "print('so')", "print('so')") in named["indentation"]
    assert set(NAMES) > set(named)


DRAWING = """\
set side to 10
pen down
repeat 4:
    forward side
    turn right 90 degrees
    change side by 5
    change x position by 3
go to x: 0 y: 5
forward 100
"""


def test_mistakes_of_turtles_and_variables() -> None:
    named = found(blocks(DRAWING))
    assert named["angle"] == [(5, "turn right 90 degrees", f"turn right {angle} degrees") for angle in (45, 60)]
    assert named["pen-forgotten"] == [(2, "pen down", "")]
    assert named["set-for-change"] == [(6, "change side by 5", "set side to 5")]
    assert named["change-for-set"] == [(1, "set side to 10", "change side by 10")]
    assert named["x-for-y"] == [
        (7, "change x position by 3", "change y position by 3"),
        (8, "go to x: 0 y: 5", "go to x: 5 y: 0"),
    ]
    assert named["left-for-right"] == [(5, "turn right 90 degrees", "turn left 90 degrees")]
    assert (8, "go to x: 0 y: 5", "forward 100") in named["lines-swapped"]
    assert "steps-one-more" not in named, "of a hundred steps nobody sees one more"


def test_each_has_its_words() -> None:
    from broadcast.language.catalogue import messages
    from broadcast.lesson.model import Lesson, Unit
    from broadcast.unplugged.mistakes import change, reason
    from broadcast.unplugged.stage import Request, Stage

    for tag in ("en", "es-419"):
        unit = Unit("t", "T")
        lesson = Lesson("l", 1, unit, tag, tag, (8, 11), 15, "", (), (), (), (), "", "", (), "", "")
        stage = Stage(lesson, Request("x"), messages(tag), 1, 1)
        told = set()
        for mutant in mutants(blocks(DRAWING)):
            if mutant.name in ("angle", "pen-forgotten", "x-for-y", "set-for-change", "change-for-set"):
                words = change(stage, mutant)
                assert words is not None and reason(stage, mutant) is not None
                assert "{" not in stage.say(f"mistake.{words[0]}", **words[1]).spoken
                told.add(mutant.name)
        assert len(told) == 5


def test_mistakes_with_places_in_a_list() -> None:
    named = found(python("words = ['a', 'b', 'c']\nprint(words[1])\nwords[0] = words[2]\na, b = words[0:2]\ndel words[0]\n"))
    assert [(line, now) for line, _, now in named["off-by-one"]] == [
        (2, "print(words[2])"), (2, "print(words[0])"), (3, 'words[1] = words[2]'), (3, "words[0] = words[3]"), (3, "words[0] = words[1]"), (5, "del words[1]"),
    ]  # fmt: skip
    assert (4, "a, b = words[0:2]", "del words[0]") in named["lines-swapped"]


def test_every_name_is_met() -> None:
    """No mistake of the tables is dead."""
    programs = (
        blocks(DRAWING),
        robot(EXEMPLAR + "left\nback 2\n"),
        python(STEPS),
        python("n = 3\nwhile n > 0:\n    n = n - 1\n    print(n)\n"),
    )
    assert {mutant.name for program in programs for mutant in mutants(program)} == set(NAMES)
