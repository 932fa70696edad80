"""A block of text: it wraps to a width, knows its height and draws itself on a `Canvas`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from broadcast.drawing.breaks import breaks, clusters
from broadcast.drawing.glyphs import draw_line
from broadcast.drawing.shaping import BLACK, Colour, Piece, Run, itemise, piece
from broadcast.errors import TextError

if TYPE_CHECKING:
    from broadcast.drawing.canvas import Canvas

Align = Literal["left", "centre", "right"]
LEADING = 1.4
"""Line distance over size, where none is given; Thai and Hindi stack marks and get more."""
TALL = {"th": 1.6, "hi": 1.6}
DROP = 0.35
"""The baseline lies this part of the size under the middle of its line: the letters' bodies stand in the middle."""
ORPHAN = 3
"""Letters of a last line that are too few to stand alone."""
_SLACK = 1e-6


class Block:
    """Runs of text, in one language, as lines of a given width.

        block = Block("Look at box two.", "en", 12)
        height = block.wrap(200)              # points; also block.lines, block.height, block.width
        block.draw(canvas, x, y_top)

    `runs` is plain text or Runs (bold, mono, size, colour, underline of their own). A line feed in the text ends a line.
    `size`, `leading` and `hang` (what lines after the first are further in) are points; `bold`, `mono` and `colour` (red, green, blue from 0 to 1) hold where a run says
    nothing; `role` is the tag the text gets in the PDF's structure: `P`, `H1`, `H2`, `TD`, `LI` … or empty for none.
    """

    def __init__(
        self,
        runs: str | Sequence[Run],
        language: str,
        size: float = 11.0,
        *,
        leading: float | None = None,
        bold: bool = False,
        mono: bool = False,
        align: Align = "left",
        colour: Colour = BLACK,
        role: str = "P",
        hang: float = 0.0,
    ) -> None:
        self.runs = (Run(runs, bold=bold, mono=mono),) if isinstance(runs, str) else tuple(runs)
        self.language, self.size, self.align, self.colour, self.role = language, size, align, colour, role
        self.hang = hang
        largest = max([size, *(run.size or 0 for run in self.runs)])
        self.leading = leading or largest * max(LEADING, TALL.get(language, 0))
        self.lines: tuple[tuple[Piece, ...], ...] = ()
        self.width = 0.0
        self._segments: tuple[Segment | None, ...] | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> float:
        """Of the lines as last wrapped, in points."""
        return sum(self.line_height(line) for line in self.lines)

    def line_height(self, line: Sequence[Piece]) -> float:
        """The leading, or what a hand needs to write in the line's gaps."""
        return max([self.leading, *(part.run.gap_height for part in line if part.run.gap)])

    def wrap(self, width: float) -> float:
        """Break into lines of at most `width` points; returns the height. TextError for a letter without a font."""
        self.width = width
        lines: list[list[Piece]] = [[]]
        used = 0.0
        width -= self.hang if self.hang and self.natural() > width + _SLACK else 0.0
        for segment in self._fitting(width):
            if segment is None:
                lines.append([])
                used = 0.0
                continue
            room = width if len(lines) > 1 else self.width
            if lines[-1] and segment.ink and used + segment.ink > room + _SLACK:
                lines.append([])
                used = 0.0
            lines[-1].extend(segment.pieces)
            used += segment.width
        self.lines = tuple(tuple(line) for line in _unorphaned(lines, width))
        return self.height

    def natural(self) -> float:
        """Width of the longest line when nothing is broken, in points."""
        widest = used = 0.0
        for segment in self._parts():
            used = 0.0 if segment is None else used + segment.width
            widest = max(widest, used)
        return widest

    def least(self) -> float:
        """Width of the longest stretch that cannot be broken, in points."""
        return max((segment.ink for segment in self._parts() if segment is not None), default=0.0)

    def draw(self, canvas: Canvas, x: float, y_top: float) -> None:
        """Draw the wrapped lines, the first one's top at `y_top`."""
        if not self.lines:
            raise ValueError("wrap before draw")
        with canvas.text_element(self.role, self.language):
            for number, line in enumerate(self.lines):
                y_top -= self.line_height(line)
                left = x + (self.hang if number else 0.0)
                draw_line(canvas, left + self.offset(line), y_top + self.leading / 2 - self.size * DROP, line, self.colour)

    def offset(self, line: Sequence[Piece]) -> float:
        """Where a line starts, from the block's left edge."""
        if self.align == "left":
            return 0.0
        spare = self.width - line_width(line)
        return spare / 2 if self.align == "centre" else spare

    def split(self, height: float) -> tuple[Block, Block] | None:
        """This block as two, the first at most `height` points high; None where not one line, or all of them, fit."""
        count, used = 0, 0.0
        for line in self.lines:
            used += self.line_height(line)
            if used > height + _SLACK:
                break
            count += 1
        if count < 1 or count >= len(self.lines):
            return None
        return self._part(self.lines[:count]), self._part(self.lines[count:])

    def _part(self, lines: Sequence[tuple[Piece, ...]]) -> Block:
        part = Block(
            self.runs, self.language, self.size, leading=self.leading, align=self.align, colour=self.colour, role=self.role
        )
        part.lines, part.width = tuple(lines), self.width
        part._segments = tuple(segment for line in lines for segment in (_segment(line), None))[:-1]
        return part

    def _parts(self) -> tuple[Segment | None, ...]:
        if self._segments is None:
            self._segments = _shaped(self.runs, self.language, self.size)
        return self._segments

    def _fitting(self, width: float) -> Iterator[Segment | None]:
        """The segments; one that is wider than the column is cut between letters, its closing mark kept with the last."""
        for segment in self._parts():
            if segment is None or segment.ink <= width + _SLACK:
                yield segment
                continue
            yield from map(_segment, self._cut(segment.pieces))

    def _cut(self, segment: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
        waiting: list[Piece] = []
        for part in segment:
            if part.run.gap:
                waiting.append(part)
                continue
            for letter in clusters(part.text, self.language):
                glyph = piece(part.face, letter, "Thai" if part.complex else "Zyyy", self.language, part.run, self.size)
                if waiting and (letter[0].isalnum() or letter == "_"):
                    yield tuple(waiting)
                    waiting = []
                waiting.append(glyph)
        if waiting:
            yield tuple(waiting)


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces up to a place where a line may end."""

    pieces: tuple[Piece, ...]
    width: float
    """Points."""
    ink: float
    """Width of what is not blank."""


def _segment(pieces: Sequence[Piece]) -> Segment:
    return Segment(tuple(pieces), sum(part.width for part in pieces), sum(part.width for part in pieces if not part.blank))


@lru_cache(4096)
def _shaped(runs: tuple[Run, ...], language: str, size: float) -> tuple[Segment | None, ...]:
    """The text in segments; None where a line must end. The same words are measured many times while a page is packed."""
    found: list[Segment | None] = []
    for number, paragraph in enumerate(_paragraphs(runs)):
        if number:
            found.append(None)
        text = "".join(run.text for run in paragraph)
        ends = breaks(text, language) if text else frozenset()
        segment: list[Piece] = []
        for run, face, script, start, end in itemise(paragraph, language):
            for stop in sorted({at for at in ends if start < at < end} | {end}):
                core = text[start:stop].rstrip(" ")
                for part in (core, text[start + len(core) : stop]):
                    if part:
                        segment.append(piece(face, part, script, language, run, size))
                start = stop
                if stop in ends:
                    found.append(_segment(segment))
                    segment = []
        if segment:
            found.append(_segment(segment))
    return tuple(found)


def line_width(line: Sequence[Piece]) -> float:
    """Width in points without the blanks at its end."""
    count = len(line)
    while count and line[count - 1].blank:
        count -= 1
    return sum(part.width for part in line[:count])


def _unorphaned(lines: list[list[Piece]], width: float) -> list[list[Piece]]:
    """No last line of a lone number or a short word: a word of the line before comes down to it.

    Only where words are parted by blanks; line feeds of the author stay where they are.
    """
    for number in range(1, len(lines)):
        last, before = lines[number], lines[number - 1]
        alone = "".join(part.text for part in last)
        ends = number + 1 == len(lines) or not lines[number + 1]
        if not ends or len(alone.strip()) > ORPHAN or any(part.run.gap for part in last) or not (before and before[-1].blank):
            continue
        blanks = [at for at, part in enumerate(before[:-1]) if part.blank]
        if blanks and line_width(before[blanks[-1] + 1 :] + last) <= width:
            lines[number - 1], lines[number] = before[: blanks[-1] + 1], before[blanks[-1] + 1 :] + last
    return lines


def _paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs cut at line feeds."""
    found: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.expandtabs(4).split("\n")):
            if number:
                found.append([])
            if text:
                found[-1].append(replace(run, text=text))
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A heading at the size that was found."""

    block: Block
    size: float
    height: float


def fit(
    text: str,
    width: float,
    max_size: float,
    min_size: float,
    max_lines: int,
    *,
    language: str,
    bold: bool = True,
    align: Align = "left",
    colour: Colour = BLACK,
    role: str = "H1",
) -> Fitted:
    """The largest size (by half points) at which `text` takes at most `max_lines` lines without cutting a word.

    TextError when it does not fit at `min_size`.
    """
    steps = int((max_size - min_size) * 2)
    low, high = 0, steps
    best: Fitted | None = None
    while low <= high:
        middle = (low + high) // 2
        size = max_size - middle / 2
        block = Block(text, language, size, bold=bold, align=align, colour=colour, role=role, leading=size * 1.25)
        block.wrap(width)
        if len(block.lines) <= max_lines and _whole(block, width):
            best, high = Fitted(block, size, block.height), middle - 1
        else:
            low = middle + 1
    if best is None:
        raise TextError(f"{text!r} does not fit in {max_lines} lines of its place", remedy="Write it shorter")
    return best


def _whole(block: Block, width: float) -> bool:
    """Whether no word was cut between letters."""
    return block.least() <= width + _SLACK
