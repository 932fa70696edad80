"""How many words a text has, in scripts with and without spaces."""

from __future__ import annotations

import re
from functools import lru_cache

from broadcast.language.thai_words import SPAN
from broadcast.language.thai_words import words as thai

CLINGING = r"[0-9A-Za-z_\u00c0-\u024f\u0400-\u04ff]"
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
"""Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han."""
WORD = re.compile(rf"{UNSPACED.pattern}|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+(?:[-'’]\w+)*")


def count(text: str) -> int:
    """The words of a text: what stands between spaces, and where a script has none, what a dictionary finds (of Thai pythainlp's, else ICU's)."""
    if not UNSPACED.search(text):
        return len(text.split())
    return len(words(text))


def words(text: str) -> list[str]:
    """The words themselves, without punctuation."""
    found: list[str] = []
    for match in WORD.finditer(text):
        found += _dictionary(match[0]) if UNSPACED.search(match[0]) else [match[0]]
    return found


@lru_cache(maxsize=20_000)
def _dictionary(text: str) -> tuple[str, ...]:
    if SPAN.match(text):
        return tuple(word for word in thai(text) if any(letter.isalpha() for letter in word))
    from icu4py.breakers import WordBreaker  # takes a moment to load

    return tuple(word for word in WordBreaker(text, "en") if any(letter.isalnum() for letter in word))


def free(text: str) -> str:
    """A pattern that finds a value (A1, 12, a text) where it is not a piece of a longer one; letters of scripts without spaces and
    particles, which cling to it, may stand beside it (停在A1, A1에)."""
    return rf"(?<!{CLINGING}){re.escape(text)}(?!{CLINGING})"


def alone(word: str, endings: str = "") -> str:
    """A pattern that finds a word, with these endings, where it stands by itself; between letters of an unspaced script anywhere."""
    pattern = re.escape(word)
    return pattern if UNSPACED.search(word) else rf"(?<![\w-]){pattern}(?:{endings})?(?![\w-])"
