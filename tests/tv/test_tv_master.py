"""Masters judged by others: a decoder, MediaInfo, and a count of the decoder's buffer kept from the bytes alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pymediainfo import MediaInfo

from broadcast import process
from broadcast.errors import InputError
from broadcast.timecode import SAMPLE_RATE, Rate
from broadcast.tv import master
from broadcast.tv.gop import plan
from broadcast.tv.master import Film, write

SECONDS = 4
STILLS = (0, 31, 33, 34, 60)
"""First frames: some stand for less than two anchors are apart."""
MOTION = (70, 84)


# --- the plan ---------------------------------------------------------------------------------------------------------


@given(
    st.integers(1, 140),
    st.lists(st.integers(1, 139), max_size=6),
    st.sampled_from([12, 15]),
    st.lists(st.integers(0, 139), max_size=2),
)
def test_every_frame_once_and_shown_by_a_picture_that_can_show_it(
    frames: int, more: list[int], length: int, bad: list[int]
) -> None:
    starts = sorted({0, *(start for start in more if start < frames)})
    moving = [(frame, min(frame + 5, frames)) for frame in bad if frame < frames]
    made = plan(starts, frames, length, moving)
    assert sorted(slot.frame for slot in made.slots) == list(range(frames))
    anchors = [slot for slot in made.slots if slot.kind != "B"]
    assert [slot.frame for slot in anchors] == sorted(slot.frame for slot in anchors)
    assert all((slot.kind == "I") == (slot.frame % length == 0) for slot in anchors)
    in_run = {frame for first, end in made.runs for frame in range(first, end)}
    assert in_run >= {frame for first, end in moving for frame in range(first, end)}
    assert {slot.frame for slot in made.slots if slot.how == "run"} == in_run

    def still(frame: int) -> int:
        return bisect_right(starts, frame) - 1

    for at, slot in enumerate(made.slots):
        past = [one for one in made.slots[:at] if one.kind != "B"]
        if slot.how == "P":
            assert still(past[-1].frame) == slot.still == still(slot.frame)
        if slot.how == "forward":
            assert still(past[-2].frame) == still(slot.frame) and past[-2].frame not in in_run
        if slot.how == "backward":
            assert still(past[-1].frame) == still(slot.frame)
    text = " ".join(f"{slot.frame}{slot.kind}" for slot in plan([0], 20, 15).slots)
    assert text == "0I 3P 1B 2B 6P 4B 5B 9P 7B 8B 12P 10B 11B 15I 13B 14B 18P 16B 17B 19P"


# --- files ------------------------------------------------------------------------------------------------------------


def slide(number: int, shift: int = 0) -> NDArray[np.uint8]:
    picture = Image.new("RGB", (1920, 1080), (244, 237, 221))
    pen = ImageDraw.Draw(picture)
    chance = np.random.RandomState(number)
    for word in range(40):
        x, y = chance.randint(0, 1700), chance.randint(0, 1000)
        pen.text((x, (y + shift) % 1080), f"word {word}", fill=tuple(int(v) for v in chance.randint(0, 200, 3)), font_size=44)
    return np.asarray(picture)


def painted(number: int) -> Callable[[], NDArray[np.uint8]]:
    return lambda: slide(number)


def film(rate: str, wav: Path) -> Film:
    parsed = Rate.parse(rate)
    passage = (*MOTION, lambda frame: lambda: slide(4, 6 * (frame - MOTION[0])))
    start = 107_892 if parsed.drop_frame else 10 * 3600 * 25
    frames = int(SECONDS * parsed.fraction)
    return Film(parsed, frames, STILLS, tuple(painted(number) for number in range(len(STILLS))), (wav,), start, (passage,))


@pytest.fixture(
    scope="module",
    params=[("25", "fast"), ("30000/1001", "fast"), ("25", "every")],
    ids=lambda one: "-".join(one).replace("/", "."),
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Film, str]:
    folder = tmp_path_factory.mktemp("master")
    tone = 0.2 * np.sin(np.arange(SECONDS * SAMPLE_RATE) * 2 * np.pi * 440 / SAMPLE_RATE)
    soundfile.write(folder / "p.wav", np.stack([tone, -tone], axis=1), SAMPLE_RATE, subtype="PCM_24")
    rate, way = request.param
    told = film(rate, folder / "p.wav")
    assert write(folder / "m.mxf", told, way) == way
    return folder / "m.mxf", told, way


def wanted(told: Film, frame: int) -> NDArray[np.uint8]:
    if MOTION[0] <= frame < MOTION[1]:
        return slide(4, 6 * (frame - MOTION[0]))
    return slide(bisect_right(told.starts, frame) - 1)


def test_every_frame_is_the_one_that_was_drawn(made: tuple[Path, Film, str]) -> None:
    path, told, _ = made
    count = 0
    with av.open(str(path)) as file:
        for count, frame in enumerate(file.decode(video=0), 1):
            assert frame.interlaced_frame
            if (count - 1) % 3 == 0 or count - 1 in range(28, 36) or MOTION[0] - 2 < count < MOTION[1] + 4:
                right = master.coder.frame(wanted(told, count - 1)).to_ndarray()[:1080].astype(int)
                found = np.frombuffer(memoryview(frame.planes[0]), np.uint8).reshape(-1, frame.planes[0].line_size)
                assert 10 * np.log10(255**2 / max(((found[:1080, :1920].astype(int) - right) ** 2).mean(), 1e-9)) > 45, count - 1
    assert count == told.frames


def test_ffmpeg_has_nothing_to_say(made: tuple[Path, Film, str]) -> None:
    _, said = process.run([process.ffmpeg(), "-v", "error", "-i", str(made[0]), "-f", "null", "-"])
    assert said == b""


def test_mediainfo_reads_what_stations_ask_for(made: tuple[Path, Film, str]) -> None:
    path, told, _ = made
    info = MediaInfo.parse(path)
    general, video = info.general_tracks[0].to_data(), info.video_tracks[0].to_data()
    assert (general["format"], general["format_profile"], general["commercial_name"]) == ("MXF", "OP-1a", "XDCAM HD422")
    assert (video["format_profile"], video["bit_rate_mode"], video["bit_rate"]) == ("4:2:2@High", "CBR", 50_000_000)
    assert (video["scan_type"], video["scan_order"], video["frame_count"]) == ("Interlaced", "TFF", str(told.frames))
    assert {video["color_primaries"], video["matrix_coefficients"], video["transfer_characteristics"]} == {"BT.709"}
    assert video["time_code_of_first_frame"] == ("01:00:00;00" if told.rate.drop_frame else "10:00:00:00")
    sounds = [track.to_data() for track in info.audio_tracks]
    assert [(sound["format"], sound["bit_depth"], sound["channel_s"]) for sound in sounds] == [("PCM", 24, 1)] * 2


def test_the_buffer_neither_empties_nor_overflows(made: tuple[Path, Film, str]) -> None:
    """Kept count of from the bytes of each picture and its own vbv_delay."""
    path, told, _ = made
    each = Fraction(50_000_000) / told.rate.fraction
    occupancy: Fraction | None = None
    groups: list[int] = []
    with av.open(str(path)) as file:
        for number, packet in enumerate(packet for packet in file.demux(video=0) if packet.size):
            data = bytes(packet)
            at = data.index(b"\0\0\1\0")
            delay = int.from_bytes(data[at + 4 : at + 8], "big") >> 3 & 0xFFFF
            if data.startswith(b"\0\0\1\xb3"):
                groups.append(number)
            if occupancy is None:
                occupancy = Fraction(delay * 50_000_000, 90_000) + 8 * (at + 4)
            assert abs(float((occupancy - 8 * (at + 4)) * 90_000 / 50_000_000) - delay) < 2
            assert 8 * len(data) <= occupancy <= 36_408_333
            occupancy += each - 8 * len(data)
    length = 12 if told.rate.den == 1 else 15
    distances = [after - before for before, after in pairwise(groups)]
    assert distances == [length - 2] + [length] * (len(distances) - 1)  # the first group has no Bs before its I


def test_the_sound_is_as_long_as_the_picture_and_the_same(made: tuple[Path, Film, str]) -> None:
    path, told, _ = made
    with av.open(str(path)) as file:
        parts: list[Any] = [frame.to_ndarray().ravel() for frame in file.decode(audio=0)]
    heard = np.concatenate(parts)
    exact = told.frames * SAMPLE_RATE / told.rate.fraction
    assert abs(len(heard) - exact) < 1  # at 29.97 a frame holds 1601 or 1602 samples, as SMPTE 382M has it
    source, _ = soundfile.read(told.tracks[0], dtype="int32")
    count = min(len(heard), len(source))
    assert (heard[:count] >> 8 == source[:count, 0] >> 8).all()


def test_again_the_same_bytes(made: tuple[Path, Film, str], tmp_path: Path) -> None:
    path, told, way = made
    write(tmp_path / "again.mxf", told, way)  # type: ignore[arg-type]
    assert (tmp_path / "again.mxf").read_bytes() == path.read_bytes()


def test_a_rate_that_no_master_has(tmp_path: Path) -> None:
    told = film("25", tmp_path / "none.wav")
    wrong = Film(Rate.parse("50"), told.frames, told.starts, told.paint, told.tracks, told.start)
    with pytest.raises(InputError, match="not 50"):
        write(tmp_path / "m.mxf", wrong, "fast")
    assert list(tmp_path.iterdir()) == []
