"""How numbers, squares, signs and code words in a text are said.

`spoken` leaves a text without any of them as it is. What differs from language to language stands in its file
(`[symbols]`, `[abbreviations]`, `[ordinals]`, `[numbers]`, `[nouns]`); the numbers' own words are ICU's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from broadcast.language import code, plurals
from broadcast.language.marks import unmarked
from broadcast.language.model import Language
from broadcast.language.numbers import number

ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
VOWELS = "AEIOUÁÉÍÓÚÜY"
LATIN = r"[0-9A-Za-z_\u00c0-\u024f]"
"""What a number or a square must not cling to; a letter of another script may stand beside it (第3行, A1로)."""
LATE = ("roman", "capitals", "lone", "blank", "snake", "sign", "mark")
"""Rows that are asked after all numbers."""
BOUNDED = ("Latn", "Cyrl")
"""Scripts in which a noun stands apart from its number, and ends where its letters end."""
SMALL = r"[a-zß-öø-ÿāăąćčċďđēėęěğģīįıķĺļľłńņňőŕřśşšţťūůűųźżžа-яёўқғҳ]"
THAI = r"[\u0e00-\u0e7f]"
BORDER = re.compile(rf"(?<={THAI})(?=[A-Za-z0-9“])|(?<=[A-Za-z0-9”])(?={THAI})")
"""Where Thai, which has no spaces between words, sets one: between its letters and digits, Latin letters or quotation marks."""
ENDS = re.compile(r"\{(least|most)(?::([a-z]+))?\}")
"""What stands in the pattern of a range: its two numbers, with styles."""
HYPHEN = re.compile(rf"-(?={SMALL})")
"""What stands between an ordinal's digits and its noun where `[ordinals]` has `-`: 3-qator, *uchinchi qator*."""
HOUR = re.compile(r"\{hour(?::([a-z]+))?\}")
"""The hour of a clock in its pattern, with a style where no noun behind it asks for one («duas e quinze»)."""
SPECIAL = re.compile(r"[\d`+*×/÷%=≠<>≤≥−→&°½¼¾_.ฯ]|[A-Z]{2}|(?<![A-Za-z])[A-Z](?![A-Za-z])")
"""A text without one of these has nothing to say otherwise."""


def spoken(text: str, language: Language) -> str:
    """A text as a presenter says it: `A1` is two words, numbers are spelled, code in back-ticks is read, signs have names."""
    text = unmarked(text)
    if not SPECIAL.search(text):
        return text
    return set_off(_speaker(language).say(text), language)


def set_off(text: str, language: Language) -> str:
    """With the spaces that Thai sets around what is not Thai: where words came into a slot, a frame leaves them out."""
    return BORDER.sub(" ", text) if language.script == "Thai" else text


def counted(value: int, style: str, text: str, at: int, language: Language) -> str:
    """A number in words, in this style or as the words around the slot that ends at `at` in `text` want it, and the space behind it."""
    speaker = _speaker(language)
    words = number(value, style, language) if style else speaker.between_words(value, text, text.rfind("{", 0, at), at)
    return words + speaker.behind(text, at)


