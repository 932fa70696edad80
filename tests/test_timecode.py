"""Exact time, judged by the numbers of SMPTE ST 12-1 and by counting."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.timecode import (
    Rate,
    clock,
    frame_number,
    frame_of,
    hms,
    parse_clock,
    sample_of,
    samples,
    slot_frames,
    slot_text,
    timecode,
)

NTSC = Rate(30000, 1001)
PAL = Rate(25)


def count_by_hand(seconds: int) -> int:
    """Numbers that drop-frame timecode gives out in whole seconds: two fewer each minute but the tenth."""
    return sum(30 - (2 if second % 60 == 0 and (second // 60) % 10 else 0) for second in range(1, seconds + 1))


@pytest.mark.parametrize(
    ("slot", "rate", "frames"),
    [("00:05:00", NTSC, 8990), ("00:15:00", NTSC, 26972), ("00:05:00", PAL, 7500), ("00:30:00", PAL, 45000)],
)
def test_a_slot_has_the_frames_that_stations_count(slot: str, rate: Rate, frames: int) -> None:
    assert slot_frames(parse_clock(slot), rate) == frames


@given(st.integers(1, 4 * 3600))
def test_drop_frame_counts_like_counting(seconds: int) -> None:
    assert slot_frames(seconds * 48000, NTSC) == count_by_hand(seconds)


@given(st.integers(0, 30 * 3600 * 4))
def test_timecode_names_each_frame_once_and_in_order(frame: int) -> None:
    assert timecode(frame, NTSC) < timecode(frame + 1, NTSC)
    minutes, seconds, rest = timecode(frame, NTSC).split(":")[1:2] + timecode(frame, NTSC).split(":")[2].split(";")
    assert not (seconds == "00" and rest in ("00", "01") and int(minutes) % 10), "a dropped number was given out"


@given(st.integers(0, 10**7), st.sampled_from([NTSC, PAL, Rate(24000, 1001), Rate(50)]))
def test_frames_and_samples_go_there_and_back(frame: int, rate: Rate) -> None:
    assert frame_of(sample_of(frame, rate), rate) == frame


@given(st.integers(0, 10**9))
def test_times_are_written_and_read_back_to_the_millisecond(sample: int) -> None:
    if sample < 100 * 3600 * 48000:
        assert abs(parse_clock(hms(sample)) - sample) <= 24


@given(st.integers(0, 24 * 3600 * 25 - 1), st.sampled_from([NTSC, PAL]))
def test_timecodes_are_read_back(frame: int, rate: Rate) -> None:
    assert frame_number(timecode(frame, rate), rate) == frame


@pytest.mark.parametrize("text", ["1:00:00:00", "00:01:00;00", "00:00:00:30", "00:60:00:00", ""])
def test_what_is_no_timecode_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no timecode"):
        frame_number(text, NTSC)


def test_people_read_times_rounded_down() -> None:
    assert clock(samples(Fraction("119.9"))) == "1:59"
    assert hms(samples("1.5"), ",") == "00:00:01,500"
    assert slot_text(samples(300)) == "00:05:00"


@pytest.mark.parametrize("text", ["5", "00:60:00", "1:2:3:4", "", "-1:00", "aa:bb"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no time"):
        parse_clock(text)


@pytest.mark.parametrize("text", ["26", "30000/1000", "0", "x", "25.0"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no frame rate"):
        Rate.parse(text)
