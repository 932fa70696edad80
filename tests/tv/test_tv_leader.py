"""The leader of a master, judged by a decoder, MediaInfo and the level of its tone."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from pymediainfo import MediaInfo

from broadcast.delivery.checks import master as checks
from broadcast.delivery.checks.figure import Package
from broadcast.episode import format as formats
from broadcast.episode.model import Episode, Segment
from broadcast.errors import InputError
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, timecode
from broadcast.tv import leader
from broadcast.tv.master import film, write
from broadcast.tv.masters import Master, load
from tests.sample import exemplar

ES = messages("es-419")
PARTS = (("bars", 2), ("slate", 1), ("countdown", 2), ("black", 1))
SPOTS = {
    "25": [(120, 235, 128, 128), (360, 168, 44, 136), (600, 145, 147, 44), (840, 133, 63, 52), (1300, 51, 109, 212), (1900, 16, 128, 128)],
    "30000/1001": [(100, 104, 128, 128), (300, 180, 128, 128), (500, 168, 44, 136), (950, 133, 63, 52), (1600, 28, 212, 120)],
}  # fmt: skip
"""Column, Y, Cb, Cr at the height of line 100: as engineers' tables give them for BT.709, 75 %."""


def led(name: str, *parts: tuple[str, int]) -> Master:
    return Master.model_validate({**load(name).model_dump(), "leader": parts or PARTS, "way": "fast"})


def short(rate: str) -> Episode:
    cue = exemplar().cues[10].model_copy(update={"start": 0, "duration": SAMPLE_RATE})
    segments = (Segment(id="s", title="S", slug="S", cues=(cue,)),)
    return exemplar().model_copy(update={"segments": segments, "length": SAMPLE_RATE, "frame_rate": rate})


