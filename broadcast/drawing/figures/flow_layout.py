"""Where the boxes and arrows of a flowchart stand, as data: nothing is painted here.

A `Part` is a piece of a chart with one way in, at (0, 0), and one way out, straight below at (0, height); y grows downwards. Parts
are made from the inside out and put under one another; a long chart goes on at the top of a second or third column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import Literal

from broadcast.drawing.figures.look import Look
from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Flow, Flowchart

Kind = Literal["end", "step", "diamond", "lozenge"]
Spot = tuple[float, float]

WIDE = 13.0
"""Words of a box are broken at this width, over their size."""
NARROW = 7.0
"""A chart may ask for boxes of this width, over the size of their words, and no smaller ones."""
COLUMNS, ROWS = 3, 4
SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
POINT = 0.35
"""Of a lozenge's height: from its tip to where its top begins."""
TALL = 6.0
"""Height of a diamond at the most, over the size of its words."""
SAVED = 5.0
"""A column more must make the chart so much lower, over the size of its words."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its upper left corner and size."""

    kind: Kind
    x: float
    y: float
    width: float
    height: float
    text: str
    answer: str = ""
    inner: float = 0.0
    """Width for the words."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A line through points, with an arrowhead at its end or without."""

    points: tuple[Spot, ...]
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside an arrow; its lower left corner, or lower right one where `left` is set."""

    text: str
    x: float
    y: float
    left: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a chart; `left` and `right` are its reach from the way through it."""

    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    nodes: tuple[Node, ...] = ()
    wires: tuple[Wire, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def width(self) -> float:
        return self.left + self.right

    def moved(self, dx: float, dy: float) -> Part:
        return Part(
            self.left - dx, self.right + dx, self.height + dy,
            tuple(replace(node, x=node.x + dx, y=node.y + dy) for node in self.nodes),
            tuple(replace(wire, points=tuple((x + dx, y + dy) for x, y in wire.points)) for wire in self.wires),
            tuple(replace(label, x=label.x + dx, y=label.y + dy) for label in self.labels),
        )  # fmt: skip

    def over(self, *others: Part) -> Part:
        """This part and others in the same place; they keep its way through and its height."""
        parts = (self, *others)
        return replace(
            self,
            left=max(part.left for part in parts),
            right=max(part.right for part in parts),
            nodes=tuple(node for part in parts for node in part.nodes),
            wires=tuple(wire for part in parts for wire in part.wires),
            labels=tuple(label for part in parts for label in part.labels),
        )


def stacked(parts: Sequence[Part]) -> Part:
    """Parts under one another."""
    found = Part()
    for part in parts:
        below = part.moved(0, found.height)
        found = replace(found.over(below), height=below.height)
    return found


@dataclass(eq=False, slots=True)
class Layout:
    """Lays out one chart in the look of a pen; `most` is the width at which words of a box are broken."""

    chart: Flowchart
    pen: Pen
    most: float
    diamonds: bool = True
    """Questions as diamonds; as flat lozenges where those would take too much room."""
    across: bool = False
    """The chart goes from left to right, as it has to on a screen: it is laid out with its sides changed, and turned at the end."""
    _naturals: dict[tuple[str, bool], float] = field(default_factory=dict)

    # -- measures, in points

    @property
    def size(self) -> float:
        return self.pen.look.text

    @property
    def gap(self) -> float:
        """Of an arrow with a word beside it."""
        if self.across:
            return max(self.natural(text, small=True) for text in (self.chart.yes, self.chart.no)) + self.size * 0.9
        return max(self.size * 1.45, self.pen.look.small * 1.5) if self.pen.look.fixed else self.size * 1.25

    @property
    def arrow(self) -> float:
        """Of an arrow without one."""
        return self.size * (1.25 if self.pen.look.fixed else 0.75)

    @property
    def lane(self) -> float:
        """From a box to a line that passes it."""
        return self.size * (0.85 if self.pen.look.fixed else 0.55)

    def label(self, text: str) -> float:
        """Room for a word beside a line that turns off."""
        return self.size * 1.35 if self.across else self.natural(text, small=True) + self.size * 0.7

    # -- parts

    def sequence(self, flows: Sequence[Flow], room: float, lead: float) -> Part:
        """Boxes under one another, the plain ones of one width; a line where there are none."""
        return stacked(self.items(flows, room, lead)) if flows else Part(0, 0, lead, (), (Wire(((0, 0), (0, lead))),))

    def items(self, flows: Sequence[Flow], room: float, lead: float) -> list[Part]:
        """`lead`: length of the first arrow."""
        wide = max((self._step_width(flow, room) for flow in flows if flow.kind == "step"), default=0.0)
        wides = [self._step_width(flow, room) if self.across and flow.kind == "step" else wide for flow in flows]
        return [
            self.one(flow, room, each, self.arrow if at else lead)
            for at, (flow, each) in enumerate(zip(flows, wides, strict=True))
        ]

    def one(self, flow: Flow, room: float, wide: float, lead: float) -> Part:
        if flow.kind == "step":
            return self.box("step", flow.text, flow.answer, wide, lead)
        if flow.kind == "loop":
            return self.loop(flow, room, lead)
        if flow.body and flow.other:
            return self.fork(flow, room, lead)
        return self.detour(flow, room, lead)

    def box(self, kind: Kind, text: str, answer: str, wide: float, lead: float) -> Part:
        pad = self.size * (0.9 if kind == "end" else 0.5)
        inner = wide - 2 * pad
        high = self._words(text or answer, inner).height + self.size * (0.5 if self.pen.look.fixed else 0.2)
        high = max(high, self._hand()) if not text else high
        node = self._node(kind, lead, wide, high, text, answer, inner)
        wires = (Wire(((0, 0), (0, lead)), True),) if lead else ()
        return Part(node.width / 2, node.width / 2, lead + node.height, (node,), wires)

    def loop(self, flow: Flow, room: float, lead: float) -> Part:
        """A question; yes through the body and back to over it, no around the body."""
        lane, no = self.lane, self.label(self.chart.no)
        lead += self.size * 0.5
        asked = self._question(flow, room - lane - no, lead)
        body = self.sequence(flow.body, room - 2 * lane, self.gap).moved(0, asked.height)
        bottom = body.height + self.size * 0.6
        end = bottom + self.size * 0.75
        left = max(asked.left, body.left) + lane
        right = max(asked.right + no, body.right + lane)
        node = asked.nodes[0]
        middle = node.y + node.height / 2
        back = Wire(((0, body.height), (0, bottom), (-left, bottom), (-left, lead * 0.4), (0, lead * 0.4)), True)
        around = Wire(((asked.right, middle), (right, middle), (right, end), (0, end)))
        labels = (self._yes(self.chart.yes, asked.height), self._aside(self.chart.no, asked.right, middle))
        return replace(asked.over(body, Part(left, right, end, (), (back, around), labels)), height=end)

    def detour(self, flow: Flow, room: float, lead: float) -> Part:
        """A question with boxes on one of its ways only: straight below it; the other way passes them."""
        straight, past = (self.chart.yes, self.chart.no) if flow.body else (self.chart.no, self.chart.yes)
        aside = self.label(past)
        asked = self._question(flow, room - aside, lead)
        body = self.sequence(flow.body or flow.other, room - 2 * self.lane, self.gap).moved(0, asked.height)
        end = body.height + self.size * 0.7
        right = max(asked.right + aside, body.right + self.lane)
        node = asked.nodes[0]
        middle = node.y + node.height / 2
        around = Wire(((asked.right, middle), (right, middle), (right, end), (0, end)))
        down = Wire(((0, body.height), (0, end)))
        labels = (self._yes(straight, asked.height), self._aside(past, asked.right, middle))
        return replace(asked.over(body, Part(0, right, end, (), (around, down), labels)), height=end)

    def fork(self, flow: Flow, room: float, lead: float) -> Part:
        """A question with its two ways beside each other, which join again under them."""
        yes, no, between = self.label(self.chart.yes), self.label(self.chart.no), self.lane
        asked = self._question(flow, room - yes - no, lead)
        node = asked.nodes[0]
        middle, start = node.y + node.height / 2, max(asked.height - self.arrow * 0.5, node.y + node.height / 2)
        one, other = (self.sequence(flows, room, self.arrow) for flows in (flow.body, flow.other))
        if one.width + other.width + between > room:
            share = (room - between) / (one.width + other.width)
            one, other = (
                self.sequence(flows, part.width * share, self.arrow) for flows, part in ((flow.body, one), (flow.other, other))
            )
        left = max(one.right + between / 2, asked.left + yes)
        right = max(other.left + between / 2, asked.right + no)
        one, other = one.moved(-left, start), other.moved(right, start)
        end = max(one.height, other.height) + self.size * 0.7
        wires = (
            Wire(((-asked.left, middle), (-left, middle), (-left, start))),
            Wire(((asked.right, middle), (right, middle), (right, start))),
            Wire(((-left, one.height), (-left, end), (right, end), (right, other.height))),
        )
        labels = (
            Label(self.chart.yes, -asked.left - self.size * 0.25, middle + self.size * 0.3)
            if self.across
            else Label(self.chart.yes, -asked.left - self.size * 0.25, middle, left=True),
            self._aside(self.chart.no, asked.right, middle),
        )
        return replace(asked.over(one, other, Part(0, 0, end, (), wires, labels)), height=end)

    # -- pieces

    def _question(self, flow: Flow, room: float, lead: float) -> Part:
        words = flow.text or flow.answer
        wide = max(min(self.natural(words), self.most, self._inner(room)), self.size * 1.4)
        block = self._words(words, wide)
        wide = max(
            max((block.natural() if len(block.lines) == 1 else wide), self.size * 1.4), self._hand() * 0.8 if not flow.text else 0
        )
        high = max(block.height, self._hand() * 0.75 if not flow.text else 0.0)
        if self.diamonds:
            # A rectangle of w by h touches a rhombus of W by H where w/W + h/H = 1.
            tall = high * 2.0 + self.size * 0.3
            across = wide / (1 - high / tall)
        else:
            tall = high + self.size * (0.7 if self.pen.look.fixed else 0.4)
            across = wide + tall * POINT * 2
        node = self._node("diamond" if self.diamonds else "lozenge", lead, across, tall, flow.text, flow.answer, wide)
        return Part(node.width / 2, node.width / 2, lead + node.height, (node,), (Wire(((0, 0), (0, lead)), True),))

    def _node(self, kind: Kind, lead: float, wide: float, high: float, text: str, answer: str, inner: float) -> Node:
        if self.across:
            wide, high = high, wide
        return Node(kind, -wide / 2, lead, wide, high, text, answer, inner)

    def _inner(self, room: float) -> float:
        return room / 2 if self.diamonds else room - self.size * 1.8

    def _step_width(self, flow: Flow, room: float) -> float:
        words = min(self.natural(flow.text or flow.answer), self.most) + self.size * 1.0 + 0.5
        return max(min(max(words, self._hand() * 1.6 if not flow.text else self.size * 3), room), self.size * 2)

    def _hand(self) -> float:
        """Height that a hand needs to write a letter."""
        return self.pen.look.row

    def _yes(self, text: str, y: float) -> Label:
        return Label(text, 0.0, y + self.size * 0.3) if self.across else Label(text, self.size * 0.35, y + self.gap * 0.78)

    def _aside(self, text: str, x: float, y: float) -> Label:
        if self.across:
            return Label(text, x + self.size * 1.2, y + self.size * 0.3)
        return Label(text, x + self.size * 0.25, y)

    def natural(self, text: str, *, small: bool = False) -> float:
        key = (text, small)
        if key not in self._naturals:
            size = self.pen.look.small if small else self.size
            self._naturals[key] = self.pen.natural(text, size=size) if text else 0.0
        return self._naturals[key]

    def _words(self, text: str, width: float) -> Block:
        return words(self.pen, text, width)


def words(pen: Pen, text: str, width: float, *, bold: bool = False) -> Block:
    """The words of a box, in the middle of its width."""
    return pen.block(text or " ", max(width, pen.look.text), align="centre", leading=pen.look.text * 1.25, bold=bold)


def natural(chart: Flowchart, pen: Pen) -> float:
    """Width of the chart in one column with no word cut, in points."""
    longest = max((block.least() for block in _blocks(chart, pen)), default=0.0)
    layout = Layout(chart, pen, max(pen.look.text * NARROW, longest + 0.5), diamonds=False)
    down = stacked(_all(layout, 1e6)).width + 1
    if pen.look.fixed:
        return down
    return min(down, max((part.height for part in _all(_turned(chart, pen), 1e6)[1:-1]), default=0.0) + 1)


def plan(chart: Flowchart, pen: Pen, width: float) -> tuple[Part, Pen]:
    """The whole chart in at most `width` points, its left edge at -`left`; and the pen it is drawn with.

    It stands in as many columns as make it lower. Only where its ways have no room beside each other are the letters smaller.
    """
    part, look = _planned(chart, pen.look, pen.language, width)
    return part, Pen(pen.canvas, look, pen.language)


@lru_cache(512)
def _planned(chart: Flowchart, look: Look, language: str, width: float) -> tuple[Part, Look]:
    for share in SMALLER:
        used = replace(look, text=look.text * share, small=look.small * share)
        part = _arranged(chart, Pen(None, used, language), width)
        if part.width <= width + 0.5:
            break
    return part, used


def _turned(chart: Flowchart, pen: Pen) -> Layout:
    return Layout(chart, pen, pen.look.text * NARROW, diamonds=False, across=True)


def _across(chart: Flowchart, pen: Pen, width: float) -> Part | None:
    """From left to right, in as few rows as have room, without its ends where those would take another; None where it has none."""
    items = _all(_turned(chart, pen), 1e6)
    for count, ends in product(range(1, ROWS + 1), (0, 1)):
        found = _columns(items[ends : len(items) - ends], count, pen.look.text * 0.5)
        if found and found.height <= width:
            return Part(
                0.0, found.height, found.width,
                tuple(replace(node, x=node.y, y=node.x + found.left, width=node.height, height=node.width) for node in found.nodes),
                tuple(replace(wire, points=tuple((y, x + found.left) for x, y in wire.points)) for wire in found.wires),
                tuple(replace(label, x=label.y, y=label.x + found.left) for label in found.labels),
            )  # fmt: skip
    return None


def _arranged(chart: Flowchart, pen: Pen, width: float) -> Part:
    least = natural(chart, pen)
    best: tuple[float, Part] | None = None
    for count in range(1, COLUMNS + 1):
        between = pen.look.text * 3
        room = (width - between * (count - 1)) / count
        if count > 1 and least > room:
            break
        for diamonds in (True, False):
            layout = Layout(chart, pen, pen.look.text * WIDE, diamonds)
            items = _all(layout, room)
            if not diamonds or (max(part.width for part in items) <= room + 0.5 and _low(items, pen)):
                break
        found = _columns(items, count, between)
        price = count * SAVED * pen.look.text
        if found and (best is None or found.height + price < best[0]):
            best = found.height + price, found
    assert best is not None
    turned = None if pen.look.fixed else _across(chart, pen, width)
    return turned if turned and (turned.height < best[1].height or best[1].width > width) else best[1]


def _all(layout: Layout, room: float) -> list[Part]:
    """From start to end."""
    start, end = (
        layout.box("end", text, "", min(layout.natural(text) + layout.size * 1.9, room), lead)
        for text, lead in ((layout.chart.start, 0.0), (layout.chart.end, layout.arrow))
    )
    return [start, *layout.items(layout.chart.flow, room, layout.arrow), end]


def _low(items: Sequence[Part], pen: Pen) -> bool:
    return all(node.height <= pen.look.text * TALL for part in items for node in part.nodes if node.kind == "diamond")


def _columns(items: Sequence[Part], count: int, between: float) -> Part | None:
    """The items in so many columns, the highest of them as low as can be; None where there are too few."""
    heights = [part.height for part in items]
    ways = combinations(range(1, len(items)), count - 1)
    cut = min(
        ((0, *way, len(items)) for way in ways),
        key=lambda way: max(sum(heights[a:z]) for a, z in pairwise(way)),
        default=None,
    )
    if cut is None:
        return None
    columns = [stacked(items[a:z]) for a, z in pairwise(cut)]
    found = columns[0]
    x, turn = 0.0, between * 0.3
    high = max(part.height for part in columns) + (turn if count > 1 else 0.0)
    for before, after in pairwise(columns):
        lane = x + before.right + between / 2
        there = lane + between / 2 + after.left
        down = before.height + turn
        wire = Wire(((x, before.height), (x, down), (lane, down), (lane, 0.0), (there, 0.0)))
        found = found.over(after.moved(there, 0), Part(0, 0, 0, (), (wire,)))
        x = there
    return replace(found, height=high)


def _blocks(chart: Flowchart, pen: Pen) -> list[Block]:
    def texts(flows: Sequence[Flow]) -> list[str]:
        return [text for flow in flows for text in (flow.text, *texts(flow.body), *texts(flow.other))]

    return [pen.block(text, 1e6) for text in (*texts(chart.flow), chart.start, chart.end) if text]
