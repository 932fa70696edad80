"""Two engines have to say the same; where they do not, the reason is given."""

from __future__ import annotations

import time

import pytest

from broadcast.lesson.model import World
from broadcast.program import agree, run
from broadcast.program.engines import Worker, compare, worker
from broadcast.program.model import Program, walk
from tests.program.given import EXEMPLAR, STEPS, fence, python, robot

AGREED = {
    STEPS: "end 5",
    "x = [3, 1, 2]\nx.sort()\nprint(x, sum(x), x[-1], 2 in x)\n": "[1, 2, 3] 6 3 True",
    "n = 10\nwhile n > 0:\n    n = n - 3\n    if n < 5:\n        break\nprint(n, n / 2, n // 2, n % 3, n ** 2)\n": "4 2.0 2 1 16",
    "def double(n):\n    return n * 2\nfor i in range(1, 4):\n    print(double(i), end=' ')\n": "2 4 6",
    "name = 'Luz'\nfor letter in name:\n    print(letter.upper() + '!')\nprint(f'{name} {len(name)} {1 / 3:.2f}')\n": "L!",
    "print(True and 3, not 0, 1 < 2 < 3, None, 'a' * 3, -7 // 2, -7 % 3, 0.1 + 0.2)\n": "3 True True None aaa -4 2 0.30000000000000004",
}  # fmt: skip


@pytest.mark.parametrize(("text", "printed"), AGREED.items())
def test_python_is_proven_by_two_engines(text: str, printed: str) -> None:
    program = python(text)
    agreement = agree(program, fence(text, "python"))
    assert agreement.ok, agreement.why
    assert agreement.engines == ("ours", "monty")
    assert printed in agreement.trace.output


def test_input_and_a_world() -> None:
    text = "n = int(input('How far? '))\nforward(n)\nright()\nprint('there')\nforward(n)\n"
    code = fence(text, "python", World(), ("4",))
    agreement = agree(python(text), code)
    assert agreement.ok, agreement.why
    assert agreement.trace.final.square == "E5"
    assert agreement.trace.output == "How far? there\n"
    bumped = agree(python("for i in range(9):\n    print(i)\n    forward(2)\n"), fence("", "python", World()))
    assert bumped.ok, bumped.why
    assert (bumped.trace.printed, bumped.trace.final.square) == (("0", "1", "2"), "A5")


TURTLES = {
    "import turtle\nt = turtle.Turtle()\nt.speed(0)\nfor i in range(4):\n    t.forward(100)\n    t.left(90)\nturtle.done()\n": (4, (0, 0, 90)),
    "from turtle import *\ncolor('red')\nbegin_fill()\nfor i in range(5):\n    fd(50)\n    rt(144)\nend_fill()\npenup()\ngoto(10, -20)\nseth(45)\nfd(10)\n": (5, (17.071068, -12.928932, 45)),
    "import turtle as t\nscreen = t.Screen()\nscreen.bgcolor('black')\ndef square(size=10):\n    for _ in range(4):\n        t.forward(size)\n        t.right(90)\nfor s in range(10, 40, 10):\n    square(s)\n"
    "while t.xcor() < 50:\n    t.forward(20)\nprint(t.xcor() > 50)\n": (15, (60, 0, 90)),
    "import turtle\nturtle.circle(50)\nturtle.left(90)\nturtle.circle(-20, 180)\nturtle.home()\nturtle.setx(5)\nturtle.sety(7)\nturtle.hideturtle()\n": (31, (5, 7, 90)),
    "import turtle, time\nturtle.color('red', 'yellow')\nturtle.pensize(3)\nturtle.back(10)\ntime.sleep(1)\nturtle.clear()\nturtle.forward(5)\nexit()\nturtle.forward(9)\n": (1, (-5, 0, 90)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TURTLES.items())
def test_pythons_turtle_draws_the_same_in_both_engines(text: str, expected: tuple[int, tuple[float, ...]]) -> None:
    agreement = compare(python(text))
    assert agreement.ok, agreement.why
    spot = agreement.trace.spot
    assert spot is not None
    assert (len(agreement.trace.strokes), (spot.x, spot.y, spot.heading)) == expected
    assert f"draws {expected[0]} lines" in agreement.why


@pytest.mark.parametrize("wrong", ["heading", "colour", "way"])
def test_a_turtle_that_draws_differently_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from broadcast.program import engines

    real = worker().ask

    class Other:
        def ask(self, request: dict[str, object]) -> dict[str, object]:
            told = real({**request, "heading": 0} if wrong == "heading" else request)
            if wrong == "colour":
                told["strokes"][0][4] = "green"
            if wrong == "way":
                told["spot"][2] += 1
            return told

    monkeypatch.setattr(engines, "worker", Other)
    agreement = compare(python("import turtle\nturtle.forward(10)\n"))
    assert not agreement.ok
    assert ("way" if wrong == "way" else "drawing") in agreement.why


def test_talks_lost_places_and_modules_are_run_by_both() -> None:
    text = ">>> import math\n>>> x = [1, 2, 3]\n>>> del x[0]\n>>> x\n[2, 3]\n>>> math.sqrt(16)\n4.0\n>>> x.append(1)\n>>> None\n>>> 'a' + 'b'\n'ab'\n"
    agreement = compare(python(text))
    assert agreement.ok, agreement.why
    assert agreement.trace.printed == ("[2, 3]", "4.0", "'ab'")


def test_a_variable_that_the_other_engine_does_not_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from broadcast.program import engines

    class Other:
        def ask(self, request: dict[str, object]) -> dict[str, object]:
            return {"output": "", "commands": [], "values": {}, "error": "", "strokes": [], "spot": None}

    monkeypatch.setattr(engines, "worker", Other)
    assert compare(python("x = 1")).why == "two engines end with x as 1 and nothing"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import random\nprint(random.randint(1, 6))", "by chance"),
        ("x = [1]\ny = x\ny *= 2\n", "end with x as"),
        ("print(round(2.675, 2))", "print differently"),
        ("x = round(2.675, 2)", "end with x as 2.67"),
        ("while True:\n    pass", "not done after 500 steps"),
        ("print(1 / 0)", "divided by zero"),
        ("x = 'a' * 10 ** 9", "longer than"),
        ("print(nobody)", "no value"),
    ],
)
def test_what_is_not_sure_is_refused_with_its_reason(text: str, why: str) -> None:
    agreement = agree(python(text), fence(text, "python"))
    assert not agreement.ok
    assert why in agreement.why