@pytest.fixture(scope="module", params=["poland", "colombia"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Master]:
    folder = tmp_path_factory.mktemp("leader")
    (folder / "tv").mkdir()
    sound = np.full((SAMPLE_RATE, 2), 0.05)
    soundfile.write(folder / "p.wav", sound, SAMPLE_RATE, subtype="PCM_24")
    told = led(request.param)
    for name in ("master", "again"):
        write(folder / "tv" / f"{name}.mxf", film(short(told.rate), ES, folder / "p.wav", told, 0.0), "fast")
    return folder, told


def test_the_programme_begins_at_the_timecode_of_the_profile(made: tuple[Path, Master]) -> None:
    folder, told = made
    path = folder / "tv" / "master.mxf"
    first = "09:59:54:00" if told.rate == "25" else "00:59:54;00"
    video = MediaInfo.parse(path).video_tracks[0].to_data()
    assert video["time_code_of_first_frame"] == first
    rate = 25 if told.rate == "25" else 30
    assert video["frame_count"] == str(7 * rate)
    package = Package(folder, short(told.rate), ES, formats.load("tv-15"), master=told)
    assert [(check.check, check.value) for check in checks.file(package) if not check.ok] == []
    less = Package(folder, short(told.rate), ES, formats.load("tv-15"), master=led(told.name, ("black", 1)))
    assert {check.check for check in checks.file(less) if not check.ok} == {"master-frames", "master-timecode"}


def test_bars_slate_clock_and_black_to_the_frame(made: tuple[Path, Master]) -> None:
    folder, told = made
    rate = 25 if told.rate == "25" else 30
    pictures = []
    with av.open(str(folder / "tv" / "master.mxf")) as file:
        for frame in file.decode(video=0):
            flat = frame.to_ndarray()
            luma, cb, cr = flat[:1080], flat[1080:1620].reshape(1080, 960), flat[1620:].reshape(1080, 960)
            pictures.append(luma[::60, ::60].astype(int))
            if len(pictures) == 20:
                for column, *value in SPOTS[told.rate]:
                    found = [luma[100, column], cb[100, column // 2], cr[100, column // 2]]
                    assert np.abs(np.subtract(value, np.array(found, int))).max() <= 1, column
    cuts = [at for at in range(1, 6 * rate + 5) if np.abs(pictures[at] - pictures[at - 1]).mean() > 0.5]
    assert cuts == [seconds * rate for seconds in (2, 3, 4, 5, 6)]
    assert np.abs(pictures[5 * rate + 3] - 16).max() <= 1


def test_tone_stands_at_its_level_and_the_sound_is_in_step(made: tuple[Path, Master]) -> None:
    folder, told = made
    with av.open(str(folder / "tv" / "master.mxf")) as file:
        heard = np.concatenate([frame.to_ndarray().ravel() for frame in file.decode(audio=1)]).astype(float) / 2**31
    nominal, real = (25, Rate(25).fraction) if told.rate == "25" else (30, Rate(30000, 1001).fraction)
    end, start = (round(seconds * nominal / real * SAMPLE_RATE) for seconds in (2, 6))
    rms = np.sqrt((heard[:SAMPLE_RATE] ** 2).mean())
    assert 20 * np.log10(rms * np.sqrt(2)) == pytest.approx(-18 if nominal == 25 else -20, abs=0.01)
    assert np.abs(np.fft.rfft(heard[:SAMPLE_RATE])).argmax() == 1000
    assert np.abs(heard[end - 20 : end]).max() > 0.05
    assert not heard[end:start].any()
    assert heard[start] == pytest.approx(0.05, abs=1e-6)


def test_the_tone_is_not_measured_as_programme(made: tuple[Path, Master]) -> None:
    folder, told = made
    peak = next(iter(checks.sound(Package(folder, short(told.rate), ES, formats.load("tv-15"), master=told))))
    assert (peak.check, peak.value) == ("master-peak", pytest.approx(-26, abs=2))


def test_the_same_bytes_again(made: tuple[Path, Master]) -> None:
    folder, _ = made
    assert (folder / "tv" / "master.mxf").read_bytes() == (folder / "tv" / "again.mxf").read_bytes()


@pytest.mark.parametrize("name", ["colombia", "china"])
@pytest.mark.parametrize("seconds", [1, 60, 90, 600])
def test_parts_begin_on_whole_seconds_of_the_timecode(name: str, seconds: int) -> None:
    told = led(name, ("black", seconds))
    text = timecode(told.first - told.lead, Rate.parse(told.rate))
    hours, minutes, rest = map(int, told.start[:8].split(":"))
    whole = hours * 3600 + minutes * 60 + rest - seconds
    assert text[:8] == f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    dropped = Rate.parse(told.rate).drop_frame and whole % 60 == 0 and whole // 60 % 10
    assert text[9:] == ("02" if dropped else "00")


@pytest.mark.parametrize("rate", SPOTS)
def test_every_value_is_legal(rate: str) -> None:
    planes = leader.bars(leader.EBU if rate == "25" else leader.SMPTE)
    assert planes.shape == (2160, 1920)
    assert (planes[:1080].min(), planes[:1080].max()) == (16, 235)
    assert planes[1080:].min() >= 16 and planes[1080:].max() <= 240


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('leader = [["bars", 0]]', "1 to 600 seconds"),
        ('leader = [["song", 5]]', "leader"),
        ('leader = [["black", 600], ["black", 600], ["black", 600], ["black", 600], ["black", 600], ["black", 601]]', "1 to 600"),
        ('leader = [["black", 5]]\nstart = "00:00:04:00"', "no timecode so long before"),
    ],
)
def test_a_leader_that_cannot_be(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    good = Path(__file__).resolve().parents[2] / "media" / "formats" / "masters" / "poland.toml"
    rows = [row for row in good.read_text("utf-8").splitlines() if "start" not in line or not row.startswith("start ")]
    path.write_text("\n".join([*rows, line]) + "\n", "utf-8")
    with pytest.raises(InputError, match=said):
        load(str(path))
