"""Where a line may end: offsets into the text, counted in characters; the text itself is never changed."""

from __future__ import annotations

import re
from functools import lru_cache

from fontTools.unicodedata import script
from icu4py.breakers import CharacterBreaker, LineBreaker

LOCALES = {"zh-Hans": "zh", "zh-Hant": "zh-TW"}
"""Where ICU wants another name than BCP 47 gives."""
BOUND = re.compile("[ๆฯ]")
"""Thai marks that stay with the word before them."""


@lru_cache(8192)
def breaks(text: str, language: str) -> frozenset[int]:
    """Offsets after which a new line may start, the end of the text among them.

    ICU's rules; Korean breaks at spaces only (school books do), a dash never starts a line in languages that write
    with spaces, and Thai words come from ICU's dictionary.
    """
    found: set[int] = set()
    at = 0
    for part in LineBreaker(text, LOCALES.get(language, language)):  # its segments() counts UTF-16
        at += len(part)
        found.add(at)
    return frozenset(at for at in found if at == len(text) or _allowed(text, at, language))


def _allowed(text: str, at: int, language: str) -> bool:
    before, after = text[at - 1], text[at]
    if language == "ko" and "Hang" in (script(before), script(after)):
        return before.isspace()
    if language == "th" and BOUND.match(after):
        return False
    return after not in "—–" or language in LOCALES


def clusters(text: str, language: str) -> list[str]:
    """What a reader takes for single letters: nothing is ever cut inside one."""
    return list(CharacterBreaker(text, LOCALES.get(language, language)))
