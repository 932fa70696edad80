"""Programs of blocks run: worlds, variables, scripts, and what nobody can know."""

from __future__ import annotations

import math
import time

import pytest

from broadcast.errors import ProgramError
from broadcast.lesson.model import World
from broadcast.program import Trace, run
from tests.program.given import python
from tests.program.test_program_blocks import blocks

TURTLE, STAGE = World(kind="turtle", facing="90"), World(kind="stage", facing="90")


def ran(text: str, world: World | None = None, inputs: tuple[str, ...] = ()) -> Trace:
    return run(blocks(text), world=world, inputs=inputs)


def said(text: str, **given: object) -> tuple[str, ...]:
    trace = ran(text, **given)  # type: ignore[arg-type]
    assert trace.done, trace.ending
    return trace.printed


SQUARE = "pen down\nrepeat 4:\n    forward 100\n    turn right 90 degrees\n"


def test_a_turtle_draws_a_square() -> None:
    trace = ran(SQUARE, TURTLE)
    ends = [(stroke.x1, stroke.y1, stroke.x2, stroke.y2) for stroke in trace.strokes]
    assert ends == [(0, 0, 100, 0), (100, 0, 100, -100), (100, -100, 0, -100), (0, -100, 0, 0)]
    assert trace.spot is not None and (trace.spot.x, trace.spot.y, trace.spot.heading, trace.spot.pen) == (0, 0, 90, True)
    assert [step.strokes for step in trace.steps if step.line == 3] == [1, 2, 3, 4]
    assert [step.spot.heading for step in trace.steps if step.spot and step.line == 4] == [180, 270, 0, 90]
    assert ran(SQUARE.removeprefix("pen down\n"), TURTLE).strokes == trace.strokes, "a turtle's pen is down at the start"
    assert not ran(SQUARE.removeprefix("pen down\n"), STAGE).strokes, "a sprite's is not"
    up = ran(SQUARE, World(kind="turtle", facing="0"))
    assert (up.strokes[0].x2, up.strokes[0].y2) == (0, 100)
    assert ran(SQUARE).strokes == trace.strokes, "a program with words of the plane needs no world"


def test_a_star_ends_where_it_began() -> None:
    trace = ran("pen down\npen color 'blue'\npen width 3\nrepeat 5:\n    forward 90\n    turn right 144 degrees\n", TURTLE)
    assert trace.spot is not None and (trace.spot.x, trace.spot.y) == (0, 0)
    assert {(stroke.colour, stroke.width) for stroke in trace.strokes} == {("blue", 3)}
    assert all(math.isclose(math.dist((s.x1, s.y1), (s.x2, s.y2)), 90, abs_tol=1e-5) for s in trace.strokes)


def test_going_pointing_and_wiping() -> None:
    trace = ran(
        "go to x: 30 y: -10\nset x position to x position + 2\nchange y position by 5\npoint in direction 0\nforward 10\npen down\nglide 1 seconds to x: 0 y: 0\nclear the drawing\nhide\nmove by x: 3 y: 4\nsay direction\nsay x position\n",
        STAGE,
    )
    assert trace.printed == ("0", "3")
    assert [(s.x1, s.y1, s.x2, s.y2) for s in trace.strokes] == [(0, 0, 3, 4)]
    assert trace.spot is not None and (trace.spot.x, trace.spot.y) == (3, 4)


def test_pythons_turtle_draws_the_same() -> None:
    text = "import turtle\nturtle.pendown()\nfor side in range(4):\n    turtle.forward(100)\n    turtle.right(90)\n"
    trace = run(python(text), world=TURTLE)
    assert trace.done, trace.ending
    assert trace.strokes == ran(SQUARE, TURTLE).strokes
    round_ = run(python("import turtle\nturtle.circle(50)\n"), world=TURTLE)
    assert round_.spot is not None and (round_.spot.x, round_.spot.y, round_.spot.heading) == (0, 0, 90)
    assert max(max(s.y1, s.y2) for s in round_.strokes) == pytest.approx(100, abs=0.5)


def test_a_grid_is_walked_as_by_the_robot() -> None:
    trace = ran(
        "set n to 2\nrepeat 3:\n    forward n\n    right\nif wall at the left:\n    say 'left'\nif not wall:\n    turn right 180 degrees\n",
        World(),
    )
    assert (trace.path[-1], trace.final.towards, trace.printed) == ("C1", "E", ("left",))
    assert trace.spot is None
    half = ran("forward 1 / 2\n", World())
    assert half.fault is not None and half.fault.kind == "type"
    askew = ran("turn right 45 degrees\n", World())
    assert askew.fault is not None and askew.fault.kind == "no-world"


