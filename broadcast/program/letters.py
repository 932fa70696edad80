"""Letters that no paper shows and no voice says."""

from __future__ import annotations

import unicodedata


def odd(text: str) -> str:
    """The first control character, half of a letter or private letter of a text; empty where all is well."""
    return next((letter for letter in text if unicodedata.category(letter) in ("Cc", "Cs", "Co") and letter not in "\n\t"), "")
