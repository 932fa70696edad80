"""Programs as blocks, as data: what lies in what, where blocks touch, and that the words are the program's."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.drawing.figures import block_layout, block_words, look
from broadcast.drawing.figures.block_layout import Measures, Placed, Plan
from broadcast.drawing.figures.pen import GAP, Pen
from broadcast.unplugged.figures import Line
from tests.drawing.figure_cases import GAME, blocks

PEN = Pen(None, look("paper"), "en")
MEASURES = Measures.of(PEN)
WORDS = st.lists(st.sampled_from(["move", "steps", "to", "____", "x", "a longer word", "0", "+"]), min_size=1, max_size=8)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...]]:
    words = draw(WORDS)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    slots = set()
    for _ in range(draw(st.integers(0, 4))):
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, len(words) - 1))
        slots.add((starts[first], starts[last + 1] - 1))
    return " ".join(words), tuple(slots)


@st.composite
def programs(draw: st.DrawFn) -> tuple[Line, ...]:
    found: list[Line] = []
    deep = 0
    for number in range(1, draw(st.integers(1, 9)) + 1):
        indent = draw(st.integers(0, deep))
        text, slots = draw(texts())
        shapes = ["stack", "mouth", "cap", "", "else"] + (["hat"] if not indent else [])
        shape = draw(st.sampled_from(shapes))
        found.append(Line(text=text, indent=indent, number=number, shape=shape, slots=slots))  # type: ignore[arg-type]
        deep = indent + 1 if shape in ("mouth", "else", "hat") else indent
    return tuple(found)


def arms(plan: Plan) -> dict[int, tuple[Placed, float, float]]:
    """Block, top and bottom of each numbered line's row."""
    return {arm.line.number: (block, arm.y, arm.bottom) for block in plan.blocks for arm in block.arms}


@given(programs(), st.sampled_from([150.0, 260.0, 500.0]))
def test_every_line_once_from_top_to_bottom_and_nothing_on_anything_else(lines: tuple[Line, ...], width: float) -> None:
    plan = block_layout.plan(lines, PEN, width)
    rows = arms(plan)
    assert sorted(rows) == [line.number for line in lines]
    spans = [rows[line.number][1:] for line in lines]
    for (_, bottom), (top, _) in pairwise(spans):
        assert top >= bottom - 1e-6
    assert plan.height == pytest.approx(max(block.bottom for block in plan.blocks) + MEASURES.notch)
    if block_layout.natural(lines, PEN) <= width:
        assert plan.width == pytest.approx(block_layout.natural(lines, PEN))
        assert all(len(arm.rows) == 1 for block in plan.blocks for arm in block.arms)


@given(programs(), st.sampled_from([150.0, 260.0, 500.0]))
def test_the_words_on_a_block_are_the_line_and_its_pills_are_inside(lines: tuple[Line, ...], width: float) -> None:
    for block in block_layout.plan(lines, PEN, width).blocks:
        for arm in block.arms:
            said = " ".join("".join(words.text for _, words in row.words) for row in arm.rows)
            assert said.split() == GAP.sub(" ", arm.line.text).split()
            gaps = sum(pill.gap for row in arm.rows for pill in row.pills)
            assert gaps == len(GAP.findall(arm.line.text))
            for row in arm.rows:
                assert all(pill.x >= 0 and pill.x + pill.width <= row.width + 1e-6 for pill in row.pills)
                assert all(pill.height <= row.height for pill in row.pills)
                assert row.width + 2 * MEASURES.side <= arm.width + 1e-6
                for (x, words), (after, _) in pairwise(row.words):
                    assert after >= x + words.natural() - 1e-6


