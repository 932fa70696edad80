"""Runs of styled text become pieces: one face, one script, placed glyphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb
from fontTools.unicodedata import script

from broadcast.drawing.fonts import INVISIBLE, Face, pick
from broadcast.errors import TextError

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
COMMON = ("Zyyy", "Zinh")
"""Letters of no script of their own: they take their neighbour's."""
COMPLEX = frozenset({"Thai", "Deva", "Khmr", "Laoo", "Mymr"})
"""Scripts whose glyphs do not stand one for a letter, so that the text goes into the PDF beside them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. A `size` or `colour` of None takes the block's."""

    text: str
    bold: bool = False
    mono: bool = False
    size: float | None = None
    colour: Colour | None = None
    underline: bool = False
    gap: float = 0.0
    """Points: instead of the text a rule of this length is drawn to write on; `fill` stands on it."""
    gap_height: float = 0.0
    """Points that a hand needs above the rule."""
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """Lengths are thousandths of the size."""

    number: int
    cluster: int
    """Offset of the first letter it stands for."""
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A stretch of text in one face, shaped once a process."""

    glyphs: tuple[Glyph, ...]
    width: float
    """Thousandths of the size."""
    row: tuple[str | float, ...] = ()
    """Where each glyph stands for one letter on the baseline: hexadecimal glyphs, and what lies between them (see `glyphs`)."""
    letters: tuple[tuple[int, str], ...] = ()
    """… and the glyphs with their letters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring letters of one face, script and run."""

    face: Face
    shape: Shape
    text: str
    width: float
    """Points."""
    run: Run
    size: float
    complex: bool
    fill: tuple[Piece, ...] = ()
    """What stands on a gap."""

    @property
    def blank(self) -> bool:
        return self.text.isspace()


EMPTY = Shape((), 0.0)


@lru_cache(65536)
def shape(face: Face, text: str, script_code: str, language: str) -> Shape:
    """Glyphs and their width; TextError when the face lacks a letter."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.script = "Latn" if script_code in COMMON else script_code
    buffer.language = language.lower()
    buffer.direction = "ltr"
    hb.shape(face.font, buffer, {})
    scale = face.scale
    glyphs = tuple(
        Glyph(info.codepoint, info.cluster, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    if any(glyph.number == 0 and ord(text[glyph.cluster]) not in INVISIBLE for glyph in glyphs):
        raise TextError(f"the font {face.name} cannot write {text!r}")
    width = sum(glyph.advance for glyph in glyphs)
    if len(glyphs) != len(text) or any(glyph.dy or glyph.cluster != at for at, glyph in enumerate(glyphs)):
        return Shape(glyphs, width)
    return Shape(glyphs, width, tuple(_row(face, glyphs)), tuple((glyph.number, text[glyph.cluster]) for glyph in glyphs))


def _row(face: Face, glyphs: Sequence[Glyph]) -> Iterator[str | float]:
    """Hexadecimal glyphs, and how much further the next one stands than its neighbour is wide."""
    code = ""
    for glyph in glyphs:
        rest = glyph.advance - face.width(glyph.number) - glyph.dx
        if glyph.dx:
            yield from (code, glyph.dx) if code else (glyph.dx,)
            code = ""
        code += f"{glyph.number:04X}"
        if rest:
            yield from (code, rest)
            code = ""
    if code:
        yield code


def piece(face: Face, text: str, script_code: str, language: str, run: Run, size: float) -> Piece:
    size = run.size or size
    if run.gap:
        words = Run(run.fill, bold=True, mono=run.mono, size=run.size, colour=run.colour)
        fill = tuple(piece(f, words.text[a:z], code, language, words, size) for _, f, code, a, z in itemise([words], language))
        return Piece(face, EMPTY, text, max(run.gap, sum(part.width for part in fill) + size), run, size, False, fill)
    found = shape(face, text, script_code, language)
    return Piece(face, found, text, found.width * size / 1000, run, size, script_code in COMPLEX)


def itemise(runs: Sequence[Run], language: str) -> Iterator[tuple[Run, Face, str, int, int]]:
    """Stretches of one run, face and script as (run, face, script, start, end) over the joined text."""
    at = 0
    for run in runs:
        before: Face | None = None
        current = COMMON[0]
        start = at
        for char in run.text:
            chosen = pick(char, language, run.bold, run.mono, before)
            own = script(char)
            if own in COMMON:
                own = current
            if before is not None and (chosen is not before or (own != current and current not in COMMON)):
                yield run, before, current, start, at
                start = at
            before, current = chosen, own
            at += 1
        if before is not None:
            yield run, before, current, start, at
