"""The storyboard as text: frames, markers, countdowns, pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.episode.model import Cue, Part, Segment
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, frame_of
from broadcast.tv.storyboard import Storyboard, height, paged, storyboard
from broadcast.unplugged.figures import Line, Listing
from broadcast.unplugged.model import Shot
from tests.drawing.figure_cases import EMPTY
from tests.sample import exemplar

EN = messages("en")


def whole(board: Storyboard) -> bool:
    return board.states[0].start == 0 and all(
        one.end == other.start and one.end > one.start for one, other in pairwise(board.states)
    )


@pytest.mark.parametrize(
    ("minutes", "rate", "frames"), [(5, "25", 7500), (5, "30000/1001", 8990), (15, "25", 22500), (15, "30000/1001", 26972)]
)
def test_exactly_the_frames_of_the_slot(minutes: int, rate: str, frames: int) -> None:
    board = storyboard(exemplar().model_copy(update={"frame_rate": rate, "length": minutes * 60 * SAMPLE_RATE}), EN)
    assert board.frames == board.states[-1].end == frames and whole(board)


@given(st.lists(st.tuples(st.sampled_from(["say", "wait", "music"]), st.integers(1, 30 * SAMPLE_RATE)), min_size=1, max_size=12),
       st.sampled_from(["25", "30000/1001"]))  # fmt: skip
def test_no_frame_is_lost_or_shown_twice(made: list[tuple[str, int]], rate: str) -> None:
    """Whatever the cues' lengths, even far under a frame."""
    clock, cues = 0, []
    for number, (kind, duration) in enumerate(made, 1):
        shot = Shot(template="point", heading=str(number)) if number % 2 else None
        cues.append(Cue(id=f"c.{number}", number=number, kind=kind, start=clock, duration=duration, note="think", shot=shot))
        clock += duration
    length = -(-clock // SAMPLE_RATE) * SAMPLE_RATE
    segments = (Segment(id="s", title="S", slug="S", cues=tuple(cues)),)
    board = storyboard(exemplar().model_copy(update={"segments": segments, "length": length, "frame_rate": rate}), EN)
    assert whole(board) if board.states else clock * 25 < SAMPLE_RATE
    assert not board.states or board.states[-1].end == board.frames


def test_the_marker_follows_the_words() -> None:
    """Cue 11 of the episode by hand: line 1 at "Do this", 2 at "forward", 3 at "turn", twice."""
    board = storyboard(exemplar(), EN)
    cue = exemplar().cues[10]
    marks = [(state.start, state.marked) for state in board.states if state.cue == 11]
    assert [line for _, line in marks] == [1, 2, 3, 1, 2, 3]
    heard = dict(cue.parts[0].marks)
    for (frame, _), word in zip(marks, ("Do", "forward", "turn", "Do", "forward", "turn"), strict=True):
        spoken = cue.parts[0].spoken
        at = spoken.index(word) if frame < 2585 else spoken.rindex(word)
        assert abs(frame - (cue.start + heard[at]) * 25 / SAMPLE_RATE) <= 0.5


def test_the_countdown_ends_with_the_wait() -> None:
    board = storyboard(exemplar(), EN)
    ring = [state for state in board.states if state.band.total == 20][:20]
    assert [state.band.left for state in ring] == list(range(20, 0, -1))
    assert {state.end - state.start for state in ring} <= {24, 25, 26} and ring[-1].end - ring[0].start == 500
    assert len({state.picture for state in ring}) == 1
    chorus = [state for state in board.states if state.band.text == "Say it"]
    assert chorus and not any(state.band.left for state in chorus)


LINES = st.lists(st.tuples(st.integers(0, 3), st.text("abc", max_size=60)), min_size=1, max_size=30).map(
    lambda made: tuple(Line(text=text, indent=indent, number=number) for number, (indent, text) in enumerate(made, 1))
)


@given(LINES)
def test_pages_hold_every_line_once(lines: tuple[Line, ...]) -> None:
    pages = paged(Listing(lines=lines, alt="x"), 28, 6)
    assert tuple(line for page in pages for line in page) == lines
    assert all(len(page) == 1 or sum(height(line, 28) for line in page) <= 6 for page in pages)


def test_a_long_program_turns_its_pages() -> None:
    """By the line being talked about; where none is, in equal shares of the cue."""
    lines = tuple(Line(text=f"line {number}", number=number) for number in range(1, 15))
    shot = Shot(template="program", figures=(Listing(lines=lines, alt="fourteen lines"),), steps=((0, 1), (4, 8), (8, 14)))
    part = Part(
        text="one two six",
        spoken="one two six",
        duration=9 * SAMPLE_RATE,
        marks=((0, 0), (4, 3 * SAMPLE_RATE), (8, 6 * SAMPLE_RATE)),
    )
    told = Cue(id="c.1", number=1, kind="say", role="presenter", duration=10 * SAMPLE_RATE, shot=shot, parts=(part,))
    silent = Cue(
        id="c.2",
        number=2,
        kind="say",
        start=10 * SAMPLE_RATE,
        duration=12 * SAMPLE_RATE,
        shot=shot.model_copy(update={"steps": ()}),
    )
    segments = (Segment(id="s", title="S", slug="S", cues=(told, silent)),)
    board = storyboard(exemplar().model_copy(update={"segments": segments, "length": 22 * SAMPLE_RATE}), EN)
    pages = [(state.start, state.marked, state.picture.figures[0].lines[0].number) for state in board.states]  # type: ignore[union-attr]
    assert pages == [(0, 1, 1), (75, 8, 8), (150, 14, 8), (250, 0, 1), (400, 0, 8)]
    assert [state.picture.more for state in board.states][:3] == [(False, True), (True, False), (True, False)]


def test_a_command_stands_under_the_picture_while_it_is_done() -> None:
    """Cue 8 of the episode by hand: three commands, each from the moment it is said; a program that is followed has its marker."""
    board = storyboard(exemplar(), EN)
    cue = exemplar().cues[7]
    said = [state for state in board.states if state.cue == cue.number and state.band.text]
    assert [state.band.text for state in said] == [part.text for part in cue.parts if part.wait]
    assert [state.start for state in said] == [
        frame_of(cue.start + part.start, Rate.parse("25")) for part in cue.parts if part.wait
    ]
    followed = cue.model_copy(update={"shot": exemplar().cues[10].shot})
    segments = (Segment(id="s", title="S", slug="S", cues=(followed,)),)
    assert not any(state.band.text for state in storyboard(exemplar().model_copy(update={"segments": segments}), EN).states)


def test_a_page_of_blocks_holds_fewer_lines_and_says_what_follows() -> None:
    """Rows of blocks are higher than rows of text; where a page ends inside of a mouth, the next page's indent is known."""
    shot = Shot(template="program", figures=(EMPTY["blocks"],), steps=())
    cue = Cue(id="c.1", number=1, kind="say", role="presenter", duration=30 * SAMPLE_RATE, shot=shot)
    segments = (Segment(id="s", title="S", slug="S", cues=(cue,)),)
    board = storyboard(exemplar().model_copy(update={"segments": segments, "length": 30 * SAMPLE_RATE}), EN)
    pages = [(state.picture.figures[0], state.picture.after) for state in board.states]
    lines = [[line.number for line in figure.lines] for figure, _ in pages if isinstance(figure, Listing)]
    assert [number for page in lines for number in page] == list(range(1, 12)) and max(map(len, lines)) <= 5
    assert [after for _, after in pages] == [figure.lines[0].indent for figure, _ in pages[1:] if isinstance(figure, Listing)] + [
        -1
    ]
