"""A sentence with gaps, and empty lines to write on."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.units import mm

from broadcast.drawing.figures.pen import GAP, Pen
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Writing

LEAST_GAP: float = 20 * mm
"""On paper no gap is shorter, whatever line it would save."""
SHORT = 20
"""Sentences of at most so many times the size of their words stay on one line."""


def draw(figure: Writing, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    gaps = len(GAP.findall(figure.text))
    y = y_top
    rest = figure.answer
    with pen.element("P"):
        if figure.text:
            block = _sentence(figure, pen, width, gaps)
            y -= pen.put(block, x, y)
            rest = "" if gaps else rest
        words = pen.block(rest, width, bold=True, leading=look.rule, colour=look.colours.accent) if rest else None
        if words:
            pen.put(words, x, y + (look.rule - look.text) * -0.28)
        count = max(figure.lines, len(words.lines) if words else 0)
        for number in range(count if figure.lines else 0):
            at = y - look.rule * (number + 1)
            pen.line((x, at), (x + width, at), look.thin, look.colours.quiet)
        y -= look.rule * count
    return y_top - y


def _sentence(figure: Writing, pen: Pen, width: float, gaps: int) -> Block:
    """The sentence; its gaps are a little shorter where that saves a line."""
    least = LEAST_GAP if pen.look.fixed else 0.0
    looks = (replace(pen.look, gap=max(pen.look.gap * share, least)) for share in (1.0, 0.8, 0.65))
    best: Block | None = None
    for look in looks:
        block = Pen(None, look, pen.language).block(figure.text, width, fills=_fills(figure.answer, gaps))
        if best is None or len(block.lines) < len(best.lines):
            best = block
        if not gaps or len(best.lines) == 1:
            break
    assert best is not None
    return best


def natural(figure: Writing, pen: Pen) -> float:
    """Width that leaves room for a few words beside a gap, or for all of a short sentence with one, in points."""
    few = max(pen.look.text * 12, pen.look.gap * 1.5)
    if not GAP.search(figure.text):
        return few
    whole = pen.natural(figure.text)
    return max(few, whole) if whole <= pen.look.text * SHORT else few


def _fills(answer: str, gaps: int) -> list[str]:
    """The answer for each gap: its parts where there are as many, else all of it in the first."""
    if not answer:
        return []
    for mark in ("; ", ", "):
        parts = answer.split(mark)
        if gaps > 1 and len(parts) == gaps:
            return parts
    return [answer]
