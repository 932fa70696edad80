"""Figures on paper and on screen, as plain data from a closed set. `drawing` paints them; nothing here draws.

Words in them are already in the language of the class. A square is written as on the sheet: column letter and row
number from the bottom, `A1` at the lower left.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Plain(BaseModel):
    """Frozen data that refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Pose(Plain):
    """A robot on a square, looking `up`, `right`, `down` or `left` on the page."""

    square: str
    looks: Literal["up", "right", "down", "left"]


class Grid(Plain):
    """The squared paper: letters under the columns, numbers beside the rows."""

    figure: Literal["grid"] = "grid"
    columns: int
    rows: int
    walls: tuple[str, ...] = ()
    """`A1-A2` a wall between two squares, `B3` a blocked square."""
    goal: str = ""
    items: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    """(square, `star` | `dot` | `cross`)."""
    robot: Pose | None = None
    start: Pose | None = None
    """Printed lightly as the starting place where the robot itself has moved on."""
    path: tuple[str, ...] = ()
    """Squares walked, in order, drawn as a line (the answer key and the reveal)."""
    alt: str
    """What the picture shows, in words."""


class Line(Plain):
    """A line of a program as printed."""

    text: str
    """In the class's own words for the robot's language; `____` is a gap to write in."""
    indent: int = 0
    number: int = 0
    """Printed at the left; 0: none."""
    shape: Literal["", "hat", "stack", "mouth", "else", "cap"] = ""
    """Where a program is drawn as blocks: `mouth` holds the lines below it that are indented further, `cap` ends a script."""
    slots: tuple[tuple[int, int], ...] = ()
    """(start, end) in `text` of values: drawn as pills in a block."""


class Listing(Plain):
    """A program, or part of one."""

    figure: Literal["listing"] = "listing"
    lines: tuple[Line, ...]
    marked: int = 0
    """Number of the line being talked about; 0: none."""
    look: Literal["text", "blocks"] = "text"
    """`blocks`: as blocks that fit into each other."""
    alt: str


class Drawing(Plain):
    """What a turtle draws, as large as there is room."""

    figure: Literal["drawing"] = "drawing"
    strokes: tuple[tuple[float, float, float, float], ...]
    """x1, y1, x2, y2 in the turtle's own units, y upwards."""
    start: tuple[float, float, float] | None = None
    """x, y and heading (degrees clockwise from up) of the turtle, printed as an arrow."""
    faint: tuple[tuple[float, float, float, float], ...] = ()
    """Lines printed lightly: what is there already."""
    view: tuple[float, float, float, float] | None = None
    """Left, low, right, high of what must be seen besides the lines: so that a picture in the making keeps its scale."""
    alt: str


class Flow(Plain):
    """A box of a flowchart, with what hangs on it."""

    kind: Literal["step", "loop", "choice"]
    """`loop`: a question; yes leads through `body` and back to it. `choice`: a question; yes through `body`, no through `other`."""
    text: str = ""
    """Empty: a box to write in."""
    answer: str = ""
    """What belongs into an empty box, on the answer key."""
    body: tuple[Flow, ...] = ()
    other: tuple[Flow, ...] = ()


class Flowchart(Plain):
    """A program as boxes and arrows, from a round start to a round end."""

    figure: Literal["flowchart"] = "flowchart"
    flow: tuple[Flow, ...]
    start: str
    end: str
    yes: str
    no: str
    """Words of the class for the ends and the arrows."""
    alt: str


class Table(Plain):
    """A table to fill in; an empty string is a cell to write in."""

    figure: Literal["table"] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str


class Strips(Plain):
    """Lines out of order, each with a letter; the learner writes the letters in order."""

    figure: Literal["strips"] = "strips"
    strips: tuple[tuple[str, tuple[Line, ...]], ...]
    """(letter, its lines): more than one line where lines are glued."""
    answer: tuple[str, ...] = ()
    """Letters printed into the boxes (answer key and reveal); empty on the sheet."""
    cut: bool = False
    """Dashed lines with scissors between the strips, to be cut out."""
    places: int = 0
    """Squares for letters, where not every strip has one: of a pair, one is right; 0: as many as strips."""
    look: Literal["text", "blocks"] = "text"
    alt: str


