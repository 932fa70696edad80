"""No answer is wrong: programs made by chance, every activity made of them, every key judged by CPython, which made none of them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.lesson.model import Code, World
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.model import Item
from tests.unplugged.test_unplugged_answers import sums, walks
from tests.unplugged.unplugged_lessons import made, python, robot
from tests.unplugged.verdicts import VERDICTS, wrong

KINDS = tuple(kind for kind, row in ACTIVITIES.items() if kind in VERDICTS and row.phase != "words")
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
FEW = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=SLOW)
MANY = settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=SLOW)


@st.composite
def turtles(draw: st.DrawFn) -> str:
    """A turtle that draws sides and corners."""
    lines = ["pen down"]
    for _ in range(draw(st.integers(1, 2))):
        side, angle = draw(st.sampled_from([30, 50, 80])), draw(st.sampled_from([45, 60, 90, 120, 144]))
        way = draw(st.sampled_from(["left", "right"]))
        if draw(st.booleans()):
            lines += [f"repeat {draw(st.integers(2, 6))}:", f"    forward {side}", f"    turn {way} {angle} degrees"]
        else:
            lines += [f"forward {side}", f"turn {way} {angle} degrees"]
    return "\n".join(lines) + "\n"


@st.composite
def scores(draw: st.DrawFn) -> str:
    """A sprite that counts and says."""
    name = draw(st.sampled_from(["Score", "eggs"]))
    lines = [f"set {name} to {draw(st.integers(0, 9))}"]
    for _ in range(draw(st.integers(1, 2))):
        by, value = draw(st.integers(1, 5)), draw(st.integers(2, 12))
        lines += draw(
            st.sampled_from(
                [
                    [f"repeat {by}:", f"    change {name} by {value}"], [f"change {name} by {by}"], [f"say {name}"],
                    [f"if {name} > {value}:", '    say "win"', "else:", f"    change {name} by {by}"],
                ]
            )
        )  # fmt: skip
    return "\n".join([*lines, f"say {name}"]) + "\n"


def blocks(source: str, kind: str) -> Code:
    """A fence with a program of blocks."""
    world = World(kind="turtle", facing="90") if kind == "turtle" else World(kind="stage", facing="90")
    return Code(id="steps.blocks", language="blocks", source=source, line=20, world=world)


def codes() -> st.SearchStrategy[Code]:
    starts = st.sampled_from([("A1", "5"), ("B2", "5"), ("C3", "A"), ("E1", "5"), ("D4", "1")])
    grids = st.tuples(walks(), starts).map(lambda t: robot(t[0], start=t[1][0], facing=t[1][1], items=("B3", "C4")))
    return st.one_of(
        grids,
        sums().map(python),
        turtles().map(lambda source: blocks(source, "turtle")),
        scores().map(lambda source: blocks(source, "stage")),
    )


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
def test_no_key_of_thousands_is_wrong() -> None:
    count: Counter[str] = Counter()

    @MANY
    @given(code=codes(), shown=st.booleans())
    def every(code: Code, shown: bool) -> None:
        count.update(f"{item.kind} {code.language}" for item in judged(code, shown))

    every()
    print(sum(count.values()), dict(sorted(count.items())))
    assert {name.split(" ")[0] for name in count} == set(KINDS)


def test_the_judge_finds_out_every_kind() -> None:
    """A key that is changed is called wrong: the judge does not always say yes."""
    programs = (robot(), robot("repeat 2:\n    forward 2\n    right\nforward 1\n"), python())
    found = {item.kind: item for code in programs for item in judged(code, True)}
    assert set(found) == set(KINDS)

    def other(kind: str) -> tuple[object, ...]:
        """Another answer than the key's."""
        answers = found[kind].answers
        match kind:
            case "trace":
                return answers[:-1]
            case "change":
                return (*answers, 11)
            case "bug":
                return ({"line": 1, "mended": "right"},)
            case "order" | "parsons":
                return (list(reversed(answers[0])),)
            case "faded":
                return ([*answers[0][:-1], next(option.text for option in found[kind].options if option.text not in answers[0])],)
            case "which":
                return ("B" if answers == ("A",) else "A",)
        return {"predict": ("B7",), "blank": ("9",), "path": (["forward"],)}[kind]

    for kind, item in found.items():
        assert wrong(item.model_copy(update={"answers": other(kind)})), kind
