"""Painters of all kinds: where they draw, what they say, and what a photocopier may ask of them."""

from __future__ import annotations

import re
from typing import get_args

import numpy as np
import pytest
from reportlab.lib.units import mm

from broadcast.drawing import figures, raster
from broadcast.drawing.canvas import in_memory
from broadcast.drawing.figures import grid as grids
from broadcast.errors import TextError
from broadcast.unplugged.figures import Figure, Grid, Line, Listing, Pose
from tests.drawing.figure_cases import EMPTY, FILLED, WORDS, operators, text_of

ALL = [
    *((f"empty-{name}", figure) for name, figure in EMPTY.items()),
    *((f"filled-{name}", figure) for name, figure in FILLED.items()),
]
KINDS = {kind.model_fields["figure"].default for kind in get_args(get_args(Figure)[0])}


def drawn(figure: Figure, width: float, style: figures.Style = "paper", scale: float = 1.0) -> tuple[bytes, float]:
    tall = 5000 if style == "screen" else 2000
    canvas, stream = in_memory((width + 40, tall), title="Figure", language="en")
    height = figures.paint(canvas, figure, 20, tall - 20, width, style=style, scale=scale)
    canvas.save()
    return stream.getvalue(), height


def test_every_kind_of_figure_has_a_painter_a_width_and_a_case() -> None:
    assert set(figures.PAINTERS) == set(figures.WIDTHS) == KINDS
    assert {figure.figure for figure in EMPTY.values()} == KINDS


@pytest.mark.parametrize(("name", "figure"), ALL)
@pytest.mark.parametrize(
    ("width", "scale", "style"), [(235.0, 1.0, "paper"), (500.0, 1.6, "paper"), (235.0, 0.7, "paper"), (235.0, 0.7, "dense")]
)
def test_a_figure_keeps_to_its_rectangle(name: str, figure: Figure, width: float, scale: float, style: figures.Style) -> None:
    data, height = drawn(figure, width, style, scale)
    assert height == pytest.approx(figures.height(figure, width, language="en", style=style, scale=scale))
    picture = raster.frame(data, round(width + 40), 2000)
    dark = np.argwhere(picture.min(axis=2) < 200)
    assert len(dark)
    rows, columns = dark[:, 0], dark[:, 1]
    assert rows.min() >= 20 - 3
    assert rows.max() <= 20 + height + 3
    assert columns.min() >= 20 - 3
    assert columns.max() <= 20 + width + 3
    assert rows.max() >= 20 + height * 0.55, "the height is claimed but not used"


@pytest.mark.parametrize(("name", "figure"), list(EMPTY.items()))
@pytest.mark.parametrize("style", ["paper", "screen"])
def test_words_are_text(name: str, figure: Figure, style: figures.Style) -> None:
    data, _ = drawn(figure, 300 if style == "paper" else 1700, style)
    text = text_of(data)
    for word in WORDS.get(f"{name}-{style}", WORDS[name]):
        assert word in text


@pytest.mark.parametrize(("name", "figure"), ALL)
@pytest.mark.parametrize("style", ["paper", "dense"])
def test_paper_has_only_black_and_white_and_no_line_under_three_quarters_of_a_point(
    name: str, figure: Figure, style: figures.Style
) -> None:
    data, _ = drawn(figure, 300, style, 0.7)
    streams = list(operators(data))
    assert streams
    for stream in streams:
        widths = [float(value) for value in re.findall(r"(?<![\d.])([\d.]+) w\b", stream)]
        assert all(width >= 0.75 for width in widths if width)
        for colour in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", stream):
            assert {float(value) for value in colour} in ({0.0}, {1.0}), colour


def test_what_is_written_in_is_there_and_on_the_sheet_it_is_not() -> None:
    assert "C1" in text_of(drawn(FILLED["writing"], 300)[0])
    assert "C1" not in text_of(drawn(EMPTY["writing"], 300)[0])
    assert "Because it turns three times." in text_of(drawn(FILLED["writing-lines"], 300)[0])