SAID = {
    "say 10 / 2": "5", "say 7 / 2": "3.5", "say 7 mod 3": "1", "say '10' + 1": "11", "say 'ten' + 1": "1", "say Score": "0", "change Score by 3\nsay Score": "3",
    "say '10' = 10": "true", "say 'Luz' = 'Luz'": "true", "say join 'a', 1, true": "a1true", "say item 3 of [1, 2]": "", "say last item of [1, 2]": "2",
    "say letter 2 of 'Luz'": "u", "say length of 'Luz'": "3", "say length of Names": "0", "add 3 to Names\nadd 4 to Names\nsay length of Names": "2",
    "add 3 to L\ninsert 9 at 1 of L\nsay item 1 of L": "9", "set L to [1, 2, 3]\ndelete item 2 of L\nsay item 2 of L": "3", "set L to [1, 2]\nreplace item 2 of L with 7\nsay item 2 of L": "7",
    "set L to [1, 2]\ndelete the last item of L\nsay length of L": "1", "set L to [4, 5]\nsay place of 5 in L": "2", "say [1, '2'] contains 2": "true",
    "say round 2.5": "3", "say round -2.5": "-2", "say round down 2.9": "2", "say square root of 16": "4", "say sin(30)": "0.5", "say not (1 < 2)": "false",
    "say 1 < 2 and 'b' > 'a'": "true", "say part 2 to 3 of 'mango'": "an", "say 0.1 + 0.2": "0.30000000000000004", "say 2 ^ 10": "1024", "say if 1 > 2 then 'yes' else 'no'": "no",
    "set t to 0\ncount i from 1 to 4:\n    change t by i\nsay t": "10", "set t to ''\ncount i from 6 to 1 by -2:\n    set t to join t, i\nsay t": "642",
    "set t to ''\nfor each n in [3, 'x']:\n    set t to join t, n\nsay t": "3x", "to DOUBLE with n:\n    return n * 2\nsay DOUBLE(4) + 1": "9",
    "set n to 5\nto HOP with n:\n    change n by 1\n    set m to n\nHOP with 1\nsay join n, m": "52", "repeat while n < 3:\n    change n by 1\n    if n = 2:\n        leave the loop\nsay n": "2",
    "forever:\n    change n by 1\n    if n = 4:\n        say n\n        stop all": "4", "ask 'Name?'\nsay answer": "Name?\nLuz", "max(1, 5)": None, "say max(1, 5) - min([2, 3])": "3",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID.items())
def test_what_blocks_say(text: str, expected: str | None) -> None:
    if expected is None:
        assert ran(text).done
        return
    assert said(text, inputs=("Luz",)) == tuple(expected.split("\n"))


SCRIPTS = """\
when started:
    set Score to 1
    broadcast "go"
when I hear "Go":
    change Score by 1
    broadcast "more" and wait
    say Score
when I hear "more":
    set Score to Score * 10
"""


def test_messages_start_scripts() -> None:
    assert said(SCRIPTS) == ("20",)
    trace = ran(SCRIPTS)
    assert [step.line for step in trace.steps] == [2, 3, 5, 9, 6, 7]
    assert said("when started:\n    set a to 1\nwhen started:\n    say 'b'\nwhen key 'x' is pressed:\n    say 'x'\n") == ("b",)


def test_what_somebody_has_to_start_is_started_once() -> None:
    """A program that only waits for one thing is asked about as if that was done once, after all that starts by itself."""
    press = "when button 'A' is pressed:\n    change lives by -1\n    repeat while lives > 0:\n        say lives\n        change lives by -1\n"
    assert said(f"when started:\n    set lives to 3\n{press}") == ("2", "1")
    assert said("when I am shaken:\n    say 'hop'\n") == ("hop",)
    assert said(f"when started:\n    say 'go'\n{press}") == ("go",)  # it does something by itself: then that is the program


