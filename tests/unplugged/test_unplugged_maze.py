"""Mazes: the shortest way by flooding, judged by the robot itself and by a search of the test's own."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import BroadcastError
from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, World
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import Sheet, build
from broadcast.unplugged.stage import Request
from tests.unplugged.unplugged_lessons import lesson, robot

WALLS = ("C3", "A2-A3", "B2-B3", "D4")
SQUARES = [f"{column}{row}" for column, row in product("ABCD", "1234")]


def maze(code: Code) -> Sheet:
    return build(lesson(code), [Request("path", code.id, {"form": "maze"})], messages("en"), 1)


def paper(**world: object) -> Code:
    return robot("forward\n", **{"walls": WALLS, "goal": "E5", **world})  # type: ignore[arg-type]


def fewest(world: World) -> int | None:
    """By relaxing every pair of neighbours until nothing gets nearer."""
    names = [f"{chr(65 + x)}{y + 1}" for x in range(world.columns) for y in range(world.rows)]
    far = {world.start: 0}
    for _ in names:
        for one, other in product(names, names):
            apart = abs(ord(one[0]) - ord(other[0])) + abs(int(one[1:]) - int(other[1:]))
            closed = {f"{one}-{other}", f"{other}-{one}", other} & set(world.walls)
            if apart == 1 and not closed and one in far:
                far[other] = min(far.get(other, 999), far[one] + 1)
    return far.get(world.goal)


def test_the_shortest_way() -> None:
    (item,), (box,) = maze(paper()).items, maze(paper()).boxes
    assert item.answers[0].count("forward") == 8 and "8" in box.answer
    assert item.program is not None and item.program.source == "" and item.level == 1
    prove(item)


edges = st.lists(st.sampled_from([f"{one}-{other}" for one, other in product(SQUARES, SQUARES) if abs(ord(one[0]) - ord(other[0])) + abs(int(one[1]) - int(other[1])) == 1]), max_size=9, unique=True)  # fmt: skip


@settings(max_examples=25)
@given(
    walls=edges, blocked=st.lists(st.sampled_from(SQUARES[1:-1]), max_size=4, unique=True), start=st.sampled_from(["A1", "B2"])
)
def test_every_way_is_the_shortest(walls: list[str], blocked: list[str], start: str) -> None:
    code = paper(columns=4, rows=4, walls=(*walls, *(one for one in blocked if one != start)), goal="D4", start=start, facing="4")
    made = maze(code)
    assert code.world is not None
    least = fewest(code.world)
    if made.refused:
        assert least is None or not code.world.walls
        return
    (item,) = made.items
    assert item.answers[0].count("forward") == least
    prove(item)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (paper(goal=""), "needs a goal"), (paper(walls=()), "without walls"), (paper(goal="A2"), "1 steps"),
        (paper(walls=("D5", "E4")), "no way leads"),
        (Code("steps.say", "python", "print(1)\n", 1), "squared paper"),
    ],
)  # fmt: skip
def test_refused_with_a_reason(code: Code, why: str) -> None:
    assert why in maze(code).refused[0].why


def test_another_way_as_short_is_right_and_a_longer_one_is_not() -> None:
    (item,) = maze(paper(walls=("C3",))).items
    other = ["right", *["forward"] * 4, "left", *["forward"] * 4]
    prove(item.model_copy(update={"answers": (other,)}))
    longer = ["forward", "right", "right", "forward", "right", "right", *item.answers[0]]
    for moves in (longer, item.answers[0][:-1], ["left", "forward"]):
        with pytest.raises(BroadcastError):
            prove(item.model_copy(update={"answers": (moves,)}))


def test_walls_that_are_few_are_told() -> None:
    def alone(code: Code) -> str:
        (ask,) = (turn for activity in maze(code).activities for turn in activity.turns if turn.kind == "ask")
        return ask.alone.text if ask.alone else ""

    assert "A2 and A3" in alone(paper()) and "E5" in alone(paper())
    assert alone(paper(walls=("A3", "B3", "C3", "D3", "B5", "C5"))) == ""
