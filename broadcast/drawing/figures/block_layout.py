"""Where the blocks of a program stand, as data: nothing is painted here.

Lines become a tree by their shape and indent: a mouth holds what is indented further, an arm (`else`) is a second mouth
of it, what is under a hat hangs on it without a step. Blocks of a script touch; scripts stand apart. y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.drawing.figures import block_words
from broadcast.drawing.figures.block_words import Row
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Line


@dataclass(frozen=True, slots=True)
class Arm:
    """A row of words that reaches out to the right, and the mouth under it, if there is one."""

    line: Line
    rows: tuple[Row, ...]
    y: float
    width: float
    height: float
    mouth: float = 0.0
    """Height of the mouth under it; 0: none."""

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Placed:
    """A block: a plain one has one arm, a mouth one a mouth. Points from the upper left corner of the program."""

    x: float
    y: float
    arms: tuple[Arm, ...]
    foot: float
    """Height of the bar under the last mouth; 0 for a plain block."""
    notch: bool
    bump: bool
    round_top: bool
    round_bottom: bool

    @property
    def bottom(self) -> float:
        return self.arms[-1].bottom + self.arms[-1].mouth + self.foot

    @property
    def width(self) -> float:
        return max(arm.width for arm in self.arms)


@dataclass(frozen=True, slots=True)
class Plan:
    """All blocks, the outer ones before what they hold."""

    blocks: tuple[Placed, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Measures:
    """In points."""

    pad: float
    """Over and under the words."""
    side: float
    """Before and after them."""
    arm: float
    """Width of what embraces a mouth."""
    foot: float
    notch: float
    """Radius of a notch and a bump."""
    corner: float
    apart: float
    """Between scripts."""
    empty: float
    """Height of a mouth that holds nothing."""
    least: float
    """Width of a block."""
    between: float
    """Between rows of words in a block."""

    @classmethod
    def of(cls, pen: Pen) -> Measures:
        size, air = pen.look.text, pen.look.shape.air
        return cls(
            pad=size * (0.16 + air), side=size * 0.6, arm=size * 0.95, foot=size * 0.6, notch=size * 0.3, corner=size * 0.22,
            apart=size * 0.9, empty=size * 1.6, least=size * 4, between=size * 0.22,
        )  # fmt: skip


def plan(lines: Sequence[Line], pen: Pen, width: float) -> Plan:
    """The program in at most `width` points."""
    maker = _Maker(pen, width, Measures.of(pen))
    at, y = 0, 0.0
    while at < len(lines):
        y += maker.measures.apart if at else 0.0
        at, y = maker.script(lines, at, y)
    drop = maker.measures.notch if maker.blocks else 0.0
    return Plan(tuple(maker.blocks), max((block.x + block.width for block in maker.blocks), default=0.0), y + drop)


def natural(lines: Sequence[Line], pen: Pen) -> float:
    """Width at which nothing is broken, in points."""
    return plan(lines, pen, 1e6).width


class _Maker:
    def __init__(self, pen: Pen, width: float, measures: Measures) -> None:
        self.pen, self.width, self.measures = pen, width, measures
        self.blocks: list[Placed] = []

    def script(self, lines: Sequence[Line], at: int, y: float) -> tuple[int, float]:
        """Blocks that hang together: a hat with what is indented under it, or lines up to the next hat."""
        first = lines[at]
        if first.shape == "hat":
            y = self.plain(first, 0.0, y, notch=False)
            return self.stack(lines, at + 1, first.indent + 1, 0.0, y)
        return self.stack(lines, at, first.indent, 0.0, y)

    def stack(self, lines: Sequence[Line], at: int, indent: int, x: float, y: float) -> tuple[int, float]:
        """Lines of at least this indent, up to a hat; returns the next line and where the stack ends."""
        alone = at
        while at < len(lines) and lines[at].indent >= indent and lines[at].shape != "hat":
            line = lines[at]
            if line.shape in ("mouth", "else"):
                at, y = self.mouth(lines, at, x, y, notch=line.shape == "mouth" or at > alone)
            else:
                y = self.plain(line, x, y, notch=True)
                at += 1
        return at, y

    def plain(self, line: Line, x: float, y: float, *, notch: bool) -> float:
        arm = self.arm(line, x, y)
        hat, cap = line.shape == "hat", line.shape == "cap"
        self.blocks.append(Placed(x, y, (arm,), 0.0, notch and not hat, not cap, hat, cap))
        return arm.bottom

    def mouth(self, lines: Sequence[Line], at: int, x: float, y: float, *, notch: bool) -> tuple[int, float]:
        place = len(self.blocks)
        first, arms = lines[at], []
        top = y
        while True:
            arm = self.arm(lines[at], x, y)
            at, y = self.stack(lines, at + 1, lines[at].indent + 1, x + self.measures.arm, arm.bottom)
            high = max(y - arm.bottom, self.measures.empty)
            arms.append(Arm(arm.line, arm.rows, arm.y, arm.width, arm.height, high))
            y = arm.bottom + high
            if at >= len(lines) or lines[at].shape != "else" or lines[at].indent != first.indent:
                break
        self.blocks.insert(place, Placed(x, top, tuple(arms), self.measures.foot, notch, True, False, False))
        return at, y + self.measures.foot

    def arm(self, line: Line, x: float, y: float) -> Arm:
        side, pad = self.measures.side, self.measures.pad
        rows = block_words.rows(line, self.pen, max(self.width - x - 2 * side, self.pen.look.text * 3))
        wide = max(max(row.width for row in rows) + 2 * side, self.measures.least)
        words = sum(row.height for row in rows) + self.measures.between * (len(rows) - 1)
        return Arm(line, rows, y, wide, words + 2 * pad)
