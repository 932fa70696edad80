"""Programs that are too long for a column, a box or a page: every line is printed, in order, under its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadcast import paper
from broadcast.drawing import figures, raster
from broadcast.drawing.figures import listing as listings
from broadcast.drawing.figures import look
from broadcast.drawing.figures.pen import Pen
from broadcast.drawing.text import Block, line_width
from broadcast.episode.model import Episode
from broadcast.language.catalogue import messages
from broadcast.paper.boxes import Shown
from broadcast.paper.parting import parted
from broadcast.unplugged.figures import Line, Listing
from broadcast.unplugged.model import Rung
from tests.drawing.figure_cases import GAME, program
from tests.sample import exemplar

PEN = Pen(None, look("paper"), "en")


def long(count: int, style: str = "text") -> Episode:
    """The episode with a program of so many lines in its second box, the last of its figures and tasks under it."""
    lines = tuple(
        Line(text=f"print('The shop has word{number} bottles and so many loaves of bread', score)", number=number)
        for number in range(1, count + 1)
    )
    if style == "blocks":
        lines = tuple(line.model_copy(update={"number": number}) for number, line in enumerate(GAME * (count // len(GAME)), 1))
    figure = Listing(lines=lines, alt="a long program", look=style)  # type: ignore[arg-type]
    boxes = list(exemplar().boxes)
    boxes[1] = boxes[1].model_copy(
        update={"figures": (figure, boxes[2].figures[0]), "rungs": (Rung(mark="done", prompt="Then rest."),)}
    )
    return exemplar().model_copy(update={"boxes": tuple(boxes)})


@pytest.mark.parametrize(("count", "style"), [(50, "text"), (120, "text"), (66, "blocks")])
def test_a_program_longer_than_a_page_goes_on_in_another_box_of_its_number(tmp_path: Path, count: int, style: str) -> None:
    episode = long(count, style)
    made = paper.worksheet(tmp_path / "sheet.pdf", episode, messages("en"), "letter")
    texts = raster.texts(tmp_path / "sheet.pdf")
    assert made.pages == len(texts) > 1
    whole = "\n".join(texts)
    if style == "text":
        assert [int(found) for found in re.findall(r"word(\d+)", whole)] == list(range(1, count + 1))
    else:
        assert whole.count("when key") == count // len(GAME) == whole.count("stop all")
    heading = episode.boxes[1].heading
    assert whole.count(messages("en").text("paper.goes-on", heading=heading)) >= 1
    assert whole.index("Then rest.") > whole.rindex("word" if style == "text" else "hide")


def test_parts_hold_every_line_once_and_what_is_no_program_once() -> None:
    (box,) = long(40).boxes[1:2]
    shown = Shown(box, box.figures, (("Answer: C1", True),))
    parts = parted([shown], lambda entry: sum(len(figure.lines) for figure in entry.figures[:1]) <= 15, "{heading}, again")  # type: ignore[union-attr]
    lists = [part.figures[0] for part in parts]
    assert [len(one.lines) for one in lists if isinstance(one, Listing)] == [15, 15, 10]
    assert [len(part.figures) for part in parts] == [1, 1, 2] and [len(part.notes) for part in parts] == [0, 0, 1]
    assert [part.box.heading for part in parts[1:]] == [f"{box.heading}, again"] * 2
    assert [part.box.number for part in parts] == [2, 2, 2]


def test_the_guide_prints_a_long_program_for_the_board(tmp_path: Path) -> None:
    paper.guide(tmp_path / "guide.pdf", long(60), messages("en"))
    whole = "\n".join(raster.texts(tmp_path / "guide.pdf"))
    assert [int(found) for found in re.findall(r"word(\d+)", whole)] == list(range(1, 61))


@pytest.mark.parametrize("style", ["text", "blocks"])
def test_columns_where_there_is_room_and_none_for_a_short_program(style: str) -> None:
    lines = (GAME + GAME) if style == "blocks" else program(*[f"score = score + {number}" for number in range(22)])
    figure = Listing(lines=lines, look=style, alt="x")  # type: ignore[arg-type]
    parts = listings.columns(figure, PEN, 620)
    assert len(parts) > 1 and tuple(line for part in parts for line in part) == lines
    assert len(listings.columns(figure, PEN, 200)) == 1
    assert len(listings.columns(figure.model_copy(update={"lines": lines[:9]}), PEN, 620)) == 1
    assert figures.height(figure, 620, language="en") < 0.7 * figures.height(figure, 200, language="en")


def test_the_rest_of_a_broken_line_stands_further_in() -> None:
    block = Block("one two three four five six seven eight", "en", 10, hang=20)
    block.wrap(100)
    assert len(block.lines) > 2
    assert all(line_width(line) <= 80 for line in block.lines[1:]) and line_width(block.lines[0]) <= 100
    plain = Block("one two", "en", 10, hang=20)
    plain.wrap(100)
    assert len(plain.lines) == 1