def test_what_only_ours_can_run_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from broadcast.program import engines

    class Other:
        def ask(self, request: dict[str, object]) -> dict[str, object]:
            return {"output": "", "commands": [], "values": {}, "error": "NotImplementedError: for"}

    monkeypatch.setattr(engines, "worker", Other)
    agreement = compare(python("print(1)"))
    assert not agreement.ok
    assert agreement.why == "only one engine can run it; the other says: NotImplementedError: for"
    assert agreement.engines == ("ours",)


def test_a_robot_is_proven_by_replay() -> None:
    code = fence(EXEMPLAR, world=World())
    agreement = agree(robot(EXEMPLAR), code)
    assert agreement.ok and agreement.engines == ("ours", "replay")
    assert "C1 looking towards A" in agreement.why
    wrong = compare(robot(EXEMPLAR.replace("right", "left")), world=World())
    assert wrong.ok and wrong.trace.fault is not None and wrong.trace.fault.kind == "edge"


def test_a_replay_that_differs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from broadcast.program import engines
    from broadcast.program.replay import replay

    def mirrored(program: Program, world: World | None) -> object:
        seen = replay(program, world)
        seen.looks = "right"
        return seen

    monkeypatch.setattr(engines, "replay", mirrored)
    agreement = compare(robot(EXEMPLAR), world=World())
    assert (agreement.ok, agreement.why) == (False, "two replays differ in the facing")


HOSTILE = [
    "while True:\n    pass", "x = 9 ** 9 ** 9", "x = 'a' * 10 ** 10", "x = [1]\nwhile True:\n    x = x + x", "def f(n):\n    return f(n + 1)\nf(1)",
    "open('/etc/passwd')", "import os\nos.listdir('/')", "while True:\n    print('flood' * 100)", "import socket\nsocket.socket()", "().__class__.__base__.__subclasses__()",
    "eval('open(1)')", "while True:\n    forward(1)",
]  # fmt: skip


def test_the_second_engine_alone_stops_hostile_programs_too() -> None:
    """Even if the reader let them through: each is an error line within the limits, and the worker lives on."""
    process = None
    for text in HOSTILE:
        began = time.perf_counter()
        told = worker().ask({"source": text, "inputs": [], "names": [], "seconds": 0.2})
        assert told["error"], text
        assert "\n" not in told["error"] and len(told["error"]) <= 200
        assert time.perf_counter() - began < 5
        assert process in (None, worker().running.pid)
        process = worker().running.pid


def test_a_worker_that_is_lost_is_replaced() -> None:
    ours = Worker()
    try:
        question = {"source": "print(1)", "inputs": [], "names": [], "seconds": 1.0}
        assert ours.ask(question)["output"] == "1\n"
        first = ours.running.pid
        ours.running.kill()
        ours.running.wait()
        assert ours.ask(question)["output"] == "1\n"
        assert ours.running.pid != first
    finally:
        ours.close()


def test_the_tree_of_a_program_is_left_as_it_was() -> None:
    program = python(STEPS)
    before = walk(program.body)
    run(program)
    compare(program)
    assert walk(program.body) == before
