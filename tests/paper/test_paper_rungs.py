"""Further tasks in the boxes: marks that are drawn, words on sheet, key and guide, one side all the same."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from broadcast import paper
from broadcast.drawing import raster
from broadcast.episode.model import Episode
from broadcast.language.catalogue import messages
from broadcast.paper.rungs import tasks
from broadcast.unplugged.model import Rung
from tests.drawing.figure_cases import text_of
from tests.paper.test_paper_sheets import PAGES, crowded
from tests.sample import exemplar

RUNGS = (
    Rung(mark="done", prompt="Start on B2. Where does it stop?", answer="D2"),
    Rung(mark="older", prompt="Make a longer way. A partner runs it."),
)


def given(episode: Episode, *numbers: int) -> Episode:
    """The episode with further tasks in these boxes."""
    boxes = tuple(box.model_copy(update={"rungs": RUNGS}) if box.number in numbers else box for box in episode.boxes)
    return episode.model_copy(update={"boxes": boxes})


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_sheet_has_the_tasks_and_a_legend_once_and_the_key_their_answers(tmp_path: Path, tag: str) -> None:
    catalogue, episode = messages(tag), given(exemplar(), 3, 5)
    paper.worksheet(tmp_path / "sheet.pdf", episode, catalogue)
    paper.answers(tmp_path / "key.pdf", episode, catalogue)
    sheet, key = (text_of((tmp_path / name).read_bytes()) for name in ("sheet.pdf", "key.pdf"))
    for mark in ("everyone", "done", "older"):
        assert sheet.count(catalogue.text(f"paper.rung.{mark}")) == 1
    for rung in RUNGS:
        assert sheet.count(rung.prompt) == key.count(rung.prompt) == 2
    assert "D2" not in sheet and key.count("D2") == 2
    assert key.count(catalogue.text("paper.answers.open")) == 2


def test_a_sheet_without_further_tasks_has_no_marks(tmp_path: Path) -> None:
    paper.worksheet(tmp_path / "sheet.pdf", exemplar(), messages("en"))
    assert messages("en").text("paper.rung.everyone") not in text_of((tmp_path / "sheet.pdf").read_bytes())


def test_marks_can_be_told_apart_by_how_full_they_are(tmp_path: Path) -> None:
    """At the left of each line of words stands a circle: empty, half black, black."""
    paper.worksheet(tmp_path / "sheet.pdf", given(exemplar(), 3), messages("en"))
    picture = raster.picture(tmp_path / "sheet.pdf", 0, 300).mean(axis=2) < 128
    dark = []
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
        text, height = document[0].get_textpage(), document[0].get_height()
        for words in ("On which square will the robot stop?", *(rung.prompt for rung in RUNGS)):
            hit = text.search(words).get_next()
            assert hit is not None
            left, bottom, _, top = text.get_charbox(hit[0])
            middle, size = height - (bottom + top) / 2, 300 / 72
            area = picture[int((middle - 3) * size) : int((middle + 3) * size), int((left - 13) * size) : int((left - 5) * size)]
            columns = np.flatnonzero(area.any(axis=0))
            dark.append(float(area[:, columns.min() : columns.max() + 1].mean()))
    assert dark[0] < 0.4 < 0.42 < dark[1] < 0.75 < dark[2]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("boxes", [(3, 4, 5), (2, 4, 6, 8)])
def test_one_side_as_without_them(tmp_path: Path, page: paper.sheet.Page, boxes: tuple[int, ...]) -> None:
    episode = exemplar() if max(boxes) <= 5 else crowded(8)
    made = paper.worksheet(tmp_path / "sheet.pdf", given(episode, *boxes), messages("es-419"), page)
    assert made.pages == 1 and made.ink <= 0.05
    assert text_of((tmp_path / "sheet.pdf").read_bytes()).count(RUNGS[1].prompt) == len(boxes)


def test_those_of_older_pupils_go_first(tmp_path: Path) -> None:
    older = tuple(Rung(mark="older", prompt=f"{'Walk on and on and say where you are. ' * 6}{n}", answer="A1") for n in range(9))
    boxes = tuple(box.model_copy(update={"rungs": (RUNGS[0], *older) if box.number > 2 else ()}) for box in exemplar().boxes)
    paper.worksheet(tmp_path / "sheet.pdf", exemplar().model_copy(update={"boxes": boxes}), messages("en"))
    told = text_of((tmp_path / "sheet.pdf").read_bytes())
    assert RUNGS[0].mark == "done" and told.count(RUNGS[0].prompt) == 3 and "Walk on" not in told


def test_they_are_left_off_where_they_alone_would_take_a_page_more_and_the_guide_has_them(tmp_path: Path) -> None:
    many = tuple(Rung(mark="done", prompt=f"{'Walk on and on and say where you are. ' * 6}{n}", answer="A1") for n in range(9))
    boxes = tuple(box.model_copy(update={"rungs": many if box.number > 2 else ()}) for box in exemplar().boxes)
    episode = exemplar().model_copy(update={"boxes": boxes})
    assert paper.worksheet(tmp_path / "sheet.pdf", episode, messages("en")).pages == 1
    sheet = text_of((tmp_path / "sheet.pdf").read_bytes())
    assert "Walk on" not in sheet and messages("en").text("paper.rung.everyone") not in sheet
    paper.guide(tmp_path / "guide.pdf", given(exemplar(), 3), messages("en"))
    told = text_of((tmp_path / "guide.pdf").read_bytes())
    for rung in RUNGS:
        assert rung.prompt in told
    assert messages("en").text("guide.rungs.how") in told


def test_an_answer_stands_in_the_gap_of_its_task() -> None:
    rung = Rung(mark="older", prompt="The number is ____.", answer="4")
    (sheet,), (key,) = tasks([rung]), tasks([rung], answers="Many answers are right.")
    one, other = (task.block("en", 10, 300) for task in (sheet, key))
    assert [run.fill for run in one.runs if run.gap] == [""] and [run.fill for run in other.runs if run.gap] == ["4"]
    assert re.sub("_+", "", other.text) == "The number is ."


def test_only_marks_that_stand_on_the_sheet_are_explained(tmp_path: Path) -> None:
    catalogue, episode = messages("en"), given(exemplar(), 3)
    boxes = tuple(box.model_copy(update={"rungs": box.rungs[:1]}) for box in episode.boxes)
    paper.worksheet(tmp_path / "sheet.pdf", episode.model_copy(update={"boxes": boxes}), catalogue)
    sheet = text_of((tmp_path / "sheet.pdf").read_bytes())
    explained = [mark for mark in ("everyone", "done", "older") if catalogue.text(f"paper.rung.{mark}") in sheet]
    assert explained == ["everyone", "done"]
