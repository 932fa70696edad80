"""How numbers, squares, signs and code words in a text are said.

`spoken` leaves a text without any of them as it is. What differs from language to language stands in its file
(`[symbols]`, `[abbreviations]`, `[ordinals]`, `[numbers]`, `[nouns]`); the numbers' own words are ICU's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from broadcast.errors import TranslationError
from broadcast.language import code
from broadcast.language.model import Language

if TYPE_CHECKING:
    from icu4py.messageformat import MessageFormat

INVISIBLE = re.compile("[\u00ad\u200b]")
ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
VOWELS = "AEIOUÁÉÍÓÚÜY"
SPECIAL = re.compile(r"[\d`+*×/÷%=≠<>≤≥−→&°½¼¾_.]|[A-Z]{2}")
"""A text without one of these has nothing to say otherwise."""


def number(value: int | Decimal, style: str, language: Language) -> str:
    """A number in words. Styles: empty (cardinal), `m` and `f` before a noun, `o` ordinal (`of` feminine, `om` before a
    noun) and what else the language's `[numbers]` names; one that it does not name is the plain cardinal."""
    return _number(value, language.numbers.get(style, ""), language.locale)


@lru_cache(maxsize=20_000)
def _number(value: int | Decimal, rules: str, locale: str) -> str:
    words = INVISIBLE.sub("", str(_spelling(rules, locale).format({"n": value})))
    if not locale.startswith("en") and words == _english(value, rules):
        raise TranslationError(f"ICU has no words for numbers in {locale}", remedy="Write them into the language's file")
    return words


@cache
def _spelling(rules: str, locale: str) -> MessageFormat:
    # A blank before the rule set's name would make ICU ignore it.
    from icu4py.messageformat import MessageFormat  # a fifth of a second, and only where a number is said

    return MessageFormat("{n,spellout," + rules + "}" if rules else "{n,spellout}", locale)


def _english(value: int | Decimal, rules: str) -> str:
    return str(_spelling(rules, "en").format({"n": value}))


def spoken(text: str, language: Language) -> str:
    """A text as a presenter says it: `A1` is two words, numbers are spelled, code in back-ticks is read, signs have names."""
    if not SPECIAL.search(text):
        return text
    return _speaker(language).say(text)


_SPEAKERS: dict[str, tuple[Language, Speaker]] = {}


def _speaker(language: Language) -> Speaker:
    known = _SPEAKERS.get(language.tag)
    if known is None or known[0] is not language:
        known = _SPEAKERS[language.tag] = (language, Speaker(language))
    return known[1]


