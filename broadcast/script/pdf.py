"""A script as PDF, A4: numbered rows under headings, the column names again on every page, nothing cut.

write(path, script)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from broadcast.drawing.canvas import SIZES, Canvas, Element
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from broadcast.errors import EnvironmentFault
from broadcast.script.pages import Slab, paginate, whole_sentences
from broadcast.script.rows import Piece, Row, Script

WIDTH, HEIGHT = SIZES["a4"]
LEFT, TOP, FOOT = 45.0, 62.0, 58.0
"""Margins in points; the right one is as the left."""
PAD, GAP = 4.0, 10.0
"""Above and below a row's words, and between columns."""
COLUMNS = {"radio": (32.0, 46.0, 92.0, 0.0), "tv": (32.0, 46.0, 190.0, 0.0)}
"""Widths in points: three digits in the first; the last column takes the rest."""
WORDS, LEADING = {"radio": 12.5, "tv": 11.5}, {"radio": 20.0, "tv": 16.0}
"""Size of the words and the distance of their lines: a radio script is read aloud from the page."""
SMALL, FINE = 10.0, 9.0
LABELS = 82.0
"""Width of the header block's labels."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading, or a row as its cells: blocks, wrapped."""

    heading: Block | None
    cells: tuple[tuple[Block, ...], ...]
    section: int
    height: float
    stays: bool
    rule: bool = True
    """A line under it."""


def write(path: Path, script: Script) -> None:
    """Draw the script; EnvironmentFault where the file cannot be written, TextError for a letter that no font has."""
    canvas = Canvas(path, "a4", title=script.title, language=script.language, subject=script.subtitle)
    top = _head(script)
    used = sum(item.height for item in top) + 2 * PAD
    names = _names(script)
    room = HEIGHT - TOP - FOOT - names.height
    items = list(_items(script, room))
    pages = paginate([Slab(item.height, item.stays) for item in items], room - used, room)
    tables: dict[int, Element] = {}
    for number, page in enumerate(pages, 1):
        y = _edges(canvas, script, number, len(pages))
        if number == 1:
            y = _draw_head(canvas, top, y) - 2 * PAD
        y = _column_names(canvas, names, y, first=number == 1)
        for at in page:
            y = _item(canvas, script, items[at], y, tables)
        canvas.showPage()
    try:
        canvas.save()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def _widths(script: Script) -> tuple[float, ...]:
    *fixed, _ = COLUMNS[script.kind]
    return (*fixed, WIDTH - 2 * LEFT - sum(fixed))


def _lefts(script: Script) -> tuple[float, ...]:
    out = [LEFT]
    for width in _widths(script)[:-1]:
        out.append(out[-1] + width)
    return tuple(out)


def _block(
    text: str | tuple[Run, ...],
    script: Script,
    size: float,
    width: float,
    *,
    bold: bool = False,
    leading: float | None = None,
    role: str = "",
) -> Block:
    block = Block(text, script.language, size, leading=leading, bold=bold, role=role)
    block.wrap(width)
    return block


def _head(script: Script) -> tuple[_Item, ...]:
    """Title and header block, a line an item; a fact is its label and its value beside it."""
    width = WIDTH - 2 * LEFT
    title = _block(script.title, script, 20, width, bold=True, role="H1")
    subtitle = _block(script.subtitle, script, 12, width, role="P")
    out = [_Item(None, ((title,),), -1, title.height, False), _Item(None, ((subtitle,),), -1, subtitle.height + 8, False)]
    for label, value in script.facts:
        cells = (
            _block(label, script, SMALL, LABELS - GAP, bold=True, leading=15),
            _block(value, script, SMALL, width - LABELS, leading=15),
        )
        out.append(_Item(None, tuple((cell,) for cell in cells), -1, max(cell.height for cell in cells), False))
    return tuple(out)


def _names(script: Script) -> _Item:
    cells = tuple(
        (_block(name, script, FINE, width - GAP, bold=True),) for name, width in zip(script.columns, _widths(script), strict=True)
    )
    return _Item(None, cells, 0, max(cell[0].height for cell in cells) + PAD, False)


def _items(script: Script, room: float) -> Iterator[_Item]:
    width = WIDTH - 2 * LEFT
    for at, section in enumerate(script.sections):
        heading = _block(section.heading, script, 12, width, bold=True, leading=19, role="H2")
        yield _Item(heading, (), at, heading.height + 9, True)
        for index, row in enumerate(section.rows):
            after = section.rows[index + 1] if index + 1 < len(section.rows) else None
            item = _row(script, row, at, row.kind == "ask" and after is not None and after.kind == "wait")
            if item.height <= room:
                yield item
            else:
                yield from (_row(script, part, at, False) for part in whole_sentences(row, script.language))
    end = _block(script.end, script, 16, width, bold=True, role="P")
    end.align = "centre"
    if script.total:
        total = _block(script.total, script, SMALL, width, bold=True, role="P")
        total.align = "centre"
        yield _Item(None, ((total,),), -1, total.height + 12, True, False)
    yield _Item(None, ((end,),), -1, end.height, False, False)


