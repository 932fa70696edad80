"""Sentences that need a computer, by the rules of the lesson's own language: sorted out before anything is translated."""

from __future__ import annotations

import re
from functools import cache

from broadcast.language.model import every, load

EVERYWHERE = (
    r"https?://\S+", r"\bwww\.\w+\.\S+", r"\b[\w.+-]+@[\w-]+\.\w+", r"(?<![\w.])[\w-]+\.(?:py|ipynb|html?|css|js|json|csv|txt|docx?|pdf|xlsx?|png|jpe?g|gif|svg|mp[34]|wav|zip|exe|sb[23]|hex)\b",
    r"\b(?!Code\.org(?![\w/]))[\w-]+\.(?:com|org|net|edu|cc|io|gov)(?:/\S*)?(?=$|[\s,;:!?).])", r"\b(?:Ctrl|Cmd|Alt|Shift)\s?[+-]\s?\w", r"(?:^|\s)(?:pip|python3?|sudo|apt|npm|git|cd|ls) (?:install|-m|-\w|clone|run)\b",
)  # fmt: skip
"""Addresses, file names, keys and commands of a computer: the same in every language. Code.org is a name."""


@cache
def _patterns(tag: str) -> tuple[re.Pattern[str], ...]:
    own = load(tag).rules.get("screen", ()) if tag in every() else ()
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*EVERYWHERE, *own))


@cache
def _rewordings(tag: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = load(tag).rules.get("rephrase", ()) if tag in every() else ()
    pairs = (rule.partition(" =>") for rule in rules)
    return tuple((re.compile(pattern, re.IGNORECASE), words.strip()) for pattern, _, words in pairs)


def needs_computer(sentence: str, tag: str) -> bool:
    """Can this only be done at a computer? (“Click Run.”)"""
    plain = sentence.replace("`", "")  # “hit `enter`”
    return any(pattern.search(sentence) or pattern.search(plain) for pattern in _patterns(tag))


def reworded(sentence: str, tag: str) -> str:
    """A sentence that points at the page put otherwise; empty where nothing of it is left."""
    for pattern, words in _rewordings(tag):
        match = pattern.search(sentence)
        if match:
            new = match.expand(words).strip()
            return new[:1].upper() + new[1:]
    return sentence