class Speaker:
    """The rules of one language, as one expression that is gone through once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.signs = language.symbols
        short = sorted(language.abbreviations, key=len, reverse=True)
        ordinal = "|".join(re.escape(end) for end in sorted(language.ordinals, key=len, reverse=True))
        point = r"[.,]" if self.sign("decimal comma") else r"\."
        rows: list[tuple[str, str, Callable[[re.Match[str]], str]]] = [
            ("code", r"`(?P<inner>[^`]*)`", self.code),
            ("square", r"(?<![\w])(?P<column>[A-Z])(?P<row>\d{1,2})(?![\w]|[.,]\d)", self.square),
            (
                "short",
                "(?<![^\\W_])(?:" + "|".join(re.escape(each) for each in short) + r")(?![^\W_])" if short else "(?!)",
                self.short,
            ),
            ("clock", r"(?<![\d:.])(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?![\d:])", self.clock),
            ("ordinal", rf"(?<![\w.])(?P<nth>\d{{1,4}})(?P<ending>{ordinal})(?![^\W_])" if ordinal else "(?!)", self.ordinal),
            ("range", r"(?<![\w.,])(?P<least>\d+)\s?[–—]\s?(?P<most>\d+)(?![\w]|[.,]\d)", self.range),
            ("calc", r"(?<=\d)\s?(?P<sign>[-−+×÷*/])\s?(?=\d)", self.between),
            (
                "decimal",
                rf"(?P<minus>(?<![\w)])[-−])?(?<![\w])(?P<amount>\d+{point}\d+)(?P<rate>\s?%)?(?![\w]|[.,]\d)",
                self.decimal,
            ),
            (
                "grouped",
                r"(?P<minus2>(?<![\w)])[-−])?(?<![\w])(?P<thousands>\d{1,3}(?:[, \u00a0\u202f]\d{3})+)(?P<rate2>\s?%)?(?![\w]|[.,]\d)",
                self.grouped,
            ),
            ("whole", r"(?P<minus3>(?<![\w)])[-−])?(?P<digits>\d+)(?P<rate3>\s?%)?", self.whole),
            ("roman", r"(?<![\w])(?:" + "|".join(sorted(ROMAN, key=len, reverse=True)) + r")(?![\w])", self.roman),
            ("capitals", r"(?<![\w])[A-ZÁÉÍÓÚÑ]{2,6}(?![\w])", self.capitals),
            ("blank", r"_{2,}", lambda match: self.sign("_")),
            ("snake", r"(?<=[^\W_])_(?=[^\W_])", lambda match: " "),
            ("sign", r"(?<=\s)(?P<alone>[<>=!]=|[-+*×÷/=<>≠≤≥−→&])(?=\s)", self.alone),
            ("mark", r"\s?[≠≤≥→×÷°½¼¾]\s?|(?<=\w)\s?(?:==|[<>!]=|[=<>+])\s?(?=\w)", self.mark),
        ]
        self.rows = {name: say for name, _, say in rows}
        self.pattern = re.compile("|".join(f"(?P<r_{name}>{pattern})" for name, pattern, _ in rows))
        self.nouns = [(style, re.compile(rf"\s+{pattern}(?!\w)", re.IGNORECASE)) for style, pattern in language.nouns.items()]
        self.say = lru_cache(maxsize=20_000)(self._say)

    def sign(self, name: str) -> str:
        return self.signs.get(name, "")

    def _say(self, text: str) -> str:
        return self.pattern.sub(self.row, text)

    def row(self, match: re.Match[str]) -> str:
        name = str(match.lastgroup)
        if not name.startswith("r_"):
            name = next(group for group, value in match.groupdict().items() if group.startswith("r_") and value is not None)
        return self.rows[name[2:]](match)

    def number(self, value: int | Decimal, style: str = "") -> str:
        return number(value, style, self.language)

    def code(self, match: re.Match[str]) -> str:
        return code.read(match["inner"], self.language, self.number)

    def square(self, match: re.Match[str]) -> str:
        return f"{match['column']} {self.number(int(match['row']))}"

    def short(self, match: re.Match[str]) -> str:
        words = self.language.abbreviations[match[0]]
        ends = (
            match[0].endswith(".")
            and re.match(r"\s*$|\s+[A-ZÁÉÍÓÚÑ¿¡]", match.string[match.end() :])
            and match[0].lower() in ENDING
        )
        return words + "." if ends else words

    def clock(self, match: re.Match[str]) -> str:
        hours, minutes = int(match["hours"]), int(match["minutes"])
        form = self.sign("hour" if minutes == 0 else "early" if minutes < 10 else "time") or "{hour} {minute}"
        return form.replace("{hour}", self.number(hours)).replace("{minute}", self.number(minutes))

    def ordinal(self, match: re.Match[str]) -> str:
        return self.number(int(match["nth"]), self.language.ordinals[match["ending"]])

    def range(self, match: re.Match[str]) -> str:
        return f"{self.number(int(match['least']))} {self.sign('–')} {self.bent(int(match['most']), match)}"

    def between(self, match: re.Match[str]) -> str:
        return f" {self.sign(match['sign'])} "

    def decimal(self, match: re.Match[str]) -> str:
        return self.signed(match["minus"], _fraction(match["amount"].replace(",", "."), self), match["rate"])

    def grouped(self, match: re.Match[str]) -> str:
        return self.signed(match["minus2"], self.bent(int(re.sub(r"\D", "", match["thousands"])), match), match["rate2"])

    def whole(self, match: re.Match[str]) -> str:
        digits = match["digits"]
        if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0"):  # a code or telephone number: digit by digit
            words = " ".join(self.number(int(digit)) for digit in digits)
        else:
            words = self.bent(int(digits), match)
        before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        words = self.signed(match["minus3"], words, match["rate3"])
        return (" " if before.isalpha() else "") + words + (" " if after.isalpha() else "")

    def signed(self, minus: str | None, words: str, rate: str | None) -> str:
        return (f"{self.sign('−')} " if minus else "") + words + (f" {self.sign('%')}" if rate else "")

    def bent(self, value: int, match: re.Match[str]) -> str:
        """The number as the noun after it wants it: «una vuelta», «veintiún pasos»."""
        for style, pattern in self.nouns:
            if pattern.match(match.string, match.end()):
                return self.number(value, style)
        return self.number(value)

    def roman(self, match: re.Match[str]) -> str:
        return self.number(ROMAN[match[0]])

    def capitals(self, match: re.Match[str]) -> str:
        """Letters that make no syllable are spelled; words in capitals are words."""
        return match[0] if any(letter in VOWELS for letter in match[0]) else " ".join(match[0])

    def alone(self, match: re.Match[str]) -> str:
        return self.sign(match["alone"]) or match["alone"]

    def mark(self, match: re.Match[str]) -> str:
        mark = match[0].strip()
        if not self.sign(mark):
            return match[0]
        left = "" if match.start() == 0 else " "
        right = "" if match.end() == len(match.string) or not match.string[match.end()].isalnum() else " "
        return left + self.sign(mark) + right


ENDING = ("etc.",)
"""Abbreviations whose point may be the sentence's as well."""


def _fraction(digits: str, speaker: Speaker) -> str:
    """`2.05` is “two point zero five”: the digits after the point one by one, as children read them."""
    whole, _, rest = digits.partition(".")
    return f"{speaker.number(int(whole))} {speaker.sign('decimal')} {' '.join(speaker.number(int(digit)) for digit in rest)}"
