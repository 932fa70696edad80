"""Words whose letters are of two scripts that look alike."""

from __future__ import annotations

import pytest

from broadcast.language.lookalikes import mixed


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Рoбот идёт вперёд.", "Рoбот"),  # a Latin o
        ("A rоbot walks.", "rоbot"),  # a Cyrillic о
        ("The letter Ωmega", "Ωmega"),
        ("Робот идёт на A1, в Scratch.", ""),
        ("Коробка {name} и `xу`", ""),
        ("机器人走到A1格", ""),
        ("oʻquvchi gʻisht", ""),
        ("", ""),
    ],
)
def test_mixed(text: str, word: str) -> None:
    assert mixed(text) == word
