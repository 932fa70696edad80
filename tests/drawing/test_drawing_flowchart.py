"""Flowcharts as data: boxes apart from one another, lines that touch only the boxes they belong to, every way to the end."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.drawing.figures import flow_layout, look
from broadcast.drawing.figures.flow_layout import Node, Part
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Flow, Flowchart
from tests.drawing.figure_cases import EMPTY, chart, step, walk

PEN = Pen(None, look("paper"), "en")
WORDS = st.sampled_from(["", "right", "forward 2", "say done", "score = score + 4", "is the way free?"])
STEPS = WORDS.map(step)


def bodies(inner: st.SearchStrategy[Flow]) -> st.SearchStrategy[tuple[Flow, ...]]:
    return st.lists(inner, max_size=3).map(tuple)


def questions(inner: st.SearchStrategy[Flow]) -> st.SearchStrategy[Flow]:
    loops = st.builds(lambda text, body: Flow(kind="loop", text=text, body=body), WORDS, bodies(inner))
    choices = st.builds(
        lambda text, body, other: Flow(kind="choice", text=text, body=body, other=other), WORDS, bodies(inner), bodies(inner)
    )
    return STEPS | loops | choices


CHARTS = bodies(questions(questions(STEPS))).map(lambda flows: chart(*flows))


def inside(node: Node, x: float, y: float) -> bool:
    """Whether a point is well inside a box; of a diamond, what its four sides hold."""
    dx, dy = abs(x - node.x - node.width / 2) / (node.width / 2), abs(y - node.y - node.height / 2) / (node.height / 2)
    return dx + dy < 0.95 if node.kind == "diamond" else dx < 0.97 and dy < 0.97


def sound(part: Part) -> None:
    for one, other in combinations(part.nodes, 2):
        apart_x = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
        apart_y = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
        assert max(apart_x, apart_y) > 1, (one, other)
    for node in part.nodes:
        assert -part.left - 0.01 <= node.x and node.x + node.width <= part.right + 0.01
        assert node.y >= -0.01 and node.y + node.height <= part.height + 0.01
    for wire in part.wires:
        for (ax, ay), (bx, by) in pairwise(wire.points):
            assert abs(ax - bx) < 1e-6 or abs(ay - by) < 1e-6, "lines go across or down"
            assert min(ax, bx) >= -part.left - 0.01 and max(ax, bx) <= part.right + 0.01
            for share in (0.0, 0.25, 0.5, 0.75, 1.0):
                assert not any(inside(node, ax + (bx - ax) * share, ay + (by - ay) * share) for node in part.nodes), wire
    tips = [wire.points[-1] for wire in part.wires if wire.arrow]
    for node in part.nodes[1:]:
        ways_in = ((node.x + node.width / 2, node.y), (node.x, node.y + node.height / 2))
        near = [abs(x - a) < 0.01 and abs(y - b) < 0.01 for x, y in tips for a, b in ways_in]
        assert any(near), "an arrow leads into every box"


def boxes(flows: tuple[Flow, ...]) -> int:
    return sum(1 + boxes(flow.body) + boxes(flow.other) for flow in flows)


@given(CHARTS, st.sampled_from([235.0, 340.0, 500.0]))
def test_boxes_and_lines_keep_apart(figure: Flowchart, width: float) -> None:
    part, pen = flow_layout.plan(figure, PEN, width)
    assert part.width <= width + 0.51
    assert len(part.nodes) == boxes(figure.flow) + 2
    if flow_layout.natural(figure, PEN) <= width:
        assert pen.look.text == PEN.look.text
    sound(part)


SCREEN = Pen(None, look("screen"), "en")


@given(CHARTS)
def test_on_screen_a_chart_may_go_from_left_to_right(figure: Flowchart) -> None:
    part, _ = flow_layout.plan(figure, SCREEN, 1580)
    turned = flow_layout._across(figure, SCREEN, 1580)
    if turned is not None:
        assert turned.width <= 1580 and part.height <= turned.height + 1e-6
        ends = len(turned.nodes) - boxes(figure.flow)
        assert ends in (0, 2), "both ends or none"
        sound(turned)


def test_a_small_loop_fits_a_frame_with_its_question() -> None:
    figure = chart(step("say go"), Flow(kind="loop", text="less than 3?", body=(step(""), step("right"))))
    part, _ = flow_layout.plan(figure, SCREEN, 1580)
    assert part.height < 500 and part.width > part.height


def test_a_long_chart_uses_the_width_and_a_short_one_stays_in_one_column() -> None:
    def columns(figure: Flowchart, width: float) -> int:
        return len({round(node.x + node.width / 2) for node in flow_layout.plan(figure, PEN, width)[0].nodes})

    long, short = EMPTY["flowchart-long"], chart(step("forward"), step("right"))
    assert isinstance(long, Flowchart)
    assert (columns(long, 110), columns(short, 500)) == (1, 1) and columns(long, 500) > 1


@pytest.mark.parametrize("width", [235.0, 500.0])
def test_the_sheet_does_not_tell_the_answer_by_the_size_of_a_box(width: float) -> None:
    sheet, key = (flow_layout.plan(figure, PEN, width)[0] for figure in (walk(), walk("B", "D")))
    assert [(node.x, node.y, node.width, node.height) for node in sheet.nodes] == [
        (node.x, node.y, node.width, node.height) for node in key.nodes
    ]


def test_an_empty_box_has_room_for_a_hand() -> None:
    part, _ = flow_layout.plan(walk(), PEN, 300)
    empty = [node for node in part.nodes if not node.text]
    assert len(empty) == 2
    assert all(node.height >= PEN.look.row and node.width >= PEN.look.row * 1.4 for node in empty)
