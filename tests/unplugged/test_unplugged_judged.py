"""No answer is wrong: programs made by chance, every activity made of them, every key judged by CPython, which made none of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.lesson.model import Code
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.model import Item
from tests.unplugged.test_unplugged_answers import sums, walks
from tests.unplugged.unplugged_lessons import made, python, robot
from tests.unplugged.verdicts import VERDICTS, wrong

KINDS = tuple(kind for kind, row in ACTIVITIES.items() if kind in VERDICTS and row.phase != "words")
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
FEW = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=SLOW)
MANY = settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=SLOW)


def codes() -> st.SearchStrategy[Code]:
    starts = st.sampled_from([("A1", "5"), ("B2", "5"), ("C3", "A"), ("E1", "5"), ("D4", "1")])
    grids = st.tuples(walks(), starts).map(lambda t: robot(t[0], start=t[1][0], facing=t[1][1], items=("B3", "C4")))
    return st.one_of(grids, sums().map(python))


def judged(code: Code, shown: bool) -> list[Item]:
    """Everything that can be made of a program, each on a sheet of its own; none of it is wrong."""
    items: list[Item] = []
    for kind in KINDS:
        before = tuple(one for one in ("program", "predict", "trace") if one != kind) if shown else ()
        items += [item for item in made(code, kinds=(*before, kind)).items if item.kind == kind]
    for item in items:
        assert not wrong(item), f"{wrong(item)}\n{code.source}\n{item.model_dump_json(indent=1)}"
    return items


@FEW
@given(code=codes(), shown=st.booleans())
def test_no_key_is_wrong(code: Code, shown: bool) -> None:
    judged(code, shown)


@pytest.mark.slow
@MANY
@given(code=codes(), shown=st.booleans())
def test_no_key_of_thousands_is_wrong(code: Code, shown: bool) -> None:
    judged(code, shown)


def test_the_judge_finds_out_every_kind() -> None:
    """A key that is changed is called wrong: the judge does not always say yes."""
    found = {item.kind: item for item in [*judged(robot(), True), *judged(python(), False)]}
    assert set(found) == set(KINDS)
    spoilt = {
        "predict": ("B7",), "trace": found["trace"].answers[:-1], "change": (*found["change"].answers, 11), "blank": ("9",),
        "parsons": (list(reversed(found["parsons"].answers[0])),), "bug": ({"line": 1, "mended": "right"},),
        "path": (["forward"],),
    }  # fmt: skip
    for kind, answers in spoilt.items():
        if kind in found:
            assert wrong(found[kind].model_copy(update={"answers": answers})), kind
