"""A preposition of a message and the article of what stands in its slot, as the one word that some languages make of both.

`por {value}` and “o número em Passos” are “pelo número em Passos” by the table `[contractions]`. A name keeps its letters: the
slots of names are left alone, and so is an article with nothing behind it, which is the name of a variable or a letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from broadcast.language.model import Language

NAMES = frozenset({"name", "names", "each", "more", "second", "message", "detail"})
"""Slots in which a name or somebody's own words stand."""


def contracted(before: str, after: str, slot: str, language: Language) -> tuple[str, str]:
    """The words before a slot and the words in it, with the border between them as the language writes it."""
    table = language.contractions
    if not table or slot in NAMES:
        return before, after
    left, right = _ends(tuple(table))
    preposition, article = left.search(before), right.match(after)
    if not preposition or not article or (word := table.get(f"{preposition[1].lower()} {article[1]}")) is None:
        return before, after
    word = word[0].upper() + word[1:] if preposition[1][0].isupper() else word
    return before[: preposition.start()], word + after[article.end(1) :]


@lru_cache(maxsize=16)
def _ends(pairs: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The prepositions at a text's end, the articles at its beginning; an article wants a word behind it."""
    first = "|".join(sorted({re.escape(pair.split()[0]) for pair in pairs}))
    second = "|".join(sorted({re.escape(pair.split()[1]) for pair in pairs}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({first}) $", re.IGNORECASE), re.compile(rf"({second})(?= \w)")
