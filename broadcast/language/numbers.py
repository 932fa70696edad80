"""Numbers in words: by ICU's rules, or by a language's own `[numerals]` where ICU has none."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from broadcast.errors import TranslationError
from broadcast.language.model import Language

if TYPE_CHECKING:
    from icu4py.messageformat import MessageFormat

INVISIBLE = re.compile("[\u00ad\u200b]")
GROUPS = (10**12, 10**9, 10**6, 1000, 100)
"""What a numeral may have a word for, beside 0 to 19 and the tens."""
PARTS = ("tenths", "hundredths", "thousandths")
"""Keys of `[numerals]` for what a decimal's digits are parts of (ikki butun *oʻndan* besh); without them the digits are said one by one."""
VOWELS = "aeiouʻ"
RULES = {
    "m": "%spellout-cardinal-masculine",
    "f": "%spellout-cardinal-feminine",
    "n": "%spellout-cardinal-neuter",
    "o": "%spellout-ordinal",
    "om": "%spellout-ordinal-masculine",
    "of": "%spellout-ordinal-feminine",
}
"""Styles that many languages have, and ICU's rule sets for them."""


def number(value: int | Decimal, style: str, language: Language) -> str:
    """A number in words. Styles: empty (cardinal), `m` and `f` before a noun, `o` ordinal (`of` feminine, `om` before a
    noun) and what else the language's `[numbers]` names; one that it does not name is the plain cardinal."""
    rules = language.numbers.get(style, language.numbers.get("", ""))
    if language.numerals:
        return _table(value, rules, language)
    words = _icu(value, rules, language.locale)
    for written, said in language.numeral_repairs.items():
        words = words.replace(written, said)
    return words


@lru_cache(maxsize=20_000)
def _icu(value: int | Decimal, rules: str, locale: str) -> str:
    if not _known(locale):
        raise TranslationError(f"ICU has no words for numbers in {locale}", remedy="Write [numerals] into the language's file")
    return INVISIBLE.sub("", str(_spelling(rules, locale).format({"n": value})))


def styles(locale: str) -> dict[str, str]:
    """The usual styles that ICU tells apart in a language, of those that are said alike only the first; none where it has no words."""
    if not _known(locale):
        return {}
    said = {style: tuple(_icu(value, rules, locale) for value in (1, 2, 3)) for style, rules in RULES.items()}
    plain = tuple(_icu(value, "", locale) for value in (1, 2, 3))
    own: dict[str, str] = {}
    for style, rules in RULES.items():
        if (said[style] != plain and said[style] not in [said[other] for other in own]) or (style == "m" and said["f"] != plain):
            own[style] = rules
    if "o" not in own and "om" in own:
        own["o"] = own.pop("om")
    return own


@cache
def _known(locale: str) -> bool:
    """ICU answers in English, without a word, where it knows nothing."""
    return locale.startswith("en") or any(
        str(_spelling("", locale).format({"n": value})) != str(_spelling("", "en").format({"n": value})) for value in (5, 7)
    )


@cache
def _spelling(rules: str, locale: str) -> MessageFormat:
    # A blank before the rule set's name would make ICU ignore it.
    from icu4py.messageformat import MessageFormat  # a fifth of a second, and only where a number is said

    return MessageFormat("{n,spellout," + rules + "}" if rules else "{n,spellout}", locale)


def _table(value: int | Decimal, rules: str, language: Language) -> str:
    """By the words of `[numerals]`: the largest group first, each after how many of it there are (`ikki yuz`)."""
    words = language.numerals
    if isinstance(value, Decimal) and value != int(value):
        whole, _, rest = f"{abs(value):f}".partition(".")
        part = words.get(PARTS[len(rest) - 1]) if len(rest) <= len(PARTS) else None
        digits = f"{part} {_whole(int(rest), words)}" if part else " ".join(words[digit] for digit in rest)
        said = f"{_whole(int(whole), words)} {words['point']} {digits}"
    else:
        said = _whole(abs(int(value)), words)
    if rules == "ordinal":
        said += words["ordinal after a vowel"] if said[-1] in VOWELS else words["ordinal"]
    return f"{words['minus']} {said}" if value < 0 else said


def _whole(value: int, words: dict[str, str]) -> str:
    if str(value) in words and value < 100:
        return words[str(value)]
    for group in GROUPS:
        if value >= group and str(group) in words:
            many, rest = divmod(value, group)
            before = f"{_whole(many, words)} " if many > 1 or f"one {group}" in words else ""
            return f"{before}{words[str(group)]}" + (f" {_whole(rest, words)}" if rest else "")
    tens, rest = value - value % 10, value % 10
    return f"{words[str(tens)]} {words[str(rest)]}"
