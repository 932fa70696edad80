"""What stations take: a file a country or station in `media/formats/masters`, with its sources and what is only assumed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import ValidationError, field_validator, model_validator

from broadcast.assets import media
from broadcast.errors import InputError
from broadcast.timecode import Rate, frame_number
from broadcast.unplugged.figures import Plain


class Master(Plain):
    """One kind of master."""

    name: str
    title: str
    rate: str
    """Frames a second, `25` or `30000/1001`; two fields each, the top one first."""
    start: str
    """Timecode of the first frame; `;` before the frames where numbers are dropped."""
    loudness: float
    """LUFS."""
    tolerance: float
    true_peak: float
    """dBTP at the most."""
    way: Literal["every", "fast"]
    """`every` frame coded, or a still once."""
    leader: tuple[tuple[Literal["bars", "slate", "countdown", "black"], int], ...] = ()
    """What runs before the first timecode, with its seconds; bars have tone."""
    sources: tuple[str, ...]
    assumed: tuple[str, ...] = ()
    """What nobody has confirmed: it is printed."""

    @field_validator("rate")
    @classmethod
    def _rate(cls, text: str) -> str:
        rate = str(Rate.parse(text))
        if rate not in ("25", "30000/1001"):
            raise ValueError(f"a master has 25 or 30000/1001 frames a second, not {text}")
        return rate

    @field_validator("start")
    @classmethod
    def _start(cls, text: str) -> str:
        if not re.fullmatch(r"\d\d:\d\d:\d\d[:;]\d\d", text):
            raise ValueError(f"{text!r} is no timecode as 10:00:00:00")
        return text

    @model_validator(mode="after")
    def _leader(self) -> Master:
        if any(not 1 <= seconds <= 600 for _, seconds in self.leader):
            raise ValueError("a part of the leader takes 1 to 600 seconds")
        hours, minutes, seconds = map(int, self.start[:8].split(":"))
        if self.leader_seconds > hours * 3600 + minutes * 60 + seconds:
            raise ValueError(f"the leader takes {self.leader_seconds} s, and there is no timecode so long before {self.start}")
        return self

    @property
    def first(self) -> int:
        """Number of the programme's first frame."""
        return frame_number(self.start, Rate.parse(self.rate))

    @property
    def leader_seconds(self) -> int:
        return sum(seconds for _, seconds in self.leader)

    @property
    def lead(self) -> int:
        """Frames of the leader."""
        return self.before(self.leader_seconds)

    @property
    def tone(self) -> float:
        """dBFS of line-up tone: −18 (EBU R 68), or −20 where there are 59.94 fields (SMPTE RP 155)."""
        return -18.0 if Rate.parse(self.rate).den == 1 else -20.0

    def before(self, seconds: int) -> int:
        """Frames from the timecode of so many seconds before the first to the first."""
        hours, minutes, rest = map(int, self.start[:8].split(":"))
        whole, rate = hours * 3600 + minutes * 60 + rest - seconds, Rate.parse(self.rate)
        frames = int(self.start[9:])
        if rate.drop_frame and whole % 60 == 0 and whole // 60 % 10:
            frames = max(frames, rate.nominal // 15)  # the numbers before it are dropped
        label = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}:{frames:02d}"
        return self.first - frame_number(label, rate)


def _folder() -> Path:
    return media() / "formats" / "masters"


def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def load(name: str) -> Master:
    """By its name, or a file of the station's own. InputError names file and remedy."""
    path = Path(name) if name.endswith(".toml") else _folder() / f"{name}.toml"
    if not path.is_file() or (not name.endswith(".toml") and name not in names()):
        raise InputError(f"{name!r} is no master we have", remedy=f"Use one of: {', '.join(names())}, or a file of your own")
    try:
        return Master(**{"name": path.stem, **tomllib.loads(path.read_text("utf-8"))})
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", file=str(path), remedy="Correct it") from error
    except (ValueError, OSError) as error:
        raise InputError(f"the file of the master cannot be read: {error}", file=str(path), remedy="Correct it") from error
