"""Word searches: never a wrong key, in any script, by a solver of the test's own."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import BroadcastError
from broadcast.language.letters import letters
from broadcast.unplugged.figures import Letters
from broadcast.unplugged.model import Item
from broadcast.unplugged.prove import prove
from tests.unplugged.vocabularies import REAL, puzzle, vocabularies

Square = tuple[int, int]


def found(rows: tuple[tuple[str, ...], ...], word: tuple[str, ...]) -> set[frozenset[Square]]:
    """Every place of a word, square by square: column and row from 0, the row from the bottom."""
    places = set()
    for x, y, dx, dy in product(range(len(rows[0])), range(len(rows)), (-1, 0, 1), (-1, 0, 1)):
        line = [(x + step * dx, y + step * dy) for step in range(len(word))]
        inside = all(0 <= a < len(rows[0]) and 0 <= b < len(rows) for a, b in line)
        if (dx or dy) and inside and tuple(rows[len(rows) - 1 - b][a] for a, b in line) == word:
            places.add(frozenset(line))
    return places


def between(first: str, last: str) -> frozenset[Square]:
    (ax, ay), (bx, by) = ((ord(name[0]) - 65, int(name[1:]) - 1) for name in (first, last))
    steps = max(abs(bx - ax), abs(by - ay))
    return frozenset((ax + (bx - ax) * at // steps, ay + (by - ay) * at // steps) for at in range(steps + 1))


def judged(words: tuple[str, ...], ages: tuple[int, int], size: str) -> Item | None:
    made = puzzle("wordsearch", words, ages, size=size)
    assert len(made.items) + len(made.refused) == 1
    if made.refused:
        return None
    item, figure = made.items[0], made.boxes[0].key[0]
    assert isinstance(figure, Letters)
    hidden = set(figure.words)
    for at, (first, last) in enumerate(figure.answer):
        assert found(figure.rows, letters(figure.words[at], "en")) == {between(first, last)}
        if ages[0] < 10:
            down, right = first[0] == last[0], first[1:] == last[1:]
            assert (down and int(first[1:]) > int(last[1:])) or (right and first[0] < last[0])
    for word in words:
        if word not in hidden and len(letters(word, "en")) > 1:
            alike = [letters(other, "en") for other in hidden]
            squares = letters(word, "en")
            inside = any(
                squares == other[at : at + len(squares)][::way] for other in alike for way in (1, -1) for at in range(len(other))
            )
            assert inside or not found(figure.rows, squares)
    prove(item)
    return item


@settings(max_examples=60)
@given(words=vocabularies(), ages=st.sampled_from([(6, 8), (10, 12), (13, 16)]), size=st.sampled_from(["small", "large"]))
def test_each_word_stands_there_once(words: tuple[str, ...], ages: tuple[int, int], size: str) -> None:
    judged(words, ages, size)


@pytest.mark.parametrize("script", sorted(REAL))
@pytest.mark.parametrize("size", ["small", "large"])
def test_real_words_of_every_script_are_hidden(script: str, size: str) -> None:
    item = judged(REAL[script], (8, 11), size)
    assert item is not None and len(item.answers) == (4 if size == "small" else 8)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda item: {"answers": item.answers[:-1]},
        lambda item: {"answers": (["1", "A1", "C1"], *item.answers[1:])},
        lambda item: {"answers": ([item.answers[0][0], *item.answers[0][:0:-1]], *item.answers[1:])},
        lambda item: {"options": tuple(one.model_copy(update={"text": " ".join(["X"] * 10)}) for one in item.options)},
        lambda item: {"options": (item.options[0].model_copy(update={"text": item.options[0].text[2:]}), *item.options[1:])},
        # a second one of the first word, in the first row
        lambda item: {"options": (item.options[0].model_copy(update={"text": "P R O G R A M X X X"}), *item.options[1:])},
    ],
)  # fmt: skip
def test_a_wrong_key_is_found_out(spoil) -> None:  # type: ignore[no-untyped-def]
    item = puzzle("wordsearch", REAL["latin"]).items[0]
    prove(item)
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update=spoil(item)))


@pytest.mark.parametrize(
    ("word", "tag", "squares"),
    [
        ("bilgi", "tr", "B İ L G İ"), ("ışık", "tr", "I Ş I K"), ("dirección", "es-419", "D I R E C C I Ó N"), ("año", "es-419", "A Ñ O"),
        ("คำสั่ง", "th", "คำ สั่ ง"), ("프로그램", "ko", "프 로 그 램"), ("机器人", "zh-Hans", "机 器 人"), ("oʻzgaruvchi", "uz", "Oʻ Z G A R U V C H I"),
        ("while loop", "en", "W H I L E L O O P"), ("left-hand", "en", "L E F T H A N D"), ("print()", "en", ""), ("x2", "en", ""),
    ],
)  # fmt: skip
def test_a_square_is_a_letter_of_the_script(word: str, tag: str, squares: str) -> None:
    assert " ".join(letters(word, tag)) == squares


def test_refused_with_a_reason() -> None:
    (refusal,) = puzzle("wordsearch", ("loop", "print()", "robot")).refused
    assert "print()" in refusal.why
    (refusal,) = puzzle("wordsearch", ("loop", "loops", "robot")).refused
    assert "loops" in refusal.why and "inside another word" in refusal.why


def test_the_box_is_the_same_whatever_the_words() -> None:
    shapes = set()
    for words in REAL.values():
        (box,) = puzzle("wordsearch", words).boxes
        shapes.add((len(box.figures[0].rows), len(box.figures[0].words), box.size))  # type: ignore[union-attr]
    assert shapes == {(10, 4, "half")}


def test_the_seed_decides_and_nothing_else() -> None:
    first, again, other = (puzzle("wordsearch", REAL["latin"], seed=seed).items[0] for seed in (1, 1, 2))
    assert first == again
    assert first.options != other.options
