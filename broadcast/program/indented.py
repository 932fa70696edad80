"""Lines of a program that is indented text: the paper robot's language, and that of blocks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

QUOTES = {'"': '"', "'": "'", "“": "”", "«": "»", "„": "“”"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it."""

    number: int
    """In the source, from 1."""
    indent: int
    text: str


class Unknown(Exception):
    """A line that cannot be read."""

    def __init__(self, line: Line, what: str, remedy: str = "", sure: int = 2) -> None:
        """`sure`, where each language says something else of a line: 2 its place is wrong, 1 it is like a known word, 0 neither."""
        super().__init__(what)
        self.line, self.what, self.remedy, self.sure = line, what, remedy, sure


def lines(source: str) -> list[Line]:
    """Those that are not empty, without comments."""
    found = []
    for number, raw in enumerate(unicodedata.normalize("NFC", source).split("\n"), 1):
        text = _uncommented(raw).rstrip()
        if text.strip():
            expanded = text.expandtabs(4)
            found.append(Line(number, len(expanded) - len(expanded.lstrip()), expanded.strip()))
    return found


def _uncommented(raw: str) -> str:
    """A line without its comment; a `#` inside of quotes is no comment, an apostrophe inside of a word is no quote."""
    closing, escaped = "", False
    for at, letter in enumerate(raw):
        if escaped:
            escaped = False
        elif closing:
            escaped = letter == "\\"
            closing = "" if letter in closing else closing
        elif letter in QUOTES and (at == 0 or not raw[at - 1].isalnum()):
            closing = QUOTES[letter]
        elif letter == "#":
            return raw[:at]
    return raw