def hyphened(digits: str, rest: str, language: Language) -> str:
    """The words of an ordinal whose hyphen and noun stand behind a slot; empty where it is none."""
    style = language.ordinals.get("-")
    if style is None or not digits.isdecimal() or not HYPHEN.match(rest):
        return ""
    return number(int(digits), style, language) if len(digits) <= 4 else ""


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
        ordinal = "|".join(_ending(end) for end in sorted(language.ordinals, key=len, reverse=True) if not AHEAD.fullmatch(end))
        ahead = "|".join(re.escape(start) for start in language.ordinals if AHEAD.fullmatch(start))
        comma = bool(self.sign("decimal comma"))
        point = r"[.,]" if comma else r"\."
        group = r"[.\u00a0\u202f ]" if comma else r"[, \u00a0\u202f]"
        alone = r"(?<![\w)])" if language.script in BOUNDED else rf"(?<!{LATIN})(?<!\))"  # a minus that is no hyphen
        self.gap = " " if language.spaced else ""
        rows: list[tuple[str, str, Callable[[re.Match[str]], str]]] = [
            ("code", r"`(?P<inner>[^`]*)`", self.code),
            ("square", rf"(?<!{LATIN})(?P<column>[A-Z])(?P<row>\d{{1,2}})(?!{LATIN}|[.,]\d)", self.square),
            (
                "short",
                "|".join(_short(each) for each in short) if short else "(?!)",
                self.short,
            ),
            ("clock", r"(?<![\d:.])(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?![\d:])", self.clock),
            ("ordinal", rf"(?<![\d.,])(?<!{LATIN})(?P<nth>\d{{1,4}})(?P<ending>{ordinal})" if ordinal else "(?!)", self.ordinal),
            ("ahead", rf"(?<!\w)(?P<start>(?i:{ahead}))(?P<rank>\d{{1,4}})(?!{LATIN})" if ahead else "(?!)", self.ahead),
            ("range", rf"(?<![.,])(?<!{LATIN})(?P<least>\d+)\s?[–—~]\s?(?P<most>\d+)(?!{LATIN}|[.,]\d)", self.range),
            ("calc", r"(?<=\d)\s?(?P<sign>[-−+×÷*/])\s?(?=\d)", self.between),
            (
                "decimal",
                rf"(?P<minus>{alone}[-−])?(?P<before>%\s?)?(?<!{LATIN})(?P<amount>\d+{point}\d+)(?P<rate>\s?%)?(?!{LATIN}|[.,]\d)",
                self.decimal,
            ),
            (
                "grouped",
                rf"(?P<minus2>{alone}[-−])?(?P<before2>%\s?)?(?<!{LATIN})(?P<thousands>\d{{1,3}}(?:{group}\d{{3}})+)(?P<rate2>\s?%)?(?!{LATIN}|[.,]\d)",
                self.grouped,
            ),
            ("whole", rf"(?P<minus3>{alone}[-−])?(?P<before3>%\s?)?(?P<digits>\d+)(?P<rate3>\s?%)?", self.whole),
            ("roman", r"(?<![\w])(?:" + "|".join(sorted(ROMAN, key=len, reverse=True)) + r")(?![\w])", self.roman),
            ("capitals", rf"(?<!{LATIN})[A-ZÁÉÍÓÚÑ]{{2,6}}(?!{LATIN})", self.capitals),
            (
                "lone",
                rf"(?<!{LATIN})(?<![A-Za-z] )[A-Z](?!{LATIN}|['’]| [A-Za-z]{{2}})" if language.letters else "(?!)",
                lambda match: self.letter(match[0]),
            ),
            ("blank", r"_{2,}", lambda match: self.sign("_")),
            ("snake", r"(?<=[^\W_])_(?=[^\W_])", lambda match: " "),
            ("sign", r"(?<=\s)(?P<alone>[<>=!]=|[-+*×÷/=<>≠≤≥−→&])(?=\s)", self.alone),
            ("mark", r"\s?[≠≤≥→×÷°½¼¾]\s?|(?<=\w)\s?(?:==|[<>!]=|[=<>+])\s?(?=\w)", self.mark),
        ]
        if comma:  # 1.000 is a thousand
            rows.sort(
                key=lambda row: ("decimal", "whole").index(row[0]) + 1 if row[0] in ("decimal", "whole") else 3 * (row[0] in LATE)
            )
        self.rows = {name: say for name, _, say in rows}
        self.pattern = re.compile("|".join(f"(?P<r_{name}>{pattern})" for name, pattern, _ in rows))
        bent = (r"\s+", r"(?!\w)") if language.script in BOUNDED else (r"\s*", "")
        self.nouns = [
            (style, re.compile(bent[0] + pattern + bent[1], re.IGNORECASE)) for style, pattern in language.nouns.items()
        ]
        self.cases = [
            (style, re.compile(rf"(?<!\w){pattern}{bent[0]}[-−]?$", re.IGNORECASE)) for style, pattern in language.cases.items()
        ]
        self.particle = re.compile(language.particles or "(?!)")
        counters = "|".join(language.nouns.values()) or "(?!)"
        self.beside = re.compile(rf"(?P<code>`[^`]*`)|(?<={THAI}) (?=[-−]?\d|[A-Z]\d)|(?<=\d) (?={counters})")
        self.say = lru_cache(maxsize=20_000)(self._say)

    def sign(self, name: str) -> str:
        return self.signs.get(name, "")

    def _say(self, text: str) -> str:
        if self.language.script == "Thai":  # what print sets off is said in one: แถวที่ 5, 3 ครั้ง, ช่อง A1
            text = self.beside.sub(lambda match: match["code"] or "", text)
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
        letter = self.letter(match["column"])
        return letter + (" " if letter.isascii() else self.gap) + self.number(int(match["row"]))

    def letter(self, letter: str) -> str:
        """A letter by its name, where the language's voice would not know it."""
        return self.language.letters.get(letter, letter)

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
        slot = HOUR.search(form)
        hour = "" if not slot else self.number(hours, slot[1]) if slot[1] else self.between_words(hours, form, *slot.span())
        return HOUR.sub(hour, form).replace("{minute}", self.number(minutes))

    def ordinal(self, match: re.Match[str]) -> str:
        words = self.number(int(match["nth"]), self.language.ordinals[match["ending"]])
        return f"{words} " if match["ending"] == "-" else words

    def ahead(self, match: re.Match[str]) -> str:
        """An ordinal whose mark stands in front of the digits: `ke-3` is *ketiga*."""
        words = self.number(int(match["rank"]), self.language.ordinals[match["start"].lower()])
        return words[:1].upper() + words[1:] if match["start"][0].isupper() else words

    def range(self, match: re.Match[str]) -> str:
        if form := self.sign("range"):
            return ENDS.sub(lambda end: self.number(int(match[end[1]]), end[2] or ""), form)
        least, sign = self.bent(int(match["least"]), match), self.sign("–")
        most = self.bent(int(match["most"]), match) + self.behind(match.string, match.end())
        return least + self.behind(sign, 0) + sign + self.gap + most

    def between(self, match: re.Match[str]) -> str:
        return f"{self.gap}{self.sign(match['sign'])}{self.gap}"

    def decimal(self, match: re.Match[str]) -> str:
        words = self.signed(match["minus"], _fraction(match["amount"].replace(",", "."), self), match["rate"] or match["before"])
        return words + self.behind(match.string, match.end())

    def grouped(self, match: re.Match[str]) -> str:
        value = int(re.sub(r"\D", "", match["thousands"]))
        words = self.signed(match["minus2"], self.bent(value, match), match["rate2"] or match["before2"], value)
        return words + self.behind(match.string, match.end())

    def whole(self, match: re.Match[str]) -> str:
        digits = match["digits"]
        if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0"):  # a code or telephone number: digit by digit
            words = " ".join(self.number(int(digit)) for digit in digits)
        else:
            words = self.bent(int(digits), match)
        before = match.string[: match.start()][-1:]
        words = self.signed(match["minus3"], words, match["rate3"] or match["before3"], int(digits))
        return (self.gap if before.isalpha() else "") + words + self.behind(match.string, match.end())

    def unit(self, sign: str, value: int | None) -> str:
        """A sign behind a number, in the form that the number wants: `процент|процента|процентов|процента`, the last for fractions."""
        forms = self.sign(sign).split("|")
        return forms[-1] if value is None else forms[min(plurals.index(value, self.language.locale), len(forms) - 1)]

    def signed(self, minus: str | None, words: str, rate: str | None, value: int | None = None) -> str:
        if minus:
            words = f"{self.sign('negative') or self.sign('−')}{self.gap}{words}"
        if not rate:
            return words
        form = self.sign("percent")
        return form.replace("{number}", words) if form else f"{words}{self.gap}{self.unit('%', value)}"

    def bent(self, value: int, match: re.Match[str]) -> str:
        return self.between_words(value, match.string, match.start(), match.end())

    def between_words(self, value: int, text: str, start: int, end: int) -> str:
        """The number as the word before `start` wants it («от пяти»), else the noun behind `end`: «una vuelta», «veintiún pasos»."""
        for style, pattern in self.cases:
            if pattern.search(text, max(0, start - 30), start):
                return self.number(value, style)
        for style, pattern in self.nouns:
            if pattern.match(text, end):
                return self.number(value, style)
        return self.number(value)

    def behind(self, text: str, at: int) -> str:
        """The space between a number's words and a letter at `at`; none before a particle."""
        return self.gap if text[at : at + 1].isalpha() and not self.particle.match(text, at) else ""

    def roman(self, match: re.Match[str]) -> str:
        return self.number(ROMAN[match[0]])

    def capitals(self, match: re.Match[str]) -> str:
        """Letters that make no syllable are spelled; words in capitals are words."""
        if any(letter in VOWELS for letter in match[0]):
            return match[0]
        return " ".join(self.letter(letter) for letter in match[0])

    def alone(self, match: re.Match[str]) -> str:
        return self.sign(match["alone"]) or match["alone"]

    def mark(self, match: re.Match[str]) -> str:
        mark = match[0].strip()
        if not self.sign(mark):
            return match[0]
        before = re.search(r"(?<![\d.,])\d+$", match.string[: match.start()])
        words = self.unit(mark, int(before[0]) if before else None)
        left = "" if match.start() == 0 else self.gap
        right = "" if match.end() == len(match.string) or not match.string[match.end()].isalnum() else self.gap
        return left + words + right


