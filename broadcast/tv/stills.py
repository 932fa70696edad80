"""A coded picture held for as long as it stands.

Most frames of a lesson repeat the one before. x264 codes every state once, as a key picture at a constant quantiser, and
last, behind a plain grey one, a run of frames in which nothing changes. Those last frames say "as before" for every macroblock
and hold for any picture of the same size, so they are laid behind each key picture as often as it stands. What comes out
is what x264 would write, at the price of the changes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadcast.errors import EnvironmentFault

START = re.compile(rb"\x00\x00\x00?\x01")
KEY, DEPENDENT = 5, 1
"""Types of a coded slice (ITU-T H.264, table 7-1): of a key picture, of one that refers back."""
AS_BEFORE = 96
"""Bytes that a frame without any change takes at the most; a larger one has changes in it."""


def units(stream: bytes) -> Iterator[bytes]:
    """The units of a byte stream, without their start codes."""
    marks = [(match.start(), match.end()) for match in START.finditer(stream)]
    for (_, begin), (end, _) in zip(marks, [*marks[1:], (len(stream), len(stream))], strict=True):
        yield stream[begin:end]


def pictures(stream: bytes) -> tuple[list[bytes], list[bool]]:
    """The coded pictures of a stream with what stands before each (headers, start codes), and which of them are keys."""
    found: list[bytes] = []
    keys: list[bool] = []
    head = b""
    for unit in units(stream):
        head += b"\x00\x00\x00\x01" + unit
        kind = unit[0] & 31
        if kind in (KEY, DEPENDENT):
            found.append(head)
            keys.append(kind == KEY)
            head = b""
    return found, keys


def held(stream: bytes, lengths: Sequence[int], longest: int) -> Iterator[bytes]:
    """The stream of `lengths` frames a state: its key picture, repeated at least every `longest` frames, the rest as before.

    `stream` holds a key picture a state, then a key picture of plain grey and `longest - 1` frames that change nothing.
    EnvironmentFault when it is anything else.
    """
    coded, keys = pictures(stream)
    count = len(lengths)
    repeats = coded[count + 1 :]
    if (
        len(coded) != count + longest
        or not all(keys[: count + 1])
        or any(keys[count + 1 :])
        or max(map(len, repeats)) > AS_BEFORE
    ):
        raise EnvironmentFault("the video encoder wrote something unforeseen", remedy="Install the versions of pyproject.toml")
    for picture, length in zip(coded, lengths, strict=False):
        for at in range(length):
            yield repeats[at % longest - 1] if at % longest else picture
