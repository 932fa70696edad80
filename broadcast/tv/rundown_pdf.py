"""The rundown as PDF, A4 across: the column names again on every page, the sums at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from broadcast.drawing.canvas import SIZES, Canvas
from broadcast.drawing.text import Block
from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault
from broadcast.language.catalogue import Messages
from broadcast.timecode import timecode
from broadcast.tv.rundown import Plan, Row, plan

HEIGHT, WIDTH = SIZES["a4"]
LEFT, TOP, FOOT = 36.0, 48.0, 40.0
"""Margins in points; the right one is as the left."""
PAD, GAP, SIZE = 4.0, 8.0, 9.5
COLUMNS = {
    "page": 50.0, "slug": 90.0, "segment": 0.0, "type": 36.0, "estimated": 70.0, "actual": 70.0,
    "running": 70.0, "back": 70.0, "over": 76.0, "first": 150.0,
}  # fmt: skip
"""Widths in points; the segment's title takes the rest."""
Cells = tuple[Block, ...]


def rundown_pdf(path: Path, episode: Episode, messages: Messages) -> None:
    """Draw the rundown; EnvironmentFault where the file cannot be written, TextError for a letter that no font has."""
    told = plan(episode, messages)
    canvas = Canvas(path, (WIDTH, HEIGHT), title=told.title, language=told.language, subject=told.subtitle)
    names = _cells(told, [told.names[name] for name in COLUMNS], bold=True)
    body = [*(_cells(told, _words(told, row)) for row in told.rows), _cells(told, _sums(told), bold=True)]
    y = _title(canvas, told)
    with canvas.group("Table") as table, canvas.group("TR"):
        y = _draw(canvas, names, y, role="TH", thick=1.2)
    page = 1
    for cells in body:
        if y - _height(cells) < FOOT:
            canvas.showPage()
            page += 1
            _number(canvas, told, page)
            with canvas.artifact():
                y = _draw(canvas, names, HEIGHT - TOP, thick=1.2)
        with canvas.group(table), canvas.group("TR"):
            y = _draw(canvas, cells, y, role="TD")
    canvas.showPage()
    try:
        canvas.save()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def _words(told: Plan, row: Row) -> list[str]:
    times = [timecode(frames, told.rate) for frames in (row.estimated, row.actual, row.end, told.back(row))]
    return [f"{row.page:02d}", row.slug, row.title, row.type, *times, told.signed(row.over), row.first]


def _sums(told: Plan) -> list[str]:
    estimated, actual = sum(row.estimated for row in told.rows), sum(row.actual for row in told.rows)
    times = [timecode(frames, told.rate) for frames in (estimated, actual)]
    return ["", "", told.total, "", *times, "", "", told.signed(actual - estimated), ""]


def _widths() -> list[float]:
    rest = WIDTH - 2 * LEFT - sum(COLUMNS.values())
    return [width or rest for width in COLUMNS.values()]


def _cells(told: Plan, words: Sequence[str], *, bold: bool = False) -> Cells:
    return tuple(_block(told, text, SIZE, width - GAP, bold) for text, width in zip(words, _widths(), strict=True))


def _block(told: Plan, text: str, size: float, width: float, bold: bool, role: str = "") -> Block:
    block = Block(text, told.language, size, bold=bold, role=role)
    block.wrap(width)
    return block


def _height(cells: Cells) -> float:
    return max(cell.height for cell in cells) + 2 * PAD


def _number(canvas: Canvas, told: Plan, page: int) -> None:
    with canvas.artifact():
        number = _block(told, str(page), 10, WIDTH - 2 * LEFT, True)
        number.align = "right"
        number.draw(canvas, LEFT, HEIGHT - 24)


def _title(canvas: Canvas, told: Plan) -> float:
    """Title and number of the first page; returns where the columns' names start."""
    _number(canvas, told, 1)
    y = HEIGHT - TOP
    for text, size, role in ((told.title, 18, "H1"), (told.subtitle, 10.5, "P")):
        block = _block(told, text, size, WIDTH - 2 * LEFT, role == "H1", role)
        block.draw(canvas, LEFT, y)
        y -= block.height
    return y - PAD


def _draw(canvas: Canvas, cells: Cells, y: float, *, role: str = "", thick: float = 0.4) -> float:
    """Draw a row from `y` down with a rule under it; returns where the next starts."""
    x = LEFT
    for cell, width in zip(cells, _widths(), strict=True):
        if role:
            with canvas.element(role):
                cell.draw(canvas, x, y - PAD)
        else:
            cell.draw(canvas, x, y - PAD)
        x += width
    bottom = y - _height(cells)
    with canvas.artifact():
        canvas.setLineWidth(thick)
        canvas.line(LEFT, bottom, WIDTH - LEFT, bottom)
    return bottom