class Matching(Plain):
    """Words at the left, meanings at the right in another order; the learner draws lines or writes letters."""

    figure: Literal["matching"] = "matching"
    left: tuple[str, ...]
    right: tuple[str, ...]
    """Printed with letters a, b, c …"""
    answer: tuple[int, ...] = ()
    """For each left entry the index of its right one; empty on the sheet."""
    alt: str


class Choice(Plain):
    """Options with letters A, B, C …; each a text, a program, a grid or a drawing."""

    figure: Literal["choice"] = "choice"
    options: tuple[tuple[str, str | Listing | Grid | Drawing], ...]
    answer: tuple[str, ...] = ()
    alt: str


class Writing(Plain):
    """A sentence with `____` to fill in, or empty lines to write on."""

    figure: Literal["writing"] = "writing"
    text: str = ""
    lines: int = 0
    """Empty ruled lines under the text."""
    answer: str = ""
    """What belongs in the gap (answer key and reveal)."""
    alt: str = ""


class Image(Plain):
    """A picture of the lesson's own."""

    figure: Literal["image"] = "image"
    data: str
    """PNG without transparency, base64: an episode needs no file beside it."""
    width: int
    height: int
    """Pixels."""
    alt: str
    """The author's words that stand for it."""


class Letters(Plain):
    """Squares with a letter each, in which words are hidden; squares have names as on the robot's paper."""

    figure: Literal["letters"] = "letters"
    rows: tuple[tuple[str, ...], ...]
    """From the top; a cell is what the script takes for a letter."""
    words: tuple[str, ...] = ()
    """Printed below, each with a little square to tick."""
    answer: tuple[tuple[str, str], ...] = ()
    """(first square, last square) of each word, ringed (answer key and reveal); empty on the sheet."""
    alt: str


class Crossword(Plain):
    """Squares for words that cross, and what the words mean."""

    figure: Literal["crossword"] = "crossword"
    cells: tuple[tuple[int, ...], ...]
    """Rows from the top: -1 no square, 0 a square, else the number in its corner."""
    letters: tuple[tuple[str, ...], ...] = ()
    """As `cells`, a letter in each square (answer key and reveal); empty on the sheet."""
    across: tuple[tuple[int, str], ...]
    down: tuple[tuple[int, str], ...]
    """(number, clue)."""
    heads: tuple[str, str]
    """Words of the class over the two lists of clues; both empty: the squares alone."""
    alt: str


class Card(Plain):
    """A card to cut out and fold: dots on its front, nothing on its back."""

    dots: int
    front: str = "1"
    back: str = "0"
    """Written in the corners of the two sides."""


class Cards(Plain):
    """Cards in a row, each with a line to fold along between front (above) and back (below), and lines to cut along."""

    figure: Literal["cards"] = "cards"
    cards: tuple[Card, ...]
    fold: str
    """The word of the class beside the line to fold along."""
    alt: str


class Pixels(Plain):
    """Squares to paint black or leave white, row by row from the top, as the numbers beside them say."""

    figure: Literal["pixels"] = "pixels"
    columns: int
    runs: tuple[tuple[int, ...], ...]
    """A row each: how many white ones, then how many black ones, and so on; 0 where a row begins with black."""
    painted: tuple[str, ...] = ()
    """A row each of `.` and `#` (answer key and reveal); empty on the sheet."""
    alt: str


class Checklist(Plain):
    """Sentences that are to be true, each with a square to tick."""

    figure: Literal["checklist"] = "checklist"
    entries: tuple[str, ...]
    ticked: bool = False
    alt: str


class Sign(Plain):
    """A small drawing of our own: a sound, how a class sits, what it works with."""

    figure: Literal["sign"] = "sign"
    sign: Literal["open", "close", "tick", "threes", "radio", "behind", "sheet", "board", "floor"]
    """`open`, `close`, `tick`: the sounds of a wait; `threes`: three children around a sheet; `behind`: a child seen from
    behind, with both hands out; `sheet`, `board`, `floor`: the three ways to work."""
    words: tuple[str, ...] = ()
    """Words of the class in the drawing: for `behind` what is at the left and at the right hand."""
    alt: str


Squares = Grid | Letters | Crossword | Pixels
"""About as high as they are wide: on screen they stand at the right, all else at the left."""

Figure = Annotated[
    Grid
    | Listing
    | Drawing
    | Flowchart
    | Table
    | Strips
    | Matching
    | Choice
    | Writing
    | Image
    | Letters
    | Crossword
    | Cards
    | Pixels
    | Checklist
    | Sign,
    Field(discriminator="figure"),
]
