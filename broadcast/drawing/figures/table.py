"""A table to fill in: rows high enough for a hand, columns as wide as their words want."""

from __future__ import annotations

from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Table


def widths(table: Table, pen: Pen, width: float) -> list[float]:
    """Column widths that fill `width`: each gets what its words want, the rest is shared."""
    wants = _wants(table, pen, width)
    total = sum(wants)
    if total > width:
        return [want * width / total for want in wants]
    return [want + (width - total) / len(wants) for want in wants]


def natural(table: Table, pen: Pen) -> float:
    """Width at which the words fit and there is room to write, in points."""
    return sum(_wants(table, pen, 3 * pen.look.text * 5))


def _wants(table: Table, pen: Pen, width: float) -> list[float]:
    pad = pen.look.text * 0.5
    columns = max([len(table.header), *(len(row) for row in table.rows)], default=1)
    wants = []
    for column in range(columns):
        cells = [row[column] for row in table.rows if column < len(row)]
        head = pen.natural(table.header[column], bold=True) if column < len(table.header) else 0.0
        body = max((pen.natural(cell) for cell in cells), default=0.0)
        room = pen.look.row * 1.7 if any(not cell for cell in cells) else 0.0
        wants.append(max(min(head, width / 3), body, room, pen.look.text * 2) + 2 * pad)
    return wants


def draw(table: Table, pen: Pen, x: float, y_top: float, width: float) -> float:
    look = pen.look
    across = widths(table, pen, width)
    y = y_top
    with pen.group("Table"):
        edges = [y]
        if any(table.header):
            y -= _row(pen, table.header, across, x, y, header=True)
            edges.append(y)
        for row in table.rows:
            y -= _row(pen, row, across, x, y, header=False, side=not any(table.header))
            edges.append(y)
        with pen.artifact():
            for number, edge in enumerate(edges):
                heavy = number == 1 and any(table.header)
                pen.line((x, edge), (x + width, edge), look.line * (look.shape.edge + 0.3) if heavy else look.thin)
            at = x
            for wide in [*across, 0.0]:
                pen.line((at, y_top), (at, y), look.thin)
                at += wide
    return y_top - y


def _row(pen: Pen, cells: tuple[str, ...], across: list[float], x: float, y: float, *, header: bool, side: bool = False) -> float:
    """A row; `side`: its first cell is its heading. Returns its height."""
    pad = pen.look.text * 0.5
    blocks = [
        pen.block(cell, wide - 2 * pad, bold=header, align="left" if header else "centre", leading=pen.look.text * 1.25)
        if cell
        else None
        for cell, wide in zip([*cells, *[""] * (len(across) - len(cells))], across, strict=False)
    ]
    written = len(cells) < len(across) or not all(cells)
    least = pen.look.row * (1 if written and not header else pen.look.shape.still)
    high = max([least, *(block.height + pad for block in blocks if block)])
    with pen.group("TR"):
        for number, (block, wide) in enumerate(zip(blocks, across, strict=True)):
            with pen.element("TH" if header or (side and not number) else "TD", scope="" if header else "Row"):
                if block:
                    pen.put(block, x + pad, y - (high - block.height) / 2)
            x += wide
    return high
