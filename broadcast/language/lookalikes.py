"""Letters that look like those of another script, inside a word: a Latin `o` in a Russian word is read otherwise, and not found."""

from __future__ import annotations

import re

LATIN, GREEK, CYRILLIC = "A-Za-zÀ-ɏ", "Ͱ-Ͽ", "Ѐ-ԯ"
MIXED = re.compile(
    r"[^\W\d_]*(?:"
    + "|".join(
        f"[{one}][{other}]"
        for one, other in (
            (LATIN, CYRILLIC),
            (CYRILLIC, LATIN),
            (LATIN, GREEK),
            (GREEK, LATIN),
            (GREEK, CYRILLIC),
            (CYRILLIC, GREEK),
        )
    )
    + r")[^\W\d_]*"
)
CODE = re.compile(r"`[^`]*`|\{[^{}]*\}")


def mixed(text: str) -> str:
    """The first word whose letters are of two scripts that look alike; empty where there is none. Code is not looked at."""
    match = MIXED.search(CODE.sub(" ", text))
    return match[0] if match else ""