AHEAD = re.compile(r"\w+-")
"""The mark of an ordinal that stands in front of the digits."""
ENDING = ("etc.", "dll.", "dsb.", "dst.")
"""Abbreviations whose point may be the sentence's as well."""


def _fraction(digits: str, speaker: Speaker) -> str:
    """`2.05` is “two point zero five”: the digits after the point one by one, as children read them; where the language has
    no word for the point, ICU says the whole («две целых пять сотых»)."""
    whole, _, rest = digits.partition(".")
    if not speaker.sign("decimal"):
        return speaker.number(Decimal(digits))
    if not speaker.language.spaced:
        return speaker.number(int(whole)) + speaker.sign("decimal") + "".join(speaker.number(int(digit)) for digit in rest)
    return f"{speaker.number(int(whole))} {speaker.sign('decimal')} {' '.join(speaker.number(int(digit)) for digit in rest)}"


def _ending(ending: str) -> str:
    """What follows an ordinal's digits; a full stop counts only where the sentence goes on (`3. satır`), a hyphen before its noun."""
    if ending == "-":
        return HYPHEN.pattern
    last = ending[-1:]
    whole = (last.isalnum() and ending.isascii()) or last in ("º", "ª") or "\u0400" <= last <= "\u04ff"
    bound = r"(?![^\W_])" if whole else "(?![a-zA-Z])"
    return re.escape(ending) + (rf"(?=\s+{SMALL})" if ending == "." else bound)


def _short(short: str) -> str:
    """An abbreviation by itself; in a script without spaces wherever it stands."""
    unspaced = "\u0e00" <= short[0] <= "\u0e7f" or short[0] >= "\u2e80"
    return re.escape(short) if unspaced else rf"(?<![^\W_]){re.escape(short)}(?![^\W_])"
