"""Format clocks and delivery profiles, read from `media/formats`.

A format says how long the slot is, which media share it, which parts an episode has and how long the class gets to
answer, by what it does and how old it is. A profile says what a station accepts. To add one, add a file; `extends` takes another format's settings over.
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from broadcast.assets import media
from broadcast.errors import InputError
from broadcast.timecode import Rate, parse_clock, samples, slot_frames
from broadcast.unplugged.figures import Plain
from broadcast.unplugged.model import WaitKind

Copy = Literal["flac", "mp2", "opus", "stems"]
"""What a radio package may hold beside WAV and MP3."""
FIGURES = frozenset({"loudness", "tolerance", "true_peak", "silence_seconds", "silence_level", "head"})
"""What a profile has to give the source of, or has to own as assumed."""


class Profile(Plain):
    """What a station accepts."""

    name: str
    title: str
    loudness: float
    """Integrated loudness, LUFS."""
    tolerance: float
    """LU either side."""
    true_peak: float
    """dBTP at the most."""
    silence_seconds: float
    silence_level: float
    """dBFS below which sound counts as silence."""
    head: str
    """Seconds of digital silence before the programme, within its slot, as a decimal."""
    sources: dict[str, str]
    """Who asks for it, by the name of the figure."""
    assumed: dict[str, str]
    """The figures that no document backs, with what they rest on."""

    @field_validator("head")
    @classmethod
    def _head(cls, text: str) -> str:
        if not 0 <= Fraction(text) <= 10:
            raise ValueError("the head is 0 to 10 seconds")
        return text

    @model_validator(mode="after")
    def _owned(self) -> Profile:
        told = [*self.sources, *self.assumed]
        if sorted(told) != sorted(FIGURES):
            raise ValueError(f"each figure needs one source or assumption: {', '.join(sorted(FIGURES))}")
        return self

    @property
    def head_samples(self) -> int:
        return samples(Fraction(self.head))


class Format(Plain):
    """A programme clock."""

    name: str
    title: str
    media: tuple[Literal["radio", "tv", "paper"], ...]
    slot: str
    frame_rate: str
    profile: Profile
    gap: str
    """Seconds between two cues, as a decimal."""
    opening: int
    closing: tuple[int, int, int]
    """Least, ideal and most seconds of the closing bed."""
    talk_limit: int
    files: tuple[Copy, ...] = ()
    """Further copies of the programme's sound."""
    rates: tuple[float, ...]
    """Speaking rates to try, the best first."""
    parts: tuple[Literal["recall", "story"], ...]
    main: tuple[str, ...]
    others: tuple[str, ...]
    programs: int
    practice: tuple[str, ...]
    """What is done after the lesson's own programs: activities, or phases of a lesson (`investigate`, `words`) of which the planner picks one."""
    home: tuple[str, ...]
    sheet_pages: int
    """Sides of the worksheet at the most."""
    terms: int
    """Words of the vocabulary that are recalled at the end."""
    waits: dict[WaitKind, tuple[int, int, int]]
    """Least, ideal and most seconds by what the class does."""
    ages: dict[int, dict[WaitKind, Annotated[float, Field(ge=1, le=3)]]]
    """How many times as long it gets, where the youngest are at most so old: the first row that fits."""

    @field_validator("slot")
    @classmethod
    def _slot(cls, text: str) -> str:
        parse_clock(text)
        return text

    @field_validator("frame_rate")
    @classmethod
    def _rate(cls, text: str) -> str:
        return str(Rate.parse(text))

    @property
    def length(self) -> int:
        """The slot in samples."""
        return parse_clock(self.slot)

    @property
    def net(self) -> int:
        """What cues fill: the slot without the silence at its head, samples."""
        return self.length - self.profile.head_samples

    @property
    def rate(self) -> Rate:
        return Rate.parse(self.frame_rate)

    @property
    def frames(self) -> int:
        """The slot in frames, as design and stations count them."""
        return slot_frames(self.length, self.rate)

    @property
    def gap_samples(self) -> int:
        return samples(Fraction(self.gap))

    def wait(self, kind: WaitKind, task: int, youngest: int) -> tuple[int, int, int]:
        """Least, ideal and most samples of a wait; longer for the young, `task` seconds at least."""
        row = next((self.ages[age] for age in sorted(self.ages) if youngest <= age), {})
        times = Fraction(str(row.get(kind, 1)))
        least, ideal, most = (value * times for value in self.waits[kind])
        least = max(least, Fraction(task))
        return samples(least), samples(max(ideal, least)), samples(max(most, least))


@cache
def names() -> tuple[str, ...]:
    """Every format there is a file for."""
    return tuple(sorted(path.stem for path in (media() / "formats").glob("*.toml")))


@cache
def load(name: str) -> Format:
    """The format of a name; InputError that lists the known ones, or names what is wrong in its file."""
    if name not in names():
        raise InputError(f"{name!r} is no format we have", remedy=f"Use one of: {', '.join(names())}")
    path = media() / "formats" / f"{name}.toml"
    data = _settings(path)
    try:
        profile = Profile(name=data["profile"], **_table(path.parent / "profiles" / f"{data['profile']}.toml"))
        return Format(**{**data, "name": name, "profile": profile})
    except (ValidationError, KeyError, TypeError) as error:
        raise InputError(f"the format file is wrong: {error}", file=str(path)) from error


def _settings(path: Path) -> dict[str, Any]:
    data = _table(path)
    base = data.pop("extends", None)
    if base is None:
        return data
    below = _settings(path.with_name(f"{base}.toml"))
    return {**below, **data, "waits": {**below.get("waits", {}), **data.get("waits", {})}}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=str(path)) from error
