"""Activities of programs of blocks: every item is proven again, and the boxes are the same in every language."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.lesson.model import Code, World
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.prove import prove
from tests.program.given_blocks import among
from tests.unplugged.unplugged_lessons import made

KINDS = tuple(kind for kind, row in ACTIVITIES.items() if row.phase != "words")
TALK = [
    ["change n by 2"],
    ["set n to n * 2"],
    ["subtract 1 from n"],
    ["say n"],
    ['say join "now ", n'],
    ["add n to L"],
    ["say length of L"],
    ['say "yes"'],
]
WALK = [
    ["forward"],
    ["forward n"],
    ["forward 2"],
    ["right"],
    ["left"],
    ["change n by 1"],
    ["turn right 180 degrees"],
    ["set n to 1"],
]
DRAW = [["forward 50"], ["forward n * 10"], ["turn right 90 degrees"], ["turn left 120 degrees"], ["pen up"], ["pen down"], ["change n by 1"], ["go to x: 20 y: n"], ["say n"]]  # fmt: skip
WORLDS = {"talk": None, "walk": World(start="C3", facing="5", goal="D4"), "draw": World(kind="turtle", facing="90")}


@st.composite
def programs(draw: st.DrawFn, kind: str) -> str:
    """As children's lessons have them: a box, a loop, a question, a few steps."""
    line = st.sampled_from({"talk": TALK, "walk": WALK, "draw": DRAW}[kind])
    inside = st.lists(line, min_size=1, max_size=3).map(lambda rows: ["    " + row for rows_ in rows for row in rows_])
    heads = ["repeat 3:", "repeat 4:", "if n > 2:", "count i from 1 to 3:", "repeat until n > 5:"]
    block = st.tuples(st.sampled_from(heads), inside).map(
        lambda t: [t[0], *t[1], *(["    change n by 1"] if "until" in t[0] else [])]
    )
    parts = draw(st.lists(among(line, block), min_size=1, max_size=3))
    end = [] if kind == "walk" else ["say n"]
    return "\n".join([f"set n to {draw(st.integers(1, 4))}", *(row for part in parts for row in part), *end]) + "\n"


CASES = st.sampled_from(sorted(WORLDS)).flatmap(lambda kind: st.tuples(st.just(kind), programs(kind)))


def told(kind: str, world: str, text: str) -> None:
    code = Code(f"steps.{world}", "blocks", text, 20, world=WORLDS[world])
    sheets = {tag: made(code, kinds=("program", kind), tag=tag) for tag in ("en", "es-419")}
    for sheet in sheets.values():
        for item in sheet.items:
            prove(item)
    shapes = {
        tag: [(item.kind, item.box, item.level, len(item.options), len(item.answers), item.proof.tried) for item in sheet.items]
        for tag, sheet in sheets.items()
    }
    assert shapes["en"] == shapes["es-419"], text


@given(case=CASES, kind=st.sampled_from(KINDS))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_items_of_blocks_are_proven_again_and_alike_in_both_languages(case: tuple[str, str], kind: str) -> None:
    told(kind, *case)


@pytest.mark.slow
@given(case=CASES, kind=st.sampled_from(KINDS))
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_items_of_many_blocks_are_proven_again_and_alike_in_both_languages(case: tuple[str, str], kind: str) -> None:
    told(kind, *case)


def test_rows_of_a_drawing_say_what_is_said_between_them() -> None:
    text = 'repeat 2:\n    forward 50\n    say "side"\n    turn right 90 degrees\nsay "done"\n'
    item = made(Code("steps.draw", "blocks", text, 20, world=WORLDS["draw"]), kinds=("program", "trace")).items[0]
    prove(item)
    assert [row["out"] for row in item.answers] == ["", "side", "side\ndone"]


def test_a_walk_in_which_nothing_happens_has_no_table() -> None:
    sheet = made(Code("steps.walk", "blocks", "set n to 1\nif n > 2:\n    forward\n", 20, world=WORLDS["walk"]), kinds=("trace",))
    assert not sheet.items


def test_a_sprite_that_only_moves_has_no_table() -> None:
    sheet = made(Code("steps.move", "scratchblocks", "repeat (4)\nmove (10) steps\nend\n", 20), kinds=("trace",))
    assert not sheet.items