def test_a_mouth_holds_what_is_indented_and_its_arms_end_where_they_end() -> None:
    plan = block_layout.plan(GAME, PEN, 400)
    rows = arms(plan)
    repeat, choice, inner, otherwise = rows[3][0], rows[5][0], rows[6][0], rows[8][0]
    assert repeat.x < choice.x < inner.x == otherwise.x
    assert [arm.line.number for arm in choice.arms] == [5, 7]
    assert repeat.y < choice.y and choice.bottom == pytest.approx(repeat.bottom - repeat.foot)
    assert choice.arms[0].bottom == inner.y and inner.bottom == pytest.approx(choice.arms[1].y)
    assert otherwise.bottom == pytest.approx(choice.bottom - choice.foot)


def test_blocks_of_a_script_touch_and_scripts_stand_apart() -> None:
    rows = arms(block_layout.plan(GAME, PEN, 400))
    hat, first, last, second = (rows[number][0] for number in (1, 2, 9, 10))
    assert hat.round_top and not hat.notch and hat.bump and hat.x == first.x == 0
    assert first.y == pytest.approx(hat.bottom) and first.notch
    assert last.round_bottom and not last.bump
    assert second.y == pytest.approx(last.bottom + MEASURES.apart) and second.round_top


def test_colons_that_open_a_block_are_shown_by_its_shape() -> None:
    (line,) = blocks("repeat ⟨3⟩:")
    assert block_words.text_of(line) == "repeat 3"
    assert block_words.text_of(line.model_copy(update={"shape": "stack"})) == "repeat 3:"
    assert block_words.text_of(Line(text="每次：", shape="mouth")) == "每次"


def test_an_empty_mouth_has_room_and_a_gap_room_for_a_hand() -> None:
    plan = block_layout.plan(blocks("repeat ⟨____⟩:"), PEN, 300)
    (block,) = plan.blocks
    assert block.arms[0].mouth == MEASURES.empty
    (pill,) = block.arms[0].rows[0].pills
    assert pill.gap and pill.width >= PEN.look.gap and pill.height >= PEN.look.rule * 0.8


@pytest.mark.parametrize(
    ("language", "text", "slots"),
    [
        ("th", "เดินหน้า 10 ก้าว แล้วเลี้ยวขวา 90 องศา", ((9, 11),)),
        ("ko", "점수를 10 만큼 바꾸고 오른쪽으로 돌기", ((4, 6),)),
        ("zh-Hans", "将分数增加10然后向右转", ((1, 3), (5, 7))),
    ],
)
def test_other_scripts_wrap_inside_their_block(language: str, text: str, slots: tuple[tuple[int, int], ...]) -> None:
    pen = Pen(None, look("paper"), language)
    line = Line(text=text, shape="stack", slots=slots)
    wide, narrow = block_layout.plan((line,), pen, 500), block_layout.plan((line,), pen, 110)
    assert len(wide.blocks[0].arms[0].rows) == 1 and len(narrow.blocks[0].arms[0].rows) > 1
    assert narrow.width <= 110 and len(wide.blocks[0].arms[0].rows[0].pills) == len(slots)


def test_a_page_goes_on_inside_of_what_was_opened_before_it_and_ends_open() -> None:
    """Lines 6 to 8 of the game lie in two mouths; line 9 closes both."""
    page = block_layout.plan(GAME[5:9], PEN, 400)
    assert [round(rest.x / MEASURES.arm) for rest in page.opened] == [1, 0]
    inner, outer = page.opened
    rows = arms(page)
    assert rows[6][0].x == pytest.approx(2 * MEASURES.arm) and rows[9][0].x == 0
    assert inner.foot == 0 and rows[7][0].x == pytest.approx(MEASURES.arm), "the other arm follows"
    assert outer.foot > 0 and rows[9][1] == pytest.approx(outer.bottom + outer.foot)
    first = block_layout.plan(GAME[:4], PEN, 400, after=GAME[4].indent)
    assert arms(first)[3][0].open and arms(first)[3][0].foot == 0 and [rest.foot for rest in first.opened] == [0]
    assert not block_layout.plan(GAME[:4], PEN, 400).opened
