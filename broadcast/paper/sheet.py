"""A sheet of boxes: its head, its foot, and the boxes at the largest scale at which they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.lib.units import mm

from broadcast.drawing import raster
from broadcast.drawing.canvas import SIZES, Canvas, in_memory
from broadcast.drawing.text import Block
from broadcast.drawing.text import fit as fit_text
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.paper import packing
from broadcast.paper.boxes import DENSE, ROOMY, Drawer, Shown, Spacing

Page = Literal["a4", "letter"]
MARGIN: float = 12 * mm
"""Copiers lose up to 5 mm at an edge, old ones more."""
FOOT: float = 6.5 * mm
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
class Fit:
    """How boxes are made to fit."""

    scale: float
    space: Spacing


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
    ink: float = 1.0,
) -> Made:
    """Draw boxes on as few pages as they need, at the largest scale that they allow. `heads`: first page, later ones.

    With `ink` no page is darker than that, where a smaller scale can help it.
    """
    while True:
        data, made = _drawn(episode, messages, page, title, shown, heads, scales)
        smaller = [scale for scale in scales if scale < made.scale - 0.12]
        if made.ink <= ink or not smaller:
            break
        scales = smaller
    put(path, data)
    return made


def _drawn(
    episode: Episode,
    messages: Messages,
    page: Page,
    title: str,
    shown: Sequence[Shown],
    heads: tuple[Head, Head],
    scales: Sequence[float],
) -> tuple[bytes, Made]:
    size = SIZES[page]
    room = tuple(size[1] - 2 * MARGIN - head.height - FOOT for head in heads)
    fit, sheets = _packed(shown, size[0] - 2 * MARGIN, room, messages.language.tag, scales)
    canvas, stream = in_memory(page, title=title, language=messages.language.tag)
    canvas.setAuthor(episode.credits)
    canvas.setSubject(messages.text("paper.subject"))
    drawer = Drawer(messages.language.tag, fit.scale, fit.space)
    for number, sheet in enumerate(sheets):
        head = heads[min(number, 1)]
        top = size[1] - MARGIN
        head.draw(canvas, top)
        space = room[min(number, 1)]
        spare = space - packing.total(sheet, fit.space.gap)
        placed = packing.stretch(sheet, spare, 16 * mm if len(sheets) == 1 else 0.0)
        _boxes(canvas, drawer, shown, placed, top - head.height, size[0] - 2 * MARGIN)
        foot(canvas, episode, messages, number + 1, len(sheets))
        canvas.showPage()
    canvas.save()
    data = stream.getvalue()
    return data, Made(len(sheets), max(raster.ink(raster.picture(data, at, 150)) for at in range(len(sheets))), fit.scale)


def _packed(
    shown: Sequence[Shown], width: float, room: tuple[float, ...], language: str, scales: Sequence[float]
) -> tuple[Fit, tuple[tuple[packing.Row, ...], ...]]:
    def rows(fit: Fit) -> tuple[packing.Row, ...]:
        half = (width - fit.space.gap) / 2
        drawer = Drawer(language, fit.scale, fit.space)
        known: dict[tuple[int, bool], float] = {}

        def measure(index: int, whole: bool) -> float:
            if (index, whole) not in known:
                known[index, whole] = drawer.height(shown[index], width if whole else half)
            return known[index, whole]

        dense = fit.space is DENSE
        full = [entry.box.size == "full" and not (dense and drawer.narrow(entry, half)) for entry in shown]
        return packing.rows(full, measure, fit.space.gap, tight=dense)

    def sheets(fit: Fit) -> tuple[tuple[packing.Row, ...], ...]:
        return packing.paginate(rows(fit), room, fit.space.gap)

    fewest = len(sheets(Fit(scales[-1], DENSE)))
    for space in (ROOMY, DENSE):
        low, high = 0, len(scales)
        while low < high:  # the first scale, from the largest, that takes no page more than need be
            middle = (low + high) // 2
            if len(sheets(Fit(scales[middle], space))) <= fewest:
                high = middle
            else:
                low = middle + 1
        if low < len(scales):
            break
    fit = Fit(scales[low], space)
    return fit, sheets(fit)


def _boxes(canvas: Canvas, drawer: Drawer, shown: Sequence[Shown], rows: Sequence[packing.Row], y: float, width: float) -> None:
    gap = drawer.space.gap
    half = (width - gap) / 2
    for row in rows:
        for cell in row.cells:
            x = MARGIN + (half + gap if cell.side == "right" else 0.0)
            wide = width if cell.side == "full" else half
            drawer.draw(canvas, shown[cell.index], x, y - cell.top, wide, cell.height)
        y -= row.height + gap


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
        right = fit_text(text, width * 0.66, 8.5, 6, 1, language=language, bold=False, align="right", role="").block
        right.draw(canvas, MARGIN + width * 0.34, MARGIN + 3)


def put(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)
