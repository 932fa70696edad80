"""programme.mp4: H.264 and AAC, exactly as many frames as the slot has, tagged and converted as BT.709.

    storyboard → painter → key pictures by x264 → held (stills.py) → muxed with the sound, fast start

Pictures and sound are kept in the store by what they are made of: a changed caption or a changed sound codes no picture again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from broadcast import artifact, process
from broadcast.artifact import Store
from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault
from broadcast.language.catalogue import Messages
from broadcast.timecode import SAMPLE_RATE, Rate, sample_of
from broadcast.tv.frames import Painter
from broadcast.tv.stills import held
from broadcast.tv.storyboard import Storyboard, storyboard
from broadcast.tv.theme import theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from broadcast.tv.sheet import Area

    Planes = tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]

GROUP_SECONDS = 4
"""A key picture at least so often, to seek by."""
RAW_CLOCK = 1_200_000
"""Ticks a second of ffmpeg's reader of bare H.264; every rate of television divides it. It rounds the times of 29.97 itself."""
QUANTISER = 18
X264 = (
    "bframes=0:ref=1:scenecut=0:rc-lookahead=0:sync-lookahead=0:mbtree=0:weightp=0:aq-mode=0:slices=1:sliced-threads=0:"
    "repeat-headers=1:annexb=1:cabac=1:8x8dct=1:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"
)
BITEXACT = {"fflags": "+bitexact", "flags:v": "+bitexact", "flags:a": "+bitexact"}
BT709 = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "color_range": "tv"}
"""Said of what goes in as well: otherwise ffmpeg takes it for BT.601 and converts once more."""
Progress = Callable[[int, int], None]
"""Called with (states coded, states in all)."""


def video(path: Path, episode: Episode, messages: Messages, wav: Path, store: Store, progress: Progress | None = None) -> None:
    """Write the programme's video with the sound of `wav` (48 kHz stereo), cut or padded to the television slot."""
    board = storyboard(episode, messages)
    pictures = artifact.key("tv.pictures", _painters(), board, theme(), process.ffmpeg().rsplit("/", 1)[-1])
    sound = artifact.key("tv.sound", artifact.digest(Path(__file__)), board.frames, board.rate, artifact.digest(wav))

    def mux(target: Path) -> None:
        with ThreadPoolExecutor(1) as second:
            heard = second.submit(store.get, sound, lambda out: _sound(out, wav, board), ".m4a")
            seen = store.get(pictures, lambda out: _pictures(out, board, progress), ".h264")
            _mux(target, seen, heard.result(), board)

    made = store.get(artifact.key("tv.video", pictures, sound), mux, ".mp4")
    try:
        shutil.copyfile(made, path)
    except OSError as error:
        raise EnvironmentFault(f"the video cannot be written: {error.strerror}", file=str(path)) from error


@cache
def _painters() -> str:
    """A hash of the code that paints and codes: a picture from before a change of it is never shown again."""
    here = Path(__file__).parent
    return artifact.key(
        *(path.read_bytes() for folder in (here, here.parent / "drawing") for path in sorted(folder.rglob("*.py")))
    )


def _sound(target: Path, wav: Path, board: Storyboard) -> None:
    import ffmpeg

    end = sample_of(board.frames, Rate.parse(board.rate))
    stream = (
        ffmpeg.input(str(wav))
        .audio.filter("aresample", SAMPLE_RATE)
        .filter("apad", whole_len=end)
        .filter("atrim", end_sample=end)
    )
    _run(
        stream.output(
            str(target),
            format="mp4",
            acodec="aac",
            ar=SAMPLE_RATE,
            ac=2,
            audio_bitrate="192k",
            aac_coder="fast",
            threads=1,
            **BITEXACT,
        )
    )


def _mux(target: Path, pictures: Path, sound: Path, board: Storyboard) -> None:
    import ffmpeg

    seen, heard = ffmpeg.input(str(pictures), format="h264", framerate=board.rate), ffmpeg.input(str(sound))
    rate = Rate.parse(board.rate)
    step = RAW_CLOCK * rate.den // rate.num
    clock = f"setts=pts=N*{step}:dts=N*{step}:duration={step}"
    scale = rate.num if rate.den != 1 else rate.num * 512
    settings = {
        "codec": "copy", "bsf:v": clock, "movflags": "+faststart", "video_track_timescale": scale, "format": "mp4",
        "max_interleave_delta": 0,  # wait for both, however fast each is read: else the order in the file hangs on the machine's load
        **BITEXACT,
    }  # fmt: skip
    _run(ffmpeg.output(seen.video, heard.audio, str(target), **settings))


