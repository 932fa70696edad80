"""The worksheet: one side of paper that a class works on while it listens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.lib.units import mm

from broadcast.drawing.canvas import SIZES, Canvas
from broadcast.drawing.text import Block, fit
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.paper.boxes import Shown
from broadcast.paper.rungs import SMALL, Mark, legend, tasks
from broadcast.paper.sheet import MARGIN, Head, Heads, Made, Page, write

LINE: float = 9 * mm
"""From one line to write on to the next."""
INK = 0.05
"""Ribbons and toner are dear where this is copied: at the most so much of a page is black."""
HEAD: float = 23 * mm
DENSE_HEAD: float = 14 * mm
LEGEND: float = 3 * mm
"""What the marks of further tasks take under the head."""


def worksheet(path: Path, episode: Episode, messages: Messages, page: Page = "a4") -> Made:
    """Write the worksheet; the result says how many pages it took (one, where it can be) and how much ink."""
    width = SIZES[page][0] - 2 * MARGIN
    shown = [Shown(box, box.figures, tasks=tasks(box.rungs)) for box in episode.boxes]
    # Further tasks are set smaller, then those of older pupils and at last all left off with their marks, where they alone would
    # take a page more.
    smaller = [replace(entry, small=SMALL) for entry in shown]
    without = [replace(entry, tasks=()) for entry in shown]
    done = [replace(entry, tasks=tuple(task for task in entry.tasks if task.mark != "older")) for entry in smaller]
    versions = [(entries, _heads(episode, messages, width, _marks(entries))) for entries in (shown, smaller, done, without)]
    heads, fewer = versions[0][1], versions[1:] if shown != without else ()
    return write(path, episode, messages, page, title=episode.title, shown=shown, heads=heads, ink=INK, fewer=fewer)


def _marks(shown: Sequence[Shown]) -> frozenset[Mark]:
    """The marks that stand on the sheet: none where nobody has a further task."""
    further: set[Mark] = {task.mark for entry in shown for task in entry.tasks}
    return frozenset(further | {"everyone"} if further else ())


def _heads(episode: Episode, messages: Messages, width: float, marked: frozenset[Mark]) -> Heads:
    """Heads of the pages; the marks of further tasks are explained that are `marked`."""

    def first(canvas: Canvas, top: float) -> None:
        _head(canvas, episode, messages, top, width)
        if marked:
            legend(canvas, messages, MARGIN + width, top - HEAD + 0.6 * mm, width, marked)

    def dense(canvas: Canvas, top: float) -> None:
        _line(canvas, episode, messages, top, width)
        if marked:
            legend(canvas, messages, MARGIN + width, top - 2.4 * mm, width * 0.6, marked)

    later = Head(10 * mm, lambda canvas, top: _again(canvas, episode, messages, top, width))
    return Heads(Head(HEAD + (LEGEND if marked else 0.0), first), later, Head(DENSE_HEAD, dense))


def _head(canvas: Canvas, episode: Episode, messages: Messages, top: float, width: float) -> None:
    """Lesson and title at the left; name and date, with lines to write on, at the right."""
    language = messages.language.tag
    left = width * 0.54
    small = Block(messages.text("paper.lesson", number=episode.number), language, 11, bold=False)
    small.wrap(left)
    small.draw(canvas, MARGIN, top)
    title = fit(episode.title, left, 22, 12, 2, language=language)
    title.block.draw(canvas, MARGIN, top - small.height - max((LINE * 1.45 - title.height) / 2, 0))
    labels = [Block(messages.text(key), language, 11) for key in ("paper.name", "paper.date")]
    x = MARGIN + left + 6 * mm
    for number, label in enumerate(labels):
        label.wrap(width)
        y = top - LINE * number - 7.6 * mm
        label.draw(canvas, x, y + label.leading * 0.78)
        with canvas.artifact():
            canvas.setDash([])
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.setLineWidth(1)
            canvas.line(x + max(block.natural() for block in labels) + 2 * mm, y, MARGIN + width, y)
    with canvas.artifact():
        canvas.setLineWidth(1.2)
        y = top - HEAD + 3.5 * mm
        canvas.line(MARGIN, y, MARGIN + width, y)


def _line(canvas: Canvas, episode: Episode, messages: Messages, top: float, width: float) -> None:
    """The head of a sheet of many boxes: lesson, title, name and date beside each other."""
    language = messages.language.tag
    left = width * 0.37
    small = Block(messages.text("paper.lesson", number=episode.number), language, 9.5, leading=11.5)
    small.wrap(left)
    small.draw(canvas, MARGIN, top)
    title = fit(episode.title, left, 16, 9, 1, language=language)
    title.block.draw(canvas, MARGIN, top - small.height)
    x, base = MARGIN + left + 4 * mm, top - 10.5 * mm
    for key, end in (("paper.name", MARGIN + width * 0.75), ("paper.date", MARGIN + width)):
        label = Block(messages.text(key), language, 11)
        label.wrap(width)
        label.draw(canvas, x, base + label.leading * 0.78)
        with canvas.artifact():
            canvas.setDash([])
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.setLineWidth(0.9)
            canvas.line(x + label.natural() + 2 * mm, base, end, base)
        x = end + 4 * mm


def _again(canvas: Canvas, episode: Episode, messages: Messages, top: float, width: float) -> None:
    """The head of a second page."""
    block = Block(episode.title, messages.language.tag, 12, bold=True, role="P")
    block.wrap(width)
    block.draw(canvas, MARGIN, top)
