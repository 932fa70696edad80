"""The first-day sheet, as planned from our own programme for facilitators: two sides, black on white, every word readable."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from broadcast import paper
from broadcast.delivery.checks import paper as checks
from broadcast.delivery.checks.figure import Package
from broadcast.drawing import raster
from broadcast.episode import planning
from broadcast.episode.format import load
from broadcast.episode.model import Episode
from broadcast.episode.station import Station
from broadcast.language.catalogue import messages
from broadcast.language.model import tags
from broadcast.lesson.localise import localise
from broadcast.outputs import OUTPUTS
from broadcast.sources import read
from broadcast.unplugged.figures import Listing, Table
from tests.drawing.figure_cases import fonts, operators, text_of
from tests.sample import exemplar

FOLDER = Path(__file__).parents[2] / "scripts_src" / "for-facilitators"
PAGES = ("a4", "letter")


@cache
def planned(tag: str) -> Episode:
    return planning.plan(localise(read(FOLDER), tag), load("simulcast-15"), messages(tag), Station())


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("tag", tags())
def test_two_sides_that_can_be_copied_and_read(tmp_path: Path, tag: str, page: paper.sheet.Page) -> None:
    made = paper.first_day(tmp_path / "sheet.pdf", planned(tag), messages(tag), page)
    data = (tmp_path / "sheet.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == made.pages == 2
        sizes = {(round(side.get_width()), round(side.get_height())) for side in document}
    assert sizes == {(595, 842) if page == "a4" else (612, 792)}
    assert max(raster.ink(raster.picture(data, at, 150)) for at in range(2)) <= 0.05
    assert all(fonts(data).values())
    for stream in operators(data):
        for colour in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", stream):
            assert {float(value) for value in colour} in ({0.0}, {1.0}), colour
    text = letters(text_of(data))
    said = {
        key: messages(tag).text(key)
        for key in messages(tag).texts
        if key.startswith("first-day.") and "{" not in messages(tag).template(key)
    }
    unseen = [key for key, words in said.items() if letters(words) not in text]
    assert [key for key in unseen if key != "first-day.subject"] == []


def test_it_is_tagged_and_its_drawings_have_words(tmp_path: Path) -> None:
    paper.first_day(tmp_path / "sheet.pdf", planned("en"), messages("en"))
    data = (tmp_path / "sheet.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        assert document.is_tagged()
    for key in ("sign.threes", "sign.behind", "effect.open"):
        assert f"({messages('en').text(key)})".encode() in data


def test_the_squares_the_program_and_its_table_belong_together(tmp_path: Path) -> None:
    """The table is the answer of the lesson's own trace, from the square on which the robot stands on the sheet."""
    episode = planned("en")
    trace = next(figure for box in episode.boxes for figure in box.key if isinstance(figure, Table))
    program = next(figure for box in episode.boxes for figure in box.figures if isinstance(figure, Listing))
    paper.first_day(tmp_path / "sheet.pdf", episode, messages("en"))
    back = raster.texts(tmp_path / "sheet.pdf")[1]
    assert all(cell and cell in back for row in trace.rows for cell in row)
    assert all(line.text in back for line in program.lines)
    assert "Here it stands on E1." in back and trace.rows[0][1] == "E1"


def test_an_episode_without_a_program_has_a_sheet_without_one(tmp_path: Path) -> None:
    paper.first_day(tmp_path / "sheet.pdf", exemplar().model_copy(update={"boxes": ()}), messages("en"))
    text = (tmp_path / "sheet.pdf").read_bytes()
    assert messages("en").text("first-day.program") not in text_of(text)
    assert messages("en").text("first-day.fails") in text_of(text)


def test_quality_sees_a_side_too_many_and_a_sentence_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    package = Package(tmp_path, planned("es-419"), messages("es-419"), load("simulcast-15"))
    path = tmp_path / "paper" / "first-day-a4.pdf"
    paper.first_day(path, package.episode, package.messages)
    assert all(check.ok for check in (*checks.sheet(package), *checks.text(package)))
    with pypdfium2.PdfDocument(path) as whole:
        one = pypdfium2.PdfDocument.new()
        one.import_pages(whole, [0])
    one.save(path)
    found = {check.check: (check.value, check.ok) for check in (*checks.sheet(package), *checks.text(package))}
    assert found["pages"] == (1, False) and not found["text"][1]


def test_only_packages_for_facilitators_have_it() -> None:
    class Job:
        episode = planned("en")

    made = [row for row in OUTPUTS if row.path.startswith("paper/first-day")]
    assert len(made) == 2
    assert all(row.when(Job) for row in made)  # type: ignore[arg-type]
    Job.episode = exemplar()
    assert not any(row.when(Job) for row in made)  # type: ignore[arg-type]
