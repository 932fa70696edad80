"""What captions of line 21 can spell (EIA-608, now CTA-608): letters, places and commands as pairs of bytes.

Letters outside the plain set are two bytes of their own, sent twice. One of the extended sets takes the place of the letter
before it, which old sets show instead: `É` is sent as `E` and then `É`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from broadcast.errors import TextError

COLUMNS, ROWS = 32, (14, 15)
LOAD, CLEAR, ERASE, SHOW = 0x1420, 0x142E, 0x142C, 0x142F
"""Resume loading, erase what is loaded, erase what is shown, show what is loaded."""

OWN = {"á": 0x2A, "é": 0x5C, "í": 0x5E, "ó": 0x5F, "ú": 0x60, "ç": 0x7B, "÷": 0x7C, "Ñ": 0x7D, "ñ": 0x7E, "█": 0x7F}
"""Where the plain set differs from ASCII; the ASCII signs of these places stand in the extended sets."""
PLAIN = {**{chr(code): code for code in range(0x20, 0x7F) if code not in OWN.values()}, **OWN}
SPECIAL = {letter: 0x1130 + at for at, letter in enumerate("®°½¿™¢£♪à\0èâêîôû") if letter != "\0"}
EXTENDED = {
    letter: first + at
    for first, letters in (
        (0x1220, "ÁÉÓÚÜü‘¡*\0—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»"),
        (0x1320, "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤\0ÅåØø"),
    )
    for at, letter in enumerate(letters)
    if letter != "\0"
}
INSTEAD = {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "¡": "!", "—": "-", "{": "(", "}": ")", "\\": "/", "ß": "s", "Ø": "O", "ø": "o"}  # fmt: skip
"""What a set without the extended letters shows; of letters with an accent it is the letter."""
ALIKE = str.maketrans(
    {
        "…": "...",
        "–": "—",
        "−": "-",
        "×": "x",
        "’": "'",
        "`": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2011": "-",
        "⁅": "[",
        "⁆": "]",
    }
)
"""Signs that have a like one here."""


def alike(text: str) -> str:
    """The text with those of its signs exchanged that have a like one."""
    return unicodedata.normalize("NFC", text).translate(ALIKE)


def unspelled(text: str) -> str:
    """The first letter that cannot be spelled; empty where all can."""
    return next((one for one in alike(text) if not (one in PLAIN or one in SPECIAL or one in EXTENDED)), "")


def parity(value: int) -> int:
    """A pair of bytes of seven bits, each with the bit above that makes its ones odd in number."""
    first, second = (byte | (0 if byte.bit_count() % 2 else 0x80) for byte in (value >> 8, value & 0x7F))
    return first << 8 | second


def line(text: str, row: int) -> list[tuple[int, ...]]:
    """A line in the middle of a row as pairs of bytes without parity; what stands in one group must follow each other.

    TextError where a letter cannot be spelled or the row is too short.
    """
    shown = alike(text)
    if wrong := unspelled(text):
        raise TextError(f"EIA-608 cannot spell {wrong!r} in {text!r}")
    if len(shown) > COLUMNS:
        raise TextError(f"{shown!r} is longer than the {COLUMNS} columns of EIA-608")
    column = (COLUMNS - len(shown)) // 2
    place = (0x1440 if row == 14 else 0x1460) | 0x10 | column // 4 << 1
    return [(place, place), *([(0x1720 + column % 4,) * 2] if column % 4 else []), *_letters(shown)]


def _letters(text: str) -> Iterator[tuple[int, ...]]:
    pending = 0

    def put(code: int) -> Iterator[tuple[int, ...]]:
        nonlocal pending
        if pending:
            yield (pending << 8 | code,)
            pending = 0
        else:
            pending = code

    for letter in text:
        if letter in PLAIN:
            yield from put(PLAIN[letter])
            continue
        if letter in EXTENDED:
            yield from put(ord(INSTEAD.get(letter, _bare(letter))))
        if pending:
            yield (pending << 8,)
            pending = 0
        yield (SPECIAL.get(letter) or EXTENDED[letter],) * 2
    if pending:
        yield (pending << 8,)


def _bare(letter: str) -> str:
    """The letter without its accent; a space where it is no letter of the plain set."""
    found = unicodedata.normalize("NFD", letter)[0]
    return found if found.isascii() and found in PLAIN else " "


BACK = {code: letter for letter, code in PLAIN.items()}
BACK_TWO = {code: letter for letter, code in [*SPECIAL.items(), *EXTENDED.items()]}


def written(row: str, value: int) -> str:
    """A row after a pair of bytes of letters has come; other commands change nothing."""
    if value >= 0x2000:
        return row + "".join(BACK.get(byte, "") for byte in (value >> 8, value & 0x7F) if byte)
    if value in BACK_TWO:
        return (row[:-1] if value >= 0x1200 else row) + BACK_TWO[value]
    return row
