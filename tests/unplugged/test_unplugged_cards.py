"""Cards: what is coded can be decoded, the same numbers and pictures stand in every language, a wrong key is found out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import BroadcastError
from broadcast.language.catalogue import messages
from broadcast.unplugged import coding
from broadcast.unplugged.activities.cards import OPTIONS
from broadcast.unplugged.figures import Pixels, Table
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import build
from broadcast.unplugged.stage import Request
from tests.unplugged.unplugged_lessons import lesson, robot
from tests.unplugged.vocabularies import REAL, puzzle, vocabularies


@given(cards=st.integers(1, 8), data=st.data())
def test_dots_that_show_add_up(cards: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, 2**cards - 1))
    bits = coding.shown(value, cards)
    assert len(bits) == cards and int("0" + bits, 2) == value == sum(coding.counted(bits))


@given(row=st.text("#.", min_size=1, max_size=12))
def test_runs_paint_the_row_again(row: str) -> None:
    told = coding.runs(row)
    assert "".join(".#"[at % 2] * run for at, run in enumerate(told)) == row
    assert all(told[1:]), "no run is of nothing but the first"


@pytest.mark.parametrize(("size", "side"), [("small", 5), ("large", 8)])
def test_pictures_are_square_and_can_be_said(size: str, side: int) -> None:
    pictures = coding.pictures(size)
    assert len(pictures) >= 6
    assert len(set(pictures.values())) == len(pictures)
    for name, rows in pictures.items():
        assert len(rows) == side and all(len(row) == side and set(row) <= {".", "#"} for row in rows), name
        assert all(sum(1 for run in coding.runs(row) if run) <= 5 for row in rows), f"a row of {name} is too long to say"
        for tag in ("en", "es-419"):
            assert messages(tag).has(f"cards.is.{name}")


@pytest.mark.parametrize("what", OPTIONS["what"])
@pytest.mark.parametrize("size", OPTIONS["size"])
@pytest.mark.parametrize("seed", range(6))
def test_cards_are_proven_and_the_same_in_every_language(what: str, size: str, seed: int) -> None:
    made = [
        build(lesson(robot(), tag=tag), [Request("cards", "", {"what": what, "size": size})], messages(tag), seed)
        for tag in ("en", "es-419")
    ]
    for sheet in made:
        assert not sheet.refused
        prove(sheet.items[0])
    one, other = (sheet.items[0] for sheet in made)
    assert one.id == other.id
    if what != "letters":
        assert [option.text for option in one.options] == [
            option.text for option in other.options
        ] and one.answers == other.answers


def test_the_key_shows_the_picture_and_the_sheet_does_not() -> None:
    (box,) = puzzle("cards", (), what="pixels").boxes
    empty, painted = box.figures[0], box.key[0]
    assert isinstance(empty, Pixels) and isinstance(painted, Pixels)
    assert not empty.painted
    for runs, row in zip(empty.runs, painted.painted, strict=True):
        assert sum(runs) == len(row) == empty.columns
        assert sum(runs[1::2]) == row.count("#")


def test_pixels_are_said_row_by_row() -> None:
    """The rows as they are said give the picture again: nobody needs the sheet."""
    (activity,) = puzzle("cards", (), what="pixels", size="small").activities
    (act,) = (turn for turn in activity.turns if turn.kind == "act")
    colour, number = {"white": ".", "black": "#"}, {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    rows = []
    for beat in act.beats:
        runs = [part.split() for part in beat.phrase.spoken.split(": ")[1].rstrip(".").split(", ")]
        rows.append("".join(colour[name] * number[count] for count, name in runs))
    assert tuple(rows) == activity.items[0].answers


@settings(max_examples=40)
@given(words=vocabularies(), seed=st.integers(0, 5))
def test_a_word_of_any_script_is_coded_and_read_again(words: tuple[str, ...], seed: int) -> None:
    made = puzzle("cards", words, seed=seed, what="letters")
    assert len(made.items) + len(made.refused) == 1
    for item, box in zip(made.items, made.boxes, strict=True):
        prove(item)
        rows, table = box.figures
        assert isinstance(rows, Table) and isinstance(table, Table)
        letters = dict(cell.split(" ") for row in table.rows for cell in row)
        dots = [int(name) for name in rows.header[:5]]
        read = [letters[str(sum(dot for dot, bit in zip(dots, row[:5], strict=True) if bit == "1"))] for row in rows.rows]
        assert " ".join(read) == item.answers[0]


@pytest.mark.parametrize("script", sorted(REAL))
def test_real_words_of_every_script_are_coded(script: str) -> None:
    words = REAL[script][:4]
    assert not puzzle("cards", words, what="letters").refused


def test_too_many_letters_are_refused() -> None:
    (refusal,) = puzzle("cards", ("абвгдежз", "ийклмноп", "рстуфхцч", "шщъыьэюя"), what="letters").refused
    assert "31" in refusal.why


@pytest.mark.parametrize(
    ("what", "spoil"),
    [
        ("binary", lambda item: {"answers": (["read-1", "2"], *item.answers[1:])}),
        ("binary", lambda item: {"answers": (*item.answers[:-1], ["show-2", "00000"])}),
        ("binary", lambda item: {"answers": item.answers[:-1]}),
        ("letters", lambda item: {"answers": (item.answers[0][::-1],)}),
        ("letters", lambda item: {"options": tuple(reversed(item.options))}),
        ("pixels", lambda item: {"answers": tuple(reversed([row.replace(".", "#") for row in item.answers]))}),
        ("pixels", lambda item: {"answers": item.answers[1:]}),
        ("pixels", lambda item: {"options": tuple(one.model_copy(update={"text": "5"}) for one in item.options)}),
    ],
)  # fmt: skip
def test_a_wrong_key_is_found_out(what: str, spoil) -> None:  # type: ignore[no-untyped-def]
    item = puzzle("cards", REAL["latin"], what=what, size="large").items[0]
    prove(item)
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update=spoil(item)))
