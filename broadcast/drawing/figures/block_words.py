"""The words of one block: values in pills, gaps to write in, and where the line is broken when it is too wide.

A pill stays whole on a row; a value that is wider than any row stands without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from broadcast.drawing.breaks import breaks, clusters
from broadcast.drawing.figures.pen import GAP, Pen
from broadcast.drawing.shaping import Colour
from broadcast.drawing.text import Block
from broadcast.unplugged.figures import Line

COLONS = ":：﹕"
"""At the end of a line of text that holds others; a block shows that by its shape."""
PILL, LEVEL, LEVELS = 1.3, 0.24, 3
"""Height of a pill over the size of its words, and how much higher it is for each pill in it, up to so many."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value, in letters of the line's text."""

    start: int
    end: int
    levels: int = 0
    """Pills in it, one in the other."""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pill:
    """Points from the left edge of the block's words; it lies in the middle of its row."""

    x: float
    width: float
    height: float
    gap: bool


@dataclass(frozen=True, slots=True)
class Row:
    height: float
    words: tuple[tuple[float, Block], ...]
    """(x, words) in the order of the text."""
    pills: tuple[Pill, ...]
    """The outer ones first."""
    width: float


@dataclass(frozen=True, slots=True)
class _Hand:
    """What decides how words are set."""

    language: str
    size: float
    colour: Colour
    gap: tuple[float, float]
    """Length and height of a gap."""
    edge: float
    """From a pill's end to its words."""
    margin: float
    """From a pill's end to what stands before or after it."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of text in the same pills that is never broken."""

    start: int
    end: int
    inside: tuple[Slot, ...]
    width: float


def text_of(line: Line) -> str:
    """What stands on the block."""
    text = line.text.rstrip()
    return text.rstrip(COLONS).rstrip() if line.shape in ("hat", "mouth", "else") and len(text) > 1 else text


def rows(line: Line, pen: Pen, width: float) -> tuple[Row, ...]:
    """The words of a block in rows of at most `width` points, those after the first further in."""
    return _rows(text_of(line), line.slots, _hand(pen), width)


def _hand(pen: Pen) -> _Hand:
    look = pen.look
    edge = look.text * (0.42 if look.fixed else 0.34)
    return _Hand(
        pen.language, look.text, look.colours.ink, (look.gap, look.rule * 0.82), edge, look.text * (0.1 if look.fixed else 0.0)
    )


@lru_cache(4096)
def _rows(text: str, given: tuple[tuple[int, int], ...], hand: _Hand, width: float) -> tuple[Row, ...]:
    slots = _slots(text, given)
    hang = min(hand.size, width * 0.1)
    groups = _groups(text, slots, hand, width - hang)
    found: list[list[_Atom]] = [[]]
    used = 0.0
    for group in groups:
        wide = _width(group, hand)
        ink = wide - _blank(text, group, hand)
        if found[-1] and used + ink > width - (hang if len(found) > 1 else 0.0) + 1e-6:
            found.append([])
            used = 0.0
        found[-1] += group
        used += wide
    return tuple(_row(text, atoms, hand, hang if at else 0.0) for at, atoms in enumerate(found))


def _slots(text: str, given: Sequence[tuple[int, int]]) -> list[Slot]:
    """Values and gaps, outer ones first; what is outside of the text or crosses another is left away."""
    gaps = [match.span() for match in GAP.finditer(text)]
    wanted = sorted({*given, *gaps}, key=lambda span: (span[0], -span[1]))
    spans: list[tuple[int, int]] = []
    for start, end in wanted:
        end = min(end, len(text))
        crosses = any(a < start < z < end for a, z in spans)
        in_gap = any(a <= start and end <= z and (a, z) != (start, end) for a, z in gaps)
        if start < end and not crosses and not in_gap:
            spans.append((start, end))
    levels = dict.fromkeys(spans, 0)
    for start, end in sorted(spans, key=lambda span: span[1] - span[0]):
        inner = [levels[span] for span in spans if start <= span[0] and span[1] <= end and span != (start, end)]
        levels[start, end] = min(max(inner) + 1, LEVELS) if inner else 0
    return [Slot(start, end, levels[start, end], (start, end) in gaps) for start, end in spans]


