"""Painters of the closed set of figures (`unplugged/figures.py`), for paper and for the screen.

    height = figures.height(figure, width, language="en", style="paper")
    height = figures.paint(canvas, figure, x, y_top, width, style="screen", colours=…, scale=…)

A new kind of figure: a module here with `draw(figure, pen, x, y_top, width) -> height` and `natural(figure, pen) -> width`,
and a row in PAINTERS and WIDTHS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from broadcast.drawing.canvas import Canvas
from broadcast.drawing.figures import (
    cards,
    checklist,
    choice,
    crossword,
    drawing,
    flowchart,
    grid,
    image,
    letters,
    listing,
    matching,
    pixels,
    sign,
    strips,
    table,
    writing,
)  # fmt: skip
from broadcast.drawing.figures.look import Colours, Look, Style, look
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Figure

__all__ = ["PAINTERS", "Colours", "Look", "Style", "fitting", "height", "look", "paint", "width"]

PAINTERS: dict[str, Callable[[Any, Pen, float, float, float], float]] = {
    "grid": grid.draw,
    "listing": listing.draw,
    "table": table.draw,
    "strips": strips.draw,
    "matching": matching.draw,
    "choice": choice.draw,
    "writing": writing.draw,
    "image": image.draw,
    "drawing": drawing.draw,
    "letters": letters.draw,
    "crossword": crossword.draw,
    "cards": cards.draw,
    "pixels": pixels.draw,
    "checklist": checklist.draw,
    "flowchart": flowchart.draw,
    "sign": sign.draw,
}

WIDTHS: dict[str, Callable[[Any, Pen], float]] = {
    "grid": grid.natural,
    "listing": listing.wanted,
    "table": table.natural,
    "strips": strips.natural,
    "matching": matching.natural,
    "choice": choice.natural,
    "writing": writing.natural,
    "image": image.natural,
    "drawing": drawing.natural,
    "letters": letters.natural,
    "crossword": crossword.natural,
    "cards": cards.natural,
    "pixels": pixels.natural,
    "checklist": checklist.natural,
    "flowchart": flowchart.natural,
    "sign": sign.natural,
}


def width(figure: Figure, *, language: str, style: Style = "paper", scale: float = 1.0) -> float:
    """The width in points under which a figure becomes hard to use."""
    return WIDTHS[figure.figure](figure, Pen(None, look(style, None, scale), language))


def paint(
    canvas: Canvas,
    figure: Figure,
    x: float,
    y_top: float,
    width: float,
    *,
    style: Style = "paper",
    colours: Colours | None = None,
    scale: float = 1.0,
    language: str = "",
) -> float:
    """Draw a figure with its top left corner at (x, y_top), at most `width` points wide; returns its height in points.

    On paper, `dense` or not, `scale` sizes squares, rows and room to write, never under what a child can use, and words stay; on screen it
    sizes everything. The language is the canvas's own unless one is given.
    """
    pen = Pen(canvas, look(style, colours, scale), language or canvas.language)
    return PAINTERS[figure.figure](figure, pen, x, y_top, width)


def height(figure: Figure, width: float, *, language: str, style: Style = "paper", scale: float = 1.0) -> float:
    """The height in points that `paint` would return, without drawing."""
    return PAINTERS[figure.figure](figure, Pen(None, look(style, None, scale), language), 0.0, 0.0, width)


def fitting(
    figure: Figure, width: float, most: float, *, language: str, style: Style = "screen", scales: tuple[float, float] = (0.4, 2.0)
) -> float:
    """The largest scale, to a fiftieth, at which the figure is at most `most` points high; the least one if none is."""
    low, high = (round(scale * 50) for scale in scales)
    while low < high:
        middle = (low + high + 1) // 2
        if height(figure, width, language=language, style=style, scale=middle / 50) <= most:
            low = middle
        else:
            high = middle - 1
    return low / 50
