"""What runs before a master's programme where a station wants it: colour bars with tone, slate, countdown, black.

Each part begins on a whole second of the timecode, so that the programme begins exactly on the profile's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.timecode import SAMPLE_RATE, Rate, slot_text
from broadcast.tv.masters import Master
from broadcast.tv.sheet import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH, HEIGHT = 1920, 1080
LETTERS = 56
"""Pixels of the slate's letters: engineers read it from near, not a class from its benches."""
Colour = tuple[float, float, float]
Row = tuple[tuple[int, Colour | None], ...]
"""(width, red, green and blue from 0 to 1; None for a ramp from black to white)."""

WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
ORDER = ((1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1))
"""Yellow, cyan, green, magenta, red, blue."""


def _of(share: float, colour: tuple[float, float, float] = WHITE) -> Colour:
    return (share * colour[0], share * colour[1], share * colour[2])


EBU: tuple[tuple[int, Row], ...] = ((HEIGHT, ((240, WHITE), *((240, _of(0.75, one)) for one in ORDER), (240, BLACK))),)
"""100/0/75/0 (ITU-R BT.471-1)."""
_EDGE = (240, _of(0.4))
SMPTE: tuple[tuple[int, Row], ...] = (
    (630, (_EDGE, (206, _of(0.75)), *((204 if one == (0, 1, 0) else 206, _of(0.75, one)) for one in ORDER), _EDGE)),
    (90, ((240, (0, 1, 1)), (206, WHITE), (1234, _of(0.75)), (240, (0, 0, 1)))),
    (90, ((240, (1, 1, 0)), (206, BLACK), (1028, None), (206, WHITE), (240, (1, 0, 0)))),
    (
        270,
        (
            (240, _of(0.15)), (308, BLACK), (412, WHITE), (172, BLACK), (68, BLACK), (68, BLACK), (68, _of(0.02)), (68, BLACK),
            (68, _of(0.04)), (208, BLACK), (240, _of(0.15)),
        ),
    ),
)  # fmt: skip
"""After SMPTE RP 219, by height; its patch of −2 % is black here, for luma keeps to 16–235."""


@dataclass(frozen=True, slots=True)
class Part:
    """A still of the leader."""

    start: int
    """First frame, from the file's first."""
    paint: Callable[[], NDArray[np.uint8]]
    tone: bool = False


def parts(episode: Episode, messages: Messages, told: Master) -> Iterator[Part]:
    """The stills of a leader, in order."""
    left = told.leader_seconds
    for kind, seconds in told.leader:
        at = told.lead - told.before(left)
        if kind == "countdown":
            for second in range(seconds):
                yield Part(
                    told.lead - told.before(left - second), partial(countdown, messages.language.tag, seconds - second, seconds)
                )
        elif kind == "bars":
            yield Part(at, partial(bars, SMPTE if Rate.parse(told.rate).den > 1 else EBU), tone=True)
        elif kind == "slate":
            yield Part(at, partial(slate, episode, messages, told))
        else:
            yield Part(at, partial(bars, ((HEIGHT, ((WIDTH, BLACK),)),)))
        left -= seconds


def bars(pattern: tuple[tuple[int, Row], ...]) -> NDArray[np.uint8]:
    """4:2:2 planes below each other (2160, 1920): the very values of BT.709, not by way of red, green and blue."""
    import numpy as np

    planes: tuple[list[NDArray[np.uint8]], ...] = ([], [], [])
    for height, row in pattern:
        for number, plane in enumerate(planes):
            step = 2 if number else 1
            line = np.concatenate([_values(width // step, colour, number) for width, colour in row])
            plane.append(np.tile(line, (height, 1)))
    return np.concatenate([np.concatenate(plane).reshape(-1, WIDTH) for plane in planes])


def _values(width: int, colour: Colour | None, plane: int) -> NDArray[np.uint8]:
    """Luma, Cb or Cr of a patch (ITU-R BT.709-6, 3.2 to 3.4)."""
    import numpy as np

    if colour is None:
        return np.full(width, 128, np.uint8) if plane else np.rint(np.linspace(16, 235, width)).astype(np.uint8)
    red, green, blue = colour
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    value = (16 + 219 * luma, 128 + 224 * (blue - luma) / 1.8556, 128 + 224 * (red - luma) / 1.5748)[plane]
    return np.full(width, round(value), np.uint8)


def slate(episode: Episode, messages: Messages, told: Master) -> NDArray[np.uint8]:
    """What the file is, in the words of its class."""
    sheet = Sheet(messages.language.tag, episode.title)
    sheet.wash("night")
    frame = sheet.theme.frame
    wide = frame.right - frame.left
    title = next(
        (
            block
            for size in (124.0, 96.0, 85.0)
            if (block := sheet.block(episode.title, wide, size=size, bold=True, colour="cream")).height <= 300
        ),
        sheet.block(episode.title, wide, size=LETTERS, bold=True, colour="cream"),
    )
    top = frame.top + sheet.put(title, frame.left, frame.top) + 40
    name = messages.language.name
    facts = {
        "lesson": episode.lesson,
        "edition": episode.edition,
        "language": f"{name} ({messages.language.tag})",
        "duration": slot_text(episode.length),
        "date": episode.date,
        "station": episode.station,
        "rate": f"1080i{'59.94' if Rate.parse(told.rate).den > 1 else '50'}, {told.start}",
        "loudness": f"{told.loudness:g} LUFS".replace("-", "−"),
    }
    for key, value in facts.items():
        if not value:
            continue
        sheet.put(sheet.block(messages.text(f"slate.{key}"), 560, size=LETTERS, colour="sun"), frame.left, top)
        top += sheet.put(sheet.block(value, wide - 600, size=LETTERS, colour="cream"), frame.left + 600, top) + 8
    return sheet.pixels()


def countdown(language: str, left: int, total: int) -> NDArray[np.uint8]:
    """The seconds left, in a ring that empties."""
    sheet = Sheet(language)
    sheet.wash("night")
    sheet.arc(WIDTH / 2, HEIGHT / 2, 380, 1, "teal", 40)
    sheet.arc(WIDTH / 2, HEIGHT / 2, 380, left / total, "sun", 40)
    block = sheet.block(str(left), 700, size=380, bold=True, colour="cream", align="centre")
    sheet.put(block, WIDTH / 2 - 350, HEIGHT / 2 - block.height / 2)
    return sheet.pixels()


def tone(first: int, count: int, level: float) -> NDArray[np.int32]:
    """Samples of 1 kHz, `level` dBFS at its peaks (as EBU R 68 counts), in the upper 24 of 32 bits."""
    import numpy as np

    wave = np.sin(np.arange(first, first + count) % (SAMPLE_RATE // 1000) * (2 * np.pi * 1000 / SAMPLE_RATE))
    made: NDArray[np.int32] = (np.rint(wave * 10 ** (level / 20) * (2**23 - 1)) * 256).astype(np.int32)
    return made
