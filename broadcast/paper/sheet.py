"""A sheet of boxes: its head, its foot, and the boxes at the largest scale at which they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
from broadcast.paper.boxes import Drawer, Shown
from broadcast.paper.fitting import MARGIN, Fit, Fitter, Head, Heads, possible
from broadcast.paper.parting import parted

__all__ = ["MARGIN", "SCALES", "Head", "Heads", "Made", "Page", "foot", "put", "write"]

Page = Literal["a4", "letter"]
NEAR = 0.05
"""How far from the limit a coarse picture's ink decides: on sheets it is 1 to 2 % more than that of a fine one."""
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


def write(
    path: Path,
    episode: Episode,
    messages: Messages,
    page: Page,
    *,
    title: str,
    shown: Sequence[Shown],
    heads: Heads,
    scales: Sequence[float] = SCALES,
    ink: float = 1.0,
    fewer: Sequence[tuple[Sequence[Shown], Heads]] = (),
) -> Made:
    """Draw boxes on as few pages as they need, at the largest scale that they allow.

    With `ink` no page is darker than that, where a smaller scale, a closer spacing or a page more can help it. `fewer` are the same
    boxes with less in them, under heads of their own, the first of which is taken that saves a page or ink, if the last of them does.
    """
    again = messages.text("paper.goes-on", heading="{heading}")
    fitters = [
        Fitter(
            parted(version, possible(SIZES[page], above, messages.language.tag, scales), again),
            SIZES[page],
            above,
            messages.language.tag,
            scales,
        )
        for version, above in ((shown, heads), *fewer)
    ]
    tried: list[tuple[bytes, Made]] = []
    for fitter in fitters:
        if fitter.fewest <= fitters[-1].fewest:
            tried.append(_fitted(episode, messages, page, title, fitter, ink))
            if tried[-1][1].pages <= fitters[-1].fewest and tried[-1][1].ink <= ink:
                break
    data, made = min(tried, key=lambda one: (one[1].pages, one[1].ink > ink))
    put(path, data)
    return made


def _fitted(episode: Episode, messages: Messages, page: Page, title: str, fitter: Fitter, ink: float) -> tuple[bytes, Made]:
    known: dict[Fit, bytes] = {}

    def share(fit: Fit) -> float:
        """Of the ink allowed; a coarse picture tells it unless it is a near thing."""
        if fit not in known:
            known[fit] = _drawn(episode, messages, page, title, fitter, fit)
        rough = max(raster.inks(known[fit], 75)) / ink
        return rough if abs(rough - 1) > NEAR else max(raster.inks(known[fit])) / ink

    fit = fitter.best()
    if ink < 1 and share(fit) > 1:
        fit = fitter.lighter(fit, cache(share))
    data = known.get(fit) or _drawn(episode, messages, page, title, fitter, fit)
    return data, Made(len(fitter.sheets(fit)), max(raster.inks(data)), fit.scale)


def _drawn(episode: Episode, messages: Messages, page: Page, title: str, fitter: Fitter, fit: Fit) -> bytes:
    space, sheets = fit.space, fitter.sheets(fit)
    canvas, stream = in_memory(page, title=title, language=messages.language.tag)
    canvas.setAuthor(episode.credits)
    canvas.setSubject(messages.text("paper.subject"))
    drawer = fitter.drawer(fit)
    for number, sheet in enumerate(sheets):
        head = fitter.heads.of(space)[min(number, 1)]
        top = fitter.size[1] - MARGIN
        head.draw(canvas, top)
        spare = fitter.room(space, number) - packing.total(sheet, space.gap)
        placed = packing.stretch(sheet, spare, 16 * mm if len(sheets) == 1 else 0.0)
        _boxes(canvas, drawer, fitter.shown, placed, top - head.height)
        foot(canvas, episode, messages, number + 1, len(sheets))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _boxes(canvas: Canvas, drawer: Drawer, shown: Sequence[Shown], rows: Sequence[packing.Row], y: float) -> None:
    for row in rows:
        for cell in row.cells:
            at = (MARGIN + cell.x, y - cell.top, cell.width, cell.height)
            drawer.draw(canvas, shown[cell.index], *at, first=cell.column == 0)
        y -= row.height + drawer.space.gap


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
