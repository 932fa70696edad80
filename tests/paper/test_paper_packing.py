"""Boxes on sheets: every box once, in order, nothing on top of another."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import TextError
from broadcast.paper import packing
from broadcast.paper.packing import Row, paginate, rows, stretch, total

GAP = 10.0
WIDTH = 500.0
boxes = st.lists(st.tuples(st.booleans(), st.floats(20, 300), st.floats(20, 200)), min_size=1, max_size=12)
Boxes = list[tuple[bool, float, float]]


def packed(entries: Boxes, tight: bool = False) -> tuple[Row, ...]:
    """A box takes its first height in a column and its second over the whole width; a wide one cannot be in a column."""

    def measure(index: int, width: float) -> float:
        full, narrow, whole = entries[index]
        if width >= WIDTH - 1e-6:
            return whole
        return inf if tight and full else narrow * (WIDTH / 2) / width

    return rows([full for full, _, _ in entries], measure, WIDTH, GAP, tight=tight)


def check(row: Row) -> None:
    """Columns from left to right, in each the boxes from top to bottom, nothing on anything else."""
    x = 0.0
    for number in range(row.cells[-1].column + 1):
        column = [cell for cell in row.cells if cell.column == number]
        assert column and len({(cell.x, cell.width) for cell in column}) == 1
        assert column[0].x >= x - 1e-6
        x = column[0].x + column[0].width + GAP
        y = 0.0
        for cell in column:
            assert cell.top >= y - 1e-6
            y = cell.top + cell.height + GAP
        assert y <= row.height + GAP + 1e-6
    assert x == pytest.approx(WIDTH + GAP)
    assert [cell.column for cell in row.cells] == sorted(cell.column for cell in row.cells)


@given(boxes, st.booleans())
def test_every_box_once_in_order_with_room_for_what_is_in_it(entries: Boxes, tight: bool) -> None:
    found = packed(entries, tight)
    assert [cell.index for row in found for cell in row.cells] == list(range(len(entries)))
    for row in found:
        check(row)
        for cell in row.cells:
            full, half, whole = entries[cell.index]
            alone = cell.width == WIDTH
            assert alone or not full
            assert cell.height >= (whole if alone else half * (WIDTH / 2) / cell.width) - 1e-6


@given(boxes)
def test_two_stand_over_one_another_only_where_the_next_is_not_beside_the_first(entries: Boxes) -> None:
    """Reading order: in an ordinary sheet the left side of a row is one box, the first."""
    for row in packed(entries):
        assert [cell.column for cell in row.cells].count(0) == 1
        assert len({cell.width for cell in row.cells}) == 1


@given(boxes)
def test_never_higher_than_one_under_the_other(entries: Boxes) -> None:
    alone = sum(whole for _, _, whole in entries) + GAP * (len(entries) - 1)
    assert total(packed(entries), GAP) <= alone + 1e-6
    assert total(packed(entries, tight=True), GAP) <= total(packed(entries), GAP) + 1e-6


def test_unequal_columns_only_where_they_win_height() -> None:
    assert {cell.width for row in packed([(False, 60.0, 100.0)] * 2, tight=True) for cell in row.cells} == {(WIDTH - GAP) / 2}
    (row,) = packed([(False, 40.0, 300.0), (False, 200.0, 300.0)], tight=True)
    assert row.cells[0].width < row.cells[1].width


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


@given(boxes)
def test_boxes_that_fit_a_page_alone_never_stand_over_one_another_higher_than_it(entries: Boxes) -> None:
    def measure(index: int, width: float) -> float:
        return entries[index][1 if width < WIDTH else 2]

    full = [False] * len(entries)
    assert all(row.height <= 320 for row in rows(full, measure, WIDTH, GAP, tight=True, room=(320, 320)))


@given(boxes, st.booleans())
def test_no_more_pages_than_the_lowest_rows_need(entries: Boxes, tight: bool) -> None:
    """Rows that know of pages take no more of them than rows that only want to be low, broken where they fall."""

    def measure(index: int, width: float) -> float:
        full, narrow, whole = entries[index]
        if width >= WIDTH - 1e-6:
            return whole
        return inf if tight and full else narrow * (WIDTH / 2) / width

    full = [wide for wide, _, _ in entries]
    low = rows(full, measure, WIDTH, GAP, tight=tight)
    if any(row.height > 400 for row in low):
        return
    knowing = rows(full, measure, WIDTH, GAP, tight=tight, room=(400, 450))
    assert len(paginate(knowing, (400, 450), GAP)) <= len(paginate(low, (400, 450), GAP))


def test_a_box_higher_than_a_page_is_an_error() -> None:
    with pytest.raises(TextError, match="box 1 is higher than a page"):
        paginate(packed([(True, 10.0, 900.0)]), (350.0, 400.0), GAP)


def test_rows_are_spread_so_that_no_page_is_much_fuller_than_another() -> None:
    four = [packing.Row((), height) for height in (100.0, 100.0, 100.0, 100.0)]
    room = (390.0, 400.0)
    assert [len(page) for page in packing.paginate(four, room, 10.0)] == [3, 1]
    even = packing.spread(four, room, 10.0, 2)
    assert [len(page) for page in packing.paginate(four, even, 10.0)] == [2, 2]
    assert all(one <= other for one, other in zip(even, room, strict=True))
    assert packing.paginate(four, packing.spread(four, room, 10.0, 1), 10.0) == packing.paginate(four, room, 10.0)
