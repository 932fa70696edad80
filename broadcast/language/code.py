"""Code inside of a sentence, read as words: `coins = coins + 1` is “coins equals coins plus one”."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from broadcast.language.model import Language

TOKEN = re.compile(
    r"(?P<text>\"[^\"]*\"|'[^']*'|“[^”]*”|«[^»]*»)"
    r"|(?P<blank>_{2,})"
    r"|(?P<decimal>\d+\.\d+)|(?P<whole>\d+)"
    r"|(?P<name>[^\W\d](?:\w|[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])*)"  # marks over and under a letter belong to it
    r"|(?P<sign>\*\*|//|[-+]=|[=!<>]=|[-+*/%=<>×÷≤≥≠→])"
    r"|(?P<dot>(?<=\w)\.(?=\w))"
    r"|(?P<pause>[,;])"
    r"|(?P<other>\S)"
)
SQUARE = re.compile(r"[A-Z]\d{1,2}")
HUMP = re.compile(r"(?<=[a-zà-ÿа-яё])(?=[A-ZÀ-ÞА-ЯЁ])|(?<=[^\W\d_])(?=\d)")


def read(source: str, language: Language, number: Callable[[int | Decimal], str]) -> str:
    """The words of a piece of code: names split, numbers spelled, signs named, quotation marks and brackets dropped."""
    out: list[str] = []
    for match in TOKEN.finditer(source):
        kind, text = str(match.lastgroup), match[0]
        words = ""
        match kind:
            case "text":
                words = text[1:-1].strip()
            case "blank":
                words = language.symbols.get("_", "")
            case "decimal":
                whole, _, rest = text.partition(".")
                point = language.symbols.get("decimal", ".")
                digits = [number(int(digit)) for digit in rest]
                words = (
                    (" " if language.spaced else "").join([number(int(whole)), point, *digits])
                    if point
                    else number(Decimal(text))
                )
            case "whole":
                words = number(int(text)) if len(text) <= 15 else " ".join(number(int(digit)) for digit in text)
            case "name":
                words = _name(text, language, number)
            case "sign":
                words = language.symbols.get(f"{text} in code", language.symbols.get(text, ""))
            case "dot":
                words = language.symbols.get(".", "")
            case "pause":
                if out:
                    out[-1] += ","
        if words:
            out.append(words)
    return " ".join(out).rstrip(",") or source


def _name(text: str, language: Language, number: Callable[[int | Decimal], str]) -> str:
    if SQUARE.fullmatch(text):
        return f"{language.letters.get(text[0], text[0])} {number(int(text[1:]))}"
    parts = HUMP.sub(" ", text.replace("_", " ")).split()
    said = [number(int(part)) if part.isdigit() and part.isascii() else part for part in parts]
    return " ".join(said) if said else text
