"""CPython is the judge of programs made up by chance: printed, kept in variables, the kind and line of an error, the lines in their order."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from broadcast.program import Program, run, source
from broadcast.program.engines import compare
from broadcast.program.model import Call, Define, Do, Global, Truth, While, rows, walk
from broadcast.program.trace import Trace
from tests.program.given import python, python_sources
from tests.program.given_python import drawing, drawings, program, programs, talk, talks, typed
from tests.program.judge import Judged, judge
from tests.program.test_program_python import fresh


def judged(text: str, *, prompt: bool = False) -> str:
    """The kind of its ending (`limit` where ours stops it), after everything was compared."""
    read = python(typed(text) if prompt else text)
    trace = run(read)
    if trace.fault is not None and trace.fault.limit:
        return "limit"
    told = judge().ask(text if prompt else source(read), prompt=prompt)
    assert (trace.fault.kind if trace.fault else "") == told.error, (trace.ending, told, text)
    assert trace.output == told.output, text
    if trace.fault is None:
        names = {name: shown for name, shown in told.names.items() if name not in ("pi", "_")}
        assert {name: repr(value) for name, value in trace.variables.items()} == names, text
    elif not prompt:
        assert trace.fault.line == told.line, (trace.ending, text)
    if not prompt:
        lines_are_the_same(read, trace, told)
    return told.error


def lines_are_the_same(read: Program, trace: Trace, told: Judged) -> None:
    """Lines of the program in their order; of its functions how often each was done, for ours are told when they are over.

    CPython does not stop at `global` and `while True:`, we not at the line that only calls a function of the program.
    """
    inside = {line for node in read.body if isinstance(node, Define) for line, _, _ in rows(node.body)}
    own = {node.name for node in read.body if isinstance(node, Define)}
    quiet = {
        node.line
        for node in walk(read.body)
        if isinstance(node, Global)
        or (isinstance(node, While) and isinstance(node.test, Truth))
        or (isinstance(node, Do) and isinstance(node.call, Call) and node.call.function in own)
    }
    ours = [step.line for step in trace.steps if step.line not in quiet]
    theirs = [(line, function) for line, function in told.lines if line not in quiet]
    main = [line for line in ours if line not in inside]
    expected = [line for line, function in theirs if function == "<module>"]
    assert main == (expected if trace.done else expected[: len(main)])
    if trace.done:
        assert Counter(line for line in ours if line in inside) == Counter(line for line, name in theirs if name != "<module>")


@given(text=programs())
@settings(max_examples=200, deadline=None)
def test_a_program_does_here_what_it_does_in_python(text: str) -> None:
    judged(text)


@given(text=talks())
@settings(max_examples=80, deadline=None)
def test_a_talk_with_the_prompt_shows_what_python_shows(text: str) -> None:
    judged(text, prompt=True)


def drawn(text: str) -> str:
    """The kind of a drawing's ending, after both turtles' lines were compared."""
    read = python(text)
    assert python(source(read)) == read == python(source(replace(read, body=fresh(read.body))))
    trace = run(read)
    told = judge().ask(source(read))
    if trace.fault is not None and trace.fault.kind == "unknowable":
        return "unknowable"
    assert (trace.fault.kind if trace.fault else "") == told.error, (trace.ending, text)
    assert trace.output == told.output
    assert trace.fault is None or trace.fault.line == told.line
    ours = [(stroke.x1, stroke.y1, stroke.x2, stroke.y2) for stroke in trace.strokes]
    assert len(ours) == len(told.strokes), text
    assert all(
        abs(a - b) < 1e-4 for one, other in zip(ours, told.strokes, strict=True) for a, b in zip(one, other, strict=True)
    ), text
    agreement = compare(read)
    assert agreement.ok or not trace.done, agreement.why
    return told.error


@given(text=drawings())
@settings(max_examples=80, deadline=None)
def test_a_turtle_draws_here_what_it_draws_in_python(text: str) -> None:
    drawn(text)


def test_a_turtle_that_is_not_there_yet_cannot_walk() -> None:
    found = Counter(drawn(drawing(seed)) for seed in range(60))
    assert found["name"] > 2 and found[""] > 35


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("import turtle\nturtle.forward(10)\nprint(turtle.xcor())\n", "error: line 3: what Python shows of a turtle's place"),
        (
            "import turtle\nturtle.left(90)\nturtle.forward(10)\nif turtle.ycor() > 10:\n    print(1)\n",
            "error: line 4: so near to a number",
        ),
        ("import turtle\nwhile turtle.xcor() < 60:\n    turtle.forward(20)\n", "done"),
        ("import turtle\nturtle.goto(turtle.xcor() + 5, turtle.ycor() - 5)\n", "done"),
    ],
)
def test_decimals_of_a_turtles_place_are_no_answer(text: str, ending: str) -> None:
    assert run(python(text)).ending.startswith(ending)


@given(text=python_sources())
@settings(max_examples=30, deadline=None)
def test_small_programs_do_too(text: str) -> None:
    judged(text)


def test_most_of_them_come_to_their_end() -> None:
    """What was compared is worth comparing: programs that work, and every kind of error."""
    found = Counter(judged(program(seed)) for seed in range(150))
    assert found[""] > 70
    assert set(found) >= {"", "index", "key", "type", "value", "zero", "limit"}


@pytest.mark.slow
def test_thousands_of_programs_do_here_what_they_do_in_python() -> None:
    found = Counter(judged(program(seed)) for seed in range(10_000, 15_000))
    found.update(judged(talk(seed), prompt=True) for seed in range(10_000, 12_000))
    assert found[""] > 4000


@given(text=programs())
@settings(max_examples=60, deadline=None)
def test_printed_anew_it_is_the_same_program(text: str) -> None:
    read = python(text)
    assert python(source(read)) == read
    anew = replace(read, body=fresh(read.body))
    assert python(source(anew)) == read
    assert run(anew).output == run(read).output


@given(text=talks())
@settings(max_examples=60, deadline=None)
def test_a_talk_printed_anew_is_the_same_talk(text: str) -> None:
    read = python(typed(text))
    shown = source(read)
    assert shown.startswith(">>> ") and ">>> " in shown.splitlines()[-1]
    assert python(shown) == read == python(source(replace(read, body=fresh(read.body))))


def test_both_engines_say_the_same_of_nearly_all() -> None:
    """The second engine is no part of ours. What it sees differently is refused: `things *= 2`, where another name means the same list."""
    found = [compare(python(program(seed))) for seed in random.Random(5).sample(range(100_000), 150)]
    done = [one for one in found if one.trace.done and not one.trace.chance]
    refused = [one.why for one in done if not one.ok]
    assert len(done) > 60
    assert len(refused) <= 0.03 * len(done), refused


@pytest.mark.slow
def test_both_engines_say_the_same_of_thousands() -> None:
    found = [compare(python(text)) for seed in range(20_000, 22_000) for text in (program(seed), typed(talk(seed)))]
    refused = [one.why for one in found if one.trace.done and not one.trace.chance and not one.ok]
    assert len(refused) < 40
    assert all("end with others" in why or "print differently" in why for why in refused), refused
