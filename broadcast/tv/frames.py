"""Pictures become pixels: each is drawn once, then patched where a state differs.

    painter = Painter(storyboard)
    for state in storyboard.states: painter.base(state.picture), painter.patches(state)
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from broadcast.tv import listing as program
from broadcast.tv import templates
from broadcast.tv.sheet import Area, Sheet, even
from broadcast.tv.storyboard import Band, Picture, State
from broadcast.tv.theme import theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

RING = 74.0
"""Radius of the countdown's ring, to the middle of its line."""
KEPT = 8
"""Pictures kept as pixels at a time."""


class Painter:
    """Paints the states of one storyboard; pixels are arrays (height, width, 3) of red, green and blue."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._base = lru_cache(KEPT)(self._drawn)
        self._ring = lru_cache(256)(self._painted_ring)

    def base(self, picture: Picture) -> Pixels:
        """The picture without marker and lower third."""
        return self._base(picture)[0]

    def left_out(self, picture: Picture) -> tuple[str, ...]:
        """Kinds of its figures that had no room on screen."""
        return tuple(self._base(picture)[1].left_out)

    def _drawn(self, picture: Picture) -> tuple[Pixels, templates.Place]:
        sheet = Sheet(self.language, picture.heading)
        place = templates.paint(sheet, picture)
        return sheet.pixels(), place

    def patches(self, state: State) -> list[tuple[Area, Pixels]]:
        """What lies over the picture in a state: areas with even edges and their pixels, in the order to lay them."""
        night = state.picture.template in templates.NIGHT
        found = []
        if state.marked:
            place = self._base(state.picture)[1]
            if place.listing and place.area:
                sheet = Sheet(self.language, area=place.area)
                sheet.fill(*map(float, place.area), "paper")
                code, laid, x, y = place.listing
                program.paint(sheet, code, laid, x, y, marked=state.marked, more=state.picture.more)
                found.append((place.area, sheet.pixels()))
        if state.band.text:
            found.append(self._words(state.band, night))
        if state.band.left:
            found.append((ring_area(), self._ring(state.band.left, state.band.total, night)))
        return found

    def _words(self, band: Band, night: bool) -> tuple[Area, Pixels]:
        return self._lower(band.text, bool(band.left), night)

    @lru_cache(64)  # noqa: B019 (a painter lives as long as its storyboard)
    def _lower(self, text: str, ring: bool, night: bool) -> tuple[Area, Pixels]:
        area = band_area()
        sheet = Sheet(self.language, area=area)
        lower_third(sheet, text, ring, night)
        return area, sheet.pixels()

    def _painted_ring(self, left: int, total: int, night: bool) -> Pixels:
        sheet = Sheet(self.language, area=ring_area())
        ring(sheet, left, total, night)
        return sheet.pixels()

    def frame(self, state: State) -> Pixels:
        """The whole frame of a state."""
        pixels = self.base(state.picture).copy()
        for (x, y, width, height), patch in self.patches(state):
            pixels[y : y + height, x : x + width] = patch
        return pixels

    def sheet(self, state: State) -> Sheet:
        """The whole frame of a state as one page, for the checks: the same painters, no patches."""
        sheet = Sheet(self.language, state.picture.heading)
        place = templates.paint(sheet, state.picture)
        night = state.picture.template in templates.NIGHT
        if state.marked and place.listing:
            code, laid, x, y = place.listing
            program.paint(sheet, code, laid, x, y, marked=state.marked, more=state.picture.more)
        if state.band.text:
            lower_third(sheet, state.band.text, bool(state.band.left), night)
        if state.band.left:
            ring(sheet, state.band.left, state.band.total, night)
        return sheet


def band_area() -> Area:
    """Where the lower third lies."""
    frame = theme().frame
    return even(templates.WIDE_LEFT, frame.band_top, templates.WIDE_RIGHT - templates.WIDE_LEFT, frame.band)


def ring_area() -> Area:
    """Where the countdown lies, inside the lower third."""
    x, y = _centre()
    return even(x - RING - 11, y - RING - 11, 2 * RING + 22, 2 * RING + 22)


def _centre() -> tuple[float, float]:
    frame = theme().frame
    return templates.LEFT + 85, frame.band_top + frame.band / 2


def lower_third(sheet: Sheet, text: str, beside_ring: bool, night: bool) -> None:
    """Words on a bar, after the countdown where there is one."""
    x, y, width, height = map(float, band_area())
    sheet.fill(x, y, width, height, "night" if night else "paper")
    left = templates.LEFT + (200 if beside_ring else 0)
    block = sheet.largest(text, templates.RIGHT - left - 60, height, most=96, rows=1 if beside_ring else 2)
    if beside_ring:
        sheet.put(block, left, y + (height - block.height) / 2)
        return
    wide = min(block.natural() + 90, templates.RIGHT - left)
    high = max(block.height + 10, 130.0)
    colour, words = ("sun", "ink") if night else ("teal", "cream")
    sheet.fill(left, y + (height - high) / 2, wide, high, colour, 26)
    block = sheet.largest(text, templates.RIGHT - left - 60, height, most=96, rows=2, colour=words)
    sheet.put(block, left + 45, y + (height - block.height) / 2)


def ring(sheet: Sheet, left: int, total: int, night: bool) -> None:
    """The ring and the seconds left in it."""
    x, y = _centre()
    area = ring_area()
    sheet.fill(*map(float, area), "night" if night else "paper")
    sheet.arc(x, y, RING, 1, "rule", 18)
    sheet.arc(x, y, RING, left / total, "brick", 18)
    block = sheet.block(str(left), 2 * RING, size=sheet.theme.type.text, bold=False, align="centre", colour="cream" if night else "ink")
    sheet.put(block, x - RING, y - block.height / 2)