def _row(script: Script, row: Row, section: int, stays: bool) -> _Item:
    size, leading = WORDS[script.kind], LEADING[script.kind]
    widths = [width - GAP for width in _widths(script)]
    number = _block(str(row.number), script, SMALL, widths[0], leading=leading)
    time = _block(row.at, script, SMALL, widths[1], leading=leading)
    words = [_line(line, script, widths[3], size, leading) for line in row.lines]
    source = _block(row.source, script, SMALL, widths[2] if script.kind == "radio" else widths[3], bold=True, leading=leading)
    if script.kind == "radio":
        cells = ((number,), (time,), (source,), tuple(words))
    else:
        video = _block(row.video, script, SMALL, widths[2], leading=leading - 1.5)
        cells = ((number,), (time,), (video,), (source, *words) if row.source else tuple(words))
    height = max(sum(block.height for block in cell) for cell in cells) + 2 * PAD
    return _Item(None, cells, section, height, stays)


def _line(line: tuple[Piece, ...], script: Script, width: float, size: float, leading: float) -> Block:
    """One line of the plan: words with their beat, a cue, a direction or a note."""
    kind = line[0].kind
    if kind == "cue":
        return _block((Run(line[0].text, underline=True),), script, size - 1, width, leading=leading)
    if kind == "direction":
        return _block(line[0].text, script, SMALL, width, leading=leading - 3)
    if kind == "paper":
        return _block(line[0].text, script, FINE, width, leading=FINE * 1.5)
    runs = []
    for piece in line:
        whole = piece.text.replace(" ", "\u00a0")  # a pause is never broken over two lines
        runs.append(Run(piece.text) if piece.kind == "words" else Run(f" {whole}", bold=True, size=SMALL))
    return _block(tuple(runs), script, size, width, leading=leading)


def _draw_head(canvas: Canvas, top: tuple[_Item, ...], y: float) -> float:
    for item in top:
        with ExitStack() as stack:
            if len(item.cells) > 1:
                stack.enter_context(canvas.element("P"))
            for x, (block,) in zip((LEFT, LEFT + LABELS), item.cells, strict=False):
                block.draw(canvas, x, y)
        y -= item.height
    return y


def _edges(canvas: Canvas, script: Script, number: int, count: int) -> float:
    """Head and foot of a page; returns where its body starts."""
    width = WIDTH - 2 * LEFT
    with canvas.artifact():
        head = _block(script.running_head, script, FINE, width)
        head.draw(canvas, LEFT, HEIGHT - 30)
        page = _block(str(number), script, SMALL, width, bold=True)
        page.align = "right"
        page.draw(canvas, LEFT, HEIGHT - 29)
        if number < count:
            more = _block(script.more, script, SMALL, width)
            more.align = "centre"
            more.draw(canvas, LEFT, FOOT - 16)
    return HEIGHT - TOP


def _column_names(canvas: Canvas, names: _Item, y: float, *, first: bool) -> float:
    """The names of the columns over a rule; only the first time does a screen reader hear them."""
    with ExitStack() as stack:
        stack.enter_context(canvas.element("P") if first else canvas.artifact())
        x = LEFT
        for (block,) in names.cells:
            block.draw(canvas, x, y)
            x += block.width + GAP
        canvas.setLineWidth(1)
        canvas.line(LEFT, y - names.height, WIDTH - LEFT, y - names.height)
    return y - names.height


def _item(canvas: Canvas, script: Script, item: _Item, y: float, tables: dict[int, Element]) -> float:
    """Draw a heading or a row from `y` down; returns where the next starts."""
    if item.heading:
        item.heading.draw(canvas, LEFT, y - 6)
    elif item.section < 0:
        item.cells[0][0].draw(canvas, LEFT, y - (item.height - item.cells[0][0].height))
    else:
        with canvas.group(tables.get(item.section, "Table")) as table, canvas.group("TR"):
            tables[item.section] = table
            for column, (x, cell) in enumerate(zip(_lefts(script), item.cells, strict=True)):
                with canvas.element("TD") if column else canvas.element("TH", scope="Row"):
                    below = y - PAD
                    for block in cell:
                        block.draw(canvas, x, below)
                        below -= block.height
    bottom = y - item.height
    if item.rule and item.section >= 0 and not item.heading:
        with canvas.artifact():
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, bottom, WIDTH - LEFT, bottom)
    return bottom
