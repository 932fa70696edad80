"""A simple flowing document: paragraphs, tables with repeated headings, figures; for scripts and guides.

    pages(path, title="Radio script", language="en", size="a4", story=[
        Paragraph(Block("The paper robot", "en", 20, bold=True, role="H1"), after=8),
        Table([("No.", "Source", "Words", "s"), ("1", "MUSIC", "Opening sting", "5")], (1, 2, 9, 1), language="en"),
    ], header=("Code on Paper", "", "L01·en·1"), footer=("CC BY 4.0", "", "{page} / {pages}"))

platypus breaks the pages; the text is ours.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus import PageBreak as Break

from broadcast.drawing.canvas import SIZES, Canvas, Element
from broadcast.drawing.figures import Style, height, paint
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Align, Block
from broadcast.unplugged.figures import Figure

__all__ = ["Beside", "Break", "Cell", "Furniture", "Paragraph", "Picture", "Rule", "Table", "pages"]

Cell = str | Sequence[Run] | Block
Furniture = tuple[str, str, str]
"""Left, middle and right of a header or footer; `{page}` and `{pages}` become numbers."""

SHORT = 24
"""Letters of a cell that is looked at for words that must not be cut."""
TALL_ROW = 100.0
"""A row over this height (points) may be cut between its lines; lower ones go to the next page whole."""


class Paragraph(Flowable):  # type: ignore[misc]
    """A block in the flow. `indent` is points; `marker` (a bullet, a number) hangs in it; `keep`: with what follows."""

    def __init__(
        self, block: Block, *, before: float = 0.0, after: float = 4.0, indent: float = 0.0, marker: str = "", keep: bool = False
    ) -> None:
        super().__init__()
        self.block, self.indent, self.marker = block, indent, marker
        self.spaceBefore, self.spaceAfter, self.keepWithNext = before, after, int(keep)
        self.whole = True
        self.entry: Entry | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if self.whole:
            self.block.wrap(width - self.indent)
        self.width, self.height = width, self.block.height
        return width, self.height

    def split(self, width: float, room: float) -> list[Flowable]:
        self.wrap(width, room)
        parts = self.block.split(room)
        if parts is None:
            return []
        found: list[Flowable] = []
        for number, block in enumerate(parts):
            part = _again(self)
            part.block, part.whole = block, False
            part.marker = "" if number else self.marker
            found.append(part)
        return found

    def draw(self) -> None:
        if self.entry is None:
            self.block.draw(self.canv, self.indent, self.height)
            return
        with self.entry.inside(self.canv):
            if self.marker:
                sign = Block(self.marker, self.block.language, self.block.size, leading=self.block.leading, role="Lbl")
                sign.wrap(self.indent)
                sign.draw(self.canv, 0, self.height)
            with self.entry.body(self.canv):
                self.block.draw(self.canv, self.indent, self.height)


class Entry:
    """An entry of a list in the structure; it and its list may go on over pages."""

    def __init__(self, whole: list[Element]) -> None:
        self.whole, self.own, self.text = whole, [], []  # type: tuple[list[Element], list[Element], list[Element]]

    @contextmanager
    def inside(self, canvas: Canvas) -> Iterator[None]:
        with _kept(canvas, "L", self.whole), _kept(canvas, "LI", self.own):
            yield

    def body(self, canvas: Canvas) -> AbstractContextManager[Any]:
        return _kept(canvas, "LBody", self.text)


@contextmanager
def _kept(canvas: Canvas, role: str, known: list[Element]) -> Iterator[None]:
    """A group, the same each time."""
    with canvas.group(known[0] if known else role) as node:
        if not known:
            known.append(node)
        yield


class Rule(Flowable):  # type: ignore[misc]
    """A line across the column, `height` points below the last thing; `count` of them are lines to write on."""

    def __init__(self, height: float = 6.0, *, count: int = 1, line: float = 0.75) -> None:
        super().__init__()
        self.step, self.count, self.line = height, count, line

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.step * self.count
        return width, self.height

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.setLineWidth(self.line)
            self.canv.setStrokeColorRGB(0, 0, 0)
            self.canv.setDash([])
            for number in range(self.count):
                y = self.height - self.step * (number + 1)
                self.canv.line(0, y, self.width, y)


class Picture(Flowable):  # type: ignore[misc]
    """A figure in the flow, at most `width` points wide."""

    def __init__(
        self,
        figure: Figure,
        language: str,
        *,
        width: float | None = None,
        style: Style = "paper",
        scale: float = 1.0,
        after: float = 6.0,
    ) -> None:
        super().__init__()
        self.figure, self.language, self.wanted, self.style, self.scale = figure, language, width, style, scale
        self.spaceAfter = after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = min(width, self.wanted or width)
        self.height = height(self.figure, self.width, language=self.language, style=self.style, scale=self.scale)
        return width, self.height

    def draw(self) -> None:
        paint(self.canv, self.figure, 0, self.height, self.width, style=self.style, scale=self.scale, language=self.language)


class Beside(Flowable):  # type: ignore[misc]
    """Columns of flowables beside one another, never parted by a page's end; `gap` in points.

    `shares` divides the width, evenly where nothing is said; `middle` puts lower columns half-way up.
    """

    def __init__(
        self,
        columns: Sequence[Sequence[Any]],
        *,
        gap: float = 14.0,
        after: float = 6.0,
        shares: Sequence[float] = (),
        middle: bool = False,
    ) -> None:
        super().__init__()
        self.columns, self.gap, self.spaceAfter, self.middle = columns, gap, after, middle
        self.shares = [share / sum(shares) for share in shares] if shares else [1 / len(columns)] * len(columns)

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        inner = width - self.gap * (len(self.columns) - 1)
        self.widths = [inner * share for share in self.shares]
        self.heights = [
            [flowable.wrap(wide, room)[1] + flowable.getSpaceAfter() for flowable in column]
            for column, wide in zip(self.columns, self.widths, strict=True)
        ]
        self.width, self.height = width, max(sum(heights) for heights in self.heights)
        return width, self.height

    def draw(self) -> None:
        x = 0.0
        for column, wide, heights in zip(self.columns, self.widths, self.heights, strict=True):
            y = self.height - ((self.height - sum(heights)) / 2 if self.middle else 0)
            for flowable, high in zip(column, heights, strict=True):
                y -= high
                flowable.drawOn(
                    self.canv,
                    x + (wide - flowable.width) / 2 if isinstance(flowable, Picture) else x,
                    y + flowable.getSpaceAfter(),
                )
            x += wide + self.gap


class Table(Flowable):  # type: ignore[misc]
    """Rows of cells; the first `header` rows stand again on top of every page.

    `widths` are shares of the column's width. A cell is text, runs or a block; a row of one cell is a heading across all
    columns, and stays with the row after it; texts are set in `size`, header rows bold.
    `lines`: `all`, `rows` or `none`. `row` is the least height of a row in points (to write in).
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        *,
        language: str,
        size: float = 10.0,
        header: int = 1,
        pad: float = 4.0,
        lines: str = "rows",
        row: float = 0.0,
        align: Sequence[Align] = (),
        before: float = 0.0,
        after: float = 8.0,
    ) -> None:
        super().__init__()
        self.language, self.size, self.header, self.pad, self.lines, self.least = language, size, header, pad, lines, row
        self.align = align
        self.rows = [[self._cell(cell, at < header, column) for column, cell in enumerate(row)] for at, row in enumerate(rows)]
        self.shares = [share / sum(widths) for share in widths]
        self.spaceBefore, self.spaceAfter = before, after
        self.node: list[Element] = []
        self.fresh = True

    def _cell(self, cell: Cell, header: bool, column: int) -> Block:
        if isinstance(cell, Block):
            cell.role = ""
            return cell
        align = self.align[column] if column < len(self.align) else "left"
        return Block(cell, self.language, self.size, leading=self.size * 1.35, bold=header, align=align, role="")

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.across = self._across(width)
        self.heights = [self._high(row) for row in self.rows]
        self.height = sum(self.heights)
        return width, self.height

    def _across(self, width: float) -> list[float]:
        """Widths of the columns: their shares, but none so narrow that a word of its headings or short cells is cut."""
        wanted = [share * width for share in self.shares]
        least = [0.0] * len(wanted)
        for number, row in enumerate(self.rows):
            for column, block in enumerate(row if len(row) == len(wanted) else ()):
                if number < self.header or len(block.text) <= SHORT:
                    least[column] = max(least[column], min(block.least() + 2 * self.pad + 0.1, width / 2))
        short = sum(max(0.0, low - want) for low, want in zip(least, wanted, strict=True))
        spare = sum(max(0.0, want - low) for low, want in zip(least, wanted, strict=True))
        if not short or spare < short:
            return wanted
        return [low if want < low else want - (want - low) * short / spare for low, want in zip(least, wanted, strict=True)]

    def _wide(self, row: Sequence[Block]) -> list[float]:
        """Widths of a row's cells; a single cell has the whole width."""
        return [self.width] if len(row) == 1 else self.across

    def _high(self, row: Sequence[Block]) -> float:
        inner = 0.0
        for block, wide in zip(row, self._wide(row), strict=True):
            if not (block.lines and abs(block.width - (wide - 2 * self.pad)) < 1e-6):
                block.wrap(wide - 2 * self.pad)
            inner = max(inner, block.height)
        return max(self.least, inner + 2 * self.pad * 0.8)

    def split(self, width: float, room: float) -> list[Flowable]:
        self.wrap(width, room)
        used = sum(self.heights[: self.header])
        count = self.header
        while count < len(self.rows) and used + self.heights[count] <= room + 1e-6:
            used += self.heights[count]
            count += 1
        if count == len(self.rows):
            return [self]
        top, rest = self.rows[:count], self.rows[count:]
        halves = self._halves(rest[0], room - used) if self.heights[count] > TALL_ROW and room - used > TALL_ROW / 2 else None
        if halves:
            top, rest = [*top, halves[0]], [halves[1], *rest[1:]]
        else:
            while len(top) > self.header and len(top[-1]) == 1 and len(self.rows[0]) > 1:  # a heading stays with what follows
                rest = [top.pop(), *rest]
            if len(top) == self.header:
                return []
        return [self._with(top), self._with([*self.rows[: self.header], *rest])]

    def _halves(self, row: Sequence[Block], room: float) -> tuple[list[Block], list[Block]] | None:
        first, second, cut = [], [], False
        for block in row:
            parts = block.split(room - 2 * self.pad * 0.8)
            if parts:
                first.append(parts[0])
                second.append(parts[1])
                cut = True
            elif block.height + 2 * self.pad * 0.8 > room + 1e-6:
                return None
            else:
                first.append(block)
                empty = Block("", self.language, self.size, role="")
                second.append(empty)
        return (first, second) if cut else None

    def _with(self, rows: list[list[Block]]) -> Table:
        part: Table = _again(self)
        part.rows = rows
        return part

    def draw(self) -> None:
        canvas: Canvas = self.canv
        # A table that goes on over pages is one table in the structure; the header belongs to its first part.
        first = not self.node
        with canvas.group(self.node[0] if self.node else "Table") as node:
            if first:
                self.node.append(node)
            y = self.height
            for number, (row, high) in enumerate(zip(self.rows, self.heights, strict=True)):
                if number < self.header and not first:
                    with canvas.artifact():
                        self._row(row, y)
                else:
                    with canvas.group("TR"):
                        self._row(row, y, "TH" if number < self.header else "TD")
                y -= high
        with canvas.artifact():
            self._rules(canvas)

    def _row(self, row: Sequence[Block], y: float, role: str = "") -> None:
        x = 0.0
        span = len(self.shares) if len(row) == 1 else 1
        for column, (block, wide) in enumerate(zip(row, self._wide(row), strict=True)):
            side = role == "TD" and column == 0 and (not self.header or span > 1)  # a row's own heading
            found = {"role": "TH", "scope": "Row", "span": span} if side else {"role": role, "span": span}
            if block.text:
                with self.canv.element(**found) if role else self.canv.artifact():
                    block.draw(self.canv, x + self.pad, y - self.pad * 0.8)
            elif role:
                with self.canv.group(**found):
                    pass
            x += wide

    def _rules(self, canvas: Canvas) -> None:
        if self.lines == "none":
            return
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setDash([])
        edges = [self.height]
        for high in self.heights:
            edges.append(edges[-1] - high)
        for number, y in enumerate(edges):
            canvas.setLineWidth(1.5 if number == self.header and self.header else 0.75)
            canvas.line(0, y, self.width, y)
        if self.lines == "all":
            canvas.setLineWidth(0.75)
            for row, top, bottom in zip(self.rows, edges, edges[1:], strict=False):
                x = 0.0
                for wide in [*self._wide(row), 0.0]:
                    canvas.line(x, top, x, bottom)
                    x += wide


