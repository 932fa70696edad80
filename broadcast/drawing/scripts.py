"""How a language is set: its fonts, its line breaks and its leading, from its file, or by its script where there is none.

A language without a file is met inside of a lesson: a word of Japanese in an English text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel.core import get_global

from broadcast.language.model import every, load


@dataclass(frozen=True, slots=True)
class Setting:
    """The fields of the same names in a language's file (`language/model.py`)."""

    fonts: tuple[str, ...] = ("Sans",)
    breaks: str = "spaces"
    leading: float = 1.4


SCRIPTS = {
    "Hans": Setting(("CJKsc",), "dictionary"),
    "Hant": Setting(("CJKtc",), "dictionary"),
    "Hant-HK": Setting(("CJKhk",), "dictionary"),
    "Jpan": Setting(("CJKjp",), "dictionary"),
    "Kore": Setting(("CJKkr",), "hangul"),
    "Thai": Setting(("SansThai", "Sans"), "thai", 1.6),
    "Deva": Setting(("SansDevanagari", "Sans"), leading=1.6),
}
"""ISO 15924, with a region where its letters have a shape of their own; every other script is set as Latin is."""


@cache
def setting(tag: str) -> Setting:
    """How texts of a language are set."""
    if tag in every():
        known = load(tag)
        return Setting(known.fonts, known.breaks, known.leading)
    script, region = _written(tag)
    return SCRIPTS.get(f"{script}-{region}") or SCRIPTS.get(script) or Setting()


def _written(tag: str) -> tuple[str, str]:
    """The script and the region of a language, by Unicode's likely subtags: `ja` → `Jpan`, `JP`."""
    parts = tag.split("-")
    likely = get_global("likely_subtags")
    found = (likely.get(tag.replace("-", "_")) or likely.get(parts[0]) or "").split("_")
    script = next((part for part in (*parts[1:], *found) if len(part) == 4 and part.isalpha()), "")
    return script, next((part for part in (*parts[1:], *found) if len(part) == 2 and part.isupper()), "")
