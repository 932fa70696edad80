"""Crosswords: every line of squares is a word, all hangs together, and a wrong key is found out, in any script."""

from __future__ import annotations

import random
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import BroadcastError
from broadcast.language.catalogue import messages
from broadcast.language.letters import letters
from broadcast.unplugged.crossing import MOST_SIDE, cross
from broadcast.unplugged.figures import Crossword
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import build
from broadcast.unplugged.stage import Request
from tests.unplugged.vocabularies import REAL, puzzle, vocabularies, worded


def lines(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """Every run of two squares or more, across and down, as it is read."""
    found = []
    for line in (*rows, *zip(*rows, strict=True)):
        for full, group in groupby(line, key=bool):
            run = tuple(group)
            if full and len(run) > 1:
                found.append(run)
    return found


def pieces(rows: tuple[tuple[str, ...], ...]) -> int:
    """How many pieces the squares fall into, by colouring them."""
    left = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    count = 0
    while left:
        count += 1
        ready = [left.pop()]
        while ready:
            x, y = ready.pop()
            for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if near in left:
                    left.remove(near)
                    ready.append(near)
    return count


def judged(words: tuple[str, ...], seed: int = 1) -> bool:
    """Is there one? Then everything about it is right."""
    made = puzzle("crossword", words, seed=seed)
    assert len(made.items) + len(made.refused) == 1
    if made.refused:
        assert made.refused[0].why
        return False
    (box,), (item,) = made.boxes, made.items
    empty, filled = box.figures[0], box.key[0]
    assert isinstance(empty, Crossword) and isinstance(filled, Crossword)
    assert not empty.letters
    rows = filled.letters
    assert [[bool(cell) for cell in row] for row in rows] == [[cell >= 0 for cell in row] for row in filled.cells]
    spelled = [letters(word, "en") for word in words]
    read = lines(rows)
    assert len(set(read)) == len(read) and set(read) <= set(spelled), "a stray word"
    assert 100 * len(read) >= 80 * min(10, len(words))
    assert pieces(rows) == 1
    assert len(rows) <= MOST_SIDE and len(rows[0]) <= MOST_SIDE
    assert len(filled.across) + len(filled.down) == len(read)
    for number, clue in (*filled.across, *filled.down):
        (word,) = [word for at, word in enumerate(words) if clue.startswith(f"meaning of the word that is number {at} ")]
        assert clue.endswith(f"({len(letters(word, 'en'))})")
        x, y = next((x, y) for y, row in enumerate(filled.cells) for x, cell in enumerate(row) if cell == number)
        assert rows[y][x] == letters(word, "en")[0]
    prove(item)
    return True


@settings(max_examples=60)
@given(words=vocabularies(), seed=st.integers(0, 3))
def test_no_stray_words(words: tuple[str, ...], seed: int) -> None:
    judged(words, seed)


@pytest.mark.parametrize("script", ["latin", "spanish", "cyrillic", "thai"])
def test_real_words_cross(script: str) -> None:
    assert judged(REAL[script])


def test_chinese_is_made_only_where_it_fits() -> None:
    assert not judged(REAL["han"])
    assert judged(("程序", "程度", "次序"))


def test_letters_may_stand_there_already() -> None:
    (box,) = puzzle("crossword", REAL["latin"], first="yes").boxes
    empty = box.figures[0]
    assert isinstance(empty, Crossword)
    for row, cells in zip(empty.letters, empty.cells, strict=True):
        assert [bool(letter) for letter in row] == [cell > 0 for cell in cells]


def test_a_clue_never_holds_its_word() -> None:
    told = worded(("robot", "bottle", "table", "tablet"), ("a robot", "it holds water", "it has four legs", "it has a screen"))
    (refusal,) = build(told, [Request("crossword")], messages("en"), 1).refused
    assert "of 4 words" in refusal.why


def test_words_that_do_not_cross_leave_one() -> None:
    assert len(cross([("A", "B"), ("C", "D")], random.Random(1))) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda item: {"answers": item.answers[:-1]},
        lambda item: {"answers": ([item.answers[0][0], item.answers[0][1][:-1] + "Ż"], *item.answers[1:])},
        lambda item: {"answers": ([item.answers[0][0], item.answers[0][1] + " A"], *item.answers[1:])},
        lambda item: {"options": tuple(one for one in item.options if one.id != item.answers[0][0])},
        # a square more under the first one of each row, then another number, then a hole
        lambda item: {"options": (item.options[0].model_copy(update={"text": item.options[0].text + " / " + "0 " * item.options[0].text.split(" / ")[0].count(" ") + "0"}), *item.options[1:])},
        lambda item: {"options": (item.options[0].model_copy(update={"text": item.options[0].text.replace("2", "9")}), *item.options[1:])},
        lambda item: {"options": (item.options[0].model_copy(update={"text": item.options[0].text.replace("2", "#")}), *item.options[1:])},
    ],
)  # fmt: skip
def test_a_wrong_key_is_found_out(spoil) -> None:  # type: ignore[no-untyped-def]
    item = puzzle("crossword", REAL["latin"]).items[0]
    prove(item)
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update=spoil(item)))
