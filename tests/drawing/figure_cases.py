"""A figure of each kind, empty as on the sheet and filled in as on the key; and readers of finished PDF files."""

from __future__ import annotations

import base64
import ctypes
import io
import re
import zlib
from collections.abc import Iterator
from typing import get_args

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image as Pillow

from broadcast.unplugged.figures import (
    Card,
    Cards,
    Checklist,
    Choice,
    Crossword,
    Drawing,
    Figure,
    Flow,
    Flowchart,
    Grid,
    Image,
    Letters,
    Line,
    Listing,
    Matching,
    Pixels,
    Pose,
    Sign,
    Strips,
    Table,
    Writing,
)


def program(*lines: str) -> tuple[Line, ...]:
    """Lines of a program, two blanks an indent."""
    return tuple(
        Line(text=line.strip(), indent=(len(line) - len(line.lstrip())) // 2, number=number)
        for number, line in enumerate(lines, 1)
    )


def framed(width: int, height: int) -> Image:
    """A white picture with a black frame."""
    data = io.BytesIO()
    picture = Pillow.new("RGB", (width, height))
    picture.paste((255, 255, 255), (4, 4, width - 4, height - 4))
    picture.save(data, "PNG")
    return Image(data=base64.b64encode(data.getvalue()).decode(), width=width, height=height, alt="a white wall")


PROGRAM = Listing(lines=program("repeat 3:", "  forward 2", "  right"), alt="repeat 3: forward 2, right")
SMALL = Grid(columns=4, rows=3, robot=Pose(square="B1", looks="up"), path=("A1", "B1"), alt="a small grid")
PLAIN = Grid(columns=5, rows=5, robot=Pose(square="A1", looks="up"), alt="an empty grid")
BUSY = Grid(
    columns=5, rows=5, walls=("A1-A2", "B3", "C3-D3"), goal="E5", items=("D1", "B5"),
    marks=(("E1", "star"), ("D4", "dot"), ("A5", "cross"), ("C1", "star")), robot=Pose(square="C1", looks="left"),
    start=Pose(square="A1", looks="up"), path=("A1", "A2", "A3", "A4", "B4", "C4", "C3", "C2", "C1"), alt="a grid with everything on it",
)  # fmt: skip
SQUARE = Drawing(
    strokes=((0, 0, 0, 100), (0, 100, 100, 100), (100, 100, 100, 0), (100, 0, 0, 0)), start=(0, 0, 0), alt="a square"
)


def blocks(source: str, *, numbers: bool = True) -> tuple[Line, ...]:
    """Lines of a program of blocks: four blanks an indent, values between ⟨ and ⟩."""
    found = []
    for number, raw in enumerate(source.strip("\n").split("\n"), 1):
        text, starts, slots = "", [], []
        for letter in raw.strip():
            if letter == "⟨":
                starts.append(len(text))
            elif letter == "⟩":
                slots.append((starts.pop(), len(text)))
            else:
                text += letter
        shapes = {"when": "hat", "else": "else", "stop": "cap"}
        shape = shapes.get(text.split(" ")[0].rstrip(":"), "mouth" if text.endswith(":") else "stack")
        indent = (len(raw) - len(raw.lstrip())) // 4
        found.append(
            Line(text=text, indent=indent, number=number if numbers else 0, shape=shape, slots=tuple(slots))  # type: ignore[arg-type]
        )
    return tuple(found)


GAME = blocks(
    """
when started:
    set ⟨score⟩ to ⟨0⟩
    repeat ⟨10⟩:
        move ⟨10⟩ steps
        if ⟨⟨score⟩ > ⟨⟨x position⟩ + ⟨3⟩⟩⟩:
            say ⟨"hello"⟩
        else:
            change ⟨score⟩ by ⟨____⟩
    stop all
when key ⟨space⟩ is pressed:
    hide
"""
)
SHORT = blocks("repeat ⟨3⟩:\n    forward ⟨2⟩\n    right")
LOOSE = blocks("right\nrepeat ⟨3⟩:\n    forward ⟨2⟩\nsay ⟨done⟩", numbers=False)


def step(text: str, answer: str = "") -> Flow:
    return Flow(kind="step", text=text, answer=answer)


def chart(*flow: Flow) -> Flowchart:
    return Flowchart(flow=flow, start="start", end="end", yes="yes", no="no", alt="a flowchart")


def walk(one: str = "", other: str = "") -> Flowchart:
    """A loop with a choice in it, two of its boxes empty, or with an answer."""
    asked = Flow(kind="choice", text="a wall ahead?", body=(step("", one), step("right")), other=(step("forward 2"),))
    only = Flow(kind="choice", text="", answer=other, body=(step("pick"),))
    return chart(step("say go"), Flow(kind="loop", text="done less than 3 times?", body=(asked, only)), step("say done"))


HALF = Drawing(strokes=tuple((a / 2, b / 2, c / 2, d / 2) for a, b, c, d in SQUARE.strokes), start=(0, 0, 0), alt="a half")
NOTHING = Drawing(strokes=(), start=(0, 0, 90), alt="nothing is drawn")
SAY = "I think it stops on square ____."
MEANINGS = ("a box with a name", "a list of steps that a machine follows exactly", "steps that are done again")

HIDDEN = Letters(
    rows=(("L", "O", "O", "P", "X"), ("É", "R", "B", "T", "R"), ("S", "O", "U", "A", "O"), ("T", "B", "G", "กำ", "程"), ("Oʻ", "한", "Ü", "Ñ", "Ж")),
    words=("loop", "bug"), alt="letters with two words in them",
)  # fmt: skip
CROSSED = Crossword(
    cells=((1, 0, 2, 0), (-1, -1, 0, -1), (3, 0, 0, -1)), across=((1, "steps that are done again"), (3, "a mistake in a program")),
    down=((2, "a place where the sun goes round and round"),), heads=("Across", "Down"), alt="a crossword of three words",
)  # fmt: skip
FISH = (".....", "#.##.", ".####", "#.##.", ".....")
DOTTED = Cards(cards=tuple(Card(dots=dots) for dots in (16, 8, 4, 2, 1)), fold="fold here", alt="five cards with dots")
EMPTY: dict[str, Figure] = {
    "grid": PLAIN,
    "listing": Listing(
        lines=program("repeat ____:", "  forward 2", "  if wall:", "    right", "say done"), alt="a program with a gap"
    ),
    "table": Table(
        header=("round", "square", "looks towards"), rows=(("start", "A1", "row 5"), ("1", "", ""), ("2", "", "")), alt="a table"
    ),
    "strips": Strips(
        strips=(("A", program("right")), ("B", program("repeat 3:", "  forward 2")), ("C", (Line(text="say done"),))),
        alt="three strips",
    ),
    "matching": Matching(left=("program", "loop", "variable"), right=MEANINGS, alt="three words"),
    "choice": Choice(options=(("A", "on A1"), ("B", "on C1"), ("C", "it leaves the grid"), ("D", "on E5")), alt="four answers"),
    "choice-programs": Choice(options=(("A", PROGRAM), ("B", PROGRAM)), alt="two programs"),
    "choice-grids": Choice(options=(("A", SMALL), ("B", SMALL), ("C", SMALL), ("D", SMALL)), alt="four ways"),
    "writing": Writing(text=SAY, alt=SAY),
    "writing-lines": Writing(text="Why do you think so?", lines=2, alt="Why?"),
    "image": framed(400, 300),
    "drawing": SQUARE,
    "flowchart": walk(),
    "flowchart-long": chart(*(step(f"forward {number}") for number in range(1, 13))),
    "flowchart-wide": chart(
        Flow(
            kind="choice",
            text="one?",
            body=(Flow(kind="choice", text="two?", body=(step("left"),), other=(step("right"),)),),
            other=(Flow(kind="choice", text="three?", body=(step("forward"),), other=(step("back"),)),),
        )
    ),
    "blocks": Listing(lines=GAME, look="blocks", alt="a program of blocks"),
    "choice-blocks": Choice(
        options=tuple((letter, Listing(lines=SHORT, look="blocks", alt="x")) for letter in "AB"), alt="two programs"
    ),
    "strips-blocks": Strips(
        strips=(("A", LOOSE[:1]), ("B", LOOSE[1:3]), ("C", LOOSE[3:])), look="blocks", alt="three strips of blocks"
    ),
    "strips-cut": Strips(strips=(("A", program("right")), ("B", program("say done"))), cut=True, alt="strips to cut out"),
    "drawing-line": Drawing(strokes=((0, 0, 300, 0),), start=(0, 0, 90), alt="a line"),
    "drawing-empty": NOTHING,
    "choice-drawings": Choice(options=(("A", SQUARE), ("B", HALF), ("C", SQUARE), ("D", NOTHING)), alt="four pictures"),
    "letters": HIDDEN,
    "crossword": CROSSED,
    "crossword-bare": CROSSED.model_copy(update={"heads": ("", "")}),
    "cards": DOTTED,
    "pixels": Pixels(columns=5, runs=((5,), (0, 1, 1, 2, 1), (1, 4), (0, 1, 1, 2, 1), (5,)), alt="squares to paint"),
    "checklist": Checklist(entries=("It uses a loop.", "The robot stays on the paper."), alt="two things to tick"),
    "sign": Sign(sign="behind", words=("left", "right"), alt="a child seen from behind"),
}
FILLED: dict[str, Figure] = {
    **{f"sign-{name}": Sign(sign=name, alt=name) for name in get_args(Sign.model_fields["sign"].annotation) if name != "behind"},
    "letters": HIDDEN.model_copy(update={"answer": (("A5", "D5"), ("C4", "C2"), ("A1", "E5"))}),
    "crossword": CROSSED.model_copy(update={"letters": (("L", "O", "O", "P"), ("", "", "B", ""), ("B", "U", "G", ""))}),
    "pixels": Pixels(columns=5, runs=((5,), (0, 1, 1, 2, 1), (1, 4), (0, 1, 1, 2, 1), (5,)), painted=FISH, alt="a fish"),
    "checklist": Checklist(
        entries=("It uses a loop.", "The robot stays on the paper."), ticked=True, alt="two things are ticked"
    ),
    "grid": BUSY,
    "listing": Listing(lines=program("repeat 3:", "  forward 2", "  right"), marked=2, alt="line 2 is marked"),
    "table": Table(header=("round", "square"), rows=(("start", "A1"), ("1", "A3")), alt="a table"),
    "strips": EMPTY["strips"].model_copy(update={"answer": ("B", "A", "C")}),
    "matching": EMPTY["matching"].model_copy(update={"answer": (1, 2, 0)}),
    "flowchart": walk("B", "D"),
    "blocks": Listing(lines=SHORT, look="blocks", marked=2, alt="line 2 is marked"),
    "choice": EMPTY["choice"].model_copy(update={"answer": ("B",)}),
    "choice-grids": EMPTY["choice-grids"].model_copy(update={"answer": ("C",)}),
    "writing": Writing(text=SAY, answer="C1", alt=SAY),
    "writing-lines": Writing(text="Why?", lines=2, answer="Because it turns three times.", alt="Why?"),
}
WORDS: dict[str, tuple[str, ...]] = {
    "blocks": (
        "when started",
        "set score to 0",
        "repeat 10",
        "if score > x position + 3",
        'say "hello"',
        "when key space is pressed",
    ),
    "choice-blocks": ("A", "B", "repeat 3", "forward 2"),
    "strips-blocks": ("A", "B", "C", "repeat 3", "say done"),
    "strips-cut": ("A", "B", "right", "say done"),
    "letters": ("L", "É", "程", "한", "Ж", "loop", "bug"),
    "crossword": ("1", "3", "Across", "Down", "steps that are done again"),
    "crossword-bare": ("1", "2", "3"),
    "cards": ("fold here", "1", "0"),
    "cards-screen": (),
    "pixels": ("1", "5", "4"),
    "checklist": ("It uses a loop.", "stays on the paper"),
    "sign": ("left", "right"),
    "flowchart": ("start", "end", "yes", "no", "a wall ahead?", "say done"),
    "flowchart-long": ("start", "end", *(f"forward {number}" for number in range(1, 13))),
    "flowchart-long-screen": tuple(f"forward {number}" for number in range(1, 13)),
    "flowchart-wide": ("one?", "two?", "three?", "left", "right", "forward", "back"),
    "image": (),
    "drawing": (),
    "drawing-line": (),
    "drawing-empty": (),
    "choice-drawings": ("A", "B", "C", "D"),
    "grid": ("A", "E", "1", "5"),
    "listing": ("repeat", "forward 2", "if wall:", "say done"),
    "table": ("looks towards", "start", "row 5"),
    "strips": ("A", "B", "C", "repeat 3:", "say done"),
    "matching": ("program", "a box with a name", "done again"),
    "choice": ("A", "on C1", "it leaves the grid", "D"),
    "choice-programs": ("repeat 3:", "A", "B"),
    "choice-grids": ("A", "B", "C", "D", "3"),
    "writing": ("I think it stops on square",),
    "writing-lines": ("Why do you think so?",),
}


def text_of(data: bytes) -> str:
    """Text of all pages by pdfium, blanks and line ends made one."""
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def fonts(data: bytes) -> dict[str, bool]:
    """Every font that text is set in, by pdfium, and whether it is embedded."""
    found: dict[str, bool] = {}
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            for thing in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(thing.raw)
                buffer = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
                found[buffer.value.decode()] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    return found


def operators(data: bytes) -> Iterator[str]:
    """The content streams of a file of ours, as text."""
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S):
        try:
            text = zlib.decompressobj().decompress(match[1]).decode("latin-1")
        except zlib.error:
            continue
        if text.startswith("1 0 0 1 0 0 cm"):
            yield text
