"""Every kind of PDF that the program makes, looked through by another library for what a screen reader cannot follow."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from broadcast import paper
from broadcast.drawing.canvas import in_memory
from broadcast.drawing.figures import paint
from broadcast.drawing.pages import Paragraph, Table, pages
from broadcast.drawing.text import Block
from broadcast.language.catalogue import messages
from broadcast.radio.script import script_pdf as radio_script
from broadcast.tv.rundown_pdf import rundown_pdf
from broadcast.tv.script import script_pdf as tv_script
from tests.drawing.figure_cases import EMPTY, FILLED
from tests.drawing.samples import SAMPLES
from tests.paper.test_paper_rungs import given as with_rungs
from tests.sample import exemplar
from tests.tagged import faults, languages

EN = messages("en")
KINDS = {
    "worksheet": paper.worksheet,
    "answers": paper.answers,
    "guide": paper.guide,
    "first day": paper.first_day,
    "radio script": radio_script,
    "tv script": tv_script,
    "rundown": rundown_pdf,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("long", [False, True])
def test_every_document_can_be_followed(kind: str, long: bool, tmp_path: Path) -> None:
    episode = with_rungs(exemplar(), 3)
    if long:  # several pages, with tables and boxes that go on
        boxes = tuple(box.model_copy(update={"number": at}) for at, box in enumerate(episode.boxes * 3, 1))
        notes = tuple(f"{number}. {SAMPLES['en']}" for number in range(30))
        guide = episode.guide.model_copy(update={"notes": notes, "activities": notes})
        episode = episode.model_copy(update={"boxes": boxes, "segments": episode.segments * 4, "guide": guide})
    KINDS[kind](tmp_path / "made.pdf", episode, EN)
    assert faults((tmp_path / "made.pdf").read_bytes()) == []


@pytest.mark.parametrize("figures", [EMPTY, FILLED])
@pytest.mark.parametrize("style", ["paper", "dense"])
def test_every_figure_can_be_followed(figures: dict[str, object], style: str) -> None:
    canvas, stream = in_memory("a4", title="Figures", language="en")
    y = 820.0
    for figure in figures.values():
        if y < 300:
            canvas.showPage()
            y = 820
        y -= paint(canvas, figure, 40, y, 480, style=style) + 10  # type: ignore[arg-type]
    canvas.save()
    assert faults(stream.getvalue()) == []


def test_each_block_says_its_language(tmp_path: Path) -> None:
    story = [Paragraph(Block(text, tag, 11)) for tag, text in SAMPLES.items()]
    pages(tmp_path / "all.pdf", title="All", language="en", story=story)
    data = (tmp_path / "all.pdf").read_bytes()
    assert faults(data) == []
    assert languages(data) == [tag for tag in SAMPLES if tag != "en"]


def test_a_list_over_two_pages_is_one_list_and_an_entry_that_goes_on_is_one_entry(tmp_path: Path) -> None:
    words = " ".join(SAMPLES["en"] for _ in range(9))
    points = [Paragraph(Block(f"{number} {words}", "en", 11), indent=14, marker="•") for number in range(4)]
    heading = Paragraph(Block("Points", "en", 16, role="H1"))
    table = Table([("a", "b"), ("1", "2"), ["all"]], (1, 1), language="en")
    count = pages(
        tmp_path / "list.pdf", title="List", language="en", story=[heading, *points, table], footer=("{page} / {pages}", "", "")
    )
    data = (tmp_path / "list.pdf").read_bytes()
    assert count > 1 and faults(data) == []
    with pikepdf.open(tmp_path / "list.pdf") as pdf:
        roles = [str(node.S) for node in pdf.Root.StructTreeRoot.K.K]
        assert roles == ["/H1", "/L", "/Table"]
        assert [[str(part.S) for part in entry.K] for entry in pdf.Root.StructTreeRoot.K.K[1].K] == [["/Lbl", "/LBody"]] * 4


def test_the_tester_finds_what_is_wrong() -> None:
    canvas, stream = in_memory("a4", title="Wrong", language="en")
    canvas.line(0, 0, 100, 100)
    with canvas.figure(""):
        canvas.line(0, 0, 10, 10)
    with canvas.group("Table"), canvas.group("TR"), canvas.element("TD"):
        canvas.line(0, 0, 10, 10)
    with canvas.element("LI"):
        canvas.line(0, 0, 10, 10)
    canvas.save()
    found = " ".join(faults(stream.getvalue()))
    for words in ("S belongs to nothing", "a figure without words", "a table without headings", "LI outside of its place"):
        assert words in found
