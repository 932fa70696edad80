"""Numbers as cards with dots, and pictures as numbers: encoding, and the pictures there are."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import groupby

from broadcast.assets import media
from broadcast.errors import EnvironmentFault


def dots(cards: int) -> tuple[int, ...]:
    """Dots of so many cards, the most at the left: 16, 8, 4, 2, 1."""
    return tuple(2**place for place in reversed(range(cards)))


def shown(value: int, cards: int) -> str:
    """Which cards show their dots: `01101` for 13 of five cards. They are laid from the left, each where it still has room."""
    found = ""
    for card in dots(cards):
        found += "1" if value >= card else "0"
        value -= card if value >= card else 0
    return found


def counted(bits: str) -> tuple[int, ...]:
    """The dots of each card that shows them."""
    return tuple(card for card, bit in zip(dots(len(bits)), bits, strict=True) if bit == "1")


def runs(row: str) -> tuple[int, ...]:
    """How many white squares, then how many black, and so on; 0 where the row begins with a black one."""
    lengths = [len(list(group)) for _, group in groupby(row)]
    return tuple(([0] if row.startswith("#") else []) + lengths)


@cache
def pictures(size: str) -> dict[str, tuple[str, ...]]:
    """Name → rows of `.` and `#`, of the small (5 by 5) or the large (8 by 8) pictures."""
    path = media() / "pictures" / "pixels.toml"
    try:
        known = tomllib.loads(path.read_text("utf-8"))[size]
    except (OSError, ValueError, KeyError) as error:
        raise EnvironmentFault(f"the pictures cannot be read: {error}", remedy="Install the program again") from error
    return {name: tuple(rows) for name, rows in known.items()}
