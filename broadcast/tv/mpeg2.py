"""Pieces of an MPEG-2 picture written by hand (ISO/IEC 13818-2): headers, and whole pictures that say "as before".

A picture in which nothing changes is one macroblock at each end of every row and "skip the rest" between them: about a kilobyte
that holds for any still, so a still needs to be coded once, however long it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from broadcast.timecode import Rate, timecode

WIDTH, HEIGHT = 1920, 1080
ROWS = 68
"""Rows of macroblocks: 1080 lines are padded to 1088."""
PICTURE, SEQUENCE_EXTENSION, GROUP = b"\0\0\1\0", b"\0\0\1\xb5", b"\0\0\1\xb8"
CODES = {"I": 1, "P": 2, "B": 3}
SKIP = {"P": "001" + "1011", "forward": "0010" + "1011", "backward": "010" + "1011"}
"""Macroblock type (no residual), frame prediction, two motion codes of zero (tables B.3, B.4, B.10)."""
ACROSS = "00000001000" * 3 + "0000010011"
"""Address increment of 119 (table B.1): from the first macroblock of a row to its last."""


class Bits:
    """A row of bits, the highest first."""

    def __init__(self) -> None:
        self.value, self.length = 0, 0

    def put(self, count: int, value: int) -> None:
        self.value, self.length = (self.value << count) | value, self.length + count

    def code(self, bits: str) -> None:
        self.put(len(bits), int(bits, 2))

    def bytes(self) -> bytes:
        """Padded with zeros to whole bytes."""
        spare = -self.length % 8
        return (self.value << spare).to_bytes((self.length + spare) // 8, "big")


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded picture, taken apart: its header can be written anew for each place that it stands in."""

    kind: str
    """I, P or B."""
    head: bytes
    """Picture header, from its start code."""
    body: bytes
    """Picture coding extension and slices."""

    @property
    def size(self) -> int:
        return len(self.head) + len(self.body)

    def at(self, place: int, delay: int) -> bytes:
        """With its temporal reference and its vbv_delay (ticks of 90 kHz)."""
        value = int.from_bytes(self.head[4:8], "big")
        value = value & (7 << 19 | 7) | place << 22 | delay << 3
        return self.head[:4] + value.to_bytes(4, "big") + self.head[8:] + self.body


def taken(packet: bytes) -> Coded:
    """A picture of the encoder's, without sequence and group headers, marked as top field first."""
    packet = packet[packet.index(PICTURE) :]
    kind = {1: "I", 2: "P", 3: "B"}[packet[5] >> 3 & 7]
    at = packet.index(SEQUENCE_EXTENSION)
    body = bytearray(packet[at:])
    body[7] |= 0x80
    return Coded(kind, packet[:at], bytes(body))


@cache
def same(how: str) -> Coded:
    """A picture that changes nothing: `P`, or a B that repeats what is `forward` (before it) or `backward` (after it)."""
    kind = "P" if how == "P" else "B"
    return Coded(kind, _head(kind), _extension(kind) + _slices(SKIP[how]))


def _head(kind: str) -> bytes:
    bits = Bits()
    for count, value in ((32, 0x100), (10, 0), (3, CODES[kind]), (16, 0)):
        bits.put(count, value)
    for _ in range(2 if kind == "B" else 1):
        bits.put(4, 7)  # full_pel_vector 0, f_code 7, as MPEG-2 wants
    bits.put(1, 0)
    return bits.bytes()


def _extension(kind: str) -> bytes:
    """Motion ranges, 10 bits of DC, frame picture, top field first, table B.15, non-linear quantiser, interlaced."""
    bits = Bits()
    bits.put(32, 0x1B5)
    bits.put(4, 8)
    for code in (1, 1, 15, 15) if kind == "P" else (1, 1, 1, 1):
        bits.put(4, code)
    bits.put(2, 2)
    bits.put(2, 3)
    for flag in (1, 0, 0, 1, 1, 0, 0, 0, 0, 0):
        bits.put(1, flag)
    return bits.bytes()


def _slices(macroblock: str) -> bytes:
    bits = Bits()
    bits.put(5, 2)
    bits.put(1, 0)
    for code in ("1", macroblock, ACROSS, macroblock):
        bits.code(code)
    row = bits.bytes()
    return b"".join(b"\0\0\1" + bytes([number + 1]) + row for number in range(ROWS))


def group(frame: int, rate: Rate, closed: bool) -> bytes:
    """A group header with the timecode of the first picture shown."""
    hours, minutes, seconds, frames = (int(part) for part in timecode(frame, rate).replace(";", ":").split(":"))
    bits = Bits()
    for count, value in (
        (32, 0x1B8), (1, int(rate.drop_frame)), (5, hours % 24), (6, minutes), (1, 1), (6, seconds), (6, frames), (1, int(closed)), (1, 0), (5, 0),
    ):  # fmt: skip
        bits.put(count, value)
    return bits.bytes()
