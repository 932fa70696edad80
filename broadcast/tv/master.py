"""A television master: MXF OP1a with XDCAM HD422, 50 Mb/s constant, interlaced, and PCM of 24 bits, a channel a track.

    storyboard → stills → plan (gop.py) → coded or repeated pictures (mpeg2.py, mpeg2_coder.py) → zeros to constant rate → MXF

Two ways to the same kind of file: `every` frame coded by libavcodec, for stations that have not yet taken the other; and `fast`, in
which a still is coded once and repeated by pictures that say "as before". The buffer of the decoder is kept count of in both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault, InputError
from broadcast.language.catalogue import Messages
from broadcast.timecode import SAMPLE_RATE, Rate, sample_of, timecode
from broadcast.tv import leader
from broadcast.tv import mpeg2_coder as coder
from broadcast.tv.frames import Painter
from broadcast.tv.gop import Plan, Slot, plan
from broadcast.tv.masters import Master
from broadcast.tv.mpeg2 import HEIGHT, WIDTH, Coded, group, same
from broadcast.tv.storyboard import storyboard

if TYPE_CHECKING:
    from broadcast.tv.mpeg2_coder import Frame

GROUP = {"25": 12, "30000/1001": 15}
"""Frames of a group, by rate."""
CEILING = Fraction(36_000_000, 8)
"""Bytes in the decoder's buffer at the most: at its full size vbv_delay would reach the end of its 16 bits."""
Way = Literal["every", "fast"]
Progress = Callable[[int, int], None]
"""Called with (frames written, frames in all)."""


class TooTight(Exception):
    """The fast way would break the buffer's law."""


@dataclass(frozen=True, slots=True)
class Film:
    """What a master shows and plays."""

    rate: Rate
    frames: int
    starts: tuple[int, ...]
    """First frame of each still."""
    paint: tuple[Frame, ...]
    tracks: tuple[Path, ...]
    """Sounds of 48 kHz, each a pair of channels."""
    start: int
    """Frame number of the first timecode."""
    moving: tuple[tuple[int, int, Callable[[int], Frame]], ...] = ()
    """(first, end, frame by its number) of passages in which each frame is another."""
    gain: float = 0.0
    """Decibels that the sound is made louder by; below zero where a station wants it softer."""
    lead: int = 0
    """Frames before the programme, in which the tracks are silent."""
    tones: tuple[tuple[int, int], ...] = ()
    """(first frame, frame after the last) of line-up tone in them."""
    level: float = -18.0
    """dBFS of that tone."""


def film(episode: Episode, messages: Messages, wav: Path, told: Master, gain: float) -> Film:
    """The film of an episode, after its leader; its frame rate is the master's."""
    board = storyboard(episode, messages)
    painter = Painter(board.language)
    parts, lead = tuple(leader.parts(episode, messages, told)), told.lead
    ends = [*(part.start for part in parts[1:]), lead]
    return Film(
        rate=Rate.parse(board.rate), frames=lead + board.frames,
        starts=(*(part.start for part in parts), *(lead + state.start for state in board.states)),
        paint=(*(part.paint for part in parts), *(partial(painter.frame, state) for state in board.states)),
        tracks=(wav,), start=told.first - lead, gain=gain,
        lead=lead, tones=tuple((part.start, end) for part, end in zip(parts, ends, strict=True) if part.tone), level=told.tone,
    )  # fmt: skip


def write(path: Path, film: Film, way: Way, progress: Progress | None = None) -> Way:
    """Write a master; which way it went. A film that the fast way cannot keep in its buffer goes the other."""
    if str(film.rate) not in GROUP:
        raise InputError(f"a master has 25 or 30000/1001 frames a second, not {film.rate}", remedy="Choose another format")
    fresh = path.with_name(f".{path.name}.new")
    try:
        try:
            _write(fresh, film, way, progress)
        except TooTight:
            way = "every"
            _write(fresh, film, way, progress)
        fresh.replace(path)
    except OSError as error:
        raise EnvironmentFault(f"the master cannot be written: {error.strerror or error}", file=str(path)) from error
    finally:
        fresh.unlink(missing_ok=True)
    return way


def _write(path: Path, film: Film, way: Way, progress: Progress | None) -> None:
    import av

    length = GROUP[str(film.rate)]
    whole = [(0, film.frames)] if way == "every" else [(first, end) for first, end, _ in film.moving]
    made = plan(film.starts, film.frames, length, whole)
    with av.open(str(path), "w", format="mxf", options={"fflags": "+bitexact"}) as out:
        out.metadata["timecode"] = timecode(film.start, film.rate)
        video: Any = out.add_stream("mpeg2video", rate=film.rate.fraction)
        video.width, video.height, video.pix_fmt, video.time_base = WIDTH, HEIGHT, "yuv422p", 1 / film.rate.fraction
        video.codec_context.bit_rate = coder.BIT_RATE
        video.codec_context.color_primaries = video.codec_context.color_trc = video.codec_context.colorspace = 1
        video.codec_context.color_range = 1
        video.options = {**coder.COMMON, **coder.CONSTANT, "g": str(length), "bf": "2"}
        sound = _Sound(out, film)
        out.start_encoding()
        for number, (slot, data) in enumerate(_pictures(film, made)):
            packet = av.Packet(data)
            packet.stream, packet.time_base, packet.pts, packet.dts, packet.duration = (
                video,
                1 / film.rate.fraction,
                slot.frame,
                number - 1,
                1,
            )
            packet.is_keyframe = slot.kind == "I"
            out.mux(packet)
            sound.upto(int(Fraction(number + 1) / film.rate.fraction * SAMPLE_RATE) + 4800)
            if progress and number % 250 == 0:
                progress(number, film.frames)
        sound.upto(sound.total)
        sound.close()