def _run(stream: object) -> None:
    import ffmpeg

    process.run(ffmpeg.compile(stream, cmd=[process.ffmpeg(), "-v", "error", "-nostdin"], overwrite_output=True))


def _pictures(target: Path, board: Storyboard, progress: Progress | None) -> None:
    """The held H.264 stream of a storyboard."""
    longest = GROUP_SECONDS * Rate.parse(board.rate).nominal
    with tempfile.TemporaryDirectory(prefix="broadcast-") as folder:
        coded = Path(folder) / "keys.h264"
        _code(coded, board, longest, progress)
        stream = coded.read_bytes()
    with target.open("wb") as file:
        file.writelines(held(stream, [state.end - state.start for state in board.states], longest))


def _code(target: Path, board: Storyboard, longest: int, progress: Progress | None) -> None:
    """One key picture a state, then a grey one and frames like it, by x264 on one thread."""
    import ffmpeg

    frame = theme().frame
    source = ffmpeg.input(
        "pipe:0", format="rawvideo", pix_fmt="yuv420p", s=f"{frame.width}x{frame.height}", framerate=board.rate, **BT709
    )
    settings = {
        "format": "h264", "vcodec": "libx264", "preset": "veryfast", "tune": "stillimage", "profile:v": "high", "qp": QUANTISER,
        "g": longest, "keyint_min": longest, "threads": 1, "forced-idr": 1, "force_key_frames": f"expr:lte(n,{len(board.states)})",
        "x264-params": X264, **BT709,
        "pix_fmt": "yuv420p", **BITEXACT,
    }  # fmt: skip
    command = ffmpeg.compile(source.output(str(target), **settings), cmd=[process.ffmpeg(), "-v", "error"], overwrite_output=True)
    with tempfile.TemporaryFile() as errors:
        encoder = process.start(command, errors=errors)
        assert encoder.stdin is not None and encoder.stdout is not None
        try:
            for number, data in enumerate(_frames(board), 1):
                encoder.stdin.write(data)
                if progress:
                    progress(number, len(board.states))
            grey = bytes([128]) * (frame.width * frame.height * 3 // 2)
            for _ in range(longest):
                encoder.stdin.write(grey)
            encoder.stdin.close()
        except OSError:
            pass  # it ended early: what it said is told below
        except BaseException:
            encoder.kill()
            raise
        finally:
            encoder.stdout.close()
            status = encoder.wait()
        if status:
            errors.seek(0)
            words = errors.read().decode("utf-8", "replace").strip().splitlines()[-1:] or [f"status {status}"]
            raise EnvironmentFault(f"the video cannot be coded: {words[0]}")


def _frames(board: Storyboard) -> Iterator[bytes]:
    """The frames of all states as planes of yuv420p, patched from the picture they belong to."""
    painter = Painter(board.language)
    based: tuple[object, Planes] | None = None
    converted = lru_cache(64)(lambda mark: planes(mark.pixels))
    for state in board.states:
        if based is None or based[0] != state.picture:
            based = (state.picture, planes(painter.base(state.picture)))
        patched = tuple(plane.copy() for plane in based[1])
        for area, pixels in painter.patches(state):
            lay(patched, area, converted(_ById(pixels)))
        yield b"".join(plane.tobytes() for plane in patched)


class _ById:
    """Pixels as a key: the painter hands out the same array again for the same patch."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self.pixels = pixels

    def __hash__(self) -> int:
        return id(self.pixels)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.pixels is self.pixels


def lay(under: tuple[NDArray[np.uint8], ...], area: Area, over: Planes) -> None:
    """Put the planes of a patch into those of a frame."""
    x, y, width, height = area
    under[0][y : y + height, x : x + width] = over[0]
    for index in (1, 2):
        under[index][y // 2 : (y + height) // 2, x // 2 : (x + width) // 2] = over[index]


def planes(pixels: NDArray[np.uint8]) -> Planes:
    """Red, green, blue as luma and two chromas at half the size, BT.709, limited range; width and height are even."""
    import av
    import numpy as np
    from av.video.reformatter import ColorRange, Colorspace

    rgb = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
    frame = rgb.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)
    found = []
    for plane in frame.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        found.append(rows[:, : plane.width].copy())
    return found[0], found[1], found[2]