def pages(
    path: Path | io.BytesIO,
    *,
    title: str,
    language: str,
    size: str = "a4",
    story: Sequence[Flowable],
    header: Furniture = ("", "", ""),
    footer: Furniture = ("", "", ""),
    margins: tuple[float, float, float, float] = (18 * mm, 16 * mm, 16 * mm, 16 * mm),
    author: str = "",
    subject: str = "",
) -> int:
    """Write a flowing document; returns the number of its pages. `margins`: left, right, top, bottom, in points."""
    total = 0
    if any("{pages}" in text for text in (*header, *footer)):
        total = _build(io.BytesIO(), title, language, size, story, header, footer, margins, author, subject, 99)
    return _build(path, title, language, size, story, header, footer, margins, author, subject, total)


def _build(
    path: Path | io.BytesIO,
    title: str,
    language: str,
    size: str,
    story: Sequence[Flowable],
    header: Furniture,
    footer: Furniture,
    margins: tuple[float, float, float, float],
    author: str,
    subject: str,
    total: int,
) -> int:
    left, right, top, bottom = margins
    wide, high = SIZES[size]
    made: list[Canvas] = []

    def canvas(target: Any, **_ignored: Any) -> Canvas:
        made.append(Canvas(target, size, title=title, language=language, author=author, subject=subject))
        return made[0]

    def furnish(page: Canvas, _document: Any) -> None:
        room = wide - left - right
        with page.artifact():
            for texts, y in ((header, high - top * 0.42), (footer, bottom * 0.78)):
                for text, align in zip(texts, ("left", "centre", "right"), strict=True):
                    if text:
                        words = text.replace("{pages}", str(total)).replace("{page}", str(page.getPageNumber()))
                        block = Block(words, language, 8.5, align=align, role="")  # type: ignore[arg-type]
                        block.wrap(room)
                        block.draw(page, left, y)

    frame = Frame(left, bottom, wide - left - right, high - top - bottom, 0, 0, 0, 0)
    document = BaseDocTemplate(
        str(path) if isinstance(path, Path) else path,
        pagesize=(wide, high),
        pageTemplates=[PageTemplate(id="page", frames=[frame], onPage=furnish)],
        title=title, author=author, subject=subject, creator="broadcast", producer="broadcast, ReportLab", lang=language,
    )  # fmt: skip
    document.build(_listed([_anew(flowable) for flowable in story]), canvasmaker=canvas)
    return int(made[0].getPageNumber()) - 1


def _anew(flowable: Flowable) -> Flowable:
    """A flowable to build from, so that a story can be laid out more than once."""
    fresh = _again(flowable)
    if isinstance(fresh, Table):
        fresh.node = []
    return fresh


def _listed(story: list[Any]) -> list[Any]:
    """Paragraphs with markers after one another are the entries of one list."""
    known: list[Element] = []
    for flowable in story:
        if isinstance(flowable, Paragraph) and flowable.marker:
            flowable.entry = Entry(known)
        else:
            known = []
    return story


def _again(flowable: Any) -> Any:
    """A copy without what platypus remembers of the layout so far."""
    fresh = copy.copy(flowable)
    fresh.__dict__.pop("_postponed", None)
    return fresh
