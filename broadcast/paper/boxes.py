"""One box of the sheet: its number in a square, heading, prompt and figures; on the key, the answer under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reportlab.lib.units import mm

from broadcast.drawing.canvas import Canvas
from broadcast.drawing.figures import Look, Style, look, paint
from broadcast.drawing.figures import height as figure_height
from broadcast.drawing.figures import width as figure_width
from broadcast.drawing.figures.listing import LONG
from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from broadcast.paper.rungs import INDENT, RADIUS, TEXT, Task, draw_mark, draw_task
from broadcast.unplugged.figures import Figure, Listing, Strips
from broadcast.unplugged.model import Box


@dataclass(frozen=True, slots=True)
class Spacing:
    """Points."""

    badge: float
    """Side of the number's square."""
    pad: float
    between: float
    """Between prompt, figures and answer."""
    gap: float
    """Between boxes."""
    frame: float = 1.0
    """The box's line."""
    wide: float = 110 * mm
    """From this width on a figure may stand beside the words or beside another figure."""
    dense: bool = False
    """Heading and prompt on one line where they fit, figures up to the box's top, columns of any width, and of the frame
    only the top and what parts columns: whole frames are a quarter of a crowded page's ink."""

    @property
    def style(self) -> Style:
        return "dense" if self.dense else "paper"


ROOMY = Spacing(8.5 * mm, 3.2 * mm, 2.6 * mm, 3.5 * mm)
CLOSE = Spacing(7.6 * mm, 2.6 * mm, 1.5 * mm, 2.4 * mm)
DENSE = Spacing(6.4 * mm, 1.8 * mm, 0.9 * mm, 1.8 * mm, frame=0.95, wide=60 * mm, dense=True)
"""For a sheet of many boxes."""
SHARES = (0.36, 0.5, 0.62)
TASK_GAP = 1.8
"""Points between further tasks."""
DENSE_SHARES = (0.28, 0.33, 0.38, 0.43, 0.48, 0.53, 0.58, 0.63)


@dataclass(frozen=True, slots=True)
class Shown:
    """A box as one document shows it."""

    box: Box
    figures: tuple[Figure, ...]
    notes: tuple[tuple[str, bool], ...] = ()
    """Text under the figures, bold or not: the answer, why, how it was checked."""
    tasks: tuple[Task, ...] = ()
    """Further tasks under the figures; the prompt then has the mark of everyone's."""
    small: float = TEXT
    """Points: size of the further tasks' words."""


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a box: the heading, on a dense sheet with the prompt after it where both have room."""

    heading: Block
    inline: Block | None
    height: float
    """From the box's top edge, in points."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The inside of a box at a width: what stands beside what."""

    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    share: float
    """Of the width, for the left side; 1: nothing stands beside."""
    height: float
    """Of the box, in points."""
    beside: bool
    """The words stand at the left and all figures at the right."""


