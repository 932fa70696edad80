"""Plural forms as CLDR has them, for the numbers that a lesson counts: how many a catalogue needs, and which is when.

Gettext's own lists, and Babel's, differ from CLDR (Turkish has two forms, not one; Brazilian Portuguese counts none as one),
so nothing here comes from them. Forms for millions and for fractions are left out: no lesson counts that far.
"""

from __future__ import annotations

import gettext
import re
from functools import cache

from babel.core import Locale
from babel.plural import PluralRule, to_gettext

ORDER = ("zero", "one", "two", "few", "many", "other")
COUNTED = (*range(1, 300), 0, 1000, 1001, 1002, 2026, 10_000, 100_000)
"""Numbers that are tried: every rule of CLDR repeats within a hundred."""
HEADER = re.compile(r"\s*nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]+);?\s*")


@cache
def rule(locale: str) -> PluralRule:
    """CLDR's rule of a language."""
    return Locale.parse(locale, sep="-").plural_form


@cache
def categories(locale: str) -> tuple[str, ...]:
    """The categories that whole numbers have, in CLDR's order: one a `msgstr[n]`."""
    choose = rule(locale)
    found = {choose(number) for number in COUNTED}
    return tuple(category for category in ORDER if category in found)


def index(number: int, locale: str) -> int:
    """Which `msgstr[n]` a number takes; a category without one (millions) takes the last."""
    known = categories(locale)
    category = rule(locale)(number)
    return known.index(category) if category in known else len(known) - 1


@cache
def header(locale: str) -> str:
    """The line `Plural-Forms` of a catalogue."""
    needed = categories(locale)
    rules = {category: text for category, text in rule(locale).rules.items() if category in needed[:-1]}
    return to_gettext(PluralRule(rules)).rstrip(";") + ";" if len(needed) > 1 else "nplurals=1; plural=0;"


@cache
def fits(line: str, locale: str) -> bool:
    """Does a line `Plural-Forms` choose as CLDR does?"""
    match = HEADER.fullmatch(line)
    if match is None or int(match[1]) != len(categories(locale)):
        return False
    try:
        choose = gettext.c2py(match[2])
        return all(choose(number) == index(number, locale) for number in COUNTED)
    except (ValueError, OverflowError, ZeroDivisionError, RecursionError):
        return False


@cache
def counts_one_number(form: int, locale: str) -> bool:
    """Is a form for a single number (English *one*, not Russian, where it is for 21 too), so that its words may leave the number out?"""
    return sum(index(number, locale) == form for number in COUNTED if number) <= 1
