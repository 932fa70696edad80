"""The answer key: the worksheet's boxes again, filled in, with the answer, the reason and how it was checked."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.units import mm

from broadcast.drawing.canvas import SIZES, Canvas
from broadcast.drawing.text import Block, fit
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.paper.boxes import Shown
from broadcast.paper.rungs import tasks
from broadcast.paper.sheet import MARGIN, Head, Heads, Made, Page, write
from broadcast.unplugged.model import Box, Item

SCALES = tuple(scale / 20 for scale in range(24, 11, -1))


def answers(path: Path, episode: Episode, messages: Messages, page: Page = "a4") -> Made:
    """Write the answer key."""
    width = SIZES[page][0] - 2 * MARGIN
    title = messages.text("paper.answers.title", title=episode.title)
    items = {item.id: item for item in episode.items}
    own = messages.text("paper.answers.open")
    shown = [
        Shown(box, box.key or box.figures, notes(box, items.get(box.item), messages), tasks(box.rungs, answers=own))
        for box in episode.boxes
    ]

    def first(canvas: Canvas, top: float) -> None:
        heading = fit(title, width, 19, 11, 1, language=messages.language.tag)
        heading.block.draw(canvas, MARGIN, top)
        line = Block(messages.text("paper.answers.for"), messages.language.tag, 10)
        line.wrap(width)
        line.draw(canvas, MARGIN, top - heading.height)
        with canvas.artifact():
            canvas.setDash([])
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.setLineWidth(1.4)
            canvas.line(MARGIN, top - 15 * mm, MARGIN + width, top - 15 * mm)

    def later(canvas: Canvas, top: float) -> None:
        block = Block(title, messages.language.tag, 11, bold=True)
        block.wrap(width)
        block.draw(canvas, MARGIN, top)

    head = Head(19 * mm, first)
    heads = Heads(head, Head(9 * mm, later), head)
    return write(path, episode, messages, page, title=title, shown=shown, heads=heads, scales=SCALES)


def notes(box: Box, item: Item | None, messages: Messages) -> tuple[tuple[str, bool], ...]:
    """The lines under a box of the key."""
    found: list[tuple[str, bool]] = []
    if box.answer:
        found.append((messages.text("paper.answers.answer", answer=box.answer), True))
    elif item is not None and not item.answers:
        found.append((messages.text("paper.answers.open"), True))
    if box.explanation:
        found.append((box.explanation, False))
    if item is not None:
        found.append((proven(item, messages), False))
    return tuple(found)


def proven(item: Item, messages: Messages) -> str:
    """One sentence that says how the answer was checked, in the language of the class."""
    proof = item.proof
    runs = [engine for engine in proof.engines if engine not in ("search", "table")]
    if runs and proof.tried > 1:
        return messages.text("paper.proven.tried", count=proof.tried)
    if len(runs) > 1:
        return messages.text("paper.proven.agree")
    if runs:
        return messages.text("paper.proven.run")
    return messages.text("paper.proven.search" if "search" in proof.engines else "paper.proven.table")
