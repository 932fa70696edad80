"""The look of the picture, out of `media/templates/screen.toml`: one palette, one type scale, one frame."""

from __future__ import annotations

import tomllib
from functools import cache

from pydantic import ValidationError, field_validator

from broadcast.assets import media
from broadcast.errors import EnvironmentFault
from broadcast.unplugged.figures import Plain

Colour = tuple[float, float, float]


class Type(Plain):
    """Sizes of letters in pixels; `least` is the height of a capital."""

    text: float
    code: float
    scale: tuple[float, ...]
    leading: float
    least: float


class Frame(Plain):
    """The frame and what may not be broken in it."""

    width: int
    height: int
    safe: float
    band: int
    line: float
    contrast: float
    credits_seconds: int
    ring_seconds: int

    @property
    def left(self) -> float:
        return self.width * self.safe

    @property
    def right(self) -> float:
        return self.width * (1 - self.safe)

    @property
    def top(self) -> float:
        return self.height * self.safe

    @property
    def bottom(self) -> float:
        return self.height * (1 - self.safe)

    @property
    def band_top(self) -> float:
        return self.bottom - self.band


class Measures(Plain):
    """Of figures at their smallest, as `drawing.figures` names them."""

    thin: float
    line: float
    thick: float
    row: float
    cell: tuple[float, float]
    rule: float
    gap: float
    space: float


class Theme(Plain):
    """Everything a painter asks."""

    colours: dict[str, str]
    type: Type
    frame: Frame
    figure: Measures

    @field_validator("colours")
    @classmethod
    def _colours(cls, colours: dict[str, str]) -> dict[str, str]:
        for name, text in colours.items():
            if len(text) != 7 or text[0] != "#":
                raise ValueError(f"the colour {name} is no #RRGGBB")
            int(text[1:], 16)
        return colours

    def colour(self, name: str) -> Colour:
        """Red, green and blue from 0 to 1."""
        text = self.colours[name]
        return int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255


@cache
def theme() -> Theme:
    """The theme; EnvironmentFault when its file is broken."""
    path = media() / "templates" / "screen.toml"
    try:
        return Theme(**tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValidationError, tomllib.TOMLDecodeError) as error:
        raise EnvironmentFault(f"the look of the screen cannot be read: {error}", remedy="Install the program again") from error


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two colours' luminances, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
