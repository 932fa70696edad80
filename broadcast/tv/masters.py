"""What stations take: a file a country or station in `media/formats/masters`, with its sources and what is only assumed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import ValidationError, field_validator

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

    @property
    def first(self) -> int:
        """Number of the first frame."""
        return frame_number(self.start, Rate.parse(self.rate))


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
