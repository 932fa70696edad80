"""How large and how close boxes stand so that they take as few pages as they can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from reportlab.lib.units import mm

from broadcast.drawing.canvas import Canvas
from broadcast.errors import TextError
from broadcast.paper import packing
from broadcast.paper.boxes import CLOSE, DENSE, ROOMY, Drawer, Shown, Spacing

MARGIN: float = 12 * mm
"""Copiers lose up to 5 mm at an edge, old ones more."""
FOOT: float = 6.5 * mm
SPACES = (ROOMY, CLOSE, DENSE)
Sheets = tuple[tuple[packing.Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How boxes are made to fit."""

    scale: float
    space: Spacing
    spread: int = 0
    """Pages over which the boxes are spread evenly; 0: each page is filled before the next."""


@dataclass(frozen=True, slots=True)
class Head:
    """Draws the head of a page and says how much it takes."""

    height: float
    draw: Callable[[Canvas, float], None]
    """(canvas, y of the top)."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Of the first page and of later ones; where boxes stand densely the first may take less."""

    first: Head
    later: Head
    dense: Head

    def of(self, space: Spacing) -> tuple[Head, Head]:
        return (self.dense if space.dense else self.first), self.later


def possible(size: tuple[float, float], heads: Heads, language: str, scales: Sequence[float]) -> Callable[[Shown], bool]:
    """What says whether a page can hold a box at all."""
    room = size[1] - 2 * MARGIN - max(heads.dense.height, heads.later.height) - FOOT

    def fits(shown: Shown) -> bool:
        return Drawer(language, scales[-1], DENSE).height(shown, size[0] - 2 * MARGIN) <= room

    return fits


class Fitter:
    """Finds the fit of some boxes on pages of one size (points)."""

    def __init__(self, shown: Sequence[Shown], size: tuple[float, float], heads: Heads, language: str, scales: Sequence[float]):
        self.shown, self.size, self.heads, self.language, self.scales = shown, size, heads, language, scales
        self._known: dict[Fit, Sheets] = {}
        self._drawers: dict[tuple[float, Spacing], Drawer] = {}
        self._packed: dict[tuple[float, Spacing], tuple[packing.Row, ...]] = {}

    @property
    def width(self) -> float:
        return self.size[0] - 2 * MARGIN

    def room(self, space: Spacing, page: int) -> float:
        """Height for boxes on a page, counted from 0."""
        return self.size[1] - 2 * MARGIN - self.heads.of(space)[min(page, 1)].height - FOOT

    @cached_property
    def fewest(self) -> int:
        """The pages that cannot be done without."""
        return len(self.sheets(Fit(self.scales[-1], DENSE)))

    def pages(self, fit: Fit) -> float:
        """How many it takes; infinite where a box is higher than a page."""
        try:
            return len(self.sheets(fit))
        except TextError:
            return inf

    def sheets(self, fit: Fit) -> Sheets:
        if fit not in self._known:
            space = fit.space
            room = (self.room(space, 0), self.room(space, 1))
            packed = self._rows(fit, room)
            even = packing.spread(packed, room, space.gap, fit.spread) if fit.spread else room
            self._known[fit] = packing.paginate(packed, even, space.gap)
        return self._known[fit]

    def drawer(self, fit: Fit) -> Drawer:
        """What measures and draws the boxes at a scale and spacing; it remembers what it measured."""
        key = (fit.scale, fit.space)
        if key not in self._drawers:
            self._drawers[key] = Drawer(self.language, fit.scale, fit.space)
        return self._drawers[key]

    def _rows(self, fit: Fit, room: tuple[float, float]) -> tuple[packing.Row, ...]:
        key = (fit.scale, fit.space)
        if key not in self._packed:
            full, measure, space = self._full(fit), self._measure(fit), fit.space
            self._packed[key] = packing.rows(full, measure, self.width, space.gap, tight=space.dense, room=room)
        return self._packed[key]

    def largest(self, space: Spacing, more: int = 0) -> Fit | None:
        """The largest scale that takes so many pages more than need be; None where that spacing has none."""
        if self.pages(Fit(self.scales[-1], space)) > self.fewest + more:
            return None
        low, high = 0, len(self.scales) - 1
        while low < high:
            middle = (low + high) // 2
            if self.pages(Fit(self.scales[middle], space)) <= self.fewest + more:
                high = middle
            else:
                low = middle + 1
        return Fit(self.scales[low], space)

    def best(self) -> Fit:
        """The roomiest spacing that will do, at its largest scale."""
        return next(fit for space in SPACES if (fit := self.largest(space)) is not None)

    def lighter(self, fit: Fit, share: Callable[[Fit], float]) -> Fit:
        """The largest scale at which every page has its share of ink (at most 1): in this spacing, in a closer one, or on
        one page more.

        The fit itself where nothing helps.
        """
        for more, spaces in ((0, SPACES[SPACES.index(fit.space) :]), (1, SPACES)):
            spread = self.fewest + more if self.fewest + more > 1 else 0
            for space in spaces:
                start = self.largest(space, more)
                fits = [Fit(scale, space, spread) for scale in self.scales if start is not None and scale <= start.scale]
                if fits and (least := share(fits[-1])) <= 1:
                    return _darkest(fits, share, share(fit), least)
        return fit

    def _full(self, fit: Fit) -> list[bool]:
        """Which boxes take the whole width; a wide one that can be used at half of it does so where room is dear."""
        if fit.space == ROOMY:
            return [entry.box.size == "full" for entry in self.shown]
        drawer = self.drawer(fit)
        half = (self.width - fit.space.gap) / 2
        return [entry.box.size == "full" and not drawer.narrow(entry, half) for entry in self.shown]

    def _measure(self, fit: Fit) -> packing.Measure:
        drawer = self.drawer(fit)
        known: dict[tuple[int, float], float] = {}

        def measure(index: int, width: float) -> float:
            key = (index, round(width, 3))
            if key not in known:
                fits = not fit.space.dense or width >= self.width or drawer.narrow(self.shown[index], width)
                known[key] = drawer.height(self.shown[index], width) if fits else inf
            return known[key]

        return measure


def _darkest(fits: Sequence[Fit], share: Callable[[Fit], float], above: float, least: float) -> Fit:
    """The first fit whose share is at most 1, in a row of falling shares from under `above` to `least`."""
    low, high = -1, len(fits) - 1
    while high - low > 1:
        guess = high - round((1 - least) / max(above - least, 1e-6) * (high - low))
        middle = min(max(guess, low + 1), high - 1)
        found = share(fits[middle])
        if found <= 1:
            high, least = middle, found
        else:
            low, above = middle, found
    return fits[high]
