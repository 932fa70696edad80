"""Text in every language: what pdfium reads in the file is what was written, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.drawing import raster
from broadcast.drawing.breaks import breaks
from broadcast.drawing.canvas import in_memory
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block, fit, line_width
from broadcast.errors import TextError

SENTENCES = {
    "en": "Walk two squares, then turn: office, affluent, “right” — 3 × 4 = 12.",
    "es-419": "¿Dónde está el robot? ¡Avanza! Niñas y niños escriben «A1» en el recuadro.",
    "id": "Robot maju dua kotak lalu belok kanan; tulis jawabanmu di kotak nomor 3.",
    "ru": "Робот идёт вперёд и поворачивает направо — объясни, где он остановится.",
    "zh-Hans": "机器人向前走两格,然后向右转。“它停在哪里?”老师问。请写在第3格里。",
    "zh-Hant": "機器人向前走兩格,然後向右轉。「它停在哪裡?」老師問。請寫在第3格裡。",
    "pl": "Źdźbło, łąka i żółw: robot idzie dwa pola i skręca w prawo, gdzie się zatrzyma?",
    "tr": "Robot iki kare ilerler, sonra sağa döner. İğne, ılık, şöyle, çığ: nerede durur?",
    "ko": "로봇이 앞으로 두 칸 간 다음 오른쪽으로 돕니다. 어느 칸에서 멈출까요? 3번 칸에 쓰세요.",
    "th": "หุ่นยนต์เดินหน้าสองช่อง แล้วเลี้ยวขวา น้ำ ที่ ผู้ใหญ่ ซ้ำๆ เขียนคำตอบในช่อง 3",
    "uz": "Robot ikki katak oldinga yuradi, soʻng oʻngga buriladi. Qayerda toʻxtaydi? sanʼat",
    "hi": "रोबोट दो खाने आगे चलता है, फिर दाएँ मुड़ता है। विद्यार्थी उत्तर लिखें।",
}
WIDTHS = (62, 97, 140, 203, 291, 460)


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("bold", [False, True])
def test_pdfium_reads_the_lines_that_were_drawn(language: str, bold: bool) -> None:
    canvas, stream = in_memory("a4", title="Lines", language=language)
    written = []
    for width in WIDTHS:
        block = Block(SENTENCES[language], language, 12, bold=bold)
        block.wrap(width)
        block.draw(canvas, 40, 800)
        canvas.showPage()
        assert "".join(part.text for line in block.lines for part in line) == SENTENCES[language]
        written.append(["".join(part.text for part in line).rstrip() for line in block.lines])
    canvas.save()
    read = [[line.rstrip() for line in page.replace("\r\n", "\n").split("\n")] for page in raster.texts(stream.getvalue())]
    assert read == written


def test_every_language_and_code_on_one_page() -> None:
    canvas, stream = in_memory("a4", title="All", language="en")
    y = 820.0
    for language, sentence in SENTENCES.items():
        block = Block([Run(sentence), Run(" print(3)", mono=True)], language, 11)
        y -= block.wrap(500)
        block.draw(canvas, 40, y + block.height)
    canvas.save()
    text = " ".join(raster.texts(stream.getvalue())[0].split())
    for sentence in SENTENCES.values():
        assert "".join(f"{sentence} print(3)".split()) in "".join(text.split())


@pytest.mark.parametrize("letter", ["\U00012000", "\ue000", "\U0010fffd"])
def test_a_letter_that_no_font_has_is_an_error(letter: str) -> None:
    with pytest.raises(TextError, match="no font has the letter"):
        Block(f"a{letter}b", "en").wrap(100)


def test_text_from_right_to_left_is_refused_rather_than_drawn_backwards() -> None:
    with pytest.raises(TextError, match="right to left"):
        Block("print סיום", "en").wrap(100)


def test_letters_without_ink_and_tabs_are_no_trouble() -> None:
    canvas, stream = in_memory("a4", title="Odd", language="en")
    block = Block("\u200ba\u00adb\tc\ufeff", "en", 12)
    block.wrap(300)
    block.draw(canvas, 40, 800)
    canvas.save()
    text = raster.texts(stream.getvalue())[0]
    assert "a" in text
    assert "b" in text
    assert "c" in text


def test_the_two_chinese_scripts_draw_one_character_differently() -> None:
    """骨 has another shape in each; sameness would mean the wrong face."""
    pictures = []
    for language in ("zh-Hans", "zh-Hant"):
        canvas, stream = in_memory((100, 100), title="骨", language=language)
        block = Block("骨", language, 80)
        block.wrap(100)
        block.draw(canvas, 5, 100)
        canvas.save()
        pictures.append(raster.frame(stream.getvalue(), 200, 200))
    assert (abs(pictures[0].astype(int) - pictures[1]) > 128).mean() > 0.005


@given(
    st.lists(st.sampled_from([*"abcdefg", "hello", "forward", "Wörter", "12", "a-b", "x" * 40]), min_size=1, max_size=30),
    st.floats(30, 400),
)
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(words: list[str], width: float) -> None:
    text = " ".join(words)
    block = Block(text, "en", 11)
    block.wrap(width)
    assert "".join(part.text for line in block.lines for part in line) == text
    assert all(line_width(line) <= width + 1e-3 for line in block.lines)


def test_korean_breaks_at_blanks_and_thai_keeps_its_marks() -> None:
    korean = SENTENCES["ko"]
    assert all(at == len(korean) or korean[at - 1] == " " for at in breaks(korean, "ko"))
    thai = "ซ้ำๆ กรุงเทพฯ เดินหน้าสองช่อง"
    found = breaks(thai, "th")
    assert not any(thai[at] in "ๆฯ" for at in found if at < len(thai))
    assert len([at for at in found if at < len(thai) and thai[at - 1] != " "]) >= 2, "no break inside a Thai phrase"


def test_a_lone_number_does_not_stand_on_the_last_line() -> None:
    text = "Put your robot on A1. It looks towards row 5."
    for width in range(60, 260, 3):
        block = Block(text, "en", 11.5)
        block.wrap(width)
        assert "".join(part.text for part in block.lines[-1]).strip() != "5."


def test_an_authors_line_feed_ends_the_line() -> None:
    block = Block("one\n\ntwo", "en", 10)
    block.wrap(300)
    assert ["".join(part.text for part in line) for line in block.lines] == ["one", "", "two"]


def test_a_block_split_in_two_loses_nothing() -> None:
    block = Block(SENTENCES["en"] * 4, "en", 11)
    block.wrap(150)
    parts = block.split(block.leading * 3.5)
    assert parts is not None
    assert len(parts[0].lines) == 3
    assert parts[0].lines + parts[1].lines == block.lines
    assert block.split(block.leading * 0.5) is None
    assert block.split(10_000) is None


def test_fit_finds_the_largest_size_and_refuses_what_cannot_be() -> None:
    text = "How the paper robot finds its way home"
    found = fit(text, 200, 40, 8, 2, language="en")
    assert len(found.block.lines) <= 2
    larger = Block(text, "en", found.size + 0.5, bold=True)
    larger.wrap(200)
    assert len(larger.lines) > 2
    with pytest.raises(TextError, match="does not fit"):
        fit(text * 5, 60, 20, 12, 1, language="en")
    with pytest.raises(TextError, match="does not fit"):
        fit("unbreakable" * 5, 60, 20, 12, 9, language="en")
