"""A line of pieces as operators of a page: glyphs with `TJ`, heights with `Ts`, and the text behind them.

Where glyphs do not stand one for a letter, the text goes beside them as `ActualText`: around a cluster of several
glyphs, and around the whole line in complex scripts (a word was not enough for pdfium).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from broadcast.drawing.canvas import number
from broadcast.drawing.embed import Embedded, embedded
from broadcast.drawing.shaping import Colour, Glyph, Piece

if TYPE_CHECKING:
    from broadcast.drawing.canvas import Canvas

UNDERLINE = (0.14, 0.07)
GAP = (0.22, 0.075)
"""Depth under the baseline and thickness, over size: under words, and of a gap to write on."""


def actual(text: str) -> str:
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC"


def draw_line(canvas: Canvas, x: float, y: float, pieces: Sequence[Piece], colour: Colour) -> None:
    """Write pieces from `x` on the baseline `y`."""
    if not pieces:
        return
    code: list[str] = ["BT"]
    whole = any(part.complex for part in pieces)
    if whole:
        code.append(actual("".join(part.text for part in pieces if not part.run.gap)))
    face: tuple[str, float] | None = None
    ink: Colour | None = None
    rules: list[tuple[float, float, Piece, Colour]] = []
    fills: list[tuple[float, tuple[Piece, ...], Colour]] = []
    for group in grouped(pieces):
        part, wide = group[0], sum(one.width for one in group)
        if part.run.gap:
            rules.append((x, wide, part, part.run.colour or colour))
            if part.fill:
                fills.append((x + (part.width - sum(p.width for p in part.fill)) / 2, part.fill, part.run.colour or colour))
            x += wide
            continue
        font = embedded(canvas.document, part.face)
        if (font.resource, part.size) != face:
            face = (font.resource, part.size)
            code.append(f"/{font.resource} {number(part.size)} Tf")
        wanted = part.run.colour or colour
        if wanted != ink:
            ink = wanted
            code.append(" ".join(number(value) for value in ink) + " rg")
        code.append(f"1 0 0 1 {number(x)} {number(y)} Tm")
        code += show(font, group, not whole)
        if part.run.underline:
            rules.append((x, wide, part, wanted))
        x += wide
    if whole:
        code.append("EMC")
    code.append("ET")
    for left, wide, part, wanted in rules:
        depth, thick = (value * part.size for value in (GAP if part.run.gap else UNDERLINE))
        code.append(" ".join(number(value) for value in wanted) + " rg")
        code.append(f"{number(left)} {number(y - depth)} {number(wide)} {number(-max(thick, 0.75))} re f")
    canvas.operators("\n".join(code))
    for left, fill, wanted in fills:
        draw_line(canvas, left, y, fill, wanted)


def grouped(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Neighbours of one style together: readers take a stretch that is shown at once for what it is."""
    found: list[list[Piece]] = []
    for part in pieces:
        last = found[-1][0] if found else None
        if last is None or part.run.gap or last.run.gap or (last.face, last.size, last.run) != (part.face, part.size, part.run):
            found.append([part])
        else:
            found[-1].append(part)
    return found


def show(font: Embedded, parts: Sequence[Piece], spans: bool) -> list[str]:
    """Operators that draw neighbours of one style; with `spans`, the text of many-glyph clusters is written beside them."""
    out: list[str] = []
    row: list[str | float] = []
    rise = 0.0

    def flush() -> None:
        if row:
            out.append(_array(row))
            row.clear()

    def lift(height: float) -> None:
        nonlocal rise
        if abs(height - rise) > 1e-6:
            flush()
            out.append(f"{number(height)} Ts")
            rise = height

    for part in parts:
        if part.shape.row and font.take(part.shape.letters):
            lift(0.0)
            row += part.shape.row
            continue
        for cluster, source in _clusters(part):
            plain = font.note(cluster, source)
            if not plain and spans:
                flush()
                out.append(actual(source))
            for glyph in cluster:
                lift(glyph.dy * part.size / 1000)
                if glyph.dx:
                    row.append(glyph.dx)
                row.append(f"{glyph.number:04X}")
                rest = glyph.advance - part.face.width(glyph.number) - glyph.dx
                if rest:
                    row.append(rest)
            if not plain and spans:
                flush()
                out.append("EMC")
    flush()
    if rise:
        out.append("0 Ts")
    return out


def _clusters(part: Piece) -> Iterator[tuple[list[Glyph], str]]:
    """Glyphs that belong together, and the letters that they stand for."""
    glyphs = part.shape.glyphs
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(part.text)], strict=True))
    for start, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        yield list(group), part.text[start : ends[start]]


def _array(row: list[str | float]) -> str:
    parts: list[str] = []
    glyphs = ""
    for value in row:
        if isinstance(value, str):
            glyphs += value
        elif abs(value) > 0.0005:
            if glyphs:
                parts.append(f"<{glyphs}>")
                glyphs = ""
            parts.append(number(-value))
    if glyphs:
        parts.append(f"<{glyphs}>")
    return f"{parts[0]} Tj" if len(parts) == 1 and glyphs else f"[{' '.join(parts)}] TJ"
