"""programme.mp4, measured by a decoder that did not make it."""

from __future__ import annotations

import queue
import shutil
import threading
from dataclasses import dataclass
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import av
import numpy as np
import pytest
import soundfile
from av.video.reformatter import ColorRange, Colorspace

from broadcast import process
from broadcast.artifact import Store
from broadcast.episode.model import Episode, Segment
from broadcast.errors import EnvironmentFault
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, sample_of
from broadcast.tv import video as module
from broadcast.tv.frames import Painter
from broadcast.tv.stills import held, pictures, units
from broadcast.tv.storyboard import Storyboard, storyboard
from broadcast.tv.video import planes, video
from tests.sample import exemplar

EN = messages("en")


def short(rate: str) -> Episode:
    """Ten seconds out of the episode by hand: the program with its marker, a question, a countdown."""
    cues, clock = [], 0
    for cue, seconds in zip((exemplar().cues[index] for index in (10, 12, 13)), (4, 1, 5), strict=True):
        cues.append(cue.model_copy(update={"start": clock, "duration": seconds * SAMPLE_RATE}))
        clock += seconds * SAMPLE_RATE
    segments = (Segment(id="s", title="S", slug="S", cues=tuple(cues)),)
    return exemplar().model_copy(update={"segments": segments, "length": clock, "frame_rate": rate})


@dataclass(frozen=True)
class Made:
    path: Path
    episode: Episode
    wav: Path
    store: Store

    @property
    def board(self) -> Storyboard:
        return storyboard(self.episode, EN)


