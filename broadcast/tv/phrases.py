"""Where a caption may break, and how well: at sentences, at clauses, before words that open a phrase, never before one that clings.

Costs have no unit; what counts is their order. The words that open and cling stand in the language's file (`phrases`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from broadcast.language.model import Language

SENTENCE = (".", "!", "?", "…", "。", "！", "？")
CLAUSE = (",", ";", ":", "–", "—", "，", "、", "；", "：")
CLOSERS = '"”’»)）」』】》'
NEVER = 400.0
"""Of a break that separates what belongs together: taken only where nothing else can be."""
SHORT = 3
"""Letters of a word that is too short to end a line."""


@lru_cache(maxsize=65536)
def _cost(
    before: str, after: str, clause: float, other: float, open_words: re.Pattern[str], cling: re.Pattern[str], pauses: bool
) -> float:
    text, following = before.rstrip(), after.strip()
    bare = text.rstrip(CLOSERS)
    if bare.endswith(SENTENCE):
        return 0.0
    if cling.fullmatch(_word(following)) or (following and following[0] in CLOSERS):
        return NEVER
    if bare.endswith(CLAUSE) or (pauses and before[-1:].isspace() and not (bare + following[:1]).isascii()):
        return clause
    if open_words.fullmatch(_word(text)):
        return other * 2
    if open_words.fullmatch(_word(following)):
        return (clause + other) / 2
    return other * 1.5 if before[-1:].isspace() and len(text) <= SHORT else other


def _word(text: str) -> str:
    return text.casefold().strip('"“”‘’«»„.,;:!?…()（）「」『』，。、：；？！ ')


@lru_cache(maxsize=64)
def _either(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word.casefold()) for word in words) or r"(?!)")


def between(before: str, after: str, clause: float, other: float, language: Language) -> float:
    """The cost of a break between two words: nothing after a sentence, little at a clause, half before a word that opens a phrase.

    Where words are not divided by blanks, a blank is the end of a clause (Thai).
    """
    phrases = language.phrases
    words = _either(phrases.get("open", ())), _either(phrases.get("cling", ()))
    return _cost(before, after, clause, other, *words, not language.spaced)


def ends(word: str) -> bool:
    """Whether a sentence ends with this word."""
    return word.rstrip().rstrip(CLOSERS).endswith(SENTENCE)
