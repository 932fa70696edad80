"""Programs of blocks are run twice: by our interpreter, and told in Python by an engine that shares nothing with it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.lesson.model import World
from broadcast.program import Program, source
from broadcast.program.engines import OF_THE_WORLD, compare
from tests.program.given import worlds
from tests.program.given_blocks import among, runnable
from tests.program.test_program_blocks import blocks
from tests.program.test_program_blocks_run import SCRIPTS, SQUARE, STAGE, TURTLE

CASES: st.SearchStrategy[tuple[Program, World | None]] = among(
    st.tuples(runnable("grid"), worlds()),
    st.tuples(runnable("turtle"), st.sampled_from([0, 90, 200]).map(lambda way: World(kind="turtle", facing=str(way)))),
    st.tuples(runnable("stage"), st.just(STAGE)),
    st.tuples(runnable(), st.none()),
)
seen: Counter[str] = Counter()


def judged(case: tuple[Program, World | None]) -> None:
    program, world = case
    agreement = compare(program, world=world)
    fault = agreement.trace.fault
    if fault is not None and fault.kind not in OF_THE_WORLD:
        seen[fault.kind] += 1
        return
    assert agreement.ok, f"{agreement.why}\n{source(program)}\n{world}"
    seen["bumped" if fault else "done"] += 1
    again = compare(blocks(source(program)), world=world)
    assert again.trace == agreement.trace, source(program)


@given(case=CASES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_engines_see_the_same(case: tuple[Program, World | None]) -> None:
    judged(case)


@pytest.mark.slow
@given(case=CASES)
@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_engines_see_the_same_of_thousands(case: tuple[Program, World | None]) -> None:
    judged(case)


def test_most_of_them_were_compared() -> None:
    """A test of the test: after the one above, most programs came to their end in both."""
    if seen:
        assert seen["done"] + seen["bumped"] > 0.4 * seen.total(), seen


def test_what_is_said_of_an_agreement() -> None:
    agreement = compare(blocks(SQUARE), world=TURTLE)
    assert (agreement.ok, agreement.engines, agreement.why) == (True, ("ours", "monty"), "run in both engines: it draws 4 lines")
    assert compare(blocks(SCRIPTS)).ok
    walk = compare(blocks("repeat 3:\n    forward 2\n    right\n"), world=World())
    assert (walk.ok, walk.engines) == (True, ("ours", "replay"))
    bumped = compare(blocks("set n to 9\nforward n\n"), world=World())
    assert bumped.ok and bumped.trace.fault is not None and bumped.trace.fault.kind == "edge"


REFUSED = {
    "say pick random 1 to 6": "by chance", "say tan(45)": "does not know tan", "say timer": "timer", "say 'a' = 'A'": "big and small", "forever:\n    left": "500 steps",
}  # fmt: skip


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_not_sure_is_refused_with_its_reason(text: str, why: str) -> None:
    agreement = compare(blocks(text))
    assert not agreement.ok and why in agreement.why


@pytest.mark.parametrize(
    ("right", "wrong"), [("go(steps, back)", "x"), ("def add(a, b):\n    return tidy(num(a) + num(b))", "def add(a, b):\n    return tidy(num(a) - num(b))"), ("quarters % 4", "(quarters + 1) % 4")]
)  # fmt: skip
def test_an_engine_that_differs_is_noticed(monkeypatch: pytest.MonkeyPatch, right: str, wrong: str) -> None:
    from broadcast.program import blocks_python

    monkeypatch.setattr(blocks_python, "VALUES", blocks_python.VALUES.replace(right, wrong))
    monkeypatch.setattr(blocks_python, "GRID", blocks_python.GRID.replace(right, wrong))
    agreement = compare(blocks("set n to 1 + 1\nforward n\nif not wall at the left:\n    right\n"), world=World(start="C1"))
    assert not agreement.ok