@pytest.fixture(scope="module", params=["25", "30000/1001"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("video")
    tone = 0.2 * np.sin(np.arange(10 * SAMPLE_RATE) * 2 * np.pi * 440 / SAMPLE_RATE)
    soundfile.write(folder / "p.wav", np.stack([tone, tone], axis=1), SAMPLE_RATE, subtype="PCM_24")
    episode, store = short(request.param), Store(folder / "store")
    video(folder / "p.mp4", episode, EN, folder / "p.wav", store)
    return Made(folder / "p.mp4", episode, folder / "p.wav", store)


def test_every_frame_is_the_one_that_was_drawn(made: Made) -> None:
    """In one pass over all frames: their count and times; PSNR of luma against the painter's own pixels at the first frame
    of every state; and not a single value changes while a state stands."""
    board, painter = made.board, Painter("en")
    rate = Rate.parse(made.episode.frame_rate).fraction
    starts = {state.start: state for state in board.states}
    count, before = 0, b""
    with av.open(str(made.path)) as file:
        for count, frame in enumerate(file.decode(video=0), 1):
            number = count - 1
            assert frame.pts * frame.time_base * rate == number
            found = frame.to_ndarray()
            if number in starts:
                wanted = planes(painter.frame(starts[number]))[0].astype(int)
                assert 10 * np.log10(255**2 / ((wanted - found[:1080]) ** 2).mean()) > 42
            else:
                assert found.tobytes() == before
            before = found.tobytes()
    assert count == board.frames == {"25": 250, "30000/1001": 300}[made.episode.frame_rate]


def test_ffmpeg_has_nothing_to_say(made: Made) -> None:
    _, said = process.run([process.ffmpeg(), "-v", "error", "-i", str(made.path), "-f", "null", "-"])
    assert said == b""


def test_colours_are_tagged_and_converted_as_bt709(made: Made) -> None:
    """The ground's colour comes back through BT.709; through BT.601 it would be off by far more."""
    with av.open(str(made.path)) as file:
        stream = file.streams.video[0]
        context = stream.codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert context.profile == "High" and context.pix_fmt == "yuv420p"
        frame = next(file.decode(video=0))
    pixels = frame.reformat(format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG).to_ndarray()
    edge, ground = pixels[500, 20].astype(int), pixels[1060, 960].astype(int)
    assert np.abs(edge - [0x0B, 0x5A, 0x63]).max() <= 3
    assert np.abs(ground - [0xF4, 0xED, 0xDD]).max() <= 3


def test_sound_and_picture_are_equally_long(made: Made) -> None:
    rate = Rate.parse(made.episode.frame_rate)
    with av.open(str(made.path)) as file:
        sound = file.streams.audio[0]
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("aac", SAMPLE_RATE, 2)
        frames = made.board.frames
        assert abs(sound.duration * sound.time_base - Fraction(sample_of(frames, rate), SAMPLE_RATE)) < Fraction(1, 1000)
        assert Fraction(file.streams.video[0].duration * file.streams.video[0].time_base) == frames / rate.fraction
        samples = sum(frame.samples for frame in file.decode(audio=0))
    assert 0 <= samples - sample_of(frames, rate) < 1024


def test_key_pictures_to_seek_by(made: Made) -> None:
    with av.open(str(made.path)) as file:
        keys = [number for number, packet in enumerate(p for p in file.demux(video=0) if p.size) if packet.is_keyframe]
    assert keys[0] == 0 and max(b - a for a, b in pairwise(keys)) <= 4 * Rate.parse(made.episode.frame_rate).nominal
    assert set(keys) >= {state.start for state in made.board.states}


def test_fast_start(made: Made) -> None:
    data = made.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_again_the_same_bytes_and_nothing_coded_twice(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another store gives the same file; the same store codes no picture, not even when words that are not shown change."""
    path, episode, wav, store = made.path, made.episode, made.wav, made.store
    video(tmp_path / "again.mp4", episode, EN, wav, Store(tmp_path / "store"))
    assert (tmp_path / "again.mp4").read_bytes() == path.read_bytes()
    monkeypatch.setattr(module, "_code", lambda *_: pytest.fail("a picture was coded again"))
    changed = episode.segments[0].cues[1].model_copy(update={"text": "Other words for the caption"})
    segment = episode.segments[0].model_copy(update={"cues": (episode.segments[0].cues[0], changed, episode.segments[0].cues[2])})
    video(tmp_path / "other.mp4", episode.model_copy(update={"segments": (segment,)}), EN, wav, store)
    assert (tmp_path / "other.mp4").read_bytes() == path.read_bytes()


def test_a_stream_of_another_kind_is_refused() -> None:
    """Repeats with changes in them, or a missing key, would show wrong pictures: said, not shown."""
    start = b"\x00\x00\x00\x01"
    key, same, other = start + b"\x65abc", start + b"\x41x", start + b"\x41" + b"y" * 200
    assert list(
        held(
            key + key + same,
            [
                2,
            ],
            2,
        )
    ) == [key, same]
    assert [unit[0] & 31 for unit in units(key + same)] == [5, 1]
    assert pictures(start + b"\x67h" + key)[0] == [start + b"\x67h" + key]
    for wrong in (key + key + other, key + same + same, key + key):
        with pytest.raises(EnvironmentFault):
            list(held(wrong, [2], 2))


def test_a_full_disk_is_one_sentence(made: Made, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        video(tmp_path / "no-such-folder" / "p.mp4", made.episode, EN, made.wav, made.store)


PAGE = """<video id=v muted preload=auto src="%s"></video><script>
const v = document.getElementById("v"), seen = [];
const tell = text => { new Image().src = "http://127.0.0.1:%d/" + encodeURIComponent(text) };
v.onerror = () => tell("error " + v.error.message);
v.onloadeddata = () => { seen.push(v.videoWidth, v.videoHeight, Math.round(v.duration)); v.currentTime = 7.3 };
v.onseeked = () => { seen.push(v.currentTime.toFixed(1), v.readyState >= 2); v.play() };
v.ontimeupdate = () => { if (v.currentTime > 7.6) { v.pause(); tell(seen.join(" ") + " played") } };
</script>"""


@pytest.mark.slow
def test_a_browser_plays_it_and_seeks_in_it(made: Made, tmp_path: Path) -> None:
    """Chromium reports what it did to a server of this test."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("no Chromium here")
    told: queue.Queue[str] = queue.Queue()

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.put(unquote(self.path[1:]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = tmp_path / "page.html"
        page.write_text(PAGE % (made.path.as_uri(), server.server_port), "utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
                   f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]  # fmt: skip
        browser = process.start(command)
        try:
            assert told.get(timeout=60) == "1920 1080 10 7.3 true played"
        finally:
            browser.kill()
            browser.communicate()
            server.shutdown()
