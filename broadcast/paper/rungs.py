"""Further tasks in a box: an empty circle before everyone's, a half-filled one for who is done, a filled one for older pupils.

They are short, so they may be set smaller than the rest; they are left off the sheet last of all, and stand in the guide in any case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from broadcast.drawing.canvas import Canvas
from broadcast.drawing.figures import look
from broadcast.drawing.figures.pen import GAP, Pen, Point
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from broadcast.language.catalogue import Messages
from broadcast.unplugged.model import Rung

Mark = Literal["everyone", "done", "older"]
MARKS: tuple[Mark, ...] = ("everyone", "done", "older")
TEXT, SMALL = 10.5, 9.5
"""Points: the words of a further task, and where the sheet is crowded."""
INDENT = 1.45
"""From the left edge of a mark to its words, over their size."""
RADIUS = 0.36


@dataclass(frozen=True, slots=True)
class Task:
    """A rung as it is printed."""

    mark: Mark
    prompt: str
    answer: str = ""

    def block(self, language: str, size: float, width: float) -> Block:
        """Its words beside the mark, the answer in bold after them."""
        pen = Pen(None, look("dense"), language)
        gap = bool(GAP.search(self.prompt))
        runs = pen.runs(self.prompt, size, fills=[self.answer] if gap else ())
        runs += [Run("  "), Run(self.answer, bold=True)] if self.answer and not gap else []
        block = Block(runs, language, size, leading=size * 1.28)
        block.wrap(width - size * INDENT)
        return block


def tasks(rungs: Sequence[Rung], *, answers: str = "") -> tuple[Task, ...]:
    """The rungs of a box; with `answers`, the words for an answer that is each child's own, what is right stands after each."""
    return tuple(Task(rung.mark, rung.prompt, (rung.answer or answers) if answers else "") for rung in rungs)


def draw_mark(pen: Pen, centre: Point, radius: float, mark: Mark) -> None:
    """A circle that is empty, filled on its left half, or full."""
    look = pen.look
    ink = look.colours.ink
    with pen.artifact():
        pen.circle(centre, radius, 0.9, fill=ink if mark == "older" else look.colours.ground)
        if mark == "done":
            x, y = centre
            handle = radius * 0.5523
            half = [
                (x - handle, y + radius, x - radius, y + handle, x - radius, y),
                (x - radius, y - handle, x - handle, y - radius, x, y - radius),
            ]
            pen.curve((x, y + radius), half, 0, fill=ink)


def draw_task(pen: Pen, task: Task, block: Block, x: float, y: float) -> None:
    """The mark and the words, their top at `y`."""
    middle = y - block.line_height(block.lines[0]) + block.leading / 2
    draw_mark(pen, (x + block.size * (RADIUS + 0.1), middle), block.size * RADIUS, task.mark)
    pen.put(block, x + block.size * INDENT, y)


def legend(canvas: Canvas, messages: Messages, right: float, middle: float, room: float, used: Collection[Mark] = MARKS) -> None:
    """What the marks say that are used, on one line that ends at `right` and takes at most `room` points."""
    marks = tuple(mark for mark in MARKS if mark in used)
    language = messages.language.tag
    pen = Pen(canvas, look("dense"), language)
    for size in (9.5, 8.5, 7.5):
        words = [Block(messages.text(f"paper.rung.{mark}"), language, size, leading=size * 1.2) for mark in marks]
        each = [block.natural() + size * INDENT for block in words]
        gaps = size * 1.5 * (len(marks) - 1)
        if sum(each) + gaps <= room:
            break
    x = right - sum(each) - gaps
    for mark, block, wide in zip(marks, words, each, strict=True):
        block.wrap(wide)
        draw_mark(pen, (x + size * (RADIUS + 0.1), middle), size * RADIUS, mark)
        pen.put(block, x + size * INDENT, middle + block.height / 2)
        x += wide + size * 1.5
