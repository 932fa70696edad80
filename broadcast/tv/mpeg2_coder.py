"""The encoder of masters: XDCAM HD422 pictures by libavcodec, one by one for stills, in a row for whatever moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from broadcast.timecode import Rate
from broadcast.tv.gop import Slot
from broadcast.tv.mpeg2 import GROUP, HEIGHT, WIDTH, Coded, taken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BIT_RATE = 50_000_000
BUFFER = 36_408_333
"""Bits of the decoder's buffer, as XDCAM HD422 wants."""
MOST_I = 1_250_000
"""Bytes of a coded still at the most: a larger one is coded again, coarser."""
COARSER = (2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 28)
"""Quantisers to try in turn; the non-linear scale ends at 28."""
THREADS = 2
"""The same on every machine: slices are cut by it, and with them the bytes."""
COMMON = {
    "flags": "+ildct+ilme", "intra_vlc": "1", "non_linear_quant": "1", "intra_dc_precision": "2", "sc_threshold": "1000000000",
    "qmin": "1", "qmax": "12", "threads": str(THREADS),
}  # fmt: skip
CONSTANT = {
    "b": "50M", "minrate": "50M", "maxrate": "50M", "bufsize": str(BUFFER), "rc_init_occupancy": str(BUFFER),
}  # fmt: skip

Frame = Callable[[], "NDArray[np.uint8]"]
"""Paints a frame: an array (1080, 1920, 3) of red, green and blue, or (2160, 1920) of luma, Cb and Cr in 4:2:2."""


def context(rate: Rate, options: dict[str, str], between: int) -> Any:
    """An open-able encoder with `between` Bs between two anchors."""
    import av

    made = av.CodecContext.create("mpeg2video", "w")
    made.width, made.height, made.pix_fmt = WIDTH, HEIGHT, "yuv422p"
    made.time_base, made.framerate = 1 / rate.fraction, rate.fraction
    made.color_primaries = made.color_trc = made.colorspace = 1
    made.color_range = 1
    made.options = {**COMMON, **options, "bf": str(between)}
    return made


def frame(pixels: NDArray[np.uint8]) -> Any:
    """Red, green, blue as 4:2:2 of BT.709 in the range of television."""
    import av
    import numpy as np
    from av.video.reformatter import ColorRange, Colorspace

    if pixels.ndim == 2:
        made = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="yuv422p")
        made.colorspace, made.color_range = Colorspace.ITU709, ColorRange.MPEG
        return made
    rgb = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
    return rgb.reformat(format="yuv422p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)


def sequence_header(rate: Rate, length: int, first: Any) -> bytes:
    """The headers before each I, as the encoder writes them for this rate and buffer."""
    made = context(rate, {**CONSTANT, "g": str(length)}, 2)
    first.pts = 0
    data = b"".join(bytes(packet) for frames in (first, None) for packet in made.encode(frames))
    return data[: data.index(GROUP)]


class Stills:
    """Codes stills one after the other, as I or, where a still begins between two Is, as P on the picture before it."""

    def __init__(self, rate: Rate, paint: Sequence[Frame]) -> None:
        self.paint = paint
        options = {"flags": COMMON["flags"] + "+qscale+low_delay", "strict": "-1", "global_quality": str(118 * 2), "g": "600"}
        self.encoder = context(rate, options, 0)
        self.count = 0
        self.quantiser: dict[int, int] = {}
        self.last = -1
        self.known: dict[int, Coded] = {}
        self.frames: dict[int, Any] = {}

    def picture(self, number: int) -> Any:
        """A still as the encoder takes it; the last two are kept."""
        if number not in self.frames:
            self.frames = {kept: self.frames[kept] for kept in list(self.frames)[-1:]}
            self.frames[number] = frame(self.paint[number]())
        return self.frames[number]

    def coded(self, slot: Slot) -> Coded:
        if slot.kind == "I" and slot.still in self.known:
            return self.known[slot.still]
        found = self._within(slot)
        if slot.kind == "I":
            self.known = {slot.still: found}
        self.last = slot.still
        return found

    def _within(self, slot: Slot) -> Coded:
        """Coded coarser and coarser until it is small enough."""
        least = self.quantiser.get(slot.still, COARSER[0])
        for number, quantiser in enumerate(each for each in COARSER if each >= least):
            if number and slot.kind == "P":
                self._code("I", self.last, self.quantiser[self.last])  # the picture that it refers to, once more
            found = self._code(slot.kind, slot.still, quantiser)
            self.quantiser[slot.still] = quantiser
            if found.size <= MOST_I:
                break
        return found

    def _code(self, kind: str, still: int, quantiser: int) -> Coded:
        from av.video.frame import PictureType

        picture = self.picture(still)
        self.encoder.qmin, self.encoder.qmax = quantiser, max(12, quantiser)
        picture.pts = self.count
        self.count += 1
        picture.pict_type = PictureType.I if kind == "I" else PictureType.P
        found = taken(b"".join(bytes(packet) for packet in self.encoder.encode(picture)))
        if found.kind != kind:
            raise ValueError(f"the encoder made a picture of the kind {found.kind}, not {kind}")
        return found


def moving(rate: Rate, length: int, frames: Iterator[Any], occupancy: Fraction) -> Iterator[tuple[int, Coded]]:
    """(number from 0, picture) in coded order: frames coded in the ordinary way, the buffer as full as it is (bits)."""
    made = context(rate, {**CONSTANT, "rc_init_occupancy": str(int(occupancy)), "g": str(length)}, 2)

    def packets() -> Iterator[Any]:
        for number, one in enumerate(frames):
            one.pts = number
            yield from made.encode(one)
        yield from made.encode(None)

    for packet in packets():
        found = taken(bytes(packet))
        yield int(packet.pts), Coded(found.kind, found.head, found.body.rstrip(b"\0") + b"\0")
