"""Pictures become pixels: each is drawn once, then patched where a state differs.

painter = Painter(storyboard)
for state in storyboard.states: painter.base(state.picture), painter.patches(state)
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from broadcast.drawing.text import Block
from broadcast.tv import layout, templates
from broadcast.tv import listing as program
from broadcast.tv.sheet import Area, Sheet, even
from broadcast.tv.storyboard import Picture, State
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
        self._lower = lru_cache(64)(self._painted_lower)
        self._ring = lru_cache(256)(self._painted_ring)

    def base(self, picture: Picture) -> Pixels:
        """The picture without marker and lower third."""
        return self._base(picture)[0]

    def left_out(self, picture: Picture) -> tuple[str, ...]:
        """Kinds of its figures that had no room on screen."""
        return tuple(self._base(picture)[1].left_out)

    def _drawn(self, picture: Picture) -> tuple[Pixels, layout.Place]:
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
                sheet.wash("paper")
                code, laid, x, y = place.listing
                program.paint(sheet, code, laid, x, y, marked=state.marked, more=state.picture.more)
                found.append((place.area, sheet.pixels()))
        if state.band.text:
            found.append(self._lower(state.band.text, bool(state.band.left), self._base(state.picture)[1].left, night))
        if state.band.left:
            left = self._base(state.picture)[1].left
            found.append((ring_area(left), self._ring(state.band.left, state.band.total, left, night)))
        return found

    def _painted_lower(self, text: str, ring: bool, left: float, night: bool) -> tuple[Area, Pixels]:
        area = band_area()
        sheet = Sheet(self.language, area=area)
        lower_third(sheet, text, ring, left, night)
        return area, sheet.pixels()

    def _painted_ring(self, seconds: int, total: int, left: float, night: bool) -> Pixels:
        sheet = Sheet(self.language, area=ring_area(left))
        ring(sheet, seconds, total, left, night)
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
            lower_third(sheet, state.band.text, bool(state.band.left), place.left, night)
        if state.band.left:
            ring(sheet, state.band.left, state.band.total, place.left, night)
        return sheet


def band_area() -> Area:
    """Where the lower third lies."""
    frame = theme().frame
    return even(layout.WIDE_LEFT, frame.band_top, layout.WIDE_RIGHT - layout.WIDE_LEFT, frame.band)


def ring_area(left: float) -> Area:
    """Where the countdown lies, inside the lower third."""
    x, y = _centre(left)
    return even(x - RING - 11, y - RING - 11, 2 * RING + 22, 2 * RING + 22)


def _centre(left: float) -> tuple[float, float]:
    frame = theme().frame
    return left + 85, frame.band_top + frame.band / 2


def lower_third(sheet: Sheet, text: str, beside_ring: bool, left: float, night: bool) -> None:
    """Words on a bar, or after the countdown."""
    x, y, width, height = map(float, band_area())
    sheet.fill(x, y, width, height, "night" if night else "paper")
    colour, words = ("sun", "ink") if night else ("teal", "cream")
    if beside_ring:
        left, colour, words = left + 200, "", "cream" if night else "ink"
    room = layout.WIDE_RIGHT - left - (90 if colour else 0)
    block = _one_line(sheet, text, room, words)
    if block is None:
        return
    if colour:
        wide = block.natural() + 90
        sheet.fill(left, y + (height - 130) / 2, wide, 130, colour, 26)
        left += 45
    sheet.put(block, left, y + (height - block.height) / 2)


def _one_line(sheet: Sheet, text: str, width: float, colour: str) -> Block | None:
    """Words on one line, bold if there is room; None where even the least size has none (the voice says them)."""
    for bold in (True, False):
        for size in (96.0, sheet.theme.type.text):
            block = sheet.block(text, width, size=size, bold=bold, colour=colour)
            if len(block.lines) == 1:
                return block
    return None


def ring(sheet: Sheet, seconds: int, total: int, left: float, night: bool) -> None:
    """The ring and the seconds left in it."""
    x, y = _centre(left)
    x0, y0, wide, high = ring_area(left)
    sheet.fill(x0, y0, wide, high, "night" if night else "paper")
    sheet.arc(x, y, RING, 1, "rule", 18)
    sheet.arc(x, y, RING, seconds / total, "brick", 18)
    colour = "cream" if night else "ink"
    block = sheet.block(str(seconds), 2 * RING, size=sheet.theme.type.text, align="centre", colour=colour)
    sheet.put(block, x - RING, y - block.height / 2)
