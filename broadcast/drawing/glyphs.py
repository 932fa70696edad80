"""A line of pieces as operators of a page: glyphs with `TJ`, heights with `Ts`, and the text behind them.

Where glyphs do not stand one for a letter, the text goes beside them as `ActualText`: around a cluster of several
glyphs, and around the whole line in complex scripts (a word was not enough for pdfium).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from broadcast.drawing.embed import Embedded, embedded
from broadcast.drawing.shaping import Colour, Piece

if TYPE_CHECKING:
    from broadcast.drawing.canvas import Canvas

UNDERLINE = (0.14, 0.07)
GAP = (0.22, 0.075)
"""Depth under the baseline and thickness, over size: under words, and of a gap to write on."""


def number(value: float) -> str:
    """A number as short as three digits after the point allow."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def actual(text: str) -> str:
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC"


def draw_line(canvas: Canvas, x: float, y: float, pieces: Sequence[Piece], colour: Colour) -> None:
    """Write pieces from `x` on the baseline `y`."""
    if not pieces:
        return
    pieces = joined(pieces)
    code: list[str] = ["BT"]
    whole = any(part.complex for part in pieces)
    if whole:
        code.append(actual("".join(part.text for part in pieces if not part.run.gap)))
    face: tuple[str, float] | None = None
    ink: Colour | None = None
    rules: list[tuple[float, Piece, Colour]] = []
    fills: list[tuple[float, tuple[Piece, ...], Colour]] = []
    for part in pieces:
        if part.run.gap:
            rules.append((x, part, part.run.colour or colour))
            if part.fill:
                fills.append((x + (part.width - sum(p.width for p in part.fill)) / 2, part.fill, part.run.colour or colour))
            x += part.width
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
        code += show(font, part, not whole)
        if part.run.underline:
            rules.append((x, part, wanted))
        x += part.width
    if whole:
        code.append("EMC")
    code.append("ET")
    for left, part, wanted in rules:
        depth, thick = (value * part.size for value in (GAP if part.run.gap else UNDERLINE))
        code.append(" ".join(number(value) for value in wanted) + " rg")
        code.append(f"{number(left)} {number(y - depth)} {number(part.width)} {number(-max(thick, 0.75))} re f")
    canvas.operators("\n".join(code))
    for left, fill, wanted in fills:
        draw_line(canvas, left, y, fill, wanted)


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one style as one piece: readers take a stretch that is shown at once for what it is."""
    found: list[Piece] = []
    for part in pieces:
        last = found[-1] if found else None
        if last is None or part.run.gap or last.run.gap or (last.face, last.size, last.run) != (part.face, part.size, part.run):
            found.append(part)
            continue
        shift = len(last.text)
        glyphs = (*last.glyphs, *(replace(glyph, cluster=glyph.cluster + shift) for glyph in part.glyphs))
        text, width, either = last.text + part.text, last.width + part.width, last.complex or part.complex
        found[-1] = replace(last, glyphs=glyphs, text=text, width=width, complex=either)
    return found


def show(font: Embedded, part: Piece, spans: bool) -> list[str]:
    """Operators that draw one piece; with `spans`, the text of its many-glyph clusters is written beside them."""
    out: list[str] = []
    row: list[str | float] = []
    rise = 0.0
    starts = sorted({glyph.cluster for glyph in part.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(part.text)], strict=True))

    def flush() -> None:
        if row:
            out.append(_array(row))
            row.clear()

    for start, group in groupby(part.glyphs, key=lambda glyph: glyph.cluster):
        cluster = list(group)
        source = part.text[start : ends[start]]
        plain = font.note(cluster, source)
        if not plain and spans:
            flush()
            out.append(actual(source))
        for glyph in cluster:
            height = glyph.dy * part.size / 1000
            if abs(height - rise) > 1e-6:
                flush()
                out.append(f"{number(height)} Ts")
                rise = height
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
