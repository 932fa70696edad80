"""A program to be typed one day: in the guide, where there is room for it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from broadcast import paper
from broadcast.episode.planning import dictation
from broadcast.language.catalogue import messages
from broadcast.language.model import tags
from broadcast.paper.guide import PAGES
from broadcast.program import exact, exact_reader
from broadcast.program.printing import source
from tests.program.given import EXEMPLAR, STEPS, fence, python
from tests.sample import exemplar

BLOCKS = 'when started:\n    set Score to 2\n    if Score > 1:\n        say "hop"\n'


@pytest.mark.parametrize("tag", tags())
def test_python_is_dictated_sign_by_sign(tag: str) -> None:
    lines = dictation(fence(STEPS, "python"), messages(tag))
    assert "".join(f"{typed}\n" for typed, _ in lines).replace("\u00a0", " ") == source(python(STEPS))
    words = messages(tag)
    dictated = exact.dictate(python(STEPS), words.language)[0].phrase
    assert lines[0][1] == dictated.text
    assert exact_reader.source(dictated.spoken, words.language, "python") == "steps = 1\n"


def test_blocks_are_told_by_what_they_mean_and_the_robots_paper_is_not_typed() -> None:
    lines = dictation(fence(BLOCKS, "blocks"), messages("en"))
    assert [said for _, said in lines] == [
        "When the program starts, do this.",
        "Put 2 in Score.",
        "If the number in Score is greater than 1, do this.",
        "Say “hop”.",
    ]
    assert lines[2][0] == "\u00a0\u00a0\u00a0\u00a0if Score > 1:"
    assert dictation(fence(EXEMPLAR), messages("en")) == ()
    assert dictation(fence("class A: pass\n", "python"), messages("en")) == ()


def text(path: Path) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(str(path))]
    return " ".join(" ".join(pages).split())


def test_it_stands_in_the_guide_where_there_is_room(tmp_path: Path) -> None:
    episode, words = exemplar(), messages("en")
    file = tmp_path / "guide.pdf"
    before = paper.guide(file, episode, words).pages
    assert "Say it slowly" not in text(file)
    lines = dictation(fence(STEPS, "python"), words)
    short = episode.model_copy(update={"guide": episode.guide.model_copy(update={"dictation": lines})})
    assert paper.guide(file, short, words).pages <= PAGES == len(pypdfium2.PdfDocument(str(file)))
    found = text(file)
    assert "With a computer" in found and "Line 2: for, turn, in, range, open bracket, 4" in found and "forward(steps)" in found
    long = episode.model_copy(update={"guide": episode.guide.model_copy(update={"dictation": lines * 40})})
    assert paper.guide(file, long, words).pages == before
    assert "Say it slowly" not in text(file)
