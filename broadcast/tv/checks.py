"""What a viewer needs of every picture, measured on the finished page by pdfium: places and sizes of its letters, and the
colours around them. The painters are not asked.

    checks(storyboard) -> Figures       one look at every picture, with each kind of marker, lower third and countdown it gets
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadcast.drawing.raster import frame
from broadcast.timecode import Rate
from broadcast.tv.frames import Painter
from broadcast.tv.storyboard import State, Storyboard
from broadcast.tv.theme import Colour, contrast, theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CAPITAL = {"Mono": 0.698, "Sans": 0.714, "CJK": 0.733}
"""Height of a capital over the size, by the family in a font's name: from the fonts' own tables (`sCapHeight`)."""
NEAR = 24
"""Steps of 255 within which a pixel counts as the letter's own colour."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on a picture: its edges in pixels from the upper left, the height of a capital beside it, its contrast."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    capital: float
    contrast: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The worst of a storyboard. `where` says on which picture each was found, by the figure's name."""

    looked_at: int
    least_capital: float
    """Pixels."""
    least_contrast: float
    outside: int
    """Letters that stand outside the safe area."""
    frames: int
    credits_seconds: float
    """The licence's longest stand; 0 where there is none."""
    left_out: tuple[str, ...]
    """Figures and lines that a picture had no room for: `cue: kind`."""
    where: tuple[tuple[str, str], ...]


def checks(board: Storyboard) -> Figures:
    """Measure every picture."""
    painter = Painter(board.language)
    size, ratio, outside, found = 1e9, 1e9, 0, dict[str, str]()
    states = looks(board)
    safe = theme().frame
    for state in states:
        name = f"cue {state.cue} {state.picture.template}"
        for letter in letters(painter.sheet(state).pdf()):
            if letter.capital < size:
                size, found["least_capital"] = letter.capital, name
            if letter.contrast < ratio:
                ratio, found["least_contrast"] = letter.contrast, name
            if letter.left < safe.left or letter.right > safe.right or letter.top < safe.top or letter.bottom > safe.bottom:
                outside += 1
                found.setdefault("outside", name)
    missing = dict.fromkeys(f"{state.cue}: {kind}" for state in states for kind in painter.left_out(state.picture))
    return Figures(
        looked_at=len(states),
        least_capital=round(size, 1),
        least_contrast=round(ratio, 2),
        outside=outside,
        frames=sum(state.end - state.start for state in board.states),
        credits_seconds=round(_credits(board), 2),
        left_out=tuple(missing),
        where=tuple(sorted(found.items())),
    )


def looks(board: Storyboard) -> list[State]:
    """A state of each kind: every picture with every marker and lower third it gets, and its fullest countdown."""
    found: dict[object, State] = {}
    for state in board.states:
        found.setdefault((state.picture, state.marked, state.band.text, bool(state.band.left)), state)
    return list(found.values())


def _credits(board: Storyboard) -> float:
    longest = run = 0
    for state in board.states:
        run = run + state.end - state.start if state.picture.template == "credits" else 0
        longest = max(longest, run)
    return float(longest / Rate.parse(board.rate).fraction)


def letters(pdf: bytes) -> Iterator[Letter]:
    """Every visible letter of a page that is a frame, as pdfium finds it."""
    import pypdfium2
    import pypdfium2.raw as raw

    look = theme().frame
    pixels = frame(pdf, look.width, look.height).astype("uint32")
    packed = pixels[:, :, 0] << 16 | pixels[:, :, 1] << 8 | pixels[:, :, 2]
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text.raw, index))
            if letter.isspace() or not letter.isprintable():
                continue
            left, bottom, right, top = text.get_charbox(index)
            colour = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFText_GetFillColor(text.raw, index, *colour)
            ink = (colour[0].value / 255, colour[1].value / 255, colour[2].value / 255)
            edges = (left, look.height - top, right, look.height - bottom)
            size = raw.FPDFText_GetFontSize(text.raw, index) * _capital(text, index)
            yield Letter(letter, *edges, capital=size, contrast=contrast(ink, ground(packed, edges, ink)))


def _capital(text: object, index: int) -> float:
    import pypdfium2.raw as raw

    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, index, name, 256, flags)  # type: ignore[attr-defined]
    found = name.value.decode("ascii", "replace")
    return next((share for family, share in CAPITAL.items() if family in found), 0.7)


def ground(packed: NDArray[np.uint32], edges: tuple[float, float, float, float], ink: Colour) -> Colour:
    """The colour that most of the pixels in and around a letter have, apart from its own; pixels as 0xRRGGBB."""
    import numpy as np

    left, top, right, bottom = edges
    part = packed[max(int(top) - 6, 0) : int(bottom) + 7, max(int(left) - 6, 0) : int(right) + 7]
    colours, counts = np.unique(part, return_counts=True)
    for value in colours[np.argsort(-counts)]:
        found = (int(value) >> 16, int(value) >> 8 & 255, int(value) & 255)
        if max(abs(one - 255 * other) for one, other in zip(found, ink, strict=True)) > NEAR:
            return found[0] / 255, found[1] / 255, found[2] / 255
    return ink
