"""How much of a translation is one: folders of a language often hold the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEAST = 0.5
"""Below this share a text is no translation."""
APART = re.compile(r"`[^`]*`|\([^)]*\)|\{[^}]*\}|<[^>]*>|https?://\S+")


def share(texts: Iterable[str], source: Iterable[str]) -> float:
    """The share of texts (paragraphs, lines of them) that differ from all of the source's; 1 where there are none with words."""
    mine = [plain for text in texts if (plain := _plain(text))]
    same = {_plain(text) for text in source}
    return sum(text not in same for text in mine) / len(mine) if mine else 1.0


def _plain(text: str) -> str:
    """A text of two words at least, without marks; one word may be the same in both languages."""
    words = re.findall(r"[^\W\d_]+", APART.sub(" ", text).casefold())
    return " ".join(words) if len(words) > 1 or sum(map(len, words)) > 12 or not " ".join(words).isascii() else ""
