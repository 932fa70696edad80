"""The letters of a word as a child writes them into squares, one a square.

A letter is what readers of the script take for one: `é` with its accent, a Hangul syllable, a Thai letter with the marks over and
under it, a Chinese character, an Uzbek `oʻ`. Scripts with capitals give capitals, Turkish its dotted and its dotless I.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from broadcast.language.marks import CLOSE, OPEN

LEFT_OUT = "-‐‑–'’· " + OPEN + CLOSE
CLINGS = "ʻʼ"
"""Letters that belong to the one before them, though Unicode lets them stand alone."""
DOTTED = ("tr", "az")
"""Languages in which the capital of i has its dot."""


@lru_cache(maxsize=4096)
def letters(word: str, tag: str) -> tuple[str, ...]:
    """The squares of a word in a language, without blanks and hyphens; empty where anything in it is no letter."""
    from icu4py.breakers import CharacterBreaker  # takes a moment to load, and only puzzles ask

    found: list[str] = []
    for cluster in CharacterBreaker(capitals(unicodedata.normalize("NFC", word.strip()), tag), "en"):
        if cluster in CLINGS and found:
            found[-1] += cluster
        elif all(char in LEFT_OUT for char in cluster):
            continue
        elif not unicodedata.category(cluster[0]).startswith("L"):
            return ()
        else:
            found.append(cluster)
    return tuple(found)


@lru_cache(maxsize=65536)
def columns(text: str, halves: bool) -> float:
    """Letters of a caption as its language counts them: all alike, or with `halves` a half for what is no Han, kana or Hangul."""
    if not halves:
        return len(text)
    return sum(1.0 if char.isalpha() and unicodedata.east_asian_width(char) in "WF" else 0.5 for char in text)


CASELESS = ("ko", "zh", "th", "ja")
"""Languages whose own letters have no capitals: a Latin letter at a sentence's start stays as it is."""


def capitals(text: str, tag: str) -> str:
    """The text in capitals, as its language writes them."""
    if tag.split("-")[0] in DOTTED:
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def order(letter: str) -> tuple[str, str]:
    """Sorts letters as an alphabet does, near enough for a table: Á beside A, Ñ beside N."""
    apart = unicodedata.normalize("NFD", letter)
    return "".join(char for char in apart if not unicodedata.combining(char)) or letter, apart
