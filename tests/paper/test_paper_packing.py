"""Boxes on sheets: every box once, in order, nothing on top of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import TextError
from broadcast.paper.packing import Row, paginate, rows, stretch, total

GAP = 10.0
boxes = st.lists(st.tuples(st.booleans(), st.floats(20, 300), st.floats(20, 200)), min_size=1, max_size=12)
Boxes = list[tuple[bool, float, float]]


def packed(entries: Boxes, tight: bool = False) -> tuple[Row, ...]:
    return rows([full for full, _, _ in entries], lambda index, whole: entries[index][2 if whole else 1], GAP, tight=tight)


def check(row: Row) -> None:
    for side in ("left", "right", "full"):
        y = 0.0
        for cell in (cell for cell in row.cells if cell.side == side):
            assert cell.top >= y - 1e-6
            y = cell.top + cell.height + GAP
        assert y <= row.height + GAP + 1e-6


@given(boxes, st.booleans())
def test_every_box_once_in_order_with_room_for_what_is_in_it(entries: Boxes, tight: bool) -> None:
    found = packed(entries, tight)
    assert [cell.index for row in found for cell in row.cells] == list(range(len(entries)))
    for row in found:
        check(row)
        for cell in row.cells:
            full, half, whole = entries[cell.index]
            assert not (full and cell.side != "full")
            assert cell.height >= (whole if cell.side == "full" else half) - 1e-6


@given(boxes)
def test_two_stand_over_one_another_only_where_the_next_is_not_beside_the_first(entries: Boxes) -> None:
    """Reading order: in an ordinary sheet the left side of a row is one box, the first."""
    for row in packed(entries):
        assert [cell.side for cell in row.cells].count("left") <= 1
        assert row.cells[0].side in ("left", "full")


@given(boxes)
def test_never_higher_than_one_under_the_other(entries: Boxes) -> None:
    alone = sum(whole for _, _, whole in entries) + GAP * (len(entries) - 1)
    assert total(packed(entries), GAP) <= alone + 1e-6
    assert total(packed(entries, tight=True), GAP) <= total(packed(entries), GAP) + 1e-6


@given(boxes, st.floats(0, 400))
def test_stretching_keeps_the_order_and_uses_what_it_may(entries: Boxes, spare: float) -> None:
    before = packed(entries)
    after = stretch(before, spare, 45)
    for row in after:
        check(row)
    grown = total(after, GAP) - total(before, GAP)
    assert grown <= spare + 1e-6
    assert grown == pytest.approx(min(spare, 45 * len(before)))


@given(boxes)
def test_pages_hold_what_they_are_given(entries: Boxes) -> None:
    room = (350.0, 400.0)
    sheets = paginate(packed(entries), room, GAP) if all(row.height <= 350 for row in packed(entries)) else ()
    for number, sheet in enumerate(sheets):
        assert sheet
        assert total(sheet, GAP) <= room[min(number, 1)] + 1e-6
    if sheets:
        assert [row for sheet in sheets for row in sheet] == list(packed(entries))


def test_a_box_higher_than_a_page_is_an_error() -> None:
    with pytest.raises(TextError, match="box 1 is higher than a page"):
        paginate(packed([(True, 10.0, 900.0)]), (350.0, 400.0), GAP)
