"""Drawings as what is seen: order, direction and overlaps do not count; shapes are named only where the name says everything."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.program.trace import Stroke
from broadcast.unplugged.strokes import apart, merged, shape


def turtle(*moves: tuple[float, float], start: float = 0.0) -> list[Stroke]:
    """Strokes of (steps, turn to the right after them), drawn here with complex numbers."""
    at, way, found = 0j, 1j * complex(math.cos(-math.radians(start)), math.sin(-math.radians(start))), []
    for steps, turn in moves:
        to = at + way * steps
        found.append(Stroke(round(at.real, 6), round(at.imag, 6), round(to.real, 6), round(to.imag, 6)))
        at, way = to, way * complex(math.cos(-math.radians(turn)), math.sin(-math.radians(turn)))
    return found


MOVES = st.lists(
    st.tuples(st.integers(1, 12).map(lambda n: n * 10), st.sampled_from([0, 30, 45, 60, 72, 90, 120, 144, -90, -60])),
    min_size=1, max_size=9,
)  # fmt: skip


@given(moves=MOVES, seed=st.integers(0, 999), start=st.sampled_from([0, 90, 30]))
def test_order_direction_and_cuts_do_not_count(moves: list[tuple[int, int]], seed: int, start: float) -> None:
    strokes = turtle(*moves, start=start)
    chance = random.Random(seed)
    others = []
    for one in strokes:
        part = chance.choice([0.5, 0.25, 0.8])
        x, y = one.x1 + (one.x2 - one.x1) * part, one.y1 + (one.y2 - one.y1) * part
        pieces = [Stroke(one.x1, one.y1, round(x, 6), round(y, 6)), Stroke(round(x, 6), round(y, 6), one.x2, one.y2)]
        others += [
            Stroke(piece.x2, piece.y2, piece.x1, piece.y1) if chance.random() < 0.5 else piece
            for piece in (*pieces, *pieces[: chance.randrange(3)])
        ]
    chance.shuffle(others)
    assert merged(tuple(others)) == merged(tuple(strokes))


@given(moves=MOVES)
def test_what_is_drawn_covers_what_was_drawn(moves: list[tuple[int, int]]) -> None:
    """Every stroke's ends lie on a merged line, and no line is longer than the strokes together."""
    strokes = turtle(*moves)
    lines = merged(tuple(strokes))
    for stroke in strokes:
        for x, y in ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2)):
            assert min(_away(x, y, line) for line in lines) < 0.02
    total = sum(math.dist((one.x1, one.y1), (one.x2, one.y2)) for one in strokes)
    assert sum(math.dist(line[:2], line[2:]) for line in lines) <= total + 0.1


def _away(x: float, y: float, line: tuple[float, float, float, float]) -> float:
    """By Heron: the way over a point is longer than the line by little where the point lies on it."""
    a, b = math.dist((x, y), line[:2]), math.dist((x, y), line[2:])
    return a + b - math.dist(line[:2], line[2:])


@pytest.mark.parametrize(
    ("moves", "name"),
    [
        ([(100, 90)] * 4, ("polygon", 4, 100, 0)),
        ([(100, -90)] * 8, ("polygon", 4, 100, 0)),
        ([(60, 120)] * 3, ("polygon", 3, 60, 0)),
        ([(40, 45)] * 8, ("polygon", 8, 40, 0)),
        ([(100, 144)] * 5, ("star", 5, 100, 0)),
        ([(100, 90), (50, 90)] * 2, ("rectangle", 4, 100, 50)),
        ([(30, 0), (30, 0)], ("line", 2, 60, 0)),
        ([(100, 90)] * 3, None),  # open
        ([(100, 60), (100, 120)] * 2, None),  # a rhombus has no name here
        ([(100, 90)] * 4 + [(50, 0)], ("polygon", 4, 100, 0)),  # on the same line again
        ([(100, 90)] * 4 + [(-50, 0)], None),
        ([(33.3, 90)] * 4, None),  # no whole number to say
    ],
)  # fmt: skip
def test_shapes_with_a_name(moves: list[tuple[float, float]], name: object) -> None:
    assert shape(merged(tuple(turtle(*moves)))) == name


def test_pictures_that_a_child_can_tell_apart() -> None:
    square = merged(tuple(turtle(*[(100, 90)] * 4)))
    assert not apart(square, merged(tuple(turtle(*[(102, 90)] * 4))))
    assert not apart(square, merged(tuple(turtle(*[(200, 90)] * 4))))  # a picture has no scale
    assert apart(square, merged(tuple(turtle(*[(100, -90)] * 4))))  # the arrow stands at another corner
    assert apart(square, merged(tuple(turtle(*[(100, 90)] * 3))))
    assert apart(square, ())