def _groups(text: str, slots: Sequence[Slot], hand: _Hand, room: float) -> list[list[_Atom]]:
    """Atoms that stay together: up to each place where a row may end, and the whole of a pill that a row has room for."""
    ends = {at for at in breaks(text, hand.language) if not any(slot.gap and slot.start < at < slot.end for slot in slots)}
    edges = sorted({0, len(text), *ends, *(at for slot in slots for at in (slot.start, slot.end))})
    atoms = []
    for start, end in pairwise(edges):
        inside = tuple(slot for slot in slots if slot.start <= start and end <= slot.end)
        if any(slot.gap for slot in inside):
            wide = hand.gap[0]
            atoms.append(_Atom(start, end, inside, wide))
            continue
        wide = _words(text[start:end], hand).natural()
        if wide > room:
            atoms += _letters(text, start, end, inside, hand)
        else:
            atoms.append(_Atom(start, end, inside, wide))
    whole = {slot for slot in slots if _width([atom for atom in atoms if slot.start <= atom.start < slot.end], hand) <= room}
    atoms = [replace(atom, inside=tuple(slot for slot in atom.inside if slot in whole)) for atom in atoms]
    stretches = set(pairwise(edges))
    found: list[list[_Atom]] = [[]]
    for atom in atoms:
        found[-1].append(atom)
        kept = any(slot.start <= atom.start and atom.end < slot.end for slot in whole)
        if not kept and (atom.end in ends or (atom.start, atom.end) not in stretches):
            found.append([])
    return [group for group in found if group]


def _letters(text: str, start: int, end: int, inside: tuple[Slot, ...], hand: _Hand) -> list[_Atom]:
    """A word that is wider than a row, letter by letter."""
    found, at = [], start
    for cluster in clusters(text[start:end], hand.language):
        found.append(_Atom(at, at + len(cluster), inside, _words(cluster, hand).natural()))
        at += len(cluster)
    return found


def _width(atoms: Sequence[_Atom], hand: _Hand) -> float:
    """Of atoms beside each other, with the ends of their pills."""
    edge = hand.edge + hand.margin
    ends = sum((slot.start == atom.start) + (slot.end == atom.end) for atom in atoms for slot in atom.inside)
    return sum(atom.width for atom in atoms) + ends * edge


def _blank(text: str, group: Sequence[_Atom], hand: _Hand) -> float:
    """Width of the blanks at the end."""
    last = group[-1]
    word = text[last.start : last.end]
    rest = len(word) - len(word.rstrip())
    return _words(word[-rest:], hand).natural() if rest and not last.inside else 0.0


def _row(text: str, atoms: Sequence[_Atom], hand: _Hand, x: float) -> Row:
    size, edge = hand.size, hand.edge
    begun: dict[Slot, float] = {}
    words: list[tuple[float, Block]] = []
    pills: dict[Slot, Pill] = {}
    for at, atom in enumerate(atoms):
        for slot in atom.inside:
            if slot not in begun:
                begun[slot] = x + hand.margin
                x += edge + hand.margin
        word = text[atom.start : atom.end]
        if at == len(atoms) - 1 and not atom.inside:
            word = word.rstrip()
        if any(slot.gap for slot in atom.inside):
            x += atom.width
        elif word:
            block = _words(word, hand)
            words.append((x, block))
            x += block.natural()
        for slot in reversed(atom.inside):
            if slot.end == atom.end:
                x += edge
                pills[slot] = Pill(begun[slot], x - begun[slot], _height(slot, hand), slot.gap)
                x += hand.margin
    outer = tuple(pills[slot] for slot in sorted(pills, key=lambda slot: (-slot.levels, slot.start)))
    return Row(max([size * 1.25, *(pill.height + size * 0.1 for pill in outer)]), tuple(words), outer, x)


def _height(slot: Slot, hand: _Hand) -> float:
    size = hand.size
    plain = size * (PILL + LEVEL * slot.levels)
    return max(plain, hand.gap[1]) if slot.gap else plain


@lru_cache(4096)
def _words(text: str, hand: _Hand) -> Block:
    block = Block(text, hand.language, hand.size, leading=hand.size * 1.25, colour=hand.colour, role="")
    block.wrap(1e6)
    return block


def joined(words: Sequence[tuple[float, Block]]) -> list[tuple[float, Block]]:
    """Words that follow one another without anything between, as one: readers take them for what they are."""
    found: list[tuple[float, Block]] = []
    for x, block in words:
        if found and abs(found[-1][0] + found[-1][1].natural() - x) < 0.01:
            before = found[-1][1]
            whole = Block(
                [replace(before.runs[0], text=before.text + block.text)], before.language, before.size,
                leading=before.leading, colour=before.colour, role="",
            )  # fmt: skip
            whole.wrap(1e6)
            found[-1] = (found[-1][0], whole)
        else:
            found.append((x, block))
    return found