def test_rows_and_gaps_are_high_enough_for_a_hand() -> None:
    table = EMPTY["table"]
    for scale in (0.5, 1.0):
        height = figures.height(table, 300, language="en", scale=scale)
        assert height >= (1 + len(table.rows)) * 8 * mm - 0.01
    lines = EMPTY["writing-lines"]
    assert figures.height(lines, 300, language="en", scale=0.5) >= 2 * 9 * mm
    plain = Listing(lines=(Line(text="repeat 3:", number=1),), alt="")
    gap = Listing(lines=(Line(text="repeat ____:", number=1),), alt="")
    assert figures.height(gap, 300, language="en", scale=0.5) >= 9 * mm
    assert figures.height(gap, 300, language="en") > figures.height(plain, 300, language="en")


@pytest.mark.parametrize("looks", ["up", "right", "down", "left"])
def test_the_robot_can_be_told_from_the_robot_that_looks_elsewhere(looks: str) -> None:
    """In black and white: its picture differs from each other direction's by a fair part of its ink."""
    pictures = {}
    for other in ("up", "right", "down", "left"):
        figure = Grid(columns=1, rows=1, robot=Pose(square="A1", looks=other), alt="robot")  # type: ignore[arg-type]
        pictures[other] = raster.frame(drawn(figure, 80)[0], 240, 4000).mean(axis=2) < 128
    own = pictures.pop(looks)
    for picture in pictures.values():
        assert (own ^ picture).sum() > own.sum() * 0.05


def test_the_grid_counts_from_the_bottom_left() -> None:
    """A robot on A1 is in the lower left quarter, one on E5 in the upper right."""

    def middle(square: str) -> tuple[float, float]:
        bare = Grid(columns=5, rows=5, alt="")
        with_robot = bare.model_copy(update={"robot": Pose(square=square, looks="up")})
        one, other = (raster.frame(drawn(figure, 240)[0], 280, 2000).mean(axis=2) for figure in (bare, with_robot))
        rows, columns = np.nonzero(abs(one - other) > 60)
        return float(columns.mean()), float(rows.mean())

    (left, low), (right, high) = middle("A1"), middle("E5")
    assert left < 140 < right
    assert high < low


def test_a_square_that_is_none_is_an_error() -> None:
    with pytest.raises(TextError, match="no square"):
        grids.square("5A")


def test_on_screen_scale_sizes_all_and_fitting_finds_the_largest() -> None:
    figure = EMPTY["table"]
    scale = figures.fitting(figure, 900, 400, language="en")
    assert figures.height(figure, 900, language="en", style="screen", scale=scale) <= 400
    assert figures.height(figure, 900, language="en", style="screen", scale=scale + 0.04) > 400


def test_colours_of_the_screen_are_used() -> None:
    colours = figures.Colours(
        ink=(1, 1, 1), ground=(0.05, 0.1, 0.3), quiet=(0.6, 0.7, 0.9), accent=(1, 0.8, 0), mark=(0.1, 0.3, 0.5)
    )
    canvas, stream = in_memory("frame", title="Frame", language="en")
    canvas.setFillColorRGB(*colours.ground)
    canvas.rect(0, 0, 1920, 1080, stroke=0, fill=1)
    figures.paint(canvas, FILLED["listing"], 100, 1000, 1700, style="screen", colours=colours)
    canvas.save()
    picture = raster.frame(stream.getvalue())
    assert picture.shape == (1080, 1920, 3)
    for colour in (colours.mark, colours.accent, colours.ink):
        near = np.abs(picture.astype(int) - np.array(colour) * 255).max(axis=2) < 4
        assert near.sum() > 100, colour


def test_several_things_on_a_square_are_one_with_their_number_and_hide_no_mark() -> None:
    """The pixels of a mark are there whether something lies on its square or not."""

    def seen(items: tuple[str, ...], marks: tuple[tuple[str, str], ...]) -> tuple[str, int]:
        data, height = drawn(Grid(columns=2, rows=2, items=items, marks=marks, alt="grid"), 300)
        return text_of(data), int((raster.frame(data, 340, 2000)[: 20 + round(height)].min(axis=2) < 128).sum())

    assert "3" in seen(("B2", "B2", "B2"), ())[0] and "3" not in seen(("B2",), ())[0]
    bare = seen((), ())[1]
    both = seen(("B2",), (("B2", "dot"),))[1]
    assert both > seen(("B2",), ())[1] and both > seen((), (("B2", "dot"),))[1] > bare
