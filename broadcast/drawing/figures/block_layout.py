"""Where the blocks of a program stand, as data: nothing is painted here.

Lines become a tree by their shape and indent: a mouth holds what is indented further, an arm (`else`) is a second mouth
of it, what is under a hat hangs on it without a step. Blocks of a script touch; scripts stand apart. y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadcast.drawing.figures import block_words
from broadcast.drawing.figures.block_words import Row
from broadcast.drawing.figures.look import Look
from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Line

UNBROKEN = 1e6
"""Width at which no line is broken."""


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
    open: bool = False
    """Its last mouth goes on after the page: only the words of it are here."""

    @property
    def bottom(self) -> float:
        return self.arms[-1].bottom + self.arms[-1].mouth + self.foot

    @property
    def width(self) -> float:
        return max(arm.width for arm in self.arms)


@dataclass(frozen=True, slots=True)
class Opened:
    """The rest of a mouth whose words stand on the page or in the column before."""

    x: float
    y: float
    bottom: float
    foot: float
    """Height of the bar under it; 0: another arm follows, or the mouth goes on."""
    width: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All blocks, the outer ones before what they hold."""

    blocks: tuple[Placed, ...]
    width: float
    height: float
    opened: tuple[Opened, ...] = ()


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
        size, air, screen = pen.look.text, pen.look.shape.air, not pen.look.fixed
        return cls(
            pad=size * (0.14 if screen else 0.16 + air), side=size * (0.42 if screen else 0.6), arm=size * (0.8 if screen else 0.95), foot=size * 0.6, notch=size * 0.3, corner=size * 0.22,
            apart=size * 0.9, empty=size * 1.6, least=size * 4, between=size * 0.22,
        )  # fmt: skip


def plan(lines: Sequence[Line], pen: Pen, width: float, after: int = -1) -> Plan:
    """The program, or a page of it, in at most `width` points; `after` is the indent of the line that follows, -1 for none."""
    return _planned(tuple(lines), pen.look, pen.language, width, after)


@lru_cache(256)
def _planned(lines: tuple[Line, ...], look: Look, language: str, width: float, after: int) -> Plan:
    if width < UNBROKEN:
        whole = _planned(lines, look, language, UNBROKEN, after)
        if whole.width <= width:
            return whole
    pen = Pen(None, look, language)
    maker = _Maker(pen, width, Measures.of(pen), after)
    at, y = 0, 0.0
    before = next((index for index, line in enumerate(lines) if line.shape == "hat"), len(lines))
    base = min((line.indent for line in lines[:before]), default=0)
    if before and lines[0].indent > base:
        at, y = maker.inside(lines, 0, base, 0.0, 0.0)
        at, y = maker.stack(lines, at, base, 0.0, y)
    while at < len(lines):
        y += maker.measures.apart if at else 0.0
        at, y = maker.script(lines, at, y)
    drop = maker.measures.notch if maker.blocks else 0.0
    wide = max((block.x + block.width for block in maker.blocks), default=0.0)
    return Plan(tuple(maker.blocks), wide, y + drop, tuple(maker.opened))


def natural(lines: Sequence[Line], pen: Pen) -> float:
    """Width at which nothing is broken, in points."""
    return plan(lines, pen, UNBROKEN).width


class _Maker:
    def __init__(self, pen: Pen, width: float, measures: Measures, after: int) -> None:
        self.pen, self.width, self.measures, self.after = pen, width, measures, after
        self.blocks: list[Placed] = []
        self.opened: list[Opened] = []

    def script(self, lines: Sequence[Line], at: int, y: float) -> tuple[int, float]:
        """Blocks that hang together: a hat with what is indented under it, or lines up to the next hat."""
        first = lines[at]
        if first.shape == "hat":
            y = self.plain(first, 0.0, y, notch=False)
            return self.stack(lines, at + 1, first.indent + 1, 0.0, y)
        return self.stack(lines, at, first.indent, 0.0, y)

    def inside(self, lines: Sequence[Line], at: int, indent: int, x: float, y: float) -> tuple[int, float]:
        """Lines in mouths that were opened before this page, down to the one at this indent."""
        top, inner = y, x + self.measures.arm
        if lines[at].indent > indent + 1:
            at, y = self.inside(lines, at, indent + 1, inner, y)
        at, y = self.stack(lines, at, indent + 1, inner, y)
        follows = at < len(lines) and lines[at].indent == indent and lines[at].shape == "else"
        foot = 0.0 if follows or self.goes_on(lines, at, indent) else self.measures.foot
        self.opened.append(Opened(x, top, y, foot, self.measures.least))
        return at, y + foot

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
        first = lines[at]
        arms: list[Arm] = []
        top = y
        while True:
            arm = self.arm(lines[at], x, y)
            at, y = self.stack(lines, at + 1, lines[at].indent + 1, x + self.measures.arm, arm.bottom)
            if self.goes_on(lines, at, first.indent):
                end = max(y, arm.bottom + self.measures.empty / 2)
                self.blocks.insert(place, Placed(x, top, (*arms, arm), 0.0, notch, True, False, False, True))
                self.opened.append(Opened(x, arm.bottom, end, 0.0, self.measures.least))
                return at, end
            high = max(y - arm.bottom, self.measures.empty)
            arms.append(Arm(arm.line, arm.rows, arm.y, arm.width, arm.height, high))
            y = arm.bottom + high
            if at >= len(lines) or lines[at].shape != "else" or lines[at].indent != first.indent:
                break
        self.blocks.insert(place, Placed(x, top, tuple(arms), self.measures.foot, notch, True, False, False))
        return at, y + self.measures.foot

    def goes_on(self, lines: Sequence[Line], at: int, indent: int) -> bool:
        """Whether the page ends inside of a mouth at this indent."""
        return at >= len(lines) and self.after > indent

    def arm(self, line: Line, x: float, y: float) -> Arm:
        side, pad = self.measures.side, self.measures.pad
        rows = block_words.rows(line, self.pen, max(self.width - x - 2 * side, self.pen.look.text * 3))
        wide = max(max(row.width for row in rows) + 2 * side, self.measures.least)
        words = sum(row.height for row in rows) + self.measures.between * (len(rows) - 1)
        return Arm(line, rows, y, wide, words + 2 * pad)
