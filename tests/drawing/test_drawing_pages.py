"""Flowing documents: nothing lost at a page's end, headings of tables again on each page."""

from __future__ import annotations

import io

from broadcast.drawing import raster
from broadcast.drawing.pages import Beside, Paragraph, Picture, Table, pages
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from tests.drawing.figure_cases import EMPTY


def made(story: list[object]) -> list[str]:
    stream = io.BytesIO()
    count = pages(
        stream, title="Script", language="en", story=story, header=("Code on Paper", "", "L01·en·1"), footer=("CC BY 4.0", "", "{page} / {pages}")
    )  # fmt: skip
    texts = [" ".join(text.split()) for text in raster.texts(stream.getvalue())]
    assert len(texts) == count
    again = io.BytesIO()
    pages(
        again,
        title="Script",
        language="en",
        story=story,
        header=("Code on Paper", "", "L01·en·1"),
        footer=("CC BY 4.0", "", "{page} / {pages}"),
    )
    assert again.getvalue() == stream.getvalue()
    return texts


def test_rows_survive_page_ends_and_the_heading_stands_on_every_page() -> None:
    rows = [
        ("No.", "Words"),
        *((f"n{number}", [Run(f"cue{number} ", bold=True), Run("forward two " * 12)]) for number in range(90)),
    ]
    texts = made([Table(rows, (1, 9), language="en")])
    assert len(texts) > 2
    assert all("No. Words" in text for text in texts)
    whole = " ".join(texts)
    assert [whole.count(f"cue{number} ") for number in range(90)] == [1] * 90
    assert whole.count("forward two") == 90 * 12
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    words = " ".join(f"w{number}x" for number in range(2500))
    texts = made([Table([("No.", "Words"), ("a", "short"), ("b", words), ("c", "end")], (1, 9), language="en")])
    whole = " ".join(texts)
    assert all(f" w{number}x" in whole for number in range(2500))
    assert whole.index("short") < whole.index(" w0x") < whole.index(" w2499x") < whole.index(" end")


def test_a_long_paragraph_goes_on_over_pages_and_a_segment_heading_stays_with_its_first_row() -> None:
    words = " ".join(f"p{number}q" for number in range(1500))
    rows = [("a", "b"), *(row for number in range(60) for row in ((f"Segment{number}",), (f"first{number}", "words " * 60)))]
    texts = made([Paragraph(Block(words, "en", 11)), Table(rows, (1, 5), language="en")])
    whole = " ".join(texts)
    assert all(f"p{number}q" in whole for number in range(1500))
    for number in range(60):
        page = next(text for text in texts if f"Segment{number} " in text)
        assert f"first{number} " in page


def test_pictures_and_columns_in_the_flow() -> None:
    texts = made(
        [
            Beside([[Picture(EMPTY["grid"], "en")], [Picture(EMPTY["listing"], "en")]]),
            Paragraph(Block("after", "en"), marker="•", indent=12),
        ]
    )
    assert len(texts) == 1
    assert "forward 2" in texts[0]
    assert "• after" in texts[0]


def test_a_heading_is_not_cut_where_another_column_has_room() -> None:
    texts = made(
        [Table([("Tiempo", "Qué se oye"), ("0:05", "Avanza dos casillas y gira a la derecha.")], (0.3, 9), language="es-419")]
    )
    assert "Tiempo Qué se oye" in texts[0]