def _pictures(film: Film, made: Plan) -> Iterator[tuple[Slot, bytes]]:
    """Every picture with its headers and zeros, in coded order."""
    header = coder.sequence_header(film.rate, made.length, coder.frame(film.paint[0]()))
    stills = coder.Stills(film.rate, film.paint)
    each = Fraction(coder.BIT_RATE, 8) / film.rate.fraction
    occupancy = CEILING
    run: Iterator[tuple[int, Coded]] = iter(())
    for pictures in made.groups:
        first, key = min(slot.frame for slot in pictures), pictures[0].frame
        closed = all(slot.how == "backward" for slot in pictures if slot.frame < key)
        for number, slot in enumerate(pictures):
            before = header + group(film.start + first, film.rate, closed) if number == 0 else b""
            begin = next((begin for begin, _ in made.runs if begin == slot.frame), -1)
            if slot.how == "run" and begin == slot.frame:
                end = dict(made.runs)[begin]
                run = coder.moving(film.rate, made.length, _frames(film, begin, end), occupancy * 8)
                offset = begin
            picture = _picture(slot, stills, run, offset if slot.how == "run" else 0)
            delay = int((occupancy - len(before) - 4) * 8 * 90_000 / coder.BIT_RATE)
            data = before + picture.at(slot.frame - first, delay)
            spare = occupancy - len(data) + each - CEILING
            data += bytes(max(0, -int(-spare // 1)))
            if occupancy < len(data):
                raise TooTight
            occupancy += each - len(data)
            yield slot, data


def _picture(slot: Slot, stills: coder.Stills, run: Iterator[tuple[int, Coded]], offset: int) -> Coded:
    if slot.how == "coded":
        return stills.coded(slot)
    if slot.how == "run":
        number, found = next(run)
        if number + offset != slot.frame or found.kind not in (slot.kind, "I"):  # the encoder may end on an I where a P would do
            raise TooTight
        return found
    return same(slot.how)


def _frames(film: Film, begin: int, end: int) -> Iterator[Any]:
    """Frames of a run, painted once however long they stand."""
    kept: tuple[int, Any] = (-1, None)
    for number in range(begin, end):
        passage = next((paint for first, after, paint in film.moving if first <= number < after), None)
        if passage is not None:
            yield coder.frame(passage(number)())
            continue
        still = bisect_right(film.starts, number) - 1
        if kept[0] != still:
            kept = (still, coder.frame(film.paint[still]()))
        yield kept[1]


class _Sound:
    """The tracks, a channel each, cut or padded to the picture, written as far as the picture has come."""

    def __init__(self, out: Any, film: Film) -> None:
        import soundfile

        self.out, self.at, self.gain, self.level = out, 0, film.gain, film.level
        self.lead = sample_of(film.lead, film.rate)
        self.tones = [(sample_of(first, film.rate), sample_of(end, film.rate)) for first, end in film.tones]
        self.total = -(-film.frames * SAMPLE_RATE * film.rate.den // film.rate.num)
        self.files = [soundfile.SoundFile(str(path)) for path in film.tracks]
        for path, file in zip(film.tracks, self.files, strict=True):
            if file.samplerate != SAMPLE_RATE:
                raise InputError(f"the sound has {file.samplerate} samples a second, not {SAMPLE_RATE}", file=str(path))
        self.streams = []
        for file in self.files:
            for _ in range(file.channels):
                stream: Any = out.add_stream("pcm_s24le", rate=SAMPLE_RATE)
                stream.layout = "mono"
                self.streams.append(stream)

    def upto(self, sample: int) -> None:
        while self.at < min(sample, self.total):
            count = min(SAMPLE_RATE, self.total - self.at)
            if self.at < self.lead:
                count = min(count, self.lead - self.at)
                channels: Sequence[bytes] = [self._before(count)] * len(self.streams)
            else:
                channels = [channel for file in self.files for channel in _bytes(file, count, self.gain)]
            for stream, data in zip(self.streams, channels, strict=True):
                self._mux(stream, data, count)
            self.at += count

    def _before(self, count: int) -> bytes:
        """A channel of the leader: tone or silence."""
        import numpy as np

        made = np.zeros(count, np.int32)
        for first, end in self.tones:
            begin, after = max(first, self.at), min(end, self.at + count)
            if begin < after:
                made[begin - self.at : after - self.at] = leader.tone(begin, after - begin, self.level)
        return _packed(made)

    def _mux(self, stream: Any, data: bytes, count: int) -> None:
        import av

        packet = av.Packet(data)
        packet.stream, packet.time_base, packet.pts, packet.dts, packet.duration = (
            stream,
            Fraction(1, SAMPLE_RATE),
            self.at,
            self.at,
            count,
        )
        packet.is_keyframe = True
        self.out.mux(packet)

    def close(self) -> None:
        for file in self.files:
            file.close()


def _bytes(file: Any, count: int, gain: float) -> Sequence[bytes]:
    """The next samples of each channel as 24 bits, silence after the end."""
    import numpy as np

    read = file.read(count, dtype="int32", always_2d=True)
    if gain:
        read = (np.rint(read * (10 ** (gain / 20)) / 256) * 256).astype(np.int32)
    padded = np.zeros((count, file.channels), np.int32)
    padded[: len(read)] = read
    return [_packed(padded[:, channel]) for channel in range(file.channels)]


def _packed(samples: Any) -> bytes:
    """The upper 24 of 32 bits."""
    import numpy as np

    packed: bytes = samples.astype("<i4").copy().view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()
    return packed
