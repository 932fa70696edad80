"""Worksheet, answers and guide, judged by pdfium's text and by their pictures."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from broadcast import paper
from broadcast.drawing import raster
from broadcast.drawing.canvas import SIZES
from broadcast.episode.model import Cue, Episode
from broadcast.language.catalogue import messages
from broadcast.paper.boxes import Shown
from broadcast.paper.fitting import Fitter, Head, Heads
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.figures import Writing
from broadcast.unplugged.model import Box
from tests.drawing.figure_cases import EMPTY, FILLED, fonts, text_of
from tests.sample import exemplar

PAGES = ("a4", "letter")
EN = messages("en")


def words(text: str) -> list[str]:
    """Words as a reader counts them; gaps and punctuation between words do not matter."""
    return re.findall(r"[^\W_]+", text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All documents of the episode by hand."""
    place = tmp_path_factory.mktemp("paper")
    for page in PAGES:
        for make in (paper.worksheet, paper.answers, paper.guide):
            make(place / f"{make.__name__}-{page}.pdf", exemplar(), EN, page)
    return place


@pytest.mark.parametrize("page", PAGES)
def test_worksheet_is_one_side_with_little_ink_and_all_fonts(folder: Path, page: str) -> None:
    data = (folder / f"worksheet-{page}.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
    assert (round(width), round(height)) == ((595, 842) if page == "a4" else (612, 792))
    assert raster.ink(raster.picture(data, 0, 150)) <= 0.05
    assert all(fonts(data).values())


@pytest.mark.parametrize("page", PAGES)
def test_worksheet_says_what_its_boxes_say_and_nothing_else(folder: Path, page: str) -> None:
    episode = exemplar()
    expected: list[str] = words("Lesson 1 The paper robot Name Date L01 en 1 CC BY 4 0 Lesson by the Broadcast project")
    for box in episode.boxes:
        expected += [str(box.number), *words(box.heading), *words(box.prompt)]
        for figure in box.figures:
            match figure.figure:
                case "grid":
                    expected += [*"ABCDE", *"12345"]
                case "listing":
                    expected += [word for line in figure.lines for word in [str(line.number), *words(line.text)]]
                case "table":
                    expected += [word for row in (figure.header, *figure.rows) for cell in row for word in words(cell)]
                case _:
                    assert isinstance(figure, Writing)
                    expected += words(figure.text)
    assert sorted(words(text_of((folder / f"worksheet-{page}.pdf").read_bytes()))) == sorted(expected)


def test_no_answer_that_is_asked_stands_on_the_sheet_and_every_one_on_the_key(folder: Path) -> None:
    sheet, key = (text_of((folder / f"{name}-a4.pdf").read_bytes()) for name in ("worksheet", "answers"))
    for answer in ("C1", "A3", "C3", "letter E"):
        assert answer not in sheet
        assert answer in key
    for box in exemplar().boxes:
        for text in (box.answer, box.explanation):
            assert " ".join(text.split()) in key


def test_boxes_stand_in_order_on_the_page(folder: Path) -> None:
    """Headings from left to right and from top to bottom, as the eye goes."""
    with pypdfium2.PdfDocument(folder / "worksheet-a4.pdf") as document:
        page = document[0].get_textpage()
        tops = []
        for box in exemplar().boxes:
            found = page.search(box.heading, match_case=True).get_next()
            assert found is not None
            left, _bottom, _right, top = page.get_charbox(found[0])
            tops.append((left > 250, top))
    for (right, top), (next_right, next_top) in pairwise(tops):
        assert next_top < top - 5 or (abs(next_top - top) < 5 and next_right and not right)


def test_words_for_children_are_at_least_eleven_points(folder: Path) -> None:
    with pypdfium2.PdfDocument(folder / "worksheet-letter.pdf") as document:
        page = document[0].get_textpage()
        prompt = page.search("On which square will the robot stop?").get_next()
        assert prompt is not None
        for at in range(prompt[0], prompt[0] + prompt[1]):
            assert pypdfium2.raw.FPDFText_GetFontSize(page.raw, at) >= 11


def test_same_bytes_twice_and_no_trace_of_a_half_written_file(folder: Path, tmp_path: Path) -> None:
    for make in (paper.worksheet, paper.answers, paper.guide):
        make(tmp_path / "again.pdf", exemplar(), EN, "a4")
        assert (tmp_path / "again.pdf").read_bytes() == (folder / f"{make.__name__}-a4.pdf").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["again.pdf"]


# -- a copy of a copy


def copied(picture: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """What an old copier makes of a page: blurred, speckled, turned to black and white a little too dark or too light."""
    chance = np.random.default_rng(seed)
    soft = np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(1.1)), dtype=float)
    soft += chance.normal(0, 20, soft.shape)
    black = soft < (150 if seed % 2 else 118)
    speck = chance.random(black.shape) < 0.0008
    return np.where(black ^ speck, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def copy_of_copy(folder: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    clean = raster.picture(folder / "worksheet-a4.pdf", 0, 150).mean(axis=2).astype(np.uint8)
    return clean, copied(copied(clean, 1), 2)


def likeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    first, second = (part.astype(float) - part.mean() for part in (one, other))
    return float((first * second).sum() / np.sqrt((first**2).sum() * (second**2).sum() + 1e-9))


def places(sheet: Path, texts: list[str]) -> list[tuple[slice, slice]]:
    """Where texts are on the page, in pixels at 150 dpi."""
    scale = 150 / 72
    found = []
    with pypdfium2.PdfDocument(sheet) as document:
        height = document[0].get_size()[1]
        page = document[0].get_textpage()
        for text in texts:
            hit = page.search(text, match_case=True).get_next()
            assert hit is not None
            boxes = [page.get_charbox(at) for at in range(hit[0], hit[0] + hit[1])]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
            found.append(
                (
                    slice(int((height - top) * scale) - 2, int((height - bottom) * scale) + 3),
                    slice(int(left * scale) - 2, int(right * scale) + 3),
                )
            )
    return found


def test_a_copy_of_a_copy_can_be_read(folder: Path, copy_of_copy: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> None:
    clean, copy = copy_of_copy
    boxes = exemplar().boxes
    for place in places(
        folder / "worksheet-a4.pdf",
        [*(box.heading for box in boxes), "On which square will the robot stop?", "forward 2", "looks towards"],
    ):
        assert likeness(clean[place], copy[place]) > 0.7


def test_each_box_number_is_still_itself_and_no_other(
    folder: Path, copy_of_copy: tuple[NDArray[np.uint8], NDArray[np.uint8]]
) -> None:
    clean, copy = copy_of_copy
    # A number stands in its square, at the left of its heading.
    badges = []
    for rows, columns in places(folder / "worksheet-a4.pdf", [box.heading for box in exemplar().boxes]):
        middle, left = (rows.start + rows.stop) // 2, columns.start
        badges.append((slice(middle - 14, middle + 15), slice(left - 54, left - 26)))
    for number, place in enumerate(badges):
        scores = [likeness(clean[other], copy[place]) for other in badges]
        assert int(np.argmax(scores)) == number, scores
        assert scores[number] > 0.7


def test_thin_lines_survive(copy_of_copy: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> None:
    """Long horizontal rules of the page are there, all of their length, after two copies."""
    assert kept_rules(*copy_of_copy, 0.85) >= 20


def kept_rules(clean: NDArray[np.uint8], copy: NDArray[np.uint8], least: float) -> int:
    """How many long horizontal rules there are; each must be there, at least that part of its length, in the copy."""
    rules = 0
    for y in range(4, clean.shape[0] - 4):
        dark = np.flatnonzero(clean[y] < 140)
        for columns in np.split(dark, np.flatnonzero(np.diff(dark) > 1) + 1):
            if len(columns) > 150:
                rules += 1
                kept = (copy[y - 1 : y + 2, columns] == 0).any(axis=0).mean()
                assert kept > least, f"the rule at {y} lost {1 - kept:.0%}"
    return rules


# -- many boxes, every kind of figure, both pages


def crowded(count: int) -> Episode:
    """A sheet of many boxes, each another kind of figure."""
    names = [name for name in EMPTY if name not in ("choice-programs", "writing-lines", "image")]
    chosen = [names[at % len(names)] for at in range(count)]
    boxes = tuple(
        Box(
            number=at + 1, heading=f"Heading {at + 1}", prompt="Write where the robot is.", figures=(EMPTY[name],), key=(FILLED.get(name, EMPTY[name]),),
            answer="C1", explanation="Each round walks two squares.", size="full" if name in ("table", "choice-grids") else "half",
        )
        for at, name in enumerate(chosen)
    )  # fmt: skip
    return exemplar().model_copy(update={"boxes": boxes})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("count", "most"), [(1, 1), (3, 1), (5, 1), (8, 1), (16, 3)])
def test_boxes_take_as_few_pages_as_they_need(tmp_path: Path, page: paper.sheet.Page, count: int, most: int) -> None:
    episode = crowded(count)
    made = paper.worksheet(tmp_path / "sheet.pdf", episode, EN, page)
    assert made.pages <= most
    assert made.ink <= 0.05
    texts = raster.texts(tmp_path / "sheet.pdf")
    assert len(texts) == made.pages
    whole = " ".join(texts)
    assert all(f"Heading {box.number}" in whole for box in episode.boxes)
    assert len(re.findall(re.escape(episode.edition), whole)) == made.pages


@pytest.mark.parametrize("page", PAGES)
def test_a_crowded_side_can_be_copied_twice_read_in_order_and_written_on(tmp_path: Path, page: paper.sheet.Page) -> None:
    sheet, episode = tmp_path / "sheet.pdf", crowded(8)
    paper.worksheet(sheet, episode, EN, page)
    clean = raster.picture(sheet, 0, 150).mean(axis=2).astype(np.uint8)
    copy = copied(copied(clean, 3), 4)
    headings = places(sheet, [box.heading for box in episode.boxes])
    for place in headings:
        assert likeness(clean[place], copy[place]) > 0.7
    assert kept_rules(clean, copy, 0.8) >= 10
    # The next box is beside or under this one, or begins a row at the left.
    for (rows, columns), (next_rows, next_columns) in pairwise(headings):
        assert next_rows.start > rows.start + 10 or next_columns.start > columns.stop
    with pypdfium2.PdfDocument(sheet) as document:
        text = document[0].get_textpage()
        asked = text.search("Write where the robot is.").get_next()
        assert asked is not None
        assert pypdfium2.raw.FPDFText_GetFontSize(text.raw, asked[0]) >= 11


def test_a_dark_side_is_drawn_smaller_then_closer_then_on_a_page_more() -> None:
    shown = [Shown(box, box.figures) for box in crowded(8).boxes]
    head = Head(40.0, lambda canvas, top: None)
    fitter = Fitter(shown, SIZES["a4"], Heads(head, head, head), "en", (1.6, 1.3, 1.0, 0.7))
    fit = fitter.best()
    assert len(fitter.sheets(fit)) == 1
    smaller = fitter.lighter(fit, lambda other: 0.9 if other.scale <= 1.0 else 1.1)
    assert (smaller.scale, len(fitter.sheets(smaller))) == (1.0, 1)
    parted = fitter.lighter(fit, lambda other: 0.9 if len(fitter.sheets(other)) > 1 else 1.1)
    assert len(fitter.sheets(parted)) == 2
    assert fitter.lighter(fit, lambda other: 1.1) == fit


def test_an_episode_without_boxes_has_a_page_all_the_same(tmp_path: Path) -> None:
    assert paper.worksheet(tmp_path / "sheet.pdf", exemplar().model_copy(update={"boxes": ()}), EN).pages == 1


# -- the guide


def spoken(cues: tuple[Cue, ...]) -> list[str]:
    return [part.text for cue in cues for part in cue.parts]


@pytest.mark.parametrize("page", PAGES)
def test_the_guide_read_aloud_is_the_whole_lesson(folder: Path, page: str) -> None:
    text = " ".join(words(text_of((folder / f"guide-{page}.pdf").read_bytes())))
    at = 0
    for line in spoken(exemplar().cues):
        # A page's end may stand inside a line: its foot is taken out by looking for each sentence on its own.
        for sentence in re.split(r"(?<=[.!?])\s+", line):
            found = text.find(" ".join(words(sentence)), max(at - 400, 0))
            assert found >= 0, sentence
            at = max(at, found)
    for cue in exemplar().cues:
        if cue.kind == "wait":
            assert f"{cue.note} {round(cue.duration / SAMPLE_RATE)} s" in text


def test_the_guide_has_all_its_parts(folder: Path) -> None:
    text = text_of((folder / "guide-a4.pdf").read_bytes())
    episode = exemplar()
    for part in (
        *episode.guide.objectives,
        *episode.guide.materials,
        *episode.guide.notes,
        *episode.guide.activities,
        *episode.guide.with_computer,
    ):
        assert part in text
    for box in episode.boxes:
        assert box.instead in text
        assert box.explanation in text
    for term in episode.vocabulary:
        assert f"{term.word} {term.meaning}" in text
    for key in ("before", "during", "after", "answers", "words", "with-computer", "log"):
        assert EN.text(f"guide.{key}") in text
    assert 2 <= len(raster.texts(folder / "guide-a4.pdf")) <= 4


def test_who_reads_the_lesson_aloud_is_told_of_its_sounds(tmp_path: Path) -> None:
    episode = exemplar()
    heard = episode.cues[3].model_copy(
        update={"id": "s.hear-open", "kind": "effect", "text": "", "parts": (), "note": "a sound that goes up"}
    )
    first = episode.segments[0].model_copy(update={"cues": (*episode.segments[0].cues, heard)})
    paper.guide(tmp_path / "guide.pdf", episode.model_copy(update={"segments": (first, *episode.segments[1:])}), EN)
    assert "[a sound that goes up]" in text_of((tmp_path / "guide.pdf").read_bytes())


def test_before_timing_the_guide_has_no_times(tmp_path: Path) -> None:
    episode = exemplar()
    untimed = tuple(
        segment.model_copy(update={"cues": tuple(cue.model_copy(update={"start": 0, "duration": 0}) for cue in segment.cues)})
        for segment in episode.segments
    )
    paper.guide(tmp_path / "guide.pdf", episode.model_copy(update={"segments": untimed}), EN)
    text = text_of((tmp_path / "guide.pdf").read_bytes())
    assert EN.text("guide.column.time") not in text.split()
    assert "think and write: 20 s" in text
    assert not re.search(r"\b\d:\d\d\b", text)


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_every_message_of_the_room_is_in_both_languages(tag: str, tmp_path: Path) -> None:
    catalogue = messages(tag)
    for make in (paper.worksheet, paper.answers, paper.guide):
        make(tmp_path / "x.pdf", exemplar(), catalogue, "letter")
        assert "{" not in text_of((tmp_path / "x.pdf").read_bytes())
