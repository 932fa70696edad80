"""Every language of the program, by paragraphs written for it: text comes back out as it went in, and lines end where readers want them to."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.pens.recordingPen import RecordingPen
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.drawing import raster
from broadcast.drawing.canvas import in_memory
from broadcast.drawing.fonts import families, pick
from broadcast.drawing.scripts import setting
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block, line_width
from broadcast.errors import TextError
from broadcast.tv.sheet import Sheet
from tests.drawing.samples import SAMPLES

CLOSING = "。．，、；：？！）」』】》”’…‥·%‰℃.,;:?!)]}"
"""What begins no line (GB/T 15834, Taiwan's 重訂標點符號手冊, and any schoolbook with spaces)."""
OPENING = "（「『【《“‘([{„«"
EVERY = sorted(SAMPLES)


def runs(text: str, bold: bool = False) -> list[Run]:
    """Code in back-ticks as code."""
    return [Run(part, bold=bold, mono=bool(at % 2)) for at, part in enumerate(text.split("`")) if part]


def lines(language: str, width: float, size: float = 11.5, text: str = "") -> list[str]:
    block = Block(runs(text or SAMPLES[language]), language, size)
    block.wrap(width)
    assert all(line_width(line) <= width + 1e-3 for line in block.lines)
    return ["".join(part.text for part in line) for line in block.lines]


@pytest.mark.parametrize("language", EVERY)
@given(width=st.floats(24, 520), size=st.sampled_from([9.5, 11.5, 16.0]), bold=st.booleans())
@settings(max_examples=6, deadline=None)
def test_what_is_read_in_the_file_is_what_was_written_line_by_line(language: str, width: float, size: float, bold: bool) -> None:
    canvas, stream = in_memory((560, 3400), title="Lines", language=language)
    block = Block(runs(SAMPLES[language], bold), language, size)
    block.wrap(width)
    block.draw(canvas, 20, 3380)
    canvas.save()
    read = raster.texts(stream.getvalue())[0].replace("\r\n", "\n").split("\n")
    written = ["".join(part.text for part in line) for line in block.lines]
    assert "".join(written) == SAMPLES[language].replace("`", "")
    assert [line.rstrip() for line in read] == [line.rstrip() for line in written]


@pytest.mark.parametrize("language", EVERY)
def test_a_frame_of_the_screen_holds_its_text_too(language: str) -> None:
    canvas, stream = in_memory("frame", title="Frame", language=language)
    block = Block(runs(SAMPLES[language]), language, 60)
    block.wrap(1700)
    block.draw(canvas, 100, 1050)
    canvas.save()
    read = "".join(raster.texts(stream.getvalue())[0].split())
    assert read == "".join(SAMPLES[language].replace("`", "").split())
    assert 0.02 < raster.ink(raster.frame(stream.getvalue(), 480, 270)) < 0.3


@pytest.mark.parametrize("language", EVERY)
def test_no_sign_stands_at_the_wrong_end_of_a_line(language: str) -> None:
    """Down to a column in which the longest words of Russian and Polish are cut between letters."""
    for width in range(48, 400, 23):
        found = [line.rstrip() for line in lines(language, width)]
        assert not [line for line in found if line[0] in CLOSING], width
        assert not [line for line in found if line[-1] in OPENING], width
        assert not [line for line in found if unicodedata.category(line[0]) == "Mn"], width


@pytest.mark.parametrize("language", EVERY)
def test_no_lone_syllable_or_number_is_left_for_the_last_line(language: str) -> None:
    for width in range(90, 420, 11):
        found = lines(language, width)
        last = [letter for letter in found[-1].strip() if unicodedata.category(letter) != "Mn"]
        wide = sum(unicodedata.east_asian_width(letter) == "W" and letter.isalpha() for letter in last)
        assert len(found) == 1 or wide >= 2 or len(last) >= 4, (width, found[-2:])


@pytest.mark.parametrize("language", ["pl", "ru", "es-419"])
def test_a_word_of_one_letter_goes_to_the_next_line(language: str) -> None:
    """Where the longest word has room beside it."""
    for width in range(int(Block(runs(SAMPLES[language]), language, 11.5).least()) + 12, 420, 7):
        assert not [
            line for line in lines(language, width)[:-1] if re.search(r"(^|\s)\w\s*$", line) and line.strip()[-1].islower()
        ]


def test_korean_ends_lines_at_spaces_alone() -> None:
    for width in range(int(Block(runs(SAMPLES["ko"]), "ko", 11.5).least()) + 1, 420, 7):
        assert all(line.endswith(" ") for line in lines("ko", width)[:-1]), width


@pytest.mark.parametrize(("language", "text", "whole"), [("ko", "앞으로 두 칸 가고 3 칸 더 갑니다. 숫자 5 쪽을 봐요.", "3 칸|5 쪽을"), ("th", "เดินหน้า 3 ช่อง แล้วรอ 26 วินาที", "3 ช่อง|26 วินาที")])  # fmt: skip
def test_a_number_keeps_its_counter(language: str, text: str, whole: str) -> None:
    for width in range(70, 240, 5):
        found = lines(language, width, text=text)
        assert all(any(words in line for line in found) for words in whole.split("|")), width


def test_chinese_ends_lines_between_words_and_keeps_numbers_whole() -> None:
    for language, words in (("zh-Hans", "程序 哪里 等于 清楚 方框 第2个"), ("zh-Hant", "程式 哪裡 等於 清楚 方框 第2個")):
        for width in range(60, 420, 7):
            found = lines(language, width)
            assert [word for word in words.split() if all(word not in line for line in found)] == [], (language, width)


def test_thai_ends_lines_between_words_alone() -> None:
    """ติดตามลูป is *follow the loop*: an ordinary dictionary of breaks takes it for ติด, ตา and มลูป."""
    text = SAMPLES["th"]
    words = ["โปรแกรม", "บรรทัด", "หุ่นยนต์", "เดินหน้า", "เลี้ยวขวา", "เท่ากับ", "ซ้ำๆ", "ติดตาม", "ลูป", "ผู้ใหญ่", "ฯลฯ"]
    assert all(word in text for word in words)
    for width in range(80, 420, 7):
        found = lines("th", width)
        assert [word for word in words if all(word not in line for line in found)] == [], width


def test_the_same_character_has_the_outline_of_its_region() -> None:
    def outline(letter: str, language: str) -> list[object]:
        face = pick(letter, language)
        pen = RecordingPen()
        face.font.draw_glyph_with_pen(face.font.get_nominal_glyph(ord(letter)), pen)
        return pen.value

    for letter in "骨角令程列器第空":
        assert outline(letter, "zh-Hans") != outline(letter, "zh-Hant"), letter
    assert outline("骨", "ja") != outline("骨", "zh-Hans")
    assert outline("一", "zh-Hans")[0][0] == "moveTo"


def test_a_language_without_a_file_is_set_by_its_script() -> None:
    assert setting("ja").breaks == "dictionary" and families("ja")[0] == "CJKjp"
    assert families("zh-HK")[0] == families("zh-Hant-HK")[0] == "CJKhk"
    assert families("zh-TW")[0] == "CJKtc" and families("zh-SG")[0] == "CJKsc"
    assert setting("hi").leading == 1.6 and families("hi")[0] == "SansDevanagari"
    assert setting("fr") == setting("xx") and families("fr")[0] == "Sans"


@pytest.mark.parametrize("language", EVERY)
def test_a_letter_that_no_font_has_is_an_error_in_every_language(language: str) -> None:
    with pytest.raises(TextError, match="no font has the letter"):
        Block(SAMPLES[language] + "\U00012000", language).wrap(300)


@pytest.mark.parametrize("language", EVERY)
def test_nothing_slants(language: str) -> None:
    """Emphasis is bold in every script; a slanted Han, Hangul or Thai letter is no letter of its script."""
    canvas, stream = in_memory("a4", title="Upright", language=language)
    block = Block([*runs(SAMPLES[language]), *runs(SAMPLES[language], bold=True)], language, 11)
    block.wrap(500)
    block.draw(canvas, 40, 800)
    canvas.save()
    with pypdfium2.PdfDocument(stream.getvalue()) as file:
        text = file[0].get_textpage()
        matrix = pdfium.FS_MATRIX()
        for at in range(text.count_chars()):
            assert pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
            assert (matrix.b, matrix.c) == (0, 0)
        for thing in file[0].get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            angle = ctypes.c_int()
            pdfium.FPDFFont_GetItalicAngle(pdfium.FPDFTextObj_GetFont(thing.raw), angle)
            assert angle.value == 0


ALONE = """
import socket, sys
def refused(*_): raise AssertionError("the network was asked")
socket.socket.connect = refused
from broadcast.language.thai_words import words
assert words("ติดตามลูป") == ("ติดตาม", "ลูป"), words("ติดตามลูป")
from broadcast.drawing.breaks import breaks
"""


def test_the_thai_dictionary_needs_neither_network_nor_home(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", ALONE], check=True, env=env)
    assert list(tmp_path.iterdir()) == []


def test_no_other_language_loads_the_thai_dictionary() -> None:
    script = """
import sys
from broadcast.drawing.text import Block
from broadcast.tv.sheet import Sheet
from tests.drawing.samples import SAMPLES
for tag, text in SAMPLES.items():
    if tag != "th":
        Block(text, tag).wrap(200)
assert "pythainlp" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})


def test_samples_are_normalised_and_long_enough_to_break() -> None:
    for language, text in SAMPLES.items():
        assert unicodedata.normalize("NFC", text) == text
        assert len(lines(language, 200)) >= 4
        assert all(one for one, _ in pairwise(lines(language, 200)))


def test_a_sentence_without_blanks_finds_room_on_the_screen() -> None:
    """It is broken between its words, not refused as one word that is too long."""
    for language, text in (
        ("zh-Hans", "我走了4步，不是3步。机器人向前走两格，然后向右转。"),
        ("th", "หุ่นยนต์เดินหน้าสองช่องแล้วเลี้ยวขวา"),
    ):
        block = Sheet(language, "").largest(text, 620, 800)
        assert len(block.lines) > 1
