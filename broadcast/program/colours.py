"""Names of colours, for programs that draw: eleven that every child knows, and which of them is nearest to any other."""

from __future__ import annotations

import re

BASIC = {
    "red": (230, 30, 30), "orange": (255, 150, 0), "yellow": (255, 230, 30), "green": (30, 160, 60), "blue": (30, 90, 220), "purple": (140, 40, 180),
    "pink": (255, 140, 190), "brown": (140, 80, 30), "black": (0, 0, 0), "white": (255, 255, 255), "gray": (128, 128, 128),
}  # fmt: skip
"""A typical red, green and blue part of each, from 0 to 255."""
OTHER = {
    "grey": "gray",
    "violet": "purple",
    "magenta": "pink",
    "cyan": "blue",
    "lime": "green",
    "gold": "yellow",
    "navy": "blue",
    "turquoise": "blue",
}
HEX = re.compile(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})|#([0-9a-f])([0-9a-f])([0-9a-f])")


def nearest(name: str) -> str:
    """The basic colour of a name or of `#ff8800`; empty where it is neither."""
    if name in BASIC:
        return name
    if name in OTHER:
        return OTHER[name]
    match = HEX.fullmatch(name)
    if not match:
        return ""
    parts = [int(part * (3 - len(part)), 16) for part in match.groups() if part is not None]
    return min(BASIC, key=lambda known: sum((a - b) ** 2 for a, b in zip(BASIC[known], parts, strict=True)))
