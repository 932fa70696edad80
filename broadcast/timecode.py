"""Exact time: samples at 48 kHz, frames of a rate, and how people write them.

Nothing here is a float of seconds. A radio slot is clock time; a television slot is a count of frames, at
29.97 the count that drop-frame timecode gives it (SMPTE ST 12-1: two numbers are skipped each minute, but not
each tenth minute), so 5:00 is 8990 frames and 15:00 is 26 972.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

SAMPLE_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames a second, exactly; `nominal` is the whole number that timecode counts in."""

    num: int
    den: int = 1

    @classmethod
    def parse(cls, text: str) -> Rate:
        """`"25"` or `"30000/1001"`; ValueError for anything else or for a rate no station uses."""
        match = re.fullmatch(r"(\d+)(?:/(\d+))?", text.strip())
        rate = cls(int(match[1]), int(match[2] or 1)) if match else cls(0)
        if (rate.num, rate.den) not in KNOWN_RATES:
            raise ValueError(f"{text!r} is no frame rate of television (25, 30, 50, 60, 24, 30000/1001 …)")
        return rate

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.num, self.den)

    @property
    def nominal(self) -> int:
        return -(-self.num // self.den)

    @property
    def drop_frame(self) -> bool:
        return self.den == 1001 and self.nominal % 30 == 0

    def __str__(self) -> str:
        return str(self.num) if self.den == 1 else f"{self.num}/{self.den}"


KNOWN_RATES = {(24, 1), (25, 1), (30, 1), (50, 1), (60, 1), (24000, 1001), (30000, 1001), (60000, 1001)}


def samples(seconds: Fraction | int | str) -> int:
    """Seconds, exact, as samples (nearest)."""
    return round(Fraction(seconds) * SAMPLE_RATE)


def parse_clock(text: str) -> int:
    """`HH:MM:SS[.mmm]` or `MM:SS` as samples; ValueError when it is neither."""
    match = re.fullmatch(r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)(?:\.(\d{1,3}))?", text.strip())
    if not match:
        raise ValueError(f"{text!r} is no time as HH:MM:SS")
    hours, minutes, seconds, thousandths = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return samples(Fraction(whole) + Fraction(int((thousandths or "0").ljust(3, "0")), 1000))


def slot_frames(slot: int, rate: Rate) -> int:
    """Frames of a slot of `slot` samples: its timecode's count, drop-frame at 29.97 and 59.94."""
    seconds, rest = divmod(slot, SAMPLE_RATE)
    if rest:
        return round(Fraction(slot, SAMPLE_RATE) * rate.fraction)
    count = seconds * rate.nominal
    if rate.drop_frame:
        minutes = seconds // 60
        count -= (rate.nominal // 15) * (minutes - minutes // 10)
    return count


def frame_of(sample: int, rate: Rate) -> int:
    """The frame nearest to a sample."""
    return round(Fraction(sample, SAMPLE_RATE) * rate.fraction)


def sample_of(frame: int, rate: Rate) -> int:
    """The sample nearest to the start of a frame."""
    return round(Fraction(frame) / rate.fraction * SAMPLE_RATE)


def clock(sample: int) -> str:
    """`M:SS` for people, rounded down."""
    seconds = sample // SAMPLE_RATE
    return f"{seconds // 60}:{seconds % 60:02d}"


def hms(sample: int, separator: str = ".") -> str:
    """`HH:MM:SS.mmm`, the last digit rounded; captions of SubRip want a comma as separator."""
    total = round(Fraction(sample * 1000, SAMPLE_RATE))
    seconds, thousandths = divmod(total, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{separator}{thousandths:03d}"


def slot_text(slot: int) -> str:
    """`HH:MM:SS`, with `.mmm` only where there is a rest."""
    return hms(slot).removesuffix(".000")


def frame_number(text: str, rate: Rate) -> int:
    """The frame that a timecode names, the opposite of `timecode`; ValueError where it names none."""
    match = re.fullmatch(r"(\d\d):([0-5]\d):([0-5]\d)[:;](\d\d)", text.strip())
    hours, minutes, seconds, frames = map(int, match.groups()) if match else (0, 0, 0, -1)
    whole = hours * 60 + minutes
    number = (whole * 60 + seconds) * rate.nominal + frames
    if rate.drop_frame:
        number -= (rate.nominal // 15) * (whole - whole // 10)
    if not match or timecode(number, rate).replace(";", ":") != text.strip().replace(";", ":"):
        raise ValueError(f"{text!r} is no timecode at {rate} frames a second")
    return number


def timecode(frame: int, rate: Rate) -> str:
    """SMPTE timecode of a frame: `HH:MM:SS:FF`, `HH:MM:SS;FF` when frame numbers are dropped."""
    base = rate.nominal
    if rate.drop_frame:
        drop = base // 15
        minute, ten = base * 60 - drop, base * 600 - 9 * drop
        tens, rest = divmod(frame, ten)
        frame += 9 * drop * tens + (drop * ((rest - drop) // minute) if rest >= drop else 0)
    seconds, frames = divmod(frame, base)
    mark = ";" if rate.drop_frame else ":"
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{frames:02d}"
