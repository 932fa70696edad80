"""Pictures of a turtle: scale, dots to measure by, and what is seen of nothing."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
import pytest

from broadcast.drawing import figures, raster
from broadcast.drawing.canvas import in_memory
from broadcast.drawing.figures import drawing, look
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Choice, Drawing
from tests.drawing.figure_cases import HALF, NOTHING, SQUARE, text_of

PEN = Pen(None, look("paper"), "en")


def walked(*moves: tuple[float, float], heading: float = 90) -> Drawing:
    """(forward, then right) of a turtle."""
    x = y = 0.0
    turn, strokes = heading, []
    for steps, right in moves:
        there = x + steps * sin(radians(turn)), y + steps * cos(radians(turn))
        strokes.append((x, y, *there))
        (x, y), turn = there, turn + right
    return Drawing(strokes=tuple(strokes), start=(0, 0, heading), alt="x")


@pytest.mark.parametrize("width", [90.0, 235.0, 500.0])
@pytest.mark.parametrize(
    "figure",
    [SQUARE, NOTHING, walked((1000, 0)), walked((1000, 90), (1, 0)), walked((3, 0), heading=0), walked((0.5, 120), (0.5, 0))],
)
def test_it_has_room_whatever_its_shape(figure: Drawing, width: float) -> None:
    laid = drawing.lay(figure, PEN, width)
    assert laid.width <= width + 1e-6
    assert laid.height <= PEN.look.cell[1] * drawing.TALL + 4 * PEN.look.text
    assert laid.height >= 1.5 * PEN.look.text


@pytest.mark.parametrize(
    ("figure", "step"),
    [
        (SQUARE, 20),  # ends at 0 and 100: a round number between 11 and 36 points
        (walked((30, 90), (30, 90), (30, 90), (30, 90)), 5),
        (walked((7, 90), (3, 90)), 1),
        (walked((100, 120), (100, 120), (100, 120)), 0),
        (NOTHING, 0),
    ],
)
def test_dots_only_where_all_ends_of_lines_lie_on_them(figure: Drawing, step: int) -> None:
    laid = drawing.lay(figure, PEN, 235)
    assert laid.step == step
    if step:
        ends = [value for stroke in figure.strokes for value in stroke]
        assert all(abs(value / step - round(value / step)) < 1e-6 for value in ends)
        assert laid.step * laid.scale >= drawing.APART[0]
    assert drawing.lay(figure, Pen(None, look("screen"), "en"), 900).step == 0


def test_the_bar_says_how_far_dots_are_apart() -> None:
    canvas, stream = in_memory((275, 400), title="x", language="en")
    figures.paint(canvas, SQUARE, 20, 380, 235)
    canvas.save()
    assert text_of(stream.getvalue()) == "20"


def test_a_picture_in_the_making_keeps_its_scale() -> None:
    first = SQUARE.model_copy(update={"strokes": SQUARE.strokes[:1], "view": (0, 0, 100, 100)})
    assert drawing.lay(first, PEN, 235).scale == drawing.lay(SQUARE, PEN, 235).scale
    assert drawing.lay(first.model_copy(update={"view": None}), PEN, 60).scale != drawing.lay(SQUARE, PEN, 60).scale


def test_options_are_drawn_at_one_scale() -> None:
    """Half the square is half as wide on the page."""

    def wide(letter: int) -> int:
        options = tuple((name, SQUARE if at == letter else body) for at, (name, body) in enumerate([("A", HALF), ("B", HALF)]))
        canvas, stream = in_memory((440, 300), title="x", language="en")
        figures.paint(canvas, Choice(options=options, alt="two"), 20, 280, 400)
        canvas.save()
        dark = raster.frame(stream.getvalue(), 880, 600).mean(axis=2) < 128
        rows = np.flatnonzero(dark[:, 100:440].sum(axis=1) > 60)
        return int(dark[rows[0], 100:440].sum())

    assert wide(1) == pytest.approx(wide(0) / 2, rel=0.06)
