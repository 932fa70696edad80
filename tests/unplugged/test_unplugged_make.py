"""Make your own: the list comes from what the lesson's program does, and a list that it does not meet is found out."""

from __future__ import annotations

import pytest

from broadcast.errors import BroadcastError
from broadcast.lesson.model import Code, World
from broadcast.program import read, run
from broadcast.unplugged.checklist import met, points
from broadcast.unplugged.model import Source
from broadcast.unplugged.prove import prove
from tests.unplugged.unplugged_lessons import ROBOT, SCORE, made, python, robot

TURTLE = "from turtle import *\nfor side in range(4):\n    forward(50)\n    right(90)\n"
SQUARE = "pen down\nrepeat 4:\n    forward 50\n    turn right 90\n"
PROGRAMS = {
    "robot": (robot(), ["loop", "paper", "away", "lines-6", "ends"]),
    "home": (robot("repeat 4:\n    forward 2\n    right\n"), ["loop", "paper", "lines-6", "ends"]),
    "line": (robot("forward 2\nright\nforward\n"), ["turns", "paper", "away", "lines-6", "ends"]),
    "once": (robot("repeat 1:\n    forward 2\n"), ["paper", "away", "lines-6", "ends"]),
    "score": (python(SCORE), ["loop", "choice", "says", "lines-9", "ends"]),
    "count": (python("n = 1\nn = n + 1\nprint(n)\n"), ["variable", "says", "lines-6", "ends"]),
    "greet": (python('def greet():\n    print("hi")\n\ngreet()\n'), ["own", "says", "lines-6", "ends"]),
}


@pytest.mark.parametrize("name", sorted(PROGRAMS))
@pytest.mark.parametrize("home", [False, True])
def test_the_list_says_what_the_program_does(name: str, home: bool) -> None:
    code, listed = PROGRAMS[name]
    found = made(code, kinds=() if home else ("make",), home=("make",) if home else ())
    (item,) = found.items
    assert list(item.answers) == listed
    prove(item)
    closes = [turn.closes for activity in found.activities for turn in activity.turns if turn.kind == "ask"]
    assert closes == ["home" if home else ""]


@pytest.mark.parametrize(("language", "source"), [("blocks", SQUARE), ("python", TURTLE)])
def test_a_turtle_makes_a_list_too(language: str, source: str) -> None:
    code = Code(id="steps.square", language=language, source=source, line=9, world=World(kind="turtle", facing="0"))
    program = read(code)
    assert points(program, run(program, world=code.world)) == ("loop", "draws", "lines-6", "ends")


@pytest.mark.parametrize(
    ("point", "source"),
    [
        ("loop", "forward\nright\nforward\n"),
        ("loop", "repeat 1:\n    forward\n"),
        ("paper", "right\n"),
        ("away", "repeat 4:\n    forward\n    right\n"),
        ("says", "forward\n"),
        ("lines-2", ROBOT),
        ("lines-x", ROBOT),
        ("choice", ROBOT),
        ("dance", ROBOT),
    ],
)
def test_a_program_without_it_does_not_meet_a_point(point: str, source: str) -> None:
    program = read(robot(source))
    assert not met(point, program, run(program, world=World()))


def test_a_list_that_the_program_does_not_meet_is_found_out() -> None:
    item = made(robot(), kinds=("make",)).items[0]
    for listed in (("choice",), (*item.answers, "says"), ()):
        options = tuple(one.model_copy(update={"id": point}) for one, point in zip(item.options * 2, listed, strict=False))
        with pytest.raises(BroadcastError):
            prove(item.model_copy(update={"answers": listed, "options": options}))
    told = item.program
    assert isinstance(told, Source)
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update={"program": told.model_copy(update={"source": "forward 9\n"})}))
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update={"options": item.options[1:]}))


def test_long_programs_are_refused() -> None:
    (refusal,) = made(python("print(1)\n" * 11), kinds=("make",)).refused
    assert "11 lines" in refusal.why
