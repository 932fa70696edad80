"""A sheet of boxes: its head, its foot, and the boxes at the largest scale at which they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.lib.units import mm

from broadcast.drawing import raster
from broadcast.drawing.canvas import SIZES, Canvas, in_memory
from broadcast.drawing.text import Block, fit
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.paper import packing
from broadcast.paper.boxes import Drawer, Shown

Page = Literal["a4", "letter"]
MARGIN = 13 * mm
"""Copiers lose up to 5 mm at an edge, old ones more."""
GAP = 3.5 * mm
FOOT = 7 * mm
SCALES = tuple(scale / 20 for scale in range(40, 13, -1))
"""From two down to 0.7 of the ordinary size; squares, rows and lines stop shrinking earlier, at what a child can use."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came out."""

    pages: int
    ink: float
    """The darkest page's share of ink, from 0 to 1."""
    scale: float
    """Of the figures; 1 is the ordinary size."""


@dataclass(frozen=True, slots=True)
class Head:
    """Draws the head of a page and says how much it takes."""

    height: float
    draw: Callable[[Canvas, float], None]
    """(canvas, y of the top)."""


def write(
    path: Path,
    episode: Episode,
    messages: Messages,
    page: Page,
    *,
    title: str,
    shown: Sequence[Shown],
    heads: tuple[Head, Head],
    scales: Sequence[float] = SCALES,
) -> Made:
    """Draw boxes on as few pages as they need, at the largest scale that one page allows. `heads`: first page, later ones."""
    size = SIZES[page]
    room = tuple(size[1] - 2 * MARGIN - head.height - FOOT for head in heads)
    scale, sheets = _packed(shown, size[0] - 2 * MARGIN, room, messages.language.tag, scales)
    canvas, stream = in_memory(page, title=title, language=messages.language.tag)
    canvas.setAuthor(episode.credits)
    canvas.setSubject(messages.text("paper.subject"))
    drawer = Drawer(messages.language.tag, scale)
    for number, sheet in enumerate(sheets):
        head = heads[min(number, 1)]
        top = size[1] - MARGIN
        head.draw(canvas, top)
        space = room[min(number, 1)]
        spare = space - packing.total(sheet, GAP)
        placed = packing.stretch(sheet, spare, 16 * mm if len(sheets) == 1 else 0.0)
        _boxes(canvas, drawer, shown, placed, top - head.height, size[0] - 2 * MARGIN)
        foot(canvas, episode, messages, number + 1, len(sheets))
        canvas.showPage()
    canvas.save()
    data = stream.getvalue()
    put(path, data)
    return Made(len(sheets), max(raster.ink(raster.picture(data, at, 72)) for at in range(len(sheets))), scale)


def _packed(
    shown: Sequence[Shown], width: float, room: tuple[float, ...], language: str, scales: Sequence[float]
) -> tuple[float, tuple[tuple[packing.Row, ...], ...]]:
    full = [entry.box.size == "full" for entry in shown]

    def rows(scale: float, tight: bool) -> tuple[packing.Row, ...]:
        drawer = Drawer(language, scale)
        known: dict[tuple[int, bool], float] = {}

        def measure(index: int, whole: bool) -> float:
            if (index, whole) not in known:
                known[index, whole] = drawer.height(shown[index], width if whole else (width - GAP) / 2)
            return known[index, whole]

        return packing.rows(full, measure, GAP, tight=tight)

    for tight in (False, True):
        low, high = 0, len(scales)
        while low < high:  # the first scale, from the largest, that fits
            middle = (low + high) // 2
            if packing.total(rows(scales[middle], tight), GAP) <= room[0]:
                high = middle
            else:
                low = middle + 1
        if low < len(scales):
            return scales[low], (rows(scales[low], tight),)
    scale = 1.0 if 1.0 in scales else scales[-1]
    return scale, packing.paginate(rows(scale, False), room, GAP)


def _boxes(canvas: Canvas, drawer: Drawer, shown: Sequence[Shown], rows: Sequence[packing.Row], y: float, width: float) -> None:
    half = (width - GAP) / 2
    for row in rows:
        for cell in row.cells:
            x = MARGIN + (half + GAP if cell.side == "right" else 0.0)
            wide = width if cell.side == "full" else half
            drawer.draw(canvas, shown[cell.index], x, y - cell.top, wide, cell.height)
        y -= row.height + GAP


def foot(canvas: Canvas, episode: Episode, messages: Messages, number: int, count: int) -> None:
    """Edition at the left, licence at the right."""
    width = canvas.page_size[0] - 2 * MARGIN
    language = messages.language.tag
    edition = episode.edition
    if count > 1:
        edition = messages.text("paper.page", edition=edition, page=number, pages=count)
    with canvas.artifact():
        left = Block(edition, language, 8.5, bold=True, role="")
        left.wrap(width / 2)
        left.draw(canvas, MARGIN, MARGIN + 3)
        text = messages.text("paper.licence", licence=episode.licence, credits=episode.credits).strip(" ·")
        right = fit(text, width * 0.66, 8.5, 6, 1, language=language, bold=False, align="right", role="").block
        right.draw(canvas, MARGIN + width * 0.34, MARGIN + 3)


def put(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)