UNKNOWABLE = {
    "if key 'space' pressed:\n    left": "key", "say mouse 'x'": "mouse", "say timer": "timer", "go to 'Cat'": "Cat", "point towards 'Cat'": "Cat", "make a copy of me": "copies",
    "{play drum 3}": "play drum", "say {loudness?}": "other", "when started:\n    say 'a'\nwhen started:\n    say 'b'": "what is said",
    "when started:\n    set a to 1\nwhen started:\n    say a": "variable a", "when key 'a' is pressed:\n    left\nwhen key 'b' is pressed:\n    right": "nothing in it starts",
    "when started:\n    broadcast 'm'\n    say 'a'\nwhen I hear 'm':\n    say 'b'": "what is said", "when started:\n    broadcast 'm' and wait\nwhen I hear 'm':\n    broadcast 'm' and wait": "sent again",
    "say 'a' = 'A'": "big and small", "say [1, 2]": "whole list", "say -7 mod 3": "remainder", "repeat 2.5:\n    left": "2.5 rounds",
}  # fmt: skip


@pytest.mark.parametrize(("text", "why"), UNKNOWABLE.items())
def test_what_nobody_can_know_has_no_answer(text: str, why: str) -> None:
    trace = ran(text, STAGE)
    assert trace.fault is not None and trace.fault.kind == "unknowable", trace.ending
    assert why in trace.fault.what


def test_the_stage_has_edges() -> None:
    assert said("go to x: 100 y: 0\nsay touching the edge\nif on edge, bounce\n", world=STAGE) == ("false",)
    assert said("go to x: 240 y: 0\nsay touching the edge\n", world=STAGE) == ("true",)
    for text in ("go to x: 200 y: 0\nsay touching the edge\n", "go to x: 200 y: 0\nif on edge, bounce\n", "forward 300\n"):
        fault = ran(text, STAGE).fault
        assert fault is not None and fault.kind == "unknowable"
    assert ran("forward 300\n", TURTLE).done


def test_chance_is_told_and_the_same_every_time() -> None:
    trace = ran("repeat 5:\n    say pick random 1 to 6\n")
    assert trace.done and trace.chance
    assert trace == ran("repeat 5:\n    say pick random 1 to 6\n")
    assert all(1 <= int(line) <= 6 for line in trace.printed)
    assert not ran("say 1").chance


ENDLESS = {
    "forever:\n    left": "steps", "set n to 2\nforever:\n    set n to n * n": "big-number", "forever:\n    add 'x' to L\n    set L to sorted([1])": "steps", "to A:\n    A\nA": "recursion", "to B:\n    say B() + 1\nB": "recursion",
    "set t to 'ab'\nforever:\n    set t to join t, t": "long-text", "when started:\n    broadcast 'm' and wait\nwhen I hear 'm':\n    broadcast 'm'\nwhen I hear 'n':\n    left": "unknowable",
    "set L to [1]\nrepeat 20:\n    add L to L": "long-list", "say 1 / 0": "zero", "wait until 1 > 2": "steps", "forward 10000000\n": "steps", "pen down\nforward 10000000\n": "big-number",
    "repeat 99999999:\n    left": "steps", "say 10 ^ 400": "big-number", "say max()": "value", "return 3\nsay 1": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), ENDLESS.items())
def test_a_run_ends_within_its_limits(text: str, kind: str) -> None:
    trace = ran(text)
    assert (trace.fault.kind if trace.fault else "") == kind, trace.ending


WORDS = [f"to W{at}:\n" + "".join(f"    W{other}\n" for other in range(12) if other != at) for at in range(12)]
HOSTILE = {
    "many lines": "left\n" * 499, "too many lines": "left\n" * 100_000, "wide": "say " + "+".join(["1"] * 190), "nots": "say " + "not " * 90 + "1", "minus": "say " + "- " * 190 + "1",
    "ifs": "say " + "if " * 120, "lists": "say " + "[" * 60 + "]" * 60, "phrases": "say " + "item 1 of " * 38 + "x", "grow": "set L to [1]\nforever:\n  add L to L", "scripts": "when started:\n  set a to 1\n" * 200,
    "messages": "\n".join(f"when I hear 'm{at}':\n  broadcast 'm{at + 1}' and wait" for at in range(150)) + "\nwhen started:\n  broadcast 'm0' and wait",
    "words": "".join(WORDS) + "when started:\n    left\nwhen started:\n    W1\n", "twice": "to A with n:\n  return A(A(n))\nsay A(1)", "powers": "set n to 9\nforever:\n  set n to n ^ n",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_blocks_are_refused_or_stopped(text: str) -> None:
    began = time.process_time()
    try:
        trace = ran(text)
        assert len(trace.steps) <= 500
    except ProgramError as error:
        assert error.what and "\n" not in error.what
    assert time.process_time() - began < 1