class Drawer:
    """Measures and draws boxes in one language at one scale."""

    def __init__(self, language: str, scale: float, space: Spacing = ROOMY) -> None:
        self.language, self.scale, self.space = language, scale, space
        self.look = look(space.style, None, scale)
        # What was measured already: packing asks for the same boxes at many widths.
        self._known: dict[tuple[int, float], Arranged] = {}
        self._blocks: dict[tuple[str, int], Block] = {}
        self._wanted: dict[int, float] = {}
        self._heights: dict[tuple[int, float], float] = {}

    def height(self, shown: Shown, width: float) -> float:
        """Points that the box takes at a width."""
        return self._arranged(shown, width).height

    def narrow(self, shown: Shown, width: float) -> bool:
        """Whether the box can be used at a width that is less than it asks for: no figure cramped, no word cut."""
        return self._fits(shown.figures, width - 2 * self.space.pad) and self._readable(shown, width)

    def _readable(self, shown: Shown, width: float) -> bool:
        """Whether no word of heading, prompt and notes is cut."""
        inner = width - 2 * self.space.pad
        indents = [(self._prompt(shown, inner), self._mark(shown)), (self._notes(shown, inner), 0.0)]
        indents += [(block, shown.small * INDENT) for _, block in self._tasks(shown, inner)]
        words = max((block.least() + indent for block, indent in indents if block), default=0.0)
        heading = self._heading(shown, width)
        return words <= inner and heading.least() <= heading.width and (not self.space.dense or len(heading.lines) == 1)

    def draw(
        self, canvas: Canvas, shown: Shown, x: float, y_top: float, width: float, height: float, *, first: bool = True
    ) -> None:
        """Draw with the top left corner at (x, y_top); `first`: no box stands at its left."""
        pen, space = Pen(canvas, self.look, self.language), self.space
        way = self._arranged(shown, width)
        with canvas.group("Sect"):
            with canvas.artifact():
                self._frame(pen, x, y_top, width, height, first)
            room = self._room(way, width)
            head = self._head(shown, room, inline=not way.beside)
            with canvas.element("H2"):
                number = str(shown.box.number)
                pen.centred(
                    number,
                    (x + space.badge / 2, y_top - space.badge / 2),
                    space.badge * (0.7 if len(number) < 2 else 0.58),
                    bold=True,
                )
                at = x + space.badge + space.pad * 0.9
                down = y_top - max((space.badge - head.heading.leading) / 2, 0)
                pen.put(head.heading, at, down)
            if head.inline:
                self._put_prompt(pen, shown, head.inline, at + head.heading.natural() + _apart(self.look), down)
            self._inside(canvas, shown, way, head, (x, y_top), width, height - way.height)

    # -- parts

    def _frame(self, pen: Pen, x: float, y_top: float, width: float, height: float, first: bool) -> None:
        space, ground = self.space, self.look.colours.ground
        if space.dense:
            pen.line((x, y_top), (x + width, y_top), space.frame)
            if not first:
                pen.line((x, y_top), (x, y_top - height), space.frame, dash=(2.5, 2.5))
        else:
            pen.rect(x, y_top - height, width, height, space.frame, radius=2.2 * mm)
        line, radius = (space.frame, 0.8 * mm) if space.dense else (space.frame * 1.8, 1.2 * mm)
        pen.rect(x, y_top - space.badge, space.badge, space.badge, line, fill=ground, radius=radius)

    def _wants(self, figure: Figure) -> float:
        if id(figure) not in self._wanted:
            self._wanted[id(figure)] = figure_width(figure, language=self.language, style=self.space.style, scale=self.scale)
        return self._wanted[id(figure)]

    def _tall(self, figure: Figure, width: float) -> float:
        if isinstance(figure, Strips) or (isinstance(figure, Listing) and len(figure.lines) < LONG):
            width = min(width, self._wants(figure))  # no line is broken, so more width makes it no lower
        key = (id(figure), width)
        if key not in self._heights:
            self._heights[key] = figure_height(figure, width, language=self.language, style=self.space.style, scale=self.scale)
        return self._heights[key]

    def _block(self, kind: str, shown: Shown, width: float, make: Callable[[], Block]) -> Block:
        """The block of a box's words, shaped once, as lines of a width."""
        key = (kind, id(shown))
        if key not in self._blocks:
            self._blocks[key] = make()
        self._blocks[key].wrap(width)
        return self._blocks[key]

    def _heading(self, shown: Shown, width: float) -> Block:
        size = self.look.text + (0 if self.space.dense else 1)
        room = width - self.space.badge - 2 * self.space.pad
        return self._block(
            "heading", shown, room, lambda: Block(shown.box.heading, self.language, size, bold=True, leading=size * 1.25)
        )

    def _head(self, shown: Shown, width: float, *, inline: bool = True) -> Head:
        """A heading of several lines takes more than the number's square."""
        heading = self._heading(shown, width)
        height = max(self.space.badge, heading.height + (self.space.badge - heading.leading) / 2)
        if self.space.dense and inline and len(heading.lines) == 1:
            prompt = self._prompt(shown, width)
            if prompt and heading.natural() + _apart(self.look) + self._mark(shown) + prompt.natural() <= heading.width:
                return Head(
                    heading, Pen(None, self.look, self.language).block(shown.box.prompt, 1e6, leading=heading.leading), height
                )
        return Head(heading, None, height)

    def _prompt(self, shown: Shown, width: float) -> Block | None:
        if not shown.box.prompt:
            return None
        pen, leading = Pen(None, self.look, self.language), self.look.text * (1.25 if self.space.dense else 1.35)
        room = width - self._mark(shown)
        return self._block("prompt", shown, room, lambda: pen.block(shown.box.prompt, room, leading=leading))

    def _mark(self, shown: Shown) -> float:
        """Width of the mark before the prompt; 0: none."""
        return self.look.text * INDENT if shown.tasks else 0.0

    def _put_prompt(self, pen: Pen, shown: Shown, block: Block, x: float, y: float) -> None:
        size = self.look.text
        if shown.tasks:
            middle = y - block.line_height(block.lines[0]) + block.leading / 2
            draw_mark(pen, (x + size * (RADIUS + 0.1), middle), size * RADIUS, "everyone")
        pen.put(block, x + self._mark(shown), y)

    def _tasks(self, shown: Shown, width: float) -> list[tuple[Task, Block]]:
        found = []
        for number, task in enumerate(shown.tasks):
            make = partial(task.block, self.language, shown.small, width)
            found.append((task, self._block(f"task {number}", shown, width - shown.small * INDENT, make)))
        return found

    def _tasks_height(self, shown: Shown, width: float) -> float:
        return sum(block.height + TASK_GAP for _, block in self._tasks(shown, width))

    def _put_tasks(self, pen: Pen, shown: Shown, x: float, y: float, width: float) -> None:
        for task, block in self._tasks(shown, width):
            draw_task(pen, task, block, x, y - TASK_GAP / 2)
            y -= block.height + TASK_GAP

    def _notes(self, shown: Shown, width: float) -> Block | None:
        if not shown.notes:
            return None
        runs = []
        for number, (text, bold) in enumerate(shown.notes):
            runs.append(Run(("\n" if number else "") + text, bold=bold))
        leading = 12.5 if self.space.dense else 13.5
        return self._block("notes", shown, width, lambda: Block(runs, self.language, 10.0, leading=leading))

    def _stack(self, figures: tuple[Figure, ...], width: float) -> float:
        return sum(self._tall(figure, width) for figure in figures) + self.space.between * max(len(figures) - 1, 0)

    def _words(self, shown: Shown, head: Head, width: float) -> float:
        blocks = (None if head.inline else self._prompt(shown, width), self._notes(shown, width))
        parts = [block.height for block in blocks if block]
        parts += [self._tasks_height(shown, width)] if shown.tasks else []
        return sum(parts) + self.space.between * max(len(parts) - 1, 0)

    def _split(self, share: float, width: float) -> tuple[float, float]:
        """Widths of the left and the right side of a box's inside."""
        inner = width - 2 * self.space.pad
        if share == 1.0:
            return inner, 0.0
        return (inner - 2 * self.space.pad) * share, (inner - 2 * self.space.pad) * (1 - share)

    def _room(self, way: Arranged, width: float) -> float:
        """Width of the box for its heading: on a dense sheet, figures beside the words stand beside the heading too."""
        if way.beside and self.space.dense:
            return self._split(way.share, width)[0] + 2 * self.space.pad
        return width

    def _arranged(self, shown: Shown, width: float) -> Arranged:
        key = (id(shown), width)
        if key not in self._known:
            self._known[key] = self._best(shown, width)
        return self._known[key]

    def _best(self, shown: Shown, width: float) -> Arranged:
        """The arrangement with the least height; under one another where the gain is small."""
        figures, space = shown.figures, self.space
        head = self._head(shown, width)
        inner = self._split(1.0, width)[0]
        words = self._words(shown, head, inner)
        join = space.between if words and figures else 0.0
        under = head.height + space.between + words + join

        def tall(height: float) -> float:
            return height + space.pad

        plain = Arranged(figures, (), 1.0, tall(under + self._stack(figures, inner)), False)
        if width - 2 * space.pad < space.wide or not figures:
            return plain
        found = [plain]
        for share in DENSE_SHARES if space.dense else SHARES:
            left, right = self._split(share, width)
            if (beside := self._beside(shown, share, width)) is not None:
                found.append(Arranged((), figures, share, tall(beside), True))
            for cut in range(1, len(figures)):
                if not (self._room_for(figures[:cut], left, inner) and self._room_for(figures[cut:], right, inner)):
                    continue
                high = max(self._stack(figures[:cut], left), self._stack(figures[cut:], right))
                found.append(Arranged(figures[:cut], figures[cut:], share, tall(under + high), False))
        best = min(found, key=lambda way: way.height)
        return best if best.height < plain.height * (0.96 if space.dense else 0.9) else plain

    def _beside(self, shown: Shown, share: float, width: float) -> float | None:
        """Height of head, words at the left and figures at the right; None where that cannot be."""
        left, right = self._split(share, width)
        space = self.space
        if not space.dense:
            if not self._room_for(shown.figures, right, self._split(1.0, width)[0]):
                return None
            head = self._head(shown, width, inline=False)
            words = self._words(shown, head, left)
            return head.height + space.between + max(words, self._stack(shown.figures, right)) if words else None
        room = left + 2 * space.pad
        if not self._fits(shown.figures, right) or not self._readable(shown, room):
            return None
        head = self._head(shown, room, inline=False)
        words = self._words(shown, head, left)
        return max(head.height + (space.between + words if words else 0.0), space.pad + self._stack(shown.figures, right))

    def _fits(self, figures: tuple[Figure, ...], width: float) -> bool:
        return all(self._wants(figure) <= width for figure in figures)

    def _room_for(self, figures: tuple[Figure, ...], width: float, whole: float) -> bool:
        """Whether no figure is cramped at a width; on a roomy sheet only where the whole width would not cramp it."""
        return all(self._wants(figure) <= width or (not self.space.dense and self._wants(figure) > whole) for figure in figures)

    def _inside(
        self, canvas: Canvas, shown: Shown, way: Arranged, head: Head, corner: tuple[float, float], width: float, spare: float
    ) -> None:
        space = self.space
        left, right = self._split(way.share, width)
        x, top = corner[0] + space.pad, corner[1] - head.height - space.between
        beyond = x + left + 2 * space.pad
        y = top
        pen = Pen(canvas, self.look, self.language)
        prompt = None if head.inline else self._prompt(shown, left if way.beside else self._split(1.0, width)[0])
        if prompt:
            self._put_prompt(pen, shown, prompt, x, y)
            y -= prompt.height + space.between
        if way.beside:
            self._below(pen, shown, x, y, left)
            if space.dense:
                spare = way.height + spare - 2 * space.pad - self._stack(way.right, right)
                top, spare = corner[1] - space.pad, spare * 1.6
            self._figures(canvas, way.right, beyond, top - spare * 0.3, right)
            return
        y -= spare * 0.4
        if way.share == 1.0:
            y = self._figures(canvas, way.left, x, y, left)
        else:
            y = min(self._figures(canvas, way.left, x, y, left), self._figures(canvas, way.right, beyond, y, right))
        self._below(pen, shown, x, y, self._split(1.0, width)[0])

    def _below(self, pen: Pen, shown: Shown, x: float, y: float, width: float) -> None:
        """What stands under the task: on the key its answer, then further tasks."""
        if notes := self._notes(shown, width):
            y -= pen.put(notes, x, y) + self.space.between
        if shown.tasks:
            self._put_tasks(pen, shown, x, y, width)

    def _figures(self, canvas: Canvas, figures: tuple[Figure, ...], x: float, y: float, width: float) -> float:
        for figure in figures:
            high = paint(canvas, figure, x, y, width, style=self.space.style, scale=self.scale, language=self.language)
            y -= high + self.space.between
        return y


def _apart(look: Look) -> float:
    """Between a heading and the prompt on its line."""
    return look.text * 0.9
