"""Words are counted alike in scripts with and without spaces."""

from __future__ import annotations

import pytest

from broadcast.language.counting import count, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It's square A1, well-known.", ["It's", "square", "A1", "well-known"]),
        ("หุ่นยนต์เดินหน้าสองก้าวแล้วหมุนตัว", ["หุ่นยนต์", "เดินหน้า", "สอง", "ก้าว", "แล้ว", "หมุนตัว"]),
        ("ช้า ๆ A หนึ่ง", ["ช้า", "ๆ", "A", "หนึ่ง"]),
        ("机器人向右转，print 和 it's。", ["机器", "人", "向右", "转", "print", "和", "it's"]),
    ],
)
def test_the_words_of_a_text(text: str, found: list[str]) -> None:
    assert words(text) == found
    assert count("Hello, well-known robot!") == 3
