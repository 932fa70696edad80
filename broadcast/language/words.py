"""How numbers, squares, symbols and code words in a text are said."""

from __future__ import annotations

import re

from broadcast.language.model import Language

SQUARE = re.compile(r"\b([A-Z])(\d{1,2})\b")


def number(value: int, style: str, language: Language) -> str:
    """A whole number in words. Styles: empty (cardinal), `f` feminine, `m` masculine before a noun, `o` ordinal."""
    from icu4py.locale import Locale  # noqa: F401  (to be used)

    return str(value)


def spoken(text: str, language: Language) -> str:
    """A text as a presenter says it: `A1` is two words, numbers are spelled, back-ticked code is read."""
    return SQUARE.sub(r"\1 \2", text)
