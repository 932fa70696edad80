"""The two forms of a sentence, kept together through an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.script.respeak import respeak

WORDS = st.lists(st.sampled_from(["A1", "a", "casa", "21", "el", "dos", "uno"]), min_size=1, max_size=8).map(" ".join)


def plain(text: str) -> str:
    return text.replace("21", "veintiuno").replace("A1", "A uno")


@given(WORDS, WORDS)
def test_without_an_edit_the_other_form_is_what_it_was(was: str, other: str) -> None:
    assert respeak(was, other, was, plain) == other


@given(WORDS, WORDS)
def test_where_the_form_can_be_made_it_is_made(was: str, now: str) -> None:
    assert respeak(was, plain(was), now, plain) == plain(now)


@given(WORDS, WORDS, WORDS)
def test_words_that_are_all_new_are_all_made(was: str, other: str, now: str) -> None:
    fresh = now.replace("a", "x").replace("A", "X").replace("o", "y").replace("e", "z").replace("21", "99")
    if not set(fresh.split()) & set(was.split()):
        assert respeak(was, other, fresh, plain) == plain(fresh)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("Hay 21 casillas en A1.", "Hay veintiuna casillas en A uno."),
        ("Hay 21 casillas en A1 y en 21 más.", "Hay veintiuna casillas en A uno y en veintiuno más."),
        ("En A1 hay 21 casillas.", "En A uno hay veintiuna casillas."),
        ("Mira: 21 casillas.", "Mira: veintiuna casillas."),
    ],
)
def test_a_number_keeps_its_gender_where_its_words_stay(now: str, wanted: str) -> None:
    was, other = "Hay 21 casillas en A1.", "Hay veintiuna casillas en A uno."
    assert respeak(was, other, now, plain) == wanted
